"""What each LMS makes of a package: a table from findings to effects (``lms_facts.py``), no rule of its own.

The table holds what was measured; an LMS that it does not name for a finding counts as not measured, never as fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from modulebouwer.findings import Finding, Severity, message, severity
from modulebouwer.findings.wording import filled
from modulebouwer.package.lms_facts import (
    Cell,
    Lms,
    Verdict,
    cell,
    facts_of,
    lms_words,
    lmss,
    package_cells,
)
from modulebouwer.package.verify import Examined
from modulebouwer.standards import REGISTRY

# Of these nothing was read.
NOT_READ = {"PKG-020", "PKG-033"}


@dataclass(frozen=True)
class Effect:
    """What ``count`` findings of one code do; ``finding`` is the first of them."""

    finding: Finding
    cell: Cell
    count: int

    def seen(self, language: str) -> str:
        return filled(self.cell.seen[language], self.finding.values, language)


@dataclass(frozen=True)
class LmsVerdict:
    """``whole``: what the LMS does to every such package. ``unmeasured`` are the codes, advice left out, of which
    nobody knows what they do there; empty where nothing of the standard was ever tried.
    """

    lms: Lms
    verdict: Verdict
    whole: tuple[Cell, ...]
    effects: tuple[Effect, ...]
    unmeasured: tuple[str, ...]


def lms_report(package: Examined, only: str = "") -> tuple[LmsVerdict, ...]:
    """A verdict per LMS in the table's order, or that of ``only`` one.

    None for a package that is not meant for an LMS, or that was not read.
    """
    not_for_an_lms = any(not REGISTRY[standard].for_lms for standard in package.standards)
    unread = any(finding.code in NOT_READ for finding in package.findings)
    if not_for_an_lms or unread:
        return ()
    return tuple(judged(lms, package) for lms in lmss() if only in ("", lms.id))


def judged(lms: Lms, package: Examined) -> LmsVerdict:
    whole = whole_package(lms, package.standards)
    if any(cell.does is Verdict.REFUSED for cell in whole):
        return LmsVerdict(lms, Verdict.REFUSED, whole, (), ())
    effects: dict[tuple[str, Verdict, str], Effect] = {}
    unmeasured: dict[str, None] = {}
    accepted = 0
    for finding in package.findings:
        known = cell(finding, lms.id) if speaks(lms, package) else None
        if known is None:
            if severity(finding.code) is not Severity.ADVICE:
                unmeasured[finding.code] = None
        elif known.does is Verdict.ACCEPTED:
            accepted += 1
        else:
            key = (finding.code, known.does, known.when.pattern)
            first = effects.get(key, Effect(finding, known, 0))
            effects[key] = Effect(first.finding, known, first.count + 1)
    ordered = tuple(sorted(effects.values(), key=lambda each: list(Verdict).index(each.cell.does)))
    # Of a code whose effect is known somewhere in the package, nobody wants to hear that it is not known elsewhere.
    left = tuple(code for code in unmeasured if code not in {each.finding.code for each in ordered})
    told = [*whole, *(each.cell for each in ordered)]
    worst = min(
        (each.does for each in told), key=list(Verdict).index, default=quiet(lms, package, left, accepted)
    )
    return LmsVerdict(lms, worst, whole, ordered, left if known_at_all(lms, package) else ())


def whole_package(lms: Lms, standards: Sequence[str]) -> tuple[Cell, ...]:
    """What is known of every package in one of the ``standards``. An LMS refuses what it can start in no way."""
    known = [package_cells(name).get(lms.id) for name in standards]
    startable = any(cell is None or cell.does is not Verdict.REFUSED for cell in known)
    return tuple(cell for cell in known if cell and not (startable and cell.does is Verdict.REFUSED))


def tried(lms: Lms, standard: str) -> bool:
    """Whether whole packages of the standard were played there."""
    return lms.id in (REGISTRY[standard].measured or ())


def speaks(lms: Lms, package: Examined) -> bool:
    """Whether what is known holds for the package: it was seen with the standards tried in that LMS."""
    return not package.standards or lms.known_in_part or any(tried(lms, name) for name in package.standards)


def known_at_all(lms: Lms, package: Examined) -> bool:
    return any(tried(lms, name) for name in package.standards)


def quiet(lms: Lms, package: Examined, unmeasured: Sequence[str], known: int) -> Verdict:
    """The verdict when no finding is known to do harm: fine only where such packages were tried.

    Of a package in no standard that we know, what was found (``known`` of it) says what it is.
    """
    played = all(tried(lms, name) for name in package.standards) if package.standards else known > 0
    return Verdict.ACCEPTED if played and not unmeasured else Verdict.UNMEASURED


def text(package: Examined, language: str, only: str = "") -> str:
    """The report in words, what is not measured at its end on one line; empty where there is nothing to report."""
    verdicts = lms_report(package, only)
    if not verdicts:
        return ""
    words = lms_words(language)
    told = [words["heading"].format(path=package.path)]
    silent = []
    for verdict in verdicts:
        said = list(lines(verdict, package, language))
        if said[1:] or verdict.verdict is not Verdict.UNMEASURED:
            told += said
        else:
            silent.append(name(verdict.lms, package.standards, language))
    if silent:
        told.append("  " + words["silent"].format(names=", ".join(silent)))
    return "".join(f"{line}\n" for line in told)


def lines(verdict: LmsVerdict, package: Examined, language: str) -> Iterable[str]:
    words = lms_words(language)
    yield f"  {name(verdict.lms, package.standards, language)}: {words['verdicts'][verdict.verdict.value]}"
    for each in verdict.whole:
        yield f"    {each.seen[language]}"
    for effect in verdict.effects:
        code = effect.finding.code
        times = f" ({words['several'].format(count=effect.count)})" if effect.count > 1 else ""
        yield f"    {code}{times}  {effect.seen(language)}"
        yield f"      {words['cure'].format(cure=message(effect.finding, language)[1])}"
    if verdict.unmeasured:
        yield f"    {words['not_measured'].format(codes=', '.join(verdict.unmeasured))}"
    for note in notes(verdict, package.standards, language):
        yield f"    {words['note'].format(note=note)}"


def data(package: Examined, language: str, only: str = "") -> list[dict[str, Any]]:
    """The report for programs, the same content as ``text``. ``package``: what holds for every such package."""
    return [
        {
            "lms": verdict.lms.id,
            "name": name(verdict.lms, package.standards, language),
            "verdict": verdict.verdict.value,
            "package": [
                {"verdict": each.does.value, "seen": each.seen[language], "origin": each.origin}
                for each in verdict.whole
            ],
            "effects": [
                {
                    "code": each.finding.code,
                    "verdict": each.cell.does.value,
                    "count": each.count,
                    "seen": each.seen(language),
                    "origin": each.cell.origin,
                    "cure": message(each.finding, language)[1],
                }
                for each in verdict.effects
            ],
            "unmeasured": list(verdict.unmeasured),
            "notes": list(notes(verdict, package.standards, language)),
        }
        for verdict in lms_report(package, only)
    ]


def name(lms: Lms, standards: Sequence[str], language: str) -> str:
    """Another may stand in an LMS's place for a standard: CATAPULT is ADL's checker of cmi5."""
    own = (facts_of(standard).get("names", {}).get(lms.id) for standard in standards)
    return str(next((each for each in own if each), lms.name)[language])


def notes(verdict: LmsVerdict, standards: Sequence[str], language: str) -> Iterable[str]:
    """What holds for every package of the standard there; idle talk about one that is refused."""
    if verdict.verdict is not Verdict.REFUSED:
        for standard in standards:
            stated = facts_of(standard).get("notes", {}).get(verdict.lms.id, ())
            yield from (note[language] for note in stated)
