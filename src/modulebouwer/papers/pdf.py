"""A paper as PDF, tagged for screen readers (PDF/UA-1), set by Typst in its own typeface: the same on any machine.

A letter that its typefaces lack (a Chinese name, an emoji) is taken from those of the machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from typing import Any

from modulebouwer.catalogue import PACKAGE
from modulebouwer.papers.document import Document

TEMPLATE = PACKAGE.joinpath("papers").joinpath("paper.typ")
# PDF/UA-1 wants a glyph for every letter (ISO 14289-1, 7.21.4.1).
NO_GLYPH = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed")
# A place to break a word; and what joins letters in some scripts.
SEEN = "\u00ad\u200c\u200d"


class NoGlyphError(Exception):
    """``text``: what no typeface on this machine has."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def pdf(document: Document) -> bytes:
    """Raises ``NoGlyphError``."""
    import typst

    content = {
        **asdict(document),
        "date": [document.date.year, document.date.month, document.date.day],
        "blocks": [
            {
                "kind": type(block).__name__.lower(),
                **asdict(block),
                "numbers": sorted(getattr(block, "numbers", ())),
            }
            for block in document.blocks
        ],
    }
    paper = json.dumps(visible(content), ensure_ascii=False)
    try:
        return compiled(paper, own_typefaces=True)
    except typst.TypstError as error:
        if not NO_GLYPH.search(str(error)):
            raise
    try:
        return compiled(paper, own_typefaces=False)
    except typst.TypstError as error:
        found = NO_GLYPH.search(str(error))
        if not found:
            raise
        raise NoGlyphError(found["text"]) from error


def compiled(paper: str, *, own_typefaces: bool) -> bytes:
    import typst

    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"paper": paper},
        ignore_system_fonts=own_typefaces,
        pdf_standards=["ua-1"],
    )
    return made


def visible(value: Any) -> Any:
    """``value`` without the marks in its texts that have no glyph: of order, of width nothing."""
    if isinstance(value, str):
        lines = value.replace("\u2028", "\n").replace("\u2029", "\n")
        return "".join(one for one in lines if one in SEEN or unicodedata.category(one) != "Cf")
    if isinstance(value, dict):
        return {key: visible(one) for key, one in value.items()}
    return [visible(one) for one in value] if isinstance(value, list | tuple) else value
