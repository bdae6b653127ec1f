"""RTF as Pandoc understands it, which knows a heading by its outline level and a note by ``{\\footnote`` only.

LibreOffice tells a heading by the name of its style, may number it as a list, and marks notes as something that a
reader may leave out (RTF 1.9.1, "Destinations").
"""

from __future__ import annotations

import re

STYLE = re.compile(rb"\{\\s(?P<number>\d+)\\[^{};]*?\s(?:heading|kop) ?(?P<level>[1-6]);\}", re.IGNORECASE)
PARAGRAPH = re.compile(
    rb"(?P<begin>\\pard(?:\\plain)?\s*)\\s(?P<number>\d+)(?=[\\ \r\n])(?![^{}]*\\outlinelevel)"
)
NUMBERED = re.compile(
    rb"(?P<begin>\\pard[^{}]*\\outlinelevel[0-8](?!\d)[^{}]*)\{\\listtext[^{}]*(?:\{[^{}]*\}[^{}]*)*\}(?P<rest>[^{}]*?)\\ls\d+"
)
OPTIONAL_NOTE = re.compile(rb"\{\\\*\\footnote(?![a-z])")


def as_understood(data: bytes) -> bytes:
    """The document with an outline level at each paragraph whose style is called a heading, none of them in a list,
    and notes that are read.
    """
    levels = {match["number"]: int(match["level"]) - 1 for match in STYLE.finditer(data)}

    def level(match: re.Match[bytes]) -> bytes:
        found = levels.get(match["number"])
        return match.group() if found is None else match.group() + b"\\outlinelevel%d" % found

    data = NUMBERED.sub(rb"\g<begin>\g<rest>", PARAGRAPH.sub(level, data))
    return OPTIONAL_NOTE.sub(rb"{\\footnote", data)
