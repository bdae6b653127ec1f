"""Writing in the preview: the text beside the module, saved at every pause, and never a lost word."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, TimeoutError, expect

from browser.preview.conftest import Open
from browser.preview.test_page import for_everybody
from harness.browser import guarded_context
from harness.lms import LOOK, eventually
from harness.previewing import Designer, previewing
from modulebouwer.restructuring import new_component
from modulebouwer.source.loader import load

SECTION = "sections/preparing.md"
TWO = """\
---
title: Preparing
minutes: 5
---

:::{reflection}
id: goal-of-mine
prompt: Why?
:::

:::{reflection}
id: two
prompt: How?
builds_on: [goal-of-mine]
:::
"""


# Takes all the room that the browser has for the page, and gives it back.
FILL = """() => {
  for (let text = "x".repeat(1e6), number = 0; text; number += 1) {
    try { localStorage.setItem(`fill ${number}`, text); } catch { text = text.slice(0, text.length >> 1); }
  }
}"""
BROKEN_OFF: dict[str, Any] = {"status": 200, "content_type": "application/json", "body": '{"state": "sav'}
MORE = " For this there is no room in the browser."
EMPTY = """() => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("fill ")) localStorage.removeItem(key);
}"""


def write(designer: Designer, path: str = SECTION) -> Locator:
    """The editor, with a text in it."""
    designer.choose("way", "write")
    return opened_text(designer.page, path)


def with_two(folder: Path, opened: Open) -> tuple[Page, Path]:
    """One writes in a section of two components: the page, and the section's file."""
    (folder / SECTION).write_text(TWO, "utf-8")
    designer = opened(folder)
    designer.ready()
    write(designer)
    return designer.page, folder / SECTION


def held_back(page: Page) -> list[Route]:
    """The acts that have no answer yet."""
    held: list[Route] = []
    page.route("**/shape", lambda route: held.append(route))
    return held


def told_of(page: Page, routes: list[Route]) -> None:
    """Until there is one: Playwright tells of a request while it waits for something, not while Python sleeps."""
    while not routes:
        page.wait_for_timeout(LOOK)


def opened_text(page: Page, path: str = SECTION) -> Locator:
    page.locator(f"#desk nav button[data-place='{path}']").click()
    expect(page.locator("#desk h2")).to_have_text(path)
    return page.locator("#editor .cm-content")


def add(page: Page, words: str) -> None:
    """Types at the end of the text."""
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    type_at_once(page, words)


def type_at_once(page: Page, words: str) -> None:
    """A step that is undone as one, also on a slow machine: half a second between two keys would make it two."""
    first, *more = words.split("\n")
    page.keyboard.insert_text(first)
    for line in more:
        page.keyboard.press("Enter")
        page.keyboard.insert_text(line)


def kept(page: Page, told: str = "Saved") -> None:
    expect(page.locator("[data-kept]")).to_have_text(told)


def test_what_one_types_is_in_the_file_and_in_the_module(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    before = (folder / SECTION).read_text("utf-8")
    # The editor's program comes when one writes.
    assert designer.page.evaluate("document.querySelector('script[src=\"/write.js\"]')") is None
    write(designer)
    add(designer.page, "Écht geschreven in de browser.")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before + "Écht geschreven in de browser.")
    kept(designer.page)
    expect(designer.sco.get_by_text("Écht geschreven in de browser.")).to_be_visible()
    # Undone, the file is what it was, by the byte.
    designer.page.keyboard.press("Control+z")
    eventually(lambda: (folder / SECTION).read_bytes() == before.encode())
    expect(designer.sco.get_by_text("Écht geschreven in de browser.")).to_have_count(0)


