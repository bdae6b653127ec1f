"""The words of the interface: one YAML file a language, every file with the same keys."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from modulebouwer.diagnostics import Diagnostic
from modulebouwer.model.source_map import SourceMap
from modulebouwer.render.environment import RenderError, locate, location
from modulebouwer.source.yaml_file import parse_yaml

# The file whose keys all others must have.
REFERENCE = "locales/nl.yaml"


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


def fill(text: str, **values: object) -> str:
    """``text`` with its ``{names}`` filled in. A name that ``text`` lacks is left out, one too many is an error."""
    return text.format(**values)


def plural(forms: Mapping[str, str], count: int) -> str:
    """The form for ``count`` (from 1), filled in: our languages have one for 1 and one for the rest (CLDR)."""
    return fill(forms["one" if count == 1 else "other"], count=count)


def load_locale(templates: Environment, language: str, address: str) -> Locale:
    """The locale of a BCP 47 ``language``, from ``locales/`` of the first folder that has it.

    Looks for the language with the form of address (``nl-je``), then the tag itself, then its first part. Raises
    ``RenderError``: LOC-001 no such file, LOC-002 a word is missing, SRC-… not readable.
    """
    primary = language.split("-")[0]
    names = [f"locales/{name}.yaml" for name in (f"{primary}-{address}", language, primary)]
    name = next((name for name in names if locate(templates, name).is_file()), None)
    if name is None:
        raise RenderError(Diagnostic("LOC-001", location(templates, names[-1]), {"language": language}))
    words, places = read(templates, name)
    if name != REFERENCE:
        reference, _ = read(templates, REFERENCE)
        for missing in sorted(set(keys(reference)) - set(keys(words))):
            raise RenderError(Diagnostic("LOC-002", places.at(*missing), {"word": ".".join(missing)}))
    calendar = {"months": words["months"]}
    return Locale(words["direction"], tuple(words["months"]), words["page"], {**words["player"], **calendar})


def read(templates: Environment, name: str) -> tuple[dict[str, Any], SourceMap]:
    """A locale file as nested dictionaries, and the place of each key."""
    path = locate(templates, name)
    document = parse_yaml(path.read_text(encoding="utf-8"), path.as_posix())
    if document.data is None or document.problems:
        raise RenderError(document.problems[0])
    return document.data, document.source


def keys(words: Mapping[str, Any], way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The key paths of all words."""
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from keys(value, (*way, key))
        else:
            yield (*way, key)
