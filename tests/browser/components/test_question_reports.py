"""What an LMS stores of questions: the answers where staff read them, and the score with the status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import expect
from ralph.models.xapi.base.statements import BaseXapiStatement

from browser.components.question_module import answer_all, check, question, quiz
from browser.reliability.learner import open_section
from harness.lms import Desk, Visit, eventually, press

REPORT = "pass_mark: 60\nanswers: report\n"
FREE = "pass_mark: 60\n"
PASS = "pass_mark: 60\ncompletion: {sections: all, components: none, score: pass}\n"

# Id → type, response, right pattern, result. In SCORM 1.2 options are numbered (RTE 3.4.7), unless the LMS takes ids.
SCORM12_MOODLE = {
    "toezicht": ("choice", "inspectie", "raad", "wrong"),
    "partners": ("choice", "wijkteam,team", "wijkteam,bso", "wrong"),
    "stelling": ("true-false", "f", "f", "correct"),
    "stappen": (
        "sequencing",
        "verkennen,terugkijken,uitvoeren,afspreken",
        "verkennen,afspreken,uitvoeren,terugkijken",
        "wrong",
    ),
    "richting": (
        "matching",
        "inspectie.inspectie,ouders.inspectie",
        "inspectie.inspectie,ouders.ouders,bestuur.inspectie",
        "wrong",
    ),
    "plek": ("matching", "team.binnen,wijk.buiten", "team.binnen,wijk.buiten", "correct"),
    "uren": ("fill-in", "« 1000 »", "940", "wrong"),
}
SCORM12 = {
    "toezicht": ("choice", "2", "1", "wrong"),
    "partners": ("choice", "1,3", "1,2", "wrong"),
    "stelling": ("true-false", "f", "f", "correct"),
    "stappen": ("sequencing", "1,4,3,2", "1,2,3,4", "wrong"),
    "richting": ("matching", "1.1,2.1", "1.1,2.2,3.1", "wrong"),
    "plek": ("matching", "1.1,2.2", "1.1,2.2", "correct"),
    "uren": ("fill-in", "« 1000 »", "940", "wrong"),
}
STEPS = "verkennen[,]afspreken[,]uitvoeren[,]terugkijken"
PAIRS = "inspectie[.]inspectie[,]ouders[.]ouders[,]bestuur[.]inspectie"
SCORM2004 = {
    "toezicht": ("choice", "inspectie", "raad", "incorrect"),
    "partners": ("choice", "wijkteam[,]team", "wijkteam[,]bso", "incorrect"),
    "stelling": ("true-false", "false", "false", "correct"),
    "stappen": ("sequencing", "verkennen[,]terugkijken[,]uitvoeren[,]afspreken", STEPS, "incorrect"),
    "richting": ("matching", "inspectie[.]inspectie[,]ouders[.]inspectie", PAIRS, "incorrect"),
    "plek": ("matching", "team[.]binnen[,]wijk[.]buiten", "team[.]binnen[,]wijk[.]buiten", "correct"),
    "uren": ("fill-in", "\\u00ab 1000 \\u00bb", "940", "incorrect"),
}
PLURAL = {"fill-in": ["940", "940 uur"]}


def reading(desk: Desk, standard: str, settings: str, profile: str = "strict") -> Visit:
    visit = desk.launch(quiz(standard, settings), profile)
    open_section(visit)
    return visit


def interactions(values: Mapping[str, str], response: str) -> dict[str, tuple[str, ...]]:
    count = len({name.split(".")[2] for name in values if name.startswith("cmi.interactions.")})
    names = ("type", response, "correct_responses.0.pattern", "result")
    return {
        values[f"cmi.interactions.{n}.id"].partition("_")[0]: tuple(
            values[f"cmi.interactions.{n}.{name}"] for name in names
        )
        for n in range(count)
    }


@pytest.mark.parametrize(
    ("standard", "profile", "response", "wanted"),
    [
        ("scorm12", "strict", "student_response", SCORM12),
        ("scorm12", "moodle", "student_response", SCORM12_MOODLE),
        ("scorm2004", "strict", "learner_response", SCORM2004),
        ("scorm2004", "moodle", "learner_response", SCORM2004),
    ],
)
def test_answers_are_told_in_the_standards_own_form(
    desk: Desk, standard: str, profile: str, response: str, wanted: dict[str, tuple[str, ...]]
) -> None:
    visit = reading(desk, standard, REPORT, profile)
    answer_all(visit.sco)
    eventually(lambda: visit.values.get("cmi.interactions.6.result"))
    assert interactions(visit.values, response) == wanted


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_only_a_check_is_told(desk: Desk, standard: str) -> None:
    visit = reading(desk, standard, REPORT)
    visit.sco.get_by_label("De inspectie").check()
    expect(question(visit.sco, "toezicht").locator("[data-status]")).to_contain_text(
        "Bewaard", timeout=15_000
    )
    assert not any(name.startswith("cmi.interactions") for name in visit.values)
    check(visit.sco, "toezicht")
    eventually(lambda: visit.values.get("cmi.interactions.0.result"))


def answered(desk: Desk) -> dict[str, dict[str, Any]]:
    """Interaction → the last statement about it, each a statement to ralph's models."""
    statements = [dict(s) for s in desk.lms.lrs.statements if s["verb"]["id"].endswith("/answered")]
    for statement in statements:
        BaseXapiStatement.model_validate_json(json.dumps(statement))
    return {s["object"]["id"].rpartition("/")[2]: s for s in statements}


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_answers_are_statements(desk: Desk, standard: str) -> None:
    visit = reading(desk, standard, REPORT)
    answer_all(visit.sco)
    eventually(lambda: len(answered(desk)) == len(SCORM2004), 15)
    for id, statement in answered(desk).items():
        type, response, pattern, result = SCORM2004[id]
        definition = statement["object"]["definition"]
        assert definition["interactionType"] == type
        assert definition["correctResponsesPattern"] == PLURAL.get(type, [pattern])
        said = "« 1000 »" if type == "fill-in" else response
        assert statement["result"] == {"response": said, "success": result == "correct"}
    pairs = answered(desk)["richting"]["object"]["definition"]
    assert [one["id"] for one in pairs["source"]] == ["inspectie", "ouders", "bestuur"]
    assert [one["description"]["nl"] for one in pairs["target"]] == ["Omhoog", "Opzij"]
    assert desk.lms.lrs.refusals == []


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_an_answer_stays_the_learners_own_unless_chosen(desk: Desk, standard: str) -> None:
    visit = reading(desk, standard, FREE)
    visit.sco.get_by_label("De inspectie").check()
    check(visit.sco, "toezicht")
    eventually(lambda: "toezicht" in answered(desk), 15)
    assert "result" not in answered(desk)["toezicht"]


