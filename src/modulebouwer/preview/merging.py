"""A text that two changed at once, line by line: what the one wrote goes into what the other wrote, unless they touch.

Every line keeps its own end (``\\n``, ``\\r\\n`` or ``\\r``); compared are lines without regard to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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
class Merged:
    """``text`` holds both; ``changes`` are what the other wrote, in the lines of one's own text."""

    text: str
    changes: tuple[Edit, ...]


def lines_of(text: str) -> list[str]:
    return LINE.findall(text)


def plain(text: str) -> str:
    """The text with ``\\n`` line ends."""
    return END.sub("\n", text)


def merged(base: str, mine: str, theirs: str) -> Merged | None:
    """``mine`` and ``theirs`` both began as ``base``; None where both changed the same lines, or lines side by side.

    ``base`` and ``mine`` have ``\\n`` line ends. What of ``theirs`` nobody touched stays as it is, by the byte.
    """
    began = lines_of(base)
    mine_edits, their_edits = edits(began, lines_of(mine)), edits(began, lines_of(plain(theirs)))
    # What both wrote in the same way is there already.
    own = [edit for edit in mine_edits if edit not in their_edits]
    others = [edit for edit in their_edits if edit not in mine_edits]
    if any(touch(one, other) for one in own for other in others):
        return None
    written = lines_of(theirs)
    ends = LINE_END.findall(written[0]) if written else []
    for edit in reversed(own):
        moved = shifted(edit, their_edits)
        written[moved.first : moved.last] = [with_end(line, *ends) for line in edit.lines]
    return Merged("".join(written), tuple(shifted(edit, mine_edits) for edit in others))


def with_end(line: str, end: str = "\n") -> str:
    return line.removesuffix("\n") + end if line.endswith("\n") else line


def touch(one: Edit, other: Edit) -> bool:
    return one.first <= other.last and other.first <= one.last


def shifted(edit: Edit, before: Sequence[Edit]) -> Edit:
    """The edit in a text in which those ``before`` it are done."""
    by = sum(other.more for other in before if other.last <= edit.first)
    return Edit(edit.first + by, edit.last + by, edit.lines)


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
