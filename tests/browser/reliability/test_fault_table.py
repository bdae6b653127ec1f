"""The fault table: after every fault an answer of 900 characters is in the LMS, or the page has said that it is not.

One test a row; the name of the test is the name of the row, and its docstring tells what happens.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.reliability.conftest import Ends, line_of
from browser.reliability.learner import (
    SAVED,
    STATE,
    TEXTS,
    TOLD,
    WORKING,
    answers,
    field,
    in_lms,
    is_told,
    open_section,
    sees_saved,
    status,
    survives,
    write,
)
from browser.reliability.small_module import small_module
from harness.lms import Desk, Visit, eventually
from modulebouwer.preview.behaviour import Fault


def reading(desk: Desk, profile: str = "strict", *faults: Fault, **changes: object) -> Visit:
    """The learner has the first section open."""
    visit = desk.launch(small_module(), profile, *faults, **changes)
    open_section(visit)
    return visit


# Commits before the learner writes: one that sets the status, one for the place.
COMMITS_BEFORE = 2


def noise(length: int) -> str:
    """Text that no codec makes shorter; always the same."""
    letters = [chr(code) for code in range(33, 127)]
    return "".join(random.Random(7).choices(letters, k=length))


# Calls that fail


def test_setvalue_false(desk: Desk, ends: Ends) -> None:
    """SetValue of the record always gives "false"."""
    visit = reading(desk, "strict", Fault("SetValue", "false", element=STATE))
    write(visit)
    ends(is_told(visit))


def test_commit_false_once(desk: Desk, ends: Ends) -> None:
    """The Commit of the answer gives "false", the next one works."""
    visit = reading(desk, "strict", Fault("Commit", "false", after=COMMITS_BEFORE, times=1))
    write(visit)
    is_told(visit)
    sees_saved(visit)
    ends(survives(visit))


def test_commit_false_for_ever(desk: Desk, ends: Ends) -> None:
    """Every Commit from the answer on gives "false"."""
    visit = reading(desk, "strict", Fault("Commit", "false", after=COMMITS_BEFORE))
    write(visit)
    ends(is_told(visit))


@pytest.mark.parametrize("call", ["SetValue", "GetValue", "Commit"])
def test_calls_that_throw(desk: Desk, ends: Ends, call: str) -> None:
    """The call throws an exception, each time."""
    visit = reading(desk, "strict", Fault(call, "throw", after=0 if call != "Commit" else COMMITS_BEFORE))  # type: ignore[arg-type]
    write(visit)
    ends(is_told(visit))


def test_getlasterror_throws(desk: Desk, ends: Ends) -> None:
    """Only GetLastError throws; everything else works."""
    visit = reading(desk, "strict", Fault("GetLastError", "throw"))
    write(visit)
    sees_saved(visit)
    ends(survives(visit))


@pytest.mark.parametrize("effect", ["null", "undefined"])
def test_getvalue_gives(desk: Desk, ends: Ends, effect: str) -> None:
    """GetValue gives that for everything, although the LMS holds an earlier answer."""
    first = reading(desk)
    write(first, "partners")
    sees_saved(first, "partners")
    visit = first.relaunch(behaviour=replace(WORKING, faults=(Fault("GetValue", effect),)))  # type: ignore[arg-type]
    open_section(visit)
    write(visit)
    outcome = is_told(visit)
    before = len(visit.saves)
    visit.close()
    eventually(lambda: len(visit.saves) > before)
    survives(first, "partners")
    ends(outcome)


def test_finish_refused(desk: Desk, ends: Ends) -> None:
    """LMSFinish gives "false"."""
    visit = reading(desk, "strict", Fault("Finish", "false"))
    write(visit)
    visit.close()
    ends(survives(visit))


def test_no_lmsfinish_at_all(desk: Desk, ends: Ends) -> None:
    """The API has no LMSFinish (wagtail-lms)."""
    visit = reading(desk, "wagtail")
    write(visit)
    sees_saved(visit)
    visit.leave()
    ends(survives(visit))


def test_status_commit_failed(desk: Desk, ends: Ends) -> None:
    """The Commit of "completed" fails, and Moodle sends the same value never again: the learner presses once more."""
    # One commit for the visit of the second section.
    visit = reading(desk, "moodle", Fault("Commit", "send-fails", after=COMMITS_BEFORE + 2, times=1))
    write(visit)
    sees_saved(visit)
    open_section(visit, "verder")
    finish = visit.sco.locator('[data-action="finish"]')
    visit.frame.evaluate(
        "location.hash = '#' + document.querySelector('[data-finish]').closest('[data-page]').id"
    )
    finish.click()
    expect(visit.sco.locator("[data-finish]")).to_contain_text("niet gelukt")
    assert visit.values.get("cmi.core.lesson_status") == "incomplete"
    finish.click()
    eventually(lambda: visit.values.get("cmi.core.lesson_status") == "completed")
    ends(survives(visit))


# The API


def test_api_absent(desk: Desk, ends: Ends) -> None:
    """There is no API: "los geopend"."""
    visit = reading(desk, "no-api")
    expect(visit.sco.locator('[data-notice="loose"]')).to_contain_text("Los geopend")
    write(visit)
    sees_saved(visit, where="browser")
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"], timeout=10_000)
    ends("saved in the browser, and the page says so")


def test_api_late(desk: Desk, ends: Ends) -> None:
    """The API appears after two seconds."""
    visit = reading(desk, "late-api")
    write(visit)
    sees_saved(visit)
    ends(survives(visit))


def test_api_vanishing_half_way(desk: Desk, ends: Ends) -> None:
    """The API is gone after an answer was saved; calls on it throw."""
    visit = reading(desk, vanishes_after=COMMITS_BEFORE + 1)
    write(visit, "partners")
    sees_saved(visit, "partners")
    write(visit)
    outcome = is_told(visit)
    visit.close()
    survives(visit, "partners")
    ends(outcome)


def test_session_expired(desk: Desk, ends: Ends) -> None:
    """The learner is logged out of the LMS while the page is open."""
    visit = reading(desk)
    visit.expire()
    write(visit)
    ends(is_told(visit))


# The network


def test_offline(desk: Desk, ends: Ends) -> None:
    """The network goes away while typing, and comes back."""
    visit = reading(desk)
    visit.offline()
    write(visit)
    is_told(visit)
    visit.offline(False)
    sees_saved(visit)
    ends(survives(visit))


def test_offline_with_true(desk: Desk, ends: Ends) -> None:
    """Offline, and every call gives "true" (Moodle); the network comes back."""
    visit = reading(desk, "moodle")
    visit.offline()
    write(visit)
    is_told(visit)
    assert "regio" not in in_lms(visit)
    visit.offline(False)
    sees_saved(visit)
    ends(survives(visit))


def test_true_that_stores_nothing(desk: Desk, ends: Ends) -> None:
    """SetValue and Commit give "true" and do nothing."""
    visit = reading(desk, "forgetful")
    write(visit)
    ends(is_told(visit))


def test_read_back_that_lags_5_s(desk: Desk, ends: Ends) -> None:
    """GetValue gives the old value for five seconds."""
    visit = reading(desk, read_lag=5.0)
    write(visit)
    sees_saved(visit)
    ends(survives(visit))


def test_second_commit_not_sent(desk: Desk, ends: Ends) -> None:
    """The Commit fails, and a second one sends nothing although it gives "true" (Moodle, SCORM 1.2)."""
    visit = reading(desk, "moodle", Fault("Commit", "send-fails", after=COMMITS_BEFORE, times=1))
    write(visit)
    is_told(visit)
    sees_saved(visit)
    ends(survives(visit))


# Room


def test_strict_4096(desk: Desk, ends: Ends) -> None:
    """The LMS holds 4,096 characters; a second answer is far too long: the first stays saved, the long one is told."""
    visit = reading(desk)
    write(visit)
    long = noise(6_000)
    write(visit, "partners", long)
    outcome = is_told(visit, "partners", long)
    expect(visit.sco.locator('[data-notice="unsaved"]')).to_contain_text(re.compile("4.?096"))
    open_section(visit, "verder")
    write(visit, "plan")
    sees_saved(visit, "plan")
    survives(visit, "regio", "plan")
    ends(outcome)


def test_strict_255(desk: Desk, ends: Ends) -> None:
    """`answers: report` in an LMS that takes 255 characters a response."""
    visit = desk.launch(small_module(answers="report"), "strict")
    open_section(visit)
    write(visit)
    sees_saved(visit)
    field = "cmi.interactions.{}.student_response"
    eventually(lambda: field.format(3) in visit.values)
    pieces = [visit.values[field.format(index)] for index in range(4)]
    assert max(map(len, pieces)) <= 255
    assert "".join(pieces) == TEXTS["regio"].replace("\n", " / ")
    ends(survives(visit))


def test_total_above_64_kib(desk: Desk, ends: Ends) -> None:
    """A paste of 100 kB where more than 64 KiB in one Commit loses that and all later ones (scormhost)."""
    visit = reading(desk, rules="anything", transport="async", body_limit=65_536)
    long = noise(100_000)
    write(visit, "partners", long)
    outcome = is_told(visit, "partners", long)
    write(visit)
    sees_saved(visit)
    survives(visit)
    ends(outcome)


# The page


def test_f5(desk: Desk, ends: Ends) -> None:
    """F5 while typing; Moodle hands out what it held before the page left."""
    visit = reading(desk, "moodle")
    field(visit, "regio").fill(TEXTS["regio"])
    visit.reload()
    open_section(visit)
    expect(field(visit, "regio")).to_have_value(TEXTS["regio"])
    sees_saved(visit)
    ends(survives(visit))


@pytest.mark.parametrize("way", ["close", "leave", "remove_frame"])
def test_left_while_typing(desk: Desk, ends: Ends, way: str) -> None:
    """The tab is closed, goes to another page, or loses the frame, with the last words just typed."""
    visit = reading(desk)
    field(visit, "regio").fill(TEXTS["regio"])
    getattr(visit, way)()
    ends(survives(visit))


def test_tab_killed(desk: Desk, ends: Ends) -> None:
    """The tab's process dies after two seconds of rest, without any event."""
    visit = reading(desk)
    field(visit, "regio").fill(TEXTS["regio"])
    eventually(lambda: in_lms(visit).get("regio") == TEXTS["regio"])
    visit.kill()
    ends(survives(visit))


