"""What programs and people do to a document by habit, and what the import makes of it: the right value for each."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from modulebouwer.importing.importing import import_to, language_of, proposed, read_documents
from modulebouwer.importing.literature import Binder, Entry, parted
from modulebouwer.importing.proposal import Choices
from modulebouwer.importing.tree import Paragraph, Text, merged
from unit.importing import habits
from unit.importing.documents import made
from unit.importing.test_habits import SENTENCE, proposal_of, sections, told
from unit.importing.word import edited, field, with_zotero_field

if TYPE_CHECKING:
    from docx.document import Document

    from modulebouwer.importing.proposal import Proposal

DATE = datetime.date(2026, 11, 27)
HEADS = ["Stichting Zuid, reader", "© 2026 Stichting Zuid"]


def all_marks(proposal: Proposal, code: str) -> list[dict[str, str | int]]:
    marks = [mark for found in proposal.marks.values() for _, mark in found]
    return [dict(mark.values) for mark in (*marks, *proposal.told) if mark.code == code]


def saved(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


# Web pages


def test_pictures_beside_a_page_come_along_and_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in ("site/kaart 1.png", "buiten.png"):
        Image.new("RGB", (4, 4), "blue").save(tmp_path / name)
    saved(tmp_path / "site" / "geheim.txt", "GEHEIM")
    sources = ["kaart%201.png", "../buiten.png", "geheim.txt", "https://example.org/x.png", "weg.png"]
    images = "".join(f'<p>x <img src="{source}" alt="Kaart"> y</p>' for source in sources)
    proposal = proposal_of(saved(tmp_path / "site" / "t.html", f"<h1>A</h1>{images}"))
    assert [media.path for media in proposal.module.media] == ["media/kaart-1.png"]
    assert "![Kaart](media/kaart-1.png)" in sections(proposal)["A"]
    assert [mark["name"] for mark in all_marks(proposal, "IMP-029")] == sources[1:]


DUTCH = (
    "Het is van belang dat de school met de ouders en met de wijk praat, en dat is voor een kind niet gewoon."
)


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("en-US", DUTCH, "nl"),
        (
            "nl",
            "The school is not an island, and it is for the children that we talk with the parents.",
            "en",
        ),
        ("en", "School.", "en"),
        ("fr", "École", "fr"),
    ],
)
def test_the_language_is_that_of_the_text(said: str, text: str, language: str, tmp_path: Path) -> None:
    """A program writes its own language into a document; a text too short to tell keeps it."""
    page = f'<html lang="{said}"><body><h1>A</h1><p>{text}</p></body></html>'
    assert proposal_of(saved(tmp_path / "t.html", page)).module.definition.language == language


@pytest.mark.parametrize(
    "page",
    [
        f'<h1>A</h1><div class="entry-meta wide">{HEADS[0]}</div><p>{DUTCH}</p>'
        f'<p class="post-navigation">{HEADS[1]}</p>',
        f'<div title="header"><p>{HEADS[0]}</p></div><h1>A</h1><p>{DUTCH}</p>'
        f'<div title="footer"><p>{HEADS[1]}</p></div>',
        f"<nav><p>{HEADS[0]}</p></nav><main><h1>A</h1><p>{DUTCH}</p></main><footer><p>{HEADS[1]}</p></footer>",
        f"<header><p>{HEADS[0]}</p></header><h1>A</h1><p>{DUTCH}</p><footer>{HEADS[1]}</footer>",
    ],
)
def test_what_stands_around_a_page_is_told_and_no_text(page: str, tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><body>{page}</body></html>"))
    assert sections(proposal) == {"A": DUTCH}
    assert [mark["text"] for mark in all_marks(proposal, "IMP-018")] == HEADS


SITE = "Scholengroep Oost"
# How a page says whose site it is.
NAMED = (
    f'<meta property="og:site_name" content="{SITE}">',
    f'<link rel="alternate" type="application/rss+xml" title="{SITE} &raquo; feed" href="/feed/">',
)


@pytest.mark.parametrize(
    ("head", "page", "title"),
    [
        (f"<title>Op pad – {SITE}</title>{NAMED[0]}", "<h1>Op pad</h1>", "Op pad"),
        (f"<title>Op pad – {SITE}</title>{NAMED[1]}", "", "Op pad"),
        (
            f"<title>{SITE} | Op pad - deel 1</title>",
            f'<header><a href="/">{SITE}</a></header>',
            "Op pad - deel 1",
        ),
        (
            f"<title>Op pad: een begin &laquo; {SITE}</title>",
            f"<footer>© 2026 {SITE}</footer>",
            "Op pad: een begin",
        ),
        (f"<title>{SITE} – {SITE}</title>{NAMED[0]}", "", SITE),
        # Nothing says that this is a site.
        ("<title>Op pad – een handreiking</title>", "<h1>Op pad</h1>", "Op pad – een handreiking"),
        ("<title>Op pad – met ouders</title>", "<footer>Ook met ouders</footer>", "Op pad – met ouders"),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(head: str, page: str, title: str, tmp_path: Path) -> None:
    text = f"<html><head>{head}</head><body>{page}<p>{DUTCH}</p><h2>Deel</h2><p>{SENTENCE}</p></body></html>"
    proposal = proposal_of(saved(tmp_path / "t.html", text))
    assert proposal.module.definition.title == title
    told = " ".join(str(mark["text"]) for mark in all_marks(proposal, "IMP-018"))
    assert (SITE in told) == (SITE in head)
    assert not all_marks(proposal, "IMP-034")


def test_the_head_of_a_page_with_its_title_is_text(tmp_path: Path) -> None:
    page = f"<header><h1>A</h1><p>{DUTCH}</p></header><h1>B</h1><p>{SENTENCE}</p>"
    assert sections(proposal_of(saved(tmp_path / "t.html", page))) == {"A": DUTCH, "B": SENTENCE}


# Running heads of the other kinds


def test_the_heads_and_feet_of_a_word_document_are_told(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", habits.running_heads))
    assert all_marks(proposal, "IMP-018") == [{"text": "Reader"}]


def test_the_heads_and_feet_of_an_open_document_are_told(tmp_path: Path) -> None:
    path = made(tmp_path, "t.odt", f"# A\n\n{SENTENCE}\n\n# B\n\n{SENTENCE}\n")
    page = (
        "{}<style:header><text:p>{}</text:p></style:header><style:footer><text:p>{}</text:p></style:footer>"
    )
    edit(
        path,
        "styles.xml",
        r"(<style:master-page [^>]*>)",
        lambda match: page.format(match[1], *HEADS),
    )
    proposal = proposal_of(path)
    assert [mark["text"] for mark in all_marks(proposal, "IMP-018")] == HEADS
    assert sections(proposal) == {"A": SENTENCE, "B": SENTENCE}


def edit(path: Path, name: str, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
    """A part of the archive ``path`` with ``pattern`` replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    text, count = re.subn(pattern, new, parts[name].decode())
    assert count
    with zipfile.ZipFile(path, "w") as archive:
        for entry, data in {**parts, name: text.encode()}.items():
            archive.writestr(entry, data)


