"""Word documents as people make them: without styles, with frames, notes at the end, fields and whatever else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

W = nsdecls("w")


def written(path: Path, make: Callable[[Document], None]) -> Path:
    """A new document that ``make`` fills, as ``path``."""
    document = docx.Document()
    document.core_properties.title = ""
    make(document)
    document.save(str(path))
    return path


def xml(paragraph: Paragraph, source: str) -> None:
    """Append the elements ``source`` (namespaces v, w and wp) to a paragraph."""
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    whole: Any = parse_xml(f"<w:p {W} {nsdecls('wp', 'a')} {spaces}>{source}</w:p>")
    for child in list(whole):
        paragraph._p.append(child)  # python-docx has no such elements


def direct_formatting(document: Document) -> None:
    """Headings that are only large and bold, and no style anywhere."""
    for title in ("Eerste deel", "Tweede deel"):
        run = document.add_paragraph().add_run(title)
        run.bold, run.font.size = True, Pt(16)
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")
        document.add_paragraph()


def underlined_headings(document: Document) -> None:
    for title in ("Eerste deel", "Tweede deel"):
        document.add_paragraph().add_run(title).underline = True
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def large_headings(document: Document) -> None:
    """Headings of two levels that differ in size only."""
    for title, size in (("Eerste deel", 18), ("Een stuk ervan", 14), ("Tweede deel", 18)):
        document.add_paragraph().add_run(title).font.size = Pt(size)
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def typed_numbers(document: Document) -> None:
    for title, level in (("1 Begin", 1), ("1.1 Waarom", 2), ("2 Slot", 1)):
        document.add_heading(title, level)
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def text_box(document: Document) -> None:
    document.add_heading("Deel", 1)
    paragraph = document.add_paragraph("Voor het kader.")
    box = "<w:txbxContent><w:p><w:r><w:t>Tekst in een kader.</w:t></w:r></w:p></w:txbxContent>"
    xml(paragraph, f'<w:r><w:pict><v:shape id="a"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>')
    document.add_paragraph("Na het kader.")


def contents(document: Document) -> None:
    """A table of contents, as Word writes it, before the text."""
    document.add_paragraph("Inhoudsopgave", style="Heading 1")
    styles = document.styles
    for level in (1, 2):
        styles.add_style(f"toc {level}", 1)
    for title, level in (("Begin", 1), ("Waarom", 2), ("Slot", 1)):
        document.add_paragraph(f"{title}\t{level}", style=f"toc {level}")
    typed = (("Begin", 1), ("Waarom", 2), ("Slot", 1))
    for title, level in typed:
        document.add_heading(title, level)
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def symbols(document: Document) -> None:
    """Bullets from Wingdings, soft and hard hyphens, tabs and line breaks."""
    document.add_heading("Deel", 1)
    for text in ("een", "twee"):
        paragraph = document.add_paragraph()
        xml(paragraph, '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:tab/></w:r>')
        paragraph.add_run(text)
    paragraph = document.add_paragraph("voor")
    xml(paragraph, "<w:r><w:softHyphen/><w:t>schools en e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>")
    paragraph = document.add_paragraph("Straat 1")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("Zwolle")


def tables(document: Document) -> None:
    """A table in a table, merged cells, and a frame of one cell."""
    document.add_heading("Deel", 1)
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cel {number}"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "binnen", "in"
    document.add_paragraph("Tussen.")
    merged = document.add_table(2, 3)
    merged.cell(0, 0).merge(merged.cell(0, 2)).text = "breed"
    for number in range(3):
        merged.cell(1, number).text = f"smal {number}"
    document.add_paragraph("Tussen.")
    document.add_table(1, 1).cell(0, 0).text = "Een kader."


def content_control(document: Document) -> None:
    document.add_heading("Deel", 1)
    source = "<w:p><w:r><w:t>In een invulveld.</w:t></w:r></w:p>"
    control: Any = parse_xml(f"<w:sdt {W}><w:sdtContent>{source}</w:sdtContent></w:sdt>")
    document.element.body.insert(1, control)


def running_heads(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Reader", "Pagina 1"
    document.add_heading("Deel", 1)
    document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def dutch_styles(document: Document) -> None:
    """The names that a Dutch program gives its own styles."""
    for style, text in (
        ("Titel", "De wijk"),
        ("Kop 1", "Begin"),
        ("Tekst", "Een alinea."),
        ("Kop 2", "Waarom"),
        ("Kop 1", "Slot"),
    ):
        if style not in [one.name for one in document.styles]:
            document.styles.add_style(style, 1)
        document.add_paragraph(text, style=style)


def hand_lists(document: Document) -> None:
    """Letters and numbers typed before each point, and dashes for what lies below."""
    document.add_heading("Deel", 1)
    for text in ("a) eerst", "b) dan", "c) ten slotte"):
        document.add_paragraph(text)
    document.add_paragraph("Tussen.")
    for text in ("1. een", "2. twee"):
        document.add_paragraph(text)
    document.add_paragraph("Tussen.")
    for text in ("– een", "– twee"):
        document.add_paragraph(text)


def moved(document: Document) -> None:
    """A paragraph that was moved while changes were tracked."""
    document.add_heading("Deel", 1)
    who = 'w:author="Anja" w:date="2026-11-02T09:00:00Z"'
    first = document.add_paragraph()
    xml(first, f'<w:moveFrom w:id="1" {who}><w:r><w:t>Deze alinea.</w:t></w:r></w:moveFrom>')
    document.add_paragraph("Tussen.")
    last = document.add_paragraph()
    xml(last, f'<w:moveTo w:id="2" {who}><w:r><w:t>Deze alinea.</w:t></w:r></w:moveTo>')


def drawn_text_box(document: Document) -> None:
    """A text box as Word 2010 and later write it: twice, for older programs too."""
    document.add_heading("Deel", 1)
    paragraph = document.add_paragraph("Voor het kader.")
    box = "<w:txbxContent><w:p><w:r><w:t>Tekst in een kader.</w:t></w:r></w:p></w:txbxContent>"
    shape = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    choice = f"<w:drawing><wp:anchor><wps:txbx {shape}>{box}</wps:txbx></wp:anchor></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    xml(paragraph, f"<w:r><mc:AlternateContent {spaces}>{both}</mc:AlternateContent></w:r>")
    document.add_paragraph("Na het kader.")


def typed_contents(document: Document) -> None:
    """A table of contents typed by hand."""
    document.add_paragraph("Inhoud")
    document.add_paragraph("Begin .......... 3")
    document.add_paragraph("Slot .......... 12")
    for title in ("Begin", "Slot"):
        document.add_heading(title, 1)
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")


def outline_level(document: Document) -> None:
    """A style of the house with an outline level, under a name of its own."""
    style: Any = document.styles.add_style("Hoofdstuk", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="0"/>'))
    for title in ("Begin", "Slot"):
        document.add_paragraph(title, style="Hoofdstuk")
        document.add_paragraph("Een alinea met tekst die gewoon een zin is.")
