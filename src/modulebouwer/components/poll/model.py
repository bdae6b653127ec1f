"""A question about what one thinks: nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PartModel, RecordingModel, Siblings
from modulebouwer.components.recorded import Interaction, Recorded, Response, ids_length
from modulebouwer.model.fields import OnDemand, Prose, Text
from modulebouwer.model.identifiers import Identifier


class Opinion(PartModel):
    """What one can say to the question."""

    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("right", "correct", "goed", "juist", "is_correct", "points", "punten", "score"), "CMP-158"
    )

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What the learner says, plain text.")
    response: OnDemand | None = Field(
        default=None, description="What there is to say to who chooses this; shown once it is chosen."
    )


class Poll(RecordingModel):
    """A question about what one thinks or does. Nothing is right or wrong, and one may choose again."""

    component: ClassVar[str] = "poll"
    also_called: ClassVar[tuple[str, ...]] = ("peiling", "opiniepeiling", "stemming", "mening", "opinion")
    families: ClassVar[tuple[str, ...]] = ("picks",)
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("answer", "antwoord", "right", "correct", "graded", "tries", "pogingen", "explanation"), "CMP-158"
    )
    prompt: Text = Field(description="The question, plain text.")
    options: tuple[Opinion, ...] = Field(
        min_length=2, max_length=8, description="What one can say, in order."
    )
    after: Prose | None = Field(
        default=None, description="What there is to say to everybody, once something is chosen."
    )

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        options = tuple(Response(option.id, option.text) for option in self.options)
        return Recorded(
            self.prompt, (Interaction(self.id, self.prompt, "likert", ids_length(options), options),)
        )
