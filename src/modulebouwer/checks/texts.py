"""Ways through all the text of a module, for the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from modulebouwer.findings import Location
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once


def whole(module: LearningModule) -> bool:
    """Whether everything that the author wrote is in the module: only then is it known what nobody uses."""
    return (
        module.complete
        and not module.unread
        and "" not in module.broken_ids
        and all(section.has_text for section in module.sections)
    )


def texts(module: LearningModule) -> Iterator[Markdown]:
    """Every Markdown text: the themes', each section's own and its components', and the terms' of the series."""
    yield from module.theme_prose.values()
    for section in module.sections:
        yield from section_texts(section)
    for term in module.shared.terms:
        yield from term.prose.values()


def section_texts(section: Section) -> Iterator[Markdown]:
    yield section.body
    for component in section.components:
        yield from component.prose.values()


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


def location(token: Token) -> Location:
    """The place that the loader gave a token."""
    place = token.meta["location"]
    assert isinstance(place, Location)
    return place


def is_escaped(written: str, source: str) -> bool:
    """Whether ``source`` has the text ``written`` with backslashes in it (CommonMark 2.4), and not without them."""
    if re.search(r"(?<!\\)(?:\\\\)*" + re.escape(written), source):
        return False
    return re.search("".join(rf"\\?{re.escape(sign)}" for sign in written), source) is not None
