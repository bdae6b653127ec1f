"""Packages as other tools make them, judged: what is found, and what each LMS makes of it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_facts import Verdict
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import examine
from packages import styles

FINE, ODD, NO, UNKNOWN = Verdict.ACCEPTED, Verdict.SURPRISES, Verdict.REFUSED, Verdict.UNMEASURED


ORDER = [
    "moodle",
    "openedx",
    "cloud",
    "ilias",
    "chamilo",
    "claroline",
    "forma",
    "frappe",
    "anewspring",
    "brightspace",
    "canvas",
]
# Who judges packages of the standard and no others.
CHECKERS = {"scorm12": ["adl"], "scorm2004": ["adl"], "cmi5": ["catapult"], "xapi": []}


@pytest.mark.parametrize(
    ("made", "standard", "findings", "verdicts"),
    [
        (styles.adapt, "scorm12", {"S12-026": 6, "PKG-018": 2}, (FINE, ODD, UNKNOWN, UNKNOWN)),
        (styles.liascript, "scorm2004", {"S24-008": 1, "PKG-016": 1}, (ODD, UNKNOWN, NO, NO)),
        (styles.exelearning, "scorm12", {"S12-046": 1}, (FINE, ODD, UNKNOWN, UNKNOWN)),
        (styles.articulate, "scorm12", {"S12-041": 1, "PKG-024": 1}, (ODD, UNKNOWN, UNKNOWN, UNKNOWN)),
        (styles.xapi_export, "xapi", {}, (NO, NO, NO, UNKNOWN)),
        (styles.cmi5_export, "cmi5", {}, (NO, NO, NO, FINE)),
    ],
)
def test_judged(
    made: Callable[[], Mapping[str, bytes]],
    standard: str,
    findings: Mapping[str, int],
    verdicts: tuple[Verdict, ...],
) -> None:
    """``verdicts``: Moodle, Open edX, aNewSpring, and ADL's checker or CATAPULT."""
    package = examine(io.BytesIO(archive(made())), "course.zip")
    assert package.standards == (standard,)
    assert Counter(finding.code for finding in package.findings) == findings
    judged = {each.lms.id: each.verdict for each in lms_report(package)}
    assert list(judged) == [*ORDER, *CHECKERS[standard]]
    (checker,) = CHECKERS[standard] or ["nobody"]
    judged["nobody"] = UNKNOWN
    assert tuple(judged[lms] for lms in ("moodle", "openedx", "anewspring", checker)) == verdicts
    assert {judged[lms] for lms in ("cloud", "brightspace", "canvas")} == {UNKNOWN}
