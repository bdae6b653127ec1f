"""A plan of actions."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.shared.rows.model import Column, RowsModel


class Plan(RowsModel):
    """Actions with a partner, a first step, a date, a sign of success and a rule to stop."""

    component: ClassVar[str] = "plan"
    also_called: ClassVar[tuple[str, ...]] = ("actieplan", "plan-van-aanpak", "action-plan")
    columns: ClassVar[tuple[Column, ...]] = (
        Column(name="action", kind="text", max_length=120, needed=True),
        Column(name="partner", kind="text", max_length=60),
        Column(name="step", kind="text", max_length=120, needed=True),
        Column(name="date", kind="date", max_length=10, needed=True),
        Column(name="sign", kind="text", max_length=120),
        Column(name="stop", kind="text", max_length=120),
    )
    min_rows: int = Field(default=1, ge=1, le=10, description="Fewest rows that make the plan done.")
    max_rows: int = Field(default=5, ge=1, le=10, description="Most rows.")
