"""The SCORM 2004 double says to each value what the standard (strict) or Moodle 4.5 says."""

import pytest

from harness.lms import Desk, Visit
from harness.packages import tiny_scorm

QUESTION = "cmi.interactions.0"

# Element, value → error code in: strict, Moodle. Interaction 0 is there, with type long-fill-in.
VALUES = [
    ("cmi.suspend_data", "x" * 64000, "0", "0"),
    ("cmi.suspend_data", "x" * 64001, "406", "406"),
    ("cmi.suspend_data", "één\ntwee", "0", "0"),
    ("cmi.location", "x" * 1000, "0", "0"),
    ("cmi.location", "x" * 1001, "406", "406"),
    (f"{QUESTION}.learner_response", "één", "0", "0"),
    (f"{QUESTION}.learner_response", "x" * 4000, "0", "0"),
    (f"{QUESTION}.learner_response", "x" * 4001, "406", "0"),
    (f"{QUESTION}.learner_response", "one\ntwo", "406", "406"),
    (f"{QUESTION}.learner_response", "one\rtwo", "406", "406"),
    (f"{QUESTION}.learner_response", "one\u2028two", "406", "406"),
    (f"{QUESTION}.learner_response", "{lang=nl}tekst", "0", "0"),
    (f"{QUESTION}.description", "x" * 250, "0", "0"),
    (f"{QUESTION}.description", "x" * 252, "406", "406"),
    (f"{QUESTION}.result", "neutral", "0", "0"),
    (f"{QUESTION}.result", "wrong", "406", "406"),
    (f"{QUESTION}.timestamp", "2026-11-23T12:00:00", "0", "0"),
    (f"{QUESTION}.timestamp", "2026-11-23T12:00:00.12Z", "0", "0"),
    (f"{QUESTION}.timestamp", "2026-11-23T12:00:00Z", "406", "406"),
    (f"{QUESTION}.timestamp", "2026-11-23T12:00:00+01:00", "406", "406"),
    (f"{QUESTION}.timestamp", "2026-11-23T12:00:00.123Z", "406", "406"),
    (f"{QUESTION}.timestamp", "2039-01-01T12:00:00", "406", "406"),
    (f"{QUESTION}.latency", "PT1.5S", "0", "0"),
    ("cmi.interactions.1.type", "fill-in", "408", "408"),
    ("cmi.interactions.1.id", "a b", "406", "406"),
    ("cmi.interactions.1.id", "urn:", "406", "406"),
    ("cmi.interactions.1.id", "urn:mb:vraag", "0", "0"),
    ("cmi.interactions.1.learner_response", "no type yet", "408", "408"),
    ("cmi.interactions.3.id", "gap", "351", "351"),
    ("cmi.objectives.0.id", "doel", "0", "0"),
    ("cmi.objectives.1.id", "doel", "351", "351"),
    ("cmi.objectives.2.id", "gap", "351", "351"),
    ("cmi.objectives.0.completion_status", "completed", "0", "0"),
    ("cmi.comments_from_learner.0.comment", "één", "0", "0"),
    ("cmi.comments_from_learner.0.comment", "one\ntwo", "406", "406"),
    ("cmi.completion_status", "completed", "0", "0"),
    ("cmi.completion_status", "passed", "406", "406"),
    ("cmi.success_status", "unknown", "0", "0"),
    ("cmi.exit", "suspend", "0", "0"),
    ("cmi.exit", "later", "406", "406"),
    ("cmi.progress_measure", "0.5", "0", "0"),
    ("cmi.progress_measure", "1.5", "407", "407"),
    ("cmi.score.scaled", "0.85", "0", "0"),
    ("cmi.score.scaled", "2", "407", "407"),
    ("cmi.score.raw", "85,5", "406", "406"),
    ("cmi.score.raw", "", "406", "406"),
    ("cmi.session_time", "PT90S", "0", "0"),
    ("cmi.session_time", "PT1H2M3.45S", "0", "0"),
    ("cmi.session_time", "PT1.234S", "406", "406"),
    ("cmi.session_time", "PT", "406", "406"),
    ("cmi.session_time", "00:00:10", "406", "406"),
    ("cmi.learner_id", "someone", "404", "404"),
    ("cmi.interactions._count", "5", "404", "404"),
    ("cmi.nothing", "x", "401", "401"),
    ("ssp.allocate", "x", "401", "401"),
    ("adl.nav.request", "suspendAll", "0", "0"),
    ("adl.nav.request", "_none_", "0", "406"),
]


def opened(desk: Desk, profile: str = "strict") -> Visit:
    visit = desk.launch(tiny_scorm("scorm2004"), profile)
    visit.call("Initialize")
    return visit