RTF = r"""{\rtf1\ansi\ansicpg1252{\stylesheet{\s0 Normal;}{\s1\b Heading 1;}{\s2\b Title;}}
{\header\pard\plain \s0{\loch Stichting Zuid, reader}\par}{\footer\pard\plain {\loch \'a9 2026 Stichting Zuid}\par}
\pard\plain \s0{\loch Stichting Zuid}\par \pard\plain \s2\qc{\loch De wijk}\par
\pard\plain \s1\b{\loch Begin}\par \pard\plain \s0{\loch Een zin.}\par
\pard\plain \s0{{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Kaart van de w\u305?k}}}\pngblip
89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000000
0c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082}}}\par
\pard\plain \s0{{\*\shppict{\pict\pngblip
89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000000
0c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082}}}\par
{\listtext\pard\plain \'b7\tab}\pard\plain \s0\ls1 \fi-283\li709{\loch Een.}\par
\pard\plain \s0\fi0\li709{\loch Nog van een.}\par
{\listtext\pard\plain \'b7\tab}\pard\plain \s0\ls1 \fi-283\li709{\loch Twee.}\par
\pard\plain \s0{\loch Slot.}\par}
"""


def test_an_rtf_document_is_read_whole(tmp_path: Path) -> None:
    """Its title below an organisation, its heads, what its pictures show, and two paragraphs in one point."""
    path = tmp_path / "t.rtf"
    path.write_text(RTF, "ascii")
    proposal = proposal_of(path)
    definition = proposal.module.definition
    assert (definition.title, definition.subtitle) == ("De wijk", "Stichting Zuid")
    assert [mark["text"] for mark in all_marks(proposal, "IMP-018")] == HEADS
    text = sections(proposal)["Begin"]
    assert "![Kaart van de wık](" in text
    assert "![Beschrijf hier wat dit beeld vertelt](" in text
    assert len(all_marks(proposal, "IMP-013")) == 1
    assert text.endswith("\n\n- Een.\n\n  Nog van een.\n\n- Twee.\n\nSlot.")


# E-books

BOOK = {
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "b.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Unknown Title</dc:title></metadata><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>',
    "s.css": ".t { font-size: 28.0000pt; }\n.h { font-size: 20pt; }\n.k { font-size: 115%; font-weight: bold; }\n"
    ".b { font-weight: bold; }\n.i { font-style: italic; }",
    "a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    '<p><span class="t">De wijk</span></p><p><span class="h">Begin</span></p>'
    '<p><span>Een zin met een noot</span><sup><a epub:type="noteref" href="#n">1</a></sup><span> en een </span>'
    '<span class="b">vet</span><span> en een </span><span class="i">schuin</span><span> woord.</span></p>'
    '<p><span class="k">Waarom</span></p><p>Een zin.</p><p><span class="h">Slot</span></p><p>Een zin.</p>'
    '<aside epub:type="footnote" id="n"><p><sup><a href="#r">1</a></sup><span> De noot.</span></p></aside>'
    "</body></html>",
}


def book(folder: Path, files: dict[str, str]) -> Path:
    """An EPUB of the files, by their names in it."""
    path = folder / "t.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_a_book_whose_headings_only_its_style_sheet_tells(tmp_path: Path) -> None:
    """As LibreOffice writes one: no headings, no title, notes with their number in them."""
    proposal = proposal_of(book(tmp_path, BOOK))
    assert proposal.module.definition.title == "De wijk"
    assert sections(proposal) == {
        "Begin": "Een zin met een noot[^1] en een **vet** en een *schuin* woord.\n\n[^1]: De noot.\n\n"
        "## Waarom\n\nEen zin.",
        "Slot": "Een zin.",
    }


TITLE_PAGES = {
    "section": '<section epub:type="frontmatter titlepage"><h1>De wijk</h1><p class="subtitle">Een handreiking</p>'
    '<p>Jan de Wit</p><p><img src="logo.png" alt="Logo van de uitgever"/></p></section>',
    "file": "<h1>De wijk</h1><h2>Een handreiking</h2><p>Jan de Wit</p><p>Logo van de uitgever</p>",
}


