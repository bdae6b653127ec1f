"""What looks like a footnote and is none: readers would see a number, and a paragraph that begins with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from markdown_it.token import Token

from modulebouwer.checks.texts import inline_tokens, location, start_of, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
# A paragraph that begins as a note does: "[1] …", "[^ 1]: …", "[^1] …", "¹ …", "^1^ …", "\* …", "1 …".
BELOW = re.compile(
    rf"(?P<mark>\[\^[ ]*[\w-]+\]|\[(?:\d{{1,2}}|[ivx]{{1,4}}|[a-h]|\\?\*{{1,3}})\]|[{RAISED}]{{1,2}}|\^\d{{1,2}}\^?"
    r"|\\\*|\d{1,2}(?=[ ][A-Z]))[:.]?[ ]+\S"
)
# The number of a note that stands nowhere, right behind what it is about: "genoeg.[1]", "genoeg.¹".
LONE = re.compile(
    rf"(?:(?<=[^\W_]{{2}})|(?<=[.,;:!?)”’\"]))(?:(?:\[\d{{1,2}}\])+(?![(\[:])|(?<=[.,;!?”])[{RAISED}]{{1,2}}(?!\w))"
)
# In either of them; looking for the whole takes twenty times as long.
MARK = re.compile(rf"[\[{RAISED}]")
CODE = re.compile(r"(`+).*?\1", re.DOTALL)
# The links between a number and its note, as word processors and site builders make them.
NOTE_LINK = re.compile(
    r"#_?(?:ftn|edn|fn|footnote|endnote|note|sdfootnote|sdendnote|cite_note|cite_ref)(?:ref|back)?[-_:]?\d+\w*"
)
LEADING_BACK = re.compile(r"ref|back|sym")


def begins_as_note(block: Token) -> str:
    """The mark with which a paragraph begins as a note does, or ""."""
    found = BELOW.match(block.content)
    return found["mark"] if found else ""


def typed_notes(module: LearningModule) -> Iterator[Finding]:
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """LNK-370: a number and its note, that do not lead to each other; LNK-371: a number whose note is not there."""
    yield from linked_notes(text)
    blocks = [block for block in text.tokens if block.type == "inline"]
    told: set[str] = set()
    for note in blocks:
        mark = begins_as_note(note)
        used = next(
            (place for one in blocks if one is not note and (place := used_at(mark, one, text))), None
        )
        if used is not None and mark not in told:
            told.add(mark)
            yield Finding("LNK-370", used, {"written": mark, "label": free_label(mark, text)})
    for block in blocks:
        for lone in LONE.finditer(without_code(block.content)) if MARK.search(block.content) else ():
            if lone.group() not in told:
                told.add(lone.group())
                values = {"written": lone.group(), "label": free_label(lone.group(), text)}
                yield Finding("LNK-371", text.at(start_of(block, text) + lone.start()), values)


def used_at(mark: str, block: Token, text: Markdown) -> Location | None:
    """Where ``mark`` stands in a block as the number of a note does: right behind a word or a sentence."""
    if not mark:
        return None
    # "3.1" is the number of a heading, not a note behind a sentence.
    number = r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;!?])|(?<=[)”’\"][.,;!?]))"
    behind = number if mark.isdigit() else r"(?<=[^\s\[\\^*`])[ ]?"
    found = re.search(rf"{behind}(?P<mark>{re.escape(mark)})(?![\w(:*])", without_code(block.content))
    return text.at(start_of(block, text) + found.start("mark")) if found else None


def without_code(written: str) -> str:
    return CODE.sub(lambda code: "\0" * len(code.group()), written)


def free_label(mark: str, text: Markdown) -> str:
    """The number in ``mark``, or the first behind it that no note of the text has."""
    if re.fullmatch(r"\[\^\w+\]", mark):
        return mark[2:-1]
    plain = mark.translate(str.maketrans(RAISED, "123456789"))
    first = int(next(iter(re.findall(r"\d+", plain)), 1))
    return next(str(number) for number in count(first) if f"[^{number}]" not in text.text)


def linked_notes(text: Markdown) -> Iterator[Finding]:
    """LNK-370, for links within a page that are a note's; those back from it are not told when those to it are."""
    links = [token for token in inline_tokens(text) if token.type == "link_open" and is_note_link(token)]
    leading = [one for one in links if not LEADING_BACK.search(str(one.attrs["href"]))]
    for link in leading or links:
        address = str(link.attrs["href"])
        values = {"written": shortened(address), "label": free_label(address, text)}
        yield Finding("LNK-370", location(link), values)


def is_note_link(token: Token) -> bool:
    """Whether a link is that between a number and a note."""
    return NOTE_LINK.fullmatch(str(token.attrs.get("href", ""))) is not None
