"""Questions that have a right answer: a check for the learner, with feedback, and never a mark unless `graded`."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, TypeVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings, twins
from modulebouwer.components.recorded import Interaction, Recorded, Settings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand

T = TypeVar("T")


class QuestionSettings(Settings):
    """``tries``: most checks, 0 for any number."""

    tries: int


class QuestionModel(RecordingModel):
    """What all questions have."""

    families: ClassVar[tuple[str, ...]] = ("questions",)
    settings: ClassVar[type[Settings]] = QuestionSettings
    twin: ClassVar[str] = "CMP-013"
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("points", "punten", "score", "weight", "gewicht", "marks", "weging"), "CMP-047"
    )
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    explanation: OnDemand | None = Field(
        default=None,
        description="Why, shown once the answer is right, after the last of `tries`, or to who opens the answer.",
    )
    graded: bool = Field(
        default=False, description="Counts for the score; asks for `pass_mark` in module.yaml."
    )
    tries: int | None = Field(default=None, ge=1, le=10, description="Most checks; without it no limit.")

    @property
    def ways(self) -> int:
        """How many answers there are, when one of them is to be chosen; else 0."""
        return 0

    @abstractmethod
    def interaction(self) -> Interaction:
        """What is recorded, with what is right."""

    def script_settings(self) -> QuestionSettings:
        return QuestionSettings(tries=self.tries or 0)

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        one = self.interaction()
        return Recorded(one.prompt, (one,), self.script_settings(), self.graded, self.tries)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """Parts that the learner could not tell apart; CMP-373: tries with which nobody can be wrong."""
        if self.tries is not None and self.ways and self.tries >= self.ways:
            values = {"tries": self.tries, "ways": self.ways}
            yield Finding("CMP-373", placed.source.value_at("tries"), values)
        yield from twins(placed, "CMP-014", "text")
        yield from twins(placed, "CMP-014", "title")


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """``items`` in an order that follows from ``seed`` alone and is not the order they came in."""
    order = sorted(range(len(items)), key=lambda number: hashlib.sha256(f"{seed}.{number}".encode()).digest())
    if order == sorted(order):
        order = order[1:] + order[:1]
    return [items[number] for number in order]
