"""A drawn table within a cell of another: its lines apart from those around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from modulebouwer.importing.pdf_tables import Rule

# In points: how far from each other lines may lie that are one.
SAME = 6


class Lattice(NamedTuple):
    """The drawn lines of a table; where its rows (``lines``) and its columns (``edges``) begin, and the last ends."""

    group: Sequence[Rule]
    lines: Sequence[float]
    edges: Sequence[float]

    @property
    def box(self) -> Rule:
        return Rule(self.edges[0], self.lines[0], self.edges[-1], self.lines[-1])

    @classmethod
    def of(cls, group: Sequence[Rule]) -> Lattice | None:
        """None for lines that are no table: fewer than two rows or columns."""
        lines = list(places((rule.top + rule.bottom) / 2 for rule in group if is_across(rule)))
        edges = list(places((rule.left + rule.right) / 2 for rule in group if not is_across(rule)))
        return None if len(lines) < 3 or len(edges) < 3 else cls(group, lines, edges)


def lattices(group: Sequence[Rule]) -> Iterator[Lattice]:
    """The table that lines which meet make, behind those that stand in its cells."""
    whole = Lattice.of(group)
    if whole is None:
        return
    taken: set[int] = set()
    for cell in cells_over(whole):
        mine = [rule for rule in group if is_inside(rule, cell)]
        inner = within_cell(mine)
        if inner is not None:
            yield inner
            taken.update(map(id, mine))
    around = Lattice.of([rule for rule in group if id(rule) not in taken]) if taken else whole
    if around is not None:
        yield around


def cells_over(whole: Lattice) -> Iterator[Rule]:
    """The cells between lines that run through the whole table, and edges that run through such a row."""
    across = [rule for rule in whole.group if is_across(rule)]
    down = [rule for rule in whole.group if not is_across(rule)]

    def is_line(y: float) -> bool:
        pieces = [(rule.left, rule.right) for rule in across if near(rule.top, y)]
        return runs_along(pieces, whole.edges)

    def is_edge(x: float, top: float, bottom: float) -> bool:
        pieces = [(rule.top, rule.bottom) for rule in down if near(rule.left, x)]
        return runs_along(pieces, (top, bottom))

    for top, bottom in pairwise(filter(is_line, whole.lines)):
        for left, right in pairwise(x for x in whole.edges if is_edge(x, top, bottom)):
            yield Rule(left, top, right, bottom)


def runs_along(pieces: Iterable[tuple[float, float]], way: Sequence[float]) -> bool:
    """Whether pieces of a line lie along the whole way, which has its ends first and last."""
    reached = way[0] + SAME
    for start, end in sorted(pieces):
        if start <= reached:
            reached = max(reached, end + SAME)
    return reached >= way[-1]


def near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME


def is_inside(rule: Rule, cell: Rule) -> bool:
    """Whether a line lies in a cell and on none of its sides."""
    x, y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
    apart = (
        cell.top + SAME < y < cell.bottom - SAME
        if is_across(rule)
        else cell.left + SAME < x < cell.right - SAME
    )
    return apart and cell.left <= x <= cell.right and cell.top <= y <= cell.bottom


def within_cell(mine: Sequence[Rule]) -> Lattice | None:
    """The table that the lines in a cell make, whose outer lines may lie on those of the cell; None for none.

    Lines across alone part a cell beside one of several rows.
    """
    across = [rule for rule in mine if is_across(rule)]
    down = [rule for rule in mine if not is_across(rule)]
    if not (across and down):
        return None
    lines = places([*((r.top + r.bottom) / 2 for r in across), *(y for r in down for y in (r.top, r.bottom))])
    edges = places([*((r.left + r.right) / 2 for r in down), *(x for r in across for x in (r.left, r.right))])
    found = Lattice(mine, list(lines), list(edges))
    return found if len(found.lines) > 2 and len(found.edges) > 2 else None


def is_across(rule: Rule) -> bool:
    return rule.right - rule.left > rule.bottom - rule.top


def places(values: Iterable[float]) -> Iterator[float]:
    """Values, those that are nearly the same as one."""
    last: float | None = None
    for value in sorted(values):
        if last is None or value - last > SAME:
            yield value
            last = value
