"""Plain text, also as programs take it out of a PDF: lines of a page, with page numbers and notes among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from modulebouwer.importing.lines import BULLET, LONGEST_HEADING, Line, blocks_of
from modulebouwer.importing.shaping import (
    ORGANISATION,
    as_inner,
    chapter_number,
    comes_after,
    could_be_heading,
    only_guessed,
)
from modulebouwer.importing.tree import Block, Document, Heading, Mark, Paragraph, Quote, Table, Text, plain
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.source.text_file import FORBIDDEN

# A rule of signs, which underlines the line above it or parts two texts.
RULE = re.compile(r"\s*(?P<sign>[=~*_#-])(?P=sign){2,}\s*")
# A rule of signs under each column of a table.
COLUMN_RULES = re.compile(r" *[-=_]{2,}(?: +[-=_]{2,})+ *")
# What an answer to a mail repeats of it.
QUOTED = re.compile(r"\s*(?:>\s?)+(?=\S)")
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
    for quoted, group in groupby(raw, key=lambda line: QUOTED.match(line) is not None):
        if quoted:
            lines = [QUOTED.sub("", line) for line in group]
            blocks.append(Quote(tuple(map(as_inner, blocks_in(lines, width)))))
            continue
        for rows, lines in parts(list(group)):
            blocks += [told_as_guess(rows)] if rows else with_underlined(lines, width)
    blocks = with_missed_chapters(blocks)
    blocks, title, subtitle = titled(below_underlined(blocks))
    blocks, told = only_guessed(blocks)
    return Document(shown, tuple(blocks), title, subtitle, told=tuple(told))


Rows = tuple[tuple[tuple[Text, ...], ...], ...]


def parts(lines: Sequence[str]) -> Iterator[tuple[Rows, list[str]]]:
    """The text in turn as rows of a table, and as lines without one.

    A table is consecutive lines with as many cells each; or a line above a rule for each column, and those below it.
    """
    for number in range(1, len(lines)):
        head, *rows = ruled_rows(lines[number - 1 :]) if COLUMN_RULES.fullmatch(lines[number]) else [[]]
        if rows:
            yield from aligned(lines[: number - 1])
            yield as_rows([head, *rows]), []
            yield from parts(lines[number + 1 + len(rows) :])
            return
    yield from aligned(lines)


def ruled_rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of the first line and of those below the rules, which are the second line; [[]] for none."""
    starts = [match.start() for match in re.finditer(r"\S+", lines[1])]
    found: list[list[str]] = []
    for line in (lines[0], *lines[2:]):
        ends = [*starts[1:], len(line)]
        free = all(line[start - 1 : start] in ("", " ") for start in starts[1:])
        if not line.strip() or not free or RULE.fullmatch(line):
            break
        found.append([line[start:end].strip() for start, end in zip([0, *starts[1:]], ends, strict=True)])
    return found or [[]]


def as_rows(rows: Iterable[Sequence[str]]) -> Rows:
    return tuple(tuple((Text(cell),) for cell in row) for row in rows)


def aligned(lines: Sequence[str]) -> Iterator[tuple[Rows, list[str]]]:
    """As ``parts`` has it, without the rules."""
    waiting: list[str] = []
    for count, group in groupby(lines, key=lambda line: len(cells(line))):
        run = list(group)
        if count > 1 and len(run) > 1:
            yield (), waiting
            waiting = []
            yield as_rows(row for row in map(cells, run) if not all(map(RULE.fullmatch, row))), []
        else:
            waiting += run
    yield (), waiting


def cells(line: str) -> list[str]:
    """What stands between tabs, or between wide gaps where there are two or more: one gap may be a page number's."""
    by_tabs = re.split(r"\t+", line.strip())
    by_gaps = re.split(r"\s{3,}", line.strip())
    return by_tabs if len(by_tabs) > 1 else by_gaps if len(by_gaps) > 2 else [line]


def told_as_guess(rows: Rows) -> Table:
    (first, *others), *below = rows
    return Table((((Mark("IMP-080", {}), *first), *others), *below))


