"""What makers of documents do by hand, as what they meant: bold lines as headings, bullets typed as characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from modulebouwer.importing.tree import (
    Block,
    Break,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Styled,
    Text,
    block_text,
    merged,
    plain,
)

BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□‣⁃∙·\uf0b7\uf0a7\uf076\uf0d8]|[-–*o](?=\s))\s+(?=\S)")
NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")
CONTENTS = re.compile(r"inhoud(?:sopgave)?|(?:table of )?contents", re.IGNORECASE)
LONGEST_HEADING = 120


def shaped(document: Document) -> Document:
    blocks = without_contents(list(lists(kept(document.blocks))))
    if not any(isinstance(block, Heading) for block in blocks):
        blocks = [bold_heading(block) for block in blocks]
    blocks, title, subtitle = titled(blocks, document.title, document.subtitle)
    return replace(document, blocks=tuple(levels(blocks)), title=title, subtitle=subtitle)


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Without a table of contents: it is made of the headings, which are there."""
    result: list[Block] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        number += 1
        if isinstance(block, Heading | Paragraph) and CONTENTS.fullmatch(words(block).strip(" :.")):
            end = number
            while end < len(blocks) and (is_entry(blocks[end]) or not block_text(blocks[end]).strip()):
                end += 1
            after = blocks[end] if end < len(blocks) else None
            empty = isinstance(block, Heading) and isinstance(after, Heading) and after.level <= block.level
            if end > number or empty:
                number = end
                continue
        result.append(block)
    return result


def is_entry(block: Block) -> bool:
    """Whether it is a line of a table of contents: it ends in a page's number, or is a link to a place in the text.

    Lines that begin with the number of a chapter have been taken for a list.
    """
    if isinstance(block, Items):
        return all(is_entry(inner) for item in block.items for inner in item)
    if not isinstance(block, Paragraph):
        return False
    linked = all(isinstance(item, Link) and item.url.startswith("#") for item in block.content)
    return linked or re.search(r"(?:\s|\.)\d{1,4}$", words(block)) is not None


