"""Habits of other makers that a stranger's documents showed: what is in the module, and what is told, for each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from PIL import Image

from modulebouwer.cli import main
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.record import message
from modulebouwer.importing.importing import read_documents
from modulebouwer.importing.unreadable import Unreadable
from unit.importing import habits
from unit.importing.documents import made
from unit.importing.printed import Line, Page, printed
from unit.importing.test_habits import SENTENCE, proposal_of, sections
from unit.importing.test_makers import BOOK, all_marks, edit, saved, with_content

if TYPE_CHECKING:
    from docx.document import Document

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


# Word


def watermark(document: Document) -> None:
    document.add_heading("Kop", 1)
    document.add_paragraph(SENTENCE)
    paragraph = document.sections[0].header.paragraphs[0]
    shape = f'<v:shape {VML} id="PowerPlusWaterMarkObject1"><v:textpath string="CONCEPT"/></v:shape>'
    habits.xml(paragraph, f"<w:r><w:pict>{shape}</w:pict></w:r>")


def test_a_watermark_is_told(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", watermark))
    assert all_marks(proposal, "IMP-018") == [{"text": "CONCEPT"}]


def joined(document: Document) -> None:
    document.add_heading("Kop", 1)
    for text, gone in (
        ("Deze alinea loopt door ", True),
        ("in de volgende", True),
        (" alinea.", False),
        ("Slot.", False),
    ):
        paragraph = document.add_paragraph(text)
        if gone:
            mark = f'<w:rPr {habits.W}><w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"/></w:rPr>'
            properties: Any = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(mark))


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next_one(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", joined))
    assert sections(proposal)["Kop"] == "Deze alinea loopt door in de volgende alinea.\n\nSlot."
    assert all_marks(proposal, "IMP-005") == [{"count": 2, "who": "A (2026-01-01)"}]


@pytest.mark.parametrize("name", ["Citaat DHS", "Intense Quote", "Blokcitaat", "Mijn citaat"])
def test_a_style_for_quotations_makes_one(name: str, tmp_path: Path) -> None:
    def quoted(document: Document) -> None:
        if name not in {style.name for style in document.styles}:
            document.styles.add_style(name, 1)
        document.add_heading("Kop", 1)
        document.add_paragraph(SENTENCE)
        document.add_paragraph("Wie niet waagt, die niet wint.", style=name)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", quoted))
    assert sections(proposal)["Kop"].endswith("\n\n> Wie niet waagt, die niet wint.")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["•\teen", "o\tonder een", "o\tnog een", "•\ttwee"], "- een\n  - onder een\n  - nog een\n- twee"),
        (["• een", "• twee", "▪ onder twee"], "- een\n- twee\n  - onder twee"),
        (["o een", "o twee"], "- een\n- twee"),
        (["- een", "• twee"], "- een\n- twee"),
        (["➢ een", "➢ twee"], "- een\n- twee"),
        (["- een", "   - onder een", "\t\t- diep", "- twee"], "- een\n  - onder een\n    - diep\n- twee"),
        (["  1. een", "    - onder een", "  2. twee"], "1. een\n   - onder een\n2. twee"),
    ],
)
def test_the_sign_of_a_typed_point_tells_how_deep_it_is(
    typed: list[str], written: str, tmp_path: Path
) -> None:
    def points(document: Document) -> None:
        document.add_heading("Kop", 1)
        document.add_paragraph("Neem mee:")
        for text in typed:
            document.add_paragraph(text)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", points))
    assert sections(proposal)["Kop"] == f"Neem mee:\n\n{written}"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Neem mee:\n• een\n• twee", "Neem mee:\n\n- een\n- twee"),
        ("Begin zo:\n\n1. een\n2. twee\nEn dan rust.", "Begin zo:\n\n1. een\n2. twee\n\nEn dan rust."),
        ("• een\ndie doorloopt\n• twee", "- een\\\n  die doorloopt\n- twee"),
        ("Taken:\n• een\n\to onder een\n• twee", "Taken:\n\n- een\n  - onder een\n- twee"),
        ("Wie: • Jan\n• Piet", "Wie:\n\n- Jan\n- Piet"),
        ("Taken: • kijken • luisteren", "Taken:\n\n- kijken\n- luisteren"),
        ("Oost • West • Noord", "Oost • West • Noord"),
        ("Dorpsstraat 1\n1234 AB Oost", "Dorpsstraat 1\\\n1234 AB Oost"),
        ("Hij zei:\n- nee", "Hij zei:\\\n\\- nee"),
        ("Dagen:\n3. woensdag\n12. vrijdag", "Dagen:\\\n3\\. woensdag\\\n12\\. vrijdag"),
    ],
)
def test_points_on_the_lines_of_one_paragraph_are_a_list(typed: str, written: str, tmp_path: Path) -> None:
    def points(document: Document) -> None:
        document.add_heading("Kop", 1)
        document.add_paragraph(typed)

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", points)))["Kop"] == written


def test_a_page_written_by_hand(tmp_path: Path) -> None:
    """Lines of nothing part paragraphs, tags of cells have no end, and only the foot says whose site it is."""
    page = (
        "<HTML><HEAD><TITLE>Rekenen | Rekenweb</TITLE></HEAD><BODY><H2>Begin</H2>"
        f"<P>{SENTENCE}<BR><BR>{SENTENCE}<BR>Slot.<TABLE BORDER=1><TR><TH>Getal<TH>Naam<TR><TD>1<TD>een</TABLE>"
        f"<H2>Verder</H2><P>{SENTENCE}<P>&copy; Rekenweb 2004</BODY></HTML>"
    )
    proposal = proposal_of(saved(tmp_path / "t.html", page))
    assert proposal.module.definition.title == "Rekenen"
    assert sections(proposal)["Begin"] == (
        f"{SENTENCE}\n\n{SENTENCE}\\\nSlot.\n\n| Getal | Naam |\n|---|---|\n| 1 | een |"
    )
    assert not all_marks(proposal, "IMP-034")


def test_a_heading_by_its_looks_right_above_another_is_the_title(tmp_path: Path) -> None:
    def bold(document: Document) -> None:
        for text in ("Samen lezen", "Waarom lezen", "", "Hoe lezen", ""):
            paragraph = document.add_paragraph(text or SENTENCE)
            paragraph.runs[0].bold = bool(text)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", bold))
    assert proposal.module.definition.title == "Samen lezen"
    assert sections(proposal) == {"Waarom lezen": SENTENCE, "Hoe lezen": SENTENCE}


def test_questions_below_each_other_are_no_headings(tmp_path: Path) -> None:
    text = (
        f"DE WIJK IN GAAN\nEen handreiking\n\nBegin\n{SENTENCE}\n\nHoe begint u?\nWie doet mee?\n\n"
        f"Slot\n{SENTENCE}\n"
    )
    proposal = proposal_of(saved(tmp_path / "t.txt", text))
    definition = proposal.module.definition
    assert (definition.title, definition.subtitle) == ("DE WIJK IN GAAN", "Een handreiking")
    assert sections(proposal) == {"Begin": f"{SENTENCE}\n\nHoe begint u?\\\nWie doet mee?", "Slot": SENTENCE}
    assert definition.guiding_questions == ("Hoe begint u?", "Wie doet mee?")


def test_a_list_in_a_cell_is_a_sentence_and_told(tmp_path: Path) -> None:
    """Markdown has no list in a cell. A box to tick is no sign of a point."""

    def cells(document: Document) -> None:
        document.add_heading("Kop", 1)
        table = document.add_table(3, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Wie", "Wat"
        table.cell(1, 0).text, table.cell(2, 0).text = "School: • groep 3 • groep 4", "□ ja □ nee"
        cell = table.cell(1, 1)
        cell.paragraphs[0].text = "Taken"
        for text, style in (
            ("kijken", ""),
            ("luisteren", ""),
            ("naar ouders", " 2"),
            ("Praten.", ""),
            ("doen", ""),
        ):
            cell.add_paragraph(text, f"List Bullet{style}")
        table.cell(2, 1).paragraphs[0].style = "List Number"
        table.cell(2, 1).paragraphs[0].add_run("eerst")
        table.cell(2, 1).add_paragraph("dan", "List Number")

    proposal = proposal_of(habits.written(tmp_path / "t.docx", cells))
    assert sections(proposal)["Kop"] == (
        "| Wie | Wat |\n|---|---|\n"
        "| School: groep 3; groep 4 | Taken: kijken; luisteren; naar ouders; Praten. doen |\n"
        "| □ ja □ nee | 1. eerst; 2. dan |"
    )
    assert all_marks(proposal, "IMP-089") == [{}]


def test_a_typed_point_that_is_indented_is_no_quotation_and_one_in_a_cell_has_no_sign(tmp_path: Path) -> None:
    def points(document: Document) -> None:
        document.add_heading("Kop", 1)
        for text, indent in (("- een", 1), ("- onder een", 2), ("- twee", 1)):
            document.add_paragraph(text).paragraph_format.left_indent = Cm(indent)
        for text in ("- een", "   - onder een"):
            document.add_paragraph(text, "Quote")
        cell = document.add_table(1, 2).cell(0, 0)
        cell.text = "- een"
        cell.add_paragraph("   - onder een")

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", points)))["Kop"] == (
        "- een\n  - onder een\n- twee\n\n> - een\n>   - onder een\n\n| een; onder een |  |\n|---|---|"
    )


# Literature


WORKS = """# Deel

