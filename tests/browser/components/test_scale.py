"""Scales in a browser: by keyboard, two moments side by side."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.components.choosing import at, choosing, group, place, sees_saved
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually

THEN = "Aan het begin: "


def scale(visit: Visit, id: str) -> Locator:
    return visit.sco.locator(f"#scale-{id}")


def pictures(visit: Visit, id: str = "eindschaal") -> Locator:
    return scale(visit, id).get_by_role("img")


def test_by_keyboard_alone(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    statement = group(visit, "Ik ken de mensen om onze school.", "scale-startschaal")
    points = statement.get_by_role("radio")
    expect(points).to_have_count(3)
    expect(points.nth(1)).to_have_accessible_name("2 Ik zoek een nummer op.")
    points.nth(0).focus()
    visit.page.keyboard.press("ArrowDown")
    expect(points.nth(1)).to_be_checked()
    visit.page.keyboard.press("Tab")
    expect(
        group(visit, "Wij delen een doel.", "scale-startschaal").get_by_role("radio").first
    ).to_be_focused()
    visit.page.keyboard.press("Space")
    eventually(lambda: held(visit) == {"startschaal.kennen": "2", "startschaal.delen": "1"})


def test_the_earlier_answers_come_when_all_is_answered_and_not_before(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    place(visit, "startschaal", 1, 3)
    at(visit, "section-eind")
    end = scale(visit, "eindschaal")
    end.get_by_role("radio").nth(1).check()
    sees_saved(visit, "eindschaal")
    expect(end).not_to_contain_text(THEN)
    expect(pictures(visit)).to_have_count(0)
    place(visit, "eindschaal", 2, 3)
    expect(end.locator(".then")).to_have_text([f"{THEN}1 – Ik zou niet weten wie.", f"{THEN}3 – Altijd."])
    expect(visit.sco.get_by_role("status").filter(has_text="U ziet nu ook wat u eerder koos.")).to_have_count(
        1
    )
    expect(pictures(visit)).to_have_count(2)
    expect(pictures(visit).first).to_have_accessible_name(
        "Ik ken de mensen om onze school. Aan het begin: 1 – Ik zou niet weten wie. "
        "Aan het eind: 2 – Ik zoek een nummer op."
    )
    expect(end.locator("figcaption")).to_have_text("Aan het begin Aan het eind")
    end.get_by_text("Hetzelfde in een tabel").click()
    expect(end.get_by_role("table").get_by_role("row")).to_have_text(
        [
            "UitspraakAan het beginAan het eind",
            "Ik ken de mensen om onze school.1 – Ik zou niet weten wie.2 – Ik zoek een nummer op.",
            "Wij delen een doel.3 – Altijd.3 – Altijd.",
        ]
    )


def test_a_changed_answer_moves_in_the_picture(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    place(visit, "startschaal", 1, 1)
    at(visit, "section-eind")
    place(visit, "eindschaal", 2, 2)
    expect(pictures(visit).last).to_have_accessible_name(
        "Wij delen een doel. Aan het begin: 1 – Nog niet. Aan het eind: 2 – Soms, bij één partner."
    )
    place(visit, "eindschaal", 2, 3)
    expect(pictures(visit).last).to_have_accessible_name(
        "Wij delen een doel. Aan het begin: 1 – Nog niet. Aan het eind: 3 – Altijd."
    )


def test_the_shapes_stand_where_the_answers_are(desk: Desk) -> None:
    """Not by colour alone: a ring for then and a diamond for now, each at the number that was chosen."""
    visit = at(desk.launch(choosing("scorm12")))
    place(visit, "startschaal", 1, 3)
    at(visit, "section-eind")
    place(visit, "eindschaal", 2, 3)

    def middles(selector: str) -> list[int]:
        marks = pictures(visit).first.locator(selector)
        return [round(box["x"] + box["width"] / 2) for box in map(Locator.bounding_box, marks.all()) if box]

    first, second, _ = middles("text")
    assert middles("circle[r='9.5']") == [pytest.approx(first, abs=1)]
    assert middles("path") == [pytest.approx(second, abs=1)]


def test_without_answers_at_the_beginning_it_says_so(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")), "section-eind")
    place(visit, "eindschaal", 2, 3)
    expect(scale(visit, "eindschaal")).to_contain_text("Aan het begin: u koos toen niets")
    expect(scale(visit, "eindschaal").locator(".then:visible")).to_have_count(0)
    expect(pictures(visit)).to_have_count(0)


def test_both_moments_in_the_learners_own_overview(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12")))
    place(visit, "startschaal", 1, 3)
    at(visit, "section-eind")
    place(visit, "eindschaal", 2, 3)
    at(visit, "portfolio")
    begin = visit.sco.locator('[data-answer="startschaal"]')
    expect(begin.get_by_role("row").nth(1)).to_have_text(
        "Ik ken de mensen om onze school.1 – Ik zou niet weten wie."
    )
    expect(begin.get_by_role("img")).to_have_count(0)
    end = visit.sco.locator('[data-answer="eindschaal"]')
    expect(end.get_by_role("img")).to_have_count(2)
    expect(end.get_by_role("columnheader")).to_have_text(["Uitspraak", "Aan het begin", "Aan het eind"])


def test_two_devices_choose_apart_and_the_learner_decides(desk: Desk, elsewhere: BrowserContext) -> None:
    one = at(desk.launch(choosing("xapi")))
    two = at(desk.launch(choosing("xapi"), context=elsewhere))
    place(one, "startschaal", 1, 2)
    sees_saved(one, "startschaal")
    two.sco.locator('input[name="startschaal.kennen"]').nth(2).check()
    # At its own statement: with eight of them, a choice below the scale would not say what it is about.
    choice = two.sco.locator('[id="answer-startschaal.kennen"]').get_by_role(
        "group", name="Hier staan twee antwoorden. Welk houdt u?"
    )
    expect(choice).to_contain_text("3 – Ik weet wie ik bel.")
    expect(choice).to_contain_text("1 – Ik zou niet weten wie.")
    choice.get_by_role("button").last.click()
    expect(choice).to_have_count(0)
    expect(two.sco.locator('input[name="startschaal.kennen"]').first).to_be_checked()
    eventually(lambda: held(two).get("startschaal.kennen") == "1")


def test_answers_that_cannot_be_kept_are_told_and_offered(desk: Desk) -> None:
    visit = at(desk.launch(choosing("scorm12"), "strict"))
    visit.expire()
    place(visit, "startschaal", 1, 2)
    expect(visit.sco.locator('[data-status="startschaal"]')).to_contain_text("Niet bewaard")
    rescue = scale(visit, "startschaal").locator("[data-rescue]")
    expect(rescue).to_have_count(1)
    # Beside what says why, also where more stands below that.
    expect(rescue.locator("xpath=preceding-sibling::*[1]")).to_have_class("state")
    with visit.page.expect_download() as caught:
        rescue.get_by_role("button", name="Download tekst").click()
    assert caught.value.path().read_text("utf-8") == (
        "Ik ken de mensen om onze school.\n1 – Ik zou niet weten wie.\n\n"
        "Wij delen een doel.\n2 – Soms, bij één partner."
    )
