"""Cycles in a browser: one reflection in steps, each of them kept, merged and shown by itself."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Locator, expect

from browser.components.choosing import at, choosing, sees_saved
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually

HAPPENED = "Zij vroeg de woensdag; ik “bedenktijd” & rust.\n\tTwee <b>regels</b> | ~ 😀"
DIFFERENT = "Ik vraag eerst wat zij nodig heeft."


def step(visit: Visit, name: str) -> Locator:
    return visit.sco.locator("#cycle-terugblik").get_by_role("textbox", name=name)


def write(visit: Visit, name: str, text: str) -> None:
    step(visit, name).fill(text)
    step(visit, name).blur()


def test_by_keyboard_alone(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")), "answer-terugblik.gebeurd")
    expect(step(visit, "Wat gebeurde er?")).to_be_focused()
    visit.page.keyboard.type("Een gesprek.")
    visit.page.keyboard.press("Tab")
    expect(step(visit, "Wat doet u anders?")).to_be_focused()
    visit.page.keyboard.type("Vragen.")
    visit.page.keyboard.press("Tab")
    eventually(lambda: held(visit) == {"terugblik.gebeurd": "Een gesprek.", "terugblik.anders": "Vragen."})


def test_two_devices_in_two_steps_have_no_conflict_and_in_one_step_only_there(
    desk: Desk, elsewhere: BrowserContext
) -> None:
    one = at(desk.launch(choosing("xapi")), "section-eind")
    two = at(desk.launch(choosing("xapi"), context=elsewhere), "section-eind")
    write(one, "Wat gebeurde er?", HAPPENED)
    sees_saved(one, "terugblik.gebeurd")
    write(two, "Wat doet u anders?", DIFFERENT)
    sees_saved(two, "terugblik.anders")
    assert held(two) == {"terugblik.gebeurd": HAPPENED, "terugblik.anders": DIFFERENT}
    expect(two.sco.locator(".conflict")).to_have_count(0)
    write(one, "Wat doet u anders?", "Ik zeg nee.")
    choice = one.sco.locator('[id="conflict-terugblik.anders"]')
    expect(choice).to_contain_text(DIFFERENT)
    choice.get_by_role("button", name="Allebei houden").click()
    expect(step(one, "Wat doet u anders?")).to_have_value(f"Ik zeg nee.\n\n{DIFFERENT}")
    expect(step(one, "Wat gebeurde er?")).to_have_value(HAPPENED)


def test_a_step_that_is_open_is_still_to_do(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")), "section-eind")
    write(visit, "Wat gebeurde er?", HAPPENED)
    at(visit, "finish")
    visit.sco.locator("[data-todo]").get_by_role("link", name="Terugkijken", exact=True).click()
    expect(step(visit, "Wat doet u anders?")).to_be_focused()
    write(visit, "Wat doet u anders?", DIFFERENT)
    at(visit, "finish")
    expect(visit.sco.locator("[data-todo]")).not_to_contain_text("Terugkijken")
