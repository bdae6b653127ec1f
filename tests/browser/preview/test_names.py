"""The name at the cursor: to where it gets its meaning, to where it is spoken of, and another name in every text."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from browser.preview.conftest import Open
from browser.preview.test_page import for_everybody
from browser.preview.test_writing import SECTION, kept, opened_text, write
from harness.browser import guarded_context
from harness.lms import eventually
from harness.previewing import Designer, previewing

BEGINNING = "sections/beginning.md"
# Milliseconds: what the server is asked is read, saved and built anew first, on a machine that may be busy.
LONG = 30_000


def stand_in(page: Page, words: str, steps: int, component: str = "") -> Locator:
    """The cursor so many characters into the line with these words, in this component of the outline."""
    if component:
        # What is far from the cursor is not drawn.
        page.locator(f"#desk nav [data-place='{component}']").click()
        expect(page.locator("#editor .cm-activeLine")).to_contain_text(":::{")
    editor = page.locator("#editor .cm-content")
    line = page.locator(".cm-line", has_text=words).first
    line.scroll_into_view_if_needed()
    line.click(position={"x": 3, "y": 8})
    page.keyboard.press("Home")
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#editor .cm-activeLine")).to_contain_text(words)
    return editor


def at(page: Page, path: str, words: str) -> None:
    """This text is open, with the cursor on the line with these words."""
    expect(page.locator("#desk h2")).to_have_text(path, timeout=LONG)
    expect(page.locator("#editor .cm-activeLine")).to_contain_text(words)
    expect(page.locator("#editor .cm-content")).to_be_focused()


def test_to_the_definition_in_another_text(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer, BEGINNING)
    # What is typed a moment ago counts.
    stand_in(page, "Much depends", 0)
    page.keyboard.type("[Why](theme:feedback) ")
    stand_in(page, "builds_on: [", 14, f"{BEGINNING}:first-sentence")
    page.keyboard.press("F12")
    at(page, SECTION, "id: goal-of-mine")
    # At the name itself.
    page.keyboard.type("x")
    expect(page.locator("#editor .cm-activeLine")).to_have_text("id: xgoal-of-mine")
    page.keyboard.press("Control+z")
    kept(page)
    opened_text(page, BEGINNING).focus()
    # It opens where one left it.
    expect(page.locator("#editor .cm-activeLine")).to_contain_text("builds_on: [")
    page.keyboard.press("Control+Home")
    stand_in(page, "[Why](theme:", 14)
    page.get_by_role("button", name="Go to definition").click()
    at(page, "module.yaml", "id: feedback")
    opened_text(page, BEGINNING)
    stand_in(page, "Name what you saw", 4)
    page.keyboard.press("F12")
    expect(page.locator(".named")).to_contain_text("no name here", timeout=LONG)
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#editor .cm-content")).to_be_focused()
    expect(page.locator(".named")).to_have_text("")


def test_references_by_keyboard(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    stand_in(page, "id: goal-of-mine", 6, f"{SECTION}:goal-of-mine")
    page.keyboard.press("Shift+F12")
    places = page.locator(".named li")
    expect(places).to_have_count(2, timeout=LONG)
    expect(page.locator(".named p")).to_have_text("‘goal-of-mine’ stands in 2 places.")
    expect(places.nth(0)).to_contain_text("here it gets its meaning")
    expect(places.nth(1)).to_contain_text("builds_on: [goal-of-mine]")
    expect(places.nth(0).get_by_role("button")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    at(page, BEGINNING, "builds_on: [goal-of-mine]")
    page.get_by_role("button", name="Find references").focus()
    page.keyboard.press("Enter")
    expect(places.nth(0).get_by_role("button")).to_be_focused(timeout=LONG)
    page.keyboard.press("Escape")
    expect(page.locator(".named")).to_have_text("")
    expect(page.locator("#editor .cm-content")).to_be_focused()


def test_another_name_in_every_text_and_undone(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    places = [folder / path for path in (SECTION, BEGINNING)]
    before = [place.read_bytes() for place in places]
    # Both texts are open, and both follow.
    write(designer)
    editor = opened_text(page, BEGINNING)
    stand_in(page, "builds_on: [", 14, f"{BEGINNING}:first-sentence")
    page.keyboard.press("F2")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("answers hang on this id", timeout=LONG)
    dialog.get_by_role("textbox", name="Name").fill("first-sentence")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("already there", timeout=LONG)
    assert [place.read_bytes() for place in places] == before
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    page.keyboard.press("F2")
    dialog.get_by_role("textbox", name="Name").fill("my-aim")
    page.keyboard.press("Enter")
    expect(page.locator("#desk .did")).to_contain_text("is now called ‘my-aim’", timeout=LONG)
    eventually(
        lambda: (
            [place.read_bytes() for place in places]
            == [text.replace(b"goal-of-mine", b"my-aim") for text in before]
        )
    )
    expect(editor).to_contain_text("builds_on: [my-aim]", timeout=LONG)
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: [place.read_bytes() for place in places] == before, 30)
    expect(editor).to_contain_text("builds_on: [goal-of-mine]", timeout=LONG)
    # A section's file goes along.
    opened_text(page, "module.yaml")
    stand_in(page, "- preparing", 6)
    page.keyboard.press("F2")
    dialog.get_by_role("textbox", name="Name of its file").fill("before")
    page.keyboard.press("Enter")
    expect(page.locator("#desk .did")).to_contain_text("is now called ‘before’", timeout=LONG)
    expect(page.locator("#desk h2")).to_have_text("sections/before.md", timeout=LONG)
    assert not places[0].exists()
    assert b"(section:before)" in places[1].read_bytes()
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: all(place.exists() for place in places), 30)
    eventually(lambda: [place.read_bytes() for place in places] == before, 30)
    eventually(lambda: not (folder / "sections" / "before.md").exists(), 30)


def test_it_is_for_everybody_in_dutch(browser: Browser, folder: Path) -> None:
    settings = {"viewport": {"width": 1280, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, "nl") as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        stand_in(page, "id: goal-of-mine", 6, f"{SECTION}:goal-of-mine")
        page.get_by_role("button", name="Waar genoemd").click()
        expect(page.locator(".named p")).to_have_text("‘goal-of-mine’ staat op 2 plaatsen.", timeout=LONG)
        for_everybody(page)
        expect(page.get_by_role("button", name="Naar de betekenis")).to_have_attribute(
            "aria-keyshortcuts", "F12"
        )
        page.get_by_role("button", name="Deze naam wijzigen").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Aan dit id hangen antwoorden van deelnemers", timeout=LONG)
        page.close()
