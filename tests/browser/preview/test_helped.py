"""What one sees of the language server in the page: what is explained, where a link leads, a component by Tab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from browser.preview.conftest import Open
from browser.preview.test_page import for_everybody
from browser.preview.test_writing import SECTION, add, kept, write
from harness.browser import guarded_context
from harness.engines import click, firefox, until
from harness.lms import eventually
from harness.previewing import Designer, previewing

BEGINNING = "sections/beginning.md"
LONG = 30_000
# Where the last letter of some words of the text is drawn.
PLACE = """words => {
  const walk = document.createTreeWalker(document.querySelector("#editor .cm-content"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at + words.length - 1);
    range.setEnd(node, at + words.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }
  return null;
}"""


def explained(page: Page, words: str) -> Locator:
    """What is told of these words when the mouse rests on them."""
    told = page.locator(".cm-tooltip-hover")

    def rests() -> bool:
        page.mouse.move(1, 1)
        page.locator(".cm-line", has_text=words).first.scroll_into_view_if_needed()
        place = page.evaluate(PLACE, words)
        if place is None:
            return False
        page.mouse.move(*place)
        try:
            # Findings that come meanwhile close it.
            told.wait_for(timeout=2000)
        except TimeoutError:
            return False
        return True

    eventually(rests, 30)
    return told


def component(page: Page, place: str) -> None:
    """The text at a component of the outline, which draws it."""
    page.locator(f"#desk nav [data-place='{place}']").click()
    expect(page.locator("#editor .cm-activeLine")).to_contain_text(":::{")


@pytest.fixture
def media(folder: Path) -> Path:
    """The small example with a picture by pixels and a work that has an address."""
    Image.new("RGB", (120, 60), (0, 90, 100)).save(folder / "media" / "wijk.png")
    section, works = folder / SECTION, folder / "references.yaml"
    section.write_text(
        section.read_text("utf-8").replace(
            "---\n\n", "---\n\n:::{figure}\nsrc: media/wijk.png\nalt: A street.\n:::\n\n", 1
        ),
        "utf-8",
    )
    works.write_text(f"{works.read_text('utf-8')}  URL: https://example.org/listening\n", "utf-8")
    return folder


def test_what_is_told_where_the_mouse_rests(media: Path, opened: Open) -> None:
    designer = opened(media)
    designer.ready()
    page = designer.page
    write(designer)
    told = explained(page, "wijk.png")
    expect(told).to_contain_text("media/wijk.png")
    # The picture itself, not a sign that it is lost.
    eventually(lambda: told.locator("img").evaluate("(one) => one.naturalWidth") == 120)
    expect(explained(page, "term:goal")).to_contain_text("What is different after the conversation.")
    component(page, f"{SECTION}:goal-of-mine")
    expect(explained(page, "max_length")).to_contain_text("Most characters of an answer")
    write(designer, BEGINNING)
    component(page, f"{BEGINNING}:first-sentence")
    told = explained(page, "rogers-farson")
    expect(told).to_contain_text("Rogers, C. R.")
    expect(told.locator("em")).to_have_text("Active listening")
    # What it links to opens beside this page, never in its place.
    link = told.get_by_role("link")
    expect(link).to_have_attribute("href", "https://example.org/listening")
    expect(link).to_have_attribute("target", "_blank")
    expect(explained(page, "section:preparing")).to_contain_text("Preparing (8′)")
    expect(explained(page, "goal-of-mine")).to_contain_text("What do you want to reach?")


@pytest.mark.parametrize(("language", "words"), [("nl", "Zo verhelpt u het"), ("en", "The cure.")])
def test_a_finding_leads_to_the_page_that_explains_it(
    browser: Browser, folder: Path, language: str, words: str
) -> None:
    settings = {"viewport": {"width": 1280, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        add(page, "\n[Onward](section:beginnin)")
        expect(page.locator(".cm-lintRange-error").first).to_be_visible(timeout=LONG)
        page.keyboard.press("Control+Shift+M")
        link = page.locator(".cm-panel-lint").get_by_role("link", name="LNK-001")
        with context.expect_page() as other:
            link.click()
        expect(other.value.locator("h1")).to_have_text("LNK-001")
        expect(other.value.locator("main")).to_contain_text(words)
        for_everybody(other.value)
        # The same in the list beside the module.
        kept(page, "Opgeslagen" if language == "nl" else "Saved")
        designer.choose("way", "look")
        expect(page.locator("#findings").get_by_role("link", name="LNK-001")).to_have_attribute(
            "href", "/findings/LNK-001"
        )
        assert page.request.get(f"{address}/findings/NO-001").status == 404
        other.value.close()
        page.close()


def test_a_component_is_filled_in_stop_by_stop(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    before = place.read_text("utf-8")
    # The server is there when it has found something.
    add(page, "\n[Onward](section:beginnin)")
    expect(page.locator(".cm-lintRange-error").first).to_be_visible(timeout=LONG)
    add(page, "\n\n:::{true")
    chosen = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    expect(chosen).to_contain_text("true-false", timeout=LONG)
    # A name goes on behind its hyphen.
    page.keyboard.type("-fa")
    expect(page.locator("#editor .cm-content")).to_contain_text(":::{true-fa")
    expect(chosen).to_contain_text("true-false")
    # By its own clock a list that has just opened takes no key yet (autocompletion's interactionDelay: 75 ms).
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(page.locator(".cm-snippetField").first).to_be_attached()
    # Over what stands there; the next stop by Tab, back by Shift+Tab.
    for words in ("on-time", "Who is late says so.", "true"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    eventually(
        lambda: (
            ":::{true-false}\nid: on-time\nstatement: Who is late says so.\nanswer: true\n"
            in place.read_text("utf-8").removeprefix(before)
        ),
        30,
    )
    assert "|" not in place.read_text("utf-8").removeprefix(before)


def test_what_is_found_in_another_text_is_told_beside_and_opens_there(folder: Path, opened: Open) -> None:
    (folder / SECTION).write_text(
        (folder / SECTION).read_text("utf-8") + "\n[Onward](section:beginnin)\n", "utf-8"
    )
    designer = opened(folder)
    page = designer.page
    write(designer, BEGINNING)
    told = page.locator("#findings li", has_text="beginnin")
    expect(told).to_be_visible()
    expect(page.locator("#lms")).to_be_hidden()
    told.locator(".place a").click()
    expect(page.locator("#desk h2")).to_have_text(SECTION)
    expect(page.locator("#editor .cm-activeLine")).to_contain_text("[Onward](section:beginnin)")
    expect(page.locator("#editor .cm-content")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 714, 367])
def test_the_bar_above_the_text_leaves_room_for_it(browser: Browser, folder: Path, width: int) -> None:
    settings = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, "nl") as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer, BEGINNING)
        bar = page.locator("#desk .text > .bar")
        expect(bar.get_by_role("button")).to_have_count(5)
        high = "one => one.getBoundingClientRect().height"
        rows = 3 if width < 400 else 2
        assert bar.evaluate(high) <= rows * 34 + 12
        # Nothing sticks out of it, and everything can be pressed (WCAG 2.2, 2.5.8: 24 by 24).
        for one in bar.locator("button, select").all():
            box, around = one.bounding_box(), bar.bounding_box()
            assert box is not None
            assert around is not None
            assert min(box["width"], box["height"]) >= 24
            assert around["x"] <= box["x"]
            assert box["x"] + box["width"] <= around["x"] + around["width"]
        for_everybody(page)
        page.close()


SHIFT, F2, F12, ENTER = "\ue008", "\ue032", "\ue03c", "\ue007"


def test_the_keys_for_a_name_in_firefox(folder: Path, tmp_path: Path) -> None:
    """F12, Shift+F12 and F2 are the page's there too, and not the browser's."""
    place = folder / BEGINNING
    home = tmp_path / "home"
    home.mkdir()
    with previewing(folder) as (_, address), firefox(home) as engine:
        engine.goto(address)
        until(engine, "!!document.querySelector('#stage iframe')")
        click(engine, "label:has(input[name=way][value=write])")
        click(engine, f"#desk nav [data-place='{BEGINNING}']")
        until(engine, f"document.querySelector('#desk h2').innerText === '{BEGINNING}'")
        click(engine, f"#desk nav [data-place='{BEGINNING}:first-sentence']")
        line = "document.querySelector('#editor .cm-activeLine')?.innerText"
        until(engine, f"{line}.includes(':::{{reflection}}')")
        until(engine, "document.activeElement === document.querySelector('#editor .cm-content')")
        # Three lines down stands the id of another component.
        engine.type("\ue015" * 3 + "\ue010" + "\ue012" * 3)
        until(engine, f"{line}.includes('builds_on: [goal-of-mine]')")
        chord(engine, SHIFT, F12)
        until(engine, "document.querySelectorAll('.named li').length === 2")
        until(engine, "document.activeElement.closest('.named') !== null")
        engine.type("\ue00c")
        until(engine, "document.activeElement === document.querySelector('#editor .cm-content')")
        engine.type(F2)
        until(engine, "document.querySelector('dialog')?.innerText.includes('answers hang on this id')")
        engine.evaluate("void document.querySelector('dialog input').select()")
        engine.type("my-aim" + ENTER)
        until(engine, "document.querySelector('#desk .did').innerText.includes('is now called ‘my-aim’')")
        eventually(lambda: "builds_on: [my-aim]" in place.read_text("utf-8"), 30)
        until(engine, f"{line}.includes('builds_on: [my-aim]')")
        engine.type(F12)
        until(engine, f"document.querySelector('#desk h2').innerText === '{SECTION}'")
        until(engine, f"{line} === 'id: my-aim'")
        assert "id: my-aim" in (folder / SECTION).read_text("utf-8")
        engine.goto("about:blank")


def chord(engine: Any, held: str, key: str) -> None:
    ways = (("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held))
    engine.act("key", [{"type": kind, "value": value} for kind, value in ways])
