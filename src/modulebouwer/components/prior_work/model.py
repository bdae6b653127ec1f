"""What the learner takes along from another module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.personal import asked_data
from modulebouwer.components.recorded import Interaction, Recorded
from modulebouwer.components.shared.writing.asked import asked_room
from modulebouwer.components.shared.writing.model import MaxLength
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text


class PriorWork(RecordingModel):
    """What the learner takes along from another module: pasted, or chosen from the text file they downloaded there."""

    component: ClassVar[str] = "prior-work"
    also_called: ClassVar[tuple[str, ...]] = ("eerder-werk", "earlier-work", "meenemen")
    families: ClassVar[tuple[str, ...]] = ("writing",)
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("module", "from", "van", "uit", "source", "bron", "builds_on", "url", "series"), "CMP-160"
    )
    prompt: Text = Field(description="What to take along, and from where, plain text.")
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    max_length: MaxLength = 1000

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        text = Interaction(self.id, self.prompt, "long-fill-in", self.max_length)
        return Recorded(self.prompt, (text,))

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        said = {"prompt": self.prompt, "hint": self.hint}
        yield from asked_room(placed, said, self.max_length)
        yield from asked_data(placed, said)
