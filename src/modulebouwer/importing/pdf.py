"""PDF → our tree: lines in reading order, without running heads and page numbers; headings by their size.

PDFium gives each character with its place; lines, columns and paragraphs are found here.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from modulebouwer.findings.wording import shortened
from modulebouwer.importing.lines import (
    BOLD,
    BULLET,
    ITALIC,
    LOOK,
    LOOK_FORM,
    RAISED,
    Line,
    blocks_of,
    joined,
    looked,
)
from modulebouwer.importing.pdf_broken_tables import same_columns, whole
from modulebouwer.importing.pdf_columns import columns_of, gutter_of, halves, parted, regions
from modulebouwer.importing.pdf_rules import ruled, rules, sign_of
from modulebouwer.importing.pdf_tables import Char, Grid, Rule, grids
from modulebouwer.importing.pictures import MOST_PIXELS
from modulebouwer.importing.prepared import PAGE_NUMBER, running_heads
from modulebouwer.importing.shaping import only_guessed, titled
from modulebouwer.importing.tree import Document, Mark, Table
from modulebouwer.importing.unreadable import Unreadable

# So many characters a page at least, on average, in a PDF that is not a scan.
FEWEST_CHARACTERS = 20
MOST_PAGES = 1000
# So many drawn shapes may be letters.
FEWEST_OUTLINES = 100
# A shape drawn from lines and curves (PDFium's public/fpdfview.h).
PATH = 2
# On one page: a full page of small print has ten thousand.
MOST_CHARACTERS = 100_000
# Points; and the part of a page: what is larger is the page itself, scanned.
SMALLEST_PICTURE = 24
SAME_PLACE = 3
# A list within a list stands so far to the right of it: figures of two numbers may too, but less.
INDENT = 9
# Lines of one paragraph are closer than this part of their letters' size, where no wrapped line tells; those of one
# heading, and lines of a column whose neighbour has white space, too.
APART = 1.5
CLOSE = 1.8
# More is white, however widely lines are set; and what stands farther below a note is no part of it.
WHITE = 2.2
FAR = 2.5
LARGEST_PART = 0.7
# Letters of a note are smaller than those of the text by this much.
SMALLER = 0.6
# On so many pages a line stands at the same place of the edge, and it is a running head.
FEWEST_PLACED = 3
# A line that ends in a hyphen: PDFium gives these for it.
HYPHENS = {"\x02": "-", "\ufffe": "-"}
# A table with no lines around it.
GUESSED = (Mark("IMP-080", {}),)
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


@dataclass(frozen=True)
class Printed:
    """A line on a page, as ``Char`` has it.

    ``column``: 1 or 2 of two, 0 for a line over the whole page. ``across``: it is written in another direction than
    the page is read. ``picture`` names the picture and ``grid`` is the table that stands here, without a text.
    ``looks``: the text with ``LOOK`` in it. ``inner``: where the words behind the sign of a list begin, 0 without one.
    ``told``: the findings about the table.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    column: int = 0
    across: bool = False
    picture: str = ""
    grid: Grid = ()
    looks: str = ""
    inner: float = 0
    told: tuple[Mark, ...] = ()

    @property
    def letters(self) -> int:
        """How many characters it has, those of a table too."""
        return len(self.text) + sum(len(cell) for row in self.grid for cell in row)


@dataclass(frozen=True)
class Page:
    """``pictures`` by the names that ``Printed.picture`` gives; ``scans`` counts those as large as the page.

    ``drawn``: more is on the page than letters. ``gutter``: the middle between two columns of text.
    """

    lines: Sequence[Printed]
    height: float
    pictures: Mapping[str, bytes]
    scans: int
    drawn: bool = False
    gutter: float | None = None

    @property
    def unread(self) -> bool:
        """Whether what is on the page is no text."""
        return (self.scans > 0 or self.drawn) and sum(one.letters for one in self.lines) < FEWEST_CHARACTERS


@dataclass(frozen=True)
class Drawn:
    """A picture on a page: PNG, its top left corner and its size in points."""

    name: str
    data: bytes
    left: float
    top: float
    width: float
    height: float