def test_the_module_goes_to_what_one_writes_in(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    write(designer, "sections/beginning.md")
    designer.sco.locator("#section-beginning.current").wait_for()
    opened_text(designer.page)
    designer.sco.locator("#section-preparing.current").wait_for()


def test_by_keyboard_and_after_f5(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    page.locator("input[name=way]:checked").focus()
    page.keyboard.press("ArrowRight")
    component = page.locator(f"#desk nav button[data-place^='{SECTION}:']").first
    component.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#editor .cm-content")).to_be_focused()
    expect(page.locator("#editor .cm-activeLine")).to_contain_text(":::")
    before = (folder / SECTION).read_text("utf-8")
    add(page, "Kept.")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before + "Kept.")
    kept(page)
    # Tab leaves the text: nobody is held in it.
    page.keyboard.press("Tab")
    expect(page.locator("#editor .cm-content")).not_to_be_focused()
    page.reload()
    expect(page.locator("#editor .cm-content")).to_contain_text("Kept.")
    expect(page.locator("#desk h2")).to_have_text(SECTION)
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+z")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before)


def test_the_module_goes_along_and_takes_no_focus(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, editor = designer.page, write(designer)
    field = designer.sco.locator("textarea").first
    for place in ("sections/beginning.md", SECTION):
        page.locator(f"#desk nav button[data-place^='{place}:']").first.focus()
        page.keyboard.press("Enter")
        designer.sco.locator(f"#section-{Path(place).stem}.current").wait_for()
        expect(editor).to_be_focused()
        page.keyboard.press("Control+End")
        page.keyboard.type("Not into the module.")
        expect(editor).to_contain_text("Not into the module.")
        kept(page)
    # Who points at the module goes there, and stays.
    field.click()
    expect(editor).not_to_be_focused()
    page.keyboard.type("Into the module.")
    expect(field).to_have_value("Into the module.")


def test_where_one_goes_while_the_module_is_built_anew(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, held = designer.page, list[Route]()
    write(designer)
    page.route("**/play", lambda route: held.append(route))
    with page.expect_request("**/play"):
        add(page, "Anew.")
    kept(page)
    opened_text(page, "sections/beginning.md")
    held.pop().continue_()
    page.unroute("**/play")
    designer.sco.locator("#section-beginning.current").wait_for()


def test_two_windows_on_one_module(folder: Path, opened: Open) -> None:
    before = (folder / SECTION).read_text("utf-8") + "\nFirst.\n\nMiddle.\n\nLast.\n"
    (folder / SECTION).write_text(before, "utf-8")
    designer = opened(folder)
    designer.ready()
    write(designer)
    second = Designer(designer.page.context, designer.preview, designer.page.url)
    expect(second.page.locator("#desk h2")).to_have_text(SECTION)
    add(second.page, "Of the second.")
    # Lines out of sight are not drawn.
    designer.page.locator("#editor .cm-scroller").evaluate("(text) => text.scrollTo(0, text.scrollHeight)")
    expect(designer.page.locator("#editor .cm-content")).to_contain_text("Of the second.")
    designer.page.locator(".cm-line", has_text="First.").click()
    designer.page.keyboard.press("End")
    type_at_once(designer.page, " Of the first.")
    expect(second.page.locator("#editor .cm-content")).to_contain_text("First. Of the first.")
    text = before.replace("First.", "First. Of the first.") + "Of the second."
    eventually(lambda: (folder / SECTION).read_text("utf-8") == text)
    # What the other wrote is not ours to undo.
    designer.page.keyboard.press("Control+z")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == text.replace(" Of the first.", ""))


@pytest.mark.parametrize("choice", ["Save my text", "Take the other text"])
def test_the_same_line_by_two_is_shown_as_two(folder: Path, opened: Open, choice: str) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    before = place.read_text("utf-8")
    # All of it within half a second, as far as the history knows: what was typed and what was taken stay two steps.
    page.clock.set_fixed_time("2026-11-27T12:00:00Z")
    page.route("**/save", lambda route: route.abort())
    add(page, "Mine.")
    kept(page, "Not saved")
    place.write_text(before + "Theirs.", "utf-8")
    page.unroute("**/save")
    expect(page.get_by_label("The text of the other")).to_contain_text("Theirs.")
    expect(page.locator("#editor .cm-content")).to_contain_text("Mine.")
    assert place.read_text("utf-8") == before + "Theirs."
    page.get_by_role("button", name=choice).click()
    kept(page)
    wanted = "Mine." if choice == "Save my text" else "Theirs."
    eventually(lambda: place.read_text("utf-8") == before + wanted)
    expect(page.locator(".trouble")).to_be_empty()
    if choice == "Take the other text":
        # What was not chosen comes back, and takes nothing of the other's away.
        page.keyboard.press("Control+z")
        eventually(lambda: place.read_text("utf-8") == before + "Mine.\nTheirs.")


def test_a_read_only_file_and_one_that_vanishes(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    before = place.read_text("utf-8")
    write(designer)
    place.chmod(0o444)
    add(page, "Held.")
    kept(page, "Not saved")
    expect(page.locator(".trouble")).to_contain_text("cannot be written")
    assert place.read_text("utf-8") == before
    place.chmod(0o644)
    kept(page)
    assert place.read_text("utf-8") == before + "Held."
    place.unlink()
    add(page, " More.")
    expect(page.locator(".trouble")).to_contain_text("no longer there")
    page.get_by_role("button", name="Make the file again").click()
    kept(page)
    assert place.read_text("utf-8") == before + "Held. More."


def test_a_killed_server_takes_no_word(browser: Browser, folder: Path) -> None:
    """What was typed while there was none is in the file as soon as there is one again, or a window."""
    place, port = folder / SECTION, 0
    before = place.read_text("utf-8")
    with guarded_context(browser) as context:
        with previewing(folder) as (preview, address):
            port = urlsplit(address).port or 0
            designer = Designer(context, preview, address)
            designer.ready()
            write(designer)
        page = designer.page
        add(page, "Typed into nothing.")
        kept(page, "Not saved")
        expect(page.locator(".trouble")).to_contain_text("kept in this browser")
        assert place.read_text("utf-8") == before
        # And where the browser has no room for it that is said instead.
        page.evaluate(FILL)
        # A sentence, for what is kept may be a little shorter after a letter: two steps to undo become one.
        page.keyboard.insert_text(MORE)
        expect(page.locator(".trouble")).to_contain_text("no room for it either")
        for _ in MORE:
            page.keyboard.press("Backspace")
        page.evaluate(EMPTY)
        with previewing(folder, port=port):
            eventually(lambda: place.read_text("utf-8") == before + "Typed into nothing.")
            kept(page)
        add(page, " And again.")
        kept(page, "Not saved")
        page.close()
        with previewing(folder, port=port) as (preview, address):
            after = Designer(context, preview, address)
            write(after)
            eventually(lambda: place.read_text("utf-8") == before + "Typed into nothing. And again.")
            after.page.close()


def test_who_types_through_a_new_start_of_the_server_types_on(browser: Browser, folder: Path) -> None:
    """The page goes on with the new one: it is not loaded anew, for keys pressed while a page loads go nowhere."""
    place = folder / SECTION
    before = place.read_text("utf-8")
    with guarded_context(browser) as context:
        with previewing(folder) as (preview, address):
            port = urlsplit(address).port or 0
            designer = Designer(context, preview, address)
            page = designer.page
            designer.ready()
            write(designer)
            add(page, "One")
            page.evaluate("() => { window.loaded = 'once'; }")
        page.keyboard.type(" two")
        with previewing(folder, port=port) as (preview, _):
            designer.preview = preview
            page.keyboard.type(" three")
            eventually(lambda: place.read_text("utf-8") == before + "One two three")
            # The module in its LMS is the new one's, and tells what the text says now.
            eventually(lambda: preview.lms.launches)
            expect(designer.sco.locator("main")).to_contain_text("One two three")
            kept(page)
            page.keyboard.type(" four.")
            eventually(lambda: place.read_text("utf-8") == before + "One two three four.")
            assert page.evaluate("window.loaded") == "once"
            page.close()


def test_a_server_that_does_not_answer_is_told(folder: Path, opened: Open) -> None:
    """Its words are said to be saved in no file, and are when it goes on; the clock is the test's own."""
    designer = opened(folder)
    page, place = designer.page, folder / SECTION
    designer.ready()
    write(designer)
    before = place.read_text("utf-8")
    page.clock.install()
    held: list[Route] = []
    page.route("**/save", lambda route: held.append(route), times=1)
    add(page, "Held.")
    page.clock.run_for(1_000)
    told_of(page, held)
    kept(page, "Saving …")
    page.clock.run_for(5_000)
    kept(page, "Not saved")
    expect(page.locator(".trouble")).to_contain_text("does not answer")
    held.pop().continue_()
    kept(page)
    assert place.read_text("utf-8") == before + "Held."
    expect(page.locator(".trouble")).to_be_empty()


def test_another_module_or_version_at_the_same_address_takes_nothing(
    browser: Browser, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is loaded anew by a press alone, and nothing goes into a folder that it was not written for."""
    place, other = folder / SECTION, tmp_path / "other" / folder.name
    shutil.copytree(folder, other)
    before = place.read_text("utf-8")
    with guarded_context(browser) as context:
        with previewing(folder) as (preview, address):
            port = urlsplit(address).port or 0
            designer = Designer(context, preview, address)
            page = designer.page
            designer.ready()
            write(designer)
            add(page, "One")
            eventually(lambda: place.read_text("utf-8") == before + "One")
        with previewing(other, port=port):
            add(page, " two")
            expect(page.locator(".trouble")).to_contain_text("another module")
            kept(page, "Not saved")
            expect(page.locator("#notice")).to_contain_text("another module")
        monkeypatch.setattr("modulebouwer.preview.app.programs", lambda: "the next")
        with previewing(folder, port=port):
            page.keyboard.type(" three")
            expect(page.locator(".trouble")).to_contain_text("another version")
            page.get_by_role("button", name="Load the page anew").click()
            eventually(lambda: place.read_text("utf-8") == before + "One two three")
            assert (other / SECTION).read_text("utf-8") == before
            expect(page.locator("#editor .cm-content")).to_be_focused()
            page.close()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_it_is_for_everybody(browser: Browser, folder: Path, language: str, width: int) -> None:
    settings = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        page.route("**/save", lambda route: route.abort())
        add(page, "Mine.")
        kept(page, "Niet opgeslagen" if language == "nl" else "Not saved")
        (folder / SECTION).write_text("Theirs.", "utf-8")
        page.unroute("**/save")
        expect(page.locator(".trouble pre").first).to_be_visible()
        for_everybody(page)
        page.close()


def test_the_language_server_helps(folder: Path, opened: Open) -> None:
    """Findings while one types, a quick fix, a whole component, and what a field is for."""
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    before = place.read_text("utf-8")
    add(page, "\n[Onward](section:beginnin)")
    expect(page.locator(".cm-lintRange-error").first).to_be_visible()
    page.keyboard.press("Control+Shift+M")
    finding = page.locator(".cm-panel-lint li")
    expect(finding).to_contain_text("beginnin")
    fix = finding.locator(".cm-diagnosticAction")
    expect(fix).to_contain_text("beginning")
    page.locator(".cm-panel-lint ul").press(fix.locator("u").inner_text().lower())
    eventually(lambda: place.read_text("utf-8") == before + "\n[Onward](section:beginning)")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n:::")
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_be_visible()
    page.keyboard.type("{reflec")
    expect(page.locator(".cm-tooltip-autocomplete li[aria-selected]")).to_contain_text("reflection")
    # By its own clock a list that has just opened takes no key yet (autocompletion's interactionDelay: 75 ms).
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    eventually(lambda: ":::{reflection}\nid: reflection\nprompt: " in place.read_text("utf-8"))
    kept(page)
    eventually(lambda: explained(page, page.locator(".cm-line", has_text="prompt: ").last), 30)
    expect(page.locator(".cm-tooltip-hover")).to_contain_text("question")
    # What is whole is not chosen once more: Enter is a new line. Nor is anything put in that nobody typed.
    whole = place.read_text("utf-8")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n:::")
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete li[aria-selected]")).to_be_visible()
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.keyboard.type("'s Ochtends (vroeg")
    eventually(lambda: place.read_text("utf-8") == whole + "\n\n:::\n's Ochtends (vroeg")


@pytest.mark.parametrize(("language", "name"), [("nl", "Aanvullingen"), ("en", "Completions")])
def test_the_list_of_completions_is_for_everybody(
    browser: Browser, folder: Path, language: str, name: str
) -> None:
    settings = {"viewport": {"width": 1280, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        # The server is there when it has found something.
        add(page, "\n[Onward](section:beginnin)")
        expect(page.locator(".cm-lintRange-error").first).to_be_visible()
        add(page, "\n\n:::")
        page.keyboard.press("Control+Space")
        listed = page.get_by_role("listbox", name=name)
        expect(listed).to_be_visible()
        for_everybody(page)
        # One can go in, where keys are the text's, and out.
        page.keyboard.press("Tab")
        expect(listed).to_be_focused()
        chosen = listed.get_by_role("option", selected=True)
        first = chosen.inner_text()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#editor .cm-content")).to_be_focused()
        expect(chosen).not_to_have_text(first, use_inner_text=True)
        page.keyboard.press("Tab")
        expect(listed).to_be_focused()
        page.keyboard.press("Tab")
        expect(listed).to_have_count(0)
        page.close()


def explained(page: Page, line: Locator) -> bool:
    """Whether the mouse on the beginning of a line brings an explanation; findings that come meanwhile close it."""
    page.mouse.move(1, 1)
    line.hover(position={"x": 20, "y": 8}, timeout=5000)
    try:
        page.locator(".cm-tooltip-hover").wait_for(timeout=2000)
    except TimeoutError:
        return False
    return True


def test_a_component_is_inserted_whole_and_taken_out_again(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    before = place.read_text("utf-8")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.get_by_label("Component").select_option("reflection")
    # What does not come is told, until it comes.
    page.route("**/component?*", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Insert").press("Enter")
    expect(page.locator("#desk .inserted")).to_contain_text(
        "was not inserted, for the preview cannot be reached"
    )
    page.get_by_role("button", name="Insert").press("Enter")
    written = f"{before}\n{new_component('reflection', (), 'en')}"
    eventually(lambda: place.read_text("utf-8") == written)
    # It stands whole in the module, and the cursor in it.
    expect(designer.sco.get_by_text("…", exact=True).first).to_be_attached()
    expect(page.locator("#editor .cm-activeLine").first).to_contain_text(":::{reflection}")
    expect(page.locator("#desk .inserted")).to_be_empty()
    page.keyboard.press("Control+z")
    eventually(lambda: place.read_text("utf-8") == before)
    # From within a component it comes behind that, never in it.
    opened_text(page, "sections/beginning.md")
    page.locator("#desk nav button[data-place^='sections/beginning.md:']").first.click()
    text = (folder / "sections/beginning.md").read_text("utf-8")
    page.get_by_role("button", name="Insert").press("Enter")
    eventually(lambda: (folder / "sections/beginning.md").read_text("utf-8") != text)
    eventually(lambda: checked(folder) == [])


def checked(folder: Path) -> list[str]:
    """What is wrong with the module on the disk."""
    module, problems = load(folder, "")
    return [str(one) for one in problems] if module else ["no module"]


def outline(page: Page, within: str = "") -> list[str]:
    """The places of the outline, in its order."""
    found = page.locator("#desk .texts [data-place]").evaluate_all(
        "all => all.map((one) => one.dataset.place)"
    )
    return [place for place in found if place.startswith(within)]


def test_the_outline_by_keyboard(folder: Path, opened: Open) -> None:
    """Added, moved, renamed and removed, each taken back; what breaks by it is told."""
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = page.locator("#desk .did")
    page.get_by_role("button", name="New section").press("Enter")
    # What is not yet in its file goes first.
    page.keyboard.type("In between")
    page.keyboard.press("Enter")
    expect(page.locator("#desk h2")).to_have_text("sections/in-between.md")
    expect(told).to_have_text("‘In between’ is there.")
    sections = ["sections/preparing.md", "sections/in-between.md", "sections/beginning.md"]
    assert [one for one in outline(page, "sections/") if one.endswith(".md")] == sections
    expect(designer.sco.locator("#section-in-between")).to_be_attached()
    page.locator("[data-place='sections/in-between.md']").press("Alt+ArrowDown")
    expect(told).to_have_text("‘In between’ is moved.")
    assert [one for one in outline(page, "sections/") if one.endswith(".md")][-1] == "sections/in-between.md"
    expect(page.locator("[data-place='sections/in-between.md']")).to_be_focused()
    page.keyboard.press("F2")
    page.get_by_label("Title").fill("At last")
    page.get_by_label("Name of its file").fill("at-last")
    page.keyboard.press("Enter")
    expect(page.locator("#desk h2")).to_have_text("sections/at-last.md")
    assert (folder / "sections/at-last.md").read_text("utf-8").startswith("---\ntitle: At last\n")
    page.locator("[data-place='sections/at-last.md']").press("Delete")
    expect(told).to_have_text("‘At last’ is removed. Undo brings it back.")
    assert not (folder / "sections/at-last.md").exists()
    # All of it back, also after F5; and once more.
    page.reload()
    undo = page.get_by_role("button", name="Undo")
    for what in ("removed", "now called", "moved", "is there"):
        undo.press("Enter")
        expect(told).to_contain_text("Undone: ‘")
        expect(told).to_contain_text(what)
    expect(undo).to_be_disabled()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    page.get_by_role("button", name="Redo").press("Enter")
    expect(told).to_contain_text("Done again: ‘In between’ is there.")
    assert (folder / "sections/in-between.md").is_file()


def test_components_in_the_outline_by_pointer(folder: Path, opened: Open) -> None:
    page, place = with_two(folder, opened)
    before = place.read_text("utf-8")
    add(page, "\nTyped just now.")
    two = page.locator(f"[data-place='{SECTION}:two']")
    two.drag_to(page.locator(f"[data-place='{SECTION}:goal-of-mine']"))
    expect(page.locator("#desk .did")).to_have_text("‘two’ is moved.")
    text = place.read_text("utf-8")
    assert text.index("id: two") < text.index("id: goal-of-mine") < text.index("Typed just now.")
    assert outline(page, f"{SECTION}:") == [f"{SECTION}:two", f"{SECTION}:goal-of-mine"]
    # It builds on one that comes later now.
    expect(page.locator("#desk .new")).to_contain_text("goal-of-mine")
    # What came from elsewhere stands in the editor, and what was typed is still there.
    expect(page.locator("#editor .cm-content")).to_contain_text("Typed just now.")
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: place.read_text("utf-8") == before + "\nTyped just now.")
    two.drag_to(page.locator("[data-place='sections/beginning.md']"))
    eventually(lambda: "id: two" in (folder / "sections/beginning.md").read_text("utf-8"))
    eventually(lambda: "id: two" not in place.read_text("utf-8"))
    # Its answers hang on its id: that is said before it gets another.
    page.locator("[data-place='sections/beginning.md:two']").press("F2")
    expect(page.get_by_role("dialog")).to_contain_text("answers hang on this id")
    page.get_by_role("dialog").get_by_role("textbox").fill("three")
    page.keyboard.press("Enter")
    eventually(lambda: "id: three" in (folder / "sections/beginning.md").read_text("utf-8"))
    page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
    page.get_by_role("button", name="Remove").click()
    eventually(lambda: "id: goal-of-mine" not in place.read_text("utf-8"))
    expect(page.locator("#desk .did")).to_contain_text("stays readable")


def test_who_chooses_something_else_while_an_act_is_under_way_acts_on_that(
    folder: Path, opened: Open
) -> None:
    page, place = with_two(folder, opened)
    held = held_back(page)
    page.locator(f"[data-place='{SECTION}:two']").press("F2")
    page.get_by_role("dialog").get_by_role("textbox").fill("three")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
    assert held
    held.pop().continue_()
    page.unroute("**/shape")
    expect(page.locator("#desk .did")).to_contain_text("three")
    expect(page.locator(f"[data-place='{SECTION}:goal-of-mine']")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Remove").click()
    eventually(lambda: "id: goal-of-mine" not in place.read_text("utf-8"))
    assert "id: three" in place.read_text("utf-8")


def test_a_component_as_a_form(folder: Path, opened: Open) -> None:
    """Text and form are two views of one text; findings stand at their field, with their fix."""
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    before = place.read_text("utf-8")
    page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
    page.get_by_role("button", name="Form", exact=True).press("Enter")
    form = page.locator("#fields")
    expect(form.get_by_role("heading")).to_have_text("Question to the reader")
    prompt = form.get_by_role("textbox", name="prompt")
    expect(prompt).to_have_value("What do you want to reach? Write one sentence.")
    expect(prompt).to_have_accessible_description(re.compile("question"))
    # What is said of a field is no Markdown.
    expect(form.locator("p code").first).to_be_visible()
    expect(form).not_to_contain_text("`")
    # From the form into the text, the file and the module.
    prompt.fill("What is to be different?")
    text = before.replace("What do you want to reach? Write one sentence.", "What is to be different?")
    eventually(lambda: place.read_text("utf-8") == text)
    expect(prompt).to_be_focused()
    expect(designer.sco.get_by_text("What is to be different?").first).to_be_attached()
    # From the text into the form.
    page.locator(".cm-line", has_text="prompt: What is").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" Say it.")
    expect(prompt).to_have_value("What is to be different? Say it.")
    # What is wrong stands at its field; undone, it is gone.
    prompt.fill("")
    wrong = form.locator("[data-wrong='[\"prompt\"]']")
    expect(wrong).to_contain_text("SRC-110")
    expect(prompt).to_have_attribute("aria-invalid", "true")
    limit = form.get_by_role("textbox", name="max_length")
    limit.fill("many")
    expect(form.locator("[data-wrong='[\"max_length\"]']")).to_contain_text("SRC-104")
    page.locator("#editor .cm-content").focus()
    for _ in range(9):
        page.keyboard.press("Control+z")
    expect(prompt).to_have_value("What do you want to reach? Write one sentence.")
    expect(wrong).to_be_empty()
    eventually(lambda: place.read_text("utf-8") == before)


def test_a_new_component_by_its_form(folder: Path, opened: Open) -> None:
    """Inserted, it is a form; its list gets an item more, another order and one less."""
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.get_by_label("Component").select_option("choice")
    page.get_by_role("button", name="Insert").press("Enter")
    form = page.locator("#fields")
    # One types at once, in place of what waits for words; as in any of its fields.
    expect(form.get_by_role("textbox", name="question")).to_be_focused()
    page.keyboard.type("Which word comes first?")
    option = form.get_by_role("textbox", name="text").first
    option.fill("… 1")
    option.blur()
    option.click()
    page.keyboard.type("The first word")
    expect(option).to_have_value("The first word")
    options = form.locator("fieldset[data-way='[\"options\"]']")
    count = options.locator(".item").count()
    # What one option has can be chosen of each: which of them is right.
    right = options.get_by_role("checkbox", name="right")
    assert [right.nth(number).is_visible() for number in range(count)] == [True] * count
    options.get_by_role("button", name="One more").press("Enter")
    expect(options.locator(".item")).to_have_count(count + 1)
    last = options.locator(".item").last
    last.get_by_role("textbox", name="text").fill("The last one")
    last.get_by_role("button", name=f"Move {count + 1} up").press("Enter")
    expect(options.locator(".item").nth(count - 1).get_by_role("textbox", name="text")).to_have_value(
        "The last one"
    )
    # What helps with an item's fields is said once.
    help_of = [options.locator(".item").nth(number).locator(".quiet").count() for number in range(count + 1)]
    assert help_of == [help_of[0], *[0] * count]
    assert help_of[0] > 0
    options.get_by_role("button", name="Remove 1", exact=True).press("Enter")
    expect(options.locator(".item")).to_have_count(count)
    kept(page)
    eventually(lambda: place.read_text("utf-8").count("\n  - id: ") == count)
    assert checked(folder) == []
    module, _ = load(folder, "")
    made: Any = module and next(one.model for one in module.components if one.model.component == "choice")
    assert made.question == "Which word comes first?"
    assert [option.text for option in made.options][count - 2] == "The last one"


def test_what_is_filled_in_while_there_is_no_server_is_not_lost(browser: Browser, folder: Path) -> None:
    place, port = folder / SECTION, 0
    with guarded_context(browser) as context:
        with previewing(folder) as (preview, address):
            port = urlsplit(address).port or 0
            designer = Designer(context, preview, address)
            designer.ready()
            write(designer)
            page = designer.page
            page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
            page.get_by_role("button", name="Form", exact=True).click()
            prompt = page.locator("#fields").get_by_role("textbox", name="prompt")
            expect(prompt).to_have_value("What do you want to reach? Write one sentence.")
        prompt.fill("Filled in into nothing.")
        kept(page, "Not saved")
        expect(page.locator(".trouble")).to_contain_text("what you filled in")
        with previewing(folder, port=port):
            eventually(lambda: "prompt: Filled in into nothing." in place.read_text("utf-8"))
            kept(page)
        page.close()


def test_what_is_filled_in_as_the_window_closes_is_in_the_next(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    write(designer)
    page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
    page.get_by_role("button", name="Form", exact=True).click()
    prompt = page.locator("#fields").get_by_role("textbox", name="prompt")
    asked: list[Route] = []
    page.route("**/fill", lambda route: asked.append(route))
    prompt.fill("")
    # Who types on and on does not put it off.
    asked.clear()
    page.keyboard.type("Typed without a rest, to the end.", delay=50)
    told_of(page, asked)
    kept(page, "Saving …")
    page.close()
    after = Designer(page.context, designer.preview, page.url)
    eventually(lambda: "prompt: Typed without a rest, to the end." in place.read_text("utf-8"))
    kept(after.page)


def test_a_picture_is_pasted_and_asks_what_it_tells(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(designer)
    before = place.read_text("utf-8")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.evaluate(
        """async () => {
          const canvas = new OffscreenCanvas(40, 20);
          canvas.getContext("2d").fillRect(0, 0, 20, 20);
          const blob = await canvas.convertToBlob();
          await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
        }"""
    )
    forms: list[Route] = []
    page.route("**/form", lambda route: forms.append(route))
    page.keyboard.press("Control+v")
    told_of(page, forms)
    # The form that comes is the picture's, wherever the cursor is by then.
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(400)
    for form in forms:
        form.continue_()
    page.unroute("**/form")
    # A clipboard has no name for it: it is called as its section.
    expect(page.locator("#desk .picture")).to_contain_text("media/preparing.png is in the module.")
    figure = '\n:::{figure}\nsrc: media/preparing.png\nalt: ""\n:::\n'
    eventually(lambda: place.read_text("utf-8") == before + figure)
    assert (folder / "media/preparing.png").read_bytes().startswith(b"\x89PNG")
    alt = page.locator("#fields").get_by_role("textbox", name="alt")
    expect(alt).to_be_focused()
    expect(page.locator("#fields [data-wrong='[\"alt\"]']")).to_contain_text("A11Y-001")
    page.keyboard.type("A black square beside a white one.")
    eventually(lambda: "alt: A black square beside a white one." in place.read_text("utf-8"))
    expect(page.locator("#fields [data-wrong='[\"alt\"]']")).to_be_empty()
    expect(designer.sco.get_by_alt_text("A black square beside a white one.")).to_be_attached()
    assert checked(folder) == []
    # Who types on while it comes goes on in the same sentence, and the picture stands behind that.
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("One")
    held: list[Route] = []
    page.route("**/picture?*", lambda route: held.append(route), times=1)
    page.keyboard.press("Control+v")
    told_of(page, held)
    page.keyboard.insert_text(" sentence,")
    held.pop().continue_()
    expect(page.locator("#desk .picture")).to_contain_text("below the paragraph that you were in")
    page.keyboard.insert_text(" written on.")
    sentence = 'One sentence, written on.\n\n:::{figure}\nsrc: media/preparing.png\nalt: ""\n:::\n'
    eventually(lambda: place.read_text("utf-8").endswith(sentence))
    expect(page.locator("#editor .cm-content")).to_be_focused()
    page.get_by_role("button", name="Describe the picture").click()
    expect(alt).to_be_focused()
    page.keyboard.type("Twice the same.")
    eventually(lambda: place.read_text("utf-8").endswith(sentence.replace('""', "Twice the same.")))
    # Another in that sentence stands behind the first.
    page.locator("#editor .cm-line", has_text="written on.").click()
    page.route("**/picture?*", lambda route: held.append(route), times=1)
    page.keyboard.press("Control+v")
    told_of(page, held)
    page.keyboard.insert_text("!")
    held.pop().continue_()
    third = 'alt: Twice the same.\n:::\n\n:::{figure}\nsrc: media/preparing.png\nalt: ""\n:::\n'
    eventually(lambda: place.read_text("utf-8").endswith(third))
    # Pasted in a field, it comes below the component that one fills in.
    page.locator("#editor .cm-line", has_text="alt: Twice the same.").click()
    expect(alt).to_have_value("Twice the same.")
    alt.focus()
    page.keyboard.press("Control+v")
    eventually(lambda: place.read_text("utf-8").count(":::{figure}") == 4)
    expect(page.locator("#desk .picture")).to_contain_text("is in the module")
    # Of words that a word processor copied there is a picture too: it is the words that one pastes.
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "Copied words.");
          clipboardData.items.add(new File(["a"], "image.png", { type: "image/png" }));
          const editor = document.querySelector("#editor .cm-content");
          editor.focus();
          editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    eventually(lambda: "Copied words." in place.read_text("utf-8"))
    # What is no picture that learners can see is told, and nothing is written.
    page.evaluate(
        """() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["words"], "plan.png", { type: "image/png" }));
          const { x, y } = document.querySelector("#editor .cm-line").getBoundingClientRect();
          document.querySelector("#editor .cm-line").dispatchEvent(new DragEvent("drop",
            { dataTransfer, clientX: x + 2, clientY: y + 2, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("#desk .picture")).to_contain_text("plan.png was not added.")
    expect(page.locator("#desk .picture")).to_contain_text("MED-024")
    assert [one.name for one in (folder / "media").iterdir() if "plan" in one.name] == []


def copied(page: Page, html: str) -> None:
    """As one copies out of another page: what is on the clipboard is the browser's own."""
    other = page.context.new_page()
    other.set_content(html)
    other.keyboard.press("Control+a")
    other.keyboard.press("Control+c")
    other.close()
    page.bring_to_front()


def test_what_is_copied_out_of_a_page_is_pasted_as_markdown(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page, place = designer.page, folder / SECTION
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(designer)
    before = place.read_text("utf-8")
    copied(
        page,
        "<p>A <b>goal</b>:</p><ul><li>to <a href='https://example.org/a'>say</a></li><li>to hear</li></ul>",
    )
    add(page, "Now")
    held: list[Route] = []
    page.route("**/paste", lambda route: held.append(route), times=1)
    page.keyboard.press("Control+v")
    told_of(page, held)
    # Who types on meanwhile types on.
    page.keyboard.insert_text(" and then.")
    held.pop().continue_()
    listed = "A **goal**:\n\n- to [say](https://example.org/a)\n- to hear"
    # The reader's libraries come with the first that is read.
    eventually(lambda: place.read_text("utf-8") == f"{before}Now\n\n{listed}\n\n and then.", 20)
    page.keyboard.insert_text(" On.")
    eventually(lambda: place.read_text("utf-8").endswith(" and then. On."))
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    eventually(lambda: place.read_text("utf-8") == f"{before}Now and then.")
    # In a component, where Markdown would be YAML, and where there is no more to it: the words.
    page.locator("#editor .cm-line", has_text="max_length: 400").click()
    page.keyboard.press("End")
    copied(page, "<b>#many</b>")
    page.keyboard.press("Control+v")
    eventually(lambda: "\nmax_length: 400#many\n" in place.read_text("utf-8"))
    copied(page, "<p>1 * 2</p>")
    page.locator("#editor .cm-content").press("Control+End")
    page.keyboard.press("Control+v")
    eventually(lambda: place.read_text("utf-8").endswith("and then.1 * 2"))


@pytest.mark.parametrize(("language", "width"), [("nl", 367), ("en", 1280)])
def test_outline_form_and_dialog_are_for_everybody(
    browser: Browser, folder: Path, language: str, width: int
) -> None:
    settings = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
        page.locator("[data-form]").click()
        page.locator("#field-prompt").fill("")
        expect(page.locator("#fields .wrong .error")).to_be_visible()
        page.locator("#fields details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        for_everybody(page, 367)
        page.locator("[data-tool=rename]").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        for_everybody(page, 367)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        opened_text(page, "module.yaml")
        page.locator("#editor .cm-content").focus()
        expect(page.locator("#field-title")).to_have_value("A good conversation")
        page.locator("#fields details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        for_everybody(page, 367)
        page.close()


def test_what_is_clicked_before_the_programs_are_there_is_done_when_they_come(
    folder: Path, opened: Open
) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    held: list[Route] = []
    page.route("**/preview.js", lambda route: held.append(route))
    # Its first answer is none.
    page.route("**/write.js", lambda route: route.abort(), times=1)
    page.goto(page.url, wait_until="commit")
    designer.choose("way", "write")
    told_of(page, held)
    held.pop().continue_()
    expect(page.locator("#desk h2")).to_have_text(SECTION)


def test_the_first_text_opens_also_where_the_outline_came_late(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    page.route("**/texts", lambda route: route.abort(), times=1)
    page.route("**/text?*", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        designer.choose("way", "write")
    # News of the module, twice: the outline comes, then the text that could not be had.
    (folder / SECTION).write_text(TWO, "utf-8")
    expect(page.locator(f"#desk nav button[data-place='{SECTION}:two']")).to_be_visible()
    (folder / SECTION).write_text(TWO.replace("Why?", "What for?"), "utf-8")
    expect(page.locator("#editor .cm-content")).to_contain_text("What for?")


def test_what_is_done_while_an_act_is_under_way_follows_it(folder: Path, opened: Open) -> None:
    page, place = with_two(folder, opened)
    held = held_back(page)
    page.locator(f"[data-place='{SECTION}:two']").click()
    page.get_by_role("button", name="Move up").click()
    # Nothing could be undone before it, and something can be by then.
    page.locator(f"[data-place='{SECTION}:two']").press("F2")
    page.get_by_role("button", name="Undo").click()
    told_of(page, held)
    # An answer that breaks off half-way holds up nothing.
    held.pop().fulfill(status=200, content_type="application/json", body='{"state": "do')
    page.unroute("**/shape")
    expect(page.locator("#desk .did")).to_contain_text("It did not work")
    page.get_by_role("dialog").get_by_role("textbox").fill("three")
    page.keyboard.press("Enter")
    expect(page.locator("#desk .did")).to_have_text("Undone: ‘two’ is now called ‘three’.")
    assert place.read_text("utf-8") == TWO


def test_a_drag_during_an_act_lands_where_one_lets_go(folder: Path, opened: Open) -> None:
    page, place = with_two(folder, opened)
    two = page.locator(f"[data-place='{SECTION}:two']")
    two.drag_to(page.locator(f"[data-place='{SECTION}:goal-of-mine']"))
    expect(page.locator("#desk .new")).to_contain_text("goal-of-mine")
    held = held_back(page)
    page.get_by_role("button", name="Undo").click()
    told_of(page, held)
    box, to = two.bounding_box(), page.locator("[data-place='sections/beginning.md']").bounding_box()
    assert box is not None
    assert to is not None
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    # It is done, and the outline is another, while the pointer is down.
    with page.expect_response("**/texts"):
        held.pop().continue_()
    page.unroute("**/shape")
    eventually(lambda: place.read_text("utf-8") == TWO)
    page.mouse.move(to["x"] + 9, to["y"] + 9, steps=3)
    page.mouse.up()
    eventually(lambda: "id: two" in (folder / "sections/beginning.md").read_text("utf-8"))
    eventually(lambda: "id: two" not in place.read_text("utf-8"))


def test_a_save_whose_answer_breaks_off_is_tried_again(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    page.route("**/save", lambda route: route.fulfill(**BROKEN_OFF), times=1)
    add(page, "Not lost.")
    kept(page, "Not saved")
    kept(page)
    assert (folder / SECTION).read_text("utf-8").endswith("Not lost.")


def saved_unheard(page: Page, words: str) -> Route:
    """Types them; the server has saved them, and the page waits for its answer."""
    held: list[Route] = []

    def take(route: Route) -> None:
        first = not held and words in (route.request.post_data or "")
        held.append(route) if first else route.continue_()

    page.route("**/save", take)
    add(page, words)
    told_of(page, held)
    held[0].fetch()
    return held[0]


def test_what_was_saved_without_an_answer_is_no_other_s(folder: Path, opened: Open) -> None:
    """The file has it, by oneself: there is nothing to choose when another changes the file elsewhere."""
    designer = opened(folder)
    designer.ready()
    write(designer)
    page, place = designer.page, folder / SECTION
    before = place.read_text("utf-8")
    answer = saved_unheard(page, "Saved unheard.")
    assert place.read_text("utf-8") == before + "Saved unheard."
    head, rest = before.split("\n---\n", 1)
    place.write_text(f"{head}\n# Theirs.\n---\n{rest}Saved unheard.", "utf-8")
    add(page, " Typed on.")
    answer.fulfill(**BROKEN_OFF)
    kept(page)
    assert place.read_text("utf-8") == f"{head}\n# Theirs.\n---\n{rest}Saved unheard. Typed on."
    # A window that is closed before the answer comes leaves as much to the next.
    saved_unheard(page, " Once more.")
    add(page, " And the end.")
    page.close()
    after = Designer(page.context, designer.preview, page.url)
    write(after)
    eventually(lambda: place.read_text("utf-8").endswith(" Once more. And the end."))
    kept(after.page)
