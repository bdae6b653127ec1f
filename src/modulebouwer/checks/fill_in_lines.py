"""A line to fill in, as paper has it: on a screen nobody can write there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.texts import location, place_of, typed_blocks
from modulebouwer.components.component import RecordingModel
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# Room to write in: more dots than leave something out (“Tja....”, “. . . .”), and none of a table of contents, which
# have a page behind them (TXT-373); underscores that are in no name; dashes behind a label.
LINE = re.compile(
    r"(?:(?<![\w.…,!?“”‘’\"'\[])(?:\.{5,}+|[.…]*…[.…]+)|\.{10,}+|…{4,}+|(?<=:)\.{4,}+|(?<=:[ ])(?:\.{4,}+|-{5,}+)"
    r"|(?:\.[ ]){5,}+)(?![ ]?\d{1,3}[ ]*(?:\n|$))"
    r"|(?<![\w/_.@\\|-])(?<!\|[ ])_{3,}+(?![\w/@-])|(?<![\w_])_(?:[ ]_){2,}+(?!\w)"
)
# As a block of its own underscores are a rule across the page: three of them are meant as one.
WRITTEN_ON = 8


def fill_in_lines(module: LearningModule) -> Iterator[Finding]:
    """TXT-580, but in a question, where such a line shows what the answer goes into."""
    yield from (finding for text in module.theme_prose.values() for finding in in_text(text))
    for section in module.sections:
        yield from (finding for text in (section.body, *section.loose) for finding in in_text(text))
        for placed in section.components:
            if not isinstance(placed.model, RecordingModel):
                yield from (finding for text in placed.prose.values() for finding in in_text(text))


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """Once between two headings: a form has many of them. A letter that is quoted has them on purpose."""
    typed = {id(block): lines for block, lines in typed_blocks(text)}
    told = False
    quoted = 0
    for token in text.tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        told = told and token.type != "heading_open"
        if told or quoted:
            continue
        if token.type == "hr" and token.markup.count("_") >= WRITTEN_ON:
            told = True
            yield Finding("TXT-580", location(token), {"written": token.markup[:WRITTEN_ON]})
        elif found := LINE.search(typed.get(id(token), "")):
            told = True
            yield Finding("TXT-580", place_of(found[0].rstrip(), token, text), {"written": shown(found)})


def shown(found: re.Match[str]) -> str:
    """The words of its line before it, and of the line itself no more than tells what it is."""
    label = found.string[: found.start()].rpartition("\n")[2].rpartition(". ")[2].replace("\0", " ")
    return shortened(label.lstrip() + found[0].strip()[:WRITTEN_ON])
