"""The findings of one run, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from modulebouwer.findings.finding import Finding, Severity
from modulebouwer.findings.record import message, severity
from modulebouwer.findings.wording import filled, printed

SEVERITIES = {
    "nl": {Severity.ERROR: "fout", Severity.WARNING: "waarschuwing", Severity.ADVICE: "advies"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"},
}


# More findings of a kind than this are told as one.
FEW = 5
# Of those the first places are told to programs, and ``FEW`` to people.
MOST_PLACES = 20
# What waits until the rest is in order: how a series hangs together, a text to translate, a version to raise.
LAST = frozenset({"SER-009", "TRN-001", "UPD-006"})
# One mistake on the command line, told about each of the words that it makes.
TOLD_ONCE = frozenset({"SRC-231"})
# Code → the value by which its findings belong together: a language, a machine, or the file that came back.
OF_ONE_MAKER = {"TRN-001": "language", "TRN-006": "made_by", "TRN-160": "file", "TRN-161": "file"}
# What one habit makes all through a file, or all through a module.
OF_ONE_FILE = frozenset({"IMP-007", "IMP-011", "MED-650", "REF-011"})
OF_ONE_MODULE = frozenset({"TXT-001"})
ELSEWHERE = {
    "nl": {"also": "Net zo: {places}.", "left": "en nog {count} keer", "here": "Hier {count} keer."},
    "en": {"also": "Likewise: {places}.", "left": "and {count} times more", "here": "Here {count} times."},
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
        return sum(finding.count for finding in self.findings if self.severity(finding) is wanted)

    @property
    def failed(self) -> bool:
        """Whether the build stops."""
        return self.count(Severity.ERROR) > 0

    def text(self, language: str, *, hints_once: bool = False) -> str:
        """A line ``path:line:column: severity CODE text`` per finding, and its hint indented below.

        ``hints_once``: of findings of one code that follow each other with the same hint only the last has it.
        """
        lines = []
        before: tuple[str, str] | None = None
        for finding in reversed(self.findings):
            text, hint = message(finding, language)
            name = SEVERITIES[language][self.severity(finding)]
            again = hints_once and (finding.code, hint) == before
            below = ("" if again else hint, elsewhere(finding, language, FEW))
            lines += [f"    {told}" for told in reversed(below) if told]
            lines.append(f"{printed(str(finding.location))}: {name} {finding.code} {text}")
            before = finding.code, hint
        return "".join(f"{line}\n" for line in reversed(lines))

    def json(self, language: str) -> str:
        """A JSON list of objects with the keys path, line, column, severity, code, text, hint and values.

        One that stands for several (``gathered``) has ``count`` and ``others`` too.
        """
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
            **(repeated(finding) if finding.count > 1 else {}),
        }


def report(findings: Iterable[Finding], *, strict: bool = False) -> Report:
    """The findings, each once, causes first: module.yaml before what it names, then the texts, then the rest."""
    told = once(findings)
    unique = {(f.location, f.code, tuple(sorted(f.values.items(), key=str))): f for f in told}
    in_order = sorted(
        unique,
        key=lambda key: (
            key[1] in LAST,
            place_in_module(key[0].path),
            key[0],
            rank(key[1]),
            key[1],
            str(key[2]),
        ),
    )
    return Report(tuple(unique[key] for key in in_order), strict)


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of ``TOLD_ONCE`` that say the same at their first place only."""
    said: set[tuple[str, str]] = set()
    for finding in findings:
        saying = (finding.code, str(finding.values))
        if finding.code not in TOLD_ONCE or saying not in said:
            yield finding
        said.add(saying)


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, those of a kind that comes back more often than ``FEW`` times as one, at its first place."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    told: list[Finding] = []
    for alike in kinds.values():
        if len(alike) > FEW:
            others = tuple(one.location for one in alike[1 : MOST_PLACES + 1])
            told.append(replace(alike[0], count=len(alike), others=others))
        else:
            told += alike
    return told


def of_one_cause(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, each once, and as one those of one cause (``cause_of``), of which each says the same."""
    found = report(findings).findings
    causes: dict[object, list[Finding]] = {}
    for one in found:
        causes.setdefault(cause_of(one), []).append(one)
    alone = causes.pop(None, [])
    return alone + [one for alike in causes.values() for one in gathered(alike)]


def cause_of(finding: Finding) -> tuple[str, object] | None:
    """What findings of a code have in common that were made by one machine, or by one habit; None for any other."""
    code, path = finding.code, finding.location.path
    if code in OF_ONE_MAKER:
        return code, finding.values[OF_ONE_MAKER[code]]
    if code in OF_ONE_FILE:
        return code, path
    return (code, place_in_module(path)[0]) if code in OF_ONE_MODULE else None


def repeated(finding: Finding) -> dict[str, Any]:
    others = [{"path": place.path, "line": place.line, "column": place.column} for place in finding.others]
    return {"count": finding.count, "others": others}


def elsewhere(finding: Finding, language: str, most: int) -> str:
    """Where else it is so, at most so many places; "" for a finding that stands for itself."""
    if finding.count == 1:
        return ""
    words = ELSEWHERE[language]
    different = list(dict.fromkeys(place for place in finding.others if place != finding.location))
    if not different:
        return filled(words["here"], {"count": finding.count}, language)
    places = [str(place) for place in different[:most]]
    left = finding.count - 1 - len(places)
    last = [filled(words["left"], {"count": left}, language)] if left else []
    return filled(words["also"], {"places": ", ".join([*places, *last])}, language)


def rank(code: str) -> int:
    """At one place what could not be read goes before what is said of it, and how that is told, or put, goes last."""
    family = code.partition("-")[0]
    return 0 if family in ("SRC", "SEC", "MOD") else 2 if family in ("A11Y", "TXT") else 1


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