@pytest.mark.parametrize(("column", "profile"), [(0, "strict"), (1, "moodle")])
def test_each_value_is_taken_or_refused_as_measured(desk: Desk, column: int, profile: str) -> None:
    visit = opened(desk, profile)
    visit.call("SetValue", f"{QUESTION}.id", "q")
    visit.call("SetValue", f"{QUESTION}.type", "long-fill-in")
    expected = [codes[column] for _, _, *codes in VALUES]
    given = [visit.call("SetValue", element, value) for element, value, *_ in VALUES]
    shown = [(element, value[:24], len(value)) for element, value, *_ in VALUES]
    assert list(zip(shown, [error for _, error in given], strict=True)) == list(
        zip(shown, expected, strict=True)
    )
    assert [result for result, _ in given] == ["true" if code == "0" else "false" for code in expected]


def test_interactions_can_be_read_and_come_back(desk: Desk) -> None:
    visit = opened(desk)
    for element, value in (("id", "q"), ("type", "long-fill-in"), ("learner_response", "één antwoord")):
        visit.call("SetValue", f"{QUESTION}.{element}", value)
    visit.call("SetValue", "cmi.exit", "suspend")
    visit.call("Commit")
    again = opened(desk)
    assert again.call("GetValue", f"{QUESTION}.learner_response") == ("één antwoord", "0")
    assert again.call("GetValue", "cmi.interactions._count") == ("1", "0")
    assert again.call("SetValue", "cmi.interactions.1.id", "next") == ("true", "0")


@pytest.mark.parametrize(
    ("response", "error"),
    [("a_b", "0"), ("a[,]b.2", "0"), ("a-b", "406"), ("é", "406"), ("", "406"), ("x" * 251, "406")],
)
def test_moodle_takes_letters_digits_and_two_marks_as_what_was_chosen(
    desk: Desk, response: str, error: str
) -> None:
    visit = opened(desk, "moodle")
    visit.call("SetValue", f"{QUESTION}.id", "q")
    visit.call("SetValue", f"{QUESTION}.type", "choice")
    assert visit.call("SetValue", f"{QUESTION}.learner_response", response)[1] == error


def test_moodle_gives_a_long_response_back(desk: Desk) -> None:
    visit = opened(desk, "moodle")
    for element, value in (("id", "q"), ("type", "long-fill-in"), ("learner_response", "x" * 9000)):
        visit.call("SetValue", f"{QUESTION}.{element}", value)
    visit.call("SetValue", "cmi.exit", "suspend")
    visit.call("Commit")
    assert opened(desk, "moodle").call("GetValue", f"{QUESTION}.learner_response") == ("x" * 9000, "0")


@pytest.mark.parametrize("profile", ["strict", "moodle"])
@pytest.mark.parametrize(
    ("exit", "given_back"), [("suspend", True), ("normal", False), ("", False), (None, False)]
)
def test_only_exit_suspend_gives_data_back(
    desk: Desk, profile: str, exit: str | None, given_back: bool
) -> None:
    visit = opened(desk, profile)
    visit.call("SetValue", "cmi.suspend_data", "kept?")
    if exit is not None:
        visit.call("SetValue", "cmi.exit", exit)
    visit.call("Commit")
    again = opened(desk, profile)
    assert again.call("GetValue", "cmi.entry") == ("resume" if given_back else "ab-initio", "0")
    assert (again.call("GetValue", "cmi.suspend_data")[0] == "kept?") is given_back


def test_what_has_no_value_yet_is_403_and_what_is_write_only_405(desk: Desk) -> None:
    visit = opened(desk)
    assert visit.call("GetValue", "cmi.suspend_data") == ("", "403")
    assert visit.call("GetValue", "cmi.exit") == ("", "405")
    assert visit.call("GetValue", "cmi.nothing") == ("", "401")
    assert visit.call("GetValue", "cmi.completion_status") == ("unknown", "0")


def test_each_call_outside_the_session_has_its_own_code(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm2004"))
    calls = [("GetValue", "cmi.mode"), ("SetValue", "cmi.location", "x"), ("Commit",), ("Finish",)]
    assert [visit.call(*call)[1] for call in calls] == ["122", "132", "142", "112"]
    assert visit.call("Initialize") == ("true", "0")
    assert visit.call("Initialize") == ("false", "103")
    visit.call("Finish")
    assert [visit.call(*call)[1] for call in calls] == ["123", "133", "143", "113"]
    assert visit.call("Initialize") == ("false", "104")


def test_time_adds_up_at_terminate(desk: Desk) -> None:
    for _ in range(2):
        visit = opened(desk)
        visit.call("SetValue", "cmi.exit", "suspend")
        visit.call("SetValue", "cmi.session_time", "PT1M30.5S")
        visit.call("Finish")
    assert opened(desk).call("GetValue", "cmi.total_time") == ("PT181.00S", "0")
