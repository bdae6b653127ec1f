"""A document's blocks, divided into the sections to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from modulebouwer.catalogue import Words
from modulebouwer.importing.tree import (
    Block,
    Heading,
    Inline,
    Mark,
    Paragraph,
    Text,
    block_text,
    plain,
)

LONGEST_SECTION = 2000
# A section of so many words takes an hour to read.
LONGEST_PART = 12_000


@dataclass
class Part:
    """A section to be."""

    title: str
    blocks: list[Block] = field(default_factory=list)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def split_level(blocks: Iterable[Block]) -> int:
    """The highest level with more than one heading; with none the highest there is."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    repeated = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    return repeated[0] if repeated else min(levels, default=1)


def divided(blocks: Iterable[Block], level: int, words: Words) -> Iterator[Part]:
    """The sections: each heading at ``level`` or above begins one."""
    part = Part(words["introduction"])
    begun = False
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            if begun or part.blocks:
                yield part
            begun = True
            part = Part(plain(block.content).strip(), [Paragraph(m) for m in [marks_of(block.content)] if m])
        else:
            part.blocks.append(block)
    yield part


def by_size(part: Part, words: Words) -> list[Part]:
    """The part; one too long to be read, or written as a file, as parts of about the length that is still well read."""
    counts = [len(block_text(block).split()) for block in part.blocks]
    if sum(counts) <= LONGEST_PART:
        return [part]
    pieces = [[part.blocks[0]]]
    size = counts[0]
    for block, count in zip(part.blocks[1:], counts[1:], strict=True):
        # A heading stays with its text.
        if size + count > LONGEST_SECTION and not isinstance(pieces[-1][-1], Heading):
            pieces.append([])
            size = 0
        pieces[-1].append(block)
        size += count
    mark = Paragraph((Mark("IMP-064", {"words": sum(counts), "count": len(pieces)}),))
    pieces[0].insert(0, mark)
    titled = words["part"]
    return [
        Part(titled.format(title=part.title, number=number, count=len(pieces)), blocks)
        for number, blocks in enumerate(pieces, 1)
    ]


def marks_of(content: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(item for item in content if isinstance(item, Mark))
