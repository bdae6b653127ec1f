"""A picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Picture, Prose
from modulebouwer.model.provenance import Provenance


class Figure(ComponentModel):
    """A picture with its text alternative (WCAG 2.2, 1.1.1)."""

    component: ClassVar[str] = "figure"
    also_called: ClassVar[tuple[str, ...]] = (
        "afbeelding",
        "image",
        "foto",
        "beeld",
        "plaatje",
        "picture",
        "figuur",
        "img",
    )
    src: Picture = Field(description="A picture below media/.")
    alt: str = Field(
        max_length=500, description="What the picture tells; empty only with `decorative: true`."
    )
    decorative: bool = Field(
        default=False, description="The picture tells nothing; screen readers pass it by."
    )
    caption: Prose | None = Field(default=None, description="What stands below the picture.")
    provenance: Provenance | None = Field(
        default=None, description="Who or what made the picture, and who checked it."
    )

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"size": page.figure(self.src)}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """WCAG 2.2, 1.1.1."""
        if self.alt.strip() and self.decorative:
            yield Finding("A11Y-006", placed.source.at("decorative"))
