"""Lines as they stand on paper → paragraphs, headings, lists and notes: what plain text and PDF have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modulebouwer.importing.tree import (
    Block,
    Heading,
    Inline,
    Note,
    Paragraph,
    Picture,
    Text,
    change_text,
    merged,
)

# A line that reaches this far of the column goes on in the next.
FULL = 0.72
FILLED = 0.9
LONGEST_HEADING = 110

BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□‣⁃∙·\uf0b7\uf0a7]|[-–*o](?=\s)|\d{1,2}[.)](?=\s))\s*")
NOTE = re.compile(r"\s*\ufdd2?(?P<number>\d{1,2})(?:\ufdd3\s*|\s+)(?=[\"'‘“(]?[^\Wa-z_\d])")
# Where a reader saw a raised figure.
RAISED = "\ufdd2{}\ufdd3"
RAISED_FORM = re.compile("\ufdd2(?P<number>\\d+)\ufdd3")
GLUED = re.compile(r"(?<=[^\W\d_])(?P<number>\d{1,2})(?=[\s,.;:)]|$)")


@dataclass(frozen=True)
class Line:
    """``size`` in points and ``bold`` of the whole line, 0 and False when unknown; ``gap``: white space above it.

    ``reach``: how far it goes, as a part of its column. ``page``: 0 when there are none. ``picture``: the name of
    the picture that stands here in the place of a text.
    """

    text: str
    size: float = 0
    bold: bool = False
    gap: bool = False
    reach: float = 0
    page: int = 0
    picture: str = ""


@dataclass
class Piece:
    """Lines that belong together. ``kind``: text, item, heading, note or picture."""

    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined([line.text for line in self.lines])


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    apart, running = notes_apart(lines, body)
    found = [*pieces(running, body), *apart]
    larger = sorted({piece.lines[0].size for piece in found if piece.kind == "heading"}, reverse=True)
    # Where each page counts its own notes, a number has more of them.
    notes: dict[str, list[str]] = {}
    for piece in found:
        match = NOTE.match(piece.text) if piece.kind == "note" else None
        if match:
            notes.setdefault(match["number"], []).append(piece.text[match.end() :])
    blocks: list[Block] = []
    for piece in found:
        if piece.kind == "picture":
            blocks.append(Paragraph((Picture(piece.lines[0].picture, ""),)))
        elif piece.kind == "heading":
            blocks.append(Heading(larger.index(piece.lines[0].size) + 1, (Text(piece.text),)))
        elif piece.kind != "note" or not NOTE.match(piece.text):
            blocks.append(Paragraph((Text(piece.text),)))
    return with_notes(blocks, notes)


def notes_apart(lines: Sequence[Line], body: float) -> tuple[list[Piece], list[Line]]:
    """The notes, which stand between a paragraph's lines where a page ends, and the running text without them."""
    # A page's notes stand below what points at them; in plain text they stand anywhere.
    pointed = {0: {number for line in lines if not line.page for number in pointed_at(line)}}
    notes: list[Piece] = []
    running: list[Line] = []
    inside = False
    for line in lines:
        if line.picture:
            running.append(line)
            continue
        begins = is_note(line, body, pointed.setdefault(line.page, set()))
        pointed[line.page].update(pointed_at(line) if line.page else ())
        # A note stands at the foot of its page.
        foot = line.page > 0 and bool(notes) and notes[-1].lines[0].page == line.page
        last = notes[-1].lines[-1].text.rstrip() if notes else ""
        unended = line.size == 0 and line.text.strip()[:1].islower() and not last.endswith((".", "?", "!"))
        if begins:
            notes.append(Piece("note", [line]))
        elif inside and (foot or unended):
            notes[-1].lines.append(line)
        else:
            running.append(line)
        inside = begins or (inside and (foot or unended))
    return notes, running


def pointed_at(line: Line) -> Iterator[str]:
    """The numbers of notes that the line points at: raised figures; in plain text those behind a word."""
    text = line.text if line.size else GLUED.sub(RAISED.format(r"\g<number>"), line.text)
    return (match["number"] for match in RAISED_FORM.finditer(text) if match.start() > 0)


def is_note(line: Line, body: float, pointed: Container[str]) -> bool:
    match = NOTE.match(line.text)
    if match is None or line.bold or line.size > body + 0.6:
        return False
    return line.text.lstrip().startswith("\ufdd2") or 0 < line.size < body - 0.6 or match["number"] in pointed


