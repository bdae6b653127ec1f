"""Something that the learner undertakes to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.personal import asked_data
from modulebouwer.components.recorded import Interaction, Recorded
from modulebouwer.components.shared.writing.asked import asked_room
from modulebouwer.components.shared.writing.model import BuildsOn, MaxLength, check_builds_on
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text


class Commitment(RecordingModel):
    """Something the learner undertakes to do, in a sentence. It comes back where the learner finishes the module."""

    component: ClassVar[str] = "commitment"
    also_called: ClassVar[tuple[str, ...]] = ("voornemen", "toezegging", "intentie", "intention", "pledge")
    families: ClassVar[tuple[str, ...]] = ("writing",)
    prompt: Text = Field(
        description="The beginning of the sentence, or what to undertake; plain text.",
        examples=["Ik neem me voor om …"],
    )
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    max_length: MaxLength = 300
    builds_on: BuildsOn = ()

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        return Recorded(self.prompt, (Interaction(self.id, self.prompt, "long-fill-in", self.max_length),))

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        yield from check_builds_on(placed, siblings, ("builds_on",), self.builds_on)
        said = {"prompt": self.prompt, "hint": self.hint}
        yield from asked_room(placed, said, self.max_length)
        yield from asked_data(placed, said)
