"""Figures and pictures that one looks through: by keyboard, by button, and the numbers as the language writes them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from browser.components.conftest import Open


def looking(opened: Open) -> Page:
    return opened("section-kijken")


def test_a_chart_is_a_table_that_says_all_there_is(opened: Open) -> None:
    chart = looking(opened).get_by_role("figure", name="Kinderen op de wachtlijst")
    expect(chart.get_by_role("table", name="Kinderen op de wachtlijst")).to_match_aria_snapshot("""
      - table "Kinderen op de wachtlijst":
        - rowgroup:
          - row:
            - columnheader "kinderen op 1 oktober"
            - columnheader "Onze school"
            - columnheader "De wijk"
        - rowgroup:
          - row:
            - rowheader "2023"
            - cell "12"
            - cell "12 500"
          - row:
            - rowheader "2024"
            - cell "9,5"
            - cell "–"
          - row:
            - rowheader "2025"
            - cell "−3"
            - cell "8000"
    """)


def test_the_bars_of_a_chart_are_as_long_as_they_say(opened: Open) -> None:
    bars = looking(opened).get_by_role("figure", name="Uren per week").locator(".bar rect")
    long, short = (bars.nth(at).bounding_box() for at in (0, 1))
    assert long is not None
    assert short is not None
    assert long["x"] == short["x"]
    assert round(long["width"] / short["width"], 1) == 4


def on_view(strip: Locator) -> str:
    """The text alternative of the picture in the middle of the strip."""
    strip.scroll_into_view_if_needed()
    said: str = strip.evaluate(
        """(strip) => {
          const { left, top, width, height } = strip.getBoundingClientRect();
          const at = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 100));
          return at.closest("li").querySelector("img").alt;
        }"""
    )
    return said


def test_a_gallery_turns_by_button_and_by_arrow_key(opened: Open) -> None:
    page = looking(opened)
    gallery = page.get_by_role("region", name="Drie plekken om te praten")
    strip, where = gallery.get_by_role("list"), gallery.locator("[data-at]")
    back, on = gallery.get_by_role("button", name="Vorige"), gallery.get_by_role("button", name="Volgende")
    expect(where).to_have_text("1 van 3")
    expect(back).to_have_attribute("aria-disabled", "true")
    on.click()
    expect(where).to_have_text("2 van 3")
    assert on_view(strip) == "Twee mensen aan de hoek van een tafel."
    on.click()
    expect(where).to_have_text("3 van 3")
    expect(on).to_have_attribute("aria-disabled", "true")
    on.press("Enter")
    expect(where).to_have_text("3 van 3")
    assert on_view(strip) == "Een handspiegel."
    strip.focus()
    for place in ("2 van 3", "1 van 3"):
        page.keyboard.press("ArrowLeft")
        expect(where).to_have_text(place)


def test_the_slider_draws_one_picture_over_the_other(opened: Open) -> None:
    page = looking(opened)
    figure = page.get_by_role("figure", name="Van bureau naar hoek")
    slider = figure.get_by_role("slider", name="Schuif de tweede afbeelding over de eerste")
    after = figure.locator(".after")
    # What is cut away at the right, in per cent.
    cut = "(side) => Number(/[\\d.]+(?=%)/.exec(getComputedStyle(side).clipPath)[0])"
    slider.focus()
    page.keyboard.press("Home")
    assert after.evaluate(cut) == 100
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert after.evaluate(cut) == 97
    page.keyboard.press("End")
    assert after.evaluate(cut) == 0
    expect(figure.get_by_text("achter het bureau")).to_be_visible()


def test_a_point_opens_its_text_and_shuts_the_one_before(opened: Open) -> None:
    page = looking(opened)
    figure = page.get_by_role("figure", name="Wat aan deze tafel helpt")
    first, second = figure.get_by_text("Zegt wat een camera"), figure.get_by_text("Kijkt naar hetzelfde blad")
    expect(first).to_be_hidden()
    expect(figure.get_by_role("listitem")).to_have_count(0)
    figure.get_by_role("button", name="1: Wie praat").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(figure.get_by_role("button", name="2: Wie luistert")).to_have_attribute("aria-expanded", "true")
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
    page.keyboard.press("Enter")
    expect(second).to_be_hidden()


def test_the_next_step_comes_after_this_one(opened: Open) -> None:
    page = looking(opened)
    example = page.get_by_role("region", name="altijd te laat")
    asked, told = example.get_by_text("Welk woord kan geen camera"), example.get_by_text("valt weg")
    expect(asked).to_be_visible()
    expect(told).to_be_hidden()
    expect(example.get_by_role("listitem")).to_have_count(1)
    example.get_by_role("button", name="Bekijk de uitwerking").focus()
    page.keyboard.press("Enter")
    expect(told).to_be_visible()
    expect(example.locator(".solution").first).to_be_focused()
    expect(example.get_by_text("Wie had er last van?")).to_be_visible()
    expect(example.get_by_text("Sam nam de telefoon")).to_be_hidden()
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(example.get_by_text("Eén open vraag.")).to_be_visible()
    expect(example.get_by_role("button")).to_have_count(0)
