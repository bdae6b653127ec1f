"""Tables on a page of a PDF: lines whose parts stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# More white than this between two words, in points, and they may stand in two columns.
COLUMN_GAP = 9
# As far from a column's edge, in points, as a cell may begin.
TOLERANCE = 4
# So many lines in two parts may be two columns of a page; and so close, as a part of the letters' size.
FEWEST_IN_COLUMNS = 5
CLOSE = 1.45
# So many lines on each side may be a page in two columns, paragraphs and headings in them.
FEWEST_ON_PAGE = 10
# Part of a line that is no cell: the sign or the number of a list or a chapter.
SIGN = re.compile(r"[•●○◦▪▫■□‣⁃∙·\ue000-\uf8ffo*–-]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]")


class Char(NamedTuple):
    """A character in points from the page's top left corner; ``base`` is the line that it stands on.

    ``link``: the address that it leads to. ``grid``: the table that stands here in the place of a letter;
    ``merged``: some of its cells go over more than one row or column.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool = False
    link: str = ""
    grid: Sequence[Sequence[Sequence[Char]]] = ()
    merged: bool = False


class Rule(NamedTuple):
    """A drawn line, in points from the page's top left corner; one of its sides is next to nothing."""

    left: float
    top: float
    right: float
    bottom: float


Row = Sequence[Char]
# The characters of each cell, row by row.
Grid = Sequence[Sequence[Row]]


def grids(rows: Sequence[Row], across: Sequence[Rule] = ()) -> Iterator[tuple[int, int, Grid]]:
    """Each table among the lines of a page: the number of its first line, that behind its last, and its cells.

    ``across``: the drawn lines, which may part its rows.
    """
    parts = [cells_of(row) for row in rows]
    start = 0
    while start < len(rows) - 1:
        end = end_of(parts, start)
        table = parts[start:end]
        if sum(len(cells) > 1 for cells in table) > 1 and is_table(table):
            yield start, end, filled(table, across)
        start = end


def cells_of(row: Row) -> list[list[Char]]:
    """The row's characters, parted where there is more white than a space."""
    found: list[list[Char]] = []
    right = 0.0
    for char in row:
        if char.text.strip():
            if not found or (char.left - right > COLUMN_GAP and not is_sign(found)):
                found.append([])
                right = char.right
            right = max(right, char.right)
        if found:
            found[-1].append(char)
    return found


def is_sign(cells: Sequence[Row]) -> bool:
    """Whether the last of the cells is the sign of a list; a number in another cell than the first is a figure."""
    text = text_of(cells[-1])
    return SIGN.fullmatch(text) is not None and (len(cells) == 1 or not text[:1].isdigit())


def text_of(cell: Row) -> str:
    return "".join(char.text for char in cell).strip()


def left_of(cell: Row) -> float:
    return min(char.left for char in cell if char.text.strip())


def end_of(parts: Sequence[Sequence[Row]], start: int) -> int:
    """The number behind the last line that fits the columns of the line ``start``."""
    columns = [left_of(cell) for cell in parts[start]]
    if len(columns) < 2:
        return start + 1
    end = start + 1
    while end < len(parts) and fits(parts[end], columns, parts[end - 1]):
        end += 1
    # Lines of the first column alone below the last row belong to the text, unless they are close to it.
    while end > start + 1 and is_alone(parts[end - 1], columns) and not close(parts[end - 2], parts[end - 1]):
        end -= 1
    return end


def is_alone(cells: Sequence[Row], columns: Sequence[float]) -> bool:
    return len(cells) == 1 and column_of(cells[0], columns) == 0


def fits(cells: Sequence[Row], columns: Sequence[float], above: Sequence[Row]) -> bool:
    """Whether each cell begins at a column's edge and ends before the next one's."""
    if not cells or step(above, cells) > 4 * cells[0][0].size:
        return False
    for cell in cells:
        place = column_of(cell, columns)
        if place is None:
            return False
        right = max(char.right for char in cell if char.text.strip())
        if place + 1 < len(columns) and right > columns[place + 1] - 1:
            return False
    return True


