"""A Markdown text in two: the words that are translated, and the marks between them that stay as they are.

The pieces in order are the text again, whatever it is: what is not understood counts as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it.token import Token

from modulebouwer.model.source_map import TextPlaces
from modulebouwer.source.markdown_file import Lines
from modulebouwer.source.markdown_parser import citation_parts, parser

Role = Literal["words", "open", "close", "mark"]

# How a link ends: its address, perhaps with a title; the name of one given elsewhere; or nothing more.
LINK_END = re.compile(r"\](?:\((?:<[^>\n]*>|\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\)|\[[^\]]*\])?")
BREAK = re.compile(r"(?:\\| {2,})\n[ \t>]*")
SOFT_BREAK = re.compile(r" ?\n[ \t>]*")
LEFT_ALONE = re.compile(r"\[\^[^\]\s]+\]|https?://[^\s<>]+")
NOTE = re.compile(r"\[\^[^\]\s]+\]")
ENTITY = r"&#?\w+;"


@dataclass(frozen=True)
class Piece:
    """``pair``: the same number for the two ends of what goes round words (from 1), 0 for anything else."""

    role: Role
    text: str
    pair: int = 0


def pieces(text: str, *, markdown: bool = True) -> list[Piece]:
    """``text`` in pieces; one that is no Markdown has only words."""
    if not markdown:
        return [Piece("words", text)]
    found: list[Piece] = []
    done = 0
    lines = Lines(TextPlaces.of_lines("", text, 1))
    for token in parser().parse(text):
        if token.type != "inline" or token.map is None:
            continue
        runs = [*lines.runs(token.content, token.map[0])]
        if not runs or runs[0][1] < done:
            continue
        start, (base, target) = runs[0][1], runs[-1]
        end = min(len(text), target + len(token.content) - base)
        found += [Piece("mark", text[done:start]), *inline(text[start:end], token.children or ())]
        done = end
    found.append(Piece("mark", text[done:]) if found else Piece("words", text))
    return with_pairs(joined(found))


def inline(raw: str, tokens: Sequence[Token]) -> Iterator[Piece]:
    cursor = 0
    for token in tokens:
        read = list(piece_of(raw, cursor, token))
        if token.type != "text" and any(piece.text == "" for piece in read):
            break
        yield from read
        cursor += sum(len(piece.text) for piece in read)
    if cursor < len(raw):
        yield Piece("words", raw[cursor:])


def piece_of(raw: str, at: int, token: Token) -> Iterator[Piece]:
    """The pieces of one token, which begins at ``at`` of ``raw``; an empty one when it is not found there."""
    kind = token.type
    if kind == "text":
        yield from words(typed(token.content, raw, at))
    elif kind == "softbreak":
        yield Piece("words", matched(SOFT_BREAK, raw, at))
    elif kind == "hardbreak":
        yield Piece("mark", matched(BREAK, raw, at))
    elif kind == "citation":
        yield from cited(token.content)
    elif kind == "code_inline":
        fence = re.escape(token.markup)
        yield Piece("mark", matched(re.compile(rf"{fence}[\s\S]*?(?<!`){fence}(?!`)"), raw, at))
    elif kind == "footnote_ref":
        yield from note(raw, at)
    elif kind == "image":
        yield Piece("open", matched(re.compile(r"!\["), raw, at))
        content = token.content if raw.startswith(token.content, at + 2) else ""
        yield from [Piece("words", content)] if content else []
        yield Piece("close", matched(LINK_END, raw, at + 2 + len(content)))
    elif kind in ("link_open", "link_close"):
        auto = token.markup == "autolink"
        opened = re.compile("<" if auto else r"\[")
        form = opened if kind == "link_open" else re.compile(">") if auto else LINK_END
        yield Piece("open" if kind == "link_open" else "close", matched(form, raw, at))
    elif token.markup and token.nesting:
        form = re.compile(re.escape(token.markup))
        yield Piece("open" if token.nesting == 1 else "close", matched(form, raw, at))
    else:
        yield Piece("mark", "")


def words(text: str) -> Iterator[Piece]:
    """Words, and between them the marks of notes whose text stands elsewhere in the section, and addresses."""
    done = 0
    for found in (*LEFT_ALONE.finditer(text),):
        yield Piece("words", text[done : found.start()])
        yield Piece("mark", found.group())
        done = found.end()
    yield Piece("words", text[done:])


def matched(form: re.Pattern[str], raw: str, at: int) -> str:
    found = form.match(raw, at)
    return found.group() if found else ""


def typed(content: str, raw: str, at: int) -> str:
    """What an author typed at ``at`` of ``raw`` for ``content``."""
    # Nearly always just that; to compile a pattern of every run of words takes longer than all else here.
    if "\\" not in content and raw.startswith(content, at):
        return content
    return matched(as_typed(content), raw, at)


def as_typed(content: str) -> re.Pattern[str]:
    """``content`` as an author may have typed it: with a backslash before a sign, or a sign by its name."""
    return re.compile("".join(rf"(?:\\?{re.escape(sign)}|{ENTITY})" for sign in content))


def cited(content: str) -> Iterator[Piece]:
    """The words before a work are words; the work and the place in it are not."""
    done = 0
    for work in citation_parts(content):
        start = content.find(work.prefix, done) if work.prefix else -1
        if start >= 0:
            yield Piece("mark", content[done:start])
            yield Piece("words", work.prefix)
            done = start + len(work.prefix)
        yield Piece("mark", content[done : work.offset + 1])
        done = work.offset + 1
    yield Piece("mark", content[done:])


def note(raw: str, at: int) -> Iterator[Piece]:
    """A note's mark, or a note within the line: its words are translated."""
    if not raw.startswith("^[", at):
        yield Piece("mark", matched(NOTE, raw, at))
        return
    depth, end = 0, at + 1
    while end < len(raw):
        depth += {"[": 1, "]": -1}.get(raw[end], 0)
        if depth == 0:
            break
        end += 1
    yield from [Piece("open", "^["), Piece("words", raw[at + 2 : end]), Piece("close", raw[end : end + 1])]


def joined(found: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one, and nothing empty."""
    result: list[Piece] = []
    for piece in (one for one in found if one.text):
        if result and piece.role == result[-1].role and piece.role in ("words", "mark"):
            result[-1] = replace(piece, text=result[-1].text + piece.text)
        else:
            result.append(piece)
    return result


def with_pairs(found: Sequence[Piece]) -> list[Piece]:
    """Each beginning with its end; one without the other is a mark."""
    result, open_ones, count = list(found), [], 0
    for number, piece in enumerate(found):
        if piece.role == "open":
            open_ones.append(number)
        elif piece.role == "close" and open_ones:
            count += 1
            first = open_ones.pop()
            result[first], result[number] = replace(found[first], pair=count), replace(piece, pair=count)
    return [one if one.pair or one.role in ("words", "mark") else replace(one, role="mark") for one in result]
