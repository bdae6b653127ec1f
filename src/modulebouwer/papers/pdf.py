"""A paper as PDF, tagged for screen readers (PDF/UA-1), set by Typst in its own typeface: the same on any machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files

from modulebouwer.papers.document import Document

TEMPLATE = files("modulebouwer.papers").joinpath("paper.typ")


def pdf(document: Document) -> bytes:
    import typst

    content = {
        **asdict(document),
        "date": [document.date.year, document.date.month, document.date.day],
        "blocks": [{"kind": type(block).__name__.lower(), **asdict(block)} for block in document.blocks],
    }
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made
