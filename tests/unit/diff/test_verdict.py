"""What a new version does to who is half-way: per LMS, as findings of a build, and in words."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.diff import report
from modulebouwer.diff.compare import compare
from modulebouwer.diff.release import Prompt, Release
from modulebouwer.diff.verdict import Option, findings, loses_attempts, moodle_option, outcomes, stops
from modulebouwer.package.lms_facts import lms_words, lmss
from modulebouwer.standards import REGISTRY

PROMPT = Prompt("a", "s", "Wat ziet u?", 400, True)


def release(
    items: tuple[str, ...] = ("I",),
    standard: str = "scorm12",
    content: str = "1",
    prompts: tuple[Prompt, ...] = (PROMPT,),
    version: str = "1.0.0",
    marks: dict[str, str] | None = None,
) -> Release:
    titles = dict.fromkeys(items, "Les")
    contents = {"index.html": content}
    return Release("oud.zip", standard, "Les", titles, contents, "les", version, (), prompts, (), marks or {})


OLD = release()
CASES = {
    "same": (release(), "safe unmeasured unmeasured", Option.NOTHING, []),
    "safe": (release(content="2", version="1.1.0"), "safe unmeasured reset", Option.REPLACE, []),
    "version": (release(content="2"), "safe unmeasured reset", Option.REPLACE, ["UPD-006"]),
    "lower": (
        release(content="2", version="0.9.9"),
        "safe unmeasured reset",
        Option.REPLACE,
        ["UPD-230"],
    ),
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
        "careful unmeasured reset",
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
# What other LMSs than the three that are always named are known to do.
OTHERS = {"2004": {"anewspring": "refused"}}


@pytest.mark.parametrize("name", CASES)
def test_verdict(name: str) -> None:
    new, expected, option, codes = CASES[name]
    difference = compare(OLD, new)
    known = {each.lms: each.outcome.value for each in outcomes(difference)}
    assert known == {
        **dict(zip(["moodle", "openedx", "cloud"], expected.split(), strict=True)),
        **OTHERS.get(name, {}),
    }
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


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_an_lms_that_takes_no_such_package_is_not_called_unmeasured(standard: str) -> None:
    """As ``verify`` has it; and aNewSpring, which has none of these packages, is not spoken of."""
    old, new = release(standard=standard), release(standard=standard, content="2")
    known = {each.lms: each.outcome.value for each in outcomes(compare(old, new))}
    assert known == {"moodle": "refused", "openedx": "refused", "cloud": "reset"}


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
                    told = outcome in ("reset", "part", "other")
                    assert (case in reasons.get(lms, {})) == told, (standard.name, case, lms)


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_of_registrations_and_an_lrs_instead_of_moodles_grades(standard: str) -> None:
    """The work under an assignable unit is not what Moodle's SCORM activity deletes."""
    old, new = release(standard=standard), release(("J",), standard=standard, content="2")
    told = report.text(compare(old, new), "en")
    assert "Moodle 4.5: does not take the new package\n    At the upload: ‘Incorrect file package" in told
    assert (
        "Answers are in the LRS, under learner, registration and activity. What is under I stays there"
        in told
    )
    assert "grade" not in told
    kept = report.text(compare(old, release(standard=standard, content="2")), "en")
    assert "As long as the LMS keeps the registration, the new version finds them" in kept
    assert "What is in the LRS stays there; a package in SCORM 1.2 does not read it." in report.text(
        compare(old, CASES["safe"][0]), "en"
    )


def test_no_reason_under_what_was_not_measured() -> None:
    """Moodle was not measured from 2004 to 1.2, nor Open edX at all."""
    for old, new in ((OLD, CASES["item"][0]), (release(standard="scorm2004"), release(content="2"))):
        lines = report.text(compare(old, new), "en").splitlines()
        after = [following for line, following in itertools.pairwise(lines) if "not measured" in line]
        assert after
        assert not any(line.startswith("    ") for line in after)


