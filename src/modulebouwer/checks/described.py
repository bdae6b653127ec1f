"""What is said to who looks for a module: its keywords, and a title that is not said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.placeholders import UNTOUCHED
from modulebouwer.checks.texts import written_fields
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap

# What divides keywords that were written in a row; "artikel 3, lid 2" is one, and so is "é, ë en ï".
BETWEEN = re.compile(r"\s*[;|•·]\s*|(?<=\D),\s*(?=\D)|\s+(?=#)")
IN_A_PHRASE = re.compile(r",.*\s(?:en|of|and|or|und|oder|et|ou)\s")
TITLES = ("title", "term")
# What tells more than the title beside it.
TELLING = frozenset({"subtitle", "description", "why", "text", "definition", "caption"})


def described(module: LearningModule) -> Iterator[Finding]:
    """MOD-601, at each keyword that is several; TXT-600, at what says a title again."""
    for number, keyword in enumerate(module.definition.keywords):
        words = [word for word in BETWEEN.split(keyword) if word.strip()]
        if len(words) > 1 and not IN_A_PHRASE.search(keyword):
            values = {
                "written": shortened(keyword),
                "words": shortened(", ".join(f"- {one}" for one in words)),
            }
            yield Finding("MOD-601", module.source.value_at("keywords", number), values)
    for given, source in written_fields(module):
        titles: dict[KeyPath, str] = {}
        for way, field, value in given:
            if not isinstance(value, str):
                continue
            if way[-1] in TITLES:
                titles[way[:-1]] = value
            elif way[-1] in TELLING and says_again(value, titles.get(way[:-1], "")):
                yield said_again(way, value, "yes" if field.is_required() else "no", source)


def said_again(way: KeyPath, value: str, needed: str, source: SourceMap) -> Finding:
    values = {"written": shortened(value), "key": str(way[-1]), "needed": needed}
    return Finding("TXT-600", source.value_at(*way), values)


def says_again(text: str, title: str) -> bool:
    """Whether a text says nothing but the title, or what stands behind a colon or a dash in it.

    Both may wait for the same number of a place to fill in (TXT-180).
    """
    said = [] if UNTOUCHED.fullmatch(text) else words_of(text)
    parts = [title, *re.split(r":\s+|\s[-–—|]\s", title)[1:]] if said else []
    return any(words_of(part) == said for part in parts)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
