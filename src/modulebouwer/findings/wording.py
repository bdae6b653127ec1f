"""Values of findings: the word that was probably meant, and an author's text on one line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ``""``."""
    return _closest(word, known if isinstance(known, frozenset) else frozenset(known))


@lru_cache(maxsize=512)
def _closest(word: str, known: frozenset[str]) -> str:
    # Cached, since one mistake is often made all through a module; sorted, so that the answer is always the same.
    folded = {other.lower().replace("_", "-"): other for other in sorted(known)}
    matches = get_close_matches(word.lower().replace("_", "-"), folded, n=1, cutoff=0.7)
    return folded[matches[0]] if matches else ""


def shortened(text: str) -> str:
    """One line of at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
