"""Figures as bars or lines, with the table that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Literal

from pydantic import Field

from modulebouwer.components.chart.drawing import Line, Scale, bar, places
from modulebouwer.components.component import ComponentModel, PageFiles, PartModel, PlacedComponent, Siblings
from modulebouwer.findings import Finding, Location
from modulebouwer.model.fields import MaybeYear, Prose, Text
from modulebouwer.model.source_map import Scalar

# What tells lines from each other without colour; a bar stands in its own column.
MOST_SERIES = 4
# "1.200" is 1.2 to YAML, and a thousand and some to who writes it in Dutch.
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


class Row(PartModel):
    """A row of the table: what was counted, and how much of it."""

    label: MaybeYear = Field(description="A year, a place, a group; plain text.")
    values: tuple[float | None, ...] = Field(
        min_length=1,
        max_length=MOST_SERIES,
        description="A number for each of `series`, in their order; `null` where it is not known.",
        examples=[[212, 208.5]],
    )


class Chart(ComponentModel):
    """Figures as bars or lines, with their table: for who wants to know exactly, or cannot see the drawing."""

    component: ClassVar[str] = "chart"
    also_called: ClassVar[tuple[str, ...]] = (
        "grafiek",
        "diagram",
        "staafdiagram",
        "lijndiagram",
        "graph",
        "bar-chart",
        "line-chart",
    )
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("labels", "datasets", "data", "values"), "CMP-154"
    )
    title: Text = Field(description="What the figures are about, plain text.")
    form: Literal["bars", "lines"] = Field(
        default="bars", description="`bars` to compare, `lines` for what changes in time."
    )
    unit: Text | None = Field(default=None, description="What is counted, and in what; plain text.")
    series: tuple[MaybeYear, ...] = Field(
        min_length=1, max_length=MOST_SERIES, description="What each column of numbers is about, plain text."
    )
    rows: tuple[Row, ...] = Field(min_length=2, max_length=40, description="The rows of the table, in order.")
    caption: Prose | None = Field(default=None, description="What to see in it, and where it comes from.")

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        known = [value for row in self.rows for value in row.values if value is not None]
        scale = Scale.of(known, from_zero=self.form == "bars")
        columns = zip(*(row.values for row in self.rows), strict=True)
        return {
            "cells": [[self._cell(value, scale, page) for value in row.values] for row in self.rows],
            "ticks": [page.number_in_words(tick) for tick in reversed(scale.ticks)],
            "grid": [scale.height(tick) for tick in scale.ticks],
            "lines": [Line.of(values, scale) for values in columns],
            "places": places([row.label for row in self.rows]),
        }

    def _cell(self, value: float | None, scale: Scale, page: PageFiles) -> Mapping[str, Any]:
        if value is None:
            return {"text": "–", "bar": None}
        drawn = bar(value, scale) if self.form == "bars" else None
        return {"text": page.number_in_words(value), "bar": drawn}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        for number, row in enumerate(self.rows):
            written = [
                placed.source.written(("rows", number, "values", column)) for column in range(len(row.values))
            ]
            for scalar in written:
                if scalar is not None and THOUSANDS.fullmatch(scalar.text):
                    place = Location(placed.source.path, scalar.line, scalar.column)
                    suggestion = scalar.text.replace(".", "")
                    yield Finding("CMP-152", place, {"value": scalar.text, "suggestion": suggestion})
                    break
            if comma := decimal_comma(written) if len(row.values) > len(self.series) else None:
                one, other = comma
                values = {"value": f"{one.text},{other.text}", "suggestion": f"{one.text}.{other.text}"}
                yield Finding("CMP-153", Location(placed.source.path, one.line, one.column), values)
            elif len(row.values) != len(self.series):
                yield Finding(
                    "CMP-050",
                    placed.source.at("rows", number, "values"),
                    {"label": row.label, "values": len(row.values), "series": len(self.series)},
                )


def decimal_comma(written: Sequence[Scalar | None]) -> tuple[Scalar, Scalar] | None:
    """Two numbers with a comma between and no space: to YAML they are two, to who writes it one."""
    for one, other in pairwise(written):
        if (
            one is not None
            and other is not None
            and one.text.lstrip("-").isdigit()
            and other.text.isdigit()
            and (one.line, one.column + len(one.text) + 1) == (other.line, other.column)
        ):
            return one, other
    return None
