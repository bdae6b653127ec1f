"""cmi5 and plain xAPI in a browser; the log of an LMS that refuses what the reference LMS refuses is the proof."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browser.reliability.learner import field, is_told, notice, open_section, sees_saved, write
from browser.reliability.store import RECORD, answers, finished, held, texts
from browser.standards.modules import BASE_IRI, small
from harness.browser import guarded_context
from harness.lms import Desk, Visit, eventually
from modulebouwer.lms.behaviour import HttpFault
from reliability.learner import TEXTS, noise


def verbs(desk: Desk) -> list[str]:
    return [str(statement["verb"]["id"]).rpartition("/")[2] for statement in desk.lms.lrs.statements]


def documents(desk: Desk) -> dict[str, Any]:
    """State id → document, of the module's own."""
    found = {key[-1]: document.content for key, document in desk.lms.lrs.documents.items()}
    return {name: json.loads(content) for name, content in found.items() if not name.startswith("LMS.")}


def record(desk: Desk) -> str:
    """The record in the one State document of a learner's work, "" before there is any."""
    return str(documents(desk).get(RECORD, {}).get(RECORD, ""))


def reading(desk: Desk, standard: str = "cmi5", profile: str = "strict", **changes: Any) -> Visit:
    kept = changes.pop("answers", "lms")
    visit = desk.launch(small(standard, kept), profile, **changes)
    open_section(visit)
    return visit


def finish(visit: Visit) -> None:
    open_section(visit, "verder")
    visit.frame.evaluate("location.hash = '#finish'")
    visit.sco.locator('[data-action="finish"]').click()
    expect(visit.sco.locator("[data-finish-result]")).to_contain_text("afgerond")
    # A page that goes in the middle of a save is met in tests/player/leaving.test.ts.
    visit.settle()


def left(visit: Visit, desk: Desk) -> None:
    """Closes the page and waits for the last statement."""
    before = verbs(desk).count("terminated")
    visit.close()
    eventually(lambda: verbs(desk).count("terminated") > before)


@pytest.mark.parametrize(
    ("standard", "profile"), [("cmi5", "strict"), ("cmi5", "catapult"), ("xapi", "strict"), ("xapi", "old")]
)
def test_every_statement_in_its_place_and_nothing_refused(desk: Desk, standard: str, profile: str) -> None:
    visit = reading(desk, standard, profile)
    write(visit)
    sees_saved(visit)
    finish(visit)
    left(visit, desk)
    lms = {"cmi5": (["launched"], ["satisfied"]), "xapi": ([], [])}[standard]
    assert verbs(desk) == [
        *lms[0],
        "initialized",
        "experienced",
        "answered",
        "experienced",
        "completed",
        *lms[1],
        "terminated",
    ]
    assert desk.lms.lrs.refusals == []
    sections = [
        s["object"]["id"] for s in desk.lms.lrs.statements if s["verb"]["id"].endswith("/experienced")
    ]
    assert sections == [f"{BASE_IRI}/proef/section/begin", f"{BASE_IRI}/proef/section/verder"]
    assert answers(record(desk)) == {"regio": TEXTS["regio"]}
    assert finished(record(desk))


@pytest.mark.parametrize(
    ("answers", "responses"), [("lms", [None]), ("report", [TEXTS["regio"]]), ("device", [])]
)
@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_an_answers_text_is_in_a_statement_only_where_chosen(
    desk: Desk, standard: str, answers: str, responses: list[str | None]
) -> None:
    """`answers: lms` tells that there is an answer, `report` also what it says, `device` nothing at all."""
    visit = reading(desk, standard, answers=answers)
    write(visit)
    sees_saved(visit, where="browser" if answers == "device" else "leeromgeving")
    left(visit, desk)
    answered = [s for s in desk.lms.lrs.statements if s["verb"]["id"].endswith("/answered")]
    assert [s.get("result", {}).get("response") for s in answered] == responses
    assert [s["object"]["id"] for s in answered] == [f"{BASE_IRI}/proef/interaction/regio"] * len(responses)
    assert ("wijk" in json.dumps(list(map(dict, desk.lms.lrs.statements)))) == (answers == "report")


def test_answers_on_the_device_never_reach_the_store(desk: Desk) -> None:
    visit = reading(desk, answers="device")
    write(visit)
    sees_saved(visit, where="browser")
    left(visit, desk)
    assert "wijk" not in json.dumps(documents(desk))
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])


def test_after_completion_the_lms_gives_review_and_nothing_is_completed_twice(desk: Desk) -> None:
    visit = reading(desk)
    write(visit)
    sees_saved(visit)
    finish(visit)
    left(visit, desk)
    again = visit.relaunch()
    assert again.launch.session is not None
    assert again.launch.session.mode == "Review"
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    left(again, desk)
    assert verbs(desk).count("completed") == 1
    assert verbs(desk)[-2:] == ["initialized", "terminated"]
    assert desk.lms.lrs.refusals == []


