"""A picture with points that one opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Picture, Prose, Text
from modulebouwer.model.form import Form

PerCent = Annotated[int, Field(ge=0, le=100), Form("SRC-155", limits=True)]
# Points no further apart than this, in per cent both ways, lie on each other.
SAME_SPOT = 2


class Point(PartModel):
    """A point on the picture."""

    x: PerCent = Field(
        description="How far from the left, in per cent of the picture's width.", examples=[40]
    )
    y: PerCent = Field(description="How far from the top, in per cent of its height.", examples=[25])
    title: Text = Field(description="What is to be seen there, plain text.")
    text: Prose = Field(description="What there is to say about it.")


class LabelledPicture(ComponentModel):
    """A picture with points to open. Without script and on paper the texts stand below it, under their numbers."""

    component: ClassVar[str] = "labelled-picture"
    also_called: ClassVar[tuple[str, ...]] = (
        "hotspot",
        "hotspots",
        "image-hotspots",
        "labeled-graphic",
        "interactieve-afbeelding",
        "aanwijsplaat",
    )
    title: Text = Field(description="What the picture shows, plain text.")
    src: Picture = Field(description="A picture below media/.")
    alt: str = Field(max_length=500, description="What the picture tells as a whole.")
    points: tuple[Point, ...] = Field(
        min_length=1, max_length=12, description="The points, in the order to read."
    )
    caption: Prose | None = Field(default=None, description="What stands below the picture.")

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        for number, point in enumerate(self.points):
            for before in self.points[:number]:
                if max(abs(point.x - before.x), abs(point.y - before.y)) <= SAME_SPOT:
                    values = {"one": before.title, "other": point.title}
                    yield Finding("CMP-151", placed.source.at("points", number), values)
                    break

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"size": page.figure(self.src)}