def with_missed_chapters(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a numbered line is a heading where those of the numbers before and after it are.

    A list or a table right below it made it look like a point.
    """
    result = list(blocks)
    last: tuple[int, ...] = ()
    level = 1
    missed: list[int] = []
    for place, block in enumerate(blocks):
        said = plain(block.content).strip() if isinstance(block, Heading | Paragraph) else ""
        number = chapter_number(said)
        if isinstance(block, Heading) and number:
            for one in missed if comes_after(number, last) else ():
                missing = blocks[one]
                assert isinstance(missing, Paragraph)
                result[one] = Heading(level, missing.content)
            last, level, missed = number, block.level, []
        elif (
            number
            and last
            and len(number) == len(last)
            and could_be_heading(said)
            and comes_after(number, last)
        ):
            missed.append(place)
            last = number
    return result


def with_underlined(lines: Sequence[str], width: int) -> Iterator[Block]:
    """The blocks; a line above a rule of signs is a heading: of the first level above ===, of the second above ---."""
    waiting: list[str] = []
    for number, line in enumerate(lines):
        rule = RULE.fullmatch(line)
        above = waiting[-1].strip() if waiting else ""
        if rule is None:
            waiting.append(line)
        elif above and len(above) <= LONGEST_HEADING and (number < 2 or not lines[number - 2].strip()):
            yield from blocks_in(waiting[:-1], width)
            yield Underlined(1 if rule["sign"] == "=" else 2, (Text(above),))
            waiting = []
        else:
            # A rule between two texts says that there are two.
            waiting.append("")
    yield from blocks_in(waiting, width)


@dataclass(frozen=True)
class Underlined(Heading):
    """A heading by the rule below it."""


def below_underlined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where lines are underlined, those that are headings by less stand below them."""
    levels = sorted({block.level for block in blocks if isinstance(block, Underlined)})
    return [
        Heading(levels.index(block.level) + 1, block.content)
        if isinstance(block, Underlined)
        else replace(block, level=block.level + len(levels))
        if isinstance(block, Heading)
        else block
        for block in blocks
    ]


def without_page_number(line: str) -> str:
    return PAGE_NUMBER.sub("", line.expandtabs(4).rstrip())


def blocks_in(raw: Sequence[str], width: int) -> Iterable[Block]:
    """Headings, lists and paragraphs; ``width`` is that of the text's long lines."""
    numbered = [without_page_number(line) for line in raw]
    wrapped = width < 200
    found: list[Line] = []
    gap = False
    lefts: list[int] = []
    for line in numbered:
        if not line.strip():
            gap = True
            continue
        left = len(line) - len(line.lstrip())
        sign = BULLET.match(line) is not None
        if sign:
            lefts = [*(one for one in lefts if one < left), left]
        elif not any(one < left for one in lefts):
            lefts = []
        reach = len(line.strip()) / width if wrapped else 0
        depth = max(0, len(lefts) - 1) if sign else 0
        found.append(Line(line, gap=gap or not wrapped, reach=reach, depth=depth))
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
    depths = [block.level for block in blocks if isinstance(block, Heading)]
    if heads and depths.count(depths[0]) == 1 and depths[0] == min(depths) and len(depths) > 1:
        return blocks[1:], heads[0], ""
    capitals = bool(heads) and heads[0].isupper()
    if len(heads) > 1 and capitals and is_title_above(heads[0], heads[1]):
        return blocks[2:], heads[0], heads[1]
    if len(heads) > 1 and (" " not in heads[0] or capitals):
        return blocks[2:], heads[1], heads[0]
    if heads and (len(heads) > 1 or any(isinstance(block, Heading) for block in blocks[1:])):
        return blocks[1:], heads[0], ""
    return blocks, "", ""


def is_title_above(first: str, second: str) -> bool:
    """Whether a line in capitals is the title, and no sort of text or organisation, above one in small letters."""
    return len(first.split()) > 2 and not second.isupper() and not ORGANISATION.search(first)
