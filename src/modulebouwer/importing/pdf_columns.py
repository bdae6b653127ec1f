"""Text in columns on a page of a PDF: whether it is that, and where the white between them runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from modulebouwer.importing.lines import BULLET
from modulebouwer.importing.pdf_tables import (
    COLUMN_GAP,
    Char,
    Row,
    Rule,
    are_text,
    beginnings,
    cells_of,
    left_of,
    text_of,
)

# So many lines in each of two columns may be text; and so many letters a line of text has at least, on average.
FEWEST_LINES = 3
FEWEST_LETTERS = 14
# Lines at heights that differ by this much of their letters' size are no row of a table.
SAME_HEIGHT, NEXT_LINE = 0.25, 0.9
# A column's last lines go on below the other one, as close as those above them.
CLOSER = 1.1


class Region(NamedTuple):
    """Lines of a page whose text stands in columns: the first, the number behind the last, and where the white is."""

    start: int
    end: int
    gutters: tuple[float, ...]


Cells = Sequence[Row]


def columns_of(rows: Sequence[Row], width: float, before: float | None) -> tuple[float | None, bool]:
    """The gutter between two columns, and whether those are running text; ``before``: that of the page before.

    A last page may have few lines in its second column.
    """
    gutter = gutter_of(rows, width)
    if gutter is not None and are_text(*halves(rows, gutter)):
        return gutter, True
    if before is None or any(start < before < end for row in rows for start, end in stretches(row)):
        return gutter, False
    right = halves(rows, before)[1]
    lefts = Counter(round(row[0].left) for row in right)
    # All begin at one edge, as lines do.
    return (before, True) if right and 2 * lefts.most_common(1)[0][1] >= len(right) else (gutter, False)


def halves(rows: Sequence[Row], gutter: float) -> tuple[list[list[Char]], list[list[Char]]]:
    """The lines on each side of the gutter; none of those that cross it."""
    apart = [row for row in rows if not any(char.left < gutter < char.right for char in row)]
    left = [[char for char in row if char.right <= gutter and char.text.strip()] for row in apart]
    right = [[char for char in row if char.left >= gutter and char.text.strip()] for row in apart]
    return list(filter(None, left)), list(filter(None, right))


def gutter_of(rows: Sequence[Row], width: float) -> float | None:
    """The middle of the white strip between two columns, or None."""
    strips = [list(stretches(row)) for row in rows]
    best: tuple[int, float] = (0, 0.0)
    for step in range(40, 61):
        x = width * step / 100
        split = sum(any(a[1] <= x <= b[0] for a, b in pairwise(strip)) for strip in strips)
        best = max(best, (split, x))
    crossed = sum(any(start < best[1] < end for start, end in strip) for strip in strips)
    return best[1] if best[0] >= 5 and best[0] > 2 * crossed else None


def stretches(row: Row) -> Iterator[tuple[float, float]]:
    """Where the row has ink: from, to; parted by more white than a space."""
    start = end = None
    for char in row:
        if not char.text.strip():
            continue
        if start is None or end is None:
            start, end = char.left, char.right
        elif char.left - end > COLUMN_GAP:
            yield start, end
            start, end = char.left, char.right
        else:
            end = max(end, char.right)
    if start is not None and end is not None:
        yield start, end


def parted(row: Row, x: float) -> bool:
    return any(a[1] <= x <= b[0] for a, b in pairwise(stretches(row)))


def regions(rows: Sequence[Row], across: Sequence[Rule]) -> Iterator[Region]:
    """Where text stands in columns on a part of a page; ``across``: the drawn lines, which part rows of tables."""
    parts = [cells_of(row) for row in rows]
    start = 0
    while start < len(parts):
        region = region_at(parts, start) if len(parts[start]) > 1 else None
        if region is not None and is_text(parts, region) and not lined(rows, region, across):
            yield region
            start = region.end
        else:
            start += 1


def region_at(parts: Sequence[Cells], start: int) -> Region | None:
    """The lines from ``start`` on that no ink joins where the first of them has white; None where that is a line."""
    found: list[tuple[int, float]] = []
    for before, after in pairwise(parts[start]):
        end, first = right_of(before), left_of(after)
        steps = [first - COLUMN_GAP / 2, *(end + (first - end) * part / 8 for part in range(1, 8))]
        found.append(max((run_of(parts, start, x), x) for x in steps))
    runs = [(end, x) for end, x in found if end - start >= FEWEST_LINES]
    if not runs:
        return None
    end = min(end for end, _ in runs)
    gutters = tuple(x for _, x in runs)
    # Behind the last line of the other columns the first may go on.
    last = max(n for n in range(start, end) if any(left_of(cell) > gutters[0] for cell in parts[n])) + 1
    mine = [cells[0] for cells in parts[start:last] if left_of(cells[0]) < gutters[0]]
    steps = [below[0].base - above[0].base for above, below in pairwise(mine)]
    while steps and last < end:
        line = parts[last][0]
        plain = (line[0].size, line[0].bold) == (mine[-1][0].size, mine[-1][0].bold)
        if line[0].base - mine[-1][0].base > CLOSER * max(steps) or not plain:
            break
        mine.append(line)
        last += 1
    return Region(start, last, gutters)


def run_of(parts: Sequence[Cells], start: int, x: float) -> int:
    """The number behind the last line from ``start`` on that leaves ``x`` white."""
    end = start
    while end < len(parts) and not any(left_of(cell) < x < right_of(cell) for cell in parts[end]):
        if end > start and parts[end][0][0].base - parts[end - 1][0][0].base > 4 * parts[end][0][0].size:
            break
        end += 1
    return end


def right_of(cell: Row) -> float:
    return max(char.right for char in cell if char.text.strip())


def lined(rows: Sequence[Row], region: Region, across: Sequence[Rule]) -> bool:
    """Whether drawn lines part the rows of a table there: two or more that cross the white."""
    top, bottom = rows[region.start][0].base, rows[region.end - 1][0].base
    return sum(top < rule.top < bottom and rule.left < region.gutters[0] < rule.right for rule in across) > 1


def is_text(parts: Sequence[Cells], region: Region) -> bool:
    """Whether the columns are text, and no rows of a table.

    Their headings, points or sentences go on without one another, or their lines stand at other heights.
    """
    edges = (0.0, *region.gutters, float("inf"))
    inside = parts[region.start : region.end]
    held = [
        [mine for cells in inside if (mine := [cell for cell in cells if low < left_of(cell) < high])]
        for low, high in pairwise(edges)
    ]
    if any(sum(len(cells) > 1 for cells in column) > 1 for column in held):
        # Rows of a table within it.
        return False
    columns = [[[char for cell in cells for char in cell] for cells in column] for column in held]
    if any(len(lines) < FEWEST_LINES for lines in columns):
        return False
    if any(sum(len(text_of(line)) for line in lines) < FEWEST_LETTERS * len(lines) for lines in columns):
        return False
    if any(2 * sum(text_of(line).endswith(":") for line in lines) > len(lines) for lines in columns):
        # What stands beside each is said of it.
        return False
    points = all(sum(BULLET.match(text_of(line)) is not None for line in lines) > 1 for lines in columns)
    return points or headed(columns) or runs_on(columns) or ragged(columns) > 1


def headed(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether a heading stands in a later column with no heading beside it."""
    sizes = Counter(char.size for lines in columns for line in lines for char in line)
    body = sizes.most_common(1)[0][0]

    def is_heading(line: Row) -> bool:
        inked = [char for char in line if char.text.strip()]
        return all(char.bold or char.size > body + 0.6 for char in inked)

    heads = [[line[0].base for line in lines if is_heading(line)] for lines in columns]
    if all(len(found) == len(lines) for found, lines in zip(heads, columns, strict=True)):
        return False
    others = [base for found in heads[1:] for base in found]
    return any(
        base > columns[0][0][0].base + 1 and not any(abs(base - one) < 3 for one in heads[0])
        for base in others
    )


def runs_on(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether the lines go on with sentences, and paragraphs do not begin together as rows of a table do."""
    small = [sum(text_of(line)[:1].islower() for line in lines) for lines in columns]
    if any(count < max(2, 0.4 * len(lines)) for count, lines in zip(small, columns, strict=True)):
        return False
    begins = [beginnings(lines) for lines in columns]
    together = sum(any(abs(one - other) < 1 for other in begins[1]) for one in begins[0])
    return not together or 4 * together < 3 * max(map(len, begins))


def ragged(columns: Sequence[Sequence[Row]]) -> int:
    """How many lines of later columns stand between the heights of two in the first."""
    count = 0
    for line in (line for lines in columns[1:] for line in lines):
        apart = min(abs(line[0].base - other[0].base) / line[0].size for other in columns[0])
        count += SAME_HEIGHT < apart < NEXT_LINE
    return count
