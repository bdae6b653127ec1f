"""What counts in a short answer."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """A text without what does not count in an answer, as ``fold`` in shared/questions/right.ts."""
    marked = unicodedata.normalize("NFKD", text.replace("\u2212", "-"))
    letters = [c for c in marked if not c.isspace() and not unicodedata.category(c).startswith("M")]
    plain = "".join(letters).lower()
    return trimmed(plain) or plain


def trimmed(text: str) -> str:
    """``text`` without the punctuation (Unicode category P) around it; a number's minus and a percentage stay."""
    start, end = 0, len(text)
    while start < end and punctuation(text[start]) and not re.match(r"-\d", text[start:]):
        start += 1
    while end > start and punctuation(text[end - 1]) and text[end - 1] not in "%‰":
        end -= 1
    return text[start:end]


def punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")
