"""Where a text points to a heading by a number ("paragraaf 2.1") that the document's program made, and we do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from modulebouwer.importing.tree import Block, Inline, Mark, Text, change_text, plain

NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})*|[IVX]{2,5})(?![\w’'])"
POINTS = re.compile(
    r"(?:(?<!\w)(?i:(?:sub)?paragra(?:af|fen)|par\.|hoofdstuk(?:ken)?|hfst\.|bijlagen?|secties?|delen|deel|"
    r"sections?|chapters?|appendix|appendices|annex|parts?)|§§?)"
    rf"\s*(?P<numbers>{NUMBER}(?:\s*(?:,|-|–|en|of|tot en met|t/m|and|or|to)\s*{NUMBER})*)"
    # After a word that may point to anything only a number of several parts is one of a heading.
    r"|(?<!\w)(?i:zie(?: ook)?|see(?: also)?)\s(?P<dotted>\d{1,2}(?:\.\d{1,2})+)(?![\w’'])"
)


def pointed(blocks: Iterable[Block], numbers: Sequence[tuple[str, str]]) -> list[Block]:
    """The blocks with a finding at each place that points to one of ``numbers``, each with its heading."""
    headings: dict[str, list[str]] = defaultdict(list)
    for number, heading in numbers:
        headings[number].append(heading)
    return (
        [change_text(block, lambda run: with_marks(run, headings)) for block in blocks]
        if headings
        else [*blocks]
    )


def with_marks(run: Sequence[Inline], headings: Mapping[str, Sequence[str]]) -> Iterator[Inline]:
    """The text with the findings in it; those about what is styled or a link stand before it."""
    found = list(marks(plain(run), headings))
    begin = 0
    for item in run:
        said = plain((item,))
        mine = [(place - begin, mark) for place, mark in found if begin <= place < begin + len(said)]
        last = 0
        for place, mark in mine:
            if isinstance(item, Text):
                yield from [Text(item.text[last:place])] if place > last else []
                last = place
            yield mark
        yield Text(item.text[last:]) if isinstance(item, Text) and last else item
        begin += len(said)


def marks(text: str, headings: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, Mark]]:
    for match in POINTS.finditer(text):
        named = re.findall(NUMBER, match["numbers"] or match["dotted"])
        known = [heading for number in named for heading in headings.get(number, ())]
        if known:
            values = {"text": " ".join(match.group().split()), "heading": " · ".join(dict.fromkeys(known))}
            yield match.start(), Mark("IMP-065", values)
