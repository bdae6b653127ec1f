"""The one tree that every reader makes: blocks with inline text in them, close to what Markdown can say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Style = Literal["emphasis", "strong", "sub", "super", "code"]


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Styled:
    style: Style
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    url: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Picture:
    """``source`` names one of the document's ``files``."""

    source: str
    alt: str


@dataclass(frozen=True)
class Note:
    blocks: tuple[Block, ...]


# What cannot stand before a work in a citation.
UNFIT = re.compile(r"[][@;*_`\\<>]")


@dataclass(frozen=True)
class Cited:
    """Works by their keys, each with the place in it; ``narrative`` when the name is part of the sentence.

    ``prefixes`` are the words before each work ("zie ook"); ``bare``: the text before it has the names.
    """

    works: tuple[tuple[str, str], ...]
    narrative: bool = False
    prefixes: tuple[str, ...] = ()
    bare: bool = False


@dataclass(frozen=True)
class Break:
    """A line that ends where its maker wanted it to."""


@dataclass(frozen=True)
class Mark:
    """A finding about this place, told once it is known where the place comes to stand."""

    code: str
    values: Mapping[str, str | int]


Inline = Text | Styled | Link | Picture | Note | Cited | Break | Mark


@dataclass(frozen=True)
class Heading:
    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Items:
    """A list; ``start`` is the first number, None for bullets."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Table:
    """The first row is the head."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Definition:
    """A word and what it means."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Items | Table | Quote | Code | Definition


@dataclass(frozen=True)
class Document:
    """``files``: pictures by the name that ``Picture.source`` gives. ``references``: CSL of a reference manager.

    ``told`` are findings about the whole; ``numbers`` those that headings had and do not say, each with its heading.
    ``title`` and ``subtitle`` are "" when the document does not say.
    """

    path: str
    blocks: tuple[Block, ...]
    title: str = ""
    subtitle: str = ""
    language: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    references: tuple[Mapping[str, Any], ...] = ()
    told: tuple[Mark, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()


def plain(content: Iterable[Inline]) -> str:
    """The words of inline text; of notes nothing."""
    parts = []
    for item in content:
        if isinstance(item, Text):
            parts.append(item.text)
        elif isinstance(item, Styled | Link):
            parts.append(plain(item.content))
        elif isinstance(item, Break):
            parts.append(" ")
    return "".join(parts)


def block_text(block: Block) -> str:
    """The words of a block, paragraphs and cells apart by a space; notes included."""
    return " ".join(part for part in _texts(block) if part.strip())


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield plain(block.content)
        yield from (block_text(inner) for note in notes_in(block.content) for inner in note.blocks)
    elif isinstance(block, Items):
        yield from (block_text(inner) for item in block.items for inner in item)
    elif isinstance(block, Table):
        yield from (plain(cell) for row in block.rows for cell in row)
    elif isinstance(block, Quote):
        yield from map(block_text, block.blocks)
    elif isinstance(block, Definition):
        yield plain(block.term)
        yield from map(block_text, block.blocks)
    else:
        yield block.text


def notes_in(content: Iterable[Inline]) -> Iterator[Note]:
    """The notes in inline text, also in what is styled."""
    for item in content:
        if isinstance(item, Note):
            yield item
        elif isinstance(item, Styled | Link):
            yield from notes_in(item.content)


def all_words(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text in the blocks: of notes, pictures, addresses, code, citations and findings too."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield from _run(block.content)
        elif isinstance(block, Items):
            for item in block.items:
                yield from all_words(item)
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from _run(cell)
        elif isinstance(block, Quote):
            yield from all_words(block.blocks)
        elif isinstance(block, Definition):
            yield from _run(block.term)
            yield from all_words(block.blocks)
        else:
            yield block.text


def _run(content: Iterable[Inline]) -> Iterator[str]:
    """The words of a run as one text, then those of what is in it."""
    items = list(content)
    yield plain(items)
    for item in items:
        if isinstance(item, Styled):
            yield from (
                text for inner in item.content if not isinstance(inner, Text) for text in _run((inner,))
            )
        elif isinstance(item, Link):
            yield item.url
            yield from (
                text for inner in item.content if not isinstance(inner, Text) for text in _run((inner,))
            )
        elif isinstance(item, Picture):
            yield item.alt
        elif isinstance(item, Note):
            yield from all_words(item.blocks)
        elif isinstance(item, Cited):
            yield from (f"{key} {place}" for key, place in item.works)
            yield from item.prefixes
        elif isinstance(item, Mark):
            yield from map(str, item.values.values())


def change_text(block: Block, change: Callable[[Sequence[Inline]], Iterable[Inline]]) -> Block:
    """The block with ``change`` made to each run of inline text in it, in notes too."""

    def inlines(content: Sequence[Inline]) -> tuple[Inline, ...]:
        noted = [
            replace(item, blocks=tuple(change_text(inner, change) for inner in item.blocks))
            if isinstance(item, Note)
            else item
            for item in content
        ]
        return tuple(change(noted))

    if isinstance(block, Heading | Paragraph):
        return replace(block, content=inlines(block.content))
    if isinstance(block, Items):
        return replace(
            block, items=tuple(tuple(change_text(b, change) for b in item) for item in block.items)
        )
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(inlines(cell) for cell in row) for row in block.rows))
    if isinstance(block, Quote):
        return replace(block, blocks=tuple(change_text(b, change) for b in block.blocks))
    if isinstance(block, Definition):
        return replace(block, blocks=tuple(change_text(b, change) for b in block.blocks))
    return block


def merged(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, empty ones gone."""
    result: list[Inline] = []
    for item in content:
        if isinstance(item, Text):
            if not item.text:
                continue
            if result and isinstance(result[-1], Text):
                result[-1] = Text(result[-1].text + item.text)
                continue
        elif (
            isinstance(item, Styled)
            and result
            and isinstance(result[-1], Styled)
            and result[-1].style == item.style
        ):
            result[-1] = replace(item, content=merged((*result[-1].content, *item.content)))
            continue
        result.append(item)
    return tuple(result)
