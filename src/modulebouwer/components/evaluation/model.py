"""What learners think of the module: for its maker, and apart from what they answer in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PlacedComponent, Siblings
from modulebouwer.components.effort import Effort, expected_words
from modulebouwer.components.personal import asks_who
from modulebouwer.components.shared.picks.anchors import highest_first
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Prose, Text

# A line or two: what is longer belongs in a conversation.
LINE_LENGTH = 300


class Evaluation(ComponentModel):
    """What learners think of the module; it only goes along, as a small file that leads back to nobody."""

    component: ClassVar[str] = "evaluation"
    families: ClassVar[tuple[str, ...]] = ("picks",)
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the statements.")
    anchors: Annotated[tuple[Text, ...], Field(min_length=2, max_length=7)] = Field(
        description="What each point means, lowest first."
    )
    statements: Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)] = Field(
        description="What the learner agrees with or not, plain text."
    )
    lines: Annotated[tuple[Text, ...], Field(min_length=1, max_length=2)] = Field(
        description="Questions with a line to write in, plain text."
    )
    hand_in: Prose | None = Field(
        default=None,
        description="Where the file goes, and who reads it.",
        examples=["Stuur het bestand naar …"],
    )

    def effort(self, siblings: Siblings) -> Effort:  # noqa: ARG002
        lines = len(self.lines)
        return Effort(fields=lines, words=lines * expected_words(LINE_LENGTH), marks=len(self.statements))

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """CMP-375: a learner would fill it in twice, and hand in two files; CMP-623: it asks who the learner is."""
        first = next((one for one in siblings.placed if isinstance(one.model, Evaluation)), placed)
        if first is not placed:
            yield Finding("CMP-375", placed.location, {"first": str(first.location)})
        yield from highest_first(placed, self.anchors, "anchors")
        for number, line in enumerate(self.lines):
            if asked := asks_who(line):
                yield Finding("CMP-623", placed.source.value_at("lines", number), {"asked": asked})
