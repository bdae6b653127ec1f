"""What came along with a text from elsewhere: a PDF's broken words and page numbers, a chat's block of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from modulebouwer.checks.lookalikes import code_with_a_component
from modulebouwer.checks.texts import location, place_of, texts
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# What comes behind a hyphen that stands for the rest of a word: "voor- en nadelen", "taal- of rekenles".
REST = (
    "en|of|als|tot|naar|noch|dan|en/of|maar|met|plus|resp|respectievelijk|versus|c\\.q|dus|via|én|óf|danwel|evenals"
    "|and|or|to|than|nor|but|und|oder|bis|et|ou"
)
# A word that the end of a line broke, where the line does not end there any more: "verwach- tingen".
BROKEN = re.compile(
    rf"(?<![\w’'.-])(?P<word>[^\W\d_]{{2,}})- ?\n(?!(?:{REST})\b)(?P<rest>[^\W\d_A-Z]{{2,}})(?![\w-]*- )"
)
# The foot of a page: "Pagina 12 van 48", "blz. 3/10".
FOOT = re.compile(
    r"(?:^|(?<=\s{2})|(?<=[|–—-]\s))(?:pagina|page|pag\.|blz\.?|bladzijde)\s+\d{1,3}\s*(?:van|of|/)\s*\d{1,3}\s*$"
    r"|^[-–—|]\s*\d{1,3}\s*[-–—|]$",
    re.IGNORECASE | re.MULTILINE,
)
# Text of a section, and no example of how one writes it.
PARAGRAPHS = 3


def pasted(module: LearningModule) -> Iterator[Finding]:
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-230 at each word, TXT-231 once a paragraph, TXT-232 once a block of code."""
    for block in text.tokens:
        if block.type == "fence":
            yield from swallowed(block)
        if block.type != "inline" or ("-" not in block.content and not any(map(str.isdigit, block.content))):
            continue
        typed = "".join(
            token.content if token.type == "text" else "\n" if token.type == "softbreak" else "\x00"
            for token in block.children or ()
        )
        for broken in BROKEN.finditer(typed):
            values = {
                "written": f"{broken['word']}- {broken['rest']}",
                "whole": broken["word"] + broken["rest"],
            }
            yield Finding("TXT-230", place_of(f"{broken['word']}-", block, text), values)
        if foot := FOOT.search(typed):
            written = foot.group().strip()
            yield Finding("TXT-231", place_of(written, block, text), {"written": shortened(written)})


def swallowed(fence: Token) -> Iterator[Finding]:
    """TXT-232: a chat's block around a section's own text; one with a component in it is CMP-200."""
    if fence.info.strip().lower() not in ("markdown", "md") or any(code_with_a_component(fence)):
        return
    if len(re.findall(r"\S\n(?:\s*\n|\Z)", fence.content)) >= PARAGRAPHS:
        yield Finding("TXT-232", location(fence), {"written": f"{fence.markup}{fence.info.strip()}"})
