"""Items to sort into categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction, Response, pairs_length
from modulebouwer.components.shared.questions.model import QuestionModel
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.fields import OnDemand, Text
from modulebouwer.model.identifiers import Identifier


class Category(PartModel):
    """A heading to sort under."""

    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("items", "answers", "antwoorden", "voorbeelden", "examples"), "CMP-046"
    )

    id: Identifier = Field(description=STABLE)
    title: Text = Field(description="What it is, plain text.")


class Sorted(PartModel):
    """Something to sort."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")
    category: Identifier = Field(description="The id of the category in which it belongs.")
    feedback: OnDemand | None = Field(default=None, description="Why it belongs there.")


class Categorise(QuestionModel):
    """Items to sort into categories."""

    component: ClassVar[str] = "categorise"
    also_called: ClassVar[tuple[str, ...]] = (
        "categoriseren",
        "sorteren",
        "indelen",
        "sort",
        "categorize",
        "drag-and-drop",
    )
    question: Text = Field(description="The question, plain text.")
    categories: tuple[Category, ...] = Field(min_length=2, max_length=5, description="The categories.")
    items: tuple[Sorted, ...] = Field(min_length=2, max_length=12, description="The items, as shown.")

    def interaction(self) -> Interaction:
        sources = tuple(Response(item.id, item.text) for item in self.items)
        targets = tuple(Response(category.id, category.title) for category in self.categories)
        right = tuple(f"{item.id}={item.category}" for item in self.items)
        length = pairs_length(sources, targets)
        return Interaction(self.id, self.question, "matching", length, sources, targets, right)

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"targets": self.interaction().targets}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        yield from super().check(placed, siblings)
        known = [category.id for category in self.categories]
        for number, item in enumerate(self.items):
            if item.category not in known:
                values = {"category": item.category, "known": ", ".join(known)}
                values["suggestion"] = closest(item.category, known)
                yield Finding("CMP-015", placed.source.value_at("items", number, "category"), values)
        used = {item.category for item in self.items}
        if len(used) == 1 and used <= set(known):
            values = {"id": self.id, "category": next(iter(used))}
            yield Finding("CMP-203", placed.source.at("items"), values)
