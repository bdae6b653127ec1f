"""Stakeholders, drawn as a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Settings
from modulebouwer.components.shared.rows.model import Column, RowsModel, RowsSettings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import EMPTY, NOT_EMPTY, NOT_READ, Text

# What the picture has room for, also on a small screen.
Short = Annotated[str, Field(pattern=NOT_EMPTY, max_length=40), EMPTY]
Level = Annotated[str, Field(pattern=NOT_EMPTY, max_length=20), EMPTY]


class Axis(PartModel):
    """The words of one axis, in place of the usual ones."""

    name: Short | None = Field(default=None, description="What the axis and its column are called.")
    levels: Annotated[tuple[Level, ...], Field(min_length=4, max_length=4)] | None = Field(
        default=None, description="The four levels in words, lowest first."
    )


class Quadrant(PartModel):
    """What one does with who stands in a quadrant."""

    name: Short = Field(description="The approach, as it stands in the picture.")
    advice: Text | None = Field(default=None, description="A sentence beside it, plain text.")


class Quadrants(PartModel):
    """The four quadrants, by what is great there."""

    both: Quadrant = Field(description="Great interest and great influence.")
    influence: Quadrant = Field(description="Great influence, little interest.")
    interest: Quadrant = Field(description="Great interest, little influence.")
    neither: Quadrant = Field(description="Little interest and little influence.")


class QuadrantWords(Settings):
    """``name``: of the approach; ``advice``: a sentence beside it."""

    name: str
    advice: str | None = None


class QuadrantsWords(Settings):
    """The four, by what is great there."""

    both: QuadrantWords
    influence: QuadrantWords
    interest: QuadrantWords
    neither: QuadrantWords


class MapSettings(RowsSettings):
    """``quadrants``: the author's own, where they are not the usual ones."""

    quadrants: QuadrantsWords | None = None


class StakeholderMap(RowsModel):
    """Stakeholders with their role, interest and influence, and how to approach them; drawn as a map."""

    component: ClassVar[str] = "stakeholder-map"
    also_called: ClassVar[tuple[str, ...]] = ("krachtenveld", "stakeholders", "netwerkkaart")
    settings: ClassVar[type[Settings]] = MapSettings
    columns: ClassVar[tuple[Column, ...]] = (
        Column(name="party", kind="text", max_length=60, needed=True),
        Column(name="role", kind="text", max_length=80),
        Column(name="interest", kind="level", max_length=1, needed=True),
        Column(name="influence", kind="level", max_length=1, needed=True),
        Column(name="approach", kind="text", max_length=100),
    )
    min_rows: int = Field(default=8, ge=1, le=22, description="Fewest rows that make the map done.")
    max_rows: int = Field(default=22, ge=1, le=30, description="Most rows.")
    suggestions: Annotated[tuple[Text, ...], NOT_READ] = Field(
        default=(), max_length=40, description="Roles that the first column offers while typing."
    )
    quadrants: Quadrants | None = Field(
        default=None, description="The four approaches as the module calls them, in place of the usual ones."
    )
    interest: Axis | None = Field(default=None, description="The words of the axis to the right.")
    influence: Axis | None = Field(default=None, description="The words of the axis upward.")

    @property
    def axes(self) -> Mapping[str, Axis]:
        """The axes that have words of their own, by the name of their column."""
        axes = {"interest": self.interest, "influence": self.influence}
        return {name: axis for name, axis in axes.items() if axis is not None}

    def script_settings(self) -> MapSettings:
        return MapSettings(
            min_rows=self.min_rows,
            max_rows=self.max_rows,
            columns=tuple(
                column.model_copy(update={"title": axis.name, "levels": axis.levels})
                if (axis := self.axes.get(column.name))
                else column
                for column in self.columns
            ),
            quadrants=QuadrantsWords(**self.quadrants.model_dump()) if self.quadrants else None,
        )

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"axes": self.axes}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """The reader sees no difference between roles in case or in spaces."""
        yield from super().check(placed, siblings)
        seen: set[str] = set()
        for number, role in enumerate(self.suggestions):
            same = " ".join(role.casefold().split())
            if same in seen:
                yield Finding("CMP-041", placed.source.value_at("suggestions", number), {"role": role})
            seen.add(same)
