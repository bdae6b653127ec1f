"""The SCORM 1.2 double says to each value what the standard (strict) or Moodle 4.5 says."""

import pytest

from harness.lms import Desk
from harness.packages import tiny_scorm

ANSWER = "cmi.interactions.0.student_response"

# Element, value → error code in: strict, Moodle as installed, Moodle with its setting `scormstandard`.
VALUES = [
    ("cmi.suspend_data", "x" * 4096, "0", "0", "0"),
    ("cmi.suspend_data", "x" * 4097, "405", "0", "405"),
    ("cmi.suspend_data", "x" * 64000, "405", "0", "405"),
    ("cmi.suspend_data", "x" * 64001, "405", "405", "405"),
    ("cmi.suspend_data", "é", "405", "0", "0"),
    ("cmi.suspend_data", "one\ntwo", "0", "0", "0"),
    ("cmi.core.lesson_location", "x" * 255, "0", "0", "0"),
    ("cmi.core.lesson_location", "x" * 256, "405", "0", "405"),
    (ANSWER, "x" * 255, "0", "0", "0"),
    (ANSWER, "x" * 256, "405", "0", "405"),
    (ANSWER, "one\ntwo", "405", "0", "0"),
    ("cmi.comments", "x" * 4097, "405", "0", "405"),
    ("cmi.interactions.0.id", "é", "405", "405", "405"),
    ("cmi.interactions.0.id", "a b", "405", "405", "405"),
    ("cmi.interactions.0.id", "x" * 256, "405", "405", "405"),
    ("cmi.interactions.0.type", "long-fill-in", "405", "405", "405"),
    ("cmi.interactions.0.type", "other", "405", "405", "405"),
    ("cmi.interactions.0.result", "neutral", "0", "0", "0"),
    ("cmi.interactions.0.result", "incorrect", "405", "405", "405"),
    ("cmi.interactions.2.id", "gap", "201", "201", "201"),
    ("cmi.interactions.0.description", "no such element", "401", "201", "201"),
    ("cmi.core.lesson_status", "not attempted", "405", "405", "405"),
    ("cmi.core.lesson_status", "incomplete", "0", "0", "0"),
    ("cmi.core.exit", "suspend", "0", "0", "0"),
    ("cmi.core.exit", "normal", "405", "405", "405"),
    ("cmi.core.session_time", "00:01:05", "0", "0", "0"),
    ("cmi.core.session_time", "0000:01:05.50", "0", "0", "0"),
    ("cmi.core.session_time", "0:00:10", "405", "405", "405"),
    ("cmi.core.session_time", "00:00:10.123", "405", "405", "405"),
    ("cmi.core.session_time", "PT10S", "405", "405", "405"),
    ("cmi.core.session_time", "00:61:09", "405", "0", "0"),
    ("cmi.core.score.raw", "100", "0", "0", "0"),
    ("cmi.core.score.raw", "101", "405", "405", "405"),
    ("cmi.core.student_id", "someone", "403", "403", "403"),
    ("cmi.core._children", "x", "402", "402", "402"),
    ("cmi.nothing", "x", "401", "201", "201"),
]


@pytest.mark.parametrize(("column", "profile"), [(0, "strict"), (1, "moodle"), (2, "moodle-strict")])
def test_each_value_is_taken_or_refused_as_measured(desk: Desk, column: int, profile: str) -> None:
    visit = desk.launch(tiny_scorm("scorm12"), profile)
    visit.call("Initialize")
    visit.call("SetValue", "cmi.interactions.0.id", "q")
    expected = [codes[column] for _, _, *codes in VALUES]
    given = [visit.call("SetValue", element, value) for element, value, *_ in VALUES]
    shown = [(element, value[:12], len(value)) for element, value, *_ in VALUES]
    assert list(zip(shown, [error for _, error in given], strict=True)) == list(
        zip(shown, expected, strict=True)
    )
    assert [result for result, _ in given] == ["true" if code == "0" else "false" for code in expected]


def test_letters_outside_ascii_are_taken_by_all_but_the_book(desk: Desk) -> None:
    """The preview begins with ``lenient``: a package with an é in what it keeps is not to blame."""
    for profile, error in (("lenient", "0"), ("slow", "0"), ("strict", "405")):
        visit = desk.launch(tiny_scorm("scorm12"), profile)
        visit.call("Initialize")
        for element in ("cmi.suspend_data", "cmi.core.lesson_location", "cmi.comments"):
            assert visit.call("SetValue", element, "één")[1] == error, (profile, element)
        assert visit.call("SetValue", "cmi.suspend_data", "é" * 4097)[1] == "405"


