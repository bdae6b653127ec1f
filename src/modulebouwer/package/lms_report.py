"""What each LMS makes of a package: a table from findings to effects (``lms_facts.py``), no rule of its own.

The table holds what was measured; an LMS that it does not name for a finding counts as not measured, never as fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Severity, message, severity
from modulebouwer.findings.wording import filled, printed
from modulebouwer.package.lms_facts import (
    EVERY,
    Cell,
    Lms,
    Verdict,
    cell,
    lms_words,
    lmss,
    notes_of,
    origins,
    package_cells,
)
from modulebouwer.package.verify import Examined
from modulebouwer.standards import REGISTRY
from modulebouwer.standards.scorm.versions import agreed

# A course in AICC's form, which may lie beside a package.
AS_AICC = {"PKG-030", "PKG-180"}
# A control file without a zip: who takes no such file says so before looking into it.
UNZIPPED = "PKG-047"
# Of these nothing was read.
NOT_READ = {"PKG-020", "PKG-033", "PKG-220"}


@dataclass(frozen=True)
class Effect:
    """What the ``findings`` of one code do."""

    findings: tuple[Finding, ...]
    cell: Cell

    @property
    def finding(self) -> Finding:
        return self.findings[0]

    @property
    def count(self) -> int:
        return len(self.findings)

    def seen(self, language: str) -> str:
        return filled(self.cell.seen[language], self.finding.values, language)

    def cure(self, language: str) -> str:
        """That of the first finding, and that the others have another one where they do."""
        first, *others = (message(finding, language)[1] for finding in self.findings)
        return f"{first} {lms_words(language)['other_cures']}" if {*others} - {first} else first


@dataclass(frozen=True)
class Note:
    """What else holds in an LMS. ``seen``: language → its words; ``origin``: what was run or read to know it."""

    seen: Mapping[str, str]
    origin: str


@dataclass(frozen=True)
class Refusal:
    """Why learners cannot work with a package in an LMS. ``taken``: the LMS takes it all the same.

    ``seen``: language → what the administrator or the learner sees.
    """

    seen: Mapping[str, str]
    taken: bool = False


@dataclass(frozen=True)
class LmsVerdict:
    """``whole``: what the LMS does to every such package. ``unmeasured`` are the codes of which nobody knows what they
    do there; empty where nothing at all is known of the LMS. ``notes``: what else holds there. ``silent``: code → how
    it is known to do nothing. ``played``: the runs in which whole packages of its standards were played.
    """

    lms: Lms
    verdict: Verdict
    whole: tuple[Cell, ...]
    effects: tuple[Effect, ...]
    unmeasured: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    silent: Mapping[str, str] = field(default_factory=dict)
    played: tuple[str, ...] = ()


def lms_report(package: Examined, only: str = "") -> tuple[LmsVerdict, ...]:
    """A verdict per LMS in the table's order, or that of ``only`` one; none for a package that was not read."""
    if any(finding.code in NOT_READ for finding in package.findings):
        return ()
    asked = (lms for lms in lmss() if (lms.id == only if only else lms.is_for(package.standards)))
    return tuple(judged(lms, package) for lms in asked)


def judged(lms: Lms, package: Examined) -> LmsVerdict:
    standards = taken(lms, package)
    played = played_in(lms, package, standards)
    known_whole = [known for name in played if (known := package_cells(name).get(lms.id))]
    unzipped = [
        known for one in package.findings if one.code == UNZIPPED and (known := cell(one, lms.id, ()))
    ]
    whole = apart(unzipped or known_whole)
    if any(known.does is Verdict.REFUSED for known in whole):
        return LmsVerdict(lms, Verdict.REFUSED, whole, (), ())
    found, unmeasured, accepted = effects_in(lms, package, standards, played)
    told = [known.does for known in (*whole, *(each.cell for each in found))]
    fine = len(played) == len(standards) and quiet(lms, played, unmeasured, len(accepted))
    worst = min(told, key=list(Verdict).index, default=fine or Verdict.UNMEASURED)
    notes = stated_notes(package, played, lms.id) if worst is not Verdict.REFUSED else ()
    if unmeasured and not found:
        # What every package meets there does not say that this one is accepted.
        notes = (*(Note(known.seen, known.origin) for known in whole), *notes)
        worst, whole = Verdict.UNMEASURED, ()
    known_at_all = whole or notes or any(tried(lms, name) for name in played)
    return LmsVerdict(
        lms,
        worst,
        whole,
        found,
        unmeasured if known_at_all else (),
        notes,
        {code: known.origin for code, known in accepted.items()},
        tuple(dict.fromkeys(origins()[run] for name in played if (run := runs(name).get(lms.id)))),
    )


