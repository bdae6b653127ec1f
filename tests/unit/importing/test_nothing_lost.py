"""Every word of a document stands in the module or in a finding, whatever it came in and whoever made it.

The words are counted straight from the file's markup, and in the files that an import writes.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml import parse_xml

from modulebouwer.importing.importing import proposed, read_documents
from modulebouwer.importing.left_out import differing
from modulebouwer.importing.proposal import Choices
from modulebouwer.importing.shaping import shaped
from modulebouwer.importing.tree import Document, Heading, Link, Paragraph, Picture, Text, block_text
from unit.importing import habits
from unit.importing.documents import THEME, made, typed
from unit.importing.printed import Page, paragraph, printed
from unit.importing.test_habits import CITED
from unit.importing.test_makers import DATE, RTF, edit
from unit.importing.test_pdf import FULL
from unit.importing.word import with_endnote_field, with_mendeley_field, with_zotero_field

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

HABITS = [
    habits.direct_formatting,
    habits.underlined_headings,
    habits.large_headings,
    habits.typed_numbers,
    habits.text_box,
    habits.drawn_text_box,
    habits.contents,
    habits.typed_contents,
    habits.symbols,
    habits.tables,
    habits.content_control,
    habits.running_heads,
    habits.dutch_styles,
    habits.hand_lists,
    habits.outline_level,
]
HARD = """---
title: De wijk
author: J. de Vries
date: 3 mei 2026
---

# Begin

Een ~~doorgehaalde~~ zin met $\\frac{teller}{noemer}$, `code`, [een link](https://a.nl) en ***vet schuin***woord.[^1]

[^1]: De noot.

    Met een tweede alinea.

> Een citaat.

Term
:   Wat hij betekent.

| a | b |
|---|---|
| c | d |

1. een
   - twee

     nog van twee

# Slot

Een * ster, een _streep_, [haken], <hoek> & 1. tot slot.
"""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def in_file(path: Path) -> Counter[str]:
    """The words of a document of markup, each paragraph's by itself."""
    if path.suffix in (".docx", ".odt", ".epub"):
        with zipfile.ZipFile(path) as archive:
            parts = r"word/(document|\w+notes|\w+/\w+)\.xml|content\.xml|EPUB/text/ch\w+\.xhtml"
            text = "".join(
                archive.read(name).decode() for name in archive.namelist() if re.fullmatch(parts, name)
            )
    else:
        text = path.read_text("utf-8")
    if path.suffix in (".html", ".epub"):
        text = re.sub(r"(?s)<head>.*?</head>", "", text)
    if path.suffix == ".docx":
        text = re.sub(
            r"(?s)<mc:Fallback>.*?</mc:Fallback>|<w:(instrText|moveFrom|del|m:oMath)\b.*?</w:\1>", "", text
        )
    text = re.sub(r"(?s)<m:oMath>.*?</m:oMath>|<annotation.*?</annotation>", "", text)
    text = re.sub(
        r"<(?:/w:p|/a:p|/text:[ph]|/text:note-citation|text:s|w:tab|w:br|/?p|/?h\d|/?li|/?t[dh]|/?d[dt]|br|w:noBreakHyphen)\b[^>]*>",
        " ",
        text,
    )
    return words(html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\u00ad", ""))


def out(path: Path) -> Counter[str]:
    """The words of all files that an import of the document writes, and of all findings about it."""
    proposal, files = proposed(read_documents({path.name: path}, lambda _: None), Choices("m", DATE))
    found = [mark for marks in proposal.marks.values() for _, mark in marks]
    found += [*proposal.told, *(mark for _, _, mark in proposal.guessed)]
    texts = [data.decode() for name, data in files.items() if not name.startswith("media/")]
    texts += [str(value) for mark in found for value in mark.values.values()]
    return words(re.sub(r"[\\*_~^`]", "", "\n".join(texts)))


def lost(path: Path) -> dict[str, int]:
    """Numbers of points and of notes are written anew, and the page has a heading of its own for what it cites."""
    gone = in_file(path) - out(path) - Counter(["Literatuur"])
    return {word: count for word, count in gone.items() if not re.fullmatch(r"\d{1,2}", word)}


@pytest.mark.parametrize("make", HABITS, ids=lambda make: make.__name__)
def test_no_word_of_a_word_document_is_lost(make: Callable[[WordDocument], None], tmp_path: Path) -> None:
    assert lost(habits.written(tmp_path / "t.docx", make)) == {}


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "epub"])
@pytest.mark.parametrize(
    "text", [THEME, HARD, CITED.format("Zo is het (vgl. Meer, 2018; Smit, 2012, p. 44).")]
)
def test_no_word_is_lost_in_any_form(kind: str, text: str, tmp_path: Path) -> None:
    assert lost(made(tmp_path, f"t.{kind}", text)) == {}


