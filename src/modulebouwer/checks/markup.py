"""Markup that does not do what its author hopes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.placeholders import is_open_place
from modulebouwer.checks.texts import HTML, location, texts, typed_blocks
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

INSTEAD = {
    "a": "[…](https://…)",
    "aside": ":::{callout}", "audio": ":::{audio}", "b": "**…**", "blockquote": ":::{quote}", "code": "`…`",
    "del": "~~…~~", "details": ":::{accordion}", "em": "*…*", "embed": ":::{embed}", "figure": ":::{figure}",
    "h1": "## …", "h2": "## …", "h3": "### …", "h4": "#### …", "i": "*…*", "iframe": ":::{embed}",
    "img": ":::{figure}", "li": "- …", "object": ":::{embed}", "ol": "1. …", "s": "~~…~~",
    "strong": "**…**",
    "sub": "~…~", "sup": "^…^", "table": "| … | … |", "td": "| … | … |", "tr": "| … | … |", "u": "**…**", "ul": "- …",
    "video": ":::{video}",
}  # fmt: skip


# What a word processor or a site writes around words without a meaning of their own; unless it makes them bold.
MEANS_NOTHING = re.compile(
    r"</?(?:span|font|div|center|big|small|o:p|article|main)\b(?![^>]*(?:bold|underline))", re.I
)


def markup(module: LearningModule) -> Iterator[Finding]:
    """Raw HTML, once a paragraph: it is text here, and shown as it was typed."""
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    for block, lines in typed_blocks(text):
        if "<" not in lines:
            continue
        typed = lines.replace("\n", "").replace("\0", "")
        match = next((one for one in HTML.finditer(typed) if not is_open_place(one.group())), None)
        if match and match.group() == "<!--":
            yield Finding("TXT-193", location(block))
        elif match:
            values = {"html": shortened(match.group()), "instead": instead_of(match.group())}
            at = text.text.find(match.group(), max(0, text.text.find(block.content)))
            code = "TXT-340" if MEANS_NOTHING.match(match.group()) else "TXT-002"
            yield Finding(code, text.at(at) if at >= 0 else location(block), values)


def instead_of(tag: str) -> str:
    """What does here what an HTML tag does elsewhere."""
    name = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", tag)
    return INSTEAD.get(name[1].lower(), "Markdown") if name else "Markdown"
