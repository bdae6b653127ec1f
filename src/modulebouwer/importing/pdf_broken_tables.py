"""A table that a page's end breaks off: whether the next page goes on with it, and its parts as one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from modulebouwer.importing.pdf_tables import TOLERANCE, Grid, Row, text_of

Cells = Sequence[Row]


class Whole(NamedTuple):
    """``head``: the first row, when other pages repeat it. ``seams``: the row above and that below each page's end."""

    grid: Grid
    head: Cells | None
    seams: Sequence[Cells]


def same_columns(one: Grid, other: Grid) -> bool:
    """Whether the columns of two tables begin at the same places, as far as they hold words."""
    if len(one[0]) != len(other[0]):
        return False
    lefts = zip(map(left_of, zip(*one, strict=True)), map(left_of, zip(*other, strict=True)), strict=True)
    return all(a is None or b is None or abs(a - b) <= TOLERANCE for a, b in lefts)


def left_of(column: Cells) -> float | None:
    return min((char.left for cell in column for char in cell if char.text.strip()), default=None)


def whole(parts: Sequence[Grid]) -> Whole:
    """The parts, in the order of their pages, as one table; a row that repeats the first one stands there once."""
    head = parts[0][0]
    rows = list(parts[0])
    repeated = False
    seams: list[Cells] = []
    for part in parts[1:]:
        below = without_head(part, head)
        repeated = repeated or below is not part
        if not below:
            continue
        first, *rest = below
        if is_cut(rows[-1], first):
            rows[-1] = [[*above, *below] for above, below in zip(rows[-1], first, strict=True)]
            seams.append(rows[-1])
        else:
            seams += [rows[-1], first]
            rows.append(first)
        rows += rest
    return Whole(rows, head if repeated else None, seams)


def without_head(part: Grid, head: Cells) -> Grid:
    """The rows without the head, when the first one repeats it.

    Where no lines are drawn, what a page's end left of a row may have come to stand in the head's cells.
    """
    rest: list[Row] = []
    for cell, known in zip(part[0], head, strict=True):
        mine, wanted = letters(cell), letters(known)
        below = mine[len(wanted) :]
        same = "".join(char.text for char in mine).startswith("".join(char.text for char in wanted))
        if not same or (below and wanted and below[0].base <= mine[len(wanted) - 1].base):
            return part
        rest.append(cell[cell.index(below[0]) :] if below else [])
    return [rest, *part[1:]] if any(rest) else part[1:]


def letters(cell: Row) -> Row:
    return [char for char in cell if char.text.strip()]


def is_cut(above: Cells, below: Cells) -> bool:
    """Whether a page's end went through a row: all that stands below it goes on with a sentence above it.

    A row without an empty cell is one only where every cell above it has more lines than one.
    """
    pairs = [(one, text) for one, cell in zip(above, below, strict=True) if (text := text_of(cell))]
    if not all(text_of(one) and text[:1].islower() for one, text in pairs):
        return False
    return len(pairs) < len(below) or all(len({round(char.base) for char in one}) > 1 for one, _ in pairs)
