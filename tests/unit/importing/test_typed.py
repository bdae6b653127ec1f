"""What people type where a program has a form for it, and what the import makes of it: the right value for each."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml import parse_xml

from modulebouwer.cli import main
from modulebouwer.importing import importing
from modulebouwer.importing.importing import read_documents
from modulebouwer.importing.literature import read_entry
from modulebouwer.importing.tree import block_text
from unit.importing import habits
from unit.importing.test_habits import SENTENCE, proposal_of, sections
from unit.importing.test_makers import all_marks, saved

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from modulebouwer.importing.proposal import Choices, Proposal
    from modulebouwer.importing.tree import Document
    from modulebouwer.package.file_tree import FileTree


# Literature


WORKS = """# Deel

{}

# Literatuur

Inspectie van het Onderwijs. (2021). De staat. Inspectie.

Jansen-de Groot, P. (in druk). Leren in de regio. Coutinho.

Ministerie van OCW. (z.d.). Werkdruk. https://www.rijksoverheid.nl/werkdruk
"""


@pytest.mark.parametrize(
    ("sentence", "written", "told"),
    [
        ("Zo is het (Ministerie van OCW, z.d.).", "Zo is het [@ministerie-van-ocw].", []),
        ("Zo is het (Ministerie van OCW [OCW], z.d.).", "Zo is het [@ministerie-van-ocw].", ["[OCW]"]),
        (
            "Zo is het (Inspectie van het Onderwijs [IvhO], 2021, p. 4; Jansen-de Groot, in druk).",
            "Zo is het [@inspectie-van-het-onderwijs-2021, p. 4; @jansen-de-groot-in-druk].",
            ["[IvhO]"],
        ),
        ("Jansen-de Groot (in druk) zegt het.", "@jansen-de-groot-in-druk zegt het.", []),
        ("Zo is het (Stichting Onbekend [SO], z.d.).", "Zo is het (Stichting Onbekend \\[SO\\], z.d.).", []),
        ("Het boek is nog in druk (en dat duurt).", "Het boek is nog in druk (en dat duurt).", []),
    ],
)
def test_works_without_a_year_are_bound(sentence: str, written: str, told: list[str], tmp_path: Path) -> None:
    """An abbreviation that the citation gives is told: the page shows the name in full."""
    proposal = proposal_of(saved(tmp_path / "t.md", WORKS.format(sentence.replace("[", "\\["))))
    assert sections(proposal)["Deel"] == written
    assert [mark["text"] for mark in all_marks(proposal, "IMP-061")] == told


NUMBERED = """# Deel

{}

# Referenties

{}

# Slot

