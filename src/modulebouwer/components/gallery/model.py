"""Pictures to look through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Picture, Prose, Text


class Photo(PartModel):
    """A picture of a gallery."""

    src: Picture = Field(description="A picture below media/.")
    alt: str = Field(max_length=500, description="What the picture tells.")
    caption: Prose | None = Field(default=None, description="What stands below the picture.")


class Gallery(ComponentModel):
    """Pictures to look through, one at a time; on paper they stand together."""

    component: ClassVar[str] = "gallery"
    also_called: ClassVar[tuple[str, ...]] = (
        "galerij",
        "fotogalerij",
        "carrousel",
        "carousel",
        "slideshow",
        "diavoorstelling",
    )
    title: Text = Field(description="What the pictures have in common, plain text.")
    photos: tuple[Photo, ...] = Field(min_length=2, max_length=12, description="The pictures, in order.")

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"sizes": [page.figure(photo.src) for photo in self.photos]}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """WCAG 2.2, 1.1.1: what is looked at one by one is no decoration."""
        for number, photo in enumerate(self.photos):
            if not photo.alt.strip():
                yield Finding("A11Y-001", placed.source.value_at("photos", number, "alt"))