def test_markup_is_no_text(tmp_path: Path) -> None:
    """Nothing of Markdown's own signs is told as lost."""
    text = (
        '# Kop {#kop}\n\nH~2~O en `P~n~`, een [link][a] en [nog een](https://b.nl "titel"), a\\_b &amp; 5^e^.[^n]\n\n'
        "[a]: https://a.nl\n\n[^n]: Noot.\n\n```yaml\nsleutel: 1\n```\n\n(a) een\n(b) twee\n\n<div>\n\nIn.\n\n</div>\n"
    )
    document = read_documents({"t": made(tmp_path, "t.md", text)}, lambda _: None)
    assert document.told == ()
    page = "<h1>A</h1><p>De <code>n</code>de m<sup>2</sup> van<sup><a href='#n'>1</a></sup> ons.</p><p id='n'>Noot</p>"
    (tmp_path / "t.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert read_documents({"t": tmp_path / "t.html"}, lambda _: None).told == ()


def test_keys_and_paths_of_a_markdown_file_are_no_words_of_it(tmp_path: Path) -> None:
    head = "---\ntitle: De wijk\nauthor:\n  - name: Anja Smit\n    affiliation: Klaproos\n---\n\n"
    text = f"{head}# Kop\n\nEen zin met ![een plaatje](figuren/schema-buurt.png) erin.\n"
    document = read_documents({"t": made(tmp_path, "t.md", text)}, lambda _: None)
    lost = [mark.values["text"] for mark in document.told if mark.code == "IMP-034"]
    assert lost == ["Anja Smit · Klaproos"]


@pytest.mark.parametrize("field", [with_zotero_field, with_mendeley_field, with_endnote_field])
def test_no_word_of_a_citation_of_a_reference_manager_is_lost(
    field: Callable[[Path], Path], tmp_path: Path
) -> None:
    assert lost(field(made(tmp_path, "t.docx", "# A\n\nDat is bekend VELD.\n\n# B\n\nTekst.\n"))) == {}


def hidden(document: WordDocument) -> None:
    document.add_heading("Deel", 1)
    paragraph = document.add_paragraph("Zichtbaar en ")
    paragraph.add_run("verborgen voor lezers").font.hidden = True
    document.add_paragraph("Slot.")


def struck(document: WordDocument) -> None:
    document.add_heading("Deel", 1)
    document.add_paragraph("Geldig en ").add_run("vervallen").font.strike = True


def in_metadata(document: WordDocument) -> None:
    """Styles that Pandoc takes out of the text."""
    for style in ("Author", "Date", "Abstract"):
        document.styles.add_style(style, 1)
    document.add_paragraph("De titel", style="Title")
    document.add_paragraph("Anja de Wit", style="Author")
    document.add_paragraph("Drie mei", style="Date")
    document.add_paragraph("Waar het over gaat.", style="Abstract")
    document.add_heading("Deel", 1)
    document.add_paragraph("Tekst.")


def unknown_element(document: WordDocument) -> None:
    """An element of a program of tomorrow, with text in it."""
    document.add_heading("Deel", 1)
    source = (
        f'<w:p {habits.W} xmlns:x="urn:x"><x:kader><w:r><w:t>Tekst van morgen.</w:t></w:r></x:kader></w:p>'
    )
    element: Any = parse_xml(source)
    document.element.body.insert(1, element)


@pytest.mark.parametrize("make", [hidden, struck, in_metadata, unknown_element])
def test_what_pandoc_leaves_out_is_told(make: Callable[[WordDocument], None], tmp_path: Path) -> None:
    assert lost(habits.written(tmp_path / "t.docx", make)) == {}


def test_a_large_first_letter_is_part_of_its_word(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        document.add_heading("Deel", 1)
        letter = document.add_paragraph("S")
        properties: Any = letter._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:framePr {habits.W} w:dropCap="drop" w:lines="3"/>'))
        document.add_paragraph("amen verder.")

    document = read_documents({"t": habits.written(tmp_path / "t.docx", make)}, lambda _: None)
    assert (list(map(block_text, document.blocks)), document.told) == (["Deel", "Samen verder."], ())


def test_the_words_of_a_diagram_and_a_chart_are_told(tmp_path: Path) -> None:
    path = made(tmp_path, "t.docx", "# A\n\nTekst.\n\n# B\n\nTekst.\n")
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    c = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/diagrams/data1.xml", f"<d {a}><a:p><a:r><a:t>Plan doe check</a:t></a:r></a:p></d>"
        )
        label = "<c:strCache><c:pt><c:v>Najaar</c:v></c:pt></c:strCache>"
        archive.writestr(
            "word/charts/chart1.xml", f"<c:chart {c} {a}><a:p><a:t>Verzuim</a:t></a:p>{label}</c:chart>"
        )
    assert lost(path) == {}


def test_fields_and_hidden_text_of_an_odt(tmp_path: Path) -> None:
    path = made(tmp_path, "t.odt", "# A\n\nEen VELD en een GEHEIM.\n\n# B\n\nTekst.\n")
    edit(
        path,
        "content.xml",
        "VELD",
        lambda _: '<text:text-input text:description="">ingevuld woord</text:text-input>',
    )
    edit(
        path,
        "content.xml",
        "GEHEIM",
        lambda _: '<text:span text:style-name="Weg">verborgen woord</text:span>',
    )
    form = '<style:text-properties text:display="none"/>'
    style = f'<style:style style:name="Weg" style:family="text">{form}</style:style>'
    edit(path, "content.xml", "(?=</office:automatic-styles>)", lambda _: style)
    assert lost(path) == {}
    proposal, files = proposed(read_documents({"t": path}, lambda _: None), Choices("m", DATE))
    assert "Een ingevuld woord en een ." in files["sections/a.md"].decode()
    assert [(m.code, m.values["text"]) for m in proposal.told] == [("IMP-033", "verborgen woord")]


def test_what_a_web_page_shows_from_elsewhere_is_a_link_and_told(tmp_path: Path) -> None:
    page = '<h1>A</h1><p>Voor.</p><iframe src="https://film.nl/embed/x"></iframe><p>Na.</p><h1>B</h1><p>Tekst.</p>'
    (tmp_path / "t.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    proposal, files = proposed(read_documents({"t": tmp_path / "t.html"}, lambda _: None), Choices("m", DATE))
    link = "[https://film.nl/embed/x](https://film.nl/embed/x)"
    assert f"Voor.\n\n{link}\n\nNa." in files["sections/a.md"].decode()
    assert [(m.code, m.values) for m in proposal.told] == [("IMP-035", {"url": "https://film.nl/embed/x"})]


def test_no_word_of_an_rtf_is_lost(tmp_path: Path) -> None:
    """With a hidden word, which Pandoc leaves out."""
    (tmp_path / "t.rtf").write_text(RTF.replace("Een zin.", r"Een zin {\v die verborgen is} hier."), "ascii")
    document = read_documents({"t": tmp_path / "t.rtf"}, lambda _: None)
    assert [m.values["text"] for m in document.told if m.code == "IMP-034"] == ["die verborgen is"]


def test_no_word_of_plain_text_or_a_pdf_is_lost(tmp_path: Path) -> None:
    text = typed(tmp_path)
    gone = words(text.read_text("utf-8").replace("-\n", "")) - out(text)
    assert {word for word in gone if not word.isdigit()} == {"wijk1"}
    lines = paragraph(FULL, "en dat was het, met een lijst:", "\u2022 een punt", "\u2022 nog een", down=100)
    pdf = printed(tmp_path / "t.pdf", Page(lines), Page(paragraph("Slot.", down=100)))
    assert words(" ".join(line.text for line in lines)) - out(pdf) == Counter()


@pytest.mark.parametrize(
    ("said", "kept", "told"),
    [
        ([["Een zin."], ["Weg."]], ["Een zin."], ["Weg."]),
        ([["sa", "men ", "weg ermee"]], ["samen"], ["weg ermee"]),
        ([["de een de ander"]], ["de een ander"], ["de"]),
        ([["Bladzijde 3"]], ["Bladzijde"], []),
        ([["Zin met een ", "dof woord", " erin"]], ["Zin met een erin"], ["dof woord"]),
    ],
)
def test_what_is_lost_is_told_whole(said: list[list[str]], kept: list[str], told: list[str]) -> None:
    assert differing(said, kept) == told


@pytest.mark.parametrize("kind", ["md", "docx", "odt", "html", "epub", "rtf"])
def test_a_note_on_a_heading_stands_at_the_first_paragraph_below_it(kind: str, tmp_path: Path) -> None:
    text = (
        "# Kop een[^1]\n\n- punt\n\nTekst hier.\n\n## Onder[^2]\n\nMeer tekst.\n\n"
        "# Kop twee[^3]\n\n- alleen een punt\n\n# Kop drie\n\nSlot.\n\n"
        "[^1]: Eerste noot.\n\n[^2]: Tweede noot.\n\n[^3]: Derde noot.\n"
    )
    path = made(tmp_path, f"t.{kind}", text) if kind != "md" else tmp_path / "t.md"
    if kind == "md":
        path.write_text(text, "utf-8")
    _, files = proposed(read_documents({path.name: path}, lambda _: None), Choices("m", DATE))
    first = files["sections/kop-een.md"].decode()
    assert "Tekst hier.[^1]\n\n[^1]: Eerste noot." in first
    assert "## Onder\n\nMeer tekst.[^2]\n\n[^2]: Tweede noot." in first
    assert "Derde noot." in files["sections/kop-twee.md"].decode()


def test_a_note_on_the_title_stands_at_the_first_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(
        "---\ntitle: De titel^[Van wie.]\n---\n\n# Kop\n\nTekst.\n\n# Nog een\n\nSlot.\n", "utf-8"
    )
    _, files = proposed(read_documents({path.name: path}, lambda _: None), Choices("m", DATE))
    assert "Tekst.[^1]\n\n[^1]: Van wie." in files["sections/kop.md"].decode()


def test_what_the_shaping_of_a_document_loses_is_told() -> None:
    title = Paragraph((Text("De titel"), Picture("a.png", "Logo van de school")))
    blocks = (title, Heading(1, (Text("Kop"),)), Paragraph((Text("Tekst."),)), Heading(1, (Text("Slot"),)))
    told = [(mark.code, mark.values) for mark in shaped(Document("t", blocks)).told]
    assert told == [("IMP-034", {"text": "Logo van de school"})]


def test_what_a_simple_field_shows_is_text(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        document.add_heading("Cijfers", 1)
        for before, instruction, shown, after in (
            ("Tabel ", " SEQ Tabel \\* ARABIC ", "1", " Leerlingen"),
            ("Zie ", " REF _Ref1 \\h ", "bijlage zeven", " na."),
            ("Ga naar ", ' HYPERLINK "https://voorbeeld.nl/" ', "de pagina", " daar."),
        ):
            line = document.add_paragraph(before)
            field = f'<w:fldSimple {habits.W} w:instr="{instruction.replace(chr(34), "&quot;")}">'
            element: Any = parse_xml(f"{field}<w:r><w:t>{shown}</w:t></w:r></w:fldSimple>")
            line._p.append(element)
            line.add_run(after)

    document = read_documents({"t": habits.written(tmp_path / "t.docx", make)}, lambda _: None)
    texts = [block_text(block) for block in document.blocks]
    assert texts == ["Cijfers", "Tabel 1 Leerlingen", "Zie bijlage zeven na.", "Ga naar de pagina daar."]
    assert isinstance(document.blocks[3], Paragraph)
    assert Link("https://voorbeeld.nl/", (Text("de pagina"),)) in document.blocks[3].content


def test_a_number_that_stands_alone_counts() -> None:
    said = [["Tabel ", "1", " Leerlingen"], ["2. Een punt"]]
    assert differing(said, ["Tabel Leerlingen", "Een punt"], figures=True) == ["1"]
    assert differing(said, ["Tabel 1 Leerlingen", "Een punt"], figures=True) == []