def answer_graded(visit: Visit, supervision: str, statement: str) -> None:
    for id, answer in (("toezicht", supervision), ("stelling", statement)):
        press(visit.sco.get_by_label(answer, exact=True))
        press(question(visit.sco, id).get_by_role("button", name="Controleer"))


def to_finish(visit: Visit) -> None:
    visit.frame.evaluate("location.hash = '#finish'")


def finish(visit: Visit) -> None:
    to_finish(visit)
    visit.sco.locator('[data-action="finish"]').click()
    expect(visit.sco.locator("[data-finish-result]")).to_contain_text("afgerond")


HALF, WHOLE = ("De inspectie", "Onjuist"), ("De raad van toezicht", "Onjuist")


@pytest.mark.parametrize(("answers", "raw"), [(HALF, "50"), (WHOLE, "100")])
@pytest.mark.parametrize("profile", ["strict", "moodle"])
def test_scorm12_has_the_percentage_and_is_completed(
    desk: Desk, profile: str, answers: tuple[str, str], raw: str
) -> None:
    visit = reading(desk, "scorm12", FREE, profile)
    answer_graded(visit, *answers)
    finish(visit)
    eventually(lambda: visit.values.get("cmi.core.lesson_status") == "completed")
    told = [visit.values[f"cmi.core.score.{part}"] for part in ("raw", "min", "max")]
    assert told == [raw, "0", "100"]


