"""A paper as a value: what is in it, before Word, PDF or HTML."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import html


@dataclass(frozen=True)
class Run:
    text: str
    italic: bool = False
    bold: bool = False
    link: str = ""


Inline = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """``hanging``: an entry of a list of literature, whose first line stands out."""

    text: Inline
    hanging: bool = False


@dataclass(frozen=True)
class Listing:
    items: tuple[Inline, ...]


@dataclass(frozen=True)
class Table:
    """``widths``: the columns' shares of the width. Without ``head`` the first column names what stands beside it.

    ``numbers``: the columns that hold numbers, which stand below each other to the right.
    """

    rows: tuple[tuple[Inline, ...], ...]
    widths: tuple[int, ...]
    head: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True)
class Document:
    """``language``: of the words, BCP 47. ``date``: what the file says of its making, so that no clock is needed.

    ``wide``: on pages that lie.
    """

    title: str
    subtitle: str
    language: str
    date: datetime.date
    footer: str
    blocks: tuple[Block, ...]
    wide: bool = False


def plain(text: str) -> Inline:
    return (Run(text),)


def lines(texts: Iterable[str]) -> Inline:
    """Texts below each other, in one cell."""
    return (Run("\n".join(texts)),)


def from_html(markup: str) -> Inline:
    """The runs of safe HTML as citations have it: italics and links."""
    element = html.fragment_fromstring(markup, create_parent="p")
    runs = [Run(element.text or "")]
    for child in element.iter():
        if child is element:
            continue
        italic = child.tag in ("i", "em")
        runs.append(Run(child.text or "", italic=italic, link=child.get("href") or ""))
        runs.append(Run(child.tail or ""))
    return tuple(run for run in runs if run.text)
