"""Things side by side."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PartModel
from modulebouwer.model.fields import Prose, Text


class Card(PartModel):
    """One of several that stand beside each other."""

    title: Text = Field(description="The heading, plain text.")
    label: Text | None = Field(default=None, description="A short line above the heading, plain text.")
    text: Prose = Field(description="What the card says.")


class Cards(ComponentModel):
    """Things of one kind, side by side where there is room."""

    component: ClassVar[str] = "cards"
    also_called: ClassVar[tuple[str, ...]] = ("kaarten", "kaartjes", "flashcards", "flipcards")
    items: tuple[Card, ...] = Field(min_length=2, max_length=12, description="The cards, in order.")