De wet is helder (Ministerie van Onderwijs, Cultuur en Wetenschap [OCW], 2022). Zo ziet de raad het (ROB, 2020), en
Smit (2018).

# Literatuur

Ministerie van Onderwijs, Cultuur en Wetenschap (2022). Wet op het primair onderwijs. OCW.

Raad voor het Openbaar Bestuur (ROB) (2020). Goed bestuur.

Smit, L. (2018). “Wie stuurt?” Basisschoolmanagement, 31(4), blz. 4-7.

NB: de lijst is bijgewerkt tot en met maart 2026.
"""


def test_an_organisation_with_a_comma_in_its_name_is_bound_and_a_remark_is_no_work(tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.md", WORKS))
    assert sections(proposal) == {
        "Deel": "De wet is helder [@ministerie-van-onderwijs-cultuur-en-wetenschap-2022]. Zo ziet de raad het "
        "[@raad-voor-het-openbaar-bestuur-rob-2020], en @smit-2018.",
        "Literatuur": "NB: de lijst is bijgewerkt tot en met maart 2026.",
    }
    assert all_marks(proposal, "IMP-002") == []
    smit = dict(proposal.module.references[-1].csl)
    assert [smit[key] for key in ("title", "container-title", "volume", "issue", "page")] == [
        "“Wie stuurt?”",
        "Basisschoolmanagement",
        "31",
        "4",
        "4-7",
    ]


# Markdown


def test_the_author_above_a_text_is_told_and_no_section(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Wiki\nauthor: [Team, Ali]\ndate: 2026\n---\n\n# Een\n\nTekst.\n\n- [ ] lezen\n- [x] inlichten\n\n"
        '<div class="kader">Kader in html.</div>\n\n# Twee\n\nSlot.\n'
    )
    proposal = proposal_of(saved(tmp_path / "t.md", text))
    assert sections(proposal) == {
        "Een": "Tekst.\n\n- ☐ lezen\n- ☒ inlichten\n\nKader in html.",
        "Twee": "Slot.",
    }
    assert all_marks(proposal, "IMP-085") == [{"text": "author: Team · author: Ali · date: 2026"}]
    assert all_marks(proposal, "IMP-034") == []


# Titles


def cover(document: Document) -> None:
    """A title page as a provider has it, and a page break."""
    Image.new("RGB", (4, 4), "blue").save(path := io.BytesIO(), "PNG")
    document.add_picture(path)
    for text, size in (("Reader", 14), ("Leiding geven", 28), ("Basisopleiding", 16), ("Versie 3", 11)):
        run = document.add_paragraph().add_run(text)
        run.font.size, run.bold = Pt(size), size == 28
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    for title in ("Begin", "Slot"):
        document.add_heading(title, 1)
        document.add_paragraph(SENTENCE)


def test_the_title_page_of_a_word_document_is_told_and_no_section(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", cover))
    assert proposal.module.definition.title == "Leiding geven"
    assert sections(proposal) == {"Begin": SENTENCE, "Slot": SENTENCE}
    said = "[Picture 1] · Reader · Basisopleiding · Versie 3"
    assert all_marks(proposal, "IMP-085") == [{"text": said}]


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.paragraphs[4].add_run(" Dit is een zin."),
        lambda document: setattr(document.paragraphs[1].runs[0].font, "size", Pt(28)),
        lambda document: document.add_comment(document.paragraphs[1].runs, "Klopt dit?", "Anja"),
    ],
)
def test_a_first_page_with_more_than_a_title_stays(
    change: Callable[[Document], object], tmp_path: Path
) -> None:
    def make(document: Document) -> None:
        cover(document)
        change(document)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", make))
    assert all_marks(proposal, "IMP-085") == []
    definition = proposal.module.definition
    assert "Versie 3" in " ".join((definition.subtitle or "", *sections(proposal).values()))


def test_a_line_in_smaller_letters_above_the_title_says_what_sort_of_text_it_is(tmp_path: Path) -> None:
    lines = [
        Line("Professionaliseringsthema", down=80, size=13),
        Line("Samenwerken met de regio", down=120, size=18, font="bold"),
        Line("Een eerste zin over het thema.", down=150),
        Line("Wat en waarom", down=190, size=15, font="bold"),
        Line("Een zin over wat en waarom.", down=220),
        Line("In de praktijk", down=260, size=15, font="bold"),
        Line("Een zin over de praktijk.", down=290),
    ]
    definition = proposal_of(printed(tmp_path / "a.pdf", Page(lines))).module.definition
    assert (definition.title, definition.subtitle) == (
        "Samenwerken met de regio",
        "Professionaliseringsthema",
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("27b_hand-out", "Hand out"),
        ("06 apa_lijst", "Apa lijst"),
        ("3b", "3b"),
        ("2e-kans", "2e kans"),
        ("2026-03-01_verzuim", "Verzuim"),
    ],
)
def test_the_number_of_a_file_is_no_part_of_a_title(name: str, title: str, tmp_path: Path) -> None:
    path = made(tmp_path, f"{name}.docx", f"{SENTENCE}\n\n{SENTENCE}\n")
    assert proposal_of(path).module.definition.title == title


def test_a_heading_above_works_alone_does_not_hide_the_only_heading(tmp_path: Path) -> None:
    text = f"# Leiden\n\n{SENTENCE}\n\n# Literatuur\n\nSmit, L. (2018). *Leiden*. Boom.\n"
    assert proposal_of(made(tmp_path, "06_apa.docx", text)).module.definition.title == "Leiden"


def test_a_description_has_no_raised_numbers(tmp_path: Path) -> None:
    long = "Slaap wordt door scholen en ouders al jaren onderschat, zo blijkt uit onderzoek onder leerlingen."
    proposal = proposal_of(made(tmp_path, "t.docx", f"# A\n\n{long}^4^\n\n# B\n\nSlot.\n"))
    assert proposal.module.definition.description == long


# Headings in lists


def test_headings_in_the_points_of_a_page_are_parts_or_bold_words(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>Titel</h1><ol><li><h2>Eerst</h2><p>Tekst.</p></li><li><h2>Dan</h2><p>Meer.</p></li></ol>"
        "<h2>Slot</h2><ul><li><h3>Los</h3></li><li>punt</li></ul></body></html>"
    )
    proposal = proposal_of(saved(tmp_path / "t.html", page))
    assert sections(proposal) == {"1. Eerst": "Tekst.", "2. Dan": "Meer.", "Slot": "- **Los**\n- punt"}


# Pages of a site


SITE = (
    "<html><body><div role='dialog'><p>Wij gebruiken cookies.</p> <button>Akkoord</button></div><a class='skip-link' "
    "href='#main'>Naar de inhoud</a><main id='main'><nav class='breadcrumb'><a href='/'>Home</a></nav><article>"
    "<h1>Werkdruk</h1><p>Meet eerst<sup id='ref1'><a href='#fn1'>1</a></sup> en kies dan<sup><a id='ref2' href='#fn2'>2"
    "</a></sup>.</p><p><button>Deel dit</button></p><ol><li id='fn1'>Met een lijst. <a href='#ref1'>↩</a></li>"
    "<li id='fn2'><p>Samen. <a href='#ref2'>↑</a></p></li></ol></article></main></body></html>"
)


def test_what_one_clicks_on_is_no_text_and_notes_in_a_list_are_notes(tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.html", SITE))
    assert sections(proposal) == {
        "Werkdruk": "Meet eerst[^1] en kies dan[^2].\n\n[^1]: Met een lijst.\n\n[^2]: Samen."
    }
    told = {str(mark["text"]) for mark in all_marks(proposal, "IMP-018")}
    assert told == {"Wij gebruiken cookies. Akkoord", "Naar de inhoud", "Home", "Deel dit"}
    assert all_marks(proposal, "IMP-034") == []


def test_a_numbered_list_that_nothing_leads_to_stays_a_list(tmp_path: Path) -> None:
    page = "<html><body><h1>Kop</h1><p>Zie <a href='#a'>1</a>.</p><ol><li id='a'>Eerst</li><li>Dan</li></ol></body>"
    assert sections(proposal_of(saved(tmp_path / "t.html", page)))["Kop"] == "Zie 1.\n\n1. Eerst\n2. Dan"


# Letters and mails


def test_a_letter_is_called_after_what_it_is_about(tmp_path: Path) -> None:
    head = [
        "De Vlinder",
        "Kerkstraat 1",
        "1234 AB Almere",
        "Almere, 3 maart 2026",
        "Betreft: schoolreis",
        "Geachte ouders,",
    ]
    text = "\n\n".join(
        [*head, f"{SENTENCE} {SENTENCE}", "**Wat neemt u mee?**", SENTENCE, "**Wanneer**", SENTENCE]
    )
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert (proposal.module.definition.title, proposal.module.definition.subtitle) == ("Schoolreis", None)
    assert "1234 AB Almere\n\nAlmere, 3 maart 2026" in sections(proposal)["Inleiding"]


MAIL = """Van: Anja de Vries <anja@devlinder.nl>
Verzonden: dinsdag 3 maart 2026 14:12
Aan: team@devlinder.nl
Onderwerp: RE: Afspraken leesonderwijs

