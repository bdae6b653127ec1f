"""Things to bring together in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction, Response, pairs_length
from modulebouwer.components.shared.questions.model import QuestionModel, shuffled
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import OnDemand, Text
from modulebouwer.model.identifiers import Identifier


class Pair(PartModel):
    """Two things that belong together."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What is asked, plain text.")
    match: Text = Field(description="What belongs to it, plain text.")
    feedback: OnDemand | None = Field(default=None, description="Why they belong together.")


class Match(QuestionModel):
    """Things to bring together in pairs."""

    component: ClassVar[str] = "match"
    also_called: ClassVar[tuple[str, ...]] = ("koppelen", "matching", "combineren", "verbinden", "paren")
    question: Text = Field(description="The question, plain text.")
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=8, description="The pairs.")

    def interaction(self) -> Interaction:
        sources = tuple(Response(pair.id, pair.text) for pair in self.pairs)
        # What belongs to two things is one target, under the first one's id.
        first: dict[str, str] = {}
        for pair in self.pairs:
            first.setdefault(pair.match, pair.id)
        targets = tuple(Response(id, text) for text, id in first.items())
        right = tuple(f"{pair.id}={first[pair.match]}" for pair in self.pairs)
        length = pairs_length(sources, targets)
        return Interaction(self.id, self.question, "matching", length, sources, targets, right)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """CMP-191: all belongs to one thing; CMP-620: two things that look the same, of which one is right."""
        yield from super().check(placed, siblings)
        targets: dict[str, str] = {}
        alike = []
        for number, pair in enumerate(self.pairs):
            first = targets.setdefault(" ".join(pair.match.casefold().rstrip(".!? ").split()), pair.match)
            if pair.match != first:
                values = {"text": shortened(pair.match), "first": shortened(first)}
                alike.append(Finding("CMP-620", placed.source.value_at("pairs", number, "match"), values))
        if len(targets) == 1:
            values = {"id": self.id, "text": shortened(self.pairs[0].match)}
            yield Finding("CMP-191", placed.source.value_at("pairs", len(self.pairs) - 1, "match"), values)
        else:
            yield from alike

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"targets": shuffled(self.interaction().targets, self.id)}
