"""Rows of the fault table: what happens to the page, the browser, the network and the session half-way."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest

from modulebouwer.lms.behaviour import Fault, HttpFault
from reliability.learner import (
    EVERY,
    LMS,
    SAVED,
    SCORM,
    TEXTS,
    WORKING,
    Desk,
    Visit,
    held,
    is_told,
    leave_for_good,
    of,
    place_kept,
    reading,
    sees_saved,
    survives,
    unable_to_save,
    write,
)
from reliability.lms_faults import COMMITS_BEFORE
from reliability.small_module import small_module
from reliability.table import Ends


def without_lms(desk: Desk, standard: str) -> Visit:
    """The page as it is opened outside an LMS: no API can be found, or the address has no launch in it."""
    with nullcontext() if standard in SCORM else desk.without_launch():
        return reading(desk, standard, "no-api" if standard in SCORM else "strict")


# The session


@of(*LMS)
def test_no_lms(desk: Desk, ends: Ends, standard: str) -> None:
    """There is no API, or no launch in the address: "los geopend", and the answers stay in the browser."""
    visit = without_lms(desk, standard)
    assert visit.told_of("loose")
    write(visit)
    sees_saved(visit, where="browser")
    visit.close()
    again = without_lms(desk, standard)
    assert again.value("regio") == TEXTS["regio"]
    ends("saved in the browser")


@of(*SCORM)
def test_api_vanishing_half_way(desk: Desk, ends: Ends, standard: str) -> None:
    """The API is gone after an answer was saved; calls on it throw."""
    visit = reading(desk, standard, vanishes_after=COMMITS_BEFORE + 2)
    write(visit, "partners")
    sees_saved(visit, "partners")
    write(visit)
    outcome = is_told(visit)
    visit.close()
    survives(visit, "partners")
    ends(outcome)


@of(*LMS)
def test_session_expired(desk: Desk, ends: Ends, standard: str) -> None:
    """The learner is logged out of the LMS while the page is open."""
    visit = reading(desk, standard)
    visit.expire()
    write(visit)
    ends(is_told(visit))


@of("cmi5")
def test_launched_again(desk: Desk, ends: Ends, standard: str) -> None:
    """The module is launched a second time: the LMS abandons the first session, and the first page tells so."""
    one = reading(desk, standard)
    place_kept(one)
    two = reading(desk, standard)
    place_kept(two)
    write(one)
    outcome = is_told(one)
    write(two, "partners")
    sees_saved(two, "partners")
    survives(two, "partners")
    ends(outcome)


@of(*LMS)
def test_completion_fails(desk: Desk, ends: Ends, standard: str) -> None:
    """ "Completed" does not arrive (Moodle sends the same value never again): the learner presses once more."""
    # One commit for the visit of the second section.
    faults = [Fault("Commit", "send-fails", after=COMMITS_BEFORE + 2, times=1)] if standard in SCORM else []
    visit = reading(desk, standard, "moodle" if standard in SCORM else "strict", *faults)
    place_kept(visit)
    write(visit)
    sees_saved(visit)
    visit.visit("verder")
    session = visit.launch.session
    if session:
        visit.eventually(lambda: verbs(visit).count("experienced") == 2)
        # What was told before is told again where its answer came too late: all is refused until the learner is told.
        session.behaviour = replace(visit.launch.behaviour, http_faults=(HttpFault("statements", 503),))
    assert not visit.finish()
    if session:
        session.behaviour = visit.launch.behaviour
    assert not completed(visit)
    visit.finish()
    visit.eventually(lambda: completed(visit))
    ends(survives(visit))


def verbs(visit: Visit) -> list[str]:
    return [str(statement["verb"]["id"]).rpartition("/")[2] for statement in visit.desk.lms.lrs.statements]


def completed(visit: Visit) -> bool:
    status = {"scorm12": "cmi.core.lesson_status", "scorm2004": "cmi.completion_status"}
    element = status.get(visit.launch.package.standard)
    return visit.values.get(element) == "completed" if element else "completed" in verbs(visit)


# The network


@of(*LMS)
def test_offline(desk: Desk, ends: Ends, standard: str) -> None:
    """The network goes away while typing, and comes back."""
    visit = reading(desk, standard)
    place_kept(visit)
    visit.offline()
    write(visit)
    is_told(visit)
    visit.offline(False)
    sees_saved(visit)
    ends(survives(visit))


@of(*SCORM)
def test_offline_with_true(desk: Desk, ends: Ends, standard: str) -> None:
    """Offline, and every call gives "true" (Moodle); the network comes back."""
    visit = reading(desk, standard, "moodle")
    visit.offline()
    write(visit)
    is_told(visit)
    assert "regio" not in held(visit)
    visit.offline(False)
    sees_saved(visit)
    ends(survives(visit))


# The page


@of(*EVERY)
def test_f5(desk: Desk, ends: Ends, standard: str) -> None:
    """F5 while typing; Moodle hands out what it held before the page left, and in cmi5 the session goes on."""
    visit = reading(desk, standard, "moodle" if standard in SCORM else "strict")
    visit.fill("regio", TEXTS["regio"])
    visit.reload()
    visit.visit("begin")
    assert visit.value("regio") == TEXTS["regio"]
    sees_saved(visit)
    ends(survives(visit))


@of(*EVERY)
@pytest.mark.parametrize("way", ["close", "leave", "remove_frame"])
def test_left_while_typing(desk: Desk, ends: Ends, standard: str, way: str) -> None:
    """The tab is closed, goes to another page, or loses the frame, with the last words just typed."""
    visit = reading(desk, standard)
    visit.fill("regio", TEXTS["regio"])
    getattr(visit, way)()
    ends(survives(visit))


@of(*EVERY)
def test_tab_killed(desk: Desk, ends: Ends, standard: str) -> None:
    """The tab's process dies after two seconds of rest, without any event."""
    visit = reading(desk, standard)
    visit.fill("regio", TEXTS["regio"])
    visit.eventually(lambda: held(visit).get("regio") == TEXTS["regio"])
    visit.kill()
    ends(survives(visit))


