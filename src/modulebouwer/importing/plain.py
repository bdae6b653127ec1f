"""Plain text, also as programs take it out of a PDF: lines of a page, with page numbers and notes among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from modulebouwer.importing.lines import Line, blocks_of
from modulebouwer.importing.tree import Block, Document, Heading, Table, Text, plain
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.source.text_file import FORBIDDEN

# A page number behind the last words of a page.
PAGE_NUMBER = re.compile(r"(?:^|(?<=\S)\s{4,})\d{1,4}\s*$")


def read_plain(path: Path, shown: str) -> Document:
    """The text in ``path``: UTF-8, UTF-16 with a byte order mark, or Windows-1252. Raises ``Unreadable``."""
    data = path.read_bytes()
    text = decoded(data)
    if text is None:
        raise Unreadable("IMP-102", shown)
    raw = re.split(r"\r\n|[\r\n\f]", FORBIDDEN.sub("", text))
    lengths = sorted(len(line) for line in map(without_page_number, raw) if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 1
    blocks: list[Block] = []
    for rows, lines in parts(raw):
        blocks += [Table(rows)] if rows else blocks_in(lines, width)
    blocks, title, subtitle = titled(blocks)
    return Document(shown, tuple(blocks), title, subtitle)


Rows = tuple[tuple[tuple[Text, ...], ...], ...]


def parts(lines: Sequence[str]) -> Iterator[tuple[Rows, list[str]]]:
    """The text in turn as rows of a table (consecutive lines with as many cells each), and as lines without one."""
    waiting: list[str] = []
    for count, group in groupby(lines, key=lambda line: len(cells(line))):
        run = list(group)
        if count > 1 and len(run) > 1:
            yield (), waiting
            waiting = []
            yield tuple(tuple((Text(cell),) for cell in cells(line)) for line in run), []
        else:
            waiting += run
    yield (), waiting


def cells(line: str) -> list[str]:
    """What stands between tabs, or between wide gaps where there are two or more: one gap may be a page number's."""
    by_tabs = re.split(r"\t+", line.strip())
    by_gaps = re.split(r"\s{3,}", line.strip())
    return by_tabs if len(by_tabs) > 1 else by_gaps if len(by_gaps) > 2 else [line]


def without_page_number(line: str) -> str:
    return PAGE_NUMBER.sub("", line.expandtabs(4).rstrip())


def blocks_in(raw: Sequence[str], width: int) -> Iterable[Block]:
    """Headings, lists and paragraphs; ``width`` is that of the text's long lines."""
    numbered = [without_page_number(line) for line in raw]
    wrapped = width < 200
    found: list[Line] = []
    gap = False
    for line in numbered:
        if not line.strip():
            gap = True
            continue
        found.append(Line(line, gap=gap or not wrapped, reach=len(line.strip()) / width if wrapped else 0))
        gap = False
    return blocks_of(found)


def decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def titled(blocks: list[Block]) -> tuple[list[Block], str, str]:
    """The title: the first line, or the second when the first is the one word that says what sort of text it is."""
    count = next((n for n, block in enumerate(blocks) if not isinstance(block, Heading)), len(blocks))
    heads = [plain(block.content) for block in blocks[:count] if isinstance(block, Heading)]
    if len(heads) > 1 and (" " not in heads[0] or heads[0].isupper()):
        return blocks[2:], heads[1], heads[0]
    if heads and (len(heads) > 1 or any(isinstance(block, Heading) for block in blocks[1:])):
        return blocks[1:], heads[0], ""
    return blocks, "", ""
