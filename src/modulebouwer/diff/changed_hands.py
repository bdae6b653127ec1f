"""An identifier that went from one module to another: whoever is half-way would get another module's text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modulebouwer.diff.compare import Difference
from modulebouwer.diff.in_use import VERSIONED
from modulebouwer.diff.release import Release, read_release
from modulebouwer.findings import Finding, Location


def made_of(difference: Difference) -> Release | None:
    """The package in use beside the old one that the new one was made of, rather than of that; None when there is none.

    It has the title of the new one under another identifier, and more of its texts than the old one has.
    """
    old, new, place = difference.old, difference.new, Path(difference.old.path)
    if not old.identifier or old.identifier != new.identifier or old.title == new.title or place.is_dir():
        return None
    for path in sorted(place.parent.glob(f"*-{old.standard}.zip"), reverse=True):
        match = VERSIONED.fullmatch(path.stem)
        if match is None or match["name"] == old.identifier:
            continue
        other = read_release(path)
        if other.title == new.title and texts_shared(other, new) > texts_shared(old, new):
            return other
    return None


def texts_shared(one: Release, other: Release) -> int:
    texts = [
        {text for section in each.sections for text in section.blocks}
        | {prompt.text for prompt in each.prompts}
        for each in (one, other)
    ]
    return len(texts[0] & texts[1])


def findings(difference: Difference, shown: str, *, allow_reset: bool) -> Iterator[Finding]:
    """UPD-210, or UPD-211 when it is allowed; ``shown``: the path that it is told of."""
    if (former := made_of(difference)) is not None:
        code = "UPD-211" if allow_reset else "UPD-210"
        values = {"title": difference.old.title, "former": former.identifier}
        yield Finding(code, Location(shown), {"identifier": difference.old.identifier, **values})