def column_of(cell: Row, columns: Sequence[float]) -> int | None:
    distances = [abs(left_of(cell) - column) for column in columns]
    nearest = min(range(len(columns)), key=distances.__getitem__)
    return nearest if distances[nearest] <= TOLERANCE else None


def step(above: Sequence[Row], below: Sequence[Row]) -> float:
    return below[0][0].base - above[0][0].base


def close(above: Sequence[Row], below: Sequence[Row]) -> bool:
    return step(above, below) < CLOSE * below[0][0].size


def is_table(table: Sequence[Sequence[Row]]) -> bool:
    """Whether the lines are rows, and not two columns of the page or a list with the numbers of pages."""
    wide = max(map(len, table))
    if wide > 2:
        return True
    last = [text_of(cells[-1]) for cells in table if len(cells) > 1]
    if all(re.fullmatch(r"\d{1,4}", text) for text in last):
        return False
    tight = all(close(above, below) for above, below in pairwise(table))
    if len(table) < FEWEST_IN_COLUMNS or not tight:
        return True
    columns = [[text_of(cells[place]) for cells in table if len(cells) > place] for place in range(2)]
    return all(sum(text[:1].islower() for text in column) < 0.4 * len(column) for column in columns)


def are_text(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two columns are running text: their lines go on with sentences, and their paragraphs begin apart.

    The rows of a table begin together, however long their cells are.
    """
    if min(len(left), len(right)) < FEWEST_ON_PAGE:
        return False
    if any(sum(text_of(line)[:1].islower() for line in side) < 0.4 * len(side) for side in (left, right)):
        return False
    begins = [beginnings(side) for side in (left, right)]
    together = sum(any(abs(one - other) < 1 for other in begins[1]) for one in begins[0])
    return not together or 4 * together < 3 * max(map(len, begins))


def beginnings(lines: Sequence[Row]) -> list[float]:
    """Where a line stands farther below the one above it than lines of one paragraph do."""
    steps = [below[0].base - above[0].base for above, below in pairwise(lines)]
    usual = sorted(steps)[len(steps) // 2]
    return [line[0].base for line, white in zip(lines[1:], steps, strict=True) if white > 1.25 * usual]


def filled(table: Sequence[Sequence[Row]], across: Sequence[Rule]) -> Grid:
    """The cells of each row, empty ones too; a line that goes on with the one above is part of its row.

    So is every line that no drawn line parts from the one above, where such lines part the rows.
    """
    columns = [left_of(cell) for cell in table[0]]
    steps = [step(above, below) for above, below in pairwise(table)]
    apart = max(steps) > 1.2 * min(steps)
    parted = [drawn_between(above, below, across) for above, below in pairwise(table)]
    lined = sum(parted) > 1
    rows: list[list[list[Char]]] = []
    for number, cells in enumerate(table):
        places = [column_of(cell, columns) or 0 for cell in cells]
        near = (
            number > 0 and apart and close(table[number - 1], cells) and steps[number - 1] < 0.85 * max(steps)
        )
        joins = not parted[number - 1] if lined else near or 0 not in places or goes_on(table, number)
        if not rows or not joins:
            rows.append([[] for _ in columns])
        for place, cell in zip(places, cells, strict=True):
            rows[-1][place] += cell
    return rows


def drawn_between(above: Sequence[Row], below: Sequence[Row], across: Sequence[Rule]) -> bool:
    """Whether a drawn line parts two lines, and is no underlining of a word."""
    start, end = left_of(above[0]), max(char.right for cell in (*above, *below) for char in cell)
    return any(
        above[0][0].base < rule.top + 1 < below[0][0].base and rule.right - rule.left > 0.6 * (end - start)
        for rule in across
    )


def goes_on(table: Sequence[Sequence[Row]], number: int) -> bool:
    """Whether the line ``number`` ends the sentences of cells above: fewer cells, and none with a capital or figure."""
    if number == 0:
        return False
    above, cells = table[number - 1], table[number]
    return len(cells) < len(above) and all(text_of(cell)[:1].islower() for cell in cells)
