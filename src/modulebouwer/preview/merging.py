"""A text that two changed at once, line by line: what both wrote comes together, and where that touches one chooses.

Every line keeps its own end (``\\n``, ``\\r\\n`` or ``\\r``); compared are lines without regard to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from modulebouwer.preview.field_lines import begins, field_lines, indent_of

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
END = re.compile(r"\r\n|\r")
LINE_END = re.compile(r"[\r\n]+\Z")


@dataclass(frozen=True)
class Edit:
    """The lines from ``first`` up to and without ``last`` (counted from 0) became ``lines``."""

    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def more(self) -> int:
        return len(self.lines) - (self.last - self.first)


@dataclass(frozen=True)
class Conflict:
    """Lines that both changed, and what the other made of them: in one's own text and in its base."""

    mine: Edit
    base: Edit


@dataclass(frozen=True)
class Merged:
    """``text`` holds what both wrote; of what is in conflict it holds what the other wrote.

    ``changes`` are what the other wrote elsewhere, in the lines of one's own text. ``base`` is what that text began as
    once these are in it: ``text``, with the lines in conflict as they were; ``conflicts`` are in the lines of then.
    """

    text: str
    base: str
    changes: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]


def lines_of(text: str) -> list[str]:
    return LINE.findall(text)


def plain(text: str) -> str:
    """The text with ``\n`` line ends."""
    return END.sub("\n", text)


def merged(base: str, mine: str, theirs: str, *, is_yaml: bool = False) -> Merged:
    """``mine`` and ``theirs`` both began as ``base``; in conflict is what both changed.

    Also in lines side by side, unless these are fields: of a component, of a head or (``is_yaml``) of the text.

    ``base`` and ``mine`` have ``\n`` line ends. What of ``theirs`` nobody touched stays as it is, by the byte.
    """
    began, said, read = lines_of(base), lines_of(mine), lines_of(plain(theirs))
    mine_edits, their_edits = edits(began, said), edits(began, read)
    # What both wrote in the same way is there already.
    same = [edit for edit in mine_edits if edit in their_edits]
    own = [edit for edit in mine_edits if edit not in same]
    others = [edit for edit in their_edits if edit not in same]
    places = clashing(touched(own, others), own, others, field_lines(began, is_yaml))
    own, others = outside(places, own), outside(places, others)
    clashes = []
    for first, last in places:
        here, there = span(first, last, mine_edits), span(first, last, their_edits)
        edit = Edit(first, last, tuple(read[slice(*there)]))
        if tuple(said[slice(*here)]) == edit.lines:
            same.append(edit)
        else:
            clashes.append((edit, Edit(*here, edit.lines)))
    changes = [shifted(edit, mine_edits) for edit in others]
    kept = sorted([*same, *own, *others], key=in_order)
    return Merged(
        with_ends(theirs, [shifted(edit, their_edits) for edit in own]),
        "".join(done(began, kept)),
        tuple(changes),
        tuple(Conflict(shifted(here, changes), shifted(edit, kept)) for edit, here in clashes),
    )


def with_ends(text: str, changes: Sequence[Edit]) -> str:
    """The text with these done in it, in its own line ends."""
    lines = lines_of(text)
    ends = LINE_END.findall(lines[0]) if lines else []
    return "".join(
        done(
            lines,
            [replace(edit, lines=tuple(with_end(one, *ends) for one in edit.lines)) for edit in changes],
        )
    )


def done(lines: Sequence[str], changes: Sequence[Edit]) -> list[str]:
    """``changes``: from top to bottom."""
    now = list(lines)
    for edit in reversed(changes):
        now[edit.first : edit.last] = edit.lines
    return now


def with_end(line: str, end: str = "\n") -> str:
    return line.removesuffix("\n") + end if line.endswith("\n") else line


def touched(own: Sequence[Edit], others: Sequence[Edit]) -> list[tuple[int, int]]:
    """From where up to where (in lines of the base) edits of both touch, from top to bottom."""
    places: list[tuple[int, int]] = []
    clash = [
        (min(one.first, other.first), max(one.last, other.last))
        for one in own
        for other in others
        if one.first <= other.last and other.first <= one.last
    ]
    for first, last in sorted(clash):
        # One edit of the one may touch several of the other.
        if places and first <= places[-1][1]:
            places[-1] = places[-1][0], max(places[-1][1], last)
        else:
            places.append((first, last))
    return places


def in_order(edit: Edit) -> tuple[int, int, tuple[str, ...]]:
    return edit.first, edit.last, edit.lines


def clashing(
    places: Sequence[tuple[int, int]], own: Sequence[Edit], others: Sequence[Edit], fields: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Of the places those in which the one's fields cannot be told from the other's."""

    def within(first: int, last: int, some: Sequence[Edit]) -> list[Edit]:
        return [edit for edit in some if first <= edit.first and edit.last <= last]

    return [
        place
        for place in places
        if not all(
            apart(fields, *sorted((one, other), key=in_order))
            for one in within(*place, own)
            for other in within(*place, others)
        )
    ]


def apart(fields: Mapping[int, int], one: Edit, other: Edit) -> bool:
    """Whether what the edits make is of different fields; ``other`` begins no earlier than ``one``."""
    if one.last < other.first:
        return True
    if one.last > other.first or other.first not in fields:
        return False
    # Put in at the same place: two fields by two names, or one field twice.
    twice = one.first == one.last == other.first == other.last
    firsts = [edit.lines[0] for edit in ((one, other) if twice else (other,)) if edit.lines]
    if not all(begins(line) and indent_of(line) <= fields[other.first] for line in firsts):
        return False
    return not twice or not names(one) & names(other)


def names(edit: Edit) -> set[str]:
    return {line.partition(":")[0].lstrip(" -") for line in edit.lines if begins(line)}


def outside(places: Sequence[tuple[int, int]], some: Sequence[Edit]) -> list[Edit]:
    return [
        edit for edit in some if not any(first <= edit.first and edit.last <= last for first, last in places)
    ]


def span(first: int, last: int, changes: Sequence[Edit]) -> tuple[int, int]:
    """Where these lines of the base are in what came of it by ``changes``, each of which is within them or apart."""
    before = sum(edit.more for edit in changes if edit.last < first)
    within = sum(edit.more for edit in changes if first <= edit.first and edit.last <= last)
    return first + before, last + before + within


def shifted(edit: Edit, before: Sequence[Edit]) -> Edit:
    """The edit in a text in which those ``before`` it are done."""
    by = sum(other.more for other in before if other.last <= edit.first and not ahead(edit, other))
    return Edit(edit.first + by, edit.last + by, edit.lines)


def ahead(one: Edit, other: Edit) -> bool:
    """Of two that put something in at one place."""
    return one.first == one.last == other.first == other.last and one.lines < other.lines


def edits(base: Sequence[str], now: Sequence[str]) -> list[Edit]:
    """What became of ``base``, from top to bottom."""
    same = 0
    while same < min(len(base), len(now)) and base[same] == now[same]:
        same += 1
    alike = 0
    while alike < min(len(base), len(now)) - same and base[-1 - alike] == now[-1 - alike]:
        alike += 1
    # The rest is compared alone: a key is typed in one place of a long text.
    found = SequenceMatcher(
        None, base[same : len(base) - alike], now[same : len(now) - alike], autojunk=False
    )
    return [
        Edit(same + first, same + last, tuple(now[same + start : same + end]))
        for what, first, last, start, end in found.get_opcodes()
        if what != "equal"
    ]
