"""What came along with a text from elsewhere: a PDF's broken words and page numbers, a chat's block of code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from modulebouwer.checks.lookalikes import code_with_a_component
from modulebouwer.checks.texts import (
    block_words,
    is_in,
    location,
    place_of,
    plain_texts,
    start_of,
    texts,
    typed_blocks,
)
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.report import MOST_PLACES
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.source.mending import mend_prose

# What comes behind a hyphen that stands for the rest of a word: "voor- en nadelen", "taal- of rekenles"; and the
# languages of which it is known.
LANGUAGES = ("nl", "en", "de", "fr", "fy")
HYPHENED = ("TXT-230", "TXT-561")
REST = (
    "en|of|als|tot|naar|noch|dan|en/of|maar|met|plus|resp|respectievelijk|versus|c\\.q|dus|via|én|óf|danwel|evenals"
    "|zowel|ofwel|oftewel|alsook|alsmede|tegenover|tegen|zonder|niet|wel|ook"
    "|and|or|to|than|nor|but|as|rather|instead|versus|vs|through|not|und|oder|bis|bzw|beziehungsweise|sowie|wie"
    "|et|ou|oant|nei"
)
# A word that the end of a line broke, where the line does not end there any more: "verwach- tingen".
BROKEN = re.compile(
    rf"(?<![\w’'.-])(?P<word>[^\W\d_]{{2,}})- ?\n(?!(?:{REST})\b)(?P<rest>[^\W\d_A-Z]{{2,}})(?![\w-]*- )"
)
# The same on one line: it may be a dash without its space, or a hyphen with one too many.
LEFT_OPEN = re.compile(
    rf"(?<![\w’'.-])(?P<word>[^\W\d_]{{2,}})- (?!(?:{REST})\b)(?P<rest>[^\W\d_A-Z]{{2,}}+)(?![\w-]*- |-)"
)
# A sign that divides a word at the end of a line alone, before a space.
DIVIDED = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,})[\u00ad\u2010\u00ac]\s(?P<rest>[^\W\d_A-Z]{2,})")
# Two or three letters that are one sign (Unicode, alphabetic presentation forms), and a sign that was lost.
LIGATURE = re.compile(r"(?<!\w)[^\W\ufb00-\ufb06]*+[\ufb00-\ufb06]\w*+")
LOST = re.compile(r"(?<!\w)\w*+\ufffd\S*+")
# Letters with an accent that became question marks: "??n", "ge??nteresseerd"; a word that ends so may be a question.
MARKS_IN_A_WORD = re.compile(r"(?<![\w?!/.=&-])[^\W\d_]*+\?{2,4}(?=[a-zà-ÿ])[^\W\d_]++(?![/=&])")
# What can divide a word, or number a page.
MAY_TELL = re.compile(r"[-\u00ad\u2010\u00ac\d]")
# The foot of a page: "Pagina 12 van 48", "blz. 3/10".
FOOT = re.compile(
    r"(?:^|(?<=\s{2})|(?<=[|–—-]\s))(?:pagina|page|pag\.|blz\.?|bladzijde)\s+\d{1,3}\s*(?:van|of|/)\s*\d{1,3}\s*$"
    r"|^[-–—|]\s*\d{1,3}\s*[-–—|]$",
    re.IGNORECASE | re.MULTILINE,
)
PAGE_NUMBER = re.compile(r"\d{1,3}")
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
# Text of a section, and no example of how one writes it.
PARAGRAPHS = 3


def pasted(module: LearningModule) -> Iterator[Finding]:
    found = [one for text in texts(module) for one in in_text(text)]
    for plain in plain_texts(module):
        found += [
            Finding(code, plain.at(plain.text.find(values["written"].split()[0])), values)
            for code, values in broken_words(plain.text)
        ]
    if not is_in(module, *LANGUAGES):
        found = [one for one in found if one.code not in HYPHENED or "- " not in str(one.values["written"])]
    # A word that stands in the module whole was broken, whatever the hyphen looks like.
    known = words_of(module) if any(one.code == "TXT-561" for one in found) else frozenset()
    for one in found:
        yield replace(one, code="TXT-230") if str(one.values.get("whole", "")).lower() in known else one
    yield from signs(module)
    for section in module.sections:
        yield from page_numbers(section.body)


@once
def page_numbers(body: Markdown) -> Iterator[Finding]:
    """TXT-651: a number alone between two paragraphs, neither announced nor asked for by the first."""
    tokens = [token for token in body.tokens if token.level == 0 or token.type == "inline"]
    for number, block in enumerate(tokens[4:-4], 4):
        if not PAGE_NUMBER.fullmatch(block.content):
            continue
        before, kinds = tokens[number - 3], [one.type for one in tokens[number - 4 : number + 5]]
        if kinds == 3 * PARAGRAPH and not before.content.rstrip().endswith((":", "?", "=")):
            yield Finding("TXT-651", location(block), {"written": block.content})


def words_of(module: LearningModule) -> frozenset[str]:
    return frozenset(word.lower() for text in texts(module) for block in block_words(text) for word in block)


def broken_words(typed: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The code and values for each word that was broken (TXT-230), or may be (TXT-561)."""
    for code, pattern in (("TXT-230", BROKEN), ("TXT-230", DIVIDED), ("TXT-561", LEFT_OPEN)):
        for one in pattern.finditer(typed):
            sign = "-" if pattern is not DIVIDED else one.group()[len(one["word"])]
            values = {"written": f"{one['word']}{sign} {one['rest']}", "whole": one["word"] + one["rest"]}
            yield code, values | ({"hyphened": f"{one['word']}-{one['rest']}"} if code == "TXT-561" else {})