def kept(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without paragraphs of nothing but spaces; a heading without words is no heading."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            content = stripped(block.content)
            if isinstance(block, Heading):
                # What all of a heading is in has nothing to say.
                while len(content) == 1 and isinstance(content[0], Styled) and content[0].style != "code":
                    content = content[0].content
                block = block if plain(content).strip() else Paragraph(content)
            if any(not isinstance(item, Break) for item in content):
                yield replace(block, content=content)
        else:
            yield block


def stripped(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Without white space and line breaks around."""
    items = list(merged(content))
    while items and (
        isinstance(items[0], Break) or (isinstance(items[0], Text) and not items[0].text.strip())
    ):
        items.pop(0)
    while items and (
        isinstance(items[-1], Break) or (isinstance(items[-1], Text) and not items[-1].text.strip())
    ):
        items.pop()
    return tuple(items)


def lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that each begin with a typed bullet or number as one list; one alone is no list."""
    group: list[tuple[Block, int | None, Paragraph]] = []
    for block in chain.from_iterable(map(typed_lines, blocks)):
        typed = typed_item(block)
        if group and (typed is None or not follows(typed[0], group)):
            yield from listed(group)
            group = []
        if typed is None:
            yield block
        else:
            group.append((block, *typed))
    yield from listed(group)


def typed_lines(block: Block) -> list[Block]:
    """The lines of a paragraph that each begin with a typed bullet or number, as paragraphs; else the block itself."""
    if not isinstance(block, Paragraph) or Break() not in block.content:
        return [block]
    lines: list[list[Inline]] = [[]]
    for item in block.content:
        if isinstance(item, Break):
            lines.append([])
        else:
            lines[-1].append(item)
    paragraphs: list[Block] = [Paragraph(merged(line)) for line in lines]
    return paragraphs if all(typed_item(paragraph) for paragraph in paragraphs) else [block]


def follows(number: int | None, group: Sequence[tuple[Block, int | None, Paragraph]]) -> bool:
    first = group[0][1]
    return number is None if first is None else number == first + len(group)


def listed(group: Sequence[tuple[Block, int | None, Paragraph]]) -> Iterator[Block]:
    if len(group) > 1:
        yield Items(group[0][1], tuple((item,) for _, _, item in group))
    else:
        yield from (block for block, _, _ in group)


def typed_item(block: Block) -> tuple[int | None, Paragraph] | None:
    """The number (None: a bullet) and the rest of a paragraph that begins with one."""
    if not isinstance(block, Paragraph) or not block.content:
        return None
    first = block.content[0]
    if not isinstance(first, Text):
        return None
    text = first.text
    match = BULLET.match(text) or NUMBER.match(text)
    if match is None:
        return None
    rest = Paragraph(merged((Text(text[match.end() :]), *block.content[1:])))
    number = match.groupdict().get("number")
    return (int(number) if number else None), rest


def bold_heading(block: Block) -> Block:
    """A short paragraph that is bold as a whole and no sentence, in a document without headings."""
    if not isinstance(block, Paragraph):
        return block
    content = [item for item in block.content if not (isinstance(item, Text) and not item.text.strip())]
    words = plain(content).strip()
    bold = content and all(isinstance(item, Styled) and item.style == "strong" for item in content)
    if not bold or len(words) > LONGEST_HEADING or words.endswith((".", ":", ";", ",")):
        return block
    return Heading(1, tuple(inner for item in content if isinstance(item, Styled) for inner in item.content))


def titled(blocks: list[Block], title: str, subtitle: str) -> tuple[list[Block], str, str]:
    """The title and what stands below or above it, where the document does not name them itself.

    The title is the only heading of the highest level, at the beginning; or a short line before the first heading.
    """
    if title and blocks and words(blocks[0]) == title:
        # Said in the document's properties and shown at its beginning.
        blocks = blocks[1:]
        if blocks and is_short(blocks[0]) and words(blocks[0]) == (subtitle or words(blocks[0])):
            return blocks[1:], title, words(blocks[0])
    if title or not blocks:
        return blocks, title, subtitle
    headings = [block for block in blocks if isinstance(block, Heading)]
    short = [is_short(block) for block in blocks[:2]]
    if len(headings) > 1 and is_alone(headings[0], headings):
        position = blocks.index(headings[0])
        after = blocks[position + 1]
        if position == 0 and isinstance(after, Heading) and is_subtitle(headings):
            return blocks[2:], words(headings[0]), subtitle or words(after)
        if position == 0:
            return blocks[1:], words(headings[0]), subtitle
        if position == 1 and short[0]:
            return blocks[2:], words(headings[0]), subtitle or words(blocks[0])
    elif headings and short[0]:
        second = len(short) > 1 and short[1]
        return (
            blocks[2 if second else 1 :],
            words(blocks[0]),
            subtitle or (words(blocks[1]) if second else ""),
        )
    return blocks, title, subtitle


def is_alone(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether it is the only one of its level, and none is higher."""
    return sum(other.level <= heading.level for other in headings) == 1


def is_subtitle(headings: Sequence[Heading]) -> bool:
    """Whether the second heading is no part's: the only one of its level, or below the next one's."""
    if len(headings) < 3:
        return False
    alone = sum(other.level == headings[1].level for other in headings) == 1
    return alone or headings[1].level > headings[2].level


def is_short(block: Block) -> bool:
    """Whether it is a paragraph of a few words and no sentence."""
    said = words(block)
    ended = said.endswith((".", ":", ";", ",", "?"))
    return isinstance(block, Paragraph) and 0 < len(said) <= LONGEST_HEADING and not ended


def words(block: Block) -> str:
    return plain(block.content).strip() if isinstance(block, Heading | Paragraph) else ""


def levels(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings without a level skipped; what was mended is told."""
    before = min((block.level for block in blocks if isinstance(block, Heading)), default=1) - 1
    shift: dict[int, int] = {}
    for block in blocks:
        if isinstance(block, Heading):
            shift = {level: to for level, to in shift.items() if level <= block.level}
            wanted = shift.get(block.level, min(block.level, before + 1))
            shift[block.level] = before = wanted
            if wanted != block.level:
                mark = Mark("IMP-003", {"level": block.level, "now": wanted})
                block = Heading(wanted, (mark, *block.content))
        yield block