def read_pdf(path: Path, shown: str) -> Document:
    """The document in ``path``. Raises ``Unreadable``."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            if len(pdf) > MOST_PAGES:
                raise Unreadable("IMP-105", shown, limit=f"{MOST_PAGES}")
            pages = usually_bold(list(read_pages(pdf, shown)))
            title = pdf.get_metadata_value("Title")
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == FPDF_ERR_PASSWORD
        raise Unreadable("IMP-101" if locked else "IMP-102", shown) from error
    characters = sum(line.letters for page in pages for line in page.lines)
    if characters < FEWEST_CHARACTERS * max(1, sum(not page.unread for page in pages)):
        raise Unreadable("IMP-107", shown)
    kept, heads = without_heads(pages)
    kept = with_whole_tables(kept, [page.height for page in pages])
    lines = [line for number, page in enumerate(kept, 1) for line in spaced(page, number)]
    blocks, found, subtitle = titled(list(blocks_of(lines)), "", "")
    blocks, guessed = only_guessed(blocks)
    scans = sum(page.scans for page in pages if not page.unread)
    unread = [number for number, page in enumerate(pages, 1) if page.unread]
    told = [*running_heads(heads), *guessed]
    told += [Mark("IMP-030", {"pages": ranges(unread)})] if unread else []
    parted_pages = [number for number, page in enumerate(pages, 1) if any(line.column for line in page.lines)]
    told += [Mark("IMP-081", {"pages": ranges(parted_pages)})] if parted_pages else []
    return Document(
        shown,
        tuple(blocks),
        found or (title if " " in title else ""),
        subtitle,
        files={name: data for page in pages for name, data in page.pictures.items()},
        told=(*told, Mark("IMP-015", {"count": scans})) if scans else tuple(told),
    )


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as text: ``2, 5-7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def usually_bold(pages: list[Page]) -> list[Page]:
    """The pages; where most letters are bold, bold says nothing."""
    lines = [line for page in pages for line in page.lines]
    bold = sum(len(line.text) for line in lines if line.bold)
    if 2 * bold <= sum(len(line.text) for line in lines):
        return pages
    return [
        replace(page, lines=[replace(line, bold=False, looks="") for line in page.lines]) for page in pages
    ]


def read_pages(pdf: Any, shown: str) -> Iterator[Page]:
    """The pages of PDFium's document. Raises ``Unreadable``."""
    gutter: float | None = None
    for one in pdf:
        page = read_page(one, shown, pdf, gutter)
        gutter = page.gutter
        yield page


def read_page(page: Any, shown: str, pdf: Any, before: float | None) -> Page:
    """The lines of a page of PDFium, which is closed; ``before``: the gutter of the page before it.

    Raises ``Unreadable``.
    """
    width, height = page.get_size()
    chars: list[Char] = []
    across: list[Char] = []
    for number, (char, upright) in enumerate(characters(page, list(links(page, pdf)))):
        if number > MOST_CHARACTERS:
            raise Unreadable("IMP-105", shown, limit=f"{MOST_CHARACTERS}")
        (chars if upright else across).append(char)
    shapes = list(page.get_objects(filter=[PATH], max_depth=5))
    outlines = len(shapes)
    drawn_across, drawn_down = rules(page, shapes)
    chars, tables = ruled(chars, drawn_across, drawn_down)
    rows = list(printed_rows([*chars, *map(sign_of, tables)]))
    gutter, in_text = columns_of(rows, width, before)
    lines = list(reading_order(rows, width, gutter, drawn_across, in_text=in_text))
    drawn = list(pictures(page))
    page.close()
    if across:
        # What is written across a page keeps the order in which it was drawn.
        text = "".join(char.text for char in across).strip()
        lines.append(Printed(text, 0, 0, across[0].base, across[0].size, False, across=True))
    kept = [picture for picture in drawn if picture.width * picture.height < LARGEST_PART * width * height]
    for picture in kept:
        place_picture(lines, picture, width)
    files = {picture.name: picture.data for picture in kept}
    scans = len(drawn) - len(kept)
    return Page(lines, height, files, scans, outlines >= FEWEST_OUTLINES, gutter if in_text else None)


