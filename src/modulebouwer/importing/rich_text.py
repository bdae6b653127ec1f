"""RTF as Pandoc understands it, which knows a heading by its outline level and a note by ``{\\footnote`` only.

LibreOffice tells a heading by the name of its style, may number it as a list, and marks notes as something that a
reader may leave out (RTF 1.9.1, "Destinations"). Running heads, what a picture shows and a second paragraph of a point
in a list are there, and Pandoc does not read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modulebouwer.importing.prepared import (
    CELL_NOTE,
    COLUMN,
    COMMENT,
    TITLE,
    WITHIN,
    Change,
    Prepared,
    running_heads,
)

STYLE = re.compile(rb"\{\\s(?P<number>\d+)\\[^{};]*?\s(?:heading|kop) ?(?P<level>[1-6]);\}", re.IGNORECASE)
PARAGRAPH = re.compile(
    rb"(?P<begin>\\pard(?:\\plain)?\s*)\\s(?P<number>\d+)(?=[\\ \r\n])(?![^{}]*\\outlinelevel)"
)
NUMBERED = re.compile(
    rb"(?P<begin>\\pard[^{}]*\\outlinelevel[0-8](?!\d)[^{}]*)\{\\listtext[^{}]*(?:\{[^{}]*\}[^{}]*)*\}(?P<rest>[^{}]*?)\\ls\d+"
)
TITLE_STYLE = re.compile(rb"\{\\s(?P<number>\d+)\\[^{};]*?\s(?:title|titel);\}", re.IGNORECASE)
HEAD = re.compile(rb"\{\\(?:header|footer)[lrf]?(?![a-z])")
DESCRIBED = re.compile(rb"\{\\sn wzDescription\}\{\\sv ")
PICTURE = b"\\shppict"
LIST_NUMBER = re.compile(rb"\\ls(?P<number>\d+)")
INDENT = re.compile(rb"\\li(?P<twips>\d+)")
CONTROLS = re.compile(rb"\\pard(?:\\[a-z]+-?\d* ?|[\r\n])*")
# What is left of a group's text: letters by their number (1.9.1, "Unicode RTF"), and no control words.
TOKEN = re.compile(
    rb"\\u(?P<unicode>-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|\\'(?P<hex>[0-9a-f]{2})|\\(?:par|tab|line)(?![a-z])|"
    rb"\\[a-z]+-?\d* ?|\\.|[{}\r\n]|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
DELETED = re.compile(rb"\\deleted1?(?![a-z0-9])")
REVISED = re.compile(rb"\\revised1?(?![a-z0-9])")
REVISION = re.compile(rb"\\rev(?P<what>auth|dttm)(?:del)?(?P<number>-?\d+)")
DELETED_END = re.compile(rb"\\[a-z]+-?\d*|\\.|[{}]", re.DOTALL)
# A letter by its number right before the sign that stands in for it; Pandoc takes the letter after that for one too.
REPLACED = re.compile(rb"(?P<kept>\\\\)|(?P<letter>\\u-?\d+)(?=[^\s\\{}\d])")
BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
ANNOTATION = re.compile(rb"\{\\\*\\annotation(?![a-z])")
AUTHOR = re.compile(rb"\{\\\*\\atnauthor ([^{}]*)\}")
FOOTNOTE = re.compile(rb"\{(?:\\\*)?\\footnote(?![a-z])")
PAR = re.compile(rb"\\par(?![a-z])")
LIST_TEXT = re.compile(rb"\{\\listtext(?![a-z])[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
# A tab, but none behind the number of a list.
TAB = re.compile(
    rb"(?P<kept>\\\\|\{\\(?:listtext|pntext)(?![a-z])[^{}]*(?:\{[^{}]*\}[^{}]*)*\})|\\tab(?![a-z0-9]) ?"
)
WORDS = re.compile(rb"(?:\\[a-z]+-?\d* ?|[\r\n])*")
OPTIONAL_NOTE = re.compile(rb"\{\\\*\\footnote(?![a-z])")


def as_meant(data: bytes) -> Prepared:
    """The document with an outline level at each paragraph whose style is called a heading, none of them in a list,
    notes that are read, and signs before the title and before paragraphs within a list.
    """
    data = REPLACED.sub(lambda match: match["kept"] or match["letter"] + b" ", data)
    levels = {match["number"]: int(match["level"]) - 1 for match in STYLE.finditer(data)}
    titles = {match["number"] for match in TITLE_STYLE.finditer(data)}

    def level(match: re.Match[bytes]) -> bytes:
        if match["number"] in titles:
            return match.group() + sign(TITLE)
        found = levels.get(match["number"])
        return match.group() if found is None else match.group() + b"\\outlinelevel%d" % found

    heads = (
        text_of(group) for match in HEAD.finditer(data) for group in paragraphs(group_at(data, match.start()))
    )
    told = running_heads(heads)
    data, changes = accepted(data)
    data, comments = with_signs(data)
    data, notes = with_cell_notes(data)
    data = with_typed_points(data)
    shown = tuple(described(data))
    data = NUMBERED.sub(rb"\g<begin>\g<rest>", PARAGRAPH.sub(level, data))
    data = TAB.sub(lambda match: match["kept"] or sign(COLUMN), within_lists(data))
    return Prepared(OPTIONAL_NOTE.sub(rb"{\\footnote", data), tuple(told), shown, comments, changes, notes)


def accepted(data: bytes) -> tuple[bytes, list[Change]]:
    """The document without what was deleted in it (RTF 1.9.1, "Track Changes"), and the changes that were open."""
    parts, last = [], 0
    authors = revisers(data)
    changes = []
    for match in DELETED.finditer(data):
        if match.start() < last:
            continue
        parts.append(data[last : match.start()])
        last = end_of_deleted(data, match.end())
        changes.append(change_at(data, match.end(), authors))
    changes += [change_at(data, match.end(), authors) for match in REVISED.finditer(data)]
    return b"".join([*parts, data[last:]]), changes


def revisers(data: bytes) -> list[str]:
    """The names in the table of who changed something."""
    start = data.find(b"{\\*\\revtbl")
    if start < 0:
        return []
    group = b"{" + group_at(data, start).removeprefix(b"{\\*\\revtbl")
    return text_of(group).split(";")


def change_at(data: bytes, start: int, authors: Sequence[str]) -> Change:
    """Who made the change whose other control words begin at ``start``, and when (DTTM: packed in 32 bits)."""
    controls = WORDS.match(data, start)
    said = dict(REVISION.findall(controls.group() if controls else b""))
    number, moment = int(said.get(b"auth", 0)), int(said.get(b"dttm", 0)) & 0xFFFFFFFF
    # The first name is that of whoever is not known.
    author = authors[number].strip() if 0 < number < len(authors) else ""
    day = f"{(moment >> 20 & 511) + 1900}-{moment >> 16 & 15:02}-{moment >> 11 & 31:02}" if moment else ""
    return Change(author, day)


def end_of_deleted(data: bytes, start: int) -> int:
    """Where the words from ``start`` are no longer marked as deleted: their group ends, or a control word says so."""
    depth = 0
    for match in DELETED_END.finditer(data, start):
        token = match.group()
        if token == b"{":
            depth += 1
        elif token == b"}":
            if depth == 0:
                return match.start()
            depth -= 1
        elif depth == 0 and token in (b"\\deleted0", b"\\plain"):
            return match.start()
    return len(data)


def with_signs(data: bytes) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The document with a sign in the place of each comment, and the author and text of each."""
    parts: list[bytes] = []
    comments: list[tuple[str, str]] = []
    last = 0
    for match in ANNOTATION.finditer(data):
        group = group_at(data, match.start())
        names = AUTHOR.findall(data, last, match.start())
        author = text_of(b"{" + names[-1] + b"}") if names else ""
        parts += [data[last : match.start()], sign(f"{COMMENT}{len(comments)}{COMMENT}")]
        comments.append((author or "?", text_of(b"{" + group[len(match.group()) :])))
        last = match.start() + len(group)
    return b"".join([*parts, data[last:]]), tuple(comments)


