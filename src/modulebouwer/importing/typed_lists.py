"""Lists that are typed: paragraphs, or lines of one, that each begin with a bullet or a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from modulebouwer.importing.prepared import DEEPER, WITHIN
from modulebouwer.importing.tree import (
    Block,
    Break,
    Inline,
    Items,
    Paragraph,
    Quote,
    Text,
    block_text,
    merged,
    plain,
)

# No character of a sentence.
SIGN = re.compile(r"\s*[•●○◦▪▫■□‣⁃∙➢➤►▶▸❖◆➔➜⮚\ue000-\uf8ff]\s")
BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□‣⁃∙·➢➤►▶▸❖◆➔➜⮚\ue000-\uf8ff]|[-–*o](?=\s))\s+(?=\S)")
# The sign of a point within a line; a box there is one to tick.
WITHIN_LINE = re.compile(r"\s+(?=[•●○◦▪▫‣⁃∙➢➤►▶▸❖◆➔➜⮚\ue000-\uf8ff]\s)")
# Signs of points, and those that programs give to points within them.
OUTER, INNER = "•●■\uf0b7", "o○◦▪▫-–\uf0a7"
NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")
LETTER = re.compile(r"\s*(?:[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")


@dataclass
class Point:
    """A paragraph that begins with a typed number (None: a bullet), its words, and others within the same point."""

    block: Block
    number: int | None
    words: Paragraph
    more: list[Block] = field(default_factory=list)


def lists(blocks: Iterable[Block], *, inside: bool = False) -> Iterator[Block]:
    """Paragraphs that each begin with a typed bullet or number as one list; a number or a dash alone is none.

    ``inside`` a point of a list a bullet alone is one.
    """
    return continued(typed_lists(map(within_quote, blocks), alone=inside))


def within_quote(block: Block) -> Block:
    """A quotation with its typed points as lists; any other block as it is."""
    return replace(block, blocks=tuple(lists(block.blocks))) if isinstance(block, Quote) else block


def continued(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs that a reader saw stand within a list as part of the point before them, and that list as one."""
    last: Block | None = None
    inside = False
    for block in blocks:
        rest = within(block)
        if isinstance(last, Items) and rest is not None:
            last = replace(last, items=(*last.items[:-1], (*last.items[-1], rest)))
            inside = True
        elif isinstance(last, Items) and isinstance(block, Items) and inside and goes_on(last, block):
            last = replace(last, items=(*last.items, *block.items))
        else:
            if last is not None:
                yield last
            last, inside = rest or block, False
    if last is not None:
        yield last


def goes_on(last: Items, block: Items) -> bool:
    return block.start is None if last.start is None else block.start == last.start + len(last.items)


def within(block: Block) -> Paragraph | None:
    """The paragraph without the sign that it stands within a list; None when it has none."""
    return without_sign(block, WITHIN)


def without_sign(block: Block, sign: str) -> Paragraph | None:
    """The paragraph without the sign it begins with; None when it has none."""
    first = block.content[0] if isinstance(block, Paragraph) and block.content else None
    if not isinstance(first, Text) or not first.text.startswith(sign):
        return None
    assert isinstance(block, Paragraph)
    return Paragraph(merged((Text(first.text.removeprefix(sign).lstrip()), *block.content[1:])))


def typed_lists(blocks: Iterable[Block], *, alone: bool) -> Iterator[Block]:
    group: list[Point] = []
    lines = list(chain.from_iterable(map(typed_lines, blocks)))
    inside = 0
    for place, block in enumerate(lines):
        below = without_sign(block, DEEPER)
        if group and below is not None:
            group[-1].more.append(below)
            continue
        while below is not None:
            block, below = below, without_sign(below, DEEPER)
        typed = typed_item(block)
        rest = within(block)
        if group and rest is not None:
            group[-1].more.append(rest)
            continue
        if group and typed is not None and is_inner(block, group):
            group[-1].more.append(block)
            continue
        inside = inside or points_below(lines[place:], group)
        if inside:
            group[-1].more.append(block)
            inside -= 1
            continue
        if group and (typed is None or not follows(typed[0], group)):
            yield from listed(group, alone=alone)
            group = []
        if typed is None:
            yield block
        else:
            group.append(Point(block, *typed))
    yield from listed(group, alone=alone)


