"""Columns and tables of a PDF: which of the two they are, in which order they read, and what is told of a guess."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from modulebouwer.importing.markdown import Writer, without_marks
from modulebouwer.importing.pdf import read_pdf
from modulebouwer.importing.shaping import shaped
from unit.importing.printed import HEIGHT, WIDTH, Box, Line, Page, lattice, paragraph, printed


def read(path: Path, *pages: Page) -> tuple[str, list[str]]:
    """The PDF as Markdown, and the codes of what is told of it and in it."""
    document = shaped(read_pdf(printed(path, *pages), path.name))
    writer = Writer({}, "")
    text, marks = without_marks(writer.blocks(document.blocks), writer.marks)
    return text, sorted([*(mark.code for mark in document.told), *(mark.code for _, mark in marks)])


def bold(text: str, left: float, down: float, size: float = 13) -> Line:
    return Line(text, left, down, size, "bold")


def test_a_few_lines_in_two_columns_are_read_one_after_the_other_and_told(tmp_path: Path) -> None:
    """As a word processor balances them: the left column ends below the right one, whose heading stands alone."""
    lines = [
        bold("Gesprekken met ouders", 90, 100, 14),
        Line("Gebruik deze hand-out bij de training van dinsdag in de grote zaal.", 90, 119),
        bold("Voorbereiden", 90, 148),
        Line("Lees het dossier. Bepaal uw doel.", 90, 166),
        Line("• Plan een half uur", 90, 193),
        Line("• Zorg voor koffie", 90, 220),
        Line("Einde van de linkerkolom met een zin.", 90, 248),
        Line("Begin van de rechterkolom met een zin.", 324, 148),
        bold("Voeren", 324, 175),
        Line("Begin met wat goed gaat.", 324, 193),
        Line("Vat samen en spreek af.", 324, 220),
        bold("Tot slot", 90, 292, 14),
        Line("Succes met uw gesprekken!", 90, 311),
    ]
    text, told = read(tmp_path / "a.pdf", Page(lines))
    assert text.split("\n\n")[1:] == [
        "Gebruik deze hand-out bij de training van dinsdag in de grote zaal.",
        "## Voorbereiden",
        "Lees het dossier. Bepaal uw doel.",
        "- Plan een half uur\n- Zorg voor koffie",
        "Einde van de linkerkolom met een zin.",
        "Begin van de rechterkolom met een zin.",
        "## Voeren",
        "Begin met wat goed gaat.",
        "Vat samen en spreek af.",
        "# Tot slot",
        "Succes met uw gesprekken!",
    ]
    assert told == ["IMP-062", "IMP-081"]


def test_two_boxes_of_points_beside_each_other_are_two_lists(tmp_path: Path) -> None:
    """As on a slide; their lines stand at the same heights."""
    lines = [Line("Wat we nu doen en straks", 72, 100, 24)]
    for number, (left, right) in enumerate(
        [
            ("elke week kijken", "minder vergaderen"),
            ("samen plannen", "meer bezoeken"),
            ("ouders bellen", "een loket"),
        ]
    ):
        lines += [
            Line(f"• {left} in het team", 72, 160 + 24 * number, 14),
            Line(f"• {right} met de wijk", 320, 160 + 24 * number, 14),
        ]
    text, told = read(tmp_path / "a.pdf", Page(lines))
    assert text.split("\n\n")[1:] == [
        "- elke week kijken in het team\n- samen plannen in het team\n- ouders bellen in het team\n"
        "- minder vergaderen met de wijk\n- meer bezoeken met de wijk\n- een loket met de wijk"
    ]
    assert told == ["IMP-062", "IMP-081"]


def test_three_columns_of_a_folder_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = ["een school is van", "iedereen die er", "komt en er leert", "zolang het duurt"]
    lines = [Line("Een folder in drie kolommen over de hele breedte van het blad papier", 60, 100)]
    for column, name in enumerate(["Eerst", "Daarna", "Ten slotte"]):
        texts = [f"{name} zeggen we dat", *words[:-1], f"{words[-1]}."]
        lines += [Line(text, 60 + 170 * column, 140 + 14 * number) for number, text in enumerate(texts)]
    text, told = read(tmp_path / "a.pdf", Page(lines))
    goes_on = " zeggen we dat een school is van iedereen die er komt en er leert zolang het duurt."
    assert text.split("\n\n")[1:] == [f"Eerst{goes_on}", f"Daarna{goes_on}", f"Ten slotte{goes_on}"]
    assert told == ["IMP-081"]


def test_labels_and_what_is_said_of_them_are_no_columns_of_text(tmp_path: Path) -> None:
    rows = [
        ("Naam van de school:", "De Regenboog in Almere"),
        ("Adres en plaats:", "Kerkstraat 12 in Almere"),
    ]
    rows += [("Naam van de directeur:", "Mevrouw J. de Vries"), ("Aantal leerlingen:", "Tweehonderdtwaalf")]
    lines = [
        Line(text, left, 100 + 20 * number)
        for number, row in enumerate(rows)
        for text, left in zip(row, (72, 300), strict=True)
    ]
    text, told = read(tmp_path / "a.pdf", Page(lines))
    assert text.startswith(
        "| Naam van de school: | De Regenboog in Almere |\n|---|---|\n| Adres en plaats: |"
    )
    assert told == ["IMP-080"]


LEFTS = (84, 228, 372, 516)
DOWNS = (100, 116, 146, 176, 192)
CELLS = [
    Line("Doel", 90, 112),
    Line("Trekker", 234, 112),
    Line("Gereed", 378, 112),
    Line("Leesplezier in alle", 90, 127),
    Line("Groepen 3 tot en met 8", 90, 142),
    Line("Marieke", 234, 127),
    Line("april", 378, 127),
    Line("Rekenen", 90, 157),
    Line("Joost en", 234, 157),
    Line("Fatima", 234, 172),
    Line("december", 378, 157),
    Line("Ouders", 90, 188),
    Line("directie", 234, 188),
    Line("juni", 378, 188),
]
TABLE = (
    "| Doel | Trekker | Gereed |\n|---|---|---|\n| Leesplezier in alle Groepen 3 tot en met 8 | Marieke | april |\n"
    "| Rekenen | Joost en Fatima | december |\n| Ouders | directie | juni |"
)


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        (lattice(LEFTS, DOWNS), []),
        # No more than a line below each row, as many styles have it.
        ([box for box in lattice(LEFTS, DOWNS) if box[2] > 1], ["IMP-080"]),
        # Every cell drawn as a box of its own.
        (
            [(left, down, right - left, 0.5) for left, right in pairwise(LEFTS) for down in DOWNS]
            + [(left, top, 0.5, bottom - top) for left in LEFTS for top, bottom in pairwise(DOWNS)],
            [],
        ),
    ],
)
def test_drawn_lines_part_the_rows_of_a_table(boxes: list[Box], told: list[str], tmp_path: Path) -> None:
    """A cell of two lines is one cell, also where its second line begins with a capital."""
    lines = [Line("De tabel hieronder zegt wat er gebeurt en door wie.", 84, 80), *CELLS]
    lines.append(Line("Daaronder gaat de tekst weer verder.", 84, 230))
    text, found = read(tmp_path / "a.pdf", Page(lines, boxes=boxes))
    assert text.split("\n\n")[1] == TABLE
    assert found == told


def test_a_cell_over_two_columns_is_told_and_a_frame_is_no_table(tmp_path: Path) -> None:
    boxes = [box for box in lattice((84, 228, 372), (100, 120, 140)) if box[0] != 228]
    boxes += [(228, 120, 0.5, 20), *lattice((84, 372), (200, 260))]
    lines = [Line("Doelen van dit jaar", 90, 114), Line("Lezen", 90, 134), Line("Rekenen", 234, 134)]
    lines.append(Line("Een kader om een zin.", 90, 225))
    text, told = read(tmp_path / "a.pdf", Page(lines, boxes=boxes))
    assert text == "| Doelen van dit jaar |  |\n|---|---|\n| Lezen | Rekenen |\n\nEen kader om een zin."
    assert told == ["IMP-009"]


@pytest.mark.parametrize("padding", [-3, 0, 5])
def test_a_table_in_a_cell_is_one_below_and_the_text_goes_on_under_it(padding: int, tmp_path: Path) -> None:
    """Its lines may lie on those of the cell, as Word has them; a full line above a table ends a paragraph."""
    full = "De tabel hieronder zegt wat er in dit jaar gebeurt en wie er wat doet."
    lines = [Line(full, 84, 80), Line("Daaronder gaat de tekst weer verder met de wijk.", 84, 250)]
    lines += [
        Line(text, left + 8, down)
        for down, *row in CELLS_AROUND
        for left, text in zip(LEFTS, row, strict=False)
    ]
    lines += [
        Line(text, left, down)
        for down, *row in ((174, "Dag", "Tijd"), (194, "maandag", "9 uur"), (214, "dinsdag", "10 uur"))
        for left, text in zip((240, 310), row, strict=True)
    ]
    outer = lattice((84, 228, 372), (100, 120, 140, 220 + max(0, padding)))
    inner = lattice((228 + padding, 300, 372 - padding), (160, 180, 200, 220))
    text, told = read(tmp_path / "a.pdf", Page(lines, boxes=[*outer, *inner]))
    assert text == (
        f"{full}\n\n| Wie | Wat |\n|---|---|\n| School | Plannen |\n| Wijk | Afspraken: |\n\n"
        "| Dag | Tijd |\n|---|---|\n| maandag | 9 uur |\n| dinsdag | 10 uur |\n\n"
        "Daaronder gaat de tekst weer verder met de wijk."
    )
    assert told == ["IMP-009"]


CELLS_AROUND = ((114, "Wie", "Wat"), (134, "School", "Plannen"), (154, "Wijk", "Afspraken:"))
HEAD = ("Wie", "Wat", "Wanneer")


def rows_down(down: float, *rows: tuple[str, ...]) -> list[Line]:
    return [
        Line(text, left + 6, down + 20 * number)
        for number, row in enumerate(rows)
        for left, text in zip(LEFTS, row, strict=False)
    ]


def test_a_table_over_several_pages_is_one_with_each_word_in_it_once(tmp_path: Path) -> None:
    """A row that a page's end cuts is one; the head that each page repeats is told, and a note below is a note."""
    full = ("Oost", "lezen met de hele groep en", "maart")
    first = [*rows_down(640, HEAD, full), *paragraph("1 Een noot.", down=760, size=8)]
    second = rows_down(100, HEAD, ("", "met de ouders", ""), ("West", "schrijven", "april"))
    third = [
        *rows_down(100, HEAD, ("Zuid", "rekenen", "mei")),
        *paragraph("Daarna gaat de tekst verder.", down=300),
    ]
    start = paragraph("Deze tekst staat boven de tabel en wijst naar een noot.", down=600)
    pages = [
        Page([*start, *first], boxes=lattice(LEFTS, (626, 646, 666))),
        Page(second, boxes=lattice(LEFTS, (86, 106, 126, 146))),
        Page(third, boxes=lattice(LEFTS, (86, 106, 126))),
    ]
    text, told = read(tmp_path / "a.pdf", *pages)
    assert (
        "| Wie | Wat | Wanneer |\n|---|---|---|\n| Oost | lezen met de hele groep en met de ouders | maart |\n"
        "| West | schrijven | april |\n| Zuid | rekenen | mei |"
    ) in text
    assert text.count("Wanneer") == 1
    assert "Daarna gaat de tekst verder." in text
    assert told == ["IMP-086", "IMP-087"]


