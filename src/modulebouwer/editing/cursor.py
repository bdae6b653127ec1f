"""What the cursor stands in: a key or a value of a YAML part, or running text.

The one parser tells: a mark is put where the cursor is, and looked for in what is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from modulebouwer.editing.document import Document
from modulebouwer.model.source_map import KeyPath, Scalar, SourceMap
from modulebouwer.source.markdown_file import YamlPart
from modulebouwer.source.section_file import parse_part, yaml_parts
from modulebouwer.source.yaml_file import parse_yaml

# Kinds of YAML that are a file by themselves.
WHOLE_FILES = ("module", "references", "series", "translation")
MARK = "cursorstandshere"
BEGINNING = re.compile(r"(?P<indent>[ ]*(?:- +)*)(?:(?P<key>[\w-]+):(?P<gap>[ ]+|$))?(?P<value>.*)")
CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class YamlCursor:
    """``way`` is that of the mapping when a key is written (``is_key``), else that of the value.

    ``written`` is what stands of it before the cursor, ``text`` the whole value before the cursor.
    """

    part: YamlPart
    way: KeyPath
    is_key: bool
    written: str
    text: str = ""


def part_at(document: Document, line: int) -> YamlPart | None:
    """The YAML in which a line stands."""
    for part in yaml_parts(document.relative, document.text):
        last = part.first_line + max(1, part.text.count("\n") + (not part.text.endswith("\n"))) - 1
        if part.first_line <= line <= last or part.kind in WHOLE_FILES:
            return part
    return None


def source_of(document: Document, part: YamlPart) -> SourceMap:
    """The places of a part's keys and values, as far as it can be read."""
    return parse_part(part, document.relative).source


def yaml_cursor(document: Document, line: int, column: int) -> YamlCursor | None:
    """The cursor in YAML; None in running text."""
    part = part_at(document, line)
    if part is None:
        return None
    lines = part.text.split("\n")
    row = min(line - part.first_line, len(lines) - 1)
    above, before = lines[:row], document.line(line)[part.indent : column - 1]
    match = BEGINNING.fullmatch(before)
    if match is None:
        return None
    for lines in (above, list(reversed([*ancestors(above, before)]))):
        found = as_key(part, lines, match["indent"], match["value"]) if match["key"] is None else None
        found = found or as_value(part, lines, before, match["value"])
        if found:
            return found
    return None


def ancestors(above: list[str], before: str) -> Iterator[str]:
    """The lines that a line stands below, the nearest first: enough where something else above cannot be read."""
    indent = len(before) - len(before.lstrip(" "))
    for line in reversed(above):
        own = len(line) - len(line.lstrip(" "))
        if line.strip() and own < indent:
            yield line
            indent = own


def as_key(part: YamlPart, above: list[str], indent: str, written: str) -> YamlCursor | None:
    if not re.fullmatch(r"[\w-]*", written):
        return None
    source = parse_yaml("\n".join([*above, f"{indent}{MARK}: x"]), "").source
    way = next((way for way in source.keys if way and way[-1] == MARK), None)
    return None if way is None else YamlCursor(part, way[:-1], True, written)


def as_value(part: YamlPart, above: list[str], before: str, value: str) -> YamlCursor | None:
    gap = "" if before.endswith((" ", "\t")) or not re.search(r"[:,-]$", before) else " "
    for closing in dict.fromkeys([closers(value), ""]):
        for quote in dict.fromkeys([value[:1] if value[:1] in ("'", '"') else "", ""]):
            typed = f"{before}{gap}{MARK}{quote}{closing}"
            source = parse_yaml("\n".join([*above, typed]), "").source
            for way, scalar in source.scalars.items():
                if MARK in scalar.text:
                    text = scalar.text.partition(MARK)[0]
                    return YamlCursor(part, way, False, re.split(r"\s", text)[-1], text)
    return None


def closers(value: str) -> str:
    """What closes the brackets that are open at the end of a value."""
    stack: list[str] = []
    for character in value:
        if character in CLOSING:
            stack.append(CLOSING[character])
        elif stack and character == stack[-1]:
            stack.pop()
    return "".join(reversed(stack))


def scalar_at(document: Document, line: int, column: int) -> tuple[YamlPart, KeyPath, Scalar] | None:
    """The single value in which a place stands."""
    part = part_at(document, line)
    if part is None:
        return None
    for way, scalar in source_of(document, part).scalars.items():
        height = scalar.raw.rstrip("\n").count("\n")
        inside = scalar.line <= line <= scalar.line + height
        before = line == scalar.line and column < scalar.column
        after = not height and column > scalar.column + len(scalar.raw)
        if scalar.raw and inside and not before and not after:
            return part, way, scalar
    return None


def key_at(document: Document, line: int, column: int) -> tuple[YamlPart, KeyPath] | None:
    """The key on which a place stands."""
    part = part_at(document, line)
    if part is None:
        return None
    for way, (row, start) in source_of(document, part).keys.items():
        name = way[-1] if way else None
        if isinstance(name, str) and row == line and start <= column <= start + len(name):
            return part, way
    return None


def keys_beside(document: Document, part: YamlPart, way: KeyPath) -> Iterator[str]:
    """The keys that a mapping has already."""
    for other in source_of(document, part).keys:
        if len(other) == len(way) + 1 and other[:-1] == way and isinstance(other[-1], str):
            yield other[-1]
