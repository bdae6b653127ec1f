"""What came back of a paragraph, whatever program wrote it: its words before and now, and who changed or said what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# The names of the bookmarks by which a paragraph is known again.
BOOKMARK = re.compile(r"mb(?P<number>\d+)_(?P<hash>[0-9a-f]{12})")


@dataclass(frozen=True)
class Tracked:
    """Who changed something and when. ``gone``: it was taken out; ``moved``: from or to another place."""

    gone: bool
    author: str
    date: str
    moved: bool = False


@dataclass(frozen=True)
class Comment:
    author: str
    date: str
    text: str


@dataclass(frozen=True)
class Change:
    """``start`` in the text as it was; ``removed`` or ``added`` is "". ``moved``: part of a paragraph moved."""

    start: int
    removed: str
    added: str
    author: str
    date: str
    moved: bool = False


@dataclass
class Returned:
    """A paragraph that came back. ``before``: its text without the tracked changes, ``after``: with them."""

    names: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""
    changes: list[Change] = field(default_factory=list)
    comments: list[tuple[int, Comment]] = field(default_factory=list)


def add(found: Returned, text: str, change: Tracked | None) -> None:
    if not text:
        return
    if change is not None:
        start, author, date = len(found.before), change.author, change.date
        removed, added = (text, "") if change.gone else ("", text)
        made = Change(start, removed, added, author, date, change.moved)
        last = found.changes[-1] if found.changes else None
        if last and (last.author, last.moved) == (made.author, made.moved) and joins(last, made):
            found.changes[-1] = Change(
                last.start,
                last.removed + made.removed,
                last.added + made.added,
                author,
                last.date,
                made.moved,
            )
        else:
            found.changes.append(made)
    if change is None or change.gone:
        found.before += text
    if change is None or not change.gone:
        found.after += text


def joins(last: Change, made: Change) -> bool:
    """Whether the second change goes on where the first ends."""
    return made.start == last.start + len(last.removed)
