"""Where each value of a source file stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from modulebouwer.findings import Location

# A way through nested mappings and lists: ("themes", 0, "title").
KeyPath = tuple[str | int, ...]

# A run of text: its offset in the value, and the line and column where it stands in the file.
Run = tuple[int, int, int]

ESCAPES = {
    "'": re.compile(r"(?P<escape>'')|[^']+"),
    '"': re.compile(
        r"(?P<escape>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.))|(?P<join>\\$)|[^\\]+"
    ),
}


@dataclass(frozen=True)
class Scalar:
    """A YAML scalar as it stands in the file, from which the place of every character of ``text`` follows.

    ``raw`` is the source from ``line``:``column`` on, ``style`` its first character when that is one of ``|>'"``.
    ``indent`` is what the file has before each later line of ``raw`` (a fence inside a list item).
    """

    text: str
    raw: str
    style: str
    line: int
    column: int
    indent: int = 0

    def runs(self) -> tuple[Run, ...]:
        """The runs of ``text`` in order: inside one run, offset and column rise together."""
        return tuple(self._block() if self.style in ("|", ">") else self._flow())

    def _block(self) -> Iterator[Run]:
        """YAML 1.2.2, 8.1: the text begins below the header; ``>`` folds lines, so they are found again in the text."""
        lines = self.raw.split("\n")[1:]
        first = next((line for line in lines if line.strip()), "")
        shown = next((line for line in self.text.split("\n") if line.strip()), "")
        indent = _leading(first) - _leading(shown)
        offset = 0
        for number, line in enumerate(lines, self.line + 1):
            content = line[indent:]
            if not content.strip():
                continue
            while not self.text.startswith(content, offset) and self.text[offset : offset + 1] in (" ", "\n"):
                offset += 1
            yield offset, number, indent + self.indent + 1
            offset += len(content)

    def _flow(self) -> Iterator[Run]:
        """YAML 1.2.2, 7.3: one line break folds to a space, more to one less; quotes may hold escapes."""
        quote = len(self.style)
        lines = self.raw[quote : len(self.raw) - quote].split("\n")
        offset = empty = 0
        joined = True
        for number, line in enumerate(lines):
            content = line if number == 0 else line.lstrip(" \t")
            if number < len(lines) - 1:
                content = content.rstrip(" \t")
            if number > 0 and not content and number < len(lines) - 1:
                empty += 1
                continue
            offset += empty if joined or empty else 1
            column = (
                self.column + quote if number == 0 else len(line) - len(line.lstrip(" \t")) + 1 + self.indent
            )
            joined, empty = False, 0
            pieces = ESCAPES[self.style].finditer(content) if quote else re.finditer(r".+", content)
            for piece in pieces:
                yield offset, self.line + number, column + piece.start()
                joined = quote > 0 and piece.groupdict().get("join") is not None
                one = quote > 0 and piece.group("escape") is not None
                offset += 0 if joined else 1 if one else len(piece.group())


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True)
class SourceMap:
    """The places of one YAML document's values (lines and columns counted from 1, in the file that holds it).

    ``keys`` holds where a key or list item begins, ``scalars`` the values that are a single text or number.
    ``inherited``: where the top-level keys stand that another file gives (a module's ``series.yaml``).
    """

    path: str
    keys: Mapping[KeyPath, tuple[int, int]]
    scalars: Mapping[KeyPath, Scalar]
    inherited: SourceMap | None = None

    def at(self, *way: str | int) -> Location:
        """The place of a key or item; of its nearest ancestor when it is not in the source (a default)."""
        if (elsewhere := self._elsewhere(way)) is not None:
            return elsewhere.at(*way)
        for length in range(len(way), -1, -1):
            place = self.keys.get(way[:length])
            if place is not None:
                return Location(self.path, *place)
        return Location(self.path)

    def value_at(self, *way: str | int) -> Location:
        """The place of a value; of its key when the value is a mapping or list, or not in the source."""
        if (elsewhere := self._elsewhere(way)) is not None:
            return elsewhere.value_at(*way)
        scalar = self.scalars.get(way)
        return Location(self.path, scalar.line, scalar.column) if scalar and scalar.raw else self.at(*way)

    def text_of(self, *way: str | int) -> TextPlaces:
        """The places of all characters of a text value."""
        if (elsewhere := self._elsewhere(way)) is not None:
            return elsewhere.text_of(*way)
        scalar = self.scalars[way]
        return TextPlaces(self.path, scalar.text, scalar.runs() or ((0, scalar.line, scalar.column),))

    def written(self, way: KeyPath) -> Scalar | None:
        """A value that is a single text or number, as it was typed, wherever it stands."""
        elsewhere = self._elsewhere(way)
        return self.scalars.get(way) if elsewhere is None else elsewhere.written(way)

    def below(self, key: str) -> SourceMap:
        """The places of what stands under a top-level key, as if it were a document of its own."""
        keys = {way[1:]: place for way, place in self.keys.items() if way[:1] == (key,)}
        return SourceMap(
            self.path, keys, {way[1:]: one for way, one in self.scalars.items() if way[:1] == (key,)}
        )

    def under_other_names(self, renamed: Mapping[KeyPath, str]) -> SourceMap:
        """The same places, with the keys at the ways of ``renamed`` under their other names."""

        def moved(way: KeyPath) -> KeyPath:
            return tuple(renamed.get(way[: count + 1], part) for count, part in enumerate(way))

        return replace(
            self,
            keys={moved(way): place for way, place in self.keys.items()},
            scalars={moved(way): one for way, one in self.scalars.items()},
        )

    def _elsewhere(self, way: KeyPath) -> SourceMap | None:
        there = self.inherited
        return there if there and way[:1] not in self.keys and there.gives(way[:1]) else None

    def gives(self, key: KeyPath) -> bool:
        """Whether a top-level key stands in this file or in one that it inherits from."""
        return key in self.keys or (self.inherited is not None and self.inherited.gives(key))


@dataclass(frozen=True)
class TextPlaces:
    """Where each character of a text stands in its file."""

    path: str
    text: str
    runs: tuple[Run, ...]

    @classmethod
    def of_lines(cls, path: str, text: str, first_line: int) -> TextPlaces:
        """A text that stands in the file as it is, from the beginning of line ``first_line``."""
        runs, offset = [], 0
        for number, line in enumerate(text.split("\n"), first_line):
            runs.append((offset, number, 1))
            offset += len(line) + 1
        return cls(path, text, tuple(runs))

    def at(self, offset: int) -> Location:
        """The place of the character at ``offset`` (from 0) of the text."""
        start, line, column = self.runs[max(0, bisect_right(self.runs, (offset, 1 << 62, 0)) - 1)]
        return Location(self.path, line, column + max(0, offset - start))
