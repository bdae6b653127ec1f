"""Slips of the pen in running text: a word twice, a character that nobody sees, a page that is not there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown_it.token import Token

from modulebouwer.checks.lookalikes import BULLET
from modulebouwer.checks.texts import is_in, location, place_of, start_of, texts, typed_blocks
from modulebouwer.findings import Finding
from modulebouwer.model.identifiers import NEEDLESS
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.source.csl import words

# Words that good Dutch and English can have twice in a row: "dat dat helpt", "waar u voor voor kiest", "heel heel".
TWICE = words(
    """aan achter als alles af bij binnen daar dan dat deze die dit doen doet door druk dus eens en er erg fout ga gaan
    gaat goed groot had hadden haar half heb hebben heeft heel heen het hier hij hoe hun in is ja je jullie kan kijk
    klein kort kunnen lang langzaam later maar mee met mijn moet na naar nee nog nou nu om onder ons op over rustig
    snel staan staat stap stil te tegen toch toe tot uit u uw van veel ver vind vol voor wat we weg werkt wie wil
    willen zacht ze zeer zelf zich zij zijn zo zou zullen zus bla ha ho hop kom knip pluk tik
    again and at bad by do far for had has her how how's in is it long many more much no now on over out so that they
    this to too up very was we well what where who with yes you"""
)
DOUBLED = re.compile(r"(?<![\w’'.-])(?P<word>[^\W\d_A-Z]{2,}+)\s++(?P=word)(?![\w’'-])")
# The joiners of emoji and scripts are none.
UNSEEN = re.compile(f"[{NEEDLESS}]")
# A sign of a font of symbols, as a word processor has them (Unicode, private use): an empty box in any other font.
OF_A_FONT = re.compile("[\ue000-\uf8ff]")
# What some of them show in Wingdings and Symbol.
SHOWN = {
    "\uf0e0": "→", "\uf0e8": "→", "\uf0ae": "→", "\uf0df": "←", "\uf0f0": "⇒", "\uf0de": "⇒",
    "\uf04a": "🙂", "\uf04c": "🙁", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0b3": "≥", "\uf0a3": "≤",
}  # fmt: skip
# A sign that was written by its name twice over: "&amp;nbsp;" shows "&nbsp;".
NAMED_TWICE = re.compile(r"&amp;(?P<name>(?:[A-Za-z][a-z]{1,7}|#\d{2,5}|#x[0-9a-fA-F]{2,4});)")
# A page of the document that this text comes from; "pagina 12 van het rapport" is another's.
PAGE = re.compile(
    r"(?=[nosz])\b(?P<page>(?:op|zie|naar|on|see)\s+(?:pagina|pag\.|blz\.|bladzijde|page)\s*\d+)"
    r"(?!\d|[-–]|\s+(?:en|tot|t/m|and|to)\s+\d|,?\s+(?:van|in|uit|bij|of|from)\b)",
    re.IGNORECASE,
)
FIRST_YEAR = 1000


def slips(module: LearningModule) -> Iterator[Finding]:
    known = is_in(module, "nl", "en")
    for text in texts(module):
        yield from (finding for finding in in_text(text) if known or finding.code != "TXT-200")


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-200 to TXT-202, TXT-462 and TXT-464 once a paragraph, and TXT-203."""
    for block in text.tokens:
        if block.type == "ordered_list_open" and int(block.attrs.get("start", 1)) >= FIRST_YEAR:
            yield Finding("TXT-203", location(block), {"year": str(block.attrs["start"])})
    for block, lines in typed_blocks(text):
        typed = lines.replace("\n", " ")
        doubled = next((one for one in DOUBLED.finditer(typed) if one["word"] not in TWICE), None)
        if doubled:
            twice = re.compile(rf"\b{doubled['word']}(?P<second>\s+{doubled['word']})")
            at = twice.search(text.text, start_of(block, text))
            place = text.at(at.start("second") + 1) if at else location(block)
            yield Finding("TXT-200", place, {"word": doubled["word"]})
        page = None if cites(block) else PAGE.search(typed)
        if page:
            yield Finding("TXT-201", place_of(page["page"], block, text), {"written": page["page"]})
        if unseen := UNSEEN.search(typed):
            values = {"character": f"U+{ord(unseen.group()):04X}"}
            yield Finding("TXT-202", place_of(unseen.group(), block, text), values)
        if (symbol := OF_A_FONT.search(typed)) and not BULLET.search(lines):
            values = {
                "character": f"U+{ord(symbol.group()):04X}",
                "instead": SHOWN.get(symbol.group(), "→, ✓, -"),
            }
            yield Finding("TXT-462", place_of(symbol.group(), block, text), values)
        if "&amp;" in block.content:
            yield from named_twice(block, typed, text)


def named_twice(block: Token, typed: str, text: Markdown) -> Iterator[Finding]:
    for found in NAMED_TWICE.finditer(block.content):
        sign = html.unescape(f"&{found['name']}")
        if len(sign) == 1 and f"&{found['name']}" in typed:
            place = text.at(start_of(block, text) + found.start())
            yield Finding("TXT-464", place, {"written": found.group(), "shown": f"&{found['name']}"})
            return


def cites(block: Token) -> bool:
    """Whether a block names a work, or leads out of the module, so that a page may be of what is there."""
    return any(
        one.type in ("citation", "footnote_ref") or str(one.attrs.get("href", "")).startswith("http")
        for one in block.children or ()
    )
