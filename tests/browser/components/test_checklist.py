"""Checklists in a browser: by keyboard."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, expect

from browser.components.choosing import at, choosing, group, sees_saved
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually

CARD, PLAN = "Mijn kaart van nu", "Mijn plan, met datum en stopregel"


def box(visit: Visit, name: str) -> Locator:
    return group(visit, "Bewijs verzamelen", "checklist-bewijs").get_by_role("checkbox", name=name)


def test_by_keyboard_alone(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")), "section-eind")
    box(visit, CARD).focus()
    visit.page.keyboard.press("Tab")
    expect(box(visit, PLAN)).to_be_focused()
    visit.page.keyboard.press("Space")
    eventually(lambda: held(visit) == {"bewijs": "plan"})
    visit.page.keyboard.press("Shift+Tab")
    visit.page.keyboard.press("Space")
    eventually(lambda: held(visit) == {"bewijs": "kaart,plan"})


def test_kept_and_found_again(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")), "section-eind")
    box(visit, PLAN).check()
    sees_saved(visit, "bewijs")
    assert held(visit) == {"bewijs": "plan"}
    visit.close()
    again = at(visit.relaunch(), "section-eind")
    expect(box(again, PLAN)).to_be_checked()
    expect(box(again, CARD)).not_to_be_checked()
    box(again, PLAN).uncheck()
    expect(again.sco.locator('[data-status="bewijs"]')).to_have_text("")


def test_two_devices_tick_apart_and_the_learner_decides(desk: Desk, elsewhere: BrowserContext) -> None:
    one = at(desk.launch(choosing("xapi")), "section-eind")
    two = at(desk.launch(choosing("xapi"), context=elsewhere), "section-eind")
    box(one, PLAN).check()
    sees_saved(one, "bewijs")
    box(two, CARD).check()
    choice = two.sco.get_by_role("group", name="Hier staan twee antwoorden. Welk houdt u?")
    expect(choice).to_contain_text(f"☑ {CARD}")
    expect(choice).to_contain_text(f"☑ {PLAN}")
    choice.get_by_role("button").last.click()
    expect(box(two, PLAN)).to_be_checked()
    expect(box(two, CARD)).not_to_be_checked()
    eventually(lambda: held(two) == {"bewijs": "plan"})
