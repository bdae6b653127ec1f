"""Stakeholders, drawn as a map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, Siblings
from modulebouwer.components.shared.rows.model import Column, RowsModel
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Text


class StakeholderMap(RowsModel):
    """Stakeholders with their role, interest and influence, and how to approach them; drawn as a map."""

    component: ClassVar[str] = "stakeholder-map"
    columns: ClassVar[tuple[Column, ...]] = (
        Column(name="party", kind="text", max_length=60, needed=True),
        Column(name="role", kind="text", max_length=80),
        Column(name="interest", kind="level", max_length=1, needed=True),
        Column(name="influence", kind="level", max_length=1, needed=True),
        Column(name="approach", kind="text", max_length=100),
    )
    min_rows: int = Field(default=8, ge=1, le=22, description="Fewest rows that make the map done.")
    max_rows: int = Field(default=22, ge=1, le=30, description="Most rows.")
    suggestions: tuple[Text, ...] = Field(
        default=(), max_length=40, description="Roles that the first column offers while typing."
    )

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """The reader sees no difference between roles in case or in spaces."""
        yield from super().check(placed, siblings)
        seen: set[str] = set()
        for number, role in enumerate(self.suggestions):
            same = " ".join(role.casefold().split())
            if same in seen:
                yield Finding("CMP-041", placed.source.value_at("suggestions", number), {"role": role})
            seen.add(same)
