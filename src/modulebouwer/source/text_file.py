"""Bytes of a file → text, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from modulebouwer.findings import Finding, Location

# Long for a section (200,000 words), small for a parser.
LARGEST_TEXT = 1_000_000

# What XML 1.0 (2.2, Char) cannot hold, and no text needs: controls, surrogates, U+FFFE and U+FFFF.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def forbidden_character(text: str) -> tuple[int, str] | None:
    """Index and name (``U+0007``) of the first character that no package can hold."""
    match = FORBIDDEN.search(text)
    return (match.start(), f"U+{ord(match.group()):04X}") if match else None


# What is left in a file when two versions of it were put together and both changed a place.
MERGE_MARK = re.compile(r"^(?P<mark><{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
# The mark between the two, below what is no heading.
MERGE_RULE = re.compile(
    r"^(?:|.*[^\w\s]|.{16,}|[ \t-]*[a-z][\w-]*:.*)[ \t]*\n(?P<mark>={7})[ \t]*$", re.MULTILINE
)
# Byte order marks of the other forms of Unicode, and what they mean (Unicode 15, 23.8).
OTHER_UNICODE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

# What a word processor saves as text and is none.
OTHER_FORMS = (
    ("RTF", re.compile(rb"\s*\{\\rtf")),
    ("HTML", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)),
    ("XML", re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")),
    ("PDF", re.compile(rb"%PDF-")),
)


def merge_mark(text: str) -> re.Match[str] | None:
    """The first mark of what could not be merged; one alone is what somebody left of them."""
    return MERGE_MARK.search(text) or (MERGE_RULE.search(text) if "\n=======" in text else None)


def loosely(data: bytes) -> str:
    """What can be made out of ``data`` in some encoding."""
    return data.decode(other_encoding(data) or "utf-8", "replace").replace("\r\n", "\n").replace("\0", "")


def other_encoding(data: bytes) -> str:
    """The form of Unicode that a file is in, other than UTF-8, or ``""``."""
    for mark, encoding in OTHER_UNICODE:
        if data.startswith(mark):
            return encoding
    # Latin letters in UTF-16 are every other byte a zero.
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > 1 and data[first:200:2].count(0) > 0.8 * len(data[first:200:2]):
            return encoding
    return ""


# Letters of UTF-8 (RFC 3629) that were read as Windows-1252, two to four for each that was meant. It begins with the
# first of them: what begins with a set of characters goes through a text many times faster than a choice does.
GARBLED = re.compile("[Â-ßâïð](?:(?<=[âï]).|(?<=ð)..|(?<![âïð]))[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def garbled(text: str) -> tuple[int, str, str] | None:
    """Index of the first character that was read in the wrong encoding, what stands there and what was meant."""
    for match in GARBLED.finditer(text):
        data = b"".join(as_windows_1252(sign) for sign in match.group())
        try:
            return match.start(), match.group(), data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return None


def as_windows_1252(sign: str) -> bytes:
    """The byte of one character; of the five that Windows-1252 leaves open, the control with that number."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", "replace")


def decode(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """UTF-8 text with ``\\n`` line ends (a byte order mark is dropped), or None and the reason."""
    if len(data) > LARGEST_TEXT:
        size = {"size": ceil(len(data) / 1e5) / 10, "limit": round(LARGEST_TEXT / 1e6)}
        return None, [Finding("SRC-003", Location(path), size)]
    if wrong := no_text(data, path):
        return None, [wrong]
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if merge := merge_mark(text):
        line = text.count("\n", 0, merge.start("mark")) + 1
        code = "SRC-034" if "\n>>>>>>>" in text[merge.start() :] and merge["mark"] == "<<<<<<<" else "SRC-480"
        return None, [Finding(code, Location(path, line), {"mark": merge["mark"]})]
    if found := forbidden_character(text):
        return None, [Finding("SRC-004", place(path, text, found[0]), {"character": found[1]})]
    return text, [*garbled_letters(text, path)]


def no_text(data: bytes, path: str) -> Finding | None:
    """Why a file is no text in UTF-8: SRC-001, no UTF-8 at all; SRC-150, another form; SRC-002."""
    if other_encoding(data) or b"\0" in data:
        return Finding("SRC-001", Location(path))
    if form := next((name for name, beginning in OTHER_FORMS if beginning.match(data)), ""):
        return Finding("SRC-150", Location(path), {"form": form})
    return not_utf_8(data, path)


def not_utf_8(data: bytes, path: str) -> Finding | None:
    """SRC-002, at the first line that is not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Finding("SRC-002", Location(path, data.count(b"\n", 0, error.start) + 1))
    return None


def garbled_letters(text: str, path: str) -> Iterator[Finding]:
    """SRC-181, at the first of them."""
    if wrong := garbled(text):
        index, written, meant = wrong
        yield Finding("SRC-181", place(path, text, index), {"written": written, "meant": meant})


def place(path: str, text: str, index: int) -> Location:
    return Location(path, text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)
