"""Tables on a page of a PDF whose cells are parted by drawn lines: where those run, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from modulebouwer.importing.pdf_nested import SAME, lattices
from modulebouwer.importing.pdf_tables import Char, Grid, Rule

# In points: what is thinner is a line and no surface, what is shorter than a letter parts no cells, and ends of lines
# that meet may be so far apart.
THIN = 3
SHORTEST = 8
NEAR = 3
# More drawn shapes than this are a drawing. A rectangle has five segments: its corners, and the first again.
MOST_SHAPES = 5_000
MOST_SEGMENTS = 6
# So many letters or lines are no cell of a table.
LONGEST_CELL = 800
MOST_LINES = 15
# The sign in the place of a table, which is no letter.
TABLE_SIGN = "\ufdd4"


def rules(page: Any, shapes: Sequence[Any]) -> tuple[list[Rule], list[Rule]]:
    """The lines of a page that run across it and those that run down it, the sides of rectangles too."""
    import pypdfium2.raw as pdfium

    left, _, _, top = page.get_cropbox()
    across: list[Rule] = []
    down: list[Rule] = []
    if len(shapes) > MOST_SHAPES or page.get_rotation():
        return across, down
    for shape in shapes:
        if pdfium.FPDFPath_CountSegments(shape) > MOST_SEGMENTS:
            continue
        start, low, end, high = shape.get_bounds()
        box = Rule(start - left, top - high, end - left, top - low)
        width, height = box.right - box.left, box.bottom - box.top
        if height < THIN or width < THIN:
            across += [box] if width >= SHORTEST and height < THIN else []
            down += [box] if height >= SHORTEST and width < THIN else []
        elif min(width, height) >= SHORTEST:
            across += [box._replace(bottom=box.top), box._replace(top=box.bottom)]
            down += [box._replace(right=box.left), box._replace(left=box.right)]
    return across, down


@dataclass(frozen=True)
class Ruled:
    """A table between drawn lines: its place and its cells.

    ``merged``: some go over more than one row or column, or hold a table.
    """

    box: Rule
    grid: Grid
    merged: bool


def ruled(
    chars: Sequence[Char], across: Sequence[Rule], down: Sequence[Rule]
) -> tuple[list[Char], list[Ruled]]:
    """The characters outside tables, and the tables. A frame around a text is none, nor are parts of a page."""
    found: list[Ruled] = []
    left_over = list(chars)
    for table in chain.from_iterable(map(lattices, touching(across, down))):
        group, lines, edges = table
        box = table.box
        mine = [char for char in left_over if within(char, box)]
        grid = cells(mine, lines, edges, group)
        if not is_table(grid):
            continue
        around = any(holds(box, inner.box) for inner in found)
        found.append(Ruled(box, grid, around or merged(lines, edges, group)))
        taken = set(map(id, mine))
        left_over = [char for char in left_over if id(char) not in taken]
    return left_over, found


def is_table(grid: Grid) -> bool:
    """Whether the cells hold words, none of them a part of a page, and no line runs through a word."""
    full = [cell for row in grid for cell in row if any(char.text.strip() for char in cell)]
    if len(full) < 2 or len(grid[0]) < 2 or max(map(len, full)) > LONGEST_CELL:
        return False
    if any(len({round(char.base) for char in cell}) > MOST_LINES for cell in full):
        return False
    return not any(
        abs(one.base - other.base) < 1 and abs(other.left - one.right) < 0.1 * one.size
        for row in grid
        for before, after in pairwise(row)
        for one in before
        for other in after
        if one.text.strip() and other.text.strip()
    )


def touching(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines in groups of those that meet."""
    groups: list[tuple[Rule, list[Rule]]] = []
    for rule in sorted([*across, *down], key=lambda rule: rule.top):
        box, mine = rule, [rule]
        apart: list[tuple[Rule, list[Rule]]] = []
        for around, members in groups:
            if meets(around, rule) and any(meets(member, rule) for member in members):
                box = Rule(
                    *map(min, zip(box[:2], around[:2], strict=True)),
                    *map(max, zip(box[2:], around[2:], strict=True)),
                )
                mine = [*members, *mine]
            else:
                apart.append((around, members))
        groups = [*apart, (box, mine)]
    yield from (members for _, members in groups)


def meets(one: Rule, other: Rule) -> bool:
    beside = one.left <= other.right + NEAR and other.left <= one.right + NEAR
    return beside and one.top <= other.bottom + NEAR and other.top <= one.bottom + NEAR


def holds(box: Rule, other: Rule) -> bool:
    """Whether the middle of the other lies in the box: a table in a cell may be drawn a little over its side."""
    x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def within(char: Char, box: Rule) -> bool:
    middle, height = (char.left + char.right) / 2, height_of(char)
    return box.left <= middle <= box.right and box.top <= height <= box.bottom


def height_of(char: Char) -> float:
    """Where the middle of a small letter stands."""
    return char.base - 0.3 * char.size


def cells(
    chars: Sequence[Char], lines: Sequence[float], edges: Sequence[float], group: Sequence[Rule]
) -> list[list[list[Char]]]:
    """The characters of each cell; one over several columns stands in the first of them. Empty rows are none."""
    rows: list[list[list[Char]]] = []
    for top, bottom in pairwise(lines):
        begins = [n for n, edge in enumerate(edges[:-1]) if n == 0 or parts(group, edge, (top + bottom) / 2)]
        row: list[list[Char]] = [[] for _ in edges[:-1]]
        for char in chars:
            if top <= height_of(char) < bottom:
                middle = (char.left + char.right) / 2
                row[max((n for n in begins if edges[n] <= middle), default=0)].append(char)
        if any(char.text.strip() for cell in row for char in cell):
            rows.append(row)
    # A column of nothing is the white between two lines.
    filled = [n for n in range(len(edges) - 1) if any(char.text.strip() for row in rows for char in row[n])]
    return [[row[n] for n in filled] for row in rows]


def parts(group: Sequence[Rule], x: float, y: float) -> bool:
    """Whether a line runs down through a place."""
    return any(abs((one.left + one.right) / 2 - x) <= SAME and one.top <= y <= one.bottom for one in group)


def merged(lines: Sequence[float], edges: Sequence[float], group: Sequence[Rule]) -> bool:
    """Whether a line is missing between two cells."""
    beside = all(
        parts(group, edge, (top + bottom) / 2) for edge in edges[1:-1] for top, bottom in pairwise(lines)
    )
    below = all(
        any(abs((one.top + one.bottom) / 2 - y) <= SAME and one.left <= x <= one.right for one in group)
        for y in lines[1:-1]
        for x in ((left + right) / 2 for left, right in pairwise(edges))
    )
    return not (beside and below)


def sign_of(table: Ruled) -> Char:
    """What stands among the characters of a page in the place of a table."""
    size = next(char.size for row in table.grid for cell in row for char in cell if char.text.strip())
    box = table.box
    return Char(
        TABLE_SIGN, box.left, box.right, box.top + size, size, False, grid=table.grid, merged=table.merged
    )