def test_a_guessed_table_over_two_pages_is_one_and_other_columns_are_another(tmp_path: Path) -> None:
    first = rows_down(700, HEAD, ("Oost", "lezen", "9 maart"))
    same = rows_down(100, ("West", "schrijven", "8 april"), ("Zuid", "rekenen", "7 mei"))
    other = [Line(line.text, line.left + 12 * (line.left > 100), line.down) for line in same]
    start = paragraph("Deze tekst staat boven de tabel en zegt nog niets.", down=600)
    text, told = read(tmp_path / "a.pdf", Page([*start, *first]), Page(same))
    assert text.endswith(
        "| Oost | lezen | 9 maart |\n| West | schrijven | 8 april |\n| Zuid | rekenen | 7 mei |"
    )
    assert told == ["IMP-080", "IMP-086"]
    text, told = read(tmp_path / "b.pdf", Page([*start, *first]), Page(other))
    assert text.count("|---|---|---|") == 2
    assert told == ["IMP-080", "IMP-080"]


def test_a_row_that_a_page_cuts_in_a_table_without_lines_is_one_below_a_repeated_head(tmp_path: Path) -> None:
    """Close rows, as a word processor sets them: no white says where one ends, nor that the head has ended."""

    def close(down: float, *rows: tuple[str, ...]) -> list[Line]:
        return [
            Line(text, left, down + 17 * number)
            for number, row in enumerate(rows)
            for left, text in zip(LEFTS, row, strict=False)
            if text
        ]

    first = close(700, HEAD, ("Oost", "lezen met", "9 maart"), ("", "de hele groep"))
    second = close(100, HEAD, ("", "en de ouders"), ("West", "schrijven", "8 april"))
    start = paragraph("Deze tekst staat boven de tabel en zegt nog niets.", down=600)
    text, told = read(tmp_path / "a.pdf", Page([*start, *first]), Page(second))
    assert text.endswith(
        "| Wie | Wat | Wanneer |\n|---|---|---|\n| Oost | lezen met de hele groep en de ouders | 9 maart |\n"
        "| West | schrijven | 8 april |"
    )
    assert told == ["IMP-080", "IMP-086", "IMP-087"]