def test_two_tabs(desk: Desk, ends: Ends) -> None:
    """The module is open twice; each tab gets another answer, and both one and the same."""
    one = reading(desk)
    two = reading(desk)
    write(one, "regio")
    sees_saved(one)
    write(two, "partners")
    sees_saved(two, "partners")
    open_section(one, "verder")
    write(one, "plan")
    sees_saved(one, "plan")
    ends(survives(one, "regio", "partners", "plan"))


def test_two_tabs_one_answer(desk: Desk, ends: Ends, context: BrowserContext) -> None:
    """Two computers change one answer: at the next launch of the one with unsaved text the learner chooses."""
    failing = Fault("Commit", "false", after=COMMITS_BEFORE), Fault("Finish", "false")
    one = reading(desk, "strict", *failing)
    write(one, "regio")
    is_told(one)
    other = desk.launch(small_module(), context=context.browser.new_context())  # type: ignore[union-attr]
    open_section(other)
    write(other, "regio", TEXTS["partners"])
    sees_saved(other)
    one.launch.behaviour = WORKING
    one.reload()
    open_section(one)
    choice = one.sco.locator("#conflict-regio")
    expect(choice).to_contain_text("Over regio")
    expect(choice).to_contain_text("Over partners")
    choice.get_by_role("button", name="Allebei houden").click()
    expect(choice).to_have_count(0)
    sees_saved(one)
    eventually(lambda: all(TEXTS[id] in in_lms(one)["regio"] for id in ("regio", "partners")))
    other.page.context.close()
    ends("saved: both texts, and the learner chose")


