"""Lines as they stand on paper → paragraphs, headings, lists and notes: what plain text and PDF have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from modulebouwer.importing.prepared import CAPTION, DEEPER, WITHIN
from modulebouwer.importing.tree import (
    Block,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Styled,
    Table,
    Text,
    block_text,
    change_text,
    merged,
    plain,
)

# A line that reaches this far of the column goes on in the next.
FULL = 0.72
FILLED = 0.9
LONGEST_HEADING = 110

BULLET = re.compile(r"\s*(?:[•●○◦▪▫■□‣⁃∙·\ue000-\uf8ff]|[-–*o](?=\s)|\d{1,2}[.)](?=\s))\s*")
LETTER = re.compile(r"\s*(?:[a-z]|[ivx]{1,4})\)\s+(?=\S)")
NOTE = re.compile(r"\s*\ufdd2?(?P<number>\d{1,2})(?:\ufdd3\s*|\s+)(?=[\"'‘“(]?[^\Wa-z_\d])")
# Where a reader saw a raised figure.
RAISED = "\ufdd2{}\ufdd3"
RAISED_FORM = re.compile("\ufdd2(?P<number>\\d+)\ufdd3")
# Where a reader saw bold or italic letters, or a link: what it is, and its words. Noncharacters stand in no document.
LOOK = "\ufdda{}\ufddb{}\ufddc"
LOOK_FORM = re.compile("\ufdda(?P<look>[^\ufddb]*)\ufddb(?P<words>[^\ufddc]*)\ufddc")
SAME_LOOK = re.compile("\ufdda([^\ufddb]*)\ufddb([^\ufddc]*)\ufddc(\\s?)\ufdda\\1\ufddb")
BOLD, ITALIC = "b", "i"
# A chapter's number at the beginning of a heading.
CHAPTER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s")
GLUED = re.compile(r"(?<=[^\W\d_])(?P<number>\d{1,2})(?=[\s,.;:)]|$)")


# An address that a line's end divides: behind a sign within it; behind a slash where the rest is one too.
ADDRESS_END = re.compile(r"(?:https?://|www\.|doi\.org/)[^\s\ufdda-\ufddc]*[-/_=&?%#~]$")
ADDRESS_REST = re.compile(r"\S+(?:[/_=?&]|\.\w|-\w|\d)\S*|\S+\.?$")


# A line at the head of a mail or of minutes, however long the one above it is.
HEAD_OF_MAIL = re.compile(
    r"(?:van|verzonden|datum|aan|cc|onderwerp|betreft|aanwezig|afwezig|afgemeld|plaats|locatie|tijd|voorzitter|notulist|"
    r"from|sent|date|to|subject|present|absent|apologies|place|location|time|chair|minutes)"
    r"(?:\s(?:en|and)\s\w+)?\s*:\s*\S",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """``size`` in points and ``bold`` of the whole line, 0 and False when unknown; ``gap``: white space above it.

    ``reach``: how far it goes, as a part of its column. ``page``: 0 when there are none. ``picture`` names the picture
    and ``table`` is the table that stands here in the place of a text. ``looks``: the text with ``LOOK`` in it.
    ``within``: it begins another paragraph of the point above it. ``depth``: in how many lists its point lies.
    ``turns``: it is the first line of a column; ``far``: more than a paragraph's white stands above it.
    """

    text: str
    size: float = 0
    bold: bool = False
    gap: bool = False
    reach: float = 0
    page: int = 0
    picture: str = ""
    table: Table | None = None
    looks: str = ""
    within: bool = False
    depth: int = 0
    turns: bool = False
    far: bool = False

    @property
    def aside(self) -> bool:
        """Whether something stands here that is no line of the text."""
        return bool(self.picture) or self.table is not None


@dataclass
class Piece:
    """Lines that belong together. ``kind``: text, item, heading, note or aside."""

    kind: str
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined(self.lines, looks=False)

    @property
    def looks(self) -> str:
        return joined(self.lines, looks=True)


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text if line.table is None else block_text(line.table))
    body = sizes.most_common(1)[0][0] if sizes else 0
    apart, running = notes_apart(lines, body)
    found = [*pieces(running, body), *apart]
    larger = sorted({piece.lines[0].size for piece in found if piece.kind == "heading"}, reverse=True)
    # Where each page counts its own notes, a number has more of them.
    notes: dict[str, list[str]] = {}
    for piece in found:
        match = NOTE.match(piece.looks) if piece.kind == "note" else None
        if match:
            notes.setdefault(match["number"], []).append(piece.looks[match.end() :])
    blocks: list[Block] = []
    for piece in found:
        table = piece.lines[0].table
        if table is not None:
            blocks.append(table)
        elif piece.kind == "aside":
            blocks.append(Paragraph((Picture(piece.lines[0].picture, ""),)))
        elif piece.kind == "heading":
            blocks.append(Heading(larger.index(piece.lines[0].size) + 1, (Text(piece.text),)))
        elif piece.kind != "note" or not NOTE.match(piece.looks):
            sign = WITHIN if piece.lines[0].within else DEEPER * piece.lines[0].depth
            blocks.append(Paragraph(looked(sign + piece.looks)))
    return with_notes(blocks, notes)


def notes_apart(lines: Sequence[Line], body: float) -> tuple[list[Piece], list[Line]]:
    """The notes, which stand between a paragraph's lines where a page ends, and the running text without them."""
    # A page's notes stand below what points at them; in plain text they stand anywhere.
    pointed = {0: {number for line in lines if not line.page for number in pointed_at(line)}}
    notes: list[Piece] = []
    running: list[Line] = []
    inside = False
    for line in lines:
        if line.aside:
            pointed.setdefault(line.page, set()).update(pointed_in(line.table))
            running.append(line)
            continue
        begins = is_note(line, body, pointed.setdefault(line.page, set()))
        pointed[line.page].update(pointed_at(line) if line.page else ())
        # A note stands at the foot of its page.
        foot = line.page > 0 and bool(notes) and notes[-1].lines[0].page == line.page and not line.far
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


