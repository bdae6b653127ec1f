"""Documents with other makers' habits, each with its right outcome."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from modulebouwer.importing.importing import proposed, read_documents
from modulebouwer.importing.literature import people
from modulebouwer.importing.proposal import Choices, Proposal
from modulebouwer.importing.tree import Heading, block_text
from modulebouwer.render.citations import Bibliography
from modulebouwer.reviewing.review import Reviewed
from modulebouwer.source.look import read_look, read_templates
from unit.importing import habits
from unit.importing.documents import made
from unit.importing.word import with_end_note, with_endnote_field, with_mendeley_field, with_zotero_field

if TYPE_CHECKING:
    from docx.document import Document

SENTENCE = "Een alinea met tekst die gewoon een zin is."


def proposal_of(path: Path) -> Proposal:
    document = read_documents({path.name: path}, lambda _: None)
    return proposed(document, Choices("m", datetime.date(2026, 11, 27)))[0]


def told(proposal: Proposal) -> list[str]:
    return [mark.code for marks in proposal.marks.values() for _, mark in marks] + [
        m.code for m in proposal.told
    ]


def sections(proposal: Proposal) -> dict[str, str]:
    return {section.head.title: section.body.text.strip("\n") for section in proposal.module.sections}


@pytest.mark.parametrize(
    ("make", "expected", "codes"),
    [
        (habits.direct_formatting, {"Eerste deel": SENTENCE, "Tweede deel": SENTENCE}, ["IMP-062"]),
        (habits.underlined_headings, {"Eerste deel": SENTENCE, "Tweede deel": SENTENCE}, ["IMP-062"]),
        (
            habits.large_headings,
            {"Eerste deel": f"{SENTENCE}\n\n## Een stuk ervan\n\n{SENTENCE}", "Tweede deel": SENTENCE},
            ["IMP-062"],
        ),
        (
            habits.typed_numbers,
            {"1 Begin": f"{SENTENCE}\n\n## 1.1 Waarom\n\n{SENTENCE}", "2 Slot": SENTENCE},
            [],
        ),
        (habits.text_box, {"Deel": "Voor het kader.\n\nTekst in een kader.\n\nNa het kader."}, []),
        (habits.drawn_text_box, {"Deel": "Voor het kader.\n\nTekst in een kader.\n\nNa het kader."}, []),
        (habits.contents, {"Begin": f"{SENTENCE}\n\n## Waarom\n\n{SENTENCE}", "Slot": SENTENCE}, ["IMP-019"]),
        (habits.typed_contents, {"Begin": SENTENCE, "Slot": SENTENCE}, ["IMP-019"]),
        (habits.symbols, {"Deel": "- een\n- twee\n\nvoorschools en e\u2011mail\n\nStraat 1\\\nZwolle"}, []),
        (
            habits.tables,
            {
                "Deel": "| cel 0 | cel 1 |\n|---|---|\n| cel 2 | cel 3 |\n\n| binnen | in |\n|---|---|\n\nTussen.\n\n"
                "| breed |  |  |\n|---|---|---|\n| smal 0 | smal 1 | smal 2 |\n\nTussen.\n\n> Een kader."
            },
            ["IMP-009", "IMP-009"],
        ),
        (habits.content_control, {"Deel": "In een invulveld."}, []),
        (habits.running_heads, {"Deel": SENTENCE}, ["IMP-018"]),
        (
            habits.dutch_styles,
            {
                "Begin": "Een alinea.\n\n## Waarom",
                "Slot": "In het document stond onder deze kop geen tekst.",
            },
            ["IMP-017"],
        ),
        (habits.outline_level, {"Begin": SENTENCE, "Slot": SENTENCE}, []),
        (
            habits.hand_lists,
            {
                "Deel": "a) eerst\n\nb) dan\n\nc) ten slotte\n\nTussen.\n\n1. een\n2. twee\n\nTussen.\n\n- een\n- twee"
            },
            [],
        ),
        (habits.moved, {"Deel": "Tussen.\n\nDeze alinea."}, ["IMP-005"]),
    ],
)
def test_a_word_document(
    make: Callable[[Document], None], expected: dict[str, str], codes: list[str], tmp_path: Path
) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", make))
    assert sections(proposal) == expected
    assert told(proposal) == codes


@pytest.mark.parametrize(
    ("field", "place"),
    [(with_zotero_field, ", p. 12"), (with_mendeley_field, ", p. 12"), (with_endnote_field, "")],
)
def test_the_fields_of_a_reference_manager(field: Callable[[Path], Path], place: str, tmp_path: Path) -> None:
    proposal = proposal_of(field(made(tmp_path, "t.docx", "# A\n\nDat is bekend VELD.\n\n# B\n\nTekst.\n")))
    (reference,) = proposal.module.references
    csl = reference.csl
    assert (csl["type"], csl["title"], csl["author"]) == (
        "book",
        "Samen sterk",
        [{"family": "Geijsel", "given": "F."}],
    )
    assert csl["issued"] == "2015"
    assert sections(proposal)["A"] == f"Dat is bekend [@{reference.id}{place}]."


def test_a_note_at_the_end_of_the_document_is_a_note(tmp_path: Path) -> None:
    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        document.add_paragraph("Een zin NOOT")

    proposal = proposal_of(with_end_note(habits.written(tmp_path / "t.docx", make)))
    assert sections(proposal) == {"Deel": "Een zin[^1]\n\n[^1]: Aan het eind gezegd."}


def test_the_headings_of_libreoffices_rtf(tmp_path: Path) -> None:
    text = (
        r"{\rtf1\ansi{\stylesheet{\s0\fs22 Normal;}{\s1\sbasedon0\snext0\fs28\b Heading 1;}"
        r"{\s12\sbasedon0\snext0\fs26\b Heading 2;}}"
        r"\pard\plain \s1\ql\b{\loch Begin}\par \pard\plain \s0\ql{\loch Een zin.}\par "
        r"\pard\plain \s12\ql\b{\loch Waarom}\par \pard\plain \s0\ql{\loch Een zin.}\par "
        r"\pard\plain \s1\ql\b{\loch Slot}\par \pard\plain \s0\ql{\loch Een zin.}\par}"
    )
    (tmp_path / "t.rtf").write_text(text, "ascii")
    assert sections(proposal_of(tmp_path / "t.rtf")) == {
        "Begin": "Een zin.\n\n## Waarom\n\nEen zin.",
        "Slot": "Een zin.",
    }


def test_the_notes_of_a_page_that_word_saved(tmp_path: Path) -> None:
    """And a list of contents above the text, whose numbers are no notes."""
    text = (
        '<p><a href="#toc1">1</a> Begin</p><h1 id="toc1">Begin</h1>'
        '<p>Een zin<a href="#_ftn1"><sup>[1]</sup></a> en nog een<a href="#_ftn2">[2]</a>.</p>'
        '<h1>Slot</h1><p>Klaar.</p><hr><p><a href="#_ftnref1">[1]</a> De eerste noot.</p>'
        '<p><a href="#_ftnref2">[2]</a> De <em>tweede</em> noot.</p>'
    )
    (tmp_path / "t.html").write_text(text, "utf-8")
    assert sections(proposal_of(tmp_path / "t.html"))["Begin"] == (
        "Een zin[^1] en nog een[^2].\n\n[^1]: De eerste noot.\n\n[^2]: De *tweede* noot."
    )


def test_a_note_that_rtf_marks_as_optional_is_read(tmp_path: Path) -> None:
    text = (
        r"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1 Heading 1;}}"
        r"\pard\plain \s1\ilvl0\outlinelevel0\b{\listtext\pard\plain 1\tab}\ls1 \li0{\loch Begin}\par "
        r"\pard\plain \s0{\loch Een zin}{\super \chftn{\*\footnote \chftn\pard\plain {\loch De noot.}}}{\loch .}\par}"
    )
    (tmp_path / "t.rtf").write_text(text, "ascii")
    assert sections(proposal_of(tmp_path / "t.rtf")) == {"Begin": "Een zin[^1].\n\n[^1]: De noot."}


def test_what_a_board_member_formats_by_hand(tmp_path: Path) -> None:
    """Numbers of chapters, lines of a list with a return between, a citation in the first lines."""
    text = (
        "**1. Waarom dit stuk**\n\nNiet ieder kind begint met dezelfde kansen. In dit stuk leest u wat onze scholen "
        "daaraan kunnen doen (Inspectie, 2020).\n\n**2. Begrippen**\n\nFit: hoe het past.\n\nRegio: de streek.\n\n"
        "**3. Wat wij doen**\n\n1\\. Wij praten met de gemeente.\\\n2\\. Wij praten met de opvang.\n\n"
        "Straat 1\\\nZwolle\n\n**Literatuur**\n\nInspectie. (2020). Onderwijs. Utrecht: Inspectie.\n"
    )
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert proposal.module.definition.description.endswith("wat onze scholen daaraan kunnen doen.")
    terms = [component.model.model_dump()["term"] for component in proposal.module.components]
    assert terms == ["Fit", "Regio"]
    assert sections(proposal)["3. Wat wij doen"] == (
        "1. Wij praten met de gemeente.\n2. Wij praten met de opvang.\n\nStraat 1\\\nZwolle"
    )


def test_a_heading_that_is_all_in_italics_is_a_heading(tmp_path: Path) -> None:
    proposal = proposal_of(
        made(
            tmp_path, "t.docx", "# *Begin*\n\nEen zin.\n\n## **_Waarom_**\n\nEen zin.\n\n# Slot\n\nEen zin.\n"
        )
    )
    assert sections(proposal)["Begin"] == "Een zin.\n\n## Waarom\n\nEen zin."


CITED = """# A

