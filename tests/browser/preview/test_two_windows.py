"""Two windows on one module: what was said to be saved stays, or is told and offered back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.preview.conftest import Open
from browser.preview.test_words_left import BEGINNING, again, cut_off, listed
from browser.preview.test_writing import SECTION, add, kept, opened_text, type_at_once, write
from harness.lms import eventually
from harness.previewing import Designer

LINES = "First.\n\nMiddle.\n\nLast.\n"


@pytest.fixture
def place(folder: Path) -> Path:
    place = folder / SECTION
    place.write_text(f"{place.read_text('utf-8')}\n{LINES}", "utf-8")
    return place


def both(opened: Open, folder: Path) -> tuple[Page, Page]:
    first = opened(folder)
    first.ready()
    write(first)
    second = Designer(first.page.context, first.preview, first.page.url)
    expect(second.page.locator("#desk h2")).to_have_text(SECTION)
    return first.page, second.page


def type_behind(page: Page, line: str, words: str) -> None:
    seen(page)
    page.locator(".cm-line", has_text=line).click()
    page.keyboard.press("End")
    type_at_once(page, words)


def seen(page: Page) -> None:
    """Lines out of sight are not drawn."""
    page.locator("#editor .cm-scroller").evaluate("(text) => text.scrollTo(0, text.scrollHeight)")


def says(place: Path, text: str) -> None:
    eventually(lambda: place.read_text("utf-8") == text, 30)


@pytest.mark.parametrize(
    ("choice", "chosen", "undone"),
    [
        ("Save my text", "Middle. Mine.\n", "Middle. Mine.\nMiddle. Theirs.\n"),
        ("Take the other text", "Middle. Theirs.\n", "Middle. Mine.\nMiddle. Theirs.\n"),
        ("Keep both", "Middle. Mine.\nMiddle. Theirs.\n", "Middle.\nMiddle. Theirs.\n"),
    ],
)
def test_a_choice_is_about_the_lines_in_conflict_alone(
    folder: Path, place: Path, opened: Open, choice: str, chosen: str, undone: str
) -> None:
    before = place.read_text("utf-8")
    page, other = both(opened, folder)
    cut_off(page)
    type_behind(page, "Middle.", " Mine.")
    kept(page, "Not saved")
    type_behind(other, "Middle.", " Theirs.")
    type_behind(other, "First.", " Untouched.")
    type_behind(other, "Last.", " Of the other too.")
    theirs = before.replace("Middle.", "Middle. Theirs.").replace("First.", "First. Untouched.")
    theirs = theirs.replace("Last.", "Last. Of the other too.")
    says(place, theirs)
    page.unroute("**/save")
    trouble = page.locator(".trouble")
    expect(trouble.get_by_label("Your words")).to_have_text("Middle. Mine.")
    expect(trouble.get_by_label("The text of the other")).to_have_text("Middle. Theirs.")
    expect(page.locator("#editor .cm-content")).to_contain_text("First. Untouched.")
    assert place.read_text("utf-8") == theirs
    page.get_by_role("button", name=choice).click()
    says(place, theirs.replace("Middle. Theirs.\n", chosen))
    kept(page)
    expect(trouble).to_be_empty()
    # Undone, nothing of the other's is gone.
    page.keyboard.press("Control+z")
    says(place, theirs.replace("Middle. Theirs.\n", undone))


def test_what_was_saved_and_another_removes_is_told_and_put_back(
    folder: Path, place: Path, opened: Open
) -> None:
    before = place.read_text("utf-8")
    page, other = both(opened, folder)
    type_behind(page, "Middle.", "\nMy sentence.")
    says(place, before.replace("Middle.", "Middle.\nMy sentence."))
    seen(other)
    line = other.locator(".cm-line", has_text="My sentence.")
    line.click()
    other.keyboard.press("End")
    other.keyboard.press("Shift+Home")
    other.keyboard.type("Another sentence.")
    theirs = before.replace("Middle.", "Middle.\nAnother sentence.")
    says(place, theirs)
    lost = page.locator(".lost")
    expect(lost.locator("pre")).to_have_text("My sentence.")
    expect(lost).to_contain_text(SECTION)
    # Undo is about one's own: nothing of the other's goes with it.
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    type_behind(page, "First.", " Typed after.")
    theirs = theirs.replace("First.", "First. Typed after.")
    eventually(lambda: "Typed after." in place.read_text("utf-8"), 30)
    assert "Another sentence." in place.read_text("utf-8")
    # Also in another text, and after F5.
    opened_text(page, "sections/beginning.md")
    expect(lost.locator("pre")).to_have_text("My sentence.")
    opened_text(page)
    page.reload()
    lost.get_by_role("button", name="Put back").click()
    expect(lost).to_be_empty()
    eventually(lambda: "My sentence." in place.read_text("utf-8"), 30)
    assert "Another sentence." in place.read_text("utf-8")


def test_what_this_window_does_to_its_own_words_is_not_told(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    add(page, "\n:::{reflection}\nid: my-own\nprompt: Why?\n:::\n")
    component = page.locator(f"[data-place='{SECTION}:my-own']")
    component.press("F2")
    page.get_by_role("dialog").get_by_role("textbox").fill("another")
    page.keyboard.press("Enter")
    expect(page.locator("#editor .cm-content")).to_contain_text("id: another", timeout=30_000)
    page.locator(f"[data-place='{SECTION}:another']").press("Delete")
    expect(page.locator("#editor .cm-content")).not_to_contain_text("id: another", timeout=30_000)
    expect(page.locator(".lost")).to_be_empty()


def test_what_was_saved_in_a_file_that_is_removed_is_kept_and_written_back(
    folder: Path, place: Path, opened: Open
) -> None:
    before = place.read_text("utf-8")
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer, BEGINNING)
    opened_text(page)
    add(page, "Saved once.")
    says(place, before + "Saved once.")
    kept(page)
    place.unlink()
    (folder / BEGINNING).unlink()
    expect(page.locator(".trouble")).to_contain_text("no longer there", timeout=30_000)
    # Looked at again, and nobody answers, as it is while a window closes: that says nothing of the file.
    cut_off(page)
    with page.expect_event("requestfailed"):
        (folder / "module.yaml").touch()
    kept(page, "Not saved")
    page.close()
    page = again(designer).page
    expect(listed(page)).to_contain_text(SECTION, timeout=30_000)
    # Nobody wrote in the other one: it was only looked at.
    expect(page.locator("#waiting li")).to_have_count(1)
    listed(page).get_by_role("button", name="Put back").click()
    page.get_by_role("button", name="Make the file again").click()
    eventually(place.is_file, 30)
    says(place, before + "Saved once.")
    kept(page)