def pointed_in(table: Table | None) -> Iterator[str]:
    """The numbers of notes that the cells of a table point at."""
    cells = (cell for row in (table.rows if table else ()) for cell in row)
    return (match["number"] for cell in cells for match in RAISED_FORM.finditer(plain(cell)))


def is_note(line: Line, body: float, pointed: Container[str]) -> bool:
    match = NOTE.match(line.text)
    if match is None or line.bold or line.size > body + 0.6:
        return False
    return line.text.lstrip().startswith("\ufdd2") or 0 < line.size < body - 0.6 or match["number"] in pointed


def pieces(lines: Sequence[Line], body: float) -> Iterator[Piece]:
    """The lines, those of a paragraph together; a picture or a table within one stands behind it."""
    current: Piece | None = None
    asides: list[Piece] = []
    texts = [line for line in lines if not line.aside]
    number = 0
    for line in lines:
        if line.aside:
            asides.append(Piece("aside", [line]))
            continue
        number += 1
        following = texts[number] if number < len(texts) else None
        if current and continues(current, line, current.lines[-1], parted=bool(asides)):
            current.lines.append(line)
            continue
        yield from ([current] if current else [])
        yield from asides
        asides = []
        current = Piece(kind_of(line, following, body), [line])
    yield from ([current] if current else [])
    yield from asides


def continues(piece: Piece, line: Line, before: Line, *, parted: bool) -> bool:
    """Whether ``line`` goes on with ``piece``, whose last line is ``before``; ``parted``: something stands between."""
    text, last = line.text.strip(), before.text.rstrip()
    same = abs(line.size - before.size) < 0.6 and line.bold == before.bold
    if piece.kind == "heading":
        # A heading of two lines: the next word had no room in the first.
        word = before.reach * (len(text.split()[0]) + 1) / max(1, len(last)) if text else 0
        full = before.reach > FULL or before.reach + word > FILLED
        return same and not line.gap and full and line.size > 0 and not CHAPTER.match(text)
    if is_point(line.text) or line.within or not same or HEAD_OF_MAIL.match(text):
        return False
    numbered = re.match(r"\((?:\d{1,2}|[a-z])\)\s", text) is not None
    small = text.lstrip("\"'‘“„«")[:1].islower() or (text[:1] in "(&,;" and not numbered)
    if parted and not small and last.endswith((".", "?", "!", ":")):
        return False
    if (line.page != before.page or line.turns) and not small and last.endswith((".", "?", "!")):
        # The page's or the column's edge hides whether there is white space: only a full line goes on, and none that
        # stands there alone, as programs do not begin a paragraph on a page's last line.
        return before.reach > FILLED and len(piece.lines) > 1
    if line.gap:
        return small and not last.endswith((".", "?", "!", ":"))
    if last.endswith("-"):
        return True
    return before.reach > FULL or (small and not last.endswith((".", "?", "!")))


