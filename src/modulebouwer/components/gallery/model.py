"""Pictures to look through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, Siblings
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