@pytest.mark.parametrize("kind", ["section", "file"])
def test_the_title_page_of_a_book_is_told_and_no_section(kind: str, tmp_path: Path) -> None:
    name = "titlepage.xhtml" if kind == "file" else "t.xhtml"
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        "<head><title>x</title></head><body>{}</body></html>"
    )
    first = f'<item id="t" href="{name}" media-type="application/xhtml+xml"/><item id="a"'
    files = {
        **BOOK,
        "b.opf": BOOK["b.opf"]
        .replace('<item id="a"', first)
        .replace("<itemref", '<itemref idref="t"/><itemref'),
        name: page.format(TITLE_PAGES[kind]),
        "cover.xhtml": page.format("<div><h1>De wijk</h1></div>"),
        "a.xhtml": page.format(f"<h1>Begin</h1><p>{SENTENCE}</p><h1>Slot</h1><p>{DUTCH}</p>"),
    }
    proposal = proposal_of(book(tmp_path, files))
    definition = proposal.module.definition
    assert (definition.title, definition.subtitle) == ("De wijk", "Een handreiking")
    assert sections(proposal) == {"Begin": SENTENCE, "Slot": DUTCH}
    assert all_marks(proposal, "IMP-085") == [{"text": "Jan de Wit · Logo van de uitgever · De wijk"}]
    assert not all_marks(proposal, "IMP-034")


def test_a_title_page_that_nothing_names_is_told_and_so_is_a_colophon(tmp_path: Path) -> None:
    """As books for EPUB 2 have them."""
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    texts = {
        "a": f"<h2>Begin</h2><p>{SENTENCE}</p><h2>Slot</h2><p>© {DUTCH}</p>",
        "b": '<h1>De wijk</h1><p class="subtitle">Een gids</p><p>Jan de Wit</p>',
        "c": "<p>Copyright 2020 Jan de Wit</p><p>ISBN 978-90-1234-567-8</p>",
    }
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in "bc")
    spine = '<itemref idref="b"/><itemref idref="c"/><itemref'
    package = BOOK["b.opf"].replace('<item id="a"', f'{items}<item id="a"').replace("<itemref", spine)
    path = tmp_path / "t.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", BOOK["META-INF/container.xml"])
        archive.writestr("b.opf", package.replace("Unknown Title", "De wijk"))
        for name, text in texts.items():
            archive.writestr(f"{name}.xhtml", page.format(text))
    proposal = proposal_of(path)
    definition = proposal.module.definition
    assert (definition.title, definition.subtitle) == ("De wijk", "Een gids")
    assert sections(proposal) == {"Begin": SENTENCE, "Slot": f"© {DUTCH}"}
    told = "Jan de Wit · Copyright 2020 Jan de Wit · ISBN 978-90-1234-567-8"
    assert all_marks(proposal, "IMP-085") == [{"text": told}]


# Headings and titles


def test_a_bold_line_between_real_headings_is_a_heading_and_told(tmp_path: Path) -> None:
    text = f"# A\n\n**Waarom dit**\n\n{SENTENCE}\n\n**Dit is een zin.**\n\n# B\n\n{SENTENCE}\n"
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert sections(proposal)["A"] == f"## Waarom dit\n\n{SENTENCE}\n\n**Dit is een zin.**"
    assert told(proposal) == ["IMP-027"]


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_typed_numbers_tell_the_levels_of_bold_headings(kind: str, tmp_path: Path) -> None:
    text = f"**1 Begin**\n\n{SENTENCE}\n\n**1.1 Waarom**\n\n{SENTENCE}\n\n**2 Slot**\n\n{SENTENCE}\n"
    assert sections(proposal_of(made(tmp_path, f"t.{kind}", text))) == {
        "1 Begin": f"{SENTENCE}\n\n## 1.1 Waarom\n\n{SENTENCE}",
        "2 Slot": SENTENCE,
    }


def below_an_organisation(document: Document) -> None:
    document.add_paragraph("Nova Leermiddelen")
    document.add_paragraph("De wijk", style="Title")


def larger_below_an_organisation(document: Document) -> None:
    document.add_paragraph("Nova Leermiddelen")
    document.add_paragraph().add_run("De wijk").font.size = docx.shared.Pt(20)


def plain_below_an_organisation(document: Document) -> None:
    document.add_paragraph("Stichting Zuid")
    document.add_paragraph("De wijk")


@pytest.mark.parametrize(
    ("make", "organisation"),
    [
        (below_an_organisation, "Nova Leermiddelen"),
        (larger_below_an_organisation, "Nova Leermiddelen"),
        (plain_below_an_organisation, "Stichting Zuid"),
    ],
)
def test_the_organisation_above_the_title_is_no_title(
    make: Callable[[Document], None], organisation: str, tmp_path: Path
) -> None:
    def document(document: Document) -> None:
        make(document)
        for title in ("Begin", "Slot"):
            document.add_heading(title, 1)
            document.add_paragraph(SENTENCE)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", document))
    definition = proposal.module.definition
    assert (definition.title, definition.subtitle) == ("De wijk", organisation)
    assert sections(proposal) == {"Begin": SENTENCE, "Slot": SENTENCE}


def test_a_plain_line_above_bold_headings_is_no_title(tmp_path: Path) -> None:
    text = f"Nova Leermiddelen\n\n**De wijk**\n\n{SENTENCE}\n\n**Begin**\n\n{SENTENCE}\n\n**Slot**\n\n{SENTENCE}\n"
    definition = proposal_of(made(tmp_path, "t.odt", text)).module.definition
    assert (definition.title, definition.subtitle) == ("De wijk", "Nova Leermiddelen")


