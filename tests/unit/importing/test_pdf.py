"""PDFs as they are printed → what their makers wrote."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pypdf.annotations
import pytest
from PIL import Image

from modulebouwer.importing.markdown import Writer, without_marks
from modulebouwer.importing.pdf import read_pdf
from modulebouwer.importing.shaping import shaped
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


def test_two_columns_with_headings_and_paragraphs_of_their_own_are_no_table(tmp_path: Path) -> None:
    """The lines of one column stand at other heights than those of the other, and a heading beside lines of text."""

    def column(side: str, left: float, places: Sequence[float]) -> list[Line]:
        texts = [f"{side} gaat zin {number} door en" for number in range(len(places))]
        texts[0] = f"{side.capitalize()} begint het met"
        return [Line(text, left, place) for text, place in zip(texts, places, strict=True)]

    first = column("links", 72, [130 + 14 * number for number in range(8)])
    second = column("links", 72, [256 + 14 * number for number in range(8)])
    third = column("rechts", 320, [130 + 14 * number for number in range(4)])
    heading = Line("Een kop rechts", 320, 216, 16)
    fourth = column("rechts", 320, [241 + 14 * number for number in range(9)])
    lines = [*first, *second, *third, heading, *fourth]
    parts = [" ".join(line.text for line in lines) for lines in (first, second, third, [heading], fourth)]
    found = text_of(printed(tmp_path / "a.pdf", Page(lines)))
    assert " ".join(found.replace("#", "").split()) == " ".join(parts)
    assert "# Een kop rechts\n" in found


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


def test_numbered_headings_are_headings_and_points_of_a_list_are_not(tmp_path: Path) -> None:
    lines = [
        Line("1. Aanleiding", down=100, size=16),
        *paragraph(FULL, "en dat was het.", down=130),
        Line("1.1. Waarom nu", down=180, font="bold"),
        *paragraph(FULL, "en dat was het.", down=200),
        *paragraph("1. Eerst kijken", "2. Dan praten", down=250),
        Line("2. Wat wij willen", down=300, size=16),
        *paragraph("Kort.", down=330),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))) == (
        f"# 1. Aanleiding\n\n{FULL} en dat was het.\n\n## 1.1. Waarom nu\n\n{FULL} en dat was het.\n\n"
        "1\\. Eerst kijken\n\n2\\. Dan praten\n\n# 2. Wat wij willen\n\nKort."
    )


def row(down: float, *cells: str, lefts: tuple[float, ...] = (72, 200, 330)) -> list[Line]:
    return [Line(cell, left, down) for cell, left in zip(cells, lefts, strict=False) if cell]


def test_a_table_stays_a_table(tmp_path: Path) -> None:
    """Also with a cell of two lines and an empty one; two columns with room between their lines are one too."""
    lines = [
        *paragraph(FULL, "tot hier.", down=100),
        *row(150, "Partner", "Taak", "Wanneer"),
        *row(172, "Gemeente", "huisvesting en", "elk jaar"),
        *row(186, "", "vervoer"),
        *row(208, "Opvang", "", "elke dag"),
        *paragraph("En verder.", down=250),
        *row(300, "Wie", "Wat"),
        *row(322, "School", "les"),
        *paragraph("Slot.", down=360),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))) == (
        f"{FULL} tot hier.\n\n| Partner | Taak | Wanneer |\n|---|---|---|\n"
        "| Gemeente | huisvesting en vervoer | elk jaar |\n| Opvang |  | elke dag |\n\nEn verder.\n\n"
        "| Wie | Wat |\n|---|---|\n| School | les |\n\nSlot."
    )


def test_a_list_with_wide_signs_and_a_list_of_pages_are_no_tables(tmp_path: Path) -> None:
    lines = [
        *[line for n in range(3) for line in row(100 + 14 * n, f"{n + 1}.", f"Punt {n}", lefts=(72, 95))],
        *[line for n in range(3) for line in row(200 + 14 * n, f"Deel {n}", f"{n + 3}", lefts=(72, 400))],
    ]
    assert "|" not in text_of(printed(tmp_path / "a.pdf", Page(lines)))


def test_two_paragraphs_in_one_point_stay_in_it(tmp_path: Path) -> None:
    lines = [
        *row(72, "•", "Eerste punt, dat over meer dan één regel", lefts=(72, 90)),
        *paragraph("gaat omdat er veel over te zeggen is, en dat", "wordt hier gedaan.", down=86, left=90),
        Line("Nog van het eerste punt.", 90, 128),
        *row(156, "•", "Tweede punt.", lefts=(72, 90)),
        Line("Slot.", 72, 200),
    ]
    document = shaped(read_pdf(printed(tmp_path / "a.pdf", Page(lines)), "a.pdf"))
    assert Writer({}, "").blocks(document.blocks) == (
        "- Eerste punt, dat over meer dan één regel gaat omdat er veel over te zeggen is, en dat wordt hier gedaan.\n\n"
        "  Nog van het eerste punt.\n\n- Tweede punt.\n\nSlot."
    )


def test_bold_words_and_links_are_kept(tmp_path: Path) -> None:
    """Also over two lines; what a heading or a mostly bold text has is no emphasis."""
    lines = [
        Line("De kop", down=70, font="bold"),
        *paragraph("Hier staat een", down=100),
        Line("heel belangrijk", 146, 100, font="bold"),
        Line("en een", 228, 100),
        Line("link naar de wet die tot aan de rand van deze regel loopt met voor-", 264, 100),
        *paragraph("schoolse woorden. En dat was het.", down=114),
    ]
    path = printed(tmp_path / "a.pdf", Page(lines))
    writer = pypdf.PdfWriter(path)
    for box in ((264, HEIGHT - 103, 600, HEIGHT - 91), (72, HEIGHT - 117, 117, HEIGHT - 105)):
        writer.add_annotation(0, pypdf.annotations.Link(rect=box, url="https://example.org/wet"))
    writer.write(path)
    assert text_of(path) == (
        "# De kop\n\nHier staat een **heel belangrijk** en een [link naar de wet die tot aan de rand van deze regel "
        "loopt met voorschoolse](https://example.org/wet) woorden. En dat was het."
    )


def test_what_stands_on_each_page_is_told(tmp_path: Path) -> None:
    """Also in a document of two pages; the numbers of pages are no text."""
    pages = [
        Page(
            [
                Line("Reader", down=40, size=9),
                *paragraph(FULL, down=200 + number),
                Line(str(number), 300, 810),
            ]
        )
        for number in (1, 2)
    ]
    document = read_pdf(printed(tmp_path / "a.pdf", *pages), "a.pdf")
    assert [(mark.code, dict(mark.values)) for mark in document.told] == [("IMP-018", {"text": "Reader"})]
    assert "Reader" not in "".join(map(block_text, document.blocks))


def test_a_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    lines = [
        Line("Samenwerken met zijn allen in en om", 72, 100, 20),
        Line("de regio", 72, 126, 20),
        *paragraph(FULL, "en dat was het.", down=160),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))) == (
        f"# Samenwerken met zijn allen in en om de regio\n\n{FULL} en dat was het."
    )


def test_the_lines_of_a_point_are_one_paragraph_however_wide_they_stand(tmp_path: Path) -> None:
    texts = (
        "Samenwerking met de regio is van belang, doordat het onderwijs dat past",
        "zorgt voor meer vervlechting tussen scholen en andere organisaties in de",
        "regio, groot en klein.",
    )
    points = [
        Line(f"\u2022 {text}" if not number else text, 72 if not number else 79.5, 100 + 20 * number, 11)
        for number, text in enumerate(texts)
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(points))) == "• " + " ".join(texts)


def test_pages_of_a_picture_alone_are_told_by_their_numbers(tmp_path: Path) -> None:
    pages = [Page(paragraph(FULL, "en dat was het.", down=100)), Page([]), Page([]), Page([])]
    path = printed(tmp_path / "a.pdf", *pages)
    writer = pypdf.PdfWriter(path)
    for number in (1, 2):
        scan = with_picture(printed(tmp_path / f"{number}.pdf", Page([])), (60, 84), 0, 0, 10)
        writer.insert_page(pypdf.PdfReader(scan).pages[0], number)
    writer.write(path)
    document = read_pdf(path, "a.pdf")
    assert [(mark.code, mark.values) for mark in document.told] == [("IMP-030", {"pages": "2-3"})]


def test_the_line_of_a_table_is_no_heading(tmp_path: Path) -> None:
    lines = [
        Line("Wat we zien", down=100, size=16),
        *paragraph(FULL, "en dat was het.", down=130),
        Line("Tabel 1. Verzuim per school", down=180, font="bold"),
        *paragraph(FULL, "en dat was het.", down=210),
    ]
    assert "\n\n**Tabel 1. Verzuim per school**\n\n" in text_of(printed(tmp_path / "a.pdf", Page(lines)))


@pytest.mark.parametrize(("code", "letter"), [("D83DDE00", "\U0001f600"), ("DE00", "\ufffd"), ("D83D", "")])
def test_a_letter_beyond_sixteen_bits_is_one_and_half_a_letter_none(
    code: str, letter: str, tmp_path: Path
) -> None:
    """The letter Q of the font means something else, as ToUnicode says (ISO 32000-1, 9.10.3)."""
    writer = pypdf.PdfWriter(printed(tmp_path / "a.pdf", Page(paragraph(f"{FULL} Q af", down=100))))
    cmap = pypdf.generic.StreamObject()
    ends = "/CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange"
    cmap.set_data(f"begincmap {ends} 1 beginbfchar <51> <{code}> endbfchar endcmap".encode())
    fonts: Any = writer.pages[0]["/Resources"]
    fonts["/Font"]["/regular"][pypdf.generic.NameObject("/ToUnicode")] = writer._add_object(cmap)
    writer.write(tmp_path / "a.pdf")
    (block,) = read_pdf(tmp_path / "a.pdf", "a.pdf").blocks
    assert block_text(block).removeprefix(FULL).split() == [*filter(None, [letter]), "af"]


def test_a_list_within_a_list_is_one(tmp_path: Path) -> None:
    places = (("een", 72), ("daarvan", 90), ("en daarvan", 108), ("ook daarvan", 90), ("twee", 72))
    lines = [Line(f"\u2022 {text}", left, 100 + 14 * number) for number, (text, left) in enumerate(places)]
    after = [
        Line("Gewone tekst.", 72, 200),
        Line("\u2022 los", 90, 214),
        Line("9. negen", 76, 260),
        Line("10. tien", 72, 274),
    ]
    document = shaped(read_pdf(printed(tmp_path / "a.pdf", Page([*lines, *after])), "a.pdf"))
    assert without_marks(Writer({}, "").blocks(document.blocks), [])[0] == (
        "- een\n  - daarvan\n    - en daarvan\n  - ook daarvan\n- twee\n\nGewone tekst.\n\n- los\n\n9. negen\n10. tien"
    )


def test_a_figure_in_a_cell_is_no_number_of_a_list(tmp_path: Path) -> None:
    """As LibreOffice prints a table: rows close to each other, figures of two digits in the middle."""
    rows = (
        ("Vestiging", "Leerlingen", "Cijfer"),
        ("Oost", "140", "8,1"),
        ("West", "96", "7,7"),
        ("Noord", "9", "6"),
    )
    lines = [*paragraph(FULL, "en dat was het.", down=100)]
    for number, row in enumerate(rows):
        lines += [Line(text, 72 + 144 * place, 140 + 15.5 * number) for place, text in enumerate(row)]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))).endswith(
        "| Vestiging | Leerlingen | Cijfer |\n|---|---|---|\n| Oost | 140 | 8,1 |\n| West | 96 | 7,7 |\n"
        "| Noord | 9 | 6 |"
    )


def test_a_note_in_a_cell_is_a_note(tmp_path: Path) -> None:
    lines = [
        *paragraph(FULL, "en dat was het.", down=100),
        Line("Jaar", 72, 150),
        Line("Wet", 288, 150),
        Line("1968", 72, 177),
        Line("Mammoetwet", 288, 177),
        Line("1", 356, 172, 6.4),
        *paragraph("1 Ingevoerd door Cals.", down=700),
    ]
    assert text_of(printed(tmp_path / "a.pdf", Page(lines))).endswith(
        "| Jaar | Wet |\n|---|---|\n| 1968 | Mammoetwet[^1] |\n\n[^1]: Ingevoerd door Cals."
    )


def test_columns_go_on_where_the_last_page_has_little_in_the_second(tmp_path: Path) -> None:
    half = "Een regel die zo breed is als zijn kolom"
    left = [f"{half} en" if number % 4 else f"En {half}" for number in range(30)]
    small = [text[:1].lower() + text[1:] for text in left]
    full = [*paragraph(*small, down=100, left=60), *paragraph(*small, down=103, left=320)]
    last = [
        *paragraph("en zo eindigt de zin links.", down=100, left=60),
        *paragraph("Dan komt er nog een.", "Ook die is uit.", down=114, left=60),
        *paragraph("rechts begint het met een", "punt die hier eindigt.", down=100, left=320),
    ]
    text = text_of(printed(tmp_path / "a.pdf", Page(full), Page(last)))
    words = (
        "en zo eindigt de zin links. Dan komt er nog een. Ook die is uit. "
        "rechts begint het met een punt die hier eindigt."
    )
    assert " ".join(text.split()).endswith(words)


def test_a_numbered_paragraph_at_the_top_of_a_page_begins_there(tmp_path: Path) -> None:
    first = [
        *paragraph(FULL, f"{FULL} en dan", down=100),
        *paragraph("(1) Dat was het eerste lid van dit artikel.", down=160),
    ]
    second = paragraph("(2) Dit is het tweede lid.", down=100)
    text = text_of(printed(tmp_path / "a.pdf", Page(first), Page(second)))
    assert text.endswith("(1) Dat was het eerste lid van dit artikel.\n\n(2) Dit is het tweede lid.")
