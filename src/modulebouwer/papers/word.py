"""A paper as a Word document (docx): one that people fill in and send on."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from modulebouwer.papers.document import Document, Heading, Inline, Listing, Paragraph, Table, plain

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell as Cell

INK, PALE = "1F3A5F", "E8EDF3"
# A4, with margins of 2 cm.
LONG, SHORT, MARGIN = 297, 210, 20


def word(document: Document) -> bytes:
    """The same paper, the same bytes."""
    import docx
    from docx.shared import Mm

    target = docx.Document()
    page = target.sections[0]
    size = (LONG, SHORT) if document.wide else (SHORT, LONG)
    page.page_width, page.page_height = Mm(size[0]), Mm(size[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    properties = target.core_properties
    properties.title, properties.author, properties.language = (
        document.title,
        "modulebouwer",
        document.language,
    )
    properties.created = properties.modified = datetime.combine(document.date, datetime.min.time())
    styles(target, document.language)
    target.add_paragraph(document.title, style="Title")
    target.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        if isinstance(block, Heading):
            target.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            added = target.add_paragraph()
            if block.hanging:
                added.paragraph_format.left_indent = Mm(6)
                added.paragraph_format.first_line_indent = Mm(-6)
            fill(added, block.text)
        elif isinstance(block, Listing):
            for item in block.items:
                fill(target.add_paragraph(style="List Bullet"), item)
        else:
            add_table(target, block, size[0] - 2 * MARGIN)
    page.footer.paragraphs[0].text = f"{document.footer} \N{MIDDLE DOT} "
    add_page_number(page.footer.paragraphs[0])
    stream = io.BytesIO()
    target.save(stream)
    return undated(stream)


def styles(target: Word, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    all_styles: Any = target.styles
    for name, size in (("Normal", 10), ("Title", 24), ("Subtitle", 12), ("Heading 1", 15), ("Heading 2", 12)):
        style = all_styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Calibri")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb, style.font.italic = RGBColor.from_string(INK), False
    all_styles["Normal"].paragraph_format.space_after = Pt(6)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    run = all_styles["Normal"].element.rPr
    for other in run.findall(qn("w:lang")):
        run.remove(other)
    run.append(spoken)


def add_table(target: Word, block: Table, width: int) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    heading = [tuple(plain(text) for text in block.head)] if block.head else []
    rows = [*heading, *block.rows]
    table = target.add_table(rows=len(rows), cols=len(block.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    shares = [Mm(width * share / sum(block.widths)) for share in block.widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    for number, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
        heads = bool(block.head) and number == 0
        keep_whole(line, heading=heads)
        for place, (cell, content, share) in enumerate(zip(line.cells, row, shares, strict=True)):
            cell.width = share
            if heads or (place == 0 and not block.head):
                shade(cell)
                content = tuple(replace(run, bold=True) for run in content)
            fill_cell(cell, content)
            if place in block.numbers and not heads:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    target.add_paragraph()


def add_page_number(paragraph: Any) -> None:
    """ECMA-376 part 1, 17.16.19."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def keep_whole(line: Any, *, heading: bool) -> None:
    """No row is broken over two pages; a heading row comes back on each (ECMA-376 part 1, 17.4.6 and 17.4.50)."""
    from docx.oxml import OxmlElement

    properties = line._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if heading else ())):
        properties.append(OxmlElement(name))


def shade(cell: Cell) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def fill_cell(cell: Cell, inline: Inline) -> None:
    """Each line a paragraph of its own, so that one sees where the next begins."""
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    for run in inline:
        first, *more = run.text.split("\n")
        fill(paragraph, (replace(run, text=first),))
        for line in more:
            paragraph = cell.add_paragraph()
            fill(paragraph, (replace(run, text=line),))
    for one in cell.paragraphs:
        one.paragraph_format.space_before = one.paragraph_format.space_after = Pt(2)


def fill(paragraph: Any, inline: Inline) -> None:
    for run in inline:
        added = paragraph.add_run(run.text)
        added.italic, added.bold = run.italic or None, run.bold or None
        if run.link:
            lead(paragraph, added, run.link)


def lead(paragraph: Any, run: Any, address: str) -> None:
    """The run as a link (ECMA-376 part 1, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)
    run.font.underline = True


def undated(stream: io.BytesIO) -> bytes:
    """The zip again, with one time for all its files."""
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            again = zipfile.ZipInfo(entry.filename)
            again.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(again, source.read(entry))
    return written.getvalue()
