"""What each LMS makes of a package: a table from findings to effects, no rule of its own.

The table (catalogue/lms/effects.yaml) holds what was measured; an LMS that it does not name for a finding counts as not
measured, never as fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from modulebouwer.catalogue import read_words
from modulebouwer.findings import Finding, Severity, message, severity
from modulebouwer.package.verify import Examined
from modulebouwer.standards import REGISTRY

SHARED = re.compile(r"S(12|24)-")


class Verdict(StrEnum):
    """``UNMEASURED``: nothing known speaks against it, and nobody has tried."""

    REFUSED = "refused"
    SURPRISES = "surprises"
    UNMEASURED = "unmeasured"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Effect:
    """What ``count`` findings of one code do; ``finding`` is the first of them."""

    finding: Finding
    verdict: Verdict
    count: int


@dataclass(frozen=True)
class LmsVerdict:
    """``unmeasured`` are the codes, advice left out, of which nobody knows what they do there."""

    lms: str
    verdict: Verdict
    effects: tuple[Effect, ...]
    unmeasured: tuple[str, ...]


def lms_report(package: Examined) -> tuple[LmsVerdict, ...]:
    """A verdict per LMS in the table's order; none for a package that is not meant for an LMS, or that was not read."""
    not_for_an_lms = any(not REGISTRY[standard].for_lms for standard in package.standards)
    unread = any(finding.code == "PKG-020" for finding in package.findings)
    if not_for_an_lms or unread:
        return ()
    return tuple(judged(lms, package) for lms in table()["order"])


def judged(lms: str, package: Examined) -> LmsVerdict:
    effects: dict[tuple[str, Verdict], Effect] = {}
    unmeasured: dict[str, None] = {}
    for finding in package.findings:
        verdict = effect(lms, finding) if speaks(lms, package) else Verdict.UNMEASURED
        if verdict is Verdict.UNMEASURED:
            if severity(finding.code) is not Severity.ADVICE:
                unmeasured[finding.code] = None
        elif verdict is not Verdict.ACCEPTED:
            key = (finding.code, verdict)
            first = effects.get(key, Effect(finding, verdict, 0))
            effects[key] = Effect(first.finding, verdict, first.count + 1)
    ordered = tuple(sorted(effects.values(), key=lambda each: list(Verdict).index(each.verdict)))
    worst = ordered[0].verdict if ordered else quiet(lms, package, unmeasured)
    return LmsVerdict(lms, worst, ordered, tuple(unmeasured))


def speaks(lms: str, package: Examined) -> bool:
    """Whether the table's effects hold for the package: they were seen with the standards tried in that LMS."""
    measured = [REGISTRY[name].measured or () for name in package.standards]
    return not measured or lms in table()["known_in_part"] or any(lms in each for each in measured)


def quiet(lms: str, package: Examined, unmeasured: Mapping[str, None]) -> Verdict:
    """The verdict when no finding is known to do harm: fine only where such packages were tried."""
    tried = package.standards and all(lms in (REGISTRY[name].measured or ()) for name in package.standards)
    return Verdict.ACCEPTED if tried and not unmeasured else Verdict.UNMEASURED


def effect(lms: str, finding: Finding) -> Verdict:
    stated = entry(table()["effects"], finding.code, lms)
    if stated is None or isinstance(stated, str):
        return Verdict(stated or Verdict.UNMEASURED)
    values = "\n".join(f"{name}={value}" for name, value in finding.values.items())
    matching = (name for name, pattern in stated.items() if re.search(pattern, values, re.MULTILINE))
    return Verdict(next(matching, Verdict.UNMEASURED))


def entry(entries: Mapping[str, Any], code: str, lms: str) -> Any:
    """What ``entries`` say of a code in an LMS: under the code itself, else under what all SCORM versions share."""
    for name in (code, SHARED.sub("SCM-", code)):
        found = entries.get(name, {})
        if lms in found or "any" in found:
            return found.get(lms, found.get("any"))
    return None


def text(package: Examined, language: str) -> str:
    """The report in words; empty where there is nothing to report."""
    verdicts = lms_report(package)
    words = lms_words(language)
    heading = [words["heading"].format(path=package.path)] if verdicts else []
    return "".join(
        f"{line}\n" for line in [*heading, *(line for v in verdicts for line in lines(v, package, language))]
    )


def lines(verdict: LmsVerdict, package: Examined, language: str) -> Iterable[str]:
    words = lms_words(language)
    yield f"  {name(verdict.lms, package.standards, words)}: {words['verdicts'][verdict.verdict.value]}"
    for each in verdict.effects:
        code = each.finding.code
        times = f" ({words['several'].format(count=each.count)})" if each.count > 1 else ""
        yield f"    {code}{times}  {seen(each, verdict.lms, words)}"
        yield f"      {words['cure'].format(cure=message(each.finding, language)[1])}"
    if verdict.unmeasured:
        yield f"    {words['not_measured'].format(codes=', '.join(verdict.unmeasured))}"
    for note in notes(verdict, package.standards, words):
        yield f"    {words['note'].format(note=note)}"


def data(package: Examined, language: str) -> list[dict[str, Any]]:
    """The report for programs, the same content as ``text``."""
    words = lms_words(language)
    return [
        {
            "lms": verdict.lms,
            "name": name(verdict.lms, package.standards, words),
            "verdict": verdict.verdict.value,
            "effects": [
                {
                    "code": each.finding.code,
                    "verdict": each.verdict.value,
                    "count": each.count,
                    "seen": seen(each, verdict.lms, words),
                    "cure": message(each.finding, language)[1],
                }
                for each in verdict.effects
            ],
            "unmeasured": list(verdict.unmeasured),
            "notes": list(notes(verdict, package.standards, words)),
        }
        for verdict in lms_report(package)
    ]


def name(lms: str, standards: Sequence[str], words: Mapping[str, Any]) -> str:
    own = (words["names_by_standard"].get(standard, {}).get(lms) for standard in standards)
    return str(next((each for each in own if each), words["names"][lms]))


def seen(each: Effect, lms: str, words: Mapping[str, Any]) -> str:
    stated = entry(words["seen"], each.finding.code, lms)
    return str(stated or words["seen_by_default"][lms][each.verdict.value])


def notes(verdict: LmsVerdict, standards: Sequence[str], words: Mapping[str, Any]) -> Iterable[str]:
    """What holds for every package of the standard there; idle talk about one that is refused."""
    if verdict.verdict is not Verdict.REFUSED:
        for standard in standards:
            yield from words["notes"].get(standard, {}).get(verdict.lms, ())


@cache
def table() -> Mapping[str, Any]:
    return _read("effects")


@cache
def lms_words(language: str) -> Mapping[str, Any]:
    return _read(language)


def _read(catalogue: str) -> Mapping[str, Any]:
    return read_words(files("modulebouwer").joinpath("catalogue", "lms", f"{catalogue}.yaml"))