# Two pages


@of("scorm12", "scorm2004", "xapi", "web")
def test_two_tabs(desk: Desk, ends: Ends, standard: str) -> None:
    """The module is open twice; each tab gets another answer, and one of them a third."""
    one = reading(desk, standard)
    two = reading(desk, standard)
    write(one, "regio")
    sees_saved(one)
    write(two, "partners")
    sees_saved(two, "partners")
    one.visit("verder")
    write(one, "plan")
    sees_saved(one, "plan")
    ends(survives(one, "regio", "partners", "plan"))


@of(*LMS)
def test_two_computers_one_answer(desk: Desk, ends: Ends, standard: str) -> None:
    """Two computers change one answer: at the next launch of the one with unsaved text the learner chooses."""
    one = unable_to_save(desk, standard)
    write(one, "regio")
    is_told(one)
    other = desk.launch(small_module(standard), another=True)
    other.visit("begin")
    write(other, "regio", TEXTS["partners"])
    sees_saved(other)
    leave_for_good(other)
    one.relaunch_here(behaviour=WORKING[standard])
    one.visit("begin")
    assert "Over regio" in one.conflict("regio") + one.value("regio")
    assert "Over partners" in one.conflict("regio") + one.value("regio")
    one.keep_both("regio")
    assert one.conflict("regio") == ""
    sees_saved(one)
    one.eventually(lambda: all(TEXTS[id] in held(one)["regio"] for id in ("regio", "partners")))
    ends(SAVED)


# The browser


@of(*EVERY)
def test_storage_blocked(desk: Desk, ends: Ends, standard: str) -> None:
    """The browser blocks sessionStorage and localStorage in the frame."""
    desk.browser_keeps("blocked")
    visit = reading(desk, standard)
    write(visit)
    if standard == "web":
        ends(is_told(visit))
        return
    sees_saved(visit)
    ends(survives(visit))


@of(*LMS)
def test_storage_blocked_without_lms(desk: Desk, ends: Ends, standard: str) -> None:
    """The browser blocks storage and there is no LMS either."""
    desk.browser_keeps("blocked")
    visit = without_lms(desk, standard)
    write(visit)
    ends(is_told(visit))


@of(*EVERY)
def test_clock_set_back(desk: Desk, ends: Ends, standard: str) -> None:
    """The computer's clock goes back a year between two versions of an answer."""
    visit = reading(desk, standard)
    write(visit, "regio", TEXTS["partners"])
    sees_saved(visit)
    visit.set_clock_back(365 * 86_400_000)
    write(visit)
    visit.eventually(lambda: held(visit).get("regio") == TEXTS["regio"])
    sees_saved(visit)
    ends(survives(visit))


# An LMS that comes too late


@of(*SCORM)
def test_api_too_late(desk: Desk, ends: Ends, standard: str) -> None:
    """The API appears after ten seconds, in a page that has opened without: the next launch offers what was written."""
    visit = reading(desk, standard, "late-api", api_after=10.0)
    assert visit.told_of("loose")
    write(visit)
    sees_saved(visit, where="browser")
    visit.close()
    again = visit.relaunch(behaviour=WORKING[standard])
    again.visit("begin")
    # It may be somebody else's: the learner says.
    assert again.value("regio") == ""
    again.take_over()
    sees_saved(again)
    leave_for_good(again)
    ends(survives(again))