MARKS = {"title": "Les", "resource": "RES-les"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_anewspring_looks_at_title_and_resource(language: str) -> None:
    old = release(marks=MARKS)
    new = release(content="2", marks={"title": "De les", "resource": "RES-les"})
    outcome = {each.lms: each.outcome.value for each in outcomes(compare(old, new))}
    assert (outcome["anewspring"], outcome["moodle"]) == ("other", "safe")
    told = report.text(compare(old, new), language)
    assert "‘Les’ → ‘De les’" in told.partition("aNewSpring")[2]
    assert "RES-les" not in told
    bare = report.text(compare(release(marks={**MARKS, "title": ""}), new), language)
    assert f"{ {'nl': 'geen', 'en': 'none'}[language] } → ‘De les’" in bare
    same = release(content="2", marks=MARKS)
    assert "anewspring" not in {each.lms for each in outcomes(compare(old, same))}


def test_what_a_page_for_the_web_keeps_is_in_the_browser() -> None:
    old, new = release(("les",), standard="web"), release(("les",), standard="web", content="2")
    assert list(outcomes(compare(old, new))) == []
    told = report.text(compare(old, new), "nl")
    assert "Antwoorden staan in de browser van elke deelnemer." in told
    assert "Moodle" not in told
    other = report.text(compare(old, release(("lessen",), standard="web", content="2")), "nl")
    assert "onder de naam les." in other


CHOICE = Prompt("k", "s", "Wat kiest u?", 12, False, {"a": "Wachten", "b": "Bellen"})


@pytest.mark.parametrize(
    ("old", "new", "codes", "told"),
    [
        (
            CHOICE,
            replace(CHOICE, options={**CHOICE.options, "c": "Schrijven"}, max_length=18),
            [],
            "",
        ),
        (
            CHOICE,
            replace(CHOICE, options={"a": "Wachten", "b": "Mailen"}),
            [],
            "anders geformuleerd: ‘Bellen’ → ‘Mailen’",
        ),
        (PROMPT, replace(PROMPT, max_length=200), ["UPD-009"], "hoogstens 200 tekens in plaats van 400"),
        (PROMPT, replace(PROMPT, max_length=800), [], "langer: hoogstens 800 tekens in plaats van 400"),
        (replace(PROMPT, required=False), PROMPT, ["UPD-010"], "voortaan verplicht"),
        (PROMPT, replace(PROMPT, required=False), [], "niet langer verplicht"),
    ],
)
def test_what_changes_in_the_answer(old: Prompt, new: Prompt, codes: list[str], told: str) -> None:
    difference = compare(release(prompts=(old,)), release(content="2", version="2", prompts=(new,)))
    assert [f.code for f in findings(difference, "nieuw.zip", allow_reset=False)] == codes
    text = report.text(difference, "nl")
    assert told in text
    assert (new.text in text) == bool(told)
    assert next(iter(outcomes(difference))).outcome.value == "safe"


@pytest.mark.parametrize(
    ("old", "new", "code", "told", "why"),
    [
        (
            CHOICE,
            replace(CHOICE, options={"a": "Wachten"}, max_length=6),
            "UPD-008",
            "niet meer te kiezen: ‘Bellen’",
            "ziet die niet meer aangevinkt",
        ),
        (
            CHOICE,
            replace(CHOICE, options={"a": "Wachten", "bel": "Bellen"}),
            "UPD-200",
            "een keuze staat onder een andere id: ‘b’ → ‘bel’",
            "ziet die niet meer aangevinkt",
        ),
        (
            replace(CHOICE, multiple=True),
            CHOICE,
            "UPD-201",
            "voortaan is er één antwoord te kiezen",
            "ziet er nog één aangevinkt",
        ),
    ],
)
def test_an_answer_that_no_longer_shows_is_not_safe(
    old: Prompt, new: Prompt, code: str, told: str, why: str
) -> None:
    difference = compare(release(prompts=(old,)), release(content="2", version="2", prompts=(new,)))
    assert [f.code for f in findings(difference, "nieuw.zip", allow_reset=False)] == [code]
    assert next(iter(outcomes(difference))).outcome.value == "careful"
    text = report.text(difference, "nl")
    assert told in text
    assert f"    ‘Wat kiest u?’: {'voortaan' if new.multiple != old.multiple else 'wie'}" in text
    assert why in text.partition("Moodle")[2]
    assert "veilig te vervangen" not in text


def test_an_option_under_another_id_is_not_gone() -> None:
    new = replace(CHOICE, options={"a": "Wachten", "bel": "Bellen", "c": "Schrijven"})
    difference = compare(release(prompts=(CHOICE,)), release(content="2", version="2", prompts=(new,)))
    assert "niet meer te kiezen" not in report.text(difference, "nl")
    options = report.data(difference, "nl")["prompts"][0]["options"]
    assert options["gone"] == []
    assert options["renamed"] == [{"before": "b", "after": "bel"}]


def test_several_answers_instead_of_one_keep_what_was_chosen() -> None:
    new = replace(CHOICE, multiple=True)
    difference = compare(release(prompts=(CHOICE,)), release(content="2", version="2", prompts=(new,)))
    assert "voortaan zijn er meer antwoorden te kiezen" in report.text(difference, "nl")
    assert next(iter(outcomes(difference))).outcome.value == "safe"


def test_one_prompt_is_not_told_as_several() -> None:
    difference = compare(OLD, CASES["moves"][0])
    assert "antwoorden op één vervallen vraag gaan" in report.text(difference, "nl")
    two = release(prompts=(PROMPT, CHOICE))
    assert "antwoorden op 2 vervallen vragen gaan" in report.text(compare(two, CASES["moves"][0]), "nl")


def test_the_identifier_that_is_gone_is_named() -> None:
    told = report.text(compare(OLD, CASES["item"][0]), "nl")
    assert "Identifier verdwenen: I" in told
    assert "Het werk onder I wordt voor iedereen gewist en het cijfer wordt 0,00" in told


def test_moodle_is_not_told_about_packages_it_does_not_play() -> None:
    old, new = release(standard="cmi5"), release(standard="cmi5", content="2")
    assert "In Moodle:" not in report.text(compare(old, new), "nl")


RULES = {"answers": "lms", "pass_mark": "0", "completion.score": "none"}


@pytest.mark.parametrize(
    ("before", "after", "outcome", "option", "code", "told"),
    [
        (
            {},
            {"answers": "device"},
            "left",
            "new_activity",
            "UPD-011",
            "op een ander apparaat zijn de velden leeg",
        ),
        ({"answers": "device"}, {}, "left", "new_activity", "UPD-011", "daar kijkt de nieuwe versie niet"),
        (
            {},
            {"answers": "report"},
            "careful",
            "replace",
            "UPD-013",
            "in de rapporten van het LMS (lms → report)",
        ),
        ({}, {"pass_mark": "80"}, "careful", "replace", "UPD-013", "Een nieuwe slaaggrens (geen → 80)"),
        (
            {},
            {"completion.score": "pass"},
            "careful",
            "replace",
            "UPD-013",
            "(completion.score: none → pass)",
        ),
    ],
)
def test_our_own_rules_that_change_are_not_safe(
    before: dict[str, str], after: dict[str, str], outcome: str, option: str, code: str, told: str
) -> None:
    old = replace(OLD, rules={**RULES, **before})
    new = replace(release(content="2", version="2"), rules={**RULES, **after})
    difference = compare(old, new)
    assert next(iter(outcomes(difference))).outcome.value == outcome
    assert moodle_option(difference).value == option
    assert [f.code for f in findings(difference, "nieuw.zip", allow_reset=False)] == [code]
    assert [why for why, _ in stops(difference)] == (["answers"] if outcome == "left" else [])
    assert told in report.text(difference, "nl")
    assert len(report.data(difference, "en")["rules"]) == 1


def test_what_a_package_of_an_earlier_version_does_not_state_has_not_changed() -> None:
    difference = compare(OLD, replace(release(content="2", version="2"), rules=RULES))
    assert difference.rules == ()
    assert next(iter(outcomes(difference))).outcome.value == "safe"


def test_another_kind_of_question_sets_its_answers_aside() -> None:
    old = replace(PROMPT, kind="reflection", max_length=600)
    new = replace(PROMPT, kind="commitment", max_length=300)
    difference = compare(release(prompts=(old,)), release(content="2", version="2", prompts=(new,)))
    assert next(iter(outcomes(difference))).outcome.value == "careful"
    assert [f.code for f in findings(difference, "nieuw.zip", allow_reset=False)] == ["UPD-012"]
    told = report.text(difference, "nl")
    assert (
        "een ander soort vraag (reflection → commitment); antwoorden gaan naar ‘Eerdere antwoorden’" in told
    )
    assert "blijft heel" not in told


def test_words_beside_prompts_that_are_gone_are_told_too() -> None:
    old = replace(OLD, rules=RULES)
    new = replace(CASES["moves"][0], rules={**RULES, "pass_mark": "80"})
    told = report.text(compare(old, new), "nl")
    assert "antwoorden op één vervallen vraag gaan" in told
    assert "Een nieuwe slaaggrens (geen → 80)" in told