Een slot.
"""
VANCOUVER = (
    "Olweus D. Bullying at school. Oxford: Blackwell; 1993.",
    "Huitsing G, Veenstra R. Bullying in classrooms. Aggress Behav. 2012;38(6):494-509.",
    "Stichting School & Veiligheid. Cijfers [internet]. 2023 [geraadpleegd 4 mei 2024]. "
    "Beschikbaar via: https://www.schoolenveiligheid.nl",
)


@pytest.mark.parametrize("sign", ["{}. ", "[{}] ", "{}) "])
@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Zo is het [1].", "Zo is het [@olweus-1993]."),
        ("Zo is het[1,3].", "Zo is het [@olweus-1993; @stichting-school-veiligheid-2023]."),
        (
            "Zo is het.(1–3) Punt.",
            "Zo is het. [@olweus-1993; @huitsing-veenstra-2012; @stichting-school-veiligheid-2023] Punt.",
        ),
        ("Zo is het^2,3^.", "Zo is het [@huitsing-veenstra-2012; @stichting-school-veiligheid-2023]."),
        ("Zo is het [4].", "Zo is het \\[4\\]."),
        ("Een zaal van 60 m^2^ voor (3) klassen.", "Een zaal van 60 m^2^ voor (3) klassen."),
    ],
)
def test_numbers_of_a_numbered_list_of_works_are_citations(
    sentence: str, written: str, sign: str, tmp_path: Path
) -> None:
    listed = "\n\n".join(sign.format(number) + work for number, work in enumerate(VANCOUVER, 1))
    text = NUMBERED.format(sentence, listed).replace("[", "\\[")
    assert sections(proposal_of(saved(tmp_path / "t.md", text)))["Deel"] == written


def test_numbers_are_no_citations_where_the_list_has_none(tmp_path: Path) -> None:
    text = WORKS.format("Zo is het \\[1\\].")
    assert sections(proposal_of(saved(tmp_path / "t.md", text)))["Deel"] == "Zo is het \\[1\\]."


def test_a_work_as_vancouver_has_it() -> None:
    book, article, page = (read_entry(f"{n}. {work}") for n, work in enumerate(VANCOUVER, 1))
    assert book.csl == {
        "type": "book",
        "author": [{"family": "Olweus", "given": "D."}],
        "issued": {"date-parts": [[1993]]},
        "title": "Bullying at school",
        "publisher-place": "Oxford",
        "publisher": "Blackwell",
    }
    assert article.csl["author"][1] == {"family": "Veenstra", "given": "R."}
    assert {key: article.csl[key] for key in ("container-title", "volume", "issue", "page")} == {
        "container-title": "Aggress Behav",
        "volume": "38",
        "issue": "6",
        "page": "494-509",
    }
    assert (page.csl["author"], page.csl["title"]) == (
        [{"literal": "Stichting School & Veiligheid"}],
        "Cijfers",
    )
    assert page.csl["URL"] == "https://www.schoolenveiligheid.nl"
    assert [one.number for one in (book, article, page)] == [1, 2, 3]
    strange = read_entry("4. Iets anders, ergens gezien")
    assert (strange.csl["title"], strange.unread) == ("Iets anders, ergens gezien",) * 2


@pytest.mark.parametrize(
    ("typed", "read", "unread"),
    [
        (
            "Van der Veen, K. (2019, 14 mei). Leiding nemen. Didactief, 49, 22-24.",
            {"issued": {"date-parts": [[2019, 5, 14]]}, "page": "22-24"},
            "",
        ),
        ("Smit, J. (2019, May 3). Leading. Garant.", {"issued": {"date-parts": [[2019, 5, 3]]}}, ""),
        ("Smit, J. (2019, najaar). Leiden. Garant.", {"issued": {"date-parts": [[2019]]}}, "najaar"),
        (
            "OCW. (z.d.). Werkdruk. Geraadpleegd op 3 maart 2026, van https://www.rijksoverheid.nl/werk",
            {"accessed": {"date-parts": [[2026, 3, 3]]}, "URL": "https://www.rijksoverheid.nl/werk"},
            "",
        ),
        (
            "De Vries, B. (2021). Wie leidt er? In M. Snoek & A. B. de Wit (Red.), Samen (pp. 33–51). Garant.",
            {
                "editor": [{"family": "Snoek", "given": "M."}, {"family": "de Wit", "given": "A. B."}],
                "container-title": "Samen",
                "page": "33–51",
                "publisher": "Garant",
            },
            "",
        ),
    ],
)
def test_no_part_of_a_typed_work_is_lost(typed: str, read: dict[str, object], unread: str) -> None:
    entry = read_entry(typed)
    assert {key: entry.csl[key] for key in read} == read
    assert entry.unread == unread


# Memos


@pytest.mark.parametrize(
    "head",
    [
        "Aan: College van bestuur\n\nVan: M. de Wit\n\nBetreft: verdeling van de middelen\n\n",
        "MEMO\n\nAan: College van bestuur\n\nVan: M. de Wit\n\nOnderwerp: verdeling van de middelen\n\n",
        "Aan: College van bestuur\\\nVan: M. de Wit\\\nBetreft: verdeling van de middelen\n\n",
        "| | |\n|---|---|\n| Aan | College van bestuur |\n| Van: | M. de Wit |\n"
        "| Betreft: | verdeling van de middelen |\n\n",
    ],
)
def test_the_title_of_a_memo_is_what_it_is_about(head: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "t.md", f"{head}# Voorstel\n\n{SENTENCE}\n\n# Besluit\n\n{SENTENCE}\n")
    proposal = proposal_of(path)
    assert proposal.module.definition.title == "Verdeling van de middelen"
    text = " ".join(sections(proposal).values())
    assert all(words in text for words in ("College van bestuur", "M. de Wit", "verdeling van de middelen"))
    assert list(sections(proposal))[-2:] == ["Voorstel", "Besluit"]


def test_one_line_with_a_colon_is_no_memo(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.md", f"Betreft: de wijk\n\n# A\n\n{SENTENCE}\n\n# B\n\n{SENTENCE}\n")
    assert proposal_of(path).module.definition.title == "Betreft: de wijk"


# Web pages


def test_what_a_page_hides_is_told_and_no_text(tmp_path: Path) -> None:
    page = (
        f"<h1>A</h1><p>{SENTENCE}</p><p hidden>Verborgen.</p><div style='color:red; DISPLAY : none'>"
        "<p hidden>Ook dit.</p></div><p hidden='until-found'>Te vinden.</p><p style='display:block'>Te zien.</p>"
    )
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><body>{page}</body></html>"))
    assert sections(proposal)["A"] == f"{SENTENCE}\n\nTe vinden.\n\nTe zien."
    assert all_marks(proposal, "IMP-033") == [{"text": "Verborgen. · Ook dit."}]


def test_a_point_that_says_its_number_keeps_it(tmp_path: Path) -> None:
    page = (
        "<h1>A</h1><ol><li value='3'>drie</li><li>vier<ol><li>een</li><li value='5'>vijf</li></ol></li>"
        "<li value='9'>negen</li><li>tien</li></ol><p>Tekst.</p>"
    )
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><body>{page}</body></html>"))
    assert sections(proposal)["A"] == (
        "3. drie\n4. vier\n   1. een\n\n   5) vijf\n\n9) negen\n10) tien\n\nTekst."
    )


def test_the_choices_of_a_form_are_words_apart(tmp_path: Path) -> None:
    page = "<h1>A</h1><form><label>Keuze</label> <select><option>ja<option>misschien</select></form>"
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><body>{page}</body></html>"))
    assert sections(proposal)["A"] == "Keuze ja misschien"
    assert all_marks(proposal, "IMP-034") == []


def test_a_page_of_google_docs(tmp_path: Path) -> None:
    """Lists within lists by their classes, bold by the style sheet, links by way of Google."""
    lists = "".join(
        f'<{tag} class="c9 lst-kix_a1-{depth}{first}"><li class="c0"><span>{text}</span></li></{tag}>'
        for tag, depth, first, text in (
            ("ol", 0, " start", "een"),
            ("ul", 1, " start", "onder een"),
            ("ul", 2, " start", "daaronder"),
            ("ul", 1, "", "weer onder een"),
            ("ol", 0, "", "twee"),
        )
    )
    url = "https://www.google.com/url?q=https://www.nji.nl/a?b%3D1&amp;sa=D&amp;ust=1"
    page = (
        f"<style>.c1{{color:#000;font-weight:700}}.c3{{font-style:italic}}.c5{{font-weight:400}}</style></head><body>"
        f'<h1><span class="c1">Kop</span></h1><p><span class="c5">Gewoon </span><span class="c1">vet</span><span> en '
        f'</span><span class="c1 c3">beide</span>.</p>{lists}<p><a href="{url}">Lees</a></p>'
    )
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><head>{page}</body></html>"))
    assert sections(proposal) == {
        "Kop": "Gewoon **vet** en ***beide***.\n\n"
        "1. een\n   - onder een\n     - daaronder\n   - weer onder een\n2. twee\n\n"
        "[Lees](https://www.nji.nl/a?b=1)"
    }


# Word


def box(text: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize("old", [(), ("Plannen", "Uitvoeren"), ("Plannen", "Ouder")])
def test_the_boxes_of_a_group_read_forwards_and_once(old: tuple[str, ...], tmp_path: Path) -> None:
    """What stands there again for older programs is the same text; other text is kept."""

    def make(document: WordDocument) -> None:
        document.add_heading("Deel", 1)
        paragraph = document.add_paragraph("In het schema:")
        shapes = "".join(f"<wps:wsp><wps:txbx>{box(text)}</wps:txbx></wps:wsp>" for text in steps)
        older = "".join(f"<v:shape><v:textbox>{box(text)}</v:textbox></v:shape>" for text in old)
        spaces = " ".join(
            f'xmlns:{short}="{long}"'
            for short, long in (
                ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
                ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
                ("v", "urn:schemas-microsoft-com:vml"),
            )
        )
        fallback = f"<mc:Fallback><w:pict>{older}</w:pict></mc:Fallback>" if old else ""
        source = (
            f"<w:r {habits.W} {spaces}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{shapes}"
            f"</w:drawing></mc:Choice>{fallback}</mc:AlternateContent></w:r>"
        )
        element: Any = parse_xml(source)
        paragraph._p.append(element)
        document.add_paragraph("Erna.")

    steps = ("Plannen", "Uitvoeren", "Nagaan")
    document = read_documents({"t": habits.written(tmp_path / "t.docx", make)}, lambda _: None)
    texts = ["Deel", "In het schema:", *steps, *(["Ouder"] if "Ouder" in old else []), "Erna."]
    assert list(map(block_text, document.blocks)) == texts


def test_a_count_that_fails_is_told(tmp_path: Path) -> None:
    """A part that Pandoc does not read is damaged: nobody knows what it said."""
    path = habits.written(tmp_path / "t.docx", habits.outline_level)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/diagrams/data1.xml", "<d><a:p>")
    assert all_marks(proposal_of(path), "IMP-060") == [{}]


# Headings


def lines(*texts: str) -> str:
    return "\n\n".join(re.sub(r"^(\d+)\.(?= )", r"\1\\.", text) for text in texts) + "\n"


def guessed(proposal: Proposal) -> list[str]:
    return [text for mark in all_marks(proposal, "IMP-062") for text in str(mark["text"]).split(" · ")]


def test_typed_numbers_that_follow_each_other_are_headings_and_told(tmp_path: Path) -> None:
    """A numbered list and a number out of order are none."""
    text = lines(
        "Notitie over de wijk", "1. Inleiding", SENTENCE, "1.1 Aanleiding", SENTENCE, "2. Aanpak", SENTENCE,
        "12 partners doen mee", SENTENCE, "2.1 Bezoek", SENTENCE, "3. Besluit", "Wij besluiten:",
        "1. De leider plant.", "2. De anderen lezen.",
    )  # fmt: skip
    proposal = proposal_of(saved(tmp_path / "t.md", text))
    assert sections(proposal) == {
        "1. Inleiding": f"{SENTENCE}\n\n## 1.1 Aanleiding\n\n{SENTENCE}",
        "2. Aanpak": f"{SENTENCE}\n\n12 partners doen mee\n\n{SENTENCE}\n\n## 2.1 Bezoek\n\n{SENTENCE}",
        "3. Besluit": "Wij besluiten:\n\n1. De leider plant.\n2. De anderen lezen.",
    }
    assert proposal.module.definition.title == "Notitie over de wijk"
    assert guessed(proposal) == ["1. Inleiding", "1.1 Aanleiding", "2. Aanpak", "2.1 Bezoek", "3. Besluit"]


def test_numbered_articles_below_a_title_are_headings(tmp_path: Path) -> None:
    text = lines("# Reglement", "Artikel 1. Begrippen", SENTENCE, "Artikel 2. De raad", SENTENCE)
    proposal = proposal_of(saved(tmp_path / "t.md", text))
    assert sections(proposal) == {"Artikel 1. Begrippen": SENTENCE, "Artikel 2. De raad": SENTENCE}
    assert guessed(proposal) == ["Artikel 1. Begrippen", "Artikel 2. De raad"]


@pytest.mark.parametrize(
    "text",
    [
        lines("# Deel", "1. Vraag een", SENTENCE, "2. Vraag twee", SENTENCE, "# Slot", SENTENCE),
        lines("1. Alleen deze", SENTENCE, SENTENCE),
        lines("3. Begint niet", SENTENCE, "4. Bij een", SENTENCE),
    ],
)
def test_other_typed_numbers_are_no_headings(text: str, tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.md", text))
    assert guessed(proposal) == []
    assert "Alleen deze" not in sections(proposal)


def test_bold_headings_are_told_once_and_italics_tell_their_level(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        for title in ("Eerste deel", "Tweede deel"):
            document.add_paragraph().add_run(title).bold = True
            document.add_paragraph(SENTENCE)
            run = document.add_paragraph().add_run("Opdracht")
            run.bold = run.italic = True
            document.add_paragraph(SENTENCE)

    proposal = proposal_of(habits.written(tmp_path / "t.docx", make))
    whole = f"{SENTENCE}\n\n## Opdracht\n\n{SENTENCE}"
    assert sections(proposal) == {"Eerste deel": whole, "Tweede deel": whole}
    assert guessed(proposal) == ["Eerste deel", "Opdracht", "Tweede deel"]


def test_a_long_text_without_headings_is_divided_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than one file may hold: 300 pages."""
    seen = []

    def kept(document: Document, choices: Choices) -> tuple[Proposal, FileTree]:
        seen.append(proposed(document, choices))
        return seen[-1]

    proposed = importing.proposed
    monkeypatch.setattr(importing, "proposed", kept)
    many = "\n\n".join(f"Alinea {number}. " + f"{SENTENCE} " * 40 for number in range(600))
    path = saved(tmp_path / "t.md", many)
    folder = tmp_path / "module"
    assert main(["import", str(path), "--to", str(folder)]) == 0
    ((proposal, _),) = seen
    titles = [section.head.title for section in proposal.module.sections]
    words = len(many.split())
    assert titles[:2] == [f"Inleiding (deel 1 van {len(titles)})", f"Inleiding (deel 2 van {len(titles)})"]
    assert words / 2000 <= len(titles) <= words / 1500
    assert all_marks(proposal, "IMP-064") == [{"words": words, "count": len(titles)}]
    assert " ".join(sections(proposal).values()).split() == many.split()
    assert main(["build", str(folder), "--output", str(tmp_path / "dist")]) == 0


