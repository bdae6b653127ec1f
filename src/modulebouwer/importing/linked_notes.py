"""Notes as web pages have them, a number that leads to a paragraph and one that leads back, as notes.

LibreOffice and Word write so when they save a document as a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from modulebouwer.importing.tree import (
    Block,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Styled,
    Text,
    block_text,
    change_text,
    merged,
    plain,
)

NUMBER = re.compile(r"\[?(?P<number>\d{1,3}|[ivxlc]{1,6}|\*+)\]?")


def with_linked_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each paragraph that begins with such a number at the number that leads to it.

    A paragraph that nothing leads to stays where it is.
    """
    signs = [leading(block) for block in blocks]
    moved: set[int] = set()

    def change(content: Sequence[Inline], place: int) -> tuple[Inline, ...]:
        return merged(noted(item, place) for item in content)

    def noted(item: Inline, place: int) -> Inline:
        sign = sign_of(item)
        below = (n for n in range(place + 1, len(blocks)) if sign and signs[n] == sign and n not in moved)
        target = next(below, None)
        if target is None:
            return item
        moved.add(target)
        return Note((without_sign(blocks[target]),))

    changed = [
        block if signs[number] else change_text(block, partial(change, place=number))
        for number, block in enumerate(blocks)
    ]
    return tuple(block for number, block in enumerate(changed) if number not in moved)


def sign_of(item: Inline) -> str | None:
    """The number of a link within the document, also when it is raised."""
    if isinstance(item, Styled) and item.style == "super" and len(item.content) == 1:
        return sign_of(item.content[0])
    match = NUMBER.fullmatch(plain(item.content).strip()) if isinstance(item, Link) else None
    inside = isinstance(item, Link) and "#" in item.url and not re.match(r"[a-z]+:", item.url)
    return match["number"] if match and inside else None


def leading(block: Block) -> str | None:
    """The number that a paragraph with more in it begins with."""
    if not isinstance(block, Paragraph) or len(block.content) < 2 or not block_text(block).strip():
        return None
    return sign_of(block.content[0])


def without_sign(block: Block) -> Block:
    assert isinstance(block, Heading | Paragraph)
    rest = block.content[1:]
    if isinstance(rest[0], Text):
        rest = (Text(rest[0].text.lstrip()), *rest[1:])
    return replace(block, content=rest)
