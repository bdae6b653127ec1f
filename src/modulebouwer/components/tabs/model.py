"""Parts of which one shows."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.components.shared.panel import Panel


class Tabs(ComponentModel):
    """Parts of which one shows at a time; without script and on paper they stand below each other."""

    component: ClassVar[str] = "tabs"
    also_called: ClassVar[tuple[str, ...]] = ("tabbladen",)
    items: tuple[Panel, ...] = Field(min_length=2, max_length=6, description="The parts, in order.")
