"""Events in the order of time."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PartModel
from modulebouwer.model.fields import Prose, Text


class Event(PartModel):
    """A moment on a timeline."""

    date: Text = Field(description="When, in words: a year, a day, a period.")
    title: Text = Field(description="What happened, plain text.")
    text: Prose | None = Field(default=None, description="More about it.")


class Timeline(ComponentModel):
    """Events in the order of time."""

    component: ClassVar[str] = "timeline"
    also_called: ClassVar[tuple[str, ...]] = ("tijdlijn",)
    items: tuple[Event, ...] = Field(min_length=2, max_length=20, description="The events, earliest first.")
