"""Ways through all the text of a module, for the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from modulebouwer.findings import Location
from modulebouwer.model.fields import EMPTY, NOT_READ, Given, fields, is_prose, metadata
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once
from modulebouwer.model.source_map import KeyPath, SourceMap

# What looks like a tag of HTML. Right behind a letter or a number, with words but no attribute in it, it is arithmetic:
# "x<y en y>z".
TAG = r"</?[A-Za-z][A-Za-z0-9-]*(?::[a-z]\w*)?"
HTML = re.compile(rf"(?<![\w)\]]){TAG}(?:\s[^<>]*)?/?>|{TAG}(?:\s*|\s[^<>]*=\s*[\"'“”‘’][^<>]*)/?>|<!--")


def whole(module: LearningModule) -> bool:
    """Whether everything that the author wrote is in the module: only then is it known what nobody uses."""
    return (
        module.complete
        and not module.unread
        and "" not in module.broken_ids
        and all(section.has_text for section in module.sections)
    )


def is_in(module: LearningModule, *languages: str) -> bool:
    """Whether the text is in one of these (BCP 47), and not in a form of private use (ISO 3166-1, XA to XZ)."""
    language, _, region = module.definition.language.partition("-")
    return language in languages and not region.startswith("X")


@once
def texts(module: LearningModule) -> Iterator[Markdown]:
    """Every Markdown text: the themes', each section's own and its components', and the terms' of the series."""
    yield from module.theme_prose.values()
    for section in module.sections:
        yield from section_texts(section)
    for term in module.shared.terms:
        yield from term.prose.values()


def section_texts(section: Section) -> Iterator[Markdown]:
    yield section.body
    yield from section.loose
    for component in section.components:
        yield from component.prose.values()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; ``quoted``: it stands in a quotation."""

    inline: Token
    place: Location
    quoted: bool


@once
def paragraphs(text: Markdown) -> Iterator[Paragraph]:
    quoted = 0
    for before, block in pairwise(text.tokens):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(before.type, 0)
        if block.type == "inline" and before.type == "paragraph_open":
            yield Paragraph(block, location(before), quoted > 0)


@once
def typed_blocks(text: Markdown) -> Iterator[tuple[Token, str]]:
    """Each block of running text, and what was typed in it: a break is "\\n"; code, a picture, a tag is "\\0"."""
    for block in text.tokens:
        if block.type == "inline":
            yield (
                block,
                "".join(
                    one.content if one.type == "text" else "\n" if one.type.endswith("break") else "\0"
                    for one in block.children or ()
                ),
            )


# A word, in which an apostrophe may stand.
WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+")


@once
def block_words(text: Markdown) -> Iterator[list[str]]:
    """The words of each token of ``text``: only a block of running text has any."""
    return (WORD.findall(plain_text(block.children)) if block.children else [] for block in text.tokens)


def written_fields(module: LearningModule) -> Iterator[tuple[Iterable[Given], SourceMap]]:
    """The fields of module.yaml, of the sections' heads, and of the components and the terms of the series."""
    yield fields(module.definition), module.source
    for section in module.sections:
        yield fields(section.head), section.source
    for placed in module.shown_components:
        yield placed.fields, placed.source


@dataclass(frozen=True)
class PlainText:
    """What stands in a field of plain text; ``key``: the name of the field."""

    key: str
    text: str
    way: KeyPath
    source: SourceMap

    def at(self, offset: int) -> Location:
        """The place of a character of the text, counted from 0."""
        if self.source.written(self.way) is None:
            return self.source.value_at(*self.way)
        return self.source.text_of(*self.way).at(offset)


@once
def plain_texts(module: LearningModule) -> Iterator[PlainText]:
    """Every plain text that a learner reads: of module.yaml, of the sections' heads and of the components."""
    for given, source in written_fields(module):
        yield from plain_texts_of(given, source)


def plain_texts_of(given: Iterable[Given], source: SourceMap) -> Iterator[PlainText]:
    for way, field, value in given:
        said = metadata(field)
        if NOT_READ in said or is_prose(field) or not (EMPTY in said or way[-1] == "alt"):
            continue
        items = (
            [((*way, n), one) for n, one in enumerate(value)] if isinstance(value, tuple) else [(way, value)]
        )
        for here, text in items:
            if isinstance(text, str):
                yield PlainText(str(way[-1]), text, here, source)


@once
def inline_tokens(markdown: Markdown) -> Iterator[Token]:
    """All inline tokens in order; those in a picture's alternative text too."""
    yield from _children(markdown.tokens)


def _children(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        for child in token.children or ():
            yield child
            yield from _children([child])


def plain_text(tokens: Sequence[Token]) -> str:
    """The words of inline tokens, without citations and footnote numbers."""
    parts = []
    for token in tokens:
        if token.children:
            parts.append(plain_text(token.children))
        elif token.type.endswith("break"):
            parts.append(" ")
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
    return "".join(parts)


# What somebody says in a dialogue begins with a dash.
TURN = re.compile(r"^[ \t]*[–—][ \t\u00a0]*(?=\S)(?P<said>.*\S)", re.MULTILINE)
SPOKEN = re.compile(r"[?!…][”’\"]?$|…|\.\.\.")


def is_dialogue(block: Token) -> bool:
    """Whether the lines of a block are turns in a dialogue: a dash before each, a break behind it, signs of speech.

    Questions alone may be a list.
    """
    if not block.content.lstrip().startswith(("–", "—")):
        return False
    broken = [one.type for one in block.children or () if one.type.endswith("break")]
    turns = [one["said"].rstrip("\\").rstrip() for one in TURN.finditer(block.content)]
    spoken = [SPOKEN.search(one) is not None for one in turns]
    ended = all(re.search(r"[.?!…][”’\"]?$", one) for one in turns)
    if len(turns) == 1:
        return ended
    questions = all(one.endswith("?") for one in turns)
    return "softbreak" not in broken and ended and any(spoken) and not questions


def location(token: Token) -> Location:
    """The place that the loader gave a token."""
    place = token.meta["location"]
    assert isinstance(place, Location)
    return place


def start_of(block: Token, text: Markdown) -> int:
    """Where a block begins in ``text``; 0 where its lines stand otherwise there, as in a quotation."""
    if not block.content:
        return 0
    line, at = location(block).line, text.text.find(block.content)
    # What it says may stand earlier too: a cell's words in a sentence, the beginning of another paragraph.
    while at >= 0 and text.at(at).line < line:
        at = text.text.find(block.content, at + 1)
    return max(0, at)


def place_of(written: str, block: Token, text: Markdown) -> Location:
    """Where ``written`` stands in a block of ``text``; the block's own place where it stands otherwise there."""
    at = text.text.find(written, start_of(block, text))
    return text.at(at) if at >= 0 else location(block)


def is_escaped(written: str, source: str) -> bool:
    """Whether ``source`` has the text ``written`` with backslashes in it (CommonMark 2.4), and not without them."""
    if re.search(r"(?<!\\)(?:\\\\)*" + re.escape(written), source):
        return False
    return re.search("".join(rf"\\?{re.escape(sign)}" for sign in written), source) is not None