def with_cell_notes(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The document with a sign in the place of each note in a table or right below it, where Pandoc ends the table.

    And those notes.
    """
    done = bytearray()
    notes: list[str] = []
    last = 0
    for match in FOOTNOTE.finditer(data):
        if match.start() < last:
            continue
        done += data[last : match.start()]
        group = group_at(data, match.start())
        last = match.start() + len(group)
        row = done.rfind(b"\\row")
        # Pandoc takes a table right above the note's paragraph for a part of the note.
        below = row >= 0 and PAR.search(done, row) is None
        if below or done.rfind(b"\\intbl") > done.rfind(b"\\pard"):
            done += sign(f"{CELL_NOTE}{len(notes)}{CELL_NOTE}")
            notes.append(text_of(b"{" + group[len(match.group()) :]))
        else:
            done += group
    return bytes(done + data[last:]), tuple(notes)


def with_typed_points(data: bytes) -> bytes:
    """The document whose lists in cells have their signs as text: Pandoc puts such a list before its table."""
    parts: list[bytes] = []
    last = 0
    for match in LIST_TEXT.finditer(data):
        begin = max(
            data.rfind(word, 0, match.start()) for word in (b"\\pard", b"\\par ", b"\\cell", b"\\row")
        )
        controls = WORDS.match(data, match.end())
        assert controls is not None  # it may be empty
        if b"\\intbl" not in data[max(0, begin) : match.start()] + controls.group():
            continue
        number = text_of(match.group()).strip()
        typed = number if re.fullmatch(r"\w{1,4}[.)]?", number) else "•"
        kept = re.sub(rb"\\(?:ls|ilvl)\d+ ?", b"", controls.group())
        parts += [data[last : match.start()], kept, sign(f"{typed} ")]
        last = controls.end()
    return b"".join([*parts, data[last:]])


def sign(letters: str) -> bytes:
    """Letters as a group. Pandoc takes what follows a replacement (``\\uc1``) for a part of it."""
    return b"{\\uc0 %s}" % b"".join(
        b"\\u%d " % (ord(letter) - 0x10000) if ord(letter) > 127 else letter.encode() for letter in letters
    )


def group_at(data: bytes, start: int) -> bytes:
    """The group that begins with the brace at ``start``."""
    return data[start : end_of_group(data, start)]


def end_of_group(data: bytes, start: int) -> int:
    """Where the group ends that begins with the brace at ``start``."""
    depth = 0
    for match in BRACE.finditer(data, start):
        depth += {b"{": 1, b"}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(data)


def paragraphs(group: bytes) -> list[bytes]:
    return re.split(rb"\\par(?![a-z])", group)


def text_of(group: bytes) -> str:
    """The words of a group, without those of destinations that a reader may leave out."""
    while match := re.search(rb"\{\\\*", group):
        inner = group_at(group, match.start())
        group = group[: match.start()] + group[match.start() + len(inner) :]
    parts = []
    for match in TOKEN.finditer(group):
        if match["unicode"]:
            parts.append(chr(int(match["unicode"]) % 0x10000))
        elif match["hex"]:
            parts.append(bytes([int(match["hex"], 16)]).decode("cp1252", "replace"))
        elif match["text"]:
            parts.append(match["text"].decode("cp1252", "replace"))
        elif match.group() in (b"\\tab", b"\\line"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def described(data: bytes) -> Iterator[str]:
    """What each picture shows, in their order: "" where the document does not say."""
    for picture in data.split(PICTURE)[1:]:
        match = DESCRIBED.search(picture[: picture.find(b"blip")])
        yield text_of(group_at(b"{" + picture[match.end() :], 0)) if match else ""


def within_lists(data: bytes) -> bytes:
    """The document with the sign before each paragraph without a bullet that stands as deep as the point above it."""
    parts = re.split(rb"(?=\\pard(?![a-z]))", data)
    depth = b""
    for number, part in enumerate(parts):
        controls = CONTROLS.match(part)
        if controls is None or not text_of(part):
            continue
        indent = INDENT.findall(part)
        listed = LIST_NUMBER.search(part)
        if listed and listed["number"] != b"0":
            depth = indent[-1] if indent else b""
        elif depth and depth != b"0" and indent[-1:] == [depth] and b"\\intbl" not in part:
            parts[number] = controls.group() + sign(WITHIN) + part[controls.end() :]
        else:
            depth = b""
    return b"".join(parts)
