"""Items to put in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction, Response, ids_length
from modulebouwer.components.shared.questions.model import QuestionModel, shuffled
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text
from modulebouwer.model.identifiers import Identifier

# A place in the order, before a text: "1. ", "b) ", "Stap 3: ".
NUMBERED = re.compile(
    r"\s*(?:(?:stap|step|fase|phase)\s+)?(?P<number>\d{1,2}|[a-h])(?:[.):]|\s[-–—])\s", re.IGNORECASE
)


class Step(PartModel):
    """Something that has a place in an order."""

    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("position", "order", "nr", "number", "nummer", "place", "plaats", "positie", "rank", "volgorde"),
        "CMP-044",
    )

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")
    feedback: OnDemand | None = Field(default=None, description="Why its place is not elsewhere.")


class Order(QuestionModel):
    """Items to put in order."""

    component: ClassVar[str] = "order"
    also_called: ClassVar[tuple[str, ...]] = ("volgorde", "ordenen", "rangschikken", "ordering")
    question: Text = Field(description="The question, plain text.")
    items: tuple[Step, ...] = Field(
        min_length=3,
        max_length=8,
        description="The items in the right order; the learner meets them in another.",
    )

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """CMP-230: the items say themselves where they belong."""
        yield from super().check(placed, siblings)
        found = [NUMBERED.match(item.text) for item in self.items]
        numbers = [one["number"].lower() for one in found if one]
        if len(numbers) == len(self.items) and sorted(numbers, key=lambda one: (len(one), one)) == numbers:
            values = {"written": self.items[0].text[: found[0].end()].strip() if found[0] else ""}
            yield Finding("CMP-230", placed.source.value_at("items", 0, "text"), values)

    def interaction(self) -> Interaction:
        items = tuple(Response(item.id, item.text) for item in self.items)
        right = tuple(item.id for item in items)
        return Interaction(self.id, self.question, "sequencing", ids_length(items), items, right=right)

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"shuffled": shuffled(self.items, self.id)}