def test_a_refused_value_leaves_the_old_one(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    visit.call("Initialize")
    visit.call("SetValue", "cmi.suspend_data", "old")
    visit.call("SetValue", "cmi.suspend_data", "x" * 4097)
    assert visit.call("GetValue", "cmi.suspend_data") == ("old", "0")


def test_interactions_are_write_only(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    visit.call("Initialize")
    visit.call("SetValue", "cmi.interactions.0.id", "q")
    assert visit.call("GetValue", "cmi.interactions.0.id") == ("", "404")
    assert visit.call("GetValue", "cmi.interactions._count") == ("1", "0")
    assert visit.call("GetValue", "cmi.core.exit") == ("", "404")


def test_comments_are_replaced_by_the_standard_and_appended_by_moodle(desk: Desk) -> None:
    for profile, held in (("strict", "two"), ("moodle", "onetwo")):
        visit = desk.launch(tiny_scorm("scorm12"), profile)
        visit.call("Initialize")
        visit.call("SetValue", "cmi.comments", "one")
        visit.call("SetValue", "cmi.comments", "two")
        assert visit.call("GetValue", "cmi.comments") == (held, "0")


@pytest.mark.parametrize(
    "call", [("GetValue", "cmi.suspend_data"), ("SetValue", "cmi.suspend_data", "x"), ("Commit",)]
)
def test_calls_outside_the_session_are_301(desk: Desk, call: tuple[str, ...]) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    assert visit.call(*call)[1] == "301"
    visit.call("Initialize")
    visit.call("Finish")
    assert visit.call(*call)[1] == "301"
    assert visit.call("Finish") == ("false", "301")


def test_a_second_initialize_is_101_and_an_argument_201(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    assert visit.call("Initialize", "x") == ("false", "201")
    assert visit.call("Initialize") == ("true", "0")
    assert visit.call("Initialize") == ("false", "101")
    assert visit.call("Commit", "x") == ("false", "201")
    assert visit.call("Finish") == ("true", "0")
    assert visit.call("Initialize") == ("false", "101")


def test_the_launch_names_the_learner_the_mode_and_the_entry(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"), learner="bram", mode="browse")
    visit.call("Initialize")
    expected = {
        "student_id": "bram",
        "student_name": "de Vries, Bram",
        "lesson_mode": "browse",
        "credit": "no-credit",
        "entry": "ab-initio",
        "lesson_status": "not attempted",
        "total_time": "0000:00:00.00",
    }
    assert {element: visit.call("GetValue", f"cmi.core.{element}")[0] for element in expected} == expected


def test_exit_suspend_gives_entry_resume_and_time_adds_up(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    for time in ("00:00:30", "00:01:00"):
        visit.call("Initialize")
        visit.call("SetValue", "cmi.core.exit", "suspend")
        visit.call("SetValue", "cmi.core.session_time", time)
        visit.call("Finish")
        visit = visit.relaunch()
    visit.call("Initialize")
    assert visit.call("GetValue", "cmi.core.entry") == ("resume", "0")
    assert visit.call("GetValue", "cmi.core.total_time") == ("0000:01:30.00", "0")


def test_time_of_a_session_without_finish_does_not_count(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    visit.call("Initialize")
    visit.call("SetValue", "cmi.core.session_time", "00:00:30")
    visit.call("Commit")
    again = visit.relaunch()
    again.call("Initialize")
    again.call("Finish")
    assert again.launch.attempt.seconds == 0


def test_finish_without_a_status_completes(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    visit.call("Initialize")
    visit.call("Finish")
    assert visit.values["cmi.core.lesson_status"] == "completed"


def test_each_learner_and_each_attempt_has_its_own_values(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"))
    visit.call("Initialize")
    visit.call("SetValue", "cmi.suspend_data", "anna 1")
    visit.call("Commit")
    desk.lms.new_attempt(tiny_scorm("scorm12"))
    for other in (desk.launch(tiny_scorm("scorm12")), desk.launch(tiny_scorm("scorm12"), learner="bram")):
        other.call("Initialize")
        assert other.call("GetValue", "cmi.suspend_data") == ("", "0")
    assert [
        attempt.values.get("cmi.suspend_data") for attempt in desk.lms.attempts(tiny_scorm("scorm12"))
    ] == ["anna 1", None]
