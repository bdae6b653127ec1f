"""Several fields that make one reflection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import (
    STABLE,
    PartModel,
    PlacedComponent,
    RecordingModel,
    Siblings,
)
from modulebouwer.components.personal import asked_data
from modulebouwer.components.recorded import Interaction, Recorded
from modulebouwer.components.shared.writing.asked import asked_room
from modulebouwer.components.shared.writing.model import BuildsOn, MaxLength, check_builds_on
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Prose, Text
from modulebouwer.model.identifiers import Identifier


class Phase(PartModel):
    """A step of a cycle: a question with a field of its own."""

    id: Identifier = Field(description=STABLE)
    prompt: Text = Field(description="The question, plain text.")
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    max_length: MaxLength = 1000
    builds_on: BuildsOn = ()


class Cycle(RecordingModel):
    """Several fields that make one reflection; each is kept by itself."""

    component: ClassVar[str] = "cycle"
    also_called: ClassVar[tuple[str, ...]] = ("cyclus",)
    families: ClassVar[tuple[str, ...]] = ("writing",)
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the first step.")
    phases: tuple[Phase, ...] = Field(min_length=2, max_length=8, description="The steps, in order.")

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        texts = tuple(
            Interaction(f"{self.id}.{phase.id}", phase.prompt, "long-fill-in", phase.max_length)
            for phase in self.phases
        )
        return Recorded(self.title, texts)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        for number, phase in enumerate(self.phases):
            yield from check_builds_on(placed, siblings, ("phases", number, "builds_on"), phase.builds_on)
            said = {"prompt": phase.prompt, "hint": phase.hint}
            yield from asked_room(placed, said, phase.max_length, ("phases", number))
            yield from asked_data(placed, said, ("phases", number))