def played_in(lms: Lms, package: Examined, standards: Iterable[str]) -> tuple[str, ...]:
    """In what the LMS starts the package, for each of ``standards``: itself, or another by the version that it states.

    Without those of which nobody knows it: where all LMSs that were looked into start another than is written.
    A checker holds it against what it is written in.
    """
    found = []
    for name in standards:
        started = package.played_as.get(name, {})
        known = (
            name if lms.checker else started.get(lms.id) or (name if agreed(started) in ("", name) else "")
        )
        if known:
            found.append(known)
    return tuple(found)


def refusals_in(package: Examined) -> dict[str, Refusal]:
    """LMS → why learners cannot work with the package there, where that is known. Checkers left out."""
    verdicts = (verdict for verdict in lms_report(package) if not verdict.lms.checker)
    found = ((verdict.lms.id, refusal(verdict)) for verdict in verdicts)
    return {lms: why for lms, why in found if why}


def surprises_in(package: Examined) -> dict[str, dict[str, Mapping[str, str]]]:
    """LMS → code → what its findings do to learners there, as far as it is known and does not keep them out."""
    return {
        verdict.lms.id: {
            each.finding.code: {language: each.seen(language) for language in each.cell.seen}
            for each in verdict.effects
            if each.cell.does is Verdict.SURPRISES and not each.cell.unusable
        }
        for verdict in lms_report(package)
    }


def turned_down(package: Examined, lms: str) -> bool:
    """Whether the LMS is known to refuse the package, or to take it without anybody being able to work with it."""
    return any(refusal(verdict) for verdict in lms_report(package, lms))


def refusing(packages: Iterable[Examined], language: str, only: str = "") -> list[str]:
    """The names of the LMSs that refuse any of the packages."""
    verdicts = (verdict for package in packages for verdict in lms_report(package, only))
    names = (each.lms.name[language] for each in verdicts if each.verdict is Verdict.REFUSED)
    return [*dict.fromkeys(names)]


def refusal(verdict: LmsVerdict) -> Refusal | None:
    """The worst: the effects come in that order."""
    for known in verdict.whole:
        if known.does is Verdict.REFUSED:
            return Refusal(known.seen)
    for effect in verdict.effects:
        if effect.cell.does is Verdict.REFUSED or effect.cell.unusable:
            seen = {language: effect.seen(language) for language in effect.cell.seen}
            return Refusal(seen, taken=effect.cell.unusable)
    return None


