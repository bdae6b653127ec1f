"""The words of a heading: what a word processor put before and around them, and those that a section has twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from modulebouwer.checks.texts import location, plain_text
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# The number of a chapter in a document: "2.1 Drie manieren". One number alone may count steps.
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+\.?)\s+(?P<words>[^\W\d_a-zà-ÿ].*)", re.DOTALL)


def heading_words(module: LearningModule) -> Iterator[Finding]:
    for section in module.sections:
        yield from in_text(section.body)


@once
def in_text(body: Markdown) -> Iterator[Finding]:
    """TXT-652, TXT-653 and TXT-654, at each heading."""
    first: dict[tuple[str, ...], Location] = {}
    above: dict[int, str] = {}
    for opening, inline in pairwise(body.tokens):
        words = plain_text(inline.children or ()).strip() if opening.type == "heading_open" else ""
        if not words:
            continue
        if is_bold(inline):
            yield Finding("TXT-652", location(opening), {"text": shortened(words)})
        if numbered := NUMBERED.fullmatch(words):
            values = {"number": numbered["number"], "text": shortened(numbered["words"])}
            yield Finding("TXT-653", location(opening), values)
        level = int(opening.tag[1:])
        # Below two headings the same one may stand: "Voorbeeld".
        above = {higher: text for higher, text in above.items() if higher < level} | {level: words.casefold()}
        place = first.setdefault((opening.tag, *above.values()), location(opening))
        if place != location(opening):
            yield Finding("TXT-654", location(opening), {"text": shortened(words), "line": place.line})


def is_bold(inline: Token) -> bool:
    """Whether a heading is in bold from beginning to end."""
    kinds = [one.type for one in inline.children or () if one.content or one.nesting]
    return kinds[:1] == ["strong_open"] and kinds.index("strong_close") == len(kinds) - 1
