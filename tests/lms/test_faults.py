"""Each fault does what it is called, and only that."""

from typing import Any, Literal

import pytest

from harness.lms import Desk, Visit
from harness.packages import tiny_scorm
from modulebouwer.lms.behaviour import Fault

STATE = "cmi.suspend_data"


def opened(desk: Desk, *faults: Fault, **changes: Any) -> Visit:
    visit = desk.launch(tiny_scorm("scorm12"), "strict", *faults, **changes)
    visit.call("Initialize")
    return visit


def thrown(visit: Visit, script: str) -> bool:
    caught: bool = visit.frame.evaluate(
        f"() => {{ try {{ {script}; return false; }} catch {{ return true; }} }}"
    )
    return caught


def test_setvalue_false_takes_nothing(desk: Desk) -> None:
    visit = opened(desk, Fault("SetValue", "false", element=STATE))
    assert visit.call("SetValue", STATE, "x") == ("false", "101")
    assert visit.call("GetValue", STATE) == ("", "0")
    assert visit.call("SetValue", "cmi.core.lesson_location", "x") == ("true", "0")


def test_commit_false_once_and_after_a_good_one(desk: Desk) -> None:
    visit = opened(desk, Fault("Commit", "false", after=1, times=1))
    results = []
    for value in ("one", "two", "three"):
        visit.call("SetValue", STATE, value)
        results.append(visit.call("Commit")[0])
    assert results == ["true", "false", "true"]
    assert [save.values[STATE] for save in visit.saves] == ["one", "three"]


def test_commit_false_for_ever(desk: Desk) -> None:
    visit = opened(desk, Fault("Commit", "false"))
    visit.call("SetValue", STATE, "x")
    assert {visit.call("Commit") for _ in range(5)} == {("false", "101")}
    assert visit.saves == []


def test_a_call_throws(desk: Desk) -> None:
    visit = opened(desk, Fault("SetValue", "throw", times=1))
    script = f"parent.API.LMSSetValue('{STATE}', 'x')"
    assert thrown(visit, script)
    assert visit.call("GetValue", STATE) == ("", "0")
    assert not thrown(visit, script)


@pytest.mark.parametrize("effect", ["null", "undefined"])
def test_getvalue_gives_nothing(desk: Desk, effect: Literal["null", "undefined"]) -> None:
    visit = opened(desk, Fault("GetValue", effect))
    visit.call("SetValue", STATE, "x")
    assert visit.frame.evaluate(f"String(parent.API.LMSGetValue('{STATE}'))") == effect


def test_a_dropped_commit_says_true_and_sends_nothing(desk: Desk) -> None:
    visit = opened(desk, Fault("Commit", "drop"))
    visit.call("SetValue", STATE, "x")
    assert visit.call("Commit") == ("true", "0")
    assert visit.saves == []


