"""Numbers that a program shows and does not write, and the places that point to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml import parse_xml

from modulebouwer.importing.pointing import pointed
from modulebouwer.importing.tree import Link, Mark, Paragraph, Styled, Text, plain
from modulebouwer.importing.word_numbers import written
from unit.importing import habits
from unit.importing.test_habits import proposal_of, sections, told
from unit.importing.test_makers import all_marks

if TYPE_CHECKING:
    from docx.document import Document


def numbered(document: Document, levels: Sequence[tuple[str, str, str]]) -> None:
    """A way of numbering whose levels (style, form, text) hang on styles, as Word's lists of several levels do."""
    part: Any = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, form, text) in enumerate(levels)
    )
    number = 900 + len(part)
    part.insert(0, parse_xml(f'<w:abstractNum {habits.W} w:abstractNumId="{number}">{inner}</w:abstractNum>'))
    part.append(
        parse_xml(f'<w:num {habits.W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
    for depth, (style, _, _) in enumerate(levels):
        element: Any = next(one for one in document.styles if one.style_id == style).element
        level = f'<w:ilvl w:val="{depth}"/>' if depth else ""
        element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {habits.W}>{level}<w:numId w:val="{number}"/></w:numPr>')
        )


DECIMAL = [
    ("Heading1", "decimal", "%1"),
    ("Heading2", "decimal", "%1.%2."),
    ("Heading3", "decimal", "%1.%2.%3"),
]


def by_style(document: Document) -> None:
    numbered(document, DECIMAL)
    document.add_heading("Begin", 1)
    document.add_paragraph("Zie paragraaf 2.1 en hoofdstuk 9, en § 1.1.1.")
    document.add_heading("Waarom", 2)
    document.add_heading("Daarom", 3)
    document.add_paragraph("Tekst.")
    document.add_heading("Slot", 1)
    document.add_heading("Samen", 2)
    document.add_paragraph("Lees eerst de hoofdstukken 1 en 2, of zie 1.1 (Smit, 2008).")


def test_a_place_that_points_to_a_lost_number_names_the_heading(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", by_style))
    assert all_marks(proposal, "IMP-065") == [
        {"text": "paragraaf 2.1", "heading": "Samen"},
        {"text": "§ 1.1.1", "heading": "Daarom"},
        {"text": "hoofdstukken 1 en 2", "heading": "Begin · Slot"},
        {"text": "zie 1.1", "heading": "Waarom"},
    ]
    text = sections(proposal)["Begin"]
    assert text.startswith("Zie paragraaf 2.1 en hoofdstuk 9, en § 1.1.1.")
    body = proposal.module.sections[0].body.text
    assert [body[place:].split(" ")[0] for place, _ in proposal.marks["begin"][:2]] == ["paragraaf", "§"]


def with_words(document: Document) -> None:
    numbered(document, [("Heading1", "decimal", "Bijlage %1"), ("Heading2", "upperRoman", "%2")])
    numbered(document, [("Caption", "decimal", "Figuur %1:")])
    document.add_heading("Vragen", 1)
    document.add_paragraph("De opbouw", style="Caption")
    document.add_paragraph("Zie figuur 1, bijlage 2 en paragraaf I.")
    document.add_heading("Antwoorden", 1)
    document.add_heading("Kort", 2)
    document.add_paragraph("Tekst.")


def test_a_number_with_words_is_written(tmp_path: Path) -> None:
    """ "Bijlage 1" and "Figuur 1:" are words of the document."""
    proposal = proposal_of(habits.written(tmp_path / "t.docx", with_words))
    assert sections(proposal) == {
        "Bijlage 1 Vragen": "Figuur 1: De opbouw\n\nZie figuur 1, bijlage 2 en paragraaf I.",
        "Bijlage 2 Antwoorden": "## Kort\n\nTekst.",
    }
    assert all_marks(proposal, "IMP-065") == [{"text": "paragraaf I", "heading": "Kort"}]


def begun_anew(document: Document) -> None:
    numbered(document, DECIMAL)
    part: Any = document.part.numbering_part.element
    way = part[0].get(next(name for name in part[0].attrib if name.endswith("abstractNumId")))
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    part.append(parse_xml(f'<w:num {habits.W} w:numId="77"><w:abstractNumId w:val="{way}"/>{start}</w:num>'))
    for title, own in (("Een", ""), ("Twee", "0"), ("Drie", "77")):
        heading: Any = document.add_heading(title, 1)._p
        if own:
            heading.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {habits.W}><w:numId w:val="{own}"/></w:numPr>')
            )
        document.add_paragraph("Zie hoofdstuk 7 en hoofdstuk 2.")


def test_a_list_may_begin_anew_and_a_heading_have_no_number(tmp_path: Path) -> None:
    proposal = proposal_of(habits.written(tmp_path / "t.docx", begun_anew))
    assert all_marks(proposal, "IMP-065") == [{"text": "hoofdstuk 7", "heading": "Drie"}] * 3


def typed_only(document: Document) -> None:
    document.add_heading("1 Begin", 1)
    document.add_paragraph("Zie hoofdstuk 2.")
    document.add_heading("2 Slot", 1)
    document.add_paragraph("Tekst.")


def test_typed_numbers_are_not_lost(tmp_path: Path) -> None:
    assert told(proposal_of(habits.written(tmp_path / "t.docx", typed_only))) == []


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (2, "upperLetter", "B"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
        (0, "upperRoman", "0"),
    ],
)
def test_numbers_in_words_own_forms(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Zie (zie ook par. 2.1) hier", "par. 2.1"),
        ("subparagraaf 2.1", "subparagraaf 2.1"),
        ("Bijlage A noemt het", "Bijlage A"),
        ("Bijlage Aan", ""),
        ("Chapters 1 and 2.1", "Chapters 1 and 2.1"),
        ("paragraaf 2.10", ""),
        ("zie 2", ""),
        ("Hoofdstuk 2.1, dat", "Hoofdstuk 2.1"),
    ],
)
def test_what_points_to_a_number(said: str, told: str) -> None:
    numbers = (("2.1", "Waarom"), ("A", "Lijst"))
    content = (Text(said[:5]), Styled("strong", (Text(said[5:]),)), Link("https://a.nl", (Text(" slot"),)))
    for run in ((Text(said),), content):
        (block,) = pointed([Paragraph(run)], numbers)
        assert isinstance(block, Paragraph)
        assert plain(block.content) == plain(run)
        found = [str(item.values["text"]) for item in block.content if isinstance(item, Mark)]
        assert found == ([told] if told else [])


def captions(document: Document) -> None:
    document.add_heading("Deel", 1)
    for code in (" SEQ Figuur \\* ARABIC ", " SEQ Figuur "):
        line = document.add_paragraph("Figuur ", style="Caption")
        for kind, inner in (
            ("begin", ""),
            ("", f"<w:instrText>{code}</w:instrText>"),
            ("separate", ""),
            ("", "<w:t>1</w:t>"),
            ("end", ""),
        ):
            sign = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else inner
            run: Any = parse_xml(f"<w:r {habits.W}>{sign}</w:r>")
            line._p.append(run)
        line.add_run(" De wijk")
    document.add_heading("Slot", 1)
    document.add_paragraph("Tekst.")


def test_the_number_of_a_caption_is_text(tmp_path: Path) -> None:
    text = sections(proposal_of(habits.written(tmp_path / "t.docx", captions)))["Deel"]
    assert text == "Figuur 1 De wijk\n\nFiguur 1 De wijk"
