"""What an import guesses or moves, and that it says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from modulebouwer.importing.importing import import_to
from modulebouwer.importing.lines import Line, joined
from unit.importing.documents import made
from unit.importing.printed import Line as Drawn
from unit.importing.printed import Page, printed
from unit.importing.test_habits import proposal_of, sections
from unit.importing.test_makers import DATE, all_marks, saved

if TYPE_CHECKING:
    from modulebouwer.importing.proposal import Proposal


def guessed(proposal: Proposal) -> list[str]:
    return [str(mark["text"]) for mark in all_marks(proposal, "IMP-062")]


# Web pages


GOOGLE = (
    "<html><body class='doc-content'><h1>Starten</h1><p><span>Lees dit eerst</span><sup><a href='#cmnt1' "
    "id='cmnt_ref1'>[a]</a></sup><sup><a href='#cmnt2' id='cmnt_ref2'>[b]</a></sup><span>.</span></p><p>Slot.</p>"
    "<div class='c1'><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Is dit nog geldig?</span></p><p><span>Ik twijfel."
    "</span></p></div><div class='c1'><p><a href='#cmnt_ref2' id='cmnt2'>[b]</a><span>Ja hoor.</span></p></div>"
    "</body></html>"
)
WORD = (
    "<html><body><div class=WordSection1><h1>Starten</h1><p>Lees <a style='mso-comment-reference:JV_1'>dit</a> eerst"
    "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1' name='_msoanchor_1'>[JV1]</a>"
    "</span>.</p><p>Slot.</p></div><div style='mso-element:comment-list'><hr><div style='mso-element:comment'><div "
    "id='_com_1' class=msocomtxt><a name='_msocom_1'></a><p><span><a href='#_msoanchor_1'>[JV1]</a></span>Klopt dit?"
    "</p></div></div></div></body></html>"
)


@pytest.mark.parametrize(
    ("page", "code", "told"),
    [
        (GOOGLE, "IMP-084", [{"text": "Is dit nog geldig? Ik twijfel."}, {"text": "Ja hoor."}]),
        (WORD, "IMP-006", [{"author": "JV", "text": "Klopt dit?"}]),
    ],
)
def test_comments_in_a_page_are_told_and_no_text(
    page: str, code: str, told: list[dict[str, str]], tmp_path: Path
) -> None:
    page = page.replace("</span></p><p><span>Ik", "</span></p> <p><span>Ik")
    proposal = proposal_of(saved(tmp_path / "t.html", page))
    assert sections(proposal)["Starten"] == "Lees dit eerst.\n\nSlot."
    assert all_marks(proposal, code) == told
    assert all_marks(proposal, "IMP-034") == []


def test_a_letter_in_brackets_that_leads_to_a_place_in_the_text_stays(tmp_path: Path) -> None:
    page = "<html><body><h1>Kop</h1><p>Zie <a href='#deel'>[a]</a>.</p><h1><a id='deel'></a>Deel</h1><p>Hier.</p>"
    proposal = proposal_of(saved(tmp_path / "t.html", page))
    assert sections(proposal)["Kop"] == "Zie \\[a\\]."


# Notes of headings


@pytest.mark.parametrize("kind", ["md", "docx", "odt", "html", "rtf"])
def test_a_note_of_a_heading_before_a_table_stays_by_it_and_is_told(kind: str, tmp_path: Path) -> None:
    text = (
        "# Eerst\n\nTekst.\n\n# Onderdelen[^1]\n\n| Deel | Uitleg |\n|---|---|\n| Basis | Wat elke school biedt |\n\n"
        "Een zin daaronder.\n\n# Punten[^2]\n\n- een\n- twee\n\n[^1]: Noot van de tabel.\n\n[^2]: Noot van de punten.\n"
    )
    proposal = proposal_of(made(tmp_path, f"t.{kind}", text))
    found = sections(proposal)
    assert found["Onderdelen"] == (
        "| Deel[^1] | Uitleg |\n|---|---|\n| Basis | Wat elke school biedt |\n\n[^1]: Noot van de tabel.\n\n"
        "Een zin daaronder."
    )
    assert found["Punten"] == "- een[^1]\n- twee\n\n[^1]: Noot van de punten."
    assert all_marks(proposal, "IMP-082") == [{"heading": "Onderdelen"}, {"heading": "Punten"}]


# Letters


@pytest.mark.parametrize(
    "end",
    [
        "Met vriendelijke groet,\n    Juf José",
        "Met vriendelijke groeten\n\nJuf José\nGroepsleerkracht\nDe Klaproos",
        "Hoogachtend,\n\n\nMr. J. de Vries\nVoorzitter",
        "Groetjes van het team,\n\nJuf José\nMeester Ali",
    ],
)
def test_whoever_signs_a_letter_is_no_heading_and_what_is_one_is_told(end: str, tmp_path: Path) -> None:
    letter = (
        "BRIEF AAN DE OUDERS\n\nBeste ouders,\n\nVolgende week begint de week van de mediawijsheid en daarom praten we "
        f"dan over\ntelefoons.\n\nPROGRAMMA\n\n- maandag: voorlichting\n- dinsdag: spel\n\nPraktisch\n---------\n\n"
        f"1) Neem geen telefoon mee.\n2) Vul het strookje in.\n\n{end}\n\nP.S. De koffie staat klaar.\n"
    )
    proposal = proposal_of(saved(tmp_path / "t.txt", letter))
    assert list(sections(proposal)) == ["Inleiding", "PROGRAMMA", "Praktisch"]
    assert guessed(proposal) == ["PROGRAMMA · Praktisch"]
    assert all_marks(proposal, "IMP-003") == []
    assert "##" not in sections(proposal)["Praktisch"]
    assert sections(proposal)["Praktisch"].endswith("P.S. De koffie staat klaar.")


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_bold_name_below_a_greeting_is_no_heading(kind: str, tmp_path: Path) -> None:
    text = (
        "**Waarom**\n\nWe schrijven u over de verbouwing.\n\n**Wanneer**\n\nIn de zomer.\n\nMet vriendelijke groet,\n\n"
        "**Juf José**\n\n**Directeur**\n\nP.S. De koffie staat klaar.\n"
    )
    proposal = proposal_of(made(tmp_path, f"t.{kind}", text))
    assert "José" not in "".join(sections(proposal))
    assert "**Juf José**" in "".join(sections(proposal).values())


def test_headings_of_a_pdf_are_told(tmp_path: Path) -> None:
    lines = [
        Drawn("Wat we doen", down=100, size=16),
        Drawn("Een zin over wat we doen.", down=130),
        Drawn("En daarna", down=160, size=16),
        Drawn("Nog een zin over daarna.", down=190),
    ]
    assert guessed(proposal_of(printed(tmp_path / "a.pdf", Page(lines)))) == ["Wat we doen · En daarna"]


def test_the_name_of_a_table_of_contents_that_went_is_no_guess(tmp_path: Path) -> None:
    lines = [
        Drawn("Schoolplan", down=60, size=24),
        Drawn("Inhoudsopgave", down=100, size=16),
        Drawn("Wat we doen 2", down=130),
        Drawn("En daarna 3", down=150),
        Drawn("Wat we doen", down=200, size=16),
        Drawn("Een zin over wat we doen.", down=230),
        Drawn("En daarna", down=260, size=16),
        Drawn("Nog een zin over daarna.", down=290),
    ]
    proposal = proposal_of(printed(tmp_path / "a.pdf", Page(lines)))
    assert guessed(proposal) == ["Wat we doen · En daarna"]
    assert all_marks(proposal, "IMP-019") == [{"text": "Inhoudsopgave · Wat we doen 2 · En daarna 3"}]


# Terms


def test_terms_that_are_a_guess_are_told_and_say_so(tmp_path: Path) -> None:
    """A line with a note or a link is no term: it has no place for them."""
    text = (
        "# A\n\nTekst.\n\n# Begrippen\n\nFit: hoe het past.\n\nRegio: de streek.[^1]\n\nKern: zie [hier](https://a.nl).\n\n"
        "[^1]: Of de stad.\n"
    )
    proposal = proposal_of(made(tmp_path, "t.docx", text))
    assert all_marks(proposal, "IMP-083") == [{"terms": "Fit"}]
    assert sections(proposal)["Begrippen"] == (
        ":::{term}\n# Voorstel uit het document; kijk het na.\nid: fit\nterm: Fit\ndefinition: hoe het past.\n:::\n\n"
        "Regio: de streek.[^1]\n\n[^1]: Of de stad.\n\nKern: zie [hier](https://a.nl)."
    )


def test_terms_that_the_document_calls_so_are_no_guess(tmp_path: Path) -> None:
    proposal = proposal_of(made(tmp_path, "t.md", "# A\n\nTekst.\n\n# B\n\nFit\n\n: hoe het past\n"))
    assert all_marks(proposal, "IMP-083") == []
    assert "#" not in sections(proposal)["B"]


# Addresses


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["zie https://www.a.nl/staat-van-het-", "onderwijs."],
            "zie https://www.a.nl/staat-van-het-onderwijs.",
        ),
        (
            ["https://www.a.nl/onderwerpen/", "staat/2026 en verder"],
            "https://www.a.nl/onderwerpen/staat/2026 en verder",
        ),
        (["https://www.a.nl/zoek?", "q=school"], "https://www.a.nl/zoek?q=school"),
        (["https://doi.org/10.1000/", "ped.33."], "https://doi.org/10.1000/ped.33."),
        (["www.a.nl/Lees_", "Dit"], "www.a.nl/Lees_Dit"),
        (
            ["Kijk op https://www.a.nl/", "als u meer wilt weten"],
            "Kijk op https://www.a.nl/ als u meer wilt weten",
        ),
        (["de voor- en", "naschoolse"], "de voor- en naschoolse"),
        (["voor-", "schoolse"], "voorschoolse"),
    ],
)
def test_an_address_that_a_line_divides_is_whole(lines: list[str], text: str) -> None:
    assert joined([Line(line) for line in lines], looks=False) == text


# What a check tells too


def test_what_the_import_left_is_told_once(tmp_path: Path) -> None:
    """Not a second time as words that the program wrote (TXT-194), a warning that stood above all the rest."""
    path = made(tmp_path, "thema.docx")
    found = import_to({path.name: path}, tmp_path / "m", DATE, None, "nl", lambda _: None).findings
    codes = [finding.code for finding in found]
    assert (codes.count("IMP-010"), codes.count("TXT-194")) == (1, 0)
