"""Where each value of a source file stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modulebouwer.diagnostics import Location

# A way through nested mappings and lists: ("themes", 0, "title").
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class SourceMap:
    """The places of one YAML document's values (lines and columns counted from 1, in the file that holds it).

    ``keys`` holds where a key or list item begins, ``texts`` where the *text* of a scalar begins: for a block scalar
    (``|``) its first line and indentation, otherwise the value itself. ``texts`` lets a finding inside a Markdown
    field be told at its own line; ``lines_kept`` are the key paths whose source lines are the text's lines.
    """

    path: str
    keys: Mapping[KeyPath, tuple[int, int]]
    texts: Mapping[KeyPath, tuple[int, int]]
    lines_kept: frozenset[KeyPath] = frozenset()

    def at(self, *way: str | int) -> Location:
        """The place of a key or item; of its nearest ancestor when it is not in the source (a default)."""
        for length in range(len(way), -1, -1):
            place = self.keys.get(way[:length])
            if place is not None:
                return Location(self.path, *place)
        return Location(self.path)

    def text_at(self, way: KeyPath, line: int = 0, column: int = 0) -> Location:
        """The place of line ``line`` and column ``column`` (from 0) of the text of a scalar."""
        start = self.texts.get(way)
        if start is None:
            return self.at(*way)
        if way in self.lines_kept:
            return Location(self.path, start[0] + line, start[1] + column)
        return Location(self.path, start[0], start[1] + (column if line == 0 else 0))
