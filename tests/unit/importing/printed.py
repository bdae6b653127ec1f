"""PDFs for the tests, drawn line by line as ISO 32000-1 has it: no program's habits in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold"}
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Line:
    """A text at ``left``, ``down`` points from the top left corner of the page. ``turned``: written upwards."""

    text: str
    left: float = 72
    down: float = 100
    size: float = 11
    font: str = "regular"
    turned: bool = False


# Left, down, width and height in points; a line is next to nothing wide or high.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Page:
    """``rotate`` as the page's dictionary has it: what was drawn is shown turned clockwise by so many degrees.

    ``boxes`` are drawn too, filled.
    """

    lines: Sequence[Line]
    rotate: int = 0
    boxes: Sequence[Box] = ()


def lattice(lefts: Sequence[float], downs: Sequence[float]) -> list[Box]:
    """The lines of a table whose cells begin at ``lefts`` and ``downs``; the last of each is its end."""
    across = [(lefts[0], down, lefts[-1] - lefts[0], 0.5) for down in downs]
    return [*across, *((left, downs[0], 0.5, downs[-1] - downs[0]) for left in lefts)]


def paragraph(*texts: str, down: float, left: float = 72, size: float = 11) -> list[Line]:
    """Lines below each other."""
    return [Line(text, left, down + number * 14, size) for number, text in enumerate(texts)]


def printed(path: Path, *pages: Page) -> Path:
    """The pages as the PDF ``path``."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    numbers = {name: len(objects) + 1 + number for number, name in enumerate(FONTS)}
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
        for font in FONTS.values()
    ]
    resources = (
        "<< /Font << " + " ".join(f"/{name} {number} 0 R" for name, number in numbers.items()) + " >> >>"
    )
    kids = []
    for page in pages:
        boxes = [f"{x} {HEIGHT - y - height} {width} {height} re f" for x, y, width, height in page.boxes]
        content = "\n".join([*boxes, *(drawn(line) for line in page.lines)])
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.rotate}"
            f" /Resources {resources} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    data = "%PDF-1.7\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    start = data.index("xref\n0 ")
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    path.write_bytes(data.encode("cp1252"))
    return path


def drawn(line: Line) -> str:
    matrix = "0 1 -1 0" if line.turned else "1 0 0 1"
    text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{line.font} {line.size} Tf {matrix} {line.left} {HEIGHT - line.down} Tm ({text}) Tj ET"