Dag allemaal,

Dank voor jullie reacties.

Groet,
Anja

Van: Bert Bakker <bert@devlinder.nl>
Verzonden: maandag 2 maart 2026 9:01
Onderwerp: Afspraken leesonderwijs

> Wat vind jij van de bibliotheek?
> En van de boeken in de klas?

Ik vind dat we vaker moeten gaan.
"""


def test_the_lines_of_a_mail_stay_apart_and_none_is_a_heading(tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.txt", MAIL))
    assert proposal.module.definition.title == "Afspraken leesonderwijs"
    (text,) = sections(proposal).values()
    assert text.split("\n\n")[:4] == [
        "Van: Anja de Vries \\<anja@devlinder.nl>",
        "Verzonden: dinsdag 3 maart 2026 14:12",
        "Aan: team@devlinder.nl",
        "Onderwerp: RE: Afspraken leesonderwijs",
    ]
    assert "Groet,\n\nAnja\n\nVan: Bert Bakker" in text
    assert "\n\n> Wat vind jij van de bibliotheek?" in text
    assert "#" not in text


# Forms and tables of contents of Word


def form(document: Document) -> None:
    document.add_heading("Kop", 1)
    for ticked, text in (("0", " nooit"), ("1", " vaak")):
        paragraph = document.add_paragraph()
        data = f'<w:ffData><w:checkBox><w:default w:val="{ticked}"/></w:checkBox></w:ffData>'
        habits.xml(paragraph, f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>')
        habits.xml(paragraph, "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>")
        habits.xml(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        paragraph.add_run(text)


def test_the_boxes_of_a_form_are_seen(tmp_path: Path) -> None:
    assert sections(proposal_of(habits.written(tmp_path / "t.docx", form)))["Kop"] == "☐ nooit\n\n☒ vaak"


def listed_below_a_style(document: Document) -> None:
    document.add_paragraph("Inhoudsopgave", style="TOC Heading")
    for text in ("1 Missie\t3", "2 Onderwijs\t4"):
        document.add_paragraph(text)
    for text in ("1 Missie", "2 Onderwijs"):
        document.add_heading(text, 1)
        document.add_paragraph(SENTENCE)


def test_a_typed_table_of_contents_goes_with_its_styled_heading(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", listed_below_a_style))
    assert list(sections(proposal)) == ["1 Missie", "2 Onderwijs"]
    assert all_marks(proposal, "IMP-019") == [{"text": "Inhoudsopgave · 1 Missie 3 · 2 Onderwijs 4"}]


# OpenDocument


OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="a" style:num-suffix="." text:display-levels="2"/>'
    "</text:outline-style>"
)


def outlined(path: Path, outline: str) -> Path:
    """The document with ``outline`` as its way to number headings."""

    def change(text: str) -> str:
        return text.replace("<office:styles>", f"<office:styles>{outline}")

    edit(
        path,
        "styles.xml",
        r"(?s)<text:outline-style.*?</text:outline-style>|<text:outline-style[^>]*/>",
        lambda _: "",
    )
    edit(path, "styles.xml", r"<office:styles>", lambda match: change(match.group()))
    return path


def test_a_number_of_the_outline_that_a_text_points_to_is_told(tmp_path: Path) -> None:
    text = "# Begin\n\nZie paragraaf 2.2 en hoofdstuk 1, niet hoofdstuk 9.\n\n# Slot\n\n## Een\n\nA.\n\n## Twee\n\nB.\n"
    path = outlined(made(tmp_path, "t.odt", text), OUTLINE.replace('"a"', '"1"'))
    assert all_marks(proposal_of(path), "IMP-065") == [
        {"text": "paragraaf 2.2", "heading": "Twee"},
        {"text": "hoofdstuk 1", "heading": "Begin"},
    ]


def test_a_number_of_the_outline_with_words_is_written(tmp_path: Path) -> None:
    outline = OUTLINE.replace(
        'text:level="1" style:num-format="1"',
        'text:level="1" style:num-format="A" style:num-prefix="Bijlage "',
    )
    path = outlined(made(tmp_path, "t.odt", "# Vragen\n\nTekst.\n\n# Antwoorden\n\nSlot.\n"), outline)
    assert list(sections(proposal_of(path))) == ["Bijlage A Vragen", "Bijlage B Antwoorden"]


def test_headings_that_an_odt_keeps_in_lists_are_headings(tmp_path: Path) -> None:
    """As LibreOffice writes what Word numbered by a list."""
    listed = (
        '<text:list text:style-name="N1"><text:list-item><text:h text:outline-level="1">Vragen</text:h>'
        "</text:list-item></text:list><text:p>Zie paragraaf 2.1.</text:p>"
        '<text:list text:continue-numbering="true" text:style-name="N1">'
        '<text:list-item><text:h text:outline-level="1">Antwoorden</text:h><text:list><text:list-item><text:h '
        'text:outline-level="2">Kort</text:h></text:list-item></text:list></text:list-item></text:list><text:p>B.</text:p>'
    )
    styles = (
        '<text:list-style style:name="N1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    )
    path = made(tmp_path, "t.odt", "Hier.\n")
    edit(path, "styles.xml", r"<office:styles>", lambda match: match.group() + styles)
    path = with_content(path, lambda text: text.replace("</office:text>", f"{listed}</office:text>"))
    proposal = proposal_of(path)
    assert sections(proposal) == {
        "Inleiding": "Hier.",
        "Vragen": "Zie paragraaf 2.1.",
        "Antwoorden": "## Kort\n\nB.",
    }
    assert all_marks(proposal, "IMP-065") == [{"text": "paragraaf 2.1", "heading": "Kort"}]


# What cannot be read


def locked_pdf(path: Path) -> None:
    writer = pypdf.PdfWriter(printed(path, Page([Line("Een zin die niemand mag lezen.")])))
    writer.encrypt("geheim")
    writer.write(path)


def locked_odt(path: Path) -> None:
    manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", b"\x01\x02\x03")
    path.write_bytes(stream.getvalue())


def locked_docx(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(("kind", "lock"), [("pdf", locked_pdf), ("odt", locked_odt), ("docx", locked_docx)])
def test_a_document_with_a_password_is_one_sentence_and_no_folder(
    kind: str, lock: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"t.{kind}"
    lock(path)
    with pytest.raises(Unreadable) as error:
        read_documents({path.name: path}, lambda _: None)
    assert error.value.finding.code == "IMP-101"
    assert main(["import", str(path), "--to", str(tmp_path / "m"), "--lang", "nl"]) == 1
    assert "met een wachtwoord beveiligd" in capsys.readouterr().out
    assert not (tmp_path / "m").exists()


def test_what_to_do_about_an_empty_document_comes_before_a_scan() -> None:
    _, hint = message(Finding("IMP-107", Location("t.docx")), "nl")
    assert hint.index("Kies het document") < hint.index("scan")


# A fifth stranger's documents


def test_a_letter_behind_a_sign_of_rtf_stays(tmp_path: Path) -> None:
    path = tmp_path / "t.rtf"
    path.write_text(r"{\rtf1\ansi \u8220?Dank\u8221? zegt zij, met een \u233\'e9\u233e.\par}", "ascii")
    assert list(sections(proposal_of(path)).values()) == ["“Dank” zegt zij, met een éé."]


def frame(document: Document) -> None:
    document.add_heading("Deel", 1)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Sam is weer op school."
    cell.add_paragraph("Wie vertelt het?", style="List Bullet")
    cell.add_paragraph("Wanneer?", style="List Bullet")


def test_a_list_in_a_frame_is_a_list(tmp_path: Path) -> None:
    text = "> Sam is weer op school.\n>\n> - Wie vertelt het?\n> - Wanneer?"
    assert sections(proposal_of(habits.written(tmp_path / "t.docx", frame))) == {"Deel": text}


def test_what_a_reading_program_shows_in_a_menu_is_no_text(tmp_path: Path) -> None:
    page = (
        f"<h1>Begin</h1><p>{SENTENCE}</p><ul><li><label><input type='checkbox'/>een vraag</label></li></ul>"
        '<nav epub:type="landmarks"><ol><li><a href="a.xhtml">Title Page</a></li></ol></nav>'
    )
    inside = re.sub("(?<=<body>).*(?=</body>)", lambda _: page, BOOK["a.xhtml"])
    path = tmp_path / "t.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"mimetype": "application/epub+zip", **BOOK, "a.xhtml": inside}.items():
            archive.writestr(name, text)
    assert list(sections(proposal_of(path)).values()) == [f"{SENTENCE}\n\n- ☐ een vraag"]


def test_an_address_on_a_line_of_its_own_belongs_to_the_work_above_it(tmp_path: Path) -> None:
    """As a narrow page breaks a list, whose pages are divided too."""
    lines = [
        "Dam, G. (2020). Burgers. Didactief, 50(6), 12-",
        "14.",
        "https://doi.org/10.1234/ps.97.2",
        "Vos, M. (2019). Kansen. Van Gorcum. https://www.voorbeeld.nl/a",
    ]
    drawn = [Line(text, down=140 + 30 * number) for number, text in enumerate(lines)]
    drawn[1] = Line(lines[1], down=154)
    head = [Line("Deel", down=60, size=16), Line(SENTENCE, down=90), Line("Literatuur", down=120, size=16)]
    works = [
        one.csl for one in proposal_of(printed(tmp_path / "t.pdf", Page([*head, *drawn]))).module.references
    ]
    assert [(one["page"], one["DOI"]) for one in works[:1]] == [("12-14", "10.1234/ps.97.2")]
    assert [one["title"] for one in works] == ["Burgers", "Kansen"]


def test_the_library_beside_a_markdown_text_is_read(tmp_path: Path) -> None:
    """Of it the works that the text cites; a box keeps its name."""
    path = tmp_path / "t.md"
    path.write_text(
        "---\nbibliography: b.bib\n---\n\n# Deel\n\nVolgens @dam2020 [p. 3].\n\n"
        '::: {.callout-note title="Let op"}\nDit ook.\n:::\n',
        "utf-8",
    )
    work = "@book{{{}, author={{Dam, G.}}, title={{Burgers}}, year={{2020}}}}\n"
    (tmp_path / "b.bib").write_text(work.format("dam2020") + work.format("vos2019"), "utf-8")
    proposal = proposal_of(path)
    assert [reference.id for reference in proposal.module.references] == ["dam2020"]
    assert sections(proposal) == {"Deel": "Volgens @dam2020 [p. 3].\n\n> **Let op**\n>\n> Dit ook."}
    assert not all_marks(proposal, "IMP-034")
