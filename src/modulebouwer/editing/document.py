"""A text as an editor has it, with our places (from 1, in characters) and the protocol's (from 0, in its units)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lsprotocol.types import Position, Range, TextEdit

from modulebouwer.findings import Location

# How long a text is in the units of the client: UTF-16 unless it asked for another (LSP 3.17, Position).
Units = Callable[[str], int]


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True)
class Document:
    """``path`` is the real path; ``relative`` the path in the module's folder; ``text`` has ``\\n`` line ends."""

    path: Path
    relative: str
    text: str
    units: Units = utf16

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def uri(self) -> str:
        return self.path.as_uri()

    def line(self, number: int) -> str:
        """A line, from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def position(self, line: int, column: int) -> Position:
        line = min(max(line, 1), len(self.lines))
        return Position(line - 1, self.units(self.line(line)[: max(column, 1) - 1]))

    def place(self, position: Position) -> tuple[int, int]:
        """Line and column, from 1."""
        line = self.line(position.line + 1)
        return position.line + 1, characters(line, position.character, self.units) + 1

    def range(self, line: int, column: int, length: int) -> Range:
        return Range(self.position(line, column), self.position(line, column + length))

    def whole_lines(self, first: int, last: int) -> Range:
        """The lines ``first`` to ``last`` (from 1) with their line ends."""
        if last >= len(self.lines):
            return Range(self.position(first, 1), self.position(last, len(self.line(last)) + 1))
        return Range(Position(first - 1, 0), Position(last, 0))

    def edit(self, line: int, column: int, length: int, text: str) -> TextEdit:
        return TextEdit(self.range(line, column, length), text)

    def find(self, text: str, place: Location) -> tuple[int, int] | None:
        """The first place of ``text`` on the line of ``place``, at it or behind it."""
        found = self.line(place.line).find(text, place.column - 1)
        return None if found < 0 else (place.line, found + 1)


def characters(line: str, units: int, count: Units) -> int:
    """How many characters of ``line`` go in so many units."""
    if line.isascii():
        return min(units, len(line))
    taken = 0
    for number, character in enumerate(line):
        if taken >= units:
            return number
        taken += count(character)
    return len(line)