def is_point(text: str) -> bool:
    """Whether a line begins a point of a list, by a sign, a number or a letter."""
    return BULLET.match(text) is not None or LETTER.match(text) is not None


def kind_of(line: Line, following: Line | None, body: float) -> str:
    text = line.text.strip()
    chapter = CHAPTER.match(line.text) is not None
    if BULLET.match(line.text) and not (chapter and is_chapter(line, following, body)):
        return "item"
    if CAPTION.match(text) or HEAD_OF_MAIL.match(text):
        return "text"
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
    starts = following is not None and (following.text.strip()[:1].isupper() or is_point(following.text))
    return "heading" if starts and len(text) > 2 else "text"


def is_chapter(line: Line, following: Line | None, body: float) -> bool:
    """Whether a line that begins with a number is a heading: by its looks; in plain text by what is around it.

    Points of a list follow each other, below a chapter's heading stands its text.
    """
    if line.size > 0:
        return line.size > body + 0.6 or line.bold
    after = following is not None and not BULLET.match(following.text) and not CHAPTER.match(following.text)
    text = line.text.strip()
    ended = text.endswith((".", ":", ";", ",", "!", ")"))
    return line.gap and after and not ended and len(text) <= LONGEST_HEADING and line.reach <= FULL


def joined(lines: Sequence[Line], *, looks: bool) -> str:
    """The lines as one text, words that were divided at a line's end whole again; ``looks``: with ``LOOK`` in it."""
    result = last = ""
    for line in lines:
        bare = line.text.strip()
        shown = (line.looks or line.text).strip() if looks else bare
        between, divided = joint(last, bare)
        last, result = bare or last, result + between
        if divided:
            result = re.sub("[-\u00ad](\ufddc?)$", r"\1", result)
        result += shown
    whole = re.sub(r"\s+", " ", result)
    while (again := SAME_LOOK.sub("\ufdda\\1\ufddb\\2\\3", whole)) != whole:
        whole = again
    return whole


def joint(before: str, line: str) -> tuple[str, bool]:
    """What comes between a text and its next line, and whether the text's last hyphen goes."""
    if not before:
        return "", False
    if ADDRESS_END.search(before) and (before[-1] != "/" or ADDRESS_REST.match(line)):
        return "", False
    hyphen = re.search(r"[^\W\d_]-$", before) is not None
    if re.search(r"\d[-–]$", before) and line[:1].isdigit():
        # Pages from and to.
        return "", False
    if hyphen and line[:1].isupper():
        return "", False
    divided = hyphen and line[:1].islower() and not re.match(r"(?:en|of|and|or)\b", line)
    return ("", True) if before.endswith("\u00ad") or divided else (" ", False)


def looked(text: str) -> tuple[Inline, ...]:
    """A text with ``LOOK`` in it as inline text."""
    content: list[Inline] = []
    last = 0
    for match in LOOK_FORM.finditer(text):
        content.append(Text(text[last : match.start()]))
        last = match.end()
        inner: tuple[Inline, ...] = (Text(match["words"]),)
        look = match["look"]
        if look in (BOLD, BOLD + ITALIC):
            inner = (Styled("strong", inner),)
        elif look == ITALIC:
            inner = (Styled("emphasis", inner),)
        elif look:
            inner = (Link(look, inner),)
        content += inner
    return merged((*content, Text(text[last:])))


def with_notes(blocks: Sequence[Block], notes: Mapping[str, Sequence[str]]) -> tuple[Block, ...]:
    """Raised figures (in plain text: figures glued to a word) as the notes that they point at."""
    left = {number: list(texts) for number, texts in notes.items()}

    def change(content: Sequence[Inline]) -> Iterator[Inline]:
        for item in content:
            if isinstance(item, Text):
                yield from noted(item.text, left)
            elif isinstance(item, Styled | Link):
                yield replace(item, content=merged(change(item.content)))
            else:
                yield item

    changed = [change_text(block, lambda content: merged(change(content))) for block in blocks]
    unplaced = [Paragraph(looked(f"{number} {text}")) for number, texts in left.items() for text in texts]
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
        yield Note((Paragraph(looked(waiting.pop(0))),))
        last = match.end()
    yield Text(RAISED_FORM.sub(r"\g<number>", text[last:]))
