"""Rows of the fault table: what happens to the page, the browser, the network and the session half-way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.reliability.conftest import Ends
from browser.reliability.learner import (
    EVERY,
    LMS,
    SAVED,
    SCORM,
    TEXTS,
    WORKING,
    field,
    is_told,
    leave_for_good,
    notice,
    of,
    open_section,
    place_kept,
    press_finish,
    reading,
    sees_saved,
    survives,
    unable_to_save,
    write,
)
from browser.reliability.lms_faults import COMMITS_BEFORE
from browser.reliability.small_module import small_module
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually
from modulebouwer.preview.behaviour import Fault, HttpFault

BLOCKED = """for (const name of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""


def without_lms(desk: Desk, standard: str) -> Visit:
    """The page as it is opened outside an LMS: no API can be found, or the address has no launch in it."""
    if standard in SCORM:
        return reading(desk, standard, "no-api")
    visit = desk.launch(small_module(standard))
    visit.frame.goto(visit.frame.url.partition("?")[0])
    open_section(visit)
    return visit


# The session


@of(*LMS)
def test_no_lms(desk: Desk, ends: Ends, standard: str) -> None:
    """There is no API, or no launch in the address: "los geopend", and the answers stay in the browser."""
    visit = without_lms(desk, standard)
    expect(notice(visit, "loose")).to_contain_text("Los geopend")
    write(visit)
    sees_saved(visit, where="browser")
    visit.close()
    again = without_lms(desk, standard)
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    ends("saved in the browser")


@of(*SCORM)
def test_api_vanishing_half_way(desk: Desk, ends: Ends, standard: str) -> None:
    """The API is gone after an answer was saved; calls on it throw."""
    visit = reading(desk, standard, vanishes_after=COMMITS_BEFORE + 1)
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
    open_section(visit, "verder")
    if visit.launch.session:
        eventually(lambda: verbs(visit).count("experienced") == 2)
        refused = HttpFault("statements", 503, times=1)
        visit.launch.session.behaviour = replace(visit.launch.behaviour, http_faults=(refused,))
    expect(press_finish(visit)).to_contain_text("niet gelukt")
    assert not completed(visit)
    press_finish(visit)
    eventually(lambda: completed(visit))
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
    """F5 while typing; Moodle hands out what it held before the page left, and in cmi5 the session is over."""
    visit = reading(desk, standard, "moodle" if standard in SCORM else "strict")
    field(visit, "regio").fill(TEXTS["regio"])
    visit.reload()
    open_section(visit)
    expect(field(visit, "regio")).to_have_value(TEXTS["regio"])
    if standard == "cmi5":
        is_told(visit)
    else:
        sees_saved(visit)
    ends(survives(visit))


@of(*EVERY)
@pytest.mark.parametrize("way", ["close", "leave", "remove_frame"])
def test_left_while_typing(desk: Desk, ends: Ends, standard: str, way: str) -> None:
    """The tab is closed, goes to another page, or loses the frame, with the last words just typed."""
    visit = reading(desk, standard)
    field(visit, "regio").fill(TEXTS["regio"])
    getattr(visit, way)()
    ends(survives(visit))


@of(*EVERY)
def test_tab_killed(desk: Desk, ends: Ends, standard: str) -> None:
    """The tab's process dies after two seconds of rest, without any event."""
    visit = reading(desk, standard)
    field(visit, "regio").fill(TEXTS["regio"])
    eventually(lambda: held(visit).get("regio") == TEXTS["regio"])
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
    open_section(one, "verder")
    write(one, "plan")
    sees_saved(one, "plan")
    ends(survives(one, "regio", "partners", "plan"))


@of(*LMS)
def test_two_computers_one_answer(desk: Desk, ends: Ends, standard: str, context: BrowserContext) -> None:
    """Two computers change one answer: at the next launch of the one with unsaved text the learner chooses."""
    one = unable_to_save(desk, standard)
    write(one, "regio")
    is_told(one)
    other = desk.launch(small_module(standard), context=context.browser.new_context())  # type: ignore[union-attr]
    open_section(other)
    write(other, "regio", TEXTS["partners"])
    sees_saved(other)
    leave_for_good(other)
    one.relaunch_here(behaviour=WORKING[standard])
    open_section(one)
    choice = one.sco.locator("#conflict-regio")
    expect(choice).to_contain_text("Over regio")
    expect(choice).to_contain_text("Over partners")
    choice.get_by_role("button", name="Allebei houden").click()
    expect(choice).to_have_count(0)
    sees_saved(one)
    eventually(lambda: all(TEXTS[id] in held(one)["regio"] for id in ("regio", "partners")))
    other.page.context.close()
    ends(SAVED)


# The browser


@of(*EVERY)
def test_storage_blocked(desk: Desk, ends: Ends, standard: str, context: BrowserContext) -> None:
    """The browser blocks sessionStorage and localStorage in the frame."""
    context.add_init_script(BLOCKED)
    visit = reading(desk, standard)
    write(visit)
    if standard == "web":
        ends(is_told(visit))
        return
    sees_saved(visit)
    ends(survives(visit))


@of(*LMS)
def test_storage_blocked_without_lms(desk: Desk, ends: Ends, standard: str, context: BrowserContext) -> None:
    """The browser blocks storage and there is no LMS either."""
    context.add_init_script(BLOCKED)
    visit = without_lms(desk, standard)
    write(visit)
    ends(is_told(visit))


@of(*EVERY)
def test_clock_set_back(desk: Desk, ends: Ends, standard: str) -> None:
    """The computer's clock goes back a year between two versions of an answer."""
    visit = reading(desk, standard)
    write(visit, "regio", TEXTS["partners"])
    sees_saved(visit)
    visit.frame.evaluate("const now = Date.now; Date.now = () => now() - 365 * 86400000")
    write(visit)
    eventually(lambda: held(visit).get("regio") == TEXTS["regio"])
    sees_saved(visit)
    ends(survives(visit))
