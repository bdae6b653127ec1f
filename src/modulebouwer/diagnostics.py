"""Findings as data: what is wrong, where, and the catalogue's words for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modulebouwer.model.definition import Ignore


class Severity(StrEnum):
    """``ERROR`` stops the build; ``WARNING`` does with ``--strict``; ``ADVICE`` never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file: a POSIX path as the user would type it, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """One finding. Severity, text and hint belong to ``code`` and stand in the catalogue; ``values`` fills them."""

    code: str
    location: Location
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """The findings of one run, sorted by place. ``strict``: warnings count as errors."""

    diagnostics: tuple[Diagnostic, ...]
    strict: bool = False

    def severity(self, diagnostic: Diagnostic) -> Severity:
        found = severity(diagnostic.code)
        return Severity.ERROR if self.strict and found is Severity.WARNING else found

    def count(self, wanted: Severity) -> int:
        return sum(self.severity(diagnostic) is wanted for diagnostic in self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether the build stops."""
        return self.count(Severity.ERROR) > 0

    def text(self, language: str) -> str:
        """A line ``path:line:column: severity CODE text`` per finding, and its hint indented below."""
        return "".join(self._lines(diagnostic, language) for diagnostic in self.diagnostics)

    def _lines(self, diagnostic: Diagnostic, language: str) -> str:
        words = messages(language)
        text, hint = message(diagnostic, language)
        name = words["severity"][self.severity(diagnostic).value]
        line = f"{diagnostic.location}: {name} {diagnostic.code} {text}\n"
        return line + (f"    {hint}\n" if hint else "")

    def json(self, language: str) -> str:
        """A JSON list of objects with the keys path, line, column, severity, code, text, hint and values."""
        return (
            json.dumps([self._object(d, language) for d in self.diagnostics], ensure_ascii=False, indent=2)
            + "\n"
        )

    def _object(self, diagnostic: Diagnostic, language: str) -> dict[str, Any]:
        text, hint = message(diagnostic, language)
        place = diagnostic.location
        return {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": self.severity(diagnostic).value,
            "code": diagnostic.code,
            "text": text,
            "hint": hint,
            "values": dict(diagnostic.values),
        }


def report(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Report:
    """The findings sorted by place and code, each once."""
    unique = {(d.location, d.code, tuple(sorted(d.values.items(), key=str))): d for d in diagnostics}
    return Report(
        tuple(unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1], str(key[2])))), strict
    )


def without_ignored(
    diagnostics: Sequence[Diagnostic], ignores: Sequence[Ignore], folder: str, places: Sequence[Location]
) -> list[Diagnostic]:
    """Leave out what module.yaml's ``ignore`` accepts; an ignore without effect is a finding itself.

    ``places`` are those of ``ignores``. Errors cannot be ignored: a package with one would break for its learners.
    """
    used: set[int] = set()
    kept = []
    for diagnostic in diagnostics:
        matching = {number for number, ignore in enumerate(ignores) if ignored(diagnostic, ignore, folder)}
        used |= matching
        if not matching:
            kept.append(diagnostic)
    for number, (ignore, place) in enumerate(zip(ignores, places, strict=True)):
        if ignore.code not in severities():
            kept.append(Diagnostic("MOD-006", place, {"ignored": ignore.code}))
        elif severity(ignore.code) is Severity.ERROR:
            kept.append(Diagnostic("MOD-007", place, {"ignored": ignore.code}))
        elif number not in used:
            kept.append(Diagnostic("MOD-005", place, {"ignored": ignore.code}))
    return kept


def ignored(diagnostic: Diagnostic, ignore: Ignore, folder: str) -> bool:
    if diagnostic.code != ignore.code or severity(diagnostic.code) is Severity.ERROR:
        return False
    prefix = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
    return ignore.path is None or diagnostic.location.path == prefix + ignore.path


def severity(code: str) -> Severity:
    """The severity that the catalogue gives a code."""
    return Severity(severities()[code])


def message(diagnostic: Diagnostic, language: str) -> tuple[str, str]:
    """Text and hint of a finding; a ``suggestion`` among its values is asked before the hint."""
    words = messages(language)
    entry = words[diagnostic.code]
    hints = [entry.get("hint", "").format(**diagnostic.values)]
    if diagnostic.values.get("suggestion"):
        hints.insert(0, words["did_you_mean"].format(**diagnostic.values))
    return entry["text"].format(**diagnostic.values), " ".join(hint for hint in hints if hint)


LANGUAGES = ("nl", "en")


@cache
def severities() -> Mapping[str, str]:
    return _catalogue("codes")


@cache
def messages(language: str) -> Mapping[str, Any]:
    """The catalogue of a language: a text and a hint per code, ``severity`` and ``did_you_mean``."""
    return _catalogue(language)


def _catalogue(name: str) -> Mapping[str, Any]:
    # Read only when there is something to say: a clean build pays nothing for its messages.
    from modulebouwer.source.yaml_file import parse_yaml

    data = parse_yaml(
        files("modulebouwer").joinpath("catalogue", f"{name}.yaml").read_text("utf-8"), name
    ).data
    if data is None:
        raise AssertionError(f"catalogue/{name}.yaml is not valid YAML")
    return data
