"""Passages → a Word document for reviewers, every paragraph under a bookmark that says where it comes from.

Bookmarks are kept by Word and LibreOffice, and nobody sees them (ECMA-376 part 1, 17.13.6). Where a program drops or
renames them, ``returned`` finds the paragraph by its words.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from modulebouwer.catalogue import Words
from modulebouwer.reviewing.passages import Passage

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# Same module, same document: no clock.
EPOCH = datetime.datetime(2000, 1, 1)

STYLES = {
    "title": "Title",
    "heading-1": "Heading 1",
    "heading-2": "Heading 2",
    "heading-3": "Heading 3",
    "heading-4": "Heading 4",
    "item": "List Bullet",
    "quote": "Quote",
}


def bookmark(number: int, passage: Passage) -> str:
    """At most 40 letters, digits and underscores (ECMA-376 part 1, 17.13.6.2)."""
    return f"mb{number}_{hashlib.sha256(passage.text.encode()).hexdigest()[:12]}"


def document(passages: Sequence[Passage], title: str, references: Iterable[str], words: Words) -> bytes:
    """The document (docx). ``references`` are the entries of the reference list as text."""
    import docx

    target = docx.Document()
    target.core_properties.title = title
    target.core_properties.author = "modulebouwer"
    target.core_properties.created = target.core_properties.modified = EPOCH
    numbered = list(enumerate(passages))
    while numbered:
        number, passage = numbered.pop(0)
        if passage.style == "cell":
            cells = [(number, passage)]
            while numbered and numbered[0][1].style == "cell" and numbered[0][1].row[0] == passage.row[0]:
                cells.append(numbered.pop(0))
            add_table(target, cells)
        elif passage.style == "label":
            add_label(target, passage, words["labels"])
        else:
            fill(target.add_paragraph(style=STYLES.get(passage.style)), number, passage)
    listed = list(references)
    if listed:
        target.add_heading(words["references"], 1)
        for entry in listed:
            target.add_paragraph(entry)
    stream = io.BytesIO()
    target.save(stream)
    return undated(stream)


def undated(stream: io.BytesIO) -> bytes:
    """The zip again, with one time for all its files."""
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            again = zipfile.ZipInfo(entry.filename)
            again.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(again, source.read(entry))
    return written.getvalue()


def add_label(target: Document, passage: Passage, labels: Mapping[str, str]) -> None:
    from docx.shared import Pt, RGBColor

    name = passage.text
    run = target.add_paragraph().add_run(
        labels.get(name, name.replace("_", " ").replace("-", " ").capitalize())
    )
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x55, 0x55, 0x55)


def add_table(target: Document, cells: Sequence[tuple[int, Passage]]) -> None:
    rows: dict[int, list[tuple[int, Passage]]] = {}
    for number, passage in cells:
        rows.setdefault(passage.row[1], []).append((number, passage))
    table = target.add_table(rows=len(rows), cols=max(map(len, rows.values())), style="Table Grid")
    for line, row in zip(table.rows, rows.values(), strict=True):
        for cell, (number, passage) in zip(line.cells, row, strict=False):
            fill(cell.paragraphs[0], number, passage)


def fill(paragraph: Paragraph, number: int, passage: Passage) -> None:
    """Write the passage between the two ends of its bookmark."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start: Any = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(number + 1))
    start.set(qn("w:name"), bookmark(number, passage))
    end: Any = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), str(number + 1))
    paragraph._p.append(start)  # python-docx has no bookmarks
    for run in passage.runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.style == "strong" or None, run.style == "em" or None
    paragraph._p.append(end)
