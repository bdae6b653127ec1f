"""How the doubles save: each row of Moodle 4.5's section on saving, and the other LMSs' ways to lose a value."""

from typing import Any

import pytest

from harness.lms import Desk, Visit, eventually
from harness.packages import tiny_scorm
from modulebouwer.lms.behaviour import Fault

BOTH = pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
STATE = "cmi.suspend_data"


def opened(desk: Desk, standard: str, profile: str = "strict", *faults: Fault, **changes: Any) -> Visit:
    visit = desk.launch(tiny_scorm(standard), profile, *faults, **changes)
    visit.call("Initialize")
    return visit


def saved(visit: Visit, value: str) -> tuple[object, str]:
    visit.call("SetValue", STATE, value)
    return visit.call("Commit")


def on_leaving(visit: Visit, event: str = "pagehide") -> None:
    """Lets the SCO save "left" at that event, as a package does that only saves then."""
    visit.frame.evaluate(
        """([event, element]) => {
            const api = parent.API_1484_11 ?? parent.API;
            const prefix = parent.API ? "LMS" : "";
            const target = event === "visibilitychange" ? document : window;
            target.addEventListener(event, () => {
                api[prefix + "SetValue"](element, "left");
                window.result = api[prefix + "Commit"]("");
            });
        }""",
        [event, STATE],
    )


@BOTH
@pytest.mark.parametrize("way", ["leave", "close", "reload", "remove_frame"])
def test_a_commit_on_pagehide_arrives_by_beacon(desk: Desk, standard: str, way: str) -> None:
    visit = opened(desk, standard)
    on_leaving(visit)
    getattr(visit, way)()
    eventually(lambda: visit.values.get(STATE) == "left")
    assert visit.saves[-1].route == "beacon"


def test_a_killed_tab_saves_nothing_more(desk: Desk) -> None:
    visit = opened(desk, "scorm12")
    saved(visit, "before")
    on_leaving(visit)
    visit.kill()
    again = opened(desk, "scorm12")
    assert again.call("GetValue", STATE) == ("before", "0")
    assert len(visit.saves) == 1