def pictures(page: Any) -> Iterator[Drawn]:
    """The pictures on a page that are more than a rule or a dot."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_cropbox()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        start, low, end, high = picture.get_bounds()
        start, low, end, high = max(start, left), max(low, bottom), min(end, right), min(high, top)
        width, height = picture.get_px_size()
        if min(end - start, high - low) < SMALLEST_PICTURE or width * height > MOST_PIXELS:
            continue
        stream = io.BytesIO()
        picture.get_bitmap(render=False).to_pil().save(stream, "PNG")
        data = stream.getvalue()
        name = f"{hashlib.sha256(data).hexdigest()[:12]}.png"
        yield Drawn(name, data, start - left, top - high, end - start, high - low)


def place_picture(lines: list[Printed], picture: Drawn, width: float) -> None:
    """Put the picture before the first line below it, of its own column where there are two."""
    middle = picture.left + picture.width / 2
    column = 1 if middle < width / 2 else 2
    below = (
        number
        for number, line in enumerate(lines)
        if line.base > picture.top + picture.height / 2 and line.column in (0, column) and not line.across
    )
    position = next(below, len(lines))
    line = Printed("", picture.left, picture.left, picture.top, 0, False, column=column, picture=picture.name)
    lines.insert(position, line)


def links(page: Any, pdf: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """The links on a page to the web: left, bottom, right and top in the page's own points, and the address."""
    import pypdfium2.raw as pdfium

    position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0) if action else 0
        if size > 1 and pdfium.FPDFLink_GetAnnotRect(link, box):
            address = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(pdf, action, address, size)
            yield box.left, box.bottom, box.right, box.top, address.value.decode("utf-8", "replace")


def characters(
    page: Any, linked: Sequence[tuple[float, float, float, float, str]]
) -> Iterator[tuple[Char, bool]]:
    """The characters of a page, and whether each stands upright on it as it is shown (ISO 32000-1, 7.7.3.3: Rotate)."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() // 90
    textpage = page.get_textpage()
    # The bare pointer: asked five times for each letter, the wrapper around it costs a second in a hundred pages.
    text = textpage.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    place: Callable[[], tuple[float, float, float]] = (
        lambda: (box.left - left, box.right - left, top - y.value),
        lambda: (box.bottom - bottom, box.top - bottom, x.value - left),
        lambda: (right - box.right, right - box.left, y.value - bottom),
        lambda: (top - box.top, top - box.bottom, right - x.value),
    )[turn]
    styles: dict[int | None, tuple[float, bool, bool, bool]] = {}
    first = 0
    for index in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            # A letter beyond 16 bits comes in two, the second of them here.
            first = code
            continue
        letter = letter_of(first, code)
        first = 0
        letter = HYPHENS.get(letter) or LIGATURES.get(letter, letter)
        if letter < " ":
            continue
        drawn = ctypes.c_void_p.from_buffer(pdfium.FPDFText_GetTextObject(text, index)).value
        if drawn not in styles:
            styles[drawn] = style(text, index, turn)
        size, bold, italic, upright = styles[drawn]
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        link = link_at(linked, (box.left + box.right) / 2, (box.bottom + box.top) / 2) if linked else ""
        yield Char(letter, *place(), size, bold, italic, link), upright
    textpage.close()


def link_at(linked: Sequence[tuple[float, float, float, float, str]], x: float, y: float) -> str:
    """The address that a place leads to, "" for none."""
    return next(
        (url for left, low, right, high, url in linked if left <= x <= right and low <= y <= high), ""
    )


def letter_of(first: int, code: int) -> str:
    """The letter of a code of UTF-16, with the half that came before it (0: none); half a letter is U+FFFD."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((first - 0xD800) << 10) + code - 0xDC00) if first else "\ufffd"
    return chr(code) if code < 0x110000 else ""


