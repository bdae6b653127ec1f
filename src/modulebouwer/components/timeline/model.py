"""Events in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PartModel, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import MaybeYear, Prose, Text

# A year by itself, in "2014", "12 maart 2014" and "2014–2016"; before our era the years count down.
YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d]|[.,]\d)")
BEFORE_OUR_ERA = re.compile(r"\b(?:v\.?\s?C|BCE?\b|B\.C)", re.IGNORECASE)


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
        """CMP-202, once: where every event has a year, none comes before the one above it."""
        if any(BEFORE_OUR_ERA.search(item.date) for item in self.items):
            return
        years = [YEAR.search(item.date) for item in self.items]
        if not all(years):
            return
        for number, (above, year) in enumerate(pairwise(years), 1):
            if above and year and year[0] < above[0]:
                values = {"date": self.items[number].date, "above": self.items[number - 1].date}
                yield Finding("CMP-202", placed.source.value_at("items", number, "date"), values)
                return
