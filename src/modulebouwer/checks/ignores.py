"""What module.yaml says to ignore."""

from __future__ import annotations

from collections.abc import Sequence

from modulebouwer.findings import Finding, Location, Severity, is_code, severity
from modulebouwer.findings.wording import shortened
from modulebouwer.model.definition import Ignore
from modulebouwer.source.meant import code_like


def without_ignored(
    findings: Sequence[Finding],
    ignores: Sequence[Ignore],
    folder: str,
    places: Sequence[Location],
    unwanted: Sequence[Finding] = (),
) -> list[Finding]:
    """Leave out what module.yaml's ``ignore`` accepts; an ignore without effect is a finding itself.

    ``places`` are those of ``ignores``; ``unwanted`` is found for what was not asked for now. Errors cannot be ignored:
    a package with one would break for its learners.
    """
    used = {
        number
        for number, ignore in enumerate(ignores)
        if any(ignored(finding, ignore, folder) for finding in unwanted)
    }
    kept = []
    for finding in findings:
        matching = {number for number, ignore in enumerate(ignores) if ignored(finding, ignore, folder)}
        used |= matching
        if not matching:
            kept.append(finding)
    # Where something is wrong, what is ignored may only not have been looked for.
    whole = not any(severity(finding.code) is Severity.ERROR for finding in findings)
    # What was found in a file shows that it is there, whatever could be known of it before.
    there = {shortened(ignores[number].path or "") for number in used}
    kept = [
        finding for finding in kept if not (finding.code == "MOD-580" and finding.values["path"] in there)
    ]
    misdirected = {finding.values["path"] for finding in findings if finding.code == "MOD-580"}
    for number, (ignore, place) in enumerate(zip(ignores, places, strict=True)):
        if not is_code(ignore.code):
            kept.append(
                Finding("MOD-006", place, {"ignored": ignore.code, "suggestion": code_like(ignore.code)})
            )
        elif severity(ignore.code) is Severity.ERROR:
            kept.append(Finding("MOD-007", place, {"ignored": ignore.code}))
        elif whole and number not in used and shortened(ignore.path or "") not in misdirected:
            kept.append(Finding("MOD-005", place, {"ignored": ignore.code}))
    return kept


def ignored(finding: Finding, ignore: Ignore, folder: str) -> bool:
    if finding.code != ignore.code or severity(finding.code) is Severity.ERROR:
        return False
    prefix = "" if folder in ("", ".") else f"{folder.rstrip('/')}/"
    return ignore.path is None or finding.location.path == prefix + ignore.path