def test_two_paragraphs_in_one_point_stay_in_it(tmp_path: Path) -> None:
    """As Pandoc writes them into Word: the second has a bullet of its own that is a space."""
    text = (
        "# A\n\n1.  Een.\n\n    Nog van een.\n\n2.  Twee.\n\nTussen.\n\n"
        "-   Drie.\n\n    Nog van drie.\n\n-   Vier.\n"
    )
    assert sections(proposal_of(made(tmp_path, "t.docx", text)))["A"] == (
        "1. Een.\n\n   Nog van een.\n\n2. Twee.\n\nTussen.\n\n- Drie.\n\n  Nog van drie.\n\n- Vier."
    )


def test_pictures_with_a_programs_own_words_ask_for_others(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    words = ["image", "Afbeelding 3", "foto_12.jpg", "Picture 1", "Kaart 3"]
    text = "# K\n\n" + "\n\n".join(f"x ![{alt}]({tmp_path}/a.png) y" for alt in words)
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert re.findall(r"!\[(.*?)\]", sections(proposal)["K"]) == [
        *["Beschrijf hier wat dit beeld vertelt"] * 4,
        "Kaart 3",
    ]


# What the module is made of


def test_headings_that_ask_are_questions_only_where_the_text_announces_none(tmp_path: Path) -> None:
    asking = "# 1 Wie doet wat?\n\nTekst.\n\n# 2 Waarom?\n\nTekst.\n"
    assert proposal_of(made(tmp_path, "a.md", asking)).module.definition.guiding_questions == (
        "Wie doet wat?",
        "Waarom?",
    )
    announced = "# Begin\n\nDeze vragen komen aan bod: Hoe begint u? Hoe eindigt u?\n\n" + asking
    definition = proposal_of(made(tmp_path, "b.md", announced)).module.definition
    assert definition.guiding_questions == ("Hoe begint u?", "Hoe eindigt u?")


THEMES = "Zie ook:\n\n- Kies ‘Samen sterk’.\n- Kies ‘Open zijn’.\n"


def test_what_stands_around_linked_themes_stays_where_it_was(tmp_path: Path) -> None:
    text = f"# A\n\nEen.\n\n# Aansluitende thema’s\n\n{THEMES}\n# B\n\nTwee.\n"
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert [theme.title for theme in proposal.module.definition.themes] == ["Samen sterk", "Open zijn"]
    left = "## Uit het document, nog zonder plaats\n\nAansluitende thema’s\n\nZie ook:"
    assert sections(proposal) == {"A": f"Een.\n\n{left}", "B": "Twee."}
    assert all_marks(proposal, "IMP-010") == [{}]
    inner = f"# A\n\nEen.\n\n## Aansluitende thema’s\n\n{THEMES}\n## Klaar\n\nSlot.\n\n# B\n\nTwee.\n"
    assert (
        sections(proposal_of(made(tmp_path, "u.docx", inner)))["A"] == f"Een.\n\n{left}\n\n## Klaar\n\nSlot."
    )
    loose = "# A\n\nEen.\n\n# Aansluitende thema’s\n\nZie ook:\n\nKies ‘Samen sterk’.\n\nKies ‘Open zijn’.\n"
    assert len(proposal_of(made(tmp_path, "v.docx", loose)).module.definition.themes) == 2


def test_linked_themes_may_have_a_heading_each(tmp_path: Path) -> None:
    headed = "## Samen sterk\n\nU werkt samen. Kies ‘Anders’.\n\n## Open zijn\n\nU bent open.\n"
    text = f"# A\n\nEen.\n\n# Aansluitende thema’s\n\n{headed}\n# B\n\nTwee.\n"
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert [(theme.title, theme.why) for theme in proposal.module.definition.themes] == [
        ("Samen sterk", "U werkt samen. Kies ‘Anders’."),
        ("Open zijn", "U bent open."),
    ]
    left = "## Uit het document, nog zonder plaats\n\nAansluitende thema’s"
    assert sections(proposal) == {"A": f"Een.\n\n{left}", "B": "Twee."}
    long = headed.replace("U bent open.", f"{SENTENCE} " * 20)
    assert proposal_of(made(tmp_path, "u.docx", text.replace(headed, long))).module.definition.themes == ()


def test_a_heading_without_a_text_builds_and_is_told(tmp_path: Path) -> None:
    proposal = proposal_of(
        made(tmp_path, "t.docx", f"# Deel 1\n\n# Begin\n\n{SENTENCE}\n\n# Slot\n\n## Later\n")
    )
    empty = "In het document stond onder deze kop geen tekst."
    assert sections(proposal) == {"Deel 1": empty, "Begin": SENTENCE, "Slot": f"## Later\n\n{empty}"}
    assert told(proposal) == ["IMP-017", "IMP-017"]


# Literature

LISTED = """Hof, A., Steen, B., & Dijk, C. (2013). *Goed bestuur*. Utrecht: Raad.

SER. (2011). *Krimp*. Den Haag: SER.
"""


@pytest.mark.parametrize(
    "after", ["", "**Bijlage**\n\nEen zin in de bijlage.\n", "# Bijlage\n\nEen zin in de bijlage.\n"]
)
def test_a_bold_line_can_be_the_heading_of_the_list(after: str, tmp_path: Path) -> None:
    text = f"# A\n\nDat is bekend (SER, 2011).\n\n# B\n\nTekst.\n\n**Literatuur**\n\n{LISTED}\n{after}"
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert [reference.id for reference in proposal.module.references] == ["hof-steen-2013", "ser-2011"]
    assert sections(proposal)["A"] == "Dat is bekend [@ser-2011]."
    assert ("Een zin in de bijlage." in "".join(sections(proposal).values())) == bool(after)


def test_the_word_literature_alone_on_a_line_is_no_list(tmp_path: Path) -> None:
    proposal = proposal_of(
        made(tmp_path, "t.md", "# A\n\nLiteratuur\n\nis wat wij lezen.\n\n# B\n\nTekst.\n")
    )
    assert sections(proposal)["A"] == "Literatuur\n\nis wat wij lezen."


def test_entries_that_run_together_are_parted() -> None:
    text = (
        "Minderman, G. (2008). De school. In G. de Boer (Red.), *Handboek* (pp. 10–20). Den Haag: SDU. "
        "Smeets, E., & Van der Marx, T. P. (2008a). Afstemming. Nijmegen: ITS. SER. (2011). Krimp. "
        "https://example.org/krimp Raad voor het Onderwijs. (z.d.). Advies. Den Haag: Raad."
    )
    assert [entry[:12] for entry in parted(text)] == [
        "Minderman, G",
        "Smeets, E., ",
        "SER. (2011).",
        "Raad voor he",
    ]
    one = "Hofman, R. H., Steijn, B., & Hofman, A. (2013). Educational governance. *Studiën, 90*(4), 12–28."
    assert parted(one) == [one]


HOF = Entry({"id": "hof", "author": [{"family": n} for n in ("Hof", "Steen", "Dijk")], "issued": "2013"})
SMIT = Entry({"id": "smit", "author": [{"family": "Smit"}, {"family": "Maas"}], "issued": "2008"})


@pytest.mark.parametrize(
    ("text", "works", "unbound"),
    [
        ("Smit en Maas (2008) zien dat.", ("smit",), []),
        ("Jansen en Pol (2019) zien dat.", ("jansen & pol, 2019",), ["Jansen en Pol, 2019"]),
        ("Jansen et al. (2019) zien dat.", ("jansen, 2019",), ["Jansen et al., 2019"]),
        ("(Hof, Steen & Dijk, 2013) en (Hof et al., 2013) en Hof e.a. (2013).", ("hof",), []),
        ("(Jansen, Pol & Bos, 2019) en (Jansen et al., 2019).", ("jansen & pol & bos, 2019",), None),
        ("(Smit, 2008)", ("smit, 2008",), ["Smit, 2008"]),
    ],
)
def test_each_work_counts_once_and_is_bound_or_told(
    text: str, works: tuple[str, ...], unbound: list[str] | None
) -> None:
    """A citation that names one author is not that of a work by two."""
    binder = Binder([HOF, SMIT])
    (block,) = binder.blocks([Paragraph((Text(text),))])
    assert binder.works == works
    assert isinstance(block, Paragraph)
    marks = [item for item in block.content if hasattr(item, "code")]
    if unbound is not None:
        assert [mark.values["citation"] for mark in marks] == unbound


def test_a_document_says_what_was_left_out(tmp_path: Path) -> None:
    document = read_documents({"t": habits.written(tmp_path / "t.docx", habits.contents)}, lambda _: None)
    assert [dict(mark.values) for mark in document.told] == [
        {"text": "Inhoudsopgave · Begin 1 · Waarom 2 · Slot 1"}
    ]


REVIEWED_RTF = r"""{\rtf1\ansi{\*\revtbl{Unknown;}{Jan;}{Ren\'e9e;}}{\stylesheet{\s0 Normal;}{\s1\b Heading 1;}}
\pard\s1 A\par
\pard\s0 Een gesprek begint met {\deleted\revauthdel1 zwijgen {\b en wachten}}
{\revised\revauth2\revdttm132778624 luisteren}.\par
\pard\s0 \deleted\revauthdel1 Dit is weg.\deleted0 Dit blijft
{\*\atnid JW}{\*\atnauthor Jan de Wit}\chatn{\*\annotation{\*\atnref 1}\pard Klopt dit?} staan.\par}
"""


def test_open_changes_and_comments_of_an_rtf(tmp_path: Path) -> None:
    path = tmp_path / "t.rtf"
    path.write_text(REVIEWED_RTF, "ascii")
    proposal = proposal_of(path)
    assert sections(proposal)["A"] == "Een gesprek begint met luisteren.\n\nDit blijft staan."
    assert all_marks(proposal, "IMP-005") == [{"count": 3, "who": "Jan; Renée (2026-10-01)"}]
    assert all_marks(proposal, "IMP-006") == [{"author": "Jan de Wit", "text": "Klopt dit?"}]


def test_open_changes_of_nobody_are_told_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "t.rtf"
    path.write_text(r"{\rtf1\ansi\pard Een {\deleted oud}{\revised nieuw} begin.\par}", "ascii")
    proposal = proposal_of(path)
    assert all_marks(proposal, "IMP-088") == [{"count": 2}]
    assert not all_marks(proposal, "IMP-005")


REGION = (
    '<text:changed-region text:id="{}"><text:{}><office:change-info><dc:creator>Jan</dc:creator>'
    "<dc:date>2026-10-{}T10:00:00</dc:date></office:change-info>{}</text:{}></text:changed-region>"
)
ODT_CHANGES = (
    "<text:tracked-changes>"
    + REGION.format("c1", "deletion", "09", "<text:p>zwijgen</text:p>", "deletion")
    + REGION.format("c2", "insertion", "01", "", "insertion")
    + REGION.format("c3", "insertion", "05", "", "insertion")
    + "</text:tracked-changes>"
)
ODT_COMMENT = (
    "<office:annotation><dc:creator>Piet</dc:creator><dc:date>2026-11-27T13:43:21</dc:date>"
    "<text:p>Klopt dit</text:p><text:p>nog?</text:p></office:annotation>"
)


def test_open_changes_and_comments_of_an_odt(tmp_path: Path) -> None:
    def change(text: str) -> str:
        text = re.sub(r"(<office:text[^>]*>)", rf"\1{ODT_CHANGES}", text)
        inserted = '<text:change-start text:change-id="c2"/>luisteren<text:change-end text:change-id="c2"/>'
        return text.replace("VELD", f'{ODT_COMMENT}<text:change text:change-id="c1"/>{inserted}')

    path = made(tmp_path, "t.odt", "# A\n\nBegin met VELD.\n\n# B\n\nTekst.\n")
    proposal = proposal_of(with_content(path, change))
    assert sections(proposal)["A"] == "Begin met luisteren."
    assert all_marks(proposal, "IMP-005") == [{"count": 3, "who": "Jan (2026-10-01 – 2026-10-09)"}]
    assert all_marks(proposal, "IMP-006") == [{"author": "Piet", "text": "Klopt dit nog?"}]


BOX = "<text:p>Een kader.</text:p><text:p>Nog een regel.</text:p>"


@pytest.mark.parametrize(
    "box",
    [
        f'<draw:frame text:anchor-type="paragraph"><draw:text-box>{BOX}</draw:text-box></draw:frame>',
        f'<draw:custom-shape text:anchor-type="as-char">{BOX}<draw:enhanced-geometry/></draw:custom-shape>',
    ],
)
def test_the_text_boxes_of_an_odt_follow_what_they_hang_on(box: str, tmp_path: Path) -> None:
    path = made(tmp_path, "t.odt", "# A\n\nHet anker VELD einde.\n\nDaarna.\n\n# B\n\nTekst.\n")
    proposal = proposal_of(with_content(path, lambda text: text.replace("VELD", box)))
    assert sections(proposal)["A"] == "Het anker einde.\n\nEen kader.\n\nNog een regel.\n\nDaarna."


def with_content(path: Path, change: Callable[[str], str]) -> Path:
    """The OpenDocument text with its content changed."""
    target = path.with_name(f"anders-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "content.xml":
                text = data.decode()
                data = change(text).encode()
                assert data.decode() != text
            written.writestr(entry, data)
    return target


# What a second stranger's documents showed


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_the_line_of_a_table_or_a_picture_is_no_heading(kind: str, tmp_path: Path) -> None:
    text = (
        f"**Begin**\n\n{SENTENCE}\n\n**Tabel 1. Verzuim per school**\n\n{SENTENCE}\n\n"
        f"**Figuur 2a: De wijk**\n\n{SENTENCE}\n\n**Slot**\n\n{SENTENCE}\n"
    )
    assert list(sections(proposal_of(made(tmp_path, f"t.{kind}", text)))) == ["Begin", "Slot"]


def test_notes_that_an_odt_indents_are_no_quotations(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        "t.odt",
        f"# A\n\nEen zin.[^1]\n\n[^1]: De noot.\n\n    Haar vervolg.\n\n# B\n\n{SENTENCE}\n",
    )
    margin = 'fo:margin-left="0.6cm" fo:text-indent="-0.6cm"'
    form = f"<style:paragraph-properties {margin}/>"
    style = f'<style:style style:name="Noot" style:family="paragraph">{form}</style:style>'
    edit(path, "styles.xml", "(?=</office:styles>)", lambda _: style)
    edit(path, "content.xml", '"Footnote"', lambda _: '"Noot"')
    assert sections(proposal_of(path))["A"] == "Een zin.[^1]\n\n[^1]: De noot.\n\n    Haar vervolg."


def deeper_lists(document: Document) -> None:
    """Lists whose depth is a style's name, as Word's gallery has them."""
    document.add_heading("Deel", 1)
    for style, text in (
        ("List Bullet", "een"),
        ("List Bullet 2", "daarvan"),
        ("List Bullet 3", "en daarvan"),
        ("List Bullet", "twee"),
    ):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Tussen.")
    for style, text in (("List Number", "eerst"), ("List Bullet 2", "zo"), ("List Number", "dan")):
        document.add_paragraph(text, style=style)


def test_the_depth_of_a_list_that_only_its_style_tells(tmp_path: Path) -> None:
    assert sections(proposal_of(habits.written(tmp_path / "t.docx", deeper_lists))) == {
        "Deel": "- een\n  - daarvan\n    - en daarvan\n- twee\n\nTussen.\n\n1. eerst\n   - zo\n2. dan"
    }


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_words_that_are_struck_through_stand_there_and_are_told(kind: str, tmp_path: Path) -> None:
    proposal = proposal_of(
        made(tmp_path, f"t.{kind}", f"# A\n\nEen ~~oude regel~~ nieuwe.\n\n# B\n\n{SENTENCE}\n")
    )
    assert sections(proposal)["A"] == "Een oude regel nieuwe."
    assert all_marks(proposal, "IMP-031") == [{"text": "oude regel"}]


def test_a_formula_of_word_stands_there_and_is_told(tmp_path: Path) -> None:
    proposal = proposal_of(
        made(tmp_path, "t.docx", f"# A\n\nDat is $\\frac{{a}}{{b}}$.\n\n# B\n\n{SENTENCE}\n")
    )
    assert sections(proposal)["A"] == "Dat is `\\frac{a}{b}`."
    assert all_marks(proposal, "IMP-032") == [{"text": "\\frac{a}{b}"}]


def test_each_of_two_documents_has_its_own_list_of_works(tmp_path: Path) -> None:
    def document(name: str, author: str) -> Path:
        work = f"{author}, E. (2007). Samen. Nijmegen: ITS."
        shared = "Bos, A. (2010). Wijk. Utrecht: Agiel."
        return made(
            tmp_path, name, f"# {name}\n\nZo is het ({author}, 2007).\n\n# Literatuur\n\n{shared}\n\n{work}\n"
        )

    paths = [document("a.docx", "Smit"), document("b.docx", "Dijk")]
    found = proposed(read_documents({p.name: p for p in paths}, lambda _: None), Choices("m", DATE))[0]
    assert [reference.id for reference in found.module.references] == ["bos-2010", "smit-2007", "dijk-2007"]
    assert list(sections(found).values()) == [
        "Zo is het [@smit-2007].",
        "Zo is het [@dijk-2007].",
    ]


def test_a_description_has_the_names_of_its_citations(tmp_path: Path) -> None:
    text = (
        "# A\n\nVolgens Smit (2007) is verzuim in de wijk geen zaak van een mens alleen, en dat weten wij nu al langer"
        " (Smit, 2007, p. 4). Wij vragen door.\n\n# Literatuur\n\nSmit, E. (2007). Samen. Nijmegen: ITS.\n"
    )
    assert proposal_of(made(tmp_path, "t.docx", text)).module.definition.description == (
        "Volgens Smit is verzuim in de wijk geen zaak van een mens alleen, en dat weten wij nu al langer."
        " Wij vragen door."
    )


def test_the_name_of_the_file_is_the_title_where_there_is_none(tmp_path: Path) -> None:
    path = made(tmp_path, "03_verzuim-in_de-regio.docx", f"{DUTCH}\n\n{DUTCH}\n")
    assert proposal_of(path).module.definition.title == "Verzuim in de regio"
    target = tmp_path / "03"
    assert import_to({path.name: path}, target, DATE, None, "nl", lambda _: None).module is not None
    assert "identifier: verzuim-in-de-regio\n" in (target / "module.yaml").read_text("utf-8")


def test_the_only_heading_is_the_title_too(tmp_path: Path) -> None:
    proposal = proposal_of(made(tmp_path, "3 stuk.docx", f"# De wijk\n\n{DUTCH}\n\n{SENTENCE}\n"))
    assert proposal.module.definition.title == "De wijk"
    assert list(sections(proposal)) == ["De wijk"]


def test_a_bold_title_with_a_line_about_the_document(tmp_path: Path) -> None:
    text = "**Verzuim in de regio**\n\nVersie 3, maart 2026\n\n" + "".join(
        f"**{title}**\n\n{SENTENCE}\n\n" for title in ("Begin", "Slot")
    )
    for kind in ("docx", "odt", "rtf"):
        proposal = proposal_of(made(tmp_path, f"t.{kind}", text))
        definition = proposal.module.definition
        assert (definition.title, definition.subtitle) == ("Verzuim in de regio", "Versie 3, maart 2026")
        assert list(sections(proposal)) == ["Begin", "Slot"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De school staat in de wijk en dat is goed, de les in de ochtend en de sport in de middag.", "nl"),
        ("It bern giet nei skoalle, foar it earst mei syn heit, en dat is moai.", "fy"),
    ],
)
def test_a_short_dutch_text_is_not_frisian(text: str, language: str) -> None:
    assert language_of([Paragraph((Text(text),))], "") == language


@pytest.mark.parametrize(
    "text",
    [
        "Dat zegt de wet (Wet van 2021).",
        "Dat was in Utrecht (2010) zo.",
        "Dat staat vast (maart 2020).",
        "Zie daar (Tabel 3, 2019).",
        "Zo gaat het (Schooljaar 2020).",
    ],
)
def test_a_year_that_is_no_work_is_no_citation(text: str) -> None:
    assert merged(Binder([]).text(text)) == (Text(text),)


# What files of Word itself, and of others, showed


def test_cells_below_a_cell_of_two_rows_stay_in_their_column(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        table = document.add_table(4, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"c{number}"
        table.cell(1, 1).merge(table.cell(2, 1)).text = "hoog"

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", make))) == {
        "Deel": "| c0 | c1 | c2 |\n|---|---|---|\n| c3 | hoog | c5 |\n| c6 |  | c8 |\n| c9 | c10 | c11 |"
    }


def test_a_row_that_begins_late_keeps_its_cells(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        table = document.add_table(2, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"c{number}"
        row = table.rows[1]._tr
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {habits.W} w:val="1"/>'))

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", make))) == {
        "Deel": "| c0 | c1 | c2 |\n|---|---|---|\n|  | c4 | c5 |"
    }


def test_a_style_within_the_same_style_is_one(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        paragraph = document.add_paragraph("Dat is ")
        paragraph.add_run("vet", style="Strong").bold = True
        paragraph.add_run(" gezet.")

    path = habits.written(tmp_path / "t.docx", make)
    assert sections(proposal_of(path)) == {"Deel": "Dat is **vet** gezet."}
    page = f"<h1>A</h1><p>Dat <b>is <i>heel <b>vet</b></i></b> zo.</p><h1>B</h1><p>{SENTENCE}</p>"
    assert sections(proposal_of(saved(tmp_path / "t.html", page)))["A"] == "Dat **is *heel vet*** zo."


def test_a_table_in_a_table_of_an_odt_stands_below_it(tmp_path: Path) -> None:
    path = made(
        tmp_path, "t.odt", f"# A\n\n| a | b |\n|---|---|\n| c | INNER |\n\nNa.\n\n# B\n\n{SENTENCE}\n"
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('x')}{cell.format('y')}</table:table-row>"
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    inner = f"d</text:p><table:table>{columns}{row}{row}</table:table><text:p>"
    edit(path, "content.xml", "INNER", lambda _: inner)
    proposal = proposal_of(path)
    assert sections(proposal)["A"] == (
        "| a | b |\n|---|---|\n| c | d |\n\n| x | y |\n|---|---|\n| x | y |\n\nNa."
    )
    assert told(proposal) == ["IMP-009"]


def test_the_list_of_a_reference_manager_leaves_no_heading_behind(tmp_path: Path) -> None:
    text = f"# A\n\nDat is bekend VELD.\n\n# B\n\n{SENTENCE}\n\n# Literatuur\n\nLIJST\n"
    path = with_zotero_field(made(tmp_path, "t.docx", text))
    entry = "Geijsel, F. (2015). Samen sterk. Garant."
    listed = field('ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY', entry)
    edited(path, '<w:r><w:t xml:space="preserve">LIJST</w:t></w:r>', listed)
    proposal = proposal_of(path)
    assert list(sections(proposal)) == ["A", "B"]
    assert told(proposal) == []


def test_a_paragraph_in_the_style_of_a_heading_is_no_heading(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        document.add_heading(f"2.1 {SENTENCE * 8}", 2)
        document.add_paragraph(SENTENCE)

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", make))) == {
        "Deel": f"2.1 {SENTENCE * 8}\n\n{SENTENCE}"
    }


# Formulas and headings of an OpenDocument text

FORMULA = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mi>kern</mi></mrow>'
    '<annotation encoding="StarMath 5.0">E = kern</annotation></semantics></math>'
)


@pytest.mark.parametrize("address", ["Object 1/", "./Object 1", "./Object 1/"])
@pytest.mark.parametrize(("drawn", "seen"), [("frame", True), ("onbekend", False)])
def test_a_formula_of_an_odt_is_text_or_told(address: str, drawn: str, seen: bool, tmp_path: Path) -> None:
    path = made(tmp_path, "t.odt", f"# A\n\nDe wet FORMULE geldt.\n\n# B\n\n{SENTENCE}\n")
    shown = f'<draw:{drawn}><draw:object xlink:href="{address}" xlink:type="simple"/></draw:{drawn}>'
    edit(path, "content.xml", "FORMULE", lambda _: shown)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Object 1/content.xml", FORMULA)
    proposal = proposal_of(path)
    text = sections(proposal)["A"]
    assert (text == "De wet `E = {kern}` geldt.") == seen
    assert told(proposal) == (["IMP-032"] if seen else ["IMP-034"])
    assert seen or all_marks(proposal, "IMP-034") == [{"text": "E = kern"}]


def test_a_formula_of_word_is_text_and_told(tmp_path: Path) -> None:
    proposal = proposal_of(made(tmp_path, "t.docx", f"# A\n\nDe wet $E = mc$ geldt.\n\n# B\n\n{SENTENCE}\n"))
    assert sections(proposal)["A"] == "De wet `E = mc` geldt."
    assert told(proposal) == ["IMP-032"]


def test_a_paragraph_in_the_style_of_headings_is_one(tmp_path: Path) -> None:
    """As LibreOffice writes the first heading of a web page: a paragraph, in a style derived from that of headings."""
    path = made(
        tmp_path, "t.odt", f"# De wijk\n\nVooraf staat dit.\n\n## A\n\n{SENTENCE}\n\n## B\n\n{SENTENCE}\n"
    )
    edit(
        path,
        "content.xml",
        r"<text:h [^>]*outline-level=\"1\"[^>]*>(.*?)</text:h>",
        lambda match: f'<text:p text:style-name="Eigen">{match[1]}</text:p>',
    )
    style = (
        '<style:style style:name="Eigen" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'
    )
    edit(path, "content.xml", "(?=</office:automatic-styles>)", lambda _: style)
    proposal = proposal_of(path)
    assert proposal.module.definition.title == "De wijk"
    assert [*sections(proposal)][-2:] == ["A", "B"]


# Lists of works, e-mails, questions asked twice


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Verplichte literatuur", True),
        ("Aanbevolen literatuur", True),
        ("Geraadpleegde bronnen", False),
        ("Referenties", False),
        ("Bronvermelding", False),
        ("Recommended reading", True),
    ],
)
def test_headings_of_reference_lists(heading: str, said: bool, tmp_path: Path) -> None:
    """What a heading says of its works is told: a list of all works does not say it."""
    work = "Hof, A. (2013). *Goed bestuur*. Utrecht: Raad."
    proposal = proposal_of(made(tmp_path, "t.docx", f"# A\n\n{SENTENCE}\n\n# {heading}\n\n{work}\n"))
    assert [reference.csl["title"] for reference in proposal.module.references] == ["Goed bestuur"]
    assert heading not in sections(proposal)
    assert all_marks(proposal, "IMP-066") == ([{"text": heading}] if said else [])


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("RE: FW: De wijk in", "De wijk in"),
        ("Fwd: De wijk in", "De wijk in"),
        ("Betr.: De wijk in", "De wijk in"),
        ("Antw: De wijk in", "De wijk in"),
        ("Rekenen: de basis", "Rekenen: de basis"),
    ],
)
def test_a_title_is_no_subject_of_an_answer(subject: str, title: str, tmp_path: Path) -> None:
    text = f"---\ntitle: '{subject}'\n---\n\n# A\n\n{SENTENCE}\n\n# B\n\n{SENTENCE}\n"
    assert proposal_of(made(tmp_path, "t.docx", text)).module.definition.title == title


def test_a_question_asked_twice_is_one(tmp_path: Path) -> None:
    text = (
        f"# Wat ziet u?\n\n**Wat ziet u?**\n\n{SENTENCE}\n\n# Wat doet u?\n\n**Wat ziet u ?**\n\n{SENTENCE}\n"
    )
    questions = proposal_of(made(tmp_path, "t.docx", text)).module.definition.guiding_questions
    assert questions == ("Wat ziet u?", "Wat doet u?")