def style(text: Any, index: int, turn: int) -> tuple[float, bool, bool, bool]:
    """The size of a character in points, whether it is bold, whether italic, and whether it stands upright."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, index, name, 200, None)
    heavy = re.search(rb"bold|black|heavy", name.value, re.IGNORECASE) is not None
    bold = heavy or pdfium.FPDFText_GetFontWeight(text, index) >= 600
    along = (matrix.a, matrix.b, -matrix.a, -matrix.b)[turn]
    aside = (matrix.b, matrix.a, matrix.b, matrix.a)[turn]
    italic = re.search(rb"italic|oblique", name.value, re.IGNORECASE) is not None
    return round(size, 1), bold, italic, along > 0 and abs(aside) < 0.1 * along


def reading_order(
    rows: Sequence[Sequence[Char]],
    width: float,
    whole: float | None,
    across: Sequence[Rule] = (),
    *,
    in_text: bool,
) -> Iterator[Printed]:
    """The lines of a page: those of the left column before those of the right one.

    ``whole``: the gutter of the page, and ``in_text`` whether its columns are running text. ``across``: drawn lines.
    """
    last = 0
    for region in () if in_text else regions(rows, across):
        yield from with_tables(rows[last : region.start], width, None, across, in_text=False)
        chars = [char for row in rows[region.start : region.end] for char in row]
        yield from each_side(chars, *region.gutters)
        last = region.end
    yield from with_tables(rows[last:], width, whole, across, in_text=in_text)


def with_tables(
    rows: Sequence[Sequence[Char]],
    width: float,
    whole: float | None,
    across: Sequence[Rule],
    *,
    in_text: bool,
) -> Iterator[Printed]:
    """The lines, and tables of lines whose parts stand below each other."""
    tables = [
        (start, end, grid)
        for start, end, grid in grids(rows, across)
        if whole is None or not in_text or len(grid[0]) > 2 or not parted(rows[start], whole)
    ]
    inside = {number for start, end, _ in tables for number in range(start, end)}
    last = 0
    texts = [row for number, row in enumerate(rows) if number not in inside]
    gutter = whole if in_text else gutter_of(texts, width)
    for start, end, grid in tables:
        yield from in_columns(rows[last:start], gutter, in_text=in_text)
        first = rows[start][0]
        right = rows[start][-1].right
        yield Printed("", first.left, right, first.base, first.size, bold=False, grid=grid, told=GUESSED)
        last = end
    yield from in_columns(rows[last:], gutter, in_text=in_text)


def in_columns(rows: Sequence[Sequence[Char]], gutter: float | None, *, in_text: bool) -> Iterator[Printed]:
    """The lines in reading order; ``gutter`` is the middle of the strip between two columns.

    ``in_text``: the columns are running text, where a line may have nothing beside it.
    """
    if gutter is None:
        yield from (line for row in rows for line in whole_line(row))
        return
    left: list[Printed] = []
    right: list[Printed] = []
    beside: list[Char] = []
    for number, row in enumerate(rows):
        crosses = any(char.left < gutter < char.right for char in row)
        if crosses or not (parted(row, gutter) or (in_text and goes_on_beside(rows, number, gutter))):
            # A line over the whole page ends the columns above it.
            yield from (*left, *right, *each_side(beside, gutter), *whole_line(row))
            left, right, beside = [], [], []
        elif in_text:
            beside += row
        else:
            left += whole_line([char for char in row if char.right <= gutter], 1)
            right += whole_line([char for char in row if char.left >= gutter], 2)
    yield from (*left, *right, *each_side(beside, gutter))


def each_side(chars: Sequence[Char], *gutters: float) -> Iterator[Printed]:
    """The lines of the left column and those of the next ones, whose lines may stand at other heights."""
    for column, (start, end) in enumerate(pairwise((0.0, *gutters, float("inf"))), 1):
        inside = [char for char in chars if start <= (char.left + char.right) / 2 < end]
        for row in printed_rows(inside):
            yield from whole_line(row, column)


def goes_on_beside(rows: Sequence[Sequence[Char]], number: int, gutter: float) -> bool:
    """Whether the other column goes on beside a line that stands in one of them, or has ended above it.

    A line of the left column may come close to the right one, whose part then begins where that column does.
    """
    row = [char for char in rows[number] if char.text.strip()]
    if not row:
        return False
    if row[0].left < gutter < row[-1].right:
        edges = Counter(round(line[0].left) for line in halves(rows, gutter)[1])
        begin = min(char.left for char in row if char.left >= gutter)
        return abs(begin - edges.most_common(1)[0][0]) < 2
    on_left = row[-1].right <= gutter
    if row[0].size == common_size([char for line in rows for char in line]) and any(
        abs(line[0].base - row[0].base) < CLOSE * row[0].size and line[0].size == row[0].size
        for line in halves([*rows[:number], *rows[number + 1 :]], gutter)[0 if on_left else 1]
    ):
        # A line of a paragraph, whose neighbour in the other column has white space.
        return True
    other = [
        char.base
        for line in rows
        for char in line
        if char.text.strip() and (char.left >= gutter if on_left else char.right <= gutter)
    ]
    near = any(abs(base - row[0].base) < 2 * row[0].size for base in other)
    return near or max(other, default=0.0) < row[0].base


def common_size(printed: Sequence[Char] | Sequence[Printed]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for one in printed:
        sizes[one.size] += one.letters if isinstance(one, Printed) else len(one.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def printed_rows(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters on one line, raised and lowered ones with those they belong to."""
    row: list[Char] = []
    base = size = 0.0
    for char in sorted(chars, key=lambda char: char.base):
        if row and char.base - base > 0.5 * max(size, char.size):
            yield sorted(row, key=lambda char: char.left)
            row, size = [], 0.0
        if char.size > size and char.text != " ":
            base, size = char.base, char.size
        elif not row:
            base = char.base
        row.append(char)
    if row:
        yield sorted(row, key=lambda char: char.left)