def effects_in(
    lms: Lms, package: Examined, standards: Sequence[str], played: Sequence[str]
) -> tuple[tuple[Effect, ...], tuple[str, ...], Mapping[str, Cell]]:
    """What is known of the findings, worst first; the codes of which nothing is; those that are known to do nothing."""
    known_effects: dict[tuple[str, Verdict, str], tuple[Cell, list[Finding]]] = {}
    unmeasured: dict[str, None] = {}
    accepted: dict[str, Cell] = {}
    speaks = not standards or lms.known_in_part or any(tried(lms, name) for name in played)
    others = [
        f"{package.path}/{REGISTRY[name].control_file}" for name in package.standards if name not in standards
    ]
    # Of a standard in which the LMS does not start it, the rules say nothing to it.
    not_its_own = tuple(f"{REGISTRY[name].codes}-" for name in package.standards if name not in standards)
    for finding in package.findings:
        elsewhere = finding.location.path in others or finding.code.startswith(not_its_own)
        if elsewhere or finding.code == UNZIPPED or (standards and finding.code in AS_AICC):
            continue
        # What holds in every LMS holds also where no such package was tried.
        known = cell(finding, lms.id if speaks else EVERY, played)
        if known is None:
            unmeasured[finding.code] = None
        elif known.does is Verdict.ACCEPTED:
            accepted.setdefault(finding.code, known)
        else:
            key = (finding.code, known.does, known.when.pattern)
            known_effects.setdefault(key, (known, []))[1].append(finding)
    effects = (Effect((*found,), known) for known, found in known_effects.values())
    ordered = tuple(sorted(effects, key=lambda each: list(Verdict).index(each.cell.does)))
    # Of a code whose effect is known somewhere in the package, nobody wants to hear that it is not known elsewhere.
    told = {each.finding.code for each in ordered}
    return ordered, tuple(code for code in unmeasured if code not in told), accepted


def taken(lms: Lms, package: Examined) -> tuple[str, ...]:
    """Those of a package's standards in which the LMS may start it; all, if there is none.

    None at all where the LMS takes it for the course in AICC's form that lies beside them.
    """
    read = tuple(name for name in package.standards if lms.is_for((name,)))
    known = {name: package_cells(name).get(lms.id) for name in read}
    left = tuple(name for name, one in known.items() if one is None or one.does is not Verdict.REFUSED)
    if left:
        return left
    beside = (cell(finding, lms.id, ()) for finding in package.findings if finding.code in AS_AICC)
    as_aicc = any(one is not None and one.does is not Verdict.REFUSED for one in beside)
    return () if as_aicc else read or package.standards


