"""Bold or italic with more marks on one side than on the other: readers would see what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from modulebouwer.checks.texts import location, start_of, texts, typed_blocks
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

LEFT_OVER_BEFORE = re.compile(r"(?<![\w*\\])\*{1,2}$")
LEFT_OVER_AFTER = re.compile(r"\*{1,2}(?![\w*])")
# Marks behind words, with none before them; a digit has them for a note: "0,05**".
CLOSING = re.compile(r"(?<=[^\W\d_]{2})\*\*(?![\w*])")


def uneven_marks(module: LearningModule) -> Iterator[Finding]:
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-480, at marks with others left over beside them; TXT-009, at marks that nothing opens."""
    noted = any(block.content.startswith(("*", "\\*")) for block, _ in typed_blocks(text))
    for block, typed in typed_blocks(text):
        if "*" not in typed:
            continue
        yield from in_block(block, text)
        loose = CLOSING.search(typed) if typed.count("**") == 1 and not noted else None
        if loose and f"\\{loose.group()}" not in block.content:
            written = typed[: loose.end()].rpartition("\0")[2].rpartition("\n")[2]
            at = text.text.find(written, start_of(block, text))
            place = text.at(at + len(written) - len("**")) if at >= 0 else location(block)
            yield Finding("TXT-009", place, {"written": shortened(" ".join(written.split()[-3:]))})


def in_block(block: Token, text: Markdown) -> Iterator[Finding]:
    tokens = [one for one in block.children or () if one.type != "text" or one.content]
    after = start_of(block, text)
    for before, opening in pairwise([Token("text", "", 0), *tokens]):
        if (
            opening.type not in ("em_open", "strong_open")
            or "*" not in opening.markup
            or before.type != "text"
        ):
            continue
        inside = up_to_the_end(opening, tokens)
        behind = next(iter(tokens[tokens.index(opening) + len(inside) + 2 :]), None)
        left = LEFT_OVER_BEFORE.search(before.content)
        right = LEFT_OVER_AFTER.match(behind.content) if behind and behind.type == "text" else None
        if (left is None) == (right is None):
            continue
        begun, ended = (
            opening.markup + (left[0] if left else ""),
            opening.markup + (right[0] if right else ""),
        )
        first = inside[0].content[:20] if inside[0].type == "text" else ""
        # As it was typed: a mark with a backslash before it is meant.
        typed = re.compile(
            rf"(?<![\\*]){re.escape(begun)}(?!\*)(?P<words>{re.escape(first)}[^*]*?)(?<![\\*]){re.escape(ended)}(?!\*)"
        )
        if found := typed.search(text.text, after):
            most = max(begun, ended, key=len)
            values = {
                "written": shortened(found.group()),
                "meant": shortened(f"{most}{found['words']}{most}"),
            }
            yield Finding("TXT-480", text.at(found.start()), values)
            after = found.end()


def up_to_the_end(opening: Token, tokens: Sequence[Token]) -> list[Token]:
    """What stands between ``opening`` and its end."""
    inside = []
    for token in tokens[tokens.index(opening) + 1 :]:
        if token.type == opening.type.replace("open", "close") and token.level == opening.level:
            break
        inside.append(token)
    return inside
