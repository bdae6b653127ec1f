"""Of a mistake and what follows from it, the mistake alone is told: a table of which findings follow from which."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from modulebouwer.checks.study_load import fits
from modulebouwer.findings import Finding, Severity, severity

# Where a finding has to stand to be a consequence: it has the same of these as its cause.
Where = Callable[[Finding], Hashable]


def place(finding: Finding) -> Hashable:
    return finding.location


def line(finding: Finding) -> Hashable:
    return finding.location.path, finding.location.line


def file(finding: Finding) -> Hashable:
    return finding.location.path


def section(finding: Finding) -> Hashable:
    """The file of the section that is named: ``name`` is that of a file, ``section`` that of what stands in it."""
    values = finding.values
    return values["name"] if "name" in values else f"{values['section']}.md"


def anywhere(_: Finding) -> Hashable:
    return None


@dataclass(frozen=True)
class Rule:
    """Of a ``cause``, a code or any of a severity, the codes that ``follow`` from it ``where`` both stand."""

    cause: str | Severity
    where: Where
    follow: frozenset[str]


def rule(cause: str | Severity, where: Where, *follow: str) -> Rule:
    return Rule(cause, where, frozenset(follow))


# What is said of all that a module has in it, and so means little while part of its text is code.
OF_WHAT_IS_READ = (
    "CMP-017",
    "LNK-009",
    "MED-004",
    "MOD-013",
    "MOD-014",
    "REF-007",
    "SEC-005",
    "SEC-010",
    "SEC-011",
)

RULES: tuple[Rule, ...] = (
    # A block of code around a component, a section and a part of a text.
    rule("CMP-200", anywhere, *OF_WHAT_IS_READ),
    rule("CMP-400", anywhere, *OF_WHAT_IS_READ, "CMP-018", "LNK-002"),
    rule("TXT-232", anywhere, *OF_WHAT_IS_READ),
    # A whole section that is code, in which another component builds on what is code.
    rule("CMP-400", place, "CMP-480"),
    rule("CMP-480", place, "CMP-200"),
    # A study load in hours, beside a description that says how long the module takes.
    rule("MOD-600", anywhere, "MOD-311"),
    # Two years in the wrong order of which one can only be a slip.
    rule("MOD-190", anywhere, "MOD-019"),
    # A section that is needed and not listed, whatever its file is called.
    rule("SEC-013", section, "SEC-002", "SEC-320", "SEC-321"),
    # The minutes of a section of which part could not be read.
    rule(Severity.ERROR, file, "SEC-010"),
    # A copied component with its id.
    rule("CMP-371", place, "CMP-005"),
    # A word that is proposed twice.
    rule("CMP-041", place, "CMP-374"),
    # An unseen sign, in a name.
    rule("LNK-150", line, "TXT-202"),
    # A text alternative that was never written.
    rule("TXT-180", place, "A11Y-011"),
    # How a chatbot speaks to who asked it.
    rule("TXT-152", line, "TXT-313"),
    # Cells with tabs between: those of a table are not held against how the module addresses its reader.
    rule("TXT-150", line, "TXT-313"),
    # What a program left in a transcript, with its address.
    rule("MED-621", line, "LNK-012"),
    # A link with a backslash before each bracket.
    rule("TXT-602", line, "LNK-012"),
    # Uneven asterisks, which show.
    rule("TXT-480", line, "TXT-009"),
)


def causes(found: Sequence[Finding]) -> list[Finding]:
    """``found`` less what follows from another of it."""
    told = [
        (one, {one.where(cause) for cause in found if one.cause in (cause.code, severity(cause.code))})
        for one in RULES
    ]
    return [
        finding
        for finding in found
        if not any(finding.code in one.follow and one.where(finding) in places for one, places in told)
        and not (finding.code == "SEC-005" and is_of_one_section(finding, found))
    ]


def is_of_one_section(load: Finding, found: Sequence[Finding]) -> bool:
    """Whether the study load fits as soon as one section that is told (SEC-010) has the minutes that are reckoned."""
    total, wanted = int(load.values["minutes"]), int(load.values["load"])
    apart = [one.values for one in found if one.code == "SEC-010"]
    return len(apart) == 1 and fits(total - int(apart[0]["said"]) + int(apart[0]["minutes"]), wanted)
