"""Columns that were typed with tabs: a table, or told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from modulebouwer.importing.prepared import COLUMN, CONTENTS, DEEPER, TITLE, WITHIN
from modulebouwer.importing.tree import (
    Block,
    Inline,
    Link,
    Mark,
    Paragraph,
    Quote,
    Styled,
    Table,
    Text,
    block_text,
    change_text,
    merged,
    plain,
)
from modulebouwer.importing.typed_lists import BULLET, LETTER, NUMBER, lines_of

BETWEEN = re.compile(rf"[ {COLUMN}]*{COLUMN}[ {COLUMN}]*")


def with_typed_columns(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a reader that put the sign of a column in the place of each tab, without that sign.

    Lines with as many columns each are a table. Where they differ, the first line is told.
    """
    result: list[Block] = []
    for divided, group in groupby(blocks, key=is_divided):
        # Below it stand entries, which the headings make.
        listed = result and CONTENTS.fullmatch(block_text(result[-1]).strip(" :."))
        run = list(group)
        result += as_table(run) if divided and not listed else map(without_columns, run)
    return tuple(result)


def is_divided(block: Block) -> bool:
    """Whether each line of a paragraph has a tab between its words, and is no point of a list."""
    lines = lines_of(block.content) if isinstance(block, Paragraph) else []
    return bool(lines) and all(map(is_divided_line, lines))


def is_divided_line(line: Paragraph) -> bool:
    said = plain(line.content).strip(f" {COLUMN}")
    typed = any(sign.match(said.replace(COLUMN, " ")) for sign in (BULLET, NUMBER, LETTER))
    return COLUMN in said and not typed and not said.startswith((TITLE, WITHIN, DEEPER))


def as_table(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs whose lines have columns as one table, or as they are; one line, and labels, are no table."""
    lines = [line for block in blocks if isinstance(block, Paragraph) for line in lines_of(block.content)]
    rows = [[trimmed(cell) for cell in columns(line.content)] for line in lines]
    if len(lines) < 2 or all(plain(row[0]).endswith(":") for row in rows):
        return [without_columns(block) for block in blocks]
    # Tabs are pressed until it looks right; where that leaves rows of other lengths, a cell may be empty.
    close = [[cell for cell in row if cell] for row in rows]
    rows = next((one for one in (close, rows) if len(set(map(len, one))) == 1), [])
    if not rows:
        told, *others = map(without_columns, blocks)
        assert isinstance(told, Paragraph)
        return [replace(told, content=(Mark("IMP-090", {}), *told.content)), *others]
    used = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    (first, *rest), *below = ([row[place] for place in used] for row in rows)
    return [Table(tuple(map(tuple, ([(Mark("IMP-080", {}), *first), *rest], *below))))]


def columns(content: Iterable[Inline]) -> list[list[Inline]]:
    """Inline text in the pieces between the signs, also where those stand in styled words."""
    result: list[list[Inline]] = [[]]
    for item in content:
        pieces: list[list[Inline]] = [[item]]
        if isinstance(item, Text):
            pieces = [[Text(piece)] for piece in item.text.split(COLUMN)]
        elif isinstance(item, Styled | Link):
            pieces = [[replace(item, content=merged(piece))] for piece in columns(item.content)]
        result[-1] += pieces[0]
        result += pieces[1:]
    return result


def trimmed(cell: Sequence[Inline]) -> tuple[Inline, ...]:
    """A cell without white around it, and without styles of nothing."""
    kept = [item for item in cell if not isinstance(item, Styled) or item.content]
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip())
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip())
    return merged(kept)


def without_columns(block: Block) -> Block:
    """The block with a space for each sign; columns within a quotation may be a table."""
    if isinstance(block, Quote):
        return Quote(with_typed_columns(block.blocks))
    return change_text(block, spaced)


def spaced(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inline text with a space for the signs between words, and none for those around them."""
    items = [
        replace(item, content=spaced(item.content)) if isinstance(item, Styled | Link) else item
        for item in content
    ]
    last = len(items) - 1
    for place, item in enumerate(items):
        if isinstance(item, Text) and COLUMN in item.text:
            text = BETWEEN.sub(" ", item.text)
            text = text.lstrip() if place == 0 and item.text.lstrip(" ").startswith(COLUMN) else text
            ends = place == last and item.text.rstrip(" ").endswith(COLUMN)
            items[place] = Text(text.rstrip() if ends else text)
    return merged(items)
