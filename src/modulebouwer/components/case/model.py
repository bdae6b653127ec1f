"""A situation to think with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PartModel, PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.recorded import Interaction, Recorded, Response, ids_length
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Prose, Text
from modulebouwer.model.identifiers import Identifier


class Way(PartModel):
    """Something to do in a case, and what comes of it."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What one would do, plain text.")
    consequence: OnDemand = Field(description="What comes of it.")
    debrief: OnDemand | None = Field(default=None, description="What to think over after this way.")


class Case(RecordingModel):
    """A situation to think with; with `choices` the learner chooses, sees what comes of it, and may come back."""

    component: ClassVar[str] = "case"
    also_called: ClassVar[tuple[str, ...]] = (
        "casus",
        "praktijkvoorbeeld",
        "scenario",
        "voorbeeld",
        "example",
    )
    families: ClassVar[tuple[str, ...]] = ("picks",)
    id: Identifier = Field(description="Stable for ever, and not used for anything else in the module.")
    title: Text = Field(description="The heading, plain text.")
    fictional: bool = Field(default=True, description="Says in the label that the case was made up.")
    text: Prose = Field(description="What happened.")
    question: Text | None = Field(default=None, description="What there is to decide, plain text.")
    choices: tuple[Way, ...] = Field(default=(), max_length=5, description="What one could do.")
    debrief: OnDemand | None = Field(default=None, description="What to think over after any way.")

    def recorded(self, siblings: Siblings) -> Recorded | None:  # noqa: ARG002
        if not self.choices:
            return None
        ways = tuple(Response(way.id, way.text) for way in self.choices)
        prompt = self.question or self.title
        return Recorded(self.title, (Interaction(self.id, prompt, "choice", ids_length(ways), ways),))

    def scripted(self) -> bool:
        return bool(self.choices)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        for key in () if self.choices else ("question", "debrief"):
            if getattr(self, key) is not None:
                yield Finding("CMP-037", placed.source.at(key), {"id": self.id, "key": key})
        if len(self.choices) == 1:
            yield Finding("CMP-038", placed.source.at("choices"), {"id": self.id})
