"""PDF → our tree: lines in reading order, without running heads and page numbers; headings by their size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from modulebouwer.importing.lines import RAISED, Line, blocks_of
from modulebouwer.importing.shaping import titled
from modulebouwer.importing.tree import Document
from modulebouwer.importing.unreadable import Unreadable

# So many characters a page at least, on average, in a PDF that is not a scan.
FEWEST_CHARACTERS = 20
MOST_PAGES = 1000

PAGE_NUMBER = re.compile(r"(?:pagina|page|p\.)?\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True)
class Printed:
    """A line on a page: its characters' extent in points from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def read_pdf(path: Path, shown: str) -> Document:
    """The document in ``path``. Raises ``Unreadable``."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[list[Printed]] = []
    heights: list[float] = []
    characters = 0
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise Unreadable("IMP-105", shown, limit=f"{MOST_PAGES}")
            for page in pdf.pages:
                characters += len(page.chars)
                pages.append(list(reading_order(page.chars, float(page.width))))
                heights.append(float(page.height))
                page.close()
            title = str((pdf.metadata or {}).get("Title") or "")
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise Unreadable("IMP-101" if locked else "IMP-102", shown) from error
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        # pdfminer.six lets what a damaged file makes of its own code come out as it is.
        raise Unreadable("IMP-102", shown) from error
    if characters < FEWEST_CHARACTERS * max(1, len(pages)):
        raise Unreadable("IMP-107", shown)
    kept = enumerate(without_heads(pages, heights), 1)
    lines = [line for number, page in kept for line in spaced(page, number)]
    blocks, found, subtitle = titled(list(blocks_of(lines)), "", "")
    return Document(shown, tuple(blocks), found or (title if " " in title else ""), subtitle)


def reading_order(chars: Sequence[Mapping[str, Any]], width: float) -> Iterator[Printed]:
    """The lines of a page: those of the left column before those of the right one."""
    rows = list(printed_rows(chars))
    gutter = gutter_of(rows, width)
    if gutter is None:
        yield from (line for row in rows for line in whole_line(row))
        return
    left: list[Printed] = []
    right: list[Printed] = []
    for row in rows:
        if any(char["x0"] < gutter < char["x1"] for char in row) or not crossing_gap(row, gutter):
            # A line over the whole page ends the columns above it.
            yield from (*left, *right, *whole_line(row))
            left, right = [], []
        else:
            left += whole_line([char for char in row if char["x1"] <= gutter])
            right += whole_line([char for char in row if char["x0"] >= gutter])
    yield from (*left, *right)


def printed_rows(chars: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Characters on one height, raised ones with those they belong to."""
    row: list[Mapping[str, Any]] = []
    bottom = top = 0.0
    for char in sorted(chars, key=lambda char: (char["bottom"] + char["top"]) / 2):
        middle = (char["bottom"] + char["top"]) / 2
        if row and not top <= middle <= bottom:
            yield sorted(row, key=lambda char: char["x0"])
            row = []
        if not row:
            top, bottom = char["top"], char["bottom"]
        elif char["size"] > 0.8 * max(bottom - top, 1):
            top, bottom = min(top, char["top"]), max(bottom, char["bottom"])
        row.append(char)
    if row:
        yield sorted(row, key=lambda char: char["x0"])


def gutter_of(rows: Sequence[Sequence[Mapping[str, Any]]], width: float) -> float | None:
    """The middle of the white strip between two columns, or None."""
    best: tuple[int, float] = (0, 0.0)
    for step in range(40, 61):
        x = width * step / 100
        split = sum(crossing_gap(row, x) for row in rows)
        best = max(best, (split, x))
    crossed = sum(any(char["x0"] < best[1] < char["x1"] for char in row) for row in rows)
    return best[1] if best[0] >= 5 and best[0] > 2 * crossed else None


def crossing_gap(row: Sequence[Mapping[str, Any]], x: float) -> bool:
    """Whether the row stands at both sides of ``x`` with more white between than a space."""
    left = max((char["x1"] for char in row if char["x1"] <= x and char["text"].strip()), default=None)
    right = min((char["x0"] for char in row if char["x0"] >= x and char["text"].strip()), default=None)
    return left is not None and right is not None and right - left > 9


def whole_line(row: Sequence[Mapping[str, Any]]) -> list[Printed]:
    """The row as a line; none when there is nothing on it."""
    shown = [char for char in row if char["text"].strip()]
    if not shown:
        return []
    sizes = Counter(round(char["size"], 1) for char in shown)
    size = max(size for size, count in sizes.items() if count * 3 >= max(sizes.values()))
    base = median(char["bottom"] for char in shown if char["size"] > 0.8 * size)
    text, end = "", shown[0]["x0"]
    for char in row:
        if char["x0"] - end > 0.2 * size and text and not text.endswith(" "):
            text += " "
        raised = char["size"] < 0.8 * size and char["bottom"] < base - 0.1 * size and char["text"].isdigit()
        text += RAISED.format(char["text"]) if raised else char["text"]
        end = char["x1"]
    text = text.replace("\ufdd3\ufdd2", "").strip()
    bold = all(re.search("bold|black|heavy", char["fontname"], re.IGNORECASE) for char in shown)
    tops = (min(char["top"] for char in shown), max(char["bottom"] for char in shown))
    return [Printed(text, shown[0]["x0"], shown[-1]["x1"], *tops, size, bold)]


def without_heads(pages: Sequence[Sequence[Printed]], heights: Sequence[float]) -> list[list[Printed]]:
    """The pages without what stands above or below each of them, and without page numbers."""
    repeated = Counter(
        key
        for page, height in zip(pages, heights, strict=True)
        for key in {edge(line, height) for line in page}
    )
    often = {key for key, count in repeated.items() if key and count >= max(3, len(pages) // 2)}
    return [
        [
            line
            for line in page
            if edge(line, height) not in often
            and not (edge(line, height) and PAGE_NUMBER.fullmatch(line.text.strip()))
        ]
        for page, height in zip(pages, heights, strict=True)
    ]


def edge(line: Printed, height: float) -> str:
    """What a line at the edge of a page says, figures apart; "" for other lines."""
    if 0.1 * height < line.top < 0.88 * height:
        return ""
    return re.sub(r"\d+", "0", line.text.strip())


def spaced(page: Sequence[Printed], page_number: int) -> Iterator[Line]:
    """The lines with what their place says about paragraphs."""
    steps = [
        below.top - above.top for above, below in pairwise(page) if 0 < below.top - above.top < 3 * above.size
    ]
    usual = median(steps) if steps else 0
    right = max((line.right for line in page), default=1)
    for number, line in enumerate(page):
        above = page[number - 1] if number else None
        gap = above is not None and (line.top - above.top > 1.25 * usual)
        column = [other.right for other in page if abs(other.left - line.left) < 30] or [right]
        reach = (line.right - line.left) / max(1.0, max(column) - line.left)
        yield Line(line.text, line.size, line.bold, gap, reach, page_number)
