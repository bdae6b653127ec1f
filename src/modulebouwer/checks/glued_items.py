"""Items of a list without the space behind their mark: Markdown takes them for one running text (CommonMark 5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from modulebouwer.checks.texts import texts, typed_blocks
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# No sum and no temperature: "-5 graden"; "\0" is where bold, a link or code begins.
ITEM = re.compile(
    r"^[ \t]*(?P<written>(?P<number>\d{1,2})?(?P<mark>(?(number)[.)]|[-+*–—]))(?P<item>(?:[^\W\d_]|[\0“‘\"(\[]).*))$",
    re.MULTILINE,
)
# What is said about a word, on a line of its own: "-heid".
SUFFIX = re.compile(r"-[a-z]{1,4}")


@dataclass(frozen=True)
class Item:
    """A line that begins as an item does; ``line``: of its paragraph, from 0; ``listed``: more of an item of a list."""

    mark: str
    number: int
    words: str
    paragraph: int
    line: int
    listed: bool
    place: Location

    @property
    def sign(self) -> str:
        return f"{self.number or ''}{self.mark}"

    @property
    def meant(self) -> str:
        return f"{'-' if self.mark in '–—' else self.sign} {self.words}"

    def follows(self, other: Item) -> bool:
        """Whether the two are items of one list."""
        if self.mark != other.mark or self.number != (other.number and other.number + 1):
            return False
        if self.paragraph != other.paragraph:
            return self.paragraph == other.paragraph + 1 and self.line == other.line == 0
        return self.line == other.line + 1 or not (self.words[:1].islower() or other.words[:1].islower())


def glued_items(module: LearningModule) -> Iterator[Finding]:
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-360, once a list: at the first of two items, or where a list that is one goes on without a space."""
    before: Item | None = None
    told = False
    for one in items(text):
        goes_on = before is not None and one.follows(before)
        told = told and goes_on
        if (goes_on or one.listed) and not told:
            first = before if before is not None and goes_on else one
            values = {"written": shortened(first.sign + first.words), "meant": shortened(first.meant)}
            yield Finding("TXT-360", first.place, values)
            told = True
        before = one


def items(text: Markdown) -> Iterator[Item]:
    """Each line of running text that begins as an item, in order."""
    starts = [0, *(one.end() for one in re.finditer("\n", text.text))]
    lists = [""]
    typed = iter(typed_blocks(text))
    paragraph = 0
    for opening, block in pairwise(text.tokens):
        if opening.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(opening.markup)
        elif opening.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        if block.type != "inline":
            continue
        lines = next(typed)[1]
        paragraph += 1
        if opening.type == "paragraph_open" and block.map:
            yield from items_of(text, lines, paragraph, starts[block.map[0] :], lists[-1])


def items_of(text: Markdown, lines: str, paragraph: int, starts: list[int], around: str) -> Iterator[Item]:
    """Of one paragraph, whose lines begin at ``starts``, in a list with the mark ``around``."""
    for found in ITEM.finditer(lines):
        line = lines.count("\n", 0, found.start())
        sign = (found["number"] or "") + found["mark"]
        raw = text.text[starts[line] :].partition("\n")[0]
        at = raw.find(sign)
        # With a backslash before it, it is no mark on purpose.
        if at < 0 or raw[at - 1 : at] == "\\" or SUFFIX.fullmatch(found["written"]):
            continue
        yield Item(
            mark=found["mark"],
            number=int(found["number"] or 0),
            words=raw[at + len(sign) :].strip(),
            paragraph=paragraph,
            line=line,
            listed=line > 0 and around == found["mark"],
            place=text.at(starts[line] + at),
        )
