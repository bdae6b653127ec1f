"""A question that the learner answers in writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import PageFiles, PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.recorded import Interaction, Recorded
from modulebouwer.components.shared.writing.model import MaxLength
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.fields import OnDemand, Text
from modulebouwer.model.identifiers import Identifier


class Reflection(RecordingModel):
    """A question that the learner answers in writing, for themselves."""

    component: ClassVar[str] = "reflection"
    families: ClassVar[tuple[str, ...]] = ("writing",)
    prompt: Text = Field(description="The question, plain text.")
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    max_length: MaxLength = 1000
    builds_on: tuple[Identifier, ...] = Field(
        default=(), description="Earlier reflections whose answers are shown above the field."
    )

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        return Recorded(self.prompt, (Interaction(self.id, self.prompt, "long-fill-in", self.max_length),))

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        earlier = reflections(siblings)
        return {"earlier": [{"id": id, "prompt": earlier[id].prompt} for id in self.builds_on]}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """``builds_on`` shows answers already written, so it names reflections that come before."""
        every, seen = reflections(siblings), reflections(siblings.before(placed))
        for number, name in enumerate(self.builds_on):
            place = placed.source.at("builds_on", number)
            if name not in every:
                if name not in siblings.broken_ids:
                    yield Finding("CMP-006", place, {"id": name, "suggestion": closest(name, seen)})
            elif name not in seen:
                yield Finding("CMP-007", place, {"id": name})


def reflections(siblings: Siblings) -> dict[str, Reflection]:
    return {one.model.id: one.model for one in siblings.placed if isinstance(one.model, Reflection)}
