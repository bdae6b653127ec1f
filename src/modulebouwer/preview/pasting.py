"""What was copied out of a word processor or a browser, as the Markdown that a designer would have written."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from modulebouwer.wrong_use import WrongUse

# It is text that is pasted: a picture of it comes as a file of its own.
PICTURE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
# A section has its title in its head.
HIGHEST_HEADING = 2


def as_markdown(page: str) -> str:
    """``page``: HTML. "" where there is nothing to be read in it, or nobody to read it (the extra ``import``)."""
    from modulebouwer.importing import require_extra

    try:
        require_extra()
    except WrongUse:
        return ""
    from modulebouwer.importing.importing import read_document
    from modulebouwer.importing.markdown import Writer, without_marks
    from modulebouwer.importing.tree import Heading
    from modulebouwer.importing.typed_lists import lists
    from modulebouwer.importing.unreadable import Unreadable

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copied.html"
        file.write_bytes(PICTURE.sub("", page).encode())
        try:
            document = read_document(file, file.name)
        except Unreadable:
            return ""
    blocks = [
        replace(block, level=max(block.level, HIGHEST_HEADING)) if isinstance(block, Heading) else block
        # Of a piece of a text it is not guessed that a bold line is a heading.
        for block in lists(document.blocks)
    ]
    writer = Writer({}, "")
    return without_marks(writer.blocks(blocks), writer.marks)[0]