@pytest.mark.parametrize(("answers", "raw", "success"), [(HALF, "50", "failed"), (WHOLE, "100", "passed")])
def test_scorm2004_is_completed_and_passed_or_failed(
    desk: Desk, answers: tuple[str, str], raw: str, success: str
) -> None:
    visit = reading(desk, "scorm2004", FREE)
    answer_graded(visit, *answers)
    finish(visit)
    eventually(lambda: visit.values.get("cmi.completion_status") == "completed")
    assert visit.values["cmi.success_status"] == success
    assert visit.values["cmi.score.raw"] == raw
    assert float(visit.values["cmi.score.scaled"]) == int(raw) / 100


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
@pytest.mark.parametrize(("answers", "scaled", "verb"), [(HALF, 0.5, "failed"), (WHOLE, 1, "passed")])
def test_completed_and_then_passed_or_failed(
    desk: Desk, standard: str, answers: tuple[str, str], scaled: float, verb: str
) -> None:
    visit = reading(desk, standard, FREE)
    answer_graded(visit, *answers)
    finish(visit)
    statements = [dict(statement) for statement in desk.lms.lrs.statements]
    verbs = [statement["verb"]["id"].rpartition("/")[2] for statement in statements]
    assert [one for one in verbs if one in ("completed", "passed", "failed")] == ["completed", verb]
    scored = statements[verbs.index(verb)]
    assert scored["result"]["score"] == {"scaled": scaled, "raw": scaled * 100, "min": 0, "max": 100}
    assert scored["result"]["success"] == (verb == "passed")
    if standard == "cmi5":
        mastery = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
        assert scored["context"]["extensions"][mastery] == 0.6
    assert desk.lms.lrs.refusals == []


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004", "cmi5", "xapi", "web"])
def test_a_score_that_is_asked_for_holds_finishing_back_and_is_told(desk: Desk, standard: str) -> None:
    visit = reading(desk, standard, PASS)
    answer_graded(visit, "De ouders", "Onjuist")
    to_finish(visit)
    todo = visit.sco.locator("[data-todo]")
    expect(todo).to_contain_text("Uw score is nu 50%; nodig is 60%.")
    expect(visit.sco.locator('[data-action="finish"]')).to_have_count(0)
    todo.get_by_role("link").click()
    expect(visit.sco.locator("#answer-toezicht")).to_be_focused()
    visit.sco.get_by_label("De raad van toezicht").check()
    check(visit.sco, "toezicht")
    finish(visit)


def test_a_right_answer_that_was_changed_counts_again_when_it_is_checked(desk: Desk) -> None:
    visit = reading(desk, "scorm12", PASS)
    answer_graded(visit, *WHOLE)
    visit.sco.get_by_label("De ouders").check()
    to_finish(visit)
    expect(visit.sco.locator("[data-todo]")).to_contain_text("Uw score is nu 50%")
    open_section(visit)
    visit.sco.get_by_label("De raad van toezicht").check()
    check(visit.sco, "toezicht")
    finish(visit)
    eventually(lambda: visit.values.get("cmi.core.score.raw") == "100")


def test_the_section_says_which_questions_count(desk: Desk) -> None:
    visit = reading(desk, "web", PASS)
    expect(question(visit.sco, "toezicht").locator(".label").first).to_have_text(
        "Toetsvraag telt mee voor uw score"
    )
    expect(question(visit.sco, "partners").locator(".label").first).to_have_text("Kennisvraag")
    to_finish(visit)
    expect(visit.sco.locator("#finish .lead")).to_contain_text("ten minste 60% nodig")
