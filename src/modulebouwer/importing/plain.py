"""Plain text, also as programs take it out of a PDF: lines of a page, with page numbers and notes among them."""

from __future__ import annotations

import re
from pathlib import Path

from modulebouwer.importing.lines import Line, blocks_of
from modulebouwer.importing.tree import Block, Document, Heading, plain
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.source.text_file import FORBIDDEN

# A page number behind the last words of a page.
PAGE_NUMBER = re.compile(r"(?:^|(?<=\S)\s{4,})\d{1,4}\s*$")


def read_plain(path: Path, shown: str) -> Document:
    """The text in ``path``: UTF-8, UTF-16 with a byte order mark, or Windows-1252. Raises ``Unreadable``."""
    data = path.read_bytes()
    text = decoded(data)
    if text is None:
        raise Unreadable("IMP-102", shown)
    lines = [
        re.sub(r"\s+$", "", line.expandtabs(4))
        for line in re.split(r"\r\n|[\r\n\f]", FORBIDDEN.sub("", text))
    ]
    numbered = [PAGE_NUMBER.sub("", line) for line in lines]
    lengths = sorted(len(line) for line in numbered if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 1
    wrapped = width < 200
    found: list[Line] = []
    gap = False
    for line in numbered:
        if not line.strip():
            gap = True
            continue
        found.append(Line(line, gap=gap or not wrapped, reach=len(line.strip()) / width if wrapped else 0))
        gap = False
    blocks, title, subtitle = titled(list(blocks_of(found)))
    return Document(shown, tuple(blocks), title, subtitle)


def decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def titled(blocks: list[Block]) -> tuple[list[Block], str, str]:
    """The title: the first line, or the second when the first is the one word that says what sort of text it is."""
    count = next((n for n, block in enumerate(blocks) if not isinstance(block, Heading)), len(blocks))
    heads = [plain(block.content) for block in blocks[:count] if isinstance(block, Heading)]
    if len(heads) > 1 and (" " not in heads[0] or heads[0].isupper()):
        return blocks[2:], heads[1], heads[0]
    if heads and (len(heads) > 1 or any(isinstance(block, Heading) for block in blocks[1:])):
        return blocks[1:], heads[0], ""
    return blocks, "", ""