def test_storage_blocked(desk: Desk, ends: Ends, context: BrowserContext) -> None:
    """The browser blocks sessionStorage and localStorage in the frame."""
    context.add_init_script(
        """for (const name of ["sessionStorage", "localStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
    )
    visit = reading(desk)
    write(visit)
    sees_saved(visit)
    ends(survives(visit))


def test_storage_blocked_without_lms(desk: Desk, ends: Ends, context: BrowserContext) -> None:
    """The browser blocks storage and there is no API either."""
    context.add_init_script(
        """Object.defineProperty(window, "localStorage",
            { get() { throw new DOMException("denied", "SecurityError"); } });"""
    )
    visit = reading(desk, "no-api")
    write(visit)
    ends(is_told(visit))


def test_clock_set_back(desk: Desk, ends: Ends) -> None:
    """The computer's clock goes back a year between two versions of an answer."""
    visit = reading(desk)
    write(visit, "regio", TEXTS["partners"])
    sees_saved(visit)
    visit.frame.evaluate("const now = Date.now; Date.now = () => now() - 365 * 86400000")
    write(visit)
    eventually(lambda: in_lms(visit).get("regio") == TEXTS["regio"])
    ends(survives(visit))


# What is found


def with_record(desk: Desk, change: object) -> Visit:
    """A learner who has written two answers comes back to a changed record."""
    first = reading(desk)
    write(first, "partners")
    write(first)
    sees_saved(first)
    first.close()
    eventually(lambda: first.saves[-1].finish)
    values = first.launch.attempt.values
    values[STATE] = change(values[STATE])  # type: ignore[operator]
    visit = first.relaunch(behaviour=WORKING)
    open_section(visit)
    return visit


def test_truncated_record(desk: Desk, ends: Ends) -> None:
    """The LMS has cut the record: whole answers are there, and nothing is overwritten before the learner goes on."""
    visit = with_record(desk, lambda record: record[:-200])
    expect(visit.sco.locator('[data-notice="truncated"]')).to_be_visible()
    expect(field(visit, "partners")).to_have_value(TEXTS["partners"])
    assert answers(visit.values[STATE]) == {}
    write(visit)
    sees_saved(visit)
    ends(survives(visit, "partners", "regio"))


def test_damaged_record(desk: Desk, ends: Ends) -> None:
    """The record is changed in the middle: what can be read is shown, the rest can be downloaded."""
    visit = with_record(desk, lambda record: record.replace("nieuwe regel", "nieuwe rogel", 1))
    notice = visit.sco.locator('[data-notice="damaged"]')
    expect(notice.get_by_role("button", name="Download wat er stond")).to_be_visible()
    assert "rogel" in visit.values[STATE]
    notice.get_by_role("button", name="Ik ga verder").click()
    sees_saved(visit)
    ends(survives(visit))


def test_newer_record(desk: Desk, ends: Ends) -> None:
    """The record has the format of a later player: it is not touched."""
    visit = with_record(desk, lambda record: record.replace("MB1|", "MB2|", 1))
    expect(visit.sco.locator('[data-notice="newer"]')).to_be_visible()
    write(visit)
    expect(status(visit, "regio")).to_contain_text("niet bewaard")
    offered = visit.sco.locator('[data-rescue="regio"]').get_by_role("button", name="Download tekst")
    expect(offered).to_be_visible()
    visit.close()
    assert visit.values[STATE].startswith("MB2|")
    ends(TOLD)


@pytest.mark.parametrize("version", ["2.0.0", "0.9.0"])
def test_module_version(desk: Desk, ends: Ends, version: str) -> None:
    """The module is replaced by that version, which has dropped the question."""
    first = reading(desk)
    write(first)
    sees_saved(first)
    first.close()
    visit = first.relaunch(package=small_module(version, first="vervanger"), behaviour=WORKING)
    open_section(visit)
    write(visit, "partners")
    sees_saved(visit, "partners")
    visit.frame.evaluate("location.hash = '#portfolio'")
    expect(visit.sco.locator("#portfolio")).to_contain_text("Eerdere antwoorden")
    expect(visit.sco.locator("#portfolio")).to_contain_text("Over regio")
    visit.close()
    ends(survives(first, "regio", "partners"))


def test_second_attempt(desk: Desk, ends: Ends) -> None:
    """The LMS starts a new, empty attempt while a text of the first one is not saved."""
    visit = reading(desk, "strict", Fault("Commit", "false", after=COMMITS_BEFORE))
    write(visit)
    is_told(visit)
    attempt = desk.lms.new_attempt(visit.launch.package)
    visit.launch.attempt = attempt
    visit.launch.behaviour = WORKING
    visit.reload()
    open_section(visit)
    sees_saved(visit)
    ends(survives(visit))


# Modes


def test_review(desk: Desk, ends: Ends) -> None:
    """The LMS opens the finished module for review: an edited answer is saved, status and place are not touched."""
    first = reading(desk)
    write(first)
    sees_saved(first)
    first.close()
    eventually(lambda: first.saves[-1].finish)
    visit = first.relaunch(mode="review")
    open_section(visit, "verder")
    write(visit, "plan")
    sees_saved(visit, "plan")
    changed = {call["element"] for call in visit.calls if call["call"] == "SetValue"}
    assert changed == {STATE}
    ends(survives(visit, "regio", "plan"))


def test_browse(desk: Desk, ends: Ends) -> None:
    """A preview: nothing is written, and the page says so."""
    visit = desk.launch(small_module(), "strict", mode="browse")
    open_section(visit)
    write(visit)
    expect(visit.sco.locator('[data-notice="browse"]')).to_contain_text("niet bewaard")
    expect(status(visit, "regio")).to_contain_text("niet bewaard")
    assert field(visit, "regio").input_value() == TEXTS["regio"]
    assert not [call for call in visit.calls if call["call"] in ("SetValue", "Commit")]
    visit.leave()
    assert not visit.values
    ends("not saved, told")


def test_the_table_has_these_rows_and_no_others(request: pytest.FixtureRequest, rows: dict[str, str]) -> None:
    """The document is written from the run of this file; no row ends in another way than these."""
    here = {line_of(item) for item in request.session.items if "ends" in getattr(item, "fixturenames", ())}
    narrowed = request.config.getoption("keyword") or any(
        "::" in argument for argument in request.config.args
    )
    assert here <= set(rows)
    assert narrowed or here == set(rows)
    assert all(outcome.startswith((SAVED, "not saved, told")) for outcome in rows.values())
