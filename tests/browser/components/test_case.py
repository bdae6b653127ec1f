"""Cases with choices in a browser: choose, see what comes of it, come back to the fork, look at another way."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, expect

from browser.components.choosing import at, choose, choosing, sees_saved
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually

SELF, NEIGHBOUR = "Met ouders zelf beginnen.", "Met de buurschool één opvang voorbereiden."


def way(visit: Visit, name: str) -> Locator:
    return visit.sco.get_by_role("region", name=name)


def test_by_keyboard_alone(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    ways = visit.sco.get_by_role("group", name="Wat stelt u voor?").get_by_role("radio")
    ways.first.focus()
    visit.page.keyboard.press("Space")
    visit.page.keyboard.press("Tab")
    expect(visit.sco.get_by_role("button", name="Bekijk wat er gebeurt")).to_be_focused()
    expect(way(visit, SELF)).to_have_count(0)
    visit.page.keyboard.press("Enter")
    expect(way(visit, SELF)).to_be_focused()
    expect(way(visit, SELF)).to_contain_text("Er komen elf kinderen")
    eventually(lambda: held(visit) == {"dorp": "zelf"})
    visit.page.keyboard.press("Tab")
    expect(visit.sco.get_by_role("button", name="Terug naar de keuze")).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(way(visit, SELF)).to_have_count(0)
    expect(ways.first).to_be_focused()
    expect(ways.first).to_have_accessible_name(f"{SELF} (bekeken)")
    expect(ways.last).to_have_accessible_name(NEIGHBOUR)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(way(visit, NEIGHBOUR)).to_be_focused()
    expect(way(visit, SELF)).to_have_count(0)
    eventually(lambda: held(visit) == {"dorp": "zelf,buurschool"})


def test_looking_again_makes_a_way_the_last(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    for name in (SELF, NEIGHBOUR, SELF):
        choose(visit, name)
    eventually(lambda: held(visit) == {"dorp": "buurschool,zelf"})


def test_what_there_is_to_think_over_goes_with_the_way_chosen_last(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    debrief = visit.sco.get_by_role("region", name="Terugblik")
    expect(debrief).to_have_count(0)
    choose(visit, SELF)
    expect(debrief).to_contain_text("Wie zelf begint, haalt werk binnen.")
    choose(visit, NEIGHBOUR)
    expect(debrief.get_by_text("Geen van de wegen is gratis.")).to_be_visible()
    expect(debrief.get_by_text("Wie zelf begint")).to_be_hidden()


def test_nothing_chosen_is_said_and_shows_nothing(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    visit.sco.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(visit.sco.get_by_role("status").filter(has_text="Kies eerst wat u doet.")).to_have_count(1)
    expect(visit.sco.get_by_role("radio", name=SELF)).to_be_focused()
    expect(visit.sco.locator(".way:visible")).to_have_count(0)
    assert "dorp" not in held(visit)


def test_what_the_learner_is_choosing_is_not_overwritten(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    choose(visit, SELF)
    visit.sco.get_by_role("radio", name=NEIGHBOUR).check()
    # Something else changes, so that the whole page is brought up to date.
    visit.sco.locator('input[name="startschaal.delen"]').first.check()
    sees_saved(visit, "startschaal")
    expect(visit.sco.get_by_role("radio", name=NEIGHBOUR)).to_be_checked()


def test_two_devices_choose_apart_and_the_learner_decides(desk: Desk, elsewhere: BrowserContext) -> None:
    one = at(desk.launch(choosing("xapi")))
    two = at(desk.launch(choosing("xapi"), context=elsewhere))
    choose(one, SELF)
    sees_saved(one, "dorp")
    choose(two, NEIGHBOUR)
    choice = two.sco.get_by_role("group", name="Hier staan twee antwoorden. Welk houdt u?")
    expect(choice).to_contain_text(NEIGHBOUR)
    expect(choice).to_contain_text(SELF)
    expect(choice.get_by_role("button")).to_have_count(2)
    choice.get_by_role("button").last.click()
    expect(two.sco.get_by_role("radio", name=SELF)).to_be_checked()
    expect(way(two, SELF)).to_be_visible()
    eventually(lambda: held(two) == {"dorp": "zelf"})
