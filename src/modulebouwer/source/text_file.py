"""Bytes of a file → text, or why not."""

from __future__ import annotations

import re

from modulebouwer.findings import Finding, Location

# Long for a section (200,000 words), small for a parser.
LARGEST_TEXT = 1_000_000

# What XML 1.0 (2.2, Char) cannot hold, and no text needs: controls, surrogates, U+FFFE and U+FFFF.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def forbidden_character(text: str) -> tuple[int, str] | None:
    """Index and name (``U+0007``) of the first character that no package can hold."""
    match = FORBIDDEN.search(text)
    return (match.start(), f"U+{ord(match.group()):04X}") if match else None


def decode(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """UTF-8 text with ``\\n`` line ends (a byte order mark is dropped), or None and the reason."""
    if len(data) > LARGEST_TEXT:
        size = {"size": round(len(data) / 1e6, 1), "limit": round(LARGEST_TEXT / 1e6)}
        return None, [Finding("SRC-003", Location(path), size)]
    if b"\0" in data:
        return None, [Finding("SRC-001", Location(path))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Finding("SRC-002", Location(path, line))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = forbidden_character(text)
    if found is None:
        return text, []
    index, name = found
    line, column = text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
    return None, [Finding("SRC-004", Location(path, line, column), {"character": name})]
