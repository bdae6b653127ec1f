"""Two pictures of the same thing, laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Picture, Prose, Text
from modulebouwer.model.source_map import KeyPath


class Side(PartModel):
    """One of the two pictures."""

    src: Picture = Field(description="A picture below media/, as large as the other.")
    alt: str = Field(max_length=500, description="What the picture tells.")
    label: Text | None = Field(
        default=None, description="A word or two at the picture instead of “before” or “after”; plain text."
    )


class BeforeAfter(ComponentModel):
    """Two pictures of the same thing: the reader draws the one over the other. On paper they stand side by side."""

    component: ClassVar[str] = "before-after"
    also_called: ClassVar[tuple[str, ...]] = (
        "voor-en-na",
        "voor-na",
        "vergelijken",
        "image-comparison",
        "image-slider",
    )
    title: Text = Field(description="What is compared, plain text.")
    before: Side = Field(description="The picture that shows first.")
    after: Side = Field(description="The picture that is drawn over it.")
    caption: Prose | None = Field(default=None, description="What to see in them.")

    def laid_over(self) -> tuple[KeyPath, ...]:
        return ("before", "src"), ("after", "src")

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        if self.before.src == self.after.src:
            yield Finding("CMP-150", placed.source.value_at("after", "src"), {"path": self.after.src})

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"sizes": {"before": page.figure(self.before.src), "after": page.figure(self.after.src)}}