def is_inner(block: Block, group: Sequence[Point]) -> bool:
    """Whether the sign of a point is one of those below the signs of the ``group``: "o" below "•"."""
    signs = [block_text(one).strip()[:1] for one in (group[0].block, block)]
    return group[0].number is None and signs[0] in OUTER and signs[1] in INNER


def points_below(blocks: Sequence[Block], group: Sequence[Point]) -> int:
    """How many of the blocks are typed points (a., i., –) of a list within the last of the numbered ``group``.

    The numbers go on behind them, or what stands above them ends in a colon.
    """
    if not group or group[0].number is None:
        return 0
    count = next((n for n, block in enumerate(blocks) if not is_point_below(block)), len(blocks))
    after = typed_item(blocks[count]) if count < len(blocks) else None
    goes_on = after is not None and follows(after[0], group)
    announced = block_text(group[-1].words).rstrip().endswith(":")
    return count if goes_on or announced else 0


def is_point_below(block: Block) -> bool:
    typed = typed_item(block)
    lettered = isinstance(block, Paragraph) and LETTER.match(plain(block.content)) is not None
    return lettered or (typed is not None and typed[0] is None)


def typed_lines(block: Block) -> list[Block]:
    """A paragraph with typed points on lines of its own as a paragraph for each point; else the block itself.

    A line between two points goes on with the one above it, and so does a last line that begins within a sentence.
    """
    if not isinstance(block, Paragraph):
        return [block]
    lines = lines_of(parted(block.content))
    if not is_list(lines):
        return [block]
    places = [number for number, line in enumerate(lines) if typed_item(line)]
    end = len(lines)
    after = next(
        (n for n in range(places[-1] + 1, end) if not plain(lines[n].content).strip()[:1].islower()), end
    )
    starts = sorted({0, *places, after})
    return [
        joined(lines[start:stop])
        for start, stop in zip(starts, [*starts[1:], end], strict=True)
        if start < end
    ]


def parted(content: Iterable[Inline]) -> Iterator[Inline]:
    """A run with a line's end before each sign of a point within a line: below a colon, or behind a first point."""
    line = ""
    for item in content:
        line = "" if isinstance(item, Break) else line
        if not isinstance(item, Text):
            line += plain((item,))
            yield item
            continue
        for number, piece in enumerate(WITHIN_LINE.split(item.text)):
            listed = line.rstrip().endswith(":") or SIGN.match(line) is not None
            if number and listed:
                yield Break()
                line = ""
            # A space stood before the sign.
            text = piece if listed or not number else f" {piece}"
            yield Text(text)
            line += text


def lines_of(content: Iterable[Inline]) -> list[Paragraph]:
    """Each line of a run as a paragraph, without those of nothing but spaces."""
    lines: list[list[Inline]] = [[]]
    for item in content:
        if isinstance(item, Break):
            lines.append([])
        else:
            lines[-1].append(item)
    return [Paragraph(merged(line)) for line in lines if any(not is_space(item) for item in line)]


def is_space(item: Inline) -> bool:
    return isinstance(item, Text) and not item.text.strip()


def joined(lines: Sequence[Paragraph]) -> Block:
    """The lines as one paragraph."""
    content = [item for line in lines for item in (Break(), *line.content)]
    return Paragraph(tuple(content[1:]))


def is_list(lines: Sequence[Paragraph]) -> bool:
    """Whether two lines at least begin with a typed sign, and numbers among those follow each other."""
    typed = [found[0] for line in lines if (found := typed_item(line))]
    numbers = [number for number in typed if number is not None]
    return len(typed) > 1 and all(later == before + 1 for before, later in pairwise(numbers))


def follows(number: int | None, group: Sequence[Point]) -> bool:
    first = group[0].number
    return number is None if first is None else number == first + len(group)


def listed(group: Sequence[Point], *, alone: bool) -> Iterator[Block]:
    if not group:
        return
    first = group[0]
    bullet = SIGN.match(block_text(first.block)) is not None or (alone and first.number is None)
    if len(group) > 1 or first.more or bullet:
        yield Items(first.number, tuple((point.words, *lists(point.more, inside=True)) for point in group))
    else:
        yield first.block


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
