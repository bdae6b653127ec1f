"""What looks like something and is something else: readers would see it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from modulebouwer.checks.texts import is_escaped, location, plain_text, texts
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.source.markdown_file import AS_CODE, CODE_INFO, SHORT_FENCE

TIGHT_HEADING = re.compile(r"^(?P<at>#{1,6}[^\s#\d].*)$", re.MULTILINE)
BARE_ROWS = re.compile(r"^(?P<at>\|?[^|\n]+\|[^|\n]+(?:\|.*)?)\n\|?[^|\n]+\|[^|\n]+", re.MULTILINE)
LOOSE_MARKS = re.compile(
    r"(?:^|(?<=\s))(?P<at>\*\*(?:\s[^*\n]+\*\*|[^*\s][^*\n]*\s\*\*|[^*\s][^*\n]*$))", re.MULTILINE
)
BULLET = re.compile(r"^[ \t]*(?P<sign>[•◦▪‣·●○■])[ \t]+\S", re.MULTILINE)
# Dashes and letters begin the items of a list where two lines in a row have them.
LETTERED = re.compile(r"^[ \t]*(?P<sign>[–—]|a\))[ \t]+\S.*\n[ \t]*(?:[–—]|b\))[ \t]+\S", re.MULTILINE)
# Marks of Pandoc and of pages made by Word, which mean nothing here.
LEFTOVERS = re.compile(
    r"""\{[#.][\w.:-]+[^{}\n]*\}
    | (?<=\])\{[^{}\n]*\}
    | (?<![\w$])\$[^\s$](?:[^$\n]*[^\s$])?\$(?![\w$])  # a formula, but not an amount of money
    | ^\[[ xX]\][ ]
    | !?\[\[[^\[\]\n]+\]\]  # a link of a wiki
    | ^!!![ ]\w+ | ^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\] | ^\[TOC\]
    | \{\{[^{}\n]+\}\}  # a filter or short code
    | \\(?:textbf|textit|emph|section|begin|cite|ref)\{""",
    re.VERBOSE | re.MULTILINE,
)


def lookalikes(module: LearningModule) -> Iterator[Finding]:
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    for block in text.tokens:
        if block.type == "fence":
            yield from code_with_a_component(block)
        elif block.type == "code_block" and (fence := AS_CODE.match(block.content)):
            yield Finding("CMP-026", location(block), {"name": fence["name"]})
        elif block.type == "code_block":
            yield Finding("TXT-010", location(block), {"text": shortened(block.content)})
        elif block.type == "inline":
            yield from in_a_paragraph(text, block)
    yield from sentences_as_headings(text)
    yield from uneven_rows(text)
    yield from drawn_tables(text)


def code_with_a_component(block: Token) -> Iterator[Finding]:
    """CMP-023: a fence of backticks shows its contents as code."""
    info = CODE_INFO.fullmatch(block.info.strip())
    if info and info["name"] in COMPONENTS and re.search(r"^\s*[\w-]+:", block.content, re.MULTILINE):
        yield Finding("CMP-023", location(block), {"written": block.markup, "name": info["name"]})


def in_a_paragraph(text: Markdown, block: Token) -> Iterator[Finding]:
    """CMP-023 with too few colons; TXT-003: a bullet typed as a character; TXT-004: marks of other programs."""
    typed = "".join(
        "\n" if token.type.endswith("break") else token.content
        for token in block.children or ()
        if token.type in ("text", "softbreak", "hardbreak")
    )
    fence = SHORT_FENCE.search(typed)
    if fence:
        written = fence.group().strip().partition("{")[0].strip()
        yield Finding("CMP-023", location(block), {"written": written, "name": fence["name"]})
    bullet = BULLET.search(typed) or LETTERED.search(typed)
    if bullet:
        yield Finding("TXT-003", location(block), {"sign": bullet["sign"]})
    for code, pattern in (("TXT-007", TIGHT_HEADING), ("TXT-008", BARE_ROWS), ("TXT-009", LOOSE_MARKS)):
        match = pattern.search(typed)
        if match:
            line = typed.count("\n", 0, match.start("at"))
            place = location(block)
            yield Finding(
                code,
                Location(place.path, place.line + line, place.column),
                {"written": shortened(match["at"])},
            )
    after = 0
    for match in LEFTOVERS.finditer(typed):
        if is_escaped(match.group().strip(), block.content):
            continue
        offset = text.text.find(match.group(), after)
        place = text.at(offset) if offset >= 0 else location(block)
        after = offset + 1 if offset >= 0 else after
        yield Finding("TXT-004", place, {"written": shortened(match.group())})


def sentences_as_headings(text: Markdown) -> Iterator[Finding]:
    """TXT-011: a rule right below a sentence makes it a heading (CommonMark 4.3)."""
    for opening, inline in pairwise(text.tokens):
        if opening.type == "heading_open" and opening.markup in ("-", "="):
            typed = plain_text(inline.children or ()).rstrip()
            if (
                opening.markup == "="
                or "\n" in inline.content
                or typed.endswith((".", "!", "?", ":", ",", ";"))
            ):
                values = {"text": shortened(typed), "mark": opening.markup * 3}
                yield Finding("TXT-011", location(opening), values)


# The ruled lines of Pandoc's tables: "------- ------" and "+-----+----+".
DRAWN = re.compile(r"^[ \t]*(?:-{3,}(?:[ \t]+-{2,})+|\+(?:[-=]{3,}\+)+)[ \t]*$", re.MULTILINE)


def drawn_tables(text: Markdown) -> Iterator[Finding]:
    """TXT-006: a table that is drawn, once each."""
    code = [range(*token.map) for token in text.tokens if token.type in ("fence", "code_block") and token.map]
    previous = -10
    for match in DRAWN.finditer(text.text):
        line = text.text.count("\n", 0, match.start())
        if line - previous > 8 and not any(line in lines for lines in code):
            yield Finding(
                "TXT-006", text.at(match.start() + len(match.group()) - len(match.group().lstrip()))
            )
        previous = line


CELLS = re.compile(r"(?<!\\)\|")


def uneven_rows(text: Markdown) -> Iterator[Finding]:
    """TXT-005: a row of a table with other cells than its head; missing ones would be empty, others would be lost."""
    lines = text.text.split("\n")
    wanted = 0
    for token in text.tokens:
        if token.type == "tr_open" and token.map:
            line = lines[token.map[0]].strip().removeprefix("|")
            found = len(CELLS.findall(re.sub(r"(?<!\\)\|$", "", line))) + 1
            if not wanted:
                wanted = found
            elif found != wanted:
                yield Finding("TXT-005", location(token), {"found": found, "wanted": wanted})
        elif token.type == "table_open":
            wanted = 0
