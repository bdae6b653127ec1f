"""What a new version does to who is half-way: per LMS, as findings of a build, and in words."""

from __future__ import annotations

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.diff import report
from modulebouwer.diff.compare import compare
from modulebouwer.diff.release import Prompt, Release
from modulebouwer.diff.verdict import Option, findings, loses_attempts, moodle_option, outcomes
from modulebouwer.package.lms_facts import lms_words, lmss
from modulebouwer.standards import REGISTRY

PROMPT = Prompt("a", "s", "Wat ziet u?", 400, True)


def release(
    items: tuple[str, ...] = ("I",),
    standard: str = "scorm12",
    content: str = "1",
    prompts: tuple[Prompt, ...] = (PROMPT,),
    version: str = "1.0.0",
) -> Release:
    titles = dict.fromkeys(items, "Les")
    contents = {"index.html": content}
    return Release("oud.zip", standard, "Les", titles, contents, "les", version, (), prompts)


OLD = release()
CASES = {
    "same": (release(), "safe unmeasured unmeasured", Option.NOTHING, []),
    "safe": (release(content="2", version="1.1.0"), "safe unmeasured reset", Option.REPLACE, []),
    "version": (release(content="2"), "safe unmeasured reset", Option.REPLACE, ["UPD-006"]),
    "moves": (
        release(content="2", prompts=(), version="1.1.0"),
        "moves unmeasured reset",
        Option.REPLACE,
        ["UPD-005"],
    ),
    "item": (
        release(("J",), content="2", version="1.1.0"),
        "reset unmeasured reset",
        Option.NEW_ACTIVITY,
        ["UPD-001"],
    ),
    "more items": (
        release(("I", "J"), content="2", version="2"),
        "safe unmeasured reset",
        Option.REPLACE,
        [],
    ),
    "2004": (
        release(standard="scorm2004", content="2", version="1.1.0"),
        "reset unmeasured reset",
        Option.NEW_ACTIVITY,
        ["UPD-003"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_verdict(name: str) -> None:
    new, expected, option, codes = CASES[name]
    difference = compare(OLD, new)
    assert [each.lms for each in outcomes(difference)] == ["moodle", "openedx", "cloud"]
    assert " ".join(each.outcome.value for each in outcomes(difference)) == expected
    assert moodle_option(difference) is option
    assert [finding.code for finding in findings(difference, "nieuw.zip", allow_reset=False)] == codes
    assert loses_attempts(difference) == (option is Option.NEW_ACTIVITY)


def test_a_reset_that_is_allowed_is_still_told() -> None:
    allowed = {"UPD-001": "UPD-002", "UPD-003": "UPD-004"}
    for new, _, _, codes in CASES.values():
        found = findings(compare(OLD, new), "nieuw.zip", allow_reset=True)
        assert [finding.code for finding in found] == [allowed.get(code, code) for code in codes]


def test_what_nobody_measured_is_not_called_safe() -> None:
    old, new = release(standard="scorm2004"), release(content="2")
    assert [each.outcome.value for each in outcomes(compare(old, new))] == [
        "unmeasured",
        "unmeasured",
        "reset",
    ]
    old, new = release(standard="cmi5"), release(standard="cmi5", content="2")
    assert [each.outcome.value for each in outcomes(compare(old, new))] == [
        "unmeasured",
        "unmeasured",
        "reset",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words(language: str) -> None:
    words = lms_words(language)["updates"]
    names = {lms.id: lms.name[language] for lms in lmss()}
    for new, _, option, _ in CASES.values():
        difference = compare(OLD, new)
        told = report.text(difference, language)
        assert words["options"][option.value] in told
        for lms, outcome in report.data(difference, language)["verdict"].items():
            assert names[lms] in told
            assert outcome["reason"] in told


def test_every_reset_has_a_reason() -> None:
    for standard in REGISTRY.values():
        for case, effects in standard.updates.items():
            for lms, outcome in effects.items():
                for language in LANGUAGES:
                    reasons = lms_words(language)["updates"]["reasons"][standard.runtime.kind]
                    assert (case in reasons.get(lms, {})) == (outcome == "reset"), (standard.name, case, lms)


def test_no_reason_under_what_was_not_measured() -> None:
    """The work under an assignable unit is not what Moodle's SCORM activity deletes."""
    old, new = release(standard="cmi5"), release(("J",), standard="cmi5", content="2")
    told = report.text(compare(old, new), "en")
    assert "Moodle 4.5: not measured\n" in told
    assert "grade" not in told


def test_the_identifier_that_is_gone_is_named() -> None:
    told = report.text(compare(OLD, CASES["item"][0]), "nl")
    assert "Identifier verdwenen: I" in told
    assert "Het werk onder I wordt voor iedereen gewist en het cijfer wordt 0,00" in told


def test_moodle_is_not_told_about_packages_it_does_not_play() -> None:
    old, new = release(standard="cmi5"), release(standard="cmi5", content="2")
    assert "In Moodle:" not in report.text(compare(old, new), "nl")