@BOTH
def test_a_beacon_takes_64_kib_at_most(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "moodle")
    # 22,000 times three bytes: within Moodle's 64,000 characters, over the browser's 65,536 bytes.
    visit.call("SetValue", STATE, "€" * 22_000)
    visit.page.evaluate("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
    assert visit.call("Commit")[0] == "false"
    assert STATE not in visit.values


def test_moodle_12_never_sends_again_what_failed(desk: Desk) -> None:
    visit = opened(desk, "scorm12", "moodle", Fault("Commit", "send-fails", times=1))
    assert saved(visit, "first") == ("false", "101")
    assert visit.call("Commit") == ("true", "0")
    assert saved(visit, "first") == ("true", "0")
    assert STATE not in visit.values
    assert visit.saves == []
    assert saved(visit, "second") == ("true", "0")
    assert visit.values[STATE] == "second"


def test_moodle_2004_sends_again_what_failed(desk: Desk) -> None:
    visit = opened(desk, "scorm2004", "moodle", Fault("Commit", "send-fails", times=1))
    assert saved(visit, "first")[0] == "false"
    assert visit.call("Commit") == ("true", "0")
    assert visit.values[STATE] == "first"


def test_moodle_2004_sends_everything_but_12_only_changes(desk: Desk) -> None:
    for standard, sent in (("scorm2004", {STATE, PLACE[1]}), ("scorm12", {PLACE[0]})):
        visit = opened(desk, standard, "moodle")
        saved(visit, "state")
        place = PLACE[0] if standard == "scorm12" else PLACE[1]
        visit.call("SetValue", place, "somewhere")
        visit.call("Commit")
        assert set(visit.saves[-1].values) == sent


PLACE = ("cmi.core.lesson_location", "cmi.location")


def test_moodle_2004_does_not_send_a_value_set_back_to_that_of_the_launch(desk: Desk) -> None:
    visit = opened(desk, "scorm2004", "moodle")
    visit.call("SetValue", "cmi.exit", "suspend")
    saved(visit, "start")
    again = opened(desk, "scorm2004", "moodle")
    assert again.call("GetValue", STATE) == ("start", "0")
    saved(again, "second")
    assert saved(again, "start") == ("true", "0")
    assert again.values[STATE] == "second"


@BOTH
def test_offline_moodle_says_true_and_the_standard_false(desk: Desk, standard: str) -> None:
    moodle = opened(desk, standard, "moodle")
    strict = opened(desk, standard)
    moodle.offline()
    assert saved(moodle, "gone") == ("true", "0")
    assert saved(strict, "kept")[0] == "false"
    moodle.offline(False)
    # The browser says that it is online a moment before its requests get out.
    eventually(lambda: strict.call("Commit") == ("true", "0"))
    assert [save.values.get(STATE) for save in strict.saves] == ["kept"]


@BOTH
def test_the_unreachable_profile_says_true_and_sends_nothing(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "unreachable")
    assert saved(visit, "gone") == ("true", "0")
    assert visit.saves == []


@BOTH
def test_the_offline_profile_says_that_it_failed(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "offline")
    assert saved(visit, "gone") == ("false", "101" if standard == "scorm12" else "391")
    assert visit.saves == []


@BOTH
def test_a_lost_session_refuses(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard)
    visit.expire()
    assert saved(visit, "x") == ("false", "101" if standard == "scorm12" else "391")
    assert visit.values.get(STATE) is None


@BOTH
def test_a_session_expires_by_itself(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "session-expires", session_seconds=0.0)
    assert saved(visit, "x")[0] == "false"


def test_moodle_12_closes_before_it_sends_but_the_standard_keeps_the_session(desk: Desk) -> None:
    fails = Fault("Finish", "send-fails", times=1)
    moodle = opened(desk, "scorm12", "moodle", fails)
    assert moodle.call("Finish") == ("false", "101")
    assert moodle.call("Finish") == ("false", "301")
    assert moodle.call("Initialize") == ("true", "0")
    strict = opened(desk, "scorm12", "strict", fails)
    assert strict.call("Finish") == ("false", "101")
    assert strict.call("Finish") == ("true", "0")


def test_moodle_2004_may_terminate_again_after_a_failure(desk: Desk) -> None:
    visit = opened(desk, "scorm2004", "moodle", Fault("Finish", "send-fails", times=1))
    assert visit.call("Finish")[0] == "false"
    assert visit.call("Finish") == ("true", "0")


@BOTH
def test_moodles_reload_hands_out_what_stood_before_leaving(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "moodle")
    visit.call("SetValue", "cmi.core.exit" if standard == "scorm12" else "cmi.exit", "suspend")
    saved(visit, "committed")
    on_leaving(visit)
    visit.reload()
    visit.call("Initialize")
    assert visit.call("GetValue", STATE) == ("committed", "0")
    eventually(lambda: visit.values[STATE] == "left")
    assert opened(desk, standard, "moodle").call("GetValue", STATE) == ("left", "0")


def test_moodle_takes_equal_numbers_for_unchanged(desk: Desk) -> None:
    for profile, held in (("moodle", "1.1"), ("strict", "1.10")):
        visit = desk.launch(tiny_scorm("scorm12"), profile, learner="anna" if profile == "moodle" else "bram")
        visit.call("Initialize")
        saved(visit, "1.1")
        assert saved(visit, "1.10") == ("true", "0")
        assert visit.values[STATE] == held


@BOTH
def test_moodle_drops_nul_and_throws_at_half_a_character(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "moodle")
    saved(visit, "a\0b")
    assert visit.values[STATE] == "ab"
    thrown = visit.frame.evaluate(
        """(element) => {
            const api = parent.API_1484_11 ?? parent.API;
            const prefix = parent.API ? "LMS" : "";
            api[prefix + "SetValue"](element, "\\ud83d");
            try { api[prefix + "Commit"](""); return "nothing"; } catch (error) { return error.name; }
        }""",
        STATE,
    )
    assert thrown == "URIError"


def test_moodle_is_in_review_after_completion_and_still_stores(desk: Desk) -> None:
    visit = opened(desk, "scorm12", "moodle")
    visit.call("SetValue", "cmi.core.lesson_status", "completed")
    visit.call("Finish")
    again = opened(desk, "scorm12", "moodle")
    assert again.call("GetValue", "cmi.core.lesson_mode") == ("review", "0")
    assert again.call("GetValue", "cmi.core.credit") == ("no-credit", "0")
    again.call("SetValue", "cmi.core.lesson_status", "incomplete")
    again.call("Commit")
    assert again.values["cmi.core.lesson_status"] == "incomplete"
    assert opened(desk, "scorm12").call("GetValue", "cmi.core.lesson_mode") == ("normal", "0")


@BOTH
def test_open_edx_says_true_to_all_and_reads_late(desk: Desk, standard: str) -> None:
    visit = desk.launch(tiny_scorm(standard), "openedx")
    # In one go: no answer of the server can come in between.
    late = visit.frame.evaluate(
        """(element) => {
            const api = parent.API_1484_11 ?? parent.API;
            const prefix = parent.API ? "LMS" : "";
            return [api[prefix + "SetValue"](element, "early"), api[prefix + "GetValue"](element)];
        }""",
        STATE,
    )
    assert late == ["true", ""]
    eventually(lambda: visit.call("GetValue", STATE) == ("early", "0"))


def test_open_edx_never_tells_status_and_name(desk: Desk) -> None:
    visit = opened(desk, "scorm12", "openedx")
    assert visit.call("GetValue", "cmi.core.student_name") == (None, "0")
    visit.call("SetValue", "cmi.core.lesson_status", "completed")
    eventually(lambda: visit.values.get("cmi.core.lesson_status") == "completed")
    assert visit.call("GetValue", "cmi.core.lesson_status") == ("", "0")


@BOTH
def test_open_edx_drops_what_does_not_arrive(desk: Desk, standard: str) -> None:
    visit = opened(desk, standard, "openedx")
    visit.offline()
    assert saved(visit, "lost") == ("true", "0")
    visit.page.wait_for_function("performance.getEntriesByType('resource').length > 0")
    visit.offline(False)
    assert visit.call("Commit") == ("true", "0")
    assert visit.values.get(STATE) is None


def test_wagtail_has_no_finish_and_never_resumes(desk: Desk) -> None:
    visit = opened(desk, "scorm12", "wagtail")
    assert visit.frame.evaluate("typeof parent.API.LMSFinish") == "undefined"
    saved(visit, "x")
    eventually(lambda: visit.values.get(STATE) == "x")
    again = opened(desk, "scorm12", "wagtail")
    assert again.call("GetValue", "cmi.core.entry") == ("ab-initio", "0")
    assert again.call("GetValue", STATE) == ("x", "0")


def test_an_async_save_over_64_kib_is_lost_and_says_true(desk: Desk) -> None:
    visit = opened(desk, "scorm12", "wagtail")
    assert saved(visit, "x" * 70_000) == ("true", "0")
    saved(visit, "small")
    eventually(lambda: visit.values.get(STATE) == "small")
    assert [len(save.values[STATE]) for save in visit.saves] == [5]
