"""RTF, for Pandoc, which knows a heading by its outline level only: LibreOffice tells it by the style's name."""

from __future__ import annotations

import re

STYLE = re.compile(rb"\{\\s(?P<number>\d+)\\[^{};]*?\s(?:heading|kop) ?(?P<level>[1-6]);\}", re.IGNORECASE)
PARAGRAPH = re.compile(
    rb"(?P<begin>\\pard(?:\\plain)?\s*)\\s(?P<number>\d+)(?=[\\ \r\n])(?!\\ilvl\d+\\outlinelevel)"
)


def with_outline(data: bytes) -> bytes:
    """The document with an outline level (RTF 1.9.1) at each paragraph whose style is called a heading."""
    levels = {match["number"]: int(match["level"]) - 1 for match in STYLE.finditer(data)}

    def level(match: re.Match[bytes]) -> bytes:
        found = levels.get(match["number"])
        return match.group() if found is None else match.group() + b"\\outlinelevel%d" % found

    return PARAGRAPH.sub(level, data)