def test_lines_of_a_drawing_that_run_through_words_make_no_table(tmp_path: Path) -> None:
    lines = [Line("Een bijschrift dat door een tekening loopt", 90, 114), Line("En nog een regel", 90, 134)]
    text, _ = read(tmp_path / "a.pdf", Page(lines, boxes=lattice((84, 130, 170, 372), (100, 120, 140))))
    assert "|" not in text
    assert "Een bijschrift dat door een tekening loopt" in text


def test_a_table_in_one_of_two_columns_stands_where_it_stood(tmp_path: Path) -> None:
    left = [f"links loopt de zin {n} door en gaat steeds" for n in range(12)]
    right = [f"rechts loopt de zin {n} door en gaat steeds" for n in range(18)]
    lines = [
        *paragraph(*left[:5], "links eindigt de zin.", down=100, left=60),
        *paragraph("Onder de tabel", *left[6:], down=260, left=60),
        *paragraph(*right, down=100, left=320),
    ]
    lines += [Line("Wie", 66, 203), Line("Wat", 156, 203), Line("School", 66, 223), Line("les", 156, 223)]
    text, told = read(tmp_path / "a.pdf", Page(lines, boxes=lattice((60, 150, 260), (190, 210, 230))))
    assert (
        text.index("links eindigt de zin.")
        < text.index("| Wie | Wat |")
        < text.index("rechts loopt de zin 0")
    )
    assert text.index("| Wie") < text.index("Onder de tabel") < text.index("rechts loopt")
    assert told == ["IMP-081"]


