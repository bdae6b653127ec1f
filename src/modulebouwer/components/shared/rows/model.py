"""What components have in which the learner fills rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.effort import Effort, expected_words
from modulebouwer.components.personal import asked_data
from modulebouwer.components.recorded import Interaction, Recorded, Settings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text

# How far a school leader filled the cells of a real map and plan.
CELL_FILLED = 1 / 3


class Column(Settings):
    """A column. ``name``: as its words are called; ``needed``: a row is complete only with it.

    ``kind``: a level is a number from 1 to 4, a date is ISO 8601. ``max_length``: most characters of a cell.
    ``title`` and ``levels`` are the author's words for it, where they are not the usual ones.
    """

    name: str
    kind: Literal["text", "level", "date"]
    max_length: int
    needed: bool = False
    title: str | None = None
    levels: tuple[str, ...] | None = None


class RowsSettings(Settings):
    """``min_rows``: fewest complete rows that make it done; ``columns``: the cells of a row, in order."""

    min_rows: int
    max_rows: int
    columns: tuple[Column, ...]


class RowsModel(RecordingModel):
    """What components of rows have. A kind names its ``columns``, and its limits with defaults of its own."""

    families: ClassVar[tuple[str, ...]] = ("rows",)
    settings: ClassVar[type[Settings]] = RowsSettings
    columns: ClassVar[tuple[Column, ...]]
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("rows", "rijen", "actions", "acties", "items", "columns", "kolommen", "stakeholders", "parties"),
        "CMP-045",
    )
    prompt: Text = Field(description="What to fill in, plain text.")
    hint: OnDemand | None = Field(default=None, description="Help on demand.")
    min_rows: int
    max_rows: int

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        # The line of each row has a tab or a line break behind each cell.
        row = sum(column.max_length + 1 for column in self.columns)
        rows = Interaction(self.id, self.prompt, "long-fill-in", row * self.max_rows)
        return Recorded(self.prompt, (rows,), self.script_settings())

    def effort(self, siblings: Siblings) -> Effort:  # noqa: ARG002
        texts = [column.max_length for column in self.columns if column.kind == "text"]
        words = self.min_rows * expected_words(sum(texts), CELL_FILLED)
        marks = self.min_rows * (len(self.columns) - len(texts))
        return Effort(fields=self.min_rows, words=words, marks=marks)

    def script_settings(self) -> RowsSettings:
        return RowsSettings(min_rows=self.min_rows, max_rows=self.max_rows, columns=self.columns)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        if self.max_rows < self.min_rows:
            # One of the two may be a default, and then has no place of its own.
            key = "max_rows" if "max_rows" in self.model_fields_set else "min_rows"
            values = {"min": self.min_rows, "max": self.max_rows}
            yield Finding("CMP-040", placed.source.value_at(key), values)
        yield from asked_data(placed, {"prompt": self.prompt, "hint": self.hint})
