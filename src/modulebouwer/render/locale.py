"""The words of the interface: one YAML file a language, every file with the same keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from modulebouwer.findings import Finding, Location
from modulebouwer.model.source_map import SourceMap
from modulebouwer.render.environment import RenderError, built_in, locate
from modulebouwer.source.yaml_file import parse_yaml

# The file whose keys all others must have.
REFERENCE = "locales/nl.yaml"

PLACEHOLDER = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Locale:
    """``page`` holds the templates' words, ``player`` the scripts'; ``direction`` is HTML's ``dir``."""

    direction: str
    months: tuple[str, ...]
    page: Mapping[str, Any]
    player: Mapping[str, Any]

    def date(self, date: datetime.date) -> str:
        """A day in words, as in "23 november 2026"."""
        day = self.page["first_of_month"] if date.day == 1 else str(date.day)
        return fill(self.page["date"], day=day, month=self.months[date.month - 1], year=date.year)

    def duration(self, minutes: int) -> str:
        """Hours and minutes, short, as in "2 u 50 min"."""
        hours, rest = divmod(minutes, 60)
        words = self.page["duration"]
        if not hours:
            return fill(words["minutes"], minutes=rest)
        return fill(words["both" if rest else "hours"], hours=hours, minutes=rest)

    def file_size(self, size: int) -> str:
        """Bytes in words, as in "12 kB" or "1,2 MB"; 1 kB is 1,000 bytes (IEC 80000-13) and the least there is."""
        words = self.page["file_size"]
        if size < 999_500:
            return fill(words["kb"], number=max(1, round(size / 1000)))
        return fill(words["mb"], number=f"{size / 1e6:.1f}".replace(".", words["decimal"]))


def fill(text: str, **values: object) -> str:
    """``text`` with its ``{names}`` filled in. A name that ``text`` lacks is left out, one too many is an error."""
    return text.format(**values)


def plural(forms: Mapping[str, str], count: int) -> str:
    """The form for ``count`` (from 1), filled in: our languages have one for 1 and one for the rest (CLDR)."""
    return fill(forms["one" if count == 1 else "other"], count=count)


def load_locale(templates: Environment, language: str, address: str) -> Locale:
    """The locale of a BCP 47 ``language`` and a form of address. Raises ``RenderError`` with the first finding."""
    for finding in locale_findings(templates, language, address):
        raise RenderError(finding)
    words, _ = read(locale_file(templates, language, address))
    player = {**words["player"], "months": words["months"]}
    return Locale(words["direction"], tuple(words["months"]), words["page"], player)


def locale_file(templates: Environment, language: str, address: str) -> Path:
    """The file for the language with the form of address (``nl-je``), else for the tag, else for its first part."""
    primary = language.split("-")[0]
    names = [f"locales/{name}.yaml" for name in (f"{primary}-{address}", language, primary)]
    places = [locate(templates, name) for name in names]
    return next((place for place in places if place.is_file()), places[-1])


def locale_findings(templates: Environment, language: str, address: str) -> Iterator[Finding]:
    """LOC-001: no such file; LOC-002: a word is missing; LOC-003: a word asks for a value that it does not get."""
    path = locale_file(templates, language, address)
    if not path.is_file():
        yield Finding("LOC-001", Location(path.as_posix()), {"language": language})
        return
    try:
        words, places = read(path)
    except RenderError as error:
        yield error.finding
        return
    reference, _ = read(built_in(templates, REFERENCE))
    ours = dict(texts(words))
    for way, text in texts(reference):
        if way not in ours:
            yield Finding("LOC-002", places.at(*way), {"word": word_name(way)})
        else:
            for name in sorted(PLACEHOLDER.findall(ours[way])):
                if name not in PLACEHOLDER.findall(text):
                    yield Finding("LOC-003", places.at(*way), {"word": word_name(way), "value": name})


def read(path: Path) -> tuple[dict[str, Any], SourceMap]:
    """A locale file as nested dictionaries, and the place of each key. Raises ``RenderError`` (a SRC code)."""
    return parse(path.read_text(encoding="utf-8"), path.as_posix())


@cache
def parse(text: str, path: str) -> tuple[dict[str, Any], SourceMap]:
    """The same for its text; a run over many modules and checks reads one locale many times."""
    document = parse_yaml(text, path)
    if document.data is None or document.problems:
        raise RenderError(document.problems[0])
    return document.data, document.source


def texts(words: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The key paths of all words, in the order of the file, with the words."""
    if isinstance(words, Mapping | list):
        for key, value in words.items() if isinstance(words, Mapping) else enumerate(words):
            yield from texts(value, (*way, key))
    elif isinstance(words, str):
        yield way, words


def word_name(way: tuple[str | int, ...]) -> str:
    return ".".join(str(key) for key in way)
