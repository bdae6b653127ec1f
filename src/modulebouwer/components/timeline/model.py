"""Events in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PartModel, PlacedComponent, Siblings
from modulebouwer.components.timeline.moments import moment
from modulebouwer.findings import Finding
from modulebouwer.model.fields import MaybeYear, Prose, Text


class Event(PartModel):
    """A moment on a timeline."""

    date: MaybeYear = Field(description="When, in words: a year, a day, a period.")
    title: Text = Field(description="What happened, plain text.")
    text: Prose | None = Field(default=None, description="More about it.")


class Timeline(ComponentModel):
    """Events in the order of time."""

    component: ClassVar[str] = "timeline"
    also_called: ClassVar[tuple[str, ...]] = ("tijdlijn",)
    items: tuple[Event, ...] = Field(min_length=2, max_length=20, description="The events, earliest first.")

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """CMP-202, once: where it is plain when each event was, none comes before the one above it."""
        moments = [moment(item.date) for item in self.items]
        if not all(moments):
            return
        for number, (above, here) in enumerate(pairwise(moments), 1):
            if above and here and here.comes_before(above):
                values = {"date": self.items[number].date, "above": self.items[number - 1].date}
                yield Finding("CMP-202", placed.source.value_at("items", number, "date"), values)
                return
