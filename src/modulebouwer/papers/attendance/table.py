"""A table that a program exported → the chosen cells of each row; what was not chosen is let go of unread.

CSV as Moodle (UTF-8; UTF-16 with tabs for Excel) and a Dutch Excel (Windows-1252, semicolons) write it, and the first
sheet of an Excel workbook (ECMA-376 part 1, 18.3 and 18.4).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.package.xml import parse_xml

LARGEST = 100_000_000
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SEPARATORS = ";\t,"

# Headings → the index of each column that is wanted, by its role.
Choose = Callable[[Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Row:
    """``line`` in the file (of a workbook: of the sheet); ``cells`` by role, trimmed."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """``roles``: of the columns that were found."""

    headings: tuple[str, ...]
    roles: frozenset[str]
    rows: tuple[Row, ...]


class QuoteError(Exception):
    """A quote that is not closed takes the next person into the same cell. ``line``: where it stands."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_table(path: Path, choose: Choose) -> tuple[Table | None, list[Finding]]:
    """The table in ``path``, or None and why not. ``choose`` is asked once, for the headings."""
    place = Location(path.as_posix())
    try:
        if path.stat().st_size > LARGEST:
            return None, [Finding("ATT-001", place)]
        data = path.read_bytes()
        return (workbook(data, choose) if data.startswith(b"PK") else separated(data, choose)), []
    except QuoteError as error:
        return None, [Finding("ATT-015", Location(path.as_posix(), error.line))]
    except (
        OSError,
        UnicodeDecodeError,
        csv.Error,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
    ):
        return None, [Finding("ATT-001", place)]


def separated(data: bytes, choose: Choose) -> Table:
    text = decoded(data)
    first = 1
    if mark := re.match(r"sep=(.)\r?\n", text):
        text, first = text[mark.end() :], 2
    beginning = text.partition("\n")[0]
    outside = re.sub(r'"[^"]*"', "", beginning)
    separator = mark[1] if mark else max(SEPARATORS, key=outside.count)
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    headings = [heading.strip() for heading in next(reader, [])]
    chosen = choose(headings)
    rows = []
    line = reader.line_num + first
    try:
        for row in reader:
            cells = picked(row, chosen)
            if any("\n" in cell and separator in cell for cell in cells.values()):
                raise QuoteError(line)
            if any(cell.strip() for cell in row):
                rows.append(Row(line, cells))
            line = reader.line_num + first
    except csv.Error as error:
        raise QuoteError(line) from error
    return Table(tuple(headings), frozenset(chosen), tuple(rows))


def decoded(data: bytes) -> str:
    """Raises ``ValueError`` for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    # Binary, or JSON: a table begins with a heading.
    if b"\0" in data or data.lstrip()[:1] in (b"[", b"{"):
        raise ValueError
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def picked(row: Sequence[str], chosen: Mapping[str, int]) -> Mapping[str, str]:
    return {role: row[index].strip() if index < len(row) else "" for role, index in chosen.items()}


def workbook(data: bytes, choose: Choose) -> Table:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = parse_xml(part(file, first_sheet(file)))
        has_strings = "xl/sharedStrings.xml" in file.namelist()
        strings = list(parse_xml(part(file, "xl/sharedStrings.xml"))) if has_strings else []
    rows = [(int(row.get("r") or number), row) for number, row in enumerate(sheet.iter(f"{SHEET}row"), 1)]
    if not rows:
        raise ValueError
    top = dict(cells(rows[0][1], strings, None))
    # A last column may have cells and no heading.
    width = max(column(cell.get("r") or "", 0) for _, row in rows for cell in row.iter(f"{SHEET}c")) + 1
    headings = [top.get(index, "").strip() for index in range(width)]
    chosen = choose(headings)
    wanted = set(chosen.values())
    read = ((line, dict(cells(row, strings, wanted))) for line, row in rows[1:])
    return Table(
        tuple(headings),
        frozenset(chosen),
        tuple(
            Row(line, {role: found.get(index, "").strip() for role, index in chosen.items()})
            for line, found in read
            if any(found.values())
        ),
    )


def part(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > LARGEST:
        raise ValueError
    return file.read(name)


def first_sheet(file: zipfile.ZipFile) -> str:
    names = (re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name) for name in file.namelist())
    return min((name for name in names if name), key=lambda name: int(name[1]))[0]


def cells(
    row: etree._Element, strings: Sequence[etree._Element], wanted: Iterable[int] | None
) -> Iterator[tuple[int, str]]:
    """Index and text of the cells of ``row`` that are ``wanted``, or of all."""
    for number, cell in enumerate(row.iter(f"{SHEET}c")):
        index = column(cell.get("r") or "", number)
        if wanted is not None and index not in wanted:
            continue
        value = cell.findtext(f"{SHEET}v") or ""
        if cell.get("t") == "s":
            yield index, text_of(strings[int(value)])
        elif cell.get("t") == "inlineStr":
            yield index, text_of(cell)
        else:
            yield index, value.removesuffix(".0")


def text_of(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(f"{SHEET}t"))


def column(reference: str, otherwise: int) -> int:
    """The index that ``AB12`` names, counted from 0."""
    letters = re.match(r"[A-Z]+", reference)
    if not letters:
        return otherwise
    index = 0
    for letter in letters[0]:
        index = index * 26 + ord(letter) - 64
    return index - 1