def whole_line(row: Sequence[Char], column: int = 0) -> list[Printed]:
    """The row as a line; none when there is nothing on it."""
    shown = [char for char in row if char.text.strip()]
    if not shown:
        return []
    if table := next((char for char in shown if char.grid), None):
        rest = [char for char in row if char is not table]
        told = (Mark("IMP-009", {}),) if table.merged else ()
        drawn = Printed(
            "", table.left, table.right, table.base, table.size, False, column, grid=table.grid, told=told
        )
        return [drawn, *whole_line(rest, column)]
    sizes = Counter(char.size for char in shown)
    size = max(size for size, count in sizes.items() if count * 3 >= max(sizes.values()))
    base = median(char.base for char in shown if char.size > 0.8 * size)
    pieces: list[tuple[str, str]] = []
    end = shown[0].left
    for char in row:
        look = look_of(char)
        if char.left - end > 0.2 * size and pieces and not pieces[-1][0].endswith(" "):
            pieces.append((" ", look if look == pieces[-1][1] else ""))
        raised = char.size < 0.8 * size and char.base < base - 0.1 * size and char.text.isdigit()
        pieces.append((RAISED.format(char.text), "") if raised else (char.text, look))
        end = char.right
    text = "".join(piece for piece, _ in pieces).replace("\ufdd3\ufdd2", "").strip()
    sign = BULLET.match(text)
    letters = len(sign.group().strip()) if sign else 0
    inner = shown[letters].left if 0 < letters < len(shown) else 0
    looks = "".join(
        LOOK.format(look, words) if look and words.strip() else words for look, words in runs(pieces, letters)
    )
    bold = all(char.bold for char in shown)
    looks = looks.replace("\ufdd3\ufdd2", "").strip()
    return [Printed(text, shown[0].left, shown[-1].right, base, size, bold, column, looks=looks, inner=inner)]


def look_of(char: Char) -> str:
    return char.link or BOLD * char.bold + ITALIC * char.italic


def runs(pieces: Sequence[tuple[str, str]], plain: int) -> Iterator[tuple[str, str]]:
    """The pieces of one look together: look, words. The first ``plain`` letters have none, nor has a space around."""
    seen = 0
    looks = []
    for words, look in pieces:
        looks.append("" if seen < plain or (not words.strip() and not look) else look)
        seen += len(words.strip())
    for look, group in groupby(zip(pieces, looks, strict=True), key=lambda pair: pair[1]):
        words = "".join(piece for (piece, _), _ in group)
        bare = words.strip()
        if look and bare != words:
            before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
            yield from (("", before), (look, bare), ("", after))
        else:
            yield look, words


