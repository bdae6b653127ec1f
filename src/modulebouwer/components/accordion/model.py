"""Parts that open."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.components.shared.panel import Panel


class Accordion(ComponentModel):
    """Parts that a reader opens, for background that not everybody needs."""

    component: ClassVar[str] = "accordion"
    also_called: ClassVar[tuple[str, ...]] = (
        "uitklapper",
        "uitklap",
        "harmonica",
        "faq",
        "collapse",
        "details",
    )
    items: tuple[Panel, ...] = Field(min_length=1, max_length=20, description="The parts, in order.")
