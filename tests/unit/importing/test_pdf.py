"""PDFs as they are printed → what their makers wrote."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from modulebouwer.importing.markdown import Writer, without_marks
from modulebouwer.importing.pdf import read_pdf
from modulebouwer.importing.tree import Paragraph, Picture, block_text
from modulebouwer.importing.unreadable import Unreadable
from unit.importing.printed import HEIGHT, WIDTH, Line, Page, paragraph, printed

FULL = "Deze regel loopt van de ene kant van het blad tot aan de andere kant en breekt"


def text_of(path: Path) -> str:
    """The document as Markdown."""
    writer = Writer({}, "")
    return without_marks(writer.blocks(read_pdf(path, path.name).blocks), writer.marks)[0]


def test_lines_are_paragraphs_and_divided_words_whole(tmp_path: Path) -> None:
    lines = [
        *paragraph(FULL, f"{FULL} voor-", "schools. Dat was het, met Van Aartsen-", "Bos.", down=100),
        *paragraph("Een nieuwe alinea.", down=180),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))) == (
        f"{FULL} {FULL} voorschools. Dat was het, met Van Aartsen-Bos.\n\nEen nieuwe alinea."
    )


def test_larger_and_bold_lines_are_headings(tmp_path: Path) -> None:
    lines = [
        Line("Het eerste deel", down=100, size=18),
        *paragraph(FULL, "en dat was het.", down=130),
        Line("Een kop in vet", down=180, font="bold"),
        *paragraph(FULL, "en dat was het.", down=200),
        Line("Het tweede deel", down=260, size=18),
        *paragraph("Kort.", down=290),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))) == (
        f"# Het eerste deel\n\n{FULL} en dat was het.\n\n## Een kop in vet\n\n{FULL} en dat was het.\n\n"
        "# Het tweede deel\n\nKort."
    )


@pytest.mark.parametrize("size", [11, 8])
def test_a_note_at_the_foot_of_a_page_is_a_note(size: float, tmp_path: Path) -> None:
    """Also when it is as large as the text; a heading with a number is none, and each page has its own note 1."""

    def page(name: str) -> Page:
        return Page(
            [
                Line(f"1 Kop {name}", down=100, size=18),
                *paragraph("Tekst over de regio", down=130),
                Line("1", 166.5, 125, 6.4),
                Line("en de rest van de zin.", 173.5, 130),
                *paragraph(f"1 Noot van {name}, die over", "twee regels gaat.", down=700, size=size),
            ]
        )

    path = printed(tmp_path / "a.pdf", page("een"), page("twee"))
    assert text_of(path) == "\n\n".join(
        f"# 1 Kop {name}\n\nTekst over de regio[^{number}] en de rest van de zin.\n\n"
        f"[^{number}]: Noot van {name}, die over twee regels gaat."
        for number, name in enumerate(("een", "twee"), 1)
    )


def test_a_page_ends_within_a_paragraph_or_after_it(tmp_path: Path) -> None:
    pages = [
        Page(paragraph(FULL, f"{FULL[:55]} en is nu uit.", down=100)),
        Page(
            paragraph(
                "Een andere alinea begint hier, en is op dit blad nog lang niet uit, dus gaat ze", down=100
            )
        ),
        Page(paragraph("op het volgende door.", down=100)),
    ]
    assert text_of(printed(tmp_path / "a.pdf", *pages)) == (
        f"{FULL} {FULL[:55]} en is nu uit.\n\n"
        "Een andere alinea begint hier, en is op dit blad nog lang niet uit, dus gaat ze op het volgende door."
    )


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = paragraph(*[f"Links staat regel {number} van tien" for number in range(10)], down=130)
    right = paragraph(*[f"rechts staat regel {number} van tien" for number in range(10)], down=130, left=320)
    heading = Line("Een kop boven beide kolommen, zo breed als het hele blad", down=100, size=16)
    assert text_of(printed(tmp_path / "a.pdf", Page([heading, *left, *right]))) == (
        "# Een kop boven beide kolommen, zo breed als het hele blad\n\n"
        + " ".join(f"Links staat regel {number} van tien" for number in range(10))
        + " "
        + " ".join(f"rechts staat regel {number} van tien" for number in range(10))
    )


def test_running_heads_page_numbers_and_watermarks_are_no_text(tmp_path: Path) -> None:
    pages = [
        Page(
            [
                Line("Reader leidinggeven, deel 1", down=40, size=9),
                *paragraph(FULL, f"{word} blad zegt dit en niets anders.", down=200),
                Line("CONCEPT", 300, 500, 60, turned=True),
                Line(f"Pagina {number} van 3", 270, 810, 9),
            ]
        )
        for number, word in enumerate(("Het eerste", "Het tweede", "Het derde"), 1)
    ]
    assert text_of(printed(tmp_path / "a.pdf", *pages)) == "\n\n".join(
        f"{FULL} {word} blad zegt dit en niets anders." for word in ("Het eerste", "Het tweede", "Het derde")
    )


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(degrees: int, tmp_path: Path) -> None:
    """What was drawn upwards on a page that is shown turned clockwise reads from left to right."""
    lines = paragraph(FULL, "en dat was het.", down=100)
    path = printed(tmp_path / "a.pdf", Page(lines))
    page = pypdf.PdfWriter(path).pages[0]
    turned = {
        90: (0, 1, -1, 0, HEIGHT, 0),
        180: (-1, 0, 0, -1, WIDTH, HEIGHT),
        270: (0, -1, 1, 0, 0, WIDTH),
    }[degrees]
    page.add_transformation(turned)
    if degrees != 180:
        page.mediabox.upper_right = page.cropbox.upper_right = (HEIGHT, WIDTH)
    page.rotate(degrees)
    writer = pypdf.PdfWriter()
    writer.add_page(page)
    writer.write(tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf") == f"{FULL} en dat was het."


def with_picture(path: Path, size: tuple[int, int], left: float, down: float, scale: float) -> Path:
    """The PDF with a picture of ``size`` on its first page, ``scale`` points a pixel."""
    Image.new("RGB", size, "black").save(path.with_name("beeld.pdf"), resolution=72)
    writer = pypdf.PdfWriter(path)
    drawn = pypdf.PdfReader(path.with_name("beeld.pdf")).pages[0]
    place = pypdf.Transformation().scale(scale).translate(left, HEIGHT - down - size[1] * scale)
    writer.pages[0].merge_transformed_page(drawn, place, over=False)
    writer.write(path)
    return path


def test_a_picture_stands_between_the_paragraphs_around_it(tmp_path: Path) -> None:
    lines = [
        *paragraph(FULL, "tot hier.", down=100),
        *paragraph(FULL, down=300),
        *paragraph("Slot.", down=700),
    ]
    path = with_picture(printed(tmp_path / "a.pdf", Page(lines)), (80, 40), 72, 150, 2)
    document = read_pdf(path, "a.pdf")
    (name,) = document.files
    with Image.open(io.BytesIO(document.files[name])) as picture:
        assert (picture.size, picture.convert("RGB").getpixel((5, 5))) == ((80, 40), (0, 0, 0))
    assert document.blocks[1] == Paragraph((Picture(name, ""),))
    assert len(document.blocks) == 4


def test_a_picture_within_a_paragraph_does_not_part_it_and_a_whole_page_is_none(tmp_path: Path) -> None:
    pages = [Page(paragraph(FULL, down=100)), Page(paragraph("gaat hier door.", down=100))]
    path = with_picture(printed(tmp_path / "a.pdf", *pages), (100, 100), 72, 400, 1)
    first, second = read_pdf(path, "a.pdf").blocks
    assert block_text(first) == f"{FULL} gaat hier door."
    assert isinstance(second, Paragraph)
    assert isinstance(second.content[0], Picture)
    scanned = with_picture(printed(tmp_path / "b.pdf", *pages), (60, 84), 0, 0, 10)
    document = read_pdf(scanned, "b.pdf")
    assert [mark.code for mark in document.told] == ["IMP-015"]
    assert (len(document.blocks), document.files) == (1, {})


def test_a_scan_and_a_locked_document_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as scan:
        read_pdf(printed(tmp_path / "scan.pdf", Page([Line("1", 300, 810)]), Page([])), "scan.pdf")
    assert scan.value.finding.code == "IMP-107"
    writer = pypdf.PdfWriter(printed(tmp_path / "a.pdf", Page(paragraph(FULL, down=100))))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "slot.pdf")
    with pytest.raises(Unreadable) as locked:
        read_pdf(tmp_path / "slot.pdf", "slot.pdf")
    assert locked.value.finding.code == "IMP-101"