def table_of(grid: Grid, told: Sequence[Mark]) -> Table:
    """A table whose cells hold the words of their lines; ``told`` are the findings about it."""
    rows = [[looked(cell_text(tuple(printed_rows(cell)))) for cell in row] for row in grid]
    rows[0][0] = (*told, *rows[0][0])
    return Table(tuple(map(tuple, rows)))


def cell_text(rows: Sequence[Sequence[Char]]) -> str:
    lines = [Line(line.text, looks=line.looks) for row in rows for line in whole_line(row)]
    return joined(lines, looks=True)


def with_whole_tables(pages: Sequence[Sequence[Printed]], heights: Sequence[float]) -> list[list[Printed]]:
    """The pages; a table that goes on at the top of the next ones stands whole where it begins, and that is told."""
    kept = list(map(list, pages))
    number = 0
    while number < len(kept):
        place = last_of_text(kept[number])
        parts = [] if place is None else [kept[number][place]]
        last = number
        while parts and last + 1 < len(kept) and goes_on_below(parts[-1], kept[last + 1]):
            last += 1
            parts.append(kept[last].pop(0))
            if last_of_text(kept[last]) is not None:
                break
        if place is not None and len(parts) > 1:
            kept[number][place] = whole_table(parts, number, heights[number])
        number = max(last, number + 1)
    return kept


def last_of_text(page: Sequence[Printed]) -> int | None:
    """The number of the last line above the notes at the foot of a page; None when there is none."""
    size = common_size(page)
    numbers = reversed(range(len(page)))
    return next((n for n in numbers if page[n].grid or not 0 < page[n].size < size - SMALLER), None)


def goes_on_below(above: Printed, page: Sequence[Printed]) -> bool:
    """Whether a page begins with more of a table; ``above`` may be any line."""
    first = page[0] if page else None
    return first is not None and bool(above.grid and first.grid) and same_columns(above.grid, first.grid)


def whole_table(parts: Sequence[Printed], before: int, height: float) -> Printed:
    """The parts as one table that tells so; ``before``: how many pages stand before the first, of that ``height``."""
    grids = [
        # What stands on a later page stands below.
        [
            [[char._replace(base=char.base + number * height) for char in cell] for cell in row]
            for row in part.grid
        ]
        for number, part in enumerate(parts)
    ]
    rows, head, seams = whole(grids)
    pages = ranges(range(before + 1, before + 1 + len(parts)))
    told = [*dict.fromkeys(mark.code for part in parts for mark in part.told)]
    marks = [Mark(code, {}) for code in told]
    marks.append(
        Mark(
            "IMP-086",
            {"pages": pages, "rows": " · ".join(dict.fromkeys(shortened(row_text(row)) for row in seams))},
        )
    )
    marks += [Mark("IMP-087", {"text": row_text(head)})] if head else []
    return replace(parts[0], grid=rows, told=tuple(marks))


def row_text(row: Sequence[Sequence[Char]]) -> str:
    texts = (cell_text(tuple(printed_rows(cell))) for cell in row)
    return LOOK_FORM.sub(r"\g<words>", " ".join(filter(None, texts)))


def looks_like(one: Printed, other: Printed) -> bool:
    """Whether two lines have letters of one size and weight, and stand in one column."""
    return (one.size, one.bold, one.column) == (other.size, other.bold, other.column)


