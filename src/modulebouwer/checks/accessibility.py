"""What WCAG 2.2 asks of the author: text alternatives, headings in order, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from modulebouwer.checks.texts import location, plain_text, texts
from modulebouwer.findings import Finding
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule

# A section's title is its heading of level 1.
FIRST_LEVEL = 2
EMPTY_WORDS = re.compile(
    r"(?:klik |druk )?hier|lees (?:hier )?(?:meer|verder)|(?:deze |de )?(?:link|pagina|website)"
    r"|(?:click )?here|(?:read )?more|(?:this |the )?(?:link|page|website)",
    re.IGNORECASE,
)


def accessibility(module: LearningModule) -> Iterator[Finding]:
    for section in module.sections:
        yield from headings(section.body)
    for text in texts(module):
        for block in text.tokens:
            children = block.children or ()
            yield from pictures(children)
            yield from link_texts(children)


def pictures(tokens: Sequence[Token]) -> Iterator[Finding]:
    for token in tokens:
        if token.type == "image" and not plain_text(token.children or ()).strip():
            yield Finding("A11Y-001", location(token))


def headings(body: Markdown) -> Iterator[Finding]:
    """WCAG 2.2, 1.3.1 and 2.4.6: a reader who jumps from heading to heading meets every level."""
    level = FIRST_LEVEL - 1
    for opening, inline in zip(body.tokens, body.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        found = int(opening.tag[1:])
        if found < FIRST_LEVEL:
            yield Finding("A11Y-003", location(opening))
        elif found > level + 1:
            yield Finding("A11Y-002", location(opening), {"level": found, "expected": level + 1})
        if not plain_text(inline.children or ()).strip():
            yield Finding("A11Y-004", location(opening))
        level = max(found, FIRST_LEVEL)


def link_texts(tokens: Sequence[Token]) -> Iterator[Finding]:
    """WCAG 2.2, 2.4.4."""
    for number, token in enumerate(tokens):
        if token.type != "link_open":
            continue
        inside = []
        for child in tokens[number + 1 :]:
            if child.type == "link_close":
                break
            inside.append(child)
        words = plain_text(inside).strip()
        if not words and not any(child.type == "citation" for child in inside):
            yield Finding("A11Y-007", location(token))
        elif EMPTY_WORDS.fullmatch(words):
            yield Finding("A11Y-005", location(token), {"text": words})