def with_scan(path: Path) -> Path:
    """The PDF with a page behind it that is a picture."""
    Image.new("RGB", (WIDTH, HEIGHT), "black").save(path.with_name("scan.pdf"), resolution=72)
    writer = pypdf.PdfWriter(path)
    writer.append(path.with_name("scan.pdf"))
    writer.write(path)
    return path


def test_two_pages_and_a_scan_have_running_heads_and_no_note_takes_a_foot(tmp_path: Path) -> None:
    def page(number: int, *lines: Line) -> Page:
        around = [
            Line("Jaarplan De Klaproos", 90, 48),
            Line(f"Vastgesteld in juni, pagina {number}", 90, 790),
        ]
        return Page([around[0], *lines, around[1]])

    first = page(1, Line("De school maakte een plan voor dit jaar.", 90, 100))
    second = page(
        2,
        Line("De kosten zijn bekend.", 90, 100),
        Line("1", 202, 96, 6),
        Line("1", 90, 734, 6),
        Line("Exclusief btw.", 96, 738),
    )
    document = read_pdf(with_scan(printed(tmp_path / "a.pdf", first, second)), "a.pdf")
    writer = Writer({}, "")
    assert writer.blocks(document.blocks) == (
        "De school maakte een plan voor dit jaar.\n\nDe kosten zijn bekend.[^1]\n\n[^1]: Exclusief btw."
    )
    told = [str(mark.values["text"]) for mark in document.told if mark.code == "IMP-018"]
    assert told == ["Jaarplan De Klaproos", "Vastgesteld in juni, pagina 1"]


def test_a_foot_of_one_page_alone_is_no_part_of_the_note_above_it(tmp_path: Path) -> None:
    lines = [
        Line("De kosten zijn bekend.", 90, 100),
        Line("1", 202, 96, 6),
        Line("1", 90, 734, 6),
        Line("Exclusief btw.", 96, 738),
        Line("Vastgesteld in juni", 90, 790),
    ]
    text, _ = read(tmp_path / "a.pdf", Page(lines))
    assert text.split("\n\n") == ["De kosten zijn bekend.[^1]", "[^1]: Exclusief btw.", "Vastgesteld in juni"]


def test_a_head_that_changes_with_the_chapter_is_one(tmp_path: Path) -> None:
    """It stands at the same place of three pages, far fewer than half of them."""
    pages = [
        Page(
            [
                Line(f"Hoofdstuk {'over lezen' if number < 4 else 'over rekenen'}", 90, 40, 9),
                Line(f"Een zin van bladzijde {'abcdefghijkl'[number]}.", 90, 200 + number),
            ]
        )
        for number in range(12)
    ]
    document = read_pdf(printed(tmp_path / "a.pdf", *pages), "a.pdf")
    told = [str(mark.values["text"]) for mark in document.told if mark.code == "IMP-018"]
    assert told == ["Hoofdstuk over lezen", "Hoofdstuk over rekenen"]