def without_heads(pages: Sequence[Page]) -> tuple[list[list[Printed]], list[str]]:
    """The pages without what stands above, below or across each of them; and its words.

    So does what stands at the same place of three pages. Pages of a picture alone have none.
    """
    texts = [page for page in pages if not page.unread]
    repeated = Counter(key for page in texts for key in {edge(line, page.height) for line in page.lines})
    placed = Counter(
        key for page in texts for key in {(edge(one, page.height), round(one.base)) for one in page.lines}
    )
    fewest = max(min(3, len(texts)), 2, len(texts) // 2)
    often = {key for key, count in repeated.items() if key and count >= fewest}
    often |= {key for (key, _), count in placed.items() if key and count >= FEWEST_PLACED}
    gone: dict[str, str] = {}
    kept: list[list[Printed]] = []
    for page in pages:
        kept.append([])
        for line in page.lines:
            key = edge(line, page.height)
            if key in often or (key and PAGE_NUMBER.fullmatch(line.text.strip())):
                gone.setdefault(key, line.text)
            else:
                kept[-1].append(replace(line, across=False))
    return kept, list(gone.values())


def edge(line: Printed, height: float) -> str:
    """What a line at the edge of a page or across it says, figures apart, or which picture it is; else ""."""
    if line.picture:
        return line.picture
    if line.grid:
        return ""
    if not line.across and 0.1 * height < line.base < 0.9 * height:
        return ""
    return re.sub(r"\d+", "0", line.text.strip())


@dataclass(frozen=True)
class Steps:
    """How far lines of a page stand below each other, in points: most of them; and, by their size, those of a sentence
    that goes on.
    """

    usual: float
    wrapped: Mapping[float, float]
    body: float

    @staticmethod
    def of(lines: Sequence[Printed], body: float) -> Steps:
        """``body``: the size of most letters."""
        close = [(a, b) for a, b in pairwise(lines) if 0 < b.base - a.base < 3 * a.size]
        wrapped: dict[float, list[float]] = defaultdict(list)
        for above, below in close:
            if below.text[:1].islower() and above.size == below.size:
                wrapped[below.size].append(below.base - above.base)
        usual = median(below.base - above.base for above, below in close) if close else 0
        return Steps(usual, {size: median(steps) for size, steps in wrapped.items()}, body)

    def is_gap(self, above: Printed | None, line: Printed) -> bool:
        """Whether there is white between two lines, as between paragraphs."""
        step = 0.0 if above is None else line.base - above.base
        if above is not None and looks_like(above, line) and (line.bold or line.size > self.body):
            return step > max(1.25 * self.usual, CLOSE * line.size)
        within = self.wrapped.get(line.size)
        return step > min(1.25 * self.usual, 1.25 * within if within else WHITE * line.size)

    def is_apart(self, above: Printed | None, line: Printed) -> bool:
        """Whether a line may begin another paragraph of a point."""
        step = 0.0 if above is None else line.base - above.base
        within = self.wrapped.get(line.size)
        return self.is_gap(above, line) or step > (1.25 * within if within else APART * line.size)


def spaced(page: Sequence[Printed], page_number: int) -> Iterator[Line]:
    """The lines with what their place says about paragraphs."""
    texts = [line for line in page if not (line.picture or line.grid)]
    steps = Steps.of(texts, common_size(page))
    above: Printed | None = None
    inner = 0.0
    lefts: list[float] = []
    for line in page:
        if line.picture:
            yield Line("", page=page_number, picture=line.picture)
            continue
        if line.grid:
            yield Line("", line.size, page=page_number, table=table_of(line.grid, line.told))
            above = None
            continue
        column = [
            other.right
            for other in texts
            if abs(other.left - line.left) < 30 and other.column == line.column and other.size <= line.size
        ]
        if above is not None and above.column != line.column:
            lefts, inner = [], 0.0
        # A line that begins where the words of the point above it do, is part of that point.
        inner = line.inner or (inner if abs(line.left - inner) < SAME_PLACE else 0.0)
        lefts = deeper(lefts, line) if line.inner else lefts if inner else []
        yield Line(
            line.text,
            line.size,
            line.bold,
            gap=steps.is_gap(above, line),
            reach=(line.right - line.left) / max(1.0, max(column) - line.left),
            page=page_number,
            looks=line.looks,
            within=inner > 0 and not line.inner and steps.is_apart(above, line),
            depth=len(lefts) - 1 if line.inner else 0,
            turns=above is not None and line.base < above.base,
            far=above is not None and line.base - above.base > FAR * line.size,
        )
        above = line


def deeper(lefts: Sequence[float], line: Printed) -> list[float]:
    """Where the signs of the lists begin that a point lies in; ``lefts`` are those of the point above it."""
    around = [left for left in lefts if left < line.left - SAME_PLACE]
    last = next((left for left in lefts if abs(left - line.left) <= SAME_PLACE), line.left)
    if around and last - around[-1] < INDENT:
        return around
    return [*around, last]