def test_the_forgetful_profile_takes_nothing_and_says_true(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"), "forgetful")
    visit.call("Initialize")
    assert visit.call("SetValue", STATE, "x") == ("true", "0")
    assert visit.call("GetValue", STATE) == ("", "0")
    assert visit.call("Commit") == ("true", "0")
    assert visit.saves == []


def test_a_server_that_stores_nothing_still_says_true(desk: Desk) -> None:
    visit = opened(desk, stores=False)
    visit.call("SetValue", STATE, "x")
    assert visit.call("Commit") == ("true", "0")
    assert visit.call("GetValue", STATE) == ("x", "0")
    assert [save.values for save in visit.saves] != []
    assert STATE not in visit.values


def test_reading_back_lags(desk: Desk) -> None:
    visit = opened(desk, read_lag=0.2)
    # In one go: on a busy machine the time could pass between two calls from here.
    read = visit.frame.evaluate(
        f"(parent.API.LMSSetValue('{STATE}', 'x'), parent.API.LMSGetValue('{STATE}'))"
    )
    assert read == ""
    visit.page.wait_for_function(f"API.LMSGetValue('{STATE}') === 'x'")


def test_a_commit_over_the_limit_is_refused(desk: Desk) -> None:
    visit = opened(desk, rules="moodle", body_limit=65_536)
    visit.call("SetValue", STATE, "x" * 40_000)
    assert visit.call("Commit") == ("true", "0")
    visit.call("SetValue", STATE, "x" * 60_000)
    visit.call("SetValue", "cmi.comments", "x" * 10_000)
    assert visit.call("Commit") == ("false", "101")
    assert len(visit.values[STATE]) == 40_000


def test_the_full_profile_holds_4096_characters_in_every_standard(desk: Desk) -> None:
    for standard, code in (("scorm12", "405"), ("scorm2004", "406")):
        visit = desk.launch(tiny_scorm(standard), "full")
        visit.call("Initialize")
        assert visit.call("SetValue", STATE, "x" * 4096) == ("true", "0")
        assert visit.call("SetValue", STATE, "x" * 4097) == ("false", code)


def test_finish_is_refused(desk: Desk) -> None:
    visit = opened(desk, Fault("Finish", "false", times=1))
    assert visit.call("Finish") == ("false", "101")
    assert visit.saves == []
    assert visit.call("Finish") == ("true", "0")


def test_no_api_late_api_and_missing_functions(desk: Desk) -> None:
    absent = desk.launch(tiny_scorm("scorm12"), "no-api")
    assert absent.frame.evaluate("typeof parent.API") == "undefined"
    late = desk.launch(tiny_scorm("scorm12"), "late-api", api_after=60.0)
    assert late.frame.evaluate("typeof parent.API") == "undefined"
    later = desk.launch(tiny_scorm("scorm12"), "late-api", api_after=0.2)
    later.page.wait_for_function("window.API !== undefined")
    missing = desk.launch(tiny_scorm("scorm12"), missing=("Finish",))
    assert missing.frame.evaluate("[typeof parent.API.LMSFinish, typeof parent.API.LMSCommit]") == [
        "undefined",
        "function",
    ]


def test_the_api_vanishes_half_way(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"), "vanishing")
    visit.frame.evaluate("window.kept = parent.API")
    visit.call("Initialize")
    for value in ("one", "two"):
        visit.call("SetValue", STATE, value)
        assert visit.call("Commit") == ("true", "0")
    assert thrown(visit, f"kept.LMSSetValue('{STATE}', 'three')")
    assert visit.frame.evaluate("typeof parent.API") == "undefined"
    assert visit.values[STATE] == "two"


def test_a_slow_server_lets_the_page_wait(desk: Desk) -> None:
    visit = desk.launch(tiny_scorm("scorm12"), "slow", delay=0.4)
    visit.call("Initialize")
    visit.call("SetValue", STATE, "x")
    script = "() => { const start = performance.now(); parent.API.LMSCommit(''); return performance.now() - start }"
    # A lower bound: the clocks of server and browser may differ by some milliseconds.
    assert visit.frame.evaluate(script) > 350


def test_random_failures_are_the_same_for_the_same_seed(desk: Desk) -> None:
    flaky = Fault("SetValue", "false", probability=0.5)
    runs = []
    for seed in (1, 1, 2):
        visit = opened(desk, flaky, seed=seed)
        runs.append([visit.call("SetValue", STATE, str(n))[0] for n in range(24)])
    assert runs[0] == runs[1] != runs[2]
    assert {"true", "false"} == set(runs[0])


def test_the_calls_are_logged_with_their_effect(desk: Desk) -> None:
    visit = opened(desk, Fault("SetValue", "false", times=1))
    visit.call("SetValue", STATE, "x")
    assert visit.calls == [
        {"call": "Initialize", "element": "", "value": "", "result": "true", "error": "0", "effect": None},
        {
            "call": "SetValue",
            "element": STATE,
            "value": "x",
            "result": "false",
            "error": "101",
            "effect": "false",
        },
    ]