def test_a_part_is_divided_between_its_headings(tmp_path: Path) -> None:
    part = "\n\n".join(f"## Kop {number}\n\n" + f"{SENTENCE} " * 100 for number in range(20))
    proposal = proposal_of(saved(tmp_path / "t.md", f"# Kort\n\n{SENTENCE}\n\n# Lang\n\n{part}\n"))
    first, *others = sections(proposal).values()
    assert first == SENTENCE
    assert all(text.startswith("## Kop") for text in others)


# Lists


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (
            ["1. een", "2. twee:", "a. x;", "b. y.", "3. drie"],
            "1. een\n\n2. twee:\n\n   a. x;\n\n   b. y.\n\n3. drie",
        ),
        (["1. een", "– x", "– y", "2. twee"], "1. een\n   - x\n   - y\n2. twee"),
        (["1. een", "– x", "2. twee"], "1. een\n   - x\n2. twee"),
        (["1. een", "2. twee:", "– x", "– y"], "1. een\n2. twee:\n   - x\n   - y"),
        (["1. een", "2. twee", "– x", "– y"], "1. een\n2. twee\n\n- x\n- y"),
        (["1. een", "2. twee", "a. x", "b. y"], "1. een\n2. twee\n\na. x\n\nb. y"),
    ],
)
def test_typed_lists_within_a_numbered_list(typed: list[str], written: str, tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        document.add_heading("Deel", 1)
        for text in typed:
            document.add_paragraph(text)

    assert sections(proposal_of(habits.written(tmp_path / "t.docx", make))) == {"Deel": written}


# Plain text


PLAIN = """NASCHOLING TAALBELEID
=====================

Bijeenkomst van 3 oktober
-------------------------
Mevrouw Janssen heet iedereen welkom. Er zijn
twaalf deelnemers.
  * in de zaakvakken
  * bij rekenen
    o ook bij verhaaltjessommen
  * op het plein

-----

Afspraken
---------

1. Lezen
a) Iedereen leest hoofdstuk 2.
b) Volgende keer verder.
"""


def test_underlined_lines_and_indented_points_of_plain_text(tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.txt", PLAIN))
    assert proposal.module.definition.title == "NASCHOLING TAALBELEID"
    assert sections(proposal) == {
        "Bijeenkomst van 3 oktober": "Mevrouw Janssen heet iedereen welkom. Er zijn twaalf deelnemers.\n\n"
        "- in de zaakvakken\n- bij rekenen\n  - ook bij verhaaltjessommen\n- op het plein",
        "Afspraken": "## 1. Lezen\n\na) Iedereen leest hoofdstuk 2.\n\nb) Volgende keer verder.",
    }


MINUTES = """NOTULEN WERKGROEP VEILIGHEID
Datum      : 12 maart 2026
Aanwezig: Anja, Bert, Carla

1. Opening
Anja opent de vergadering en heet iedereen welkom in het gebouw.

2. Ontruiming
- de deur van de gymzaal zat op slot
- de bel was te zacht

Wie            Wat                  Wanneer
-----------    -----------------    ---------
Anja           deur nakijken        april
Bert           conciërge bellen

3. Rondvraag
Niemand heeft iets voor de rondvraag, dus de vergadering wordt gesloten.
"""


def test_typed_minutes_have_their_first_line_as_title_and_all_their_chapters(tmp_path: Path) -> None:
    """A list or a table below a chapter's line makes it no point; the rules below a table's head are no row."""
    proposal = proposal_of(saved(tmp_path / "t.txt", MINUTES))
    assert proposal.module.definition.title == "NOTULEN WERKGROEP VEILIGHEID"
    assert sections(proposal) == {
        "Inleiding": "Datum : 12 maart 2026\n\nAanwezig: Anja, Bert, Carla",
        "1. Opening": "Anja opent de vergadering en heet iedereen welkom in het gebouw.",
        "2. Ontruiming": "- de deur van de gymzaal zat op slot\n- de bel was te zacht\n\n"
        "| Wie | Wat | Wanneer |\n|---|---|---|\n| Anja | deur nakijken | april |\n| Bert | conciërge bellen |  |",
        "3. Rondvraag": "Niemand heeft iets voor de rondvraag, dus de vergadering wordt gesloten.",
    }
    assert [mark.code for marks in proposal.marks.values() for _, mark in marks] == ["IMP-080"]


# Tables


def test_a_table_that_divides_the_page_is_no_table(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        table = document.add_table(2, 2)
        cell = table.cell(0, 0)
        cell.add_paragraph("Begin", style="Heading 1")
        cell.add_paragraph(SENTENCE)
        cell.add_paragraph("klaarleggen", style="List Bullet")
        table.cell(0, 1).text = "Tijd: 90 minuten"
        table.cell(1, 0).add_paragraph("Slot", style="Heading 1")
        table.cell(1, 0).add_paragraph(SENTENCE)
        table.cell(1, 1).text = "Tijd: 15 minuten"
        data = document.add_table(2, 1)
        data.cell(0, 0).paragraphs[0].style = "Heading 2"
        data.cell(0, 0).paragraphs[0].add_run("Kop van een kolom")
        data.cell(1, 0).text = "Waarde"

    proposal = proposal_of(habits.written(tmp_path / "t.docx", make))
    assert sections(proposal) == {
        "Begin": f"{SENTENCE}\n\n- klaarleggen\n\nTijd: 90 minuten",
        "Slot": f"{SENTENCE}\n\nTijd: 15 minuten\n\n| Kop van een kolom |\n|---|\n| Waarde |",
    }
    assert [mark.code for marks in proposal.marks.values() for _, mark in marks] == ["IMP-063"]


def test_tables_within_tables_that_divide_the_page_are_told_once(tmp_path: Path) -> None:
    """As a newsletter in the mail has them; a table of figures beside them stays one."""
    columns = f"<td><h2>Ochtend</h2><p>{SENTENCE}</p></td><td><h2>Middag</h2><p>{SENTENCE}</p></td>"
    figures = "<table><tr><td>Tijd</td><td>Zaal</td></tr><tr><td>9.00</td><td>4</td></tr></table>"
    page = (
        f"<table><tr><td><table><tr><td><h1>Studiedag</h1><p>{SENTENCE}</p></td></tr>"
        f"<tr><td><table><tr>{columns}</tr></table>{figures}</td></tr></table></td></tr></table><p>Met groet</p>"
    )
    proposal = proposal_of(saved(tmp_path / "t.html", f"<html><body>{page}</body></html>"))
    assert proposal.module.definition.title == "Studiedag"
    assert sections(proposal) == {
        "Inleiding": SENTENCE,
        "Ochtend": SENTENCE,
        "Middag": f"{SENTENCE}\n\n| Tijd | Zaal |\n|---|---|\n| 9.00 | 4 |\n\nMet groet",
    }
    assert [mark.code for marks in proposal.marks.values() for _, mark in marks] == ["IMP-063"]


# RTF


CELLS = r"""{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}
\pard\plain \s1 Deel\par
\trowd\cellx3000\cellx6000
\pard\plain \intbl Jaar\cell\pard\plain \intbl Wat\cell\row
\trowd\cellx3000\cellx6000
\pard\plain \intbl 1968{\super \chftn{\*\footnote \chftn\pard\plain \s0 Na de {\i wet}.}}\cell
\pard\plain \intbl Doen:\par
\pard\plain \intbl{\listtext\pard\plain \u61623\'3f\tab}\ilvl0\ls1 \li360 lezen\par
{\listtext\pard\plain 2.\tab}\pard\plain \ilvl0\ls2\intbl schrijven\cell\row
\pard\plain \s0 Erna.{\super \chftn{\*\footnote \chftn\pard\plain \s0 Buiten.}}\par
\pard\plain {\listtext\pard\plain \u61623\'3f\tab}\ilvl0\ls1 een punt\par
\pard\plain \s0 Slot.\par}"""


def test_lists_and_notes_in_the_cells_of_an_rtf_stay_in_them(tmp_path: Path) -> None:
    proposal = proposal_of(saved(tmp_path / "t.rtf", CELLS))
    assert sections(proposal)["Deel"] == (
        "| Jaar | Wat |\n|---|---|\n| 1968[^1] | Doen: lezen; 2. schrijven |\n\n[^1]: Na de wet.\n\n"
        "Erna.[^2]\n\n[^2]: Buiten.\n\n- een punt\n\nSlot."
    )
    assert all_marks(proposal, "IMP-034") == []