def signs(module: LearningModule) -> Iterator[Finding]:
    """TXT-560, TXT-562 and TXT-650, once a file: what is one sign in a PDF, and what an encoding lost."""
    for code, pattern in (("TXT-560", LIGATURE), ("TXT-562", LOST), ("TXT-650", MARKS_IN_A_WORD)):
        found = [
            placed
            for text in texts(module)
            if pattern.search(text.text)
            for block, typed in typed_blocks(text)
            for placed in words_at(text, block, [one.group() for one in pattern.finditer(typed)])
        ]
        found += [
            (plain.at(one.start()), one.group())
            for plain in plain_texts(module)
            for one in pattern.finditer(plain.text)
        ]
        found += [
            (entry.location, one.group())
            for entry in module.references
            for value in entry.csl.values()
            if isinstance(value, str)
            for one in pattern.finditer(value)
        ]
        for _, group in groupby(sorted(set(found)), key=lambda one: one[0].path):
            (place, written), *others = group
            values = {"written": shortened(written), "letters": shortened(mend_prose(written))}
            places = tuple(other for other, _ in others[:MOST_PLACES])
            yield Finding(code, place, values, 1 + len(others), places)


def words_at(text: Markdown, block: Token, words: Sequence[str]) -> Iterator[tuple[Location, str]]:
    """The places of ``words``, which stand in a block in this order: one may be the end of another."""
    after = start_of(block, text)
    for word in words:
        at = text.text.find(word, after)
        after = max(after, at + len(word))
        yield text.at(at) if at >= 0 else location(block), word


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-230 and TXT-561 at each word, TXT-231 once a paragraph, TXT-232 once a block of code."""
    for block in text.tokens:
        if block.type == "fence":
            yield from swallowed(block)
        if block.type != "inline" or not MAY_TELL.search(block.content):
            continue
        typed = "".join(
            token.content if token.type == "text" else "\n" if token.type == "softbreak" else "\x00"
            for token in block.children or ()
        )
        for code, values in broken_words(typed):
            yield Finding(code, place_of(values["written"].split()[0], block, text), values)
        if foot := FOOT.search(typed):
            written = foot.group().strip()
            yield Finding("TXT-231", place_of(written, block, text), {"written": shortened(written)})


def swallowed(fence: Token) -> Iterator[Finding]:
    """TXT-232: a chat's block around a section's own text; one with a component in it is CMP-200."""
    if fence.info.strip().lower() not in ("markdown", "md") or any(code_with_a_component(fence)):
        return
    if len(re.findall(r"\S\n(?:\s*\n|\Z)", fence.content)) >= PARAGRAPHS:
        yield Finding("TXT-232", location(fence), {"written": f"{fence.markup}{fence.info.strip()}"})