def pieces(lines: Sequence[Line], body: float) -> Iterator[Piece]:
    """The lines, those of a paragraph together; a picture within one stands behind it."""
    current: Piece | None = None
    pictures: list[Piece] = []
    texts = [line for line in lines if not line.picture]
    number = 0
    for line in lines:
        if line.picture:
            pictures.append(Piece("picture", [line]))
            continue
        number += 1
        following = texts[number] if number < len(texts) else None
        if current and continues(current, line, current.lines[-1]):
            current.lines.append(line)
            continue
        yield from ([current] if current else [])
        yield from pictures
        pictures = []
        current = Piece(kind_of(line, following, body), [line])
    yield from ([current] if current else [])
    yield from pictures


def continues(piece: Piece, line: Line, before: Line) -> bool:
    """Whether ``line`` goes on with ``piece``, whose last line is ``before``."""
    text, last = line.text.strip(), before.text.rstrip()
    same = abs(line.size - before.size) < 0.6 and line.bold == before.bold
    if piece.kind == "heading":
        # A heading of two lines: the first reaches the end of the column.
        return same and not line.gap and before.reach > FULL and line.size > 0
    if BULLET.match(line.text) or not same:
        return False
    small = text[:1].islower() or text[:1] in "(&,;"
    if line.page != before.page and not small and last.endswith((".", "?", "!")):
        # The page's edge hides whether there is white space: only a full line goes on.
        return before.reach > FILLED
    if line.gap:
        return small and not last.endswith((".", "?", "!", ":"))
    if last.endswith("-"):
        return True
    return before.reach > FULL or (small and not last.endswith((".", "?", "!")))


def kind_of(line: Line, following: Line | None, body: float) -> str:
    text = line.text.strip()
    if BULLET.match(line.text):
        return "item"
    if line.size > body + 0.6 and len(text) < 2 * LONGEST_HEADING:
        return "heading"
    if (
        len(text) > LONGEST_HEADING
        or line.reach > FULL
        or (not text[:1].isupper() and not text[:1].isdigit())
    ):
        return "text"
    if text.endswith((".", ":", ";", ",", "!", ")")):
        return "text"
    if line.size > 0:
        return "heading" if line.bold else "text"
    starts = following is not None and following.text.strip()[:1].isupper()
    return "heading" if starts and len(text) > 2 else "text"


def joined(lines: Sequence[str]) -> str:
    """The lines as one text, words that were divided at a line's end whole again."""
    result = ""
    for line in (line.strip() for line in lines):
        if not result:
            result = line
        elif re.search(r"[^\W\d_]-$", result) and line[:1].isupper():
            result += line
        elif result.endswith("\u00ad") or (
            re.search(r"[^\W\d_]-$", result)
            and line[:1].islower()
            and not re.match(r"(?:en|of|and|or)\b", line)
        ):
            result = result[:-1] + line
        else:
            result += " " + line
    return re.sub(r"\s+", " ", result)


def with_notes(blocks: Sequence[Block], notes: Mapping[str, Sequence[str]]) -> tuple[Block, ...]:
    """Raised figures (in plain text: figures glued to a word) as the notes that they point at."""
    left = {number: list(texts) for number, texts in notes.items()}

    def change(content: Sequence[Inline]) -> Iterator[Inline]:
        for item in content:
            yield from noted(item.text, left) if isinstance(item, Text) else [item]

    changed = [change_text(block, lambda content: merged(change(content))) for block in blocks]
    unplaced = [Paragraph((Text(f"{number} {text}"),)) for number, texts in left.items() for text in texts]
    return (*changed, *unplaced)


def noted(text: str, notes: Mapping[str, list[str]]) -> Iterator[Inline]:
    raised = RAISED_FORM.search(text)
    form = RAISED_FORM if raised else GLUED
    last = 0
    for match in form.finditer(text):
        waiting = notes.get(match["number"])
        if not waiting:
            continue
        yield Text(RAISED_FORM.sub(r"\g<number>", text[last : match.start()]))
        yield Note((Paragraph((Text(waiting.pop(0)),)),))
        last = match.end()
    yield Text(RAISED_FORM.sub(r"\g<number>", text[last:]))
