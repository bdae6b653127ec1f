"""A document as Pandoc understands it, and what its own reader saw that Pandoc leaves out without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from modulebouwer.importing.tree import Mark

# Before the words of the title, and of a paragraph within a list: Unicode's noncharacters stand in no document.
TITLE = "\ufdd9"
WITHIN = "\ufdd8"
# Before a point of a list, once for each list that it lies in.
DEEPER = "\ufdd6"
# Around the number of a comment, where it stands.
COMMENT = "\ufdd7"
# Around the number of a note in a cell of a table, where it stands.
CELL_NOTE = "\ufdd5"
# In the place of a tab.
COLUMN = "\ufdd4"

# What stands by a table or a picture, and is no heading however bold.
CAPTION = re.compile(
    r"(?:tabel|table|tabelle|figuur|figure|fig\.|abbildung|afbeelding|illustratie|grafiek|diagram|schema|foto|photo|"
    r"kaart|chart|box|kader)\s+(?:\d+|[IVX]+)(?:\.\d+)*[a-z]?(?![\w’'-])",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"(?:pagina|page|blz\.?|p\.)?\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?", re.IGNORECASE
)
# What is left of one where the figures are fields.
PAGE_WORDS = re.compile(r"(?:pagina|page|blz\.?)(?:\s+(?:van|of))?|van|of", re.IGNORECASE)
CONTENTS = re.compile(r"inhoud(?:sopgave)?|(?:table of )?contents", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Change(NamedTuple):
    """Who made a tracked change, and the day (2026-10-01); "" where the document does not say."""

    author: str = ""
    day: str = ""

    @classmethod
    def of(cls, author: str | None, moment: str | None) -> Change:
        """``moment`` as xsd:dateTime has it (XML Schema part 2, 3.2.7)."""
        match = DAY.match(moment or "")
        return cls((author or "").strip(" ?"), match.group() if match else "")


@dataclass(frozen=True)
class Prepared:
    """What Pandoc does not read: ``alternatives``, what each picture shows in their order; ``comments``, each with its
    author, by the number at its place; ``notes`` of cells by theirs; the ``changes`` that were tracked; the
    ``numbers`` that a program shows before headings, each with the words of its heading; what ``formulas`` say.
    """

    data: bytes
    told: tuple[Mark, ...] = ()
    alternatives: Sequence[str] = ()
    comments: Sequence[tuple[str, str]] = ()
    changes: Sequence[Change] = ()
    notes: Sequence[str] = ()
    numbers: Sequence[tuple[str, str]] = ()
    formulas: Sequence[str] = ()


def comment(author: str, text: str) -> Mark:
    """What somebody remarked in the document; ``author``: "" where it does not say who."""
    named = author.strip(" ?")
    return Mark("IMP-006", {"author": named, "text": text}) if named else Mark("IMP-084", {"text": text})


def open_changes(changes: Sequence[Change]) -> list[Mark]:
    """The changes that nobody decided on, as one finding: how many, and of each author from which day to which."""
    if not changes:
        return []
    days: dict[str, list[str]] = {}
    for author, day in changes:
        if author:
            days.setdefault(author, []).extend([day] if day else [])
    who = "; ".join(
        author + (f" ({' – '.join(dict.fromkeys((min(known), max(known))))})" if known else "")
        for author, known in days.items()
    )
    count = len(changes)
    return [Mark("IMP-005", {"count": count, "who": who}) if who else Mark("IMP-088", {"count": count})]


def running_heads(texts: Iterable[str]) -> list[Mark]:
    """What stands above, below or beside the pages, each text once; page numbers are none."""
    lines = dict.fromkeys(" ".join(text.split()) for text in texts)
    numbers = (PAGE_NUMBER, PAGE_WORDS)
    return [
        Mark("IMP-018", {"text": line})
        for line in lines
        if line and not any(number.fullmatch(line) for number in numbers)
    ]


def before_text(texts: Iterable[str]) -> list[Mark]:
    """What a title page or a head above the text says, as one finding."""
    text = " · ".join(filter(None, (" ".join(text.split()) for text in texts)))
    return [Mark("IMP-085", {"text": text})] if text else []


def hidden(texts: Iterable[str]) -> list[Mark]:
    """What its maker hid from readers, as one finding."""
    text = " · ".join(filter(None, (" ".join(text.split()) for text in texts)))
    return [Mark("IMP-033", {"text": text})] if text else []


def contents(lines: Iterable[str]) -> list[Mark]:
    """A table of contents that was left out."""
    text = " · ".join(filter(None, (" ".join(line.split()) for line in lines)))
    return [Mark("IMP-019", {"text": text})] if text else []


def by_looks(headings: Iterable[str]) -> list[Mark]:
    """The lines that nothing but their looks makes headings, as one finding."""
    text = " · ".join(dict.fromkeys(" ".join(line.split()) for line in headings))
    return [Mark("IMP-062", {"text": text})] if text else []