{}

# Literatuur

Geijsel, F. (2015). Leren leiden. Leuven: Garant.

Inspectie van het Onderwijs. (2022). De staat van het onderwijs. Utrecht: Inspectie.

Meer, J. van der (2018). Leren is doen. Utrecht: Agiel.

Onderwijsraad. (2021). Tijd voor focus. Den Haag: Onderwijsraad.

Smit, E. (2012). Samen. Nijmegen: ITS.
"""


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Zie ook Inspectie van het Onderwijs (2022).", "Inspectie van het Onderwijs [-@inspectie-"),
        ("Zo schrijft de Onderwijsraad (2021).", "de Onderwijsraad [-@onderwijsraad-2021]"),
        (
            "Volgens de Inspectie van het Onderwijs (2022, p. 4) gaat het.",
            "[-@inspectie-van-het-onderwijs-2022, p. 4]",
        ),
        ("Geijsel (2015, p. 12) noemt het een signaal.", "@geijsel-2015 [p. 12] noemt"),
        ("Zo schrijft Van der Meer (2018) het.", "schrijft @meer-2018 het"),
        ("Zo is het (vgl. Geijsel, 2015; Smit, 2012, p. 44).", "[vgl. @geijsel-2015; @smit-2012, p. 44]"),
        ("Zo is het (zie bijvoorbeeld Smit, 2012).", "[zie bijvoorbeeld @smit-2012]"),
        ("Zo is het (zie ook Van der Meer, 2018).", "[zie ook @meer-2018]"),
        ("Zo is het (Geijsel, 2015; Onbekend, 1999).", "(Geijsel, 2015; Onbekend, 1999)"),
        ("Zo is het (Smit, 2012, in Geijsel, 2015).", "[Smit, 2012, in @geijsel-2015]"),
        ("Smit (geboren in 1950) weet het.", "(geboren in 1950)"),
    ],
)
def test_a_bound_citation_reads_as_it_did(sentence: str, written: str, tmp_path: Path) -> None:
    proposal = proposal_of(made(tmp_path, "t.docx", CITED.format(sentence)))
    assert written in sections(proposal)["A"]
    module = proposal.module
    templates, _ = read_templates(tmp_path, module.folder, series=module.shared.folder)
    look, _ = read_look(module.definition, module.source, templates)
    assert look is not None
    listed = Bibliography([each.csl for each in module.references], look.locale)
    reviewed = Reviewed(module, listed, look.locale)
    assert sentence in [passage.text for passage in reviewed.passages]


def test_a_work_without_a_source_in_a_group_is_told(tmp_path: Path) -> None:
    proposal = proposal_of(
        made(tmp_path, "t.docx", CITED.format("Zo is het (Geijsel, 2015; Onbekend, 1999)."))
    )
    unknown = [
        mark.values["citation"]
        for marks in proposal.marks.values()
        for _, mark in marks
        if mark.code == "IMP-002"
    ]
    assert unknown == ["Onbekend, 1999"]


@pytest.mark.parametrize(
    ("typed", "particle"),
    [
        ("Meer, J. van der", "van der"),
        ("Berg, D. van den", "van den"),
        ("Boer, A. de", "de"),
        ("Beek, A. van", "van"),
        ("Hof, P. in ’t", "in ’t"),
        ("Haan, C. ’t", "’t"),
        ("Ven, P. van de", "van de"),
        ("Horst, Q. ter", "ter"),
    ],
)
def test_the_particle_of_a_name_is_whole(typed: str, particle: str) -> None:
    assert people(typed) == [
        {"family": typed.partition(",")[0], "given": typed[: -len(particle)].partition(",")[2].strip()}
        | {"non-dropping-particle": particle}
    ]


APOSTROPHES = """# Deel

