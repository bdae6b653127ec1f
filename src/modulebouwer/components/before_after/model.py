"""Two pictures of the same thing, laid over each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, Siblings
from modulebouwer.model.fields import Picture, Prose, Text


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

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"sizes": {"before": page.figure(self.before.src), "after": page.figure(self.after.src)}}
