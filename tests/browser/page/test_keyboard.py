"""The whole module by keyboard alone: every stop of the Tab key shows where the learner is, and none is a trap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, expect

from harness.browser import guarded_context
from harness.page import STATES, State, open_page

PageFile = Callable[..., Path]
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  return {
    tag: element.tagName,
    id: element.id,
    text: (element.textContent || element.ariaLabel || '').trim(),
    onScreen: box.bottom > 0 && box.top < innerHeight,
    clip: { x: box.x - 64, y: box.y - 64, width: box.width + 128, height: box.height + 128 },
  };
}"""
# Takes the focus's sign away (and gives it back): what does not change then, nobody can see.
SIGN = """(shown) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { outline-color: transparent !important; transition: none !important }');
  document.adoptedStyleSheets = shown ? [] : [sheet];
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser, viewport={"width": 714, "height": 666}, reduced_motion="reduce") as context:
        yield context


def step(page: Page, key: str = "Tab") -> dict[str, Any]:
    """One press; wherever it leads, the focus can be seen: on the screen, and in the picture of it."""
    page.keyboard.press(key)
    focused: dict[str, Any] = page.evaluate(FOCUSED)
    if focused["tag"] not in ("BODY", "HTML"):
        assert focused["onScreen"], focused
        with_sign, without_sign = (picture(page, focused, shown=shown) for shown in (True, False))
        visible = with_sign != without_sign
        assert visible, focused
        page.evaluate(SIGN, True)
    return focused


def picture(page: Page, focused: dict[str, Any], *, shown: bool) -> bytes:
    page.evaluate(SIGN, shown)
    clip = focused["clip"]
    x, y = max(clip["x"], 0), max(clip["y"], 0)
    box: FloatRect = {
        "x": x,
        "y": y,
        "width": max(min(clip["x"] + clip["width"], 714) - x, 1),
        "height": max(min(clip["y"] + clip["height"], 666) - y, 1),
    }
    return page.screenshot(clip=box, caret="initial")


def tab_to(page: Page, name: str) -> None:
    """Tab on until the element whose text begins with ``name``."""
    for _ in range(60):
        if str(step(page)["text"]).startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def tab_to_field(page: Page) -> None:
    for _ in range(60):
        if step(page)["tag"] == "TEXTAREA":
            return
    raise AssertionError("no field is reached by Tab")


def enter(page: Page, heading: str) -> None:
    """Follows the link or button in focus to the page that is called ``heading``."""
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_focused()


def test_from_the_first_tab_to_the_last_download(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file())
    expect(page.locator("html.ready")).to_be_attached()
    assert step(page)["text"] == "Naar de tekst"
    page.keyboard.press("Enter")
    tab_to(page, "Beginnen")
    enter(page, "Startpunt")
    for text in ("Bij het hek.", "Rust."):
        tab_to_field(page)
        page.keyboard.type(text)
    tab_to(page, "Verder")
    enter(page, "Omgeving")
    tab_to(page, "Verder")
    enter(page, "Afronden")
    tab_to(page, "Module afronden")
    page.keyboard.press("Enter")
    expect(page.locator("[data-finish-result]")).to_be_focused()
    tab_to(page, "Bekijk mijn opbrengst")
    enter(page, "Mijn opbrengst")
    for name in ("Download voor Word", "Download als webpagina", "Download als tekst"):
        tab_to(page, name)
        with page.expect_download():
            page.keyboard.press("Enter")
    said = page.evaluate("Object.values(fake.record.answers).map((a) => a.value)")
    assert said == ["Bij het hek.", "Rust."]


def test_tab_comes_round_forth_and_back(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["startpunt"])
    expect(page.locator("html.ready")).to_be_attached()
    round_to_the_end(page, "Tab")
    stops = round_to_the_end(page, "Tab")
    assert len(stops) > 10
    assert round_to_the_end(page, "Shift+Tab") == stops[::-1]


def round_to_the_end(page: Page, key: str) -> list[tuple[str, str, str]]:
    """All stops until the key leaves the page."""
    passed: list[tuple[str, str, str]] = []
    for _ in range(80):
        focused = step(page, key)
        if focused["tag"] == "BODY":
            return passed
        passed.append((focused["tag"], focused["id"], focused["text"]))
    raise AssertionError(f"{key} never leaves the page")


@pytest.mark.parametrize(
    ("action", "inside"), [("search", "search"), ("menu", "menu"), ("contents", "drawer")]
)
def test_a_dialog_keeps_the_focus_and_gives_it_back(
    context: BrowserContext, page_file: PageFile, action: str, inside: str
) -> None:
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    expect(page.locator("html.ready")).to_be_attached()
    button = page.locator(f".top [data-action={action}]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{inside}")).to_be_visible()
    for _ in range(15):
        focused = step(page)
        # The browser's own controls come between the last and the first stop.
        assert focused["tag"] == "BODY" or page.evaluate(
            "(id) => !!document.activeElement.closest('#' + id)", inside
        )
    page.keyboard.press("Escape")
    expect(page.locator(f"#{inside}")).to_be_hidden()
    expect(button).to_be_focused()


def test_an_explanation_opens_and_closes_by_keyboard(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["omgeving"])
    expect(page.locator("html.ready")).to_be_attached()
    term = page.locator("#section-omgeving a.term").first
    term.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#aside")).to_be_visible()
    step(page)
    assert page.evaluate("!!document.activeElement.closest('#aside')")
    page.keyboard.press("Escape")
    expect(page.locator("#aside")).to_be_hidden()
    expect(term).to_be_focused()