{}

# Literatuur

De Vries, P., & ’t Hart, W. (2021a). Eerste boek. Garant.

De Vries, P., & ’t Hart, W. (2021b). Ander boek. Garant.

’t Hart, W. (2021b). Tweede boek. Garant.

Van der Veen, I. (2019). Samen leren. Garant.
"""


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        (
            "Zo is het (Van der Veen, 2019; De Vries & ’t Hart, 2021a, p. 14).",
            "[@van-der-veen-2019; @de-vries-t-hart-2021, p. 14]",
        ),
        ("Zo is het (De Vries & ’t Hart, 2021b).", "[@de-vries-t-hart-2021b]"),
        ("Zo is het (De Vries & ’t Hart, 2021).", "(De Vries & ’t Hart, 2021)"),
        ("Volgens ’t Hart (2021b) is het zo.", "Volgens @t-hart-2021 is"),
        ("’t Hart (2021b) zegt het.", "@t-hart-2021 zegt"),
        ("Volgens ’t Hart (2021a) is het zo.", "’t Hart (2021a) is"),
    ],
)
def test_names_with_an_apostrophe_and_letters_of_years_are_bound(
    sentence: str, written: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.md"
    path.write_text(APOSTROPHES.format(sentence), "utf-8")
    assert written in sections(proposal_of(path))["Deel"]


def test_a_typed_table_of_contents_names_the_headings(tmp_path: Path) -> None:
    """In capitals and by nothing else to be seen; a line that the list does not name stays a paragraph."""
    text = (
        "SCHOOLPLAN\n\nINHOUD\n\n1  WIE WIJ ZIJN 2\n\n1.1  ONS TEAM 3\n\n2  WAT WIJ WILLEN 7\n\n"
        "WIE WIJ ZIJN\n\nEen tekst hier.\n\nONS TEAM\n\nNog een tekst.\n\nLET OP\n\nSlot.\n\n"
        "WAT WIJ WILLEN\n\nWij willen veel.\n"
    )
    path = tmp_path / "t.md"
    path.write_text(text, "utf-8")
    document = read_documents({"t.md": path}, lambda _: None)
    headings = [(block.level, block_text(block)) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [(1, "WIE WIJ ZIJN"), (2, "ONS TEAM"), (1, "WAT WIJ WILLEN")]
    assert document.title == "SCHOOLPLAN"
    assert "LET OP" in map(block_text, document.blocks)