def apart(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Without those whose words another begins with: two standards may be refused alike. The longest first."""
    kept: list[Cell] = []
    for one in sorted(cells, key=lambda one: -sum(map(len, one.seen.values()))):
        if not any(told(other, one) for other in kept):
            kept.append(one)
    return tuple(kept)


def told(other: Cell, one: Cell) -> bool:
    return all(other.seen.get(language, "").startswith(words) for language, words in one.seen.items())


def tried(lms: Lms, standard: str) -> bool:
    """Whether whole packages of the standard were played there."""
    return lms.id in runs(standard)


def runs(standard: str) -> Mapping[str, str]:
    """LMS → the run in which whole packages of the standard were played there, by its name among the origins."""
    return REGISTRY[standard].measured or {}


def quiet(lms: Lms, standards: Sequence[str], unmeasured: Sequence[str], known: int) -> Verdict:
    """The verdict when no finding is known to do harm: fine only where such packages were tried.

    Of a package in no standard that we know, what was found (``known`` of it) says what it is.
    """
    played = all(tried(lms, name) for name in standards) if standards else known > 0
    return Verdict.ACCEPTED if played and not unmeasured else Verdict.UNMEASURED


def stated_notes(package: Examined, standards: Sequence[str], lms: str) -> tuple[Note, ...]:
    """What holds for every package of the standards there, of one version, or of those that may report no score; idle
    talk about one that is refused.
    """
    stated = (
        note
        for name in standards
        for note in notes_of(name, lms)
        if note.get("version") in (None, package.versions.get(name))
        and not (package.scored and note.get("unless_scored"))
    )
    found = [Note({name: note[name] for name in LANGUAGES}, origins()[note["origin"]]) for note in stated]
    return tuple(note for place, note in enumerate(found) if note not in found[:place])


def hosts(package: Examined, language: str) -> str:
    """The other servers that the package speaks to, on one line; empty without."""
    if not package.hosts:
        return ""
    words = lms_words(language)
    return printed(words["hosts"].format(path=package.path, hosts=", ".join(package.hosts))) + "\n"


def text(package: Examined, language: str, only: str = "") -> str:
    """The report in words, what is not measured at its end on one line; empty where there is nothing to report."""
    verdicts = lms_report(package, only)
    if not verdicts:
        return ""
    words = lms_words(language)
    told = [words["heading"].format(path=package.path)]
    alike = unmeasured_alike(verdicts)
    said = {
        verdict.lms.name[language]: lines(verdict, language, apart=verdict.unmeasured not in alike)
        for verdict in verdicts
    }
    blocks = [*said.values()]
    same = len(blocks) > 1 and all(block == blocks[0] for block in blocks)
    if same and verdicts[0].verdict is not Verdict.UNMEASURED:
        said = {words["every"]: blocks[0]}
    # Of these nothing is said but what is said of several at the end.
    bare = [named for named, block in said.items() if block == [words["verdicts"][Verdict.UNMEASURED.value]]]
    of_several = {codes: [lms.name[language] for lms in together] for codes, together in alike.items()}
    silent = [named for named in bare if not any(named in names for names in of_several.values())]
    for named, block in said.items():
        if named not in bare:
            told += [f"  {named}: {block[0]}", *(f"    {line}" for line in block[1:])]
    told += [
        "  " + words["not_measured_in"].format(codes=", ".join(codes), names=", ".join(names))
        for codes, names in of_several.items()
    ]
    if len(silent) == len(said) and any(severity(one.code) is Severity.ERROR for one in package.findings):
        told.append("  " + words["unjudged"])
    elif silent:
        told.append("  " + words["silent"].format(names=", ".join(silent)))
    return "".join(f"{line}\n" for line in told)


def unmeasured_alike(verdicts: Iterable[LmsVerdict]) -> dict[tuple[str, ...], list[Lms]]:
    """The codes that are not measured in more than one LMS, with those LMSs: told once, not in each."""
    found: dict[tuple[str, ...], list[Lms]] = {}
    for verdict in verdicts:
        if verdict.unmeasured:
            found.setdefault(verdict.unmeasured, []).append(verdict.lms)
    return {codes: lmss for codes, lmss in found.items() if len(lmss) > 1}


def lines(verdict: LmsVerdict, language: str, *, apart: bool) -> list[str]:
    """The verdict, and what it rests on. ``apart``: what is not measured is told here."""
    words = lms_words(language)
    open_end = verdict.verdict is Verdict.SURPRISES and verdict.unmeasured
    told = [words["surprises_at_least"] if open_end else words["verdicts"][verdict.verdict.value]]
    told += [each.seen[language] for each in verdict.whole]
    for effect in verdict.effects:
        code = effect.finding.code
        times = f" ({words['several'].format(count=effect.count)})" if effect.count > 1 else ""
        told.append(f"{code}{times}  {effect.seen(language)}")
        told.append("  " + words["cure"].format(cure=effect.cure(language)))
    if verdict.unmeasured and apart:
        told.append(words["not_measured"].format(codes=", ".join(verdict.unmeasured)))
    return [*told, *(words["note"].format(note=note.seen[language]) for note in verdict.notes)]


def data(package: Examined, language: str, only: str = "") -> list[dict[str, Any]]:
    """The report for programs, the same content as ``text``, and where each word of it comes from.

    ``package``: what holds for every such package. ``silent``: the findings that are known to do nothing there.
    ``played``: the runs with whole packages of the standard, on which *accepted* rests where nothing is found.
    """
    return [
        {
            "lms": verdict.lms.id,
            "name": verdict.lms.name[language],
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
                    "cure": each.cure(language),
                }
                for each in verdict.effects
            ],
            "unmeasured": list(verdict.unmeasured),
            "silent": [{"code": code, "origin": origin} for code, origin in verdict.silent.items()],
            "played": list(verdict.played),
            "notes": [{"seen": note.seen[language], "origin": note.origin} for note in verdict.notes],
        }
        for verdict in lms_report(package, only)
    ]
