"""Passages → a Word document for reviewers, every paragraph under a bookmark that says where it comes from.

Bookmarks are kept by Word and LibreOffice, and nobody sees them (ECMA-376 part 1, 17.13.6). Where a program drops or
renames them, ``returned`` finds the paragraph by its words.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
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


def document(
    passages: Sequence[Passage], title: str, language: str, references: Iterable[str], words: Words
) -> bytes:
    """The document (docx). ``references`` are the entries of the reference list as text."""
    import docx

    target = docx.Document()
    target.core_properties.title = title
    target.core_properties.author = "modulebouwer"
    target.core_properties.created = target.core_properties.modified = EPOCH
    dress(target, language)
    numbered = list(enumerate(passages))
    while numbered:
        number, passage = numbered.pop(0)
        if passage.style == "cell":
            cells = [(number, passage)]
            while numbered and numbered[0][1].style == "cell" and numbered[0][1].row[0] == passage.row[0]:
                cells.append(numbered.pop(0))
            add_table(target, cells)
        elif passage.style in ("label", "kind"):
            add_label(target, passage, words)
        else:
            fill(indented(target.add_paragraph(style=STYLES.get(passage.style)), passage), number, passage)
        if passage.style == "title":
            add_intro(target, words["intro"])
    listed = list(references)
    if listed:
        target.add_heading(words["references"], 1)
        for entry in listed:
            target.add_paragraph(entry)
    stream = io.BytesIO()
    target.save(stream)
    return undated(stream)


def dress(target: Document, language: str) -> None:
    """The language, so that spelling is checked in it; changes tracked from the first letter; room between lines."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles: Any = target.styles
    normal = styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(10.5), Pt(6)
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    settings: Any = target.settings.element
    tracked = OxmlElement("w:trackRevisions")
    # The order of elements is fixed (ECMA-376 part 1, 17.15.1.78).
    later = next(child for child in settings if child.tag == qn("w:defaultTabStop"))
    later.addprevious(tracked)


def undated(stream: io.BytesIO) -> bytes:
    """The zip again, with one time for all its files."""
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            again = zipfile.ZipInfo(entry.filename)
            again.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(again, source.read(entry))
    return written.getvalue()


def add_intro(target: Document, text: str) -> None:
    """What the reviewer can do, as the document says it itself."""
    from docx.shared import Pt, RGBColor

    run = target.add_paragraph().add_run(text)
    run.italic, run.font.size, run.font.color.rgb = True, Pt(10), RGBColor(0x55, 0x55, 0x55)


def add_label(target: Document, passage: Passage, words: Words) -> None:
    """The name of a component, or of a field, above what it is about."""
    from docx.shared import Pt, RGBColor

    paragraph = indented(target.add_paragraph(), passage)
    kind = passage.style == "kind"
    run = paragraph.add_run(words["kinds" if kind else "labels"][passage.text])
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(*((0x1F, 0x49, 0x7D) if kind else (0x55, 0x55, 0x55)))
    run.bold = kind or None
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(12 if kind else 4), Pt(0), True


def indented(paragraph: Paragraph, passage: Passage) -> Paragraph:
    """The paragraph as deep as its passage; a list has an indent of its own."""
    from docx.shared import Cm, Pt

    form = paragraph.paragraph_format
    if passage.level:
        form.left_indent = Cm(0.6 * passage.level + (0.6 if passage.style == "item" else 0))
        form.space_after = Pt(3)
    form.keep_with_next = passage.style == "entry" or None
    return paragraph


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
        added.bold = run.style == "strong" or passage.style == "entry" or None
        added.italic = run.style == "em" or None
    paragraph._p.append(end)