def test_in_browse_nothing_is_kept(desk: Desk) -> None:
    visit = reading(desk, mode="browse")
    write(visit)
    left(visit, desk)
    assert verbs(desk) == ["launched", "initialized", "terminated"]
    assert documents(desk) == {}
    assert desk.lms.lrs.refusals == []


def test_the_last_words_before_the_page_closes_arrive(desk: Desk) -> None:
    """Behind "terminated" the LMS takes nothing: the words go alone, and the LMS ends the session itself (9.3.6)."""
    visit = reading(desk)
    field(visit, "regio").fill(TEXTS["regio"])
    visit.close()
    eventually(lambda: held(visit) == {"regio": TEXTS["regio"]})
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    assert verbs(desk)[:4] == ["launched", "initialized", "experienced", "abandoned"]
    # The browser may still let a question of the closed tab go out, milliseconds behind the next launch; nothing that
    # the tab had to say may come so late.
    assert [refused for refused in desk.lms.lrs.refusals if refused.method != "GET"] == []


def test_the_way_back_is_the_lmss(desk: Desk) -> None:
    visit = reading(desk)
    finish(visit)
    visit.sco.get_by_role("link", name="Terug naar de leeromgeving").click()
    visit.frame.wait_for_url("**/returned/**")
    eventually(lambda: verbs(desk)[-1] == "terminated")


def test_a_reload_ends_the_session_and_the_page_says_so(desk: Desk) -> None:
    """cmi5 9.3.8: nothing after terminated; a page that is loaded anew must not act as if it could save."""
    visit = reading(desk)
    write(visit)
    sees_saved(visit)
    visit.reload()
    eventually(lambda: "terminated" in verbs(desk))
    open_section(visit)
    write(visit, "partners", "Na het herladen.")
    is_told(visit, "partners", "Na het herladen.")
    assert verbs(desk)[-1] == "terminated"
    assert answers(record(desk)) == {"regio": TEXTS["regio"]}
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])


def test_a_reload_before_the_session_ended_goes_on_with_the_same_token(desk: Desk) -> None:
    visit = reading(desk)
    write(visit)
    sees_saved(visit)
    # What the page says while it goes does not arrive.
    visit.frame.evaluate("() => { window.fetch = () => new Promise(() => {}) }")
    visit.reload()
    open_section(visit)
    expect(field(visit, "regio")).to_have_value(TEXTS["regio"])
    write(visit, "partners", "Verder.")
    sees_saved(visit, "partners")
    assert verbs(desk).count("initialized") == 1


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    """The learner's other device: tabs of one browser would tell each other what they hold."""
    with guarded_context(browser) as context:
        yield context


def test_two_devices_in_one_answer_lose_nothing(desk: Desk, elsewhere: BrowserContext) -> None:
    first = reading(desk, "xapi")
    second = reading(desk, "xapi", context=elsewhere)
    write(first, "regio", "Van de eerste.")
    sees_saved(first)
    write(second, "regio", "Van de tweede.")
    eventually(lambda: sorted(texts(record(desk))) == ["Van de eerste.", "Van de tweede."], 15)
    assert [refusal.status for refusal in desk.lms.lrs.refusals] == [412] * len(desk.lms.lrs.refusals)


def test_two_devices_in_two_answers_have_no_conflict(desk: Desk, elsewhere: BrowserContext) -> None:
    first = reading(desk, "xapi")
    second = reading(desk, "xapi", context=elsewhere)
    write(first, "regio", "Van de eerste.")
    sees_saved(first)
    write(second, "partners", "Van de tweede.")
    sees_saved(second, "partners")
    assert answers(record(desk)) == {"regio": "Van de eerste.", "partners": "Van de tweede."}


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
@pytest.mark.parametrize("profile", ["full", "forgetful"])
def test_what_is_not_kept_is_told(desk: Desk, standard: str, profile: str) -> None:
    visit = reading(desk, standard, profile)
    text = noise(9_000) if profile == "full" else TEXTS["regio"]
    write(visit, "regio", text)
    is_told(visit, "regio", text)


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_what_cannot_be_fetched_is_no_empty_field(desk: Desk, standard: str) -> None:
    """The fields stay closed and the page says why; who writes all the same is told that it is not kept."""
    visit = reading(desk, standard, "offline")
    expect(field(visit, "regio")).to_be_disabled()
    told = notice(visit, "unread")
    expect(told).to_contain_text("de velden dicht", timeout=30_000)
    told.get_by_role("button").first.click()
    write(visit)
    is_told(visit)


def test_a_session_that_expires_is_told_and_a_relaunch_offers_the_text(desk: Desk) -> None:
    visit = reading(desk)
    visit.expire()
    write(visit)
    is_told(visit)


def test_a_statement_that_fails_for_a_while_arrives_later(desk: Desk) -> None:
    visit = reading(desk, http_faults=(HttpFault("statements", 503, "POST", after=1, times=1),))
    write(visit)
    sees_saved(visit)
    open_section(visit, "verder")
    eventually(lambda: verbs(desk).count("experienced") == 2)
    assert desk.lms.lrs.refusals == []
