"""The findings of one run, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from modulebouwer.findings.finding import Finding, Severity
from modulebouwer.findings.record import message, severity

SEVERITIES = {
    "nl": {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.ADVICE: "advies"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"},
}


@dataclass(frozen=True)
class Report:
    """The findings of one run, sorted by place. ``strict``: warnings count as errors."""

    findings: tuple[Finding, ...]
    strict: bool = False

    def severity(self, finding: Finding) -> Severity:
        found = severity(finding.code)
        return Severity.ERROR if self.strict and found is Severity.WARNING else found

    def count(self, wanted: Severity) -> int:
        return sum(self.severity(finding) is wanted for finding in self.findings)

    @property
    def failed(self) -> bool:
        """Whether the build stops."""
        return self.count(Severity.ERROR) > 0

    def text(self, language: str) -> str:
        """A line ``path:line:column: severity CODE text`` per finding, and its hint indented below."""
        return "".join(self._lines(finding, language) for finding in self.findings)

    def _lines(self, finding: Finding, language: str) -> str:
        text, hint = message(finding, language)
        name = SEVERITIES[language][self.severity(finding)]
        line = f"{finding.location}: {name} {finding.code} {text}\n"
        return line + (f"    {hint}\n" if hint else "")

    def json(self, language: str) -> str:
        """A JSON list of objects with the keys path, line, column, severity, code, text, hint and values."""
        return (
            json.dumps(
                [self._object(finding, language) for finding in self.findings], ensure_ascii=False, indent=2
            )
            + "\n"
        )

    def _object(self, finding: Finding, language: str) -> dict[str, Any]:
        text, hint = message(finding, language)
        place = finding.location
        return {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": self.severity(finding).value,
            "code": finding.code,
            "text": text,
            "hint": hint,
            "values": dict(finding.values),
        }


def report(findings: Iterable[Finding], *, strict: bool = False) -> Report:
    """The findings, each once, causes first: module.yaml before what it names, then the texts, then the rest."""
    unique = {(f.location, f.code, tuple(sorted(f.values.items(), key=str))): f for f in findings}
    in_order = sorted(
        unique, key=lambda key: (place_in_module(key[0].path), key[0], rank(key[1]), key[1], str(key[2]))
    )
    return Report(tuple(unique[key] for key in in_order), strict)


def rank(code: str) -> int:
    """At one place what could not be read goes before what is said of it."""
    return int(code.partition("-")[0] not in ("SRC", "SEC", "MOD"))


def place_in_module(path: str) -> tuple[str, int]:
    """The folder of a module, and where in the reading of it a file comes."""
    folder, _, name = path.rpartition("/")
    if name == "module.yaml":
        return folder, 0
    if name == "references.yaml":
        return folder, 1
    below, _, last = folder.rpartition("/")
    if last == "sections":
        return below, 2
    return (below, 3) if last == "media" else (folder, 3)
