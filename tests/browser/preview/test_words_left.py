"""Words that are in the browser and in no file: listed at any time, told before a package is made without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.preview.conftest import Open
from browser.preview.test_page import for_everybody
from browser.preview.test_writing import SECTION, add, kept, opened_text, write
from harness.browser import guarded_context
from harness.lms import eventually
from harness.previewing import Designer, previewing

BEGINNING = "sections/beginning.md"


def cut_off(page: Page) -> None:
    page.route("**/save", lambda route: route.abort())


def left(designer: Designer, folder: Path, words: str) -> None:
    """A window is closed with words that cannot be saved. As it goes it tries once more: the file stays closed."""
    write(designer)
    (folder / SECTION).chmod(0o444)
    add(designer.page, words)
    kept(designer.page, "Not saved")
    designer.page.close()


def again(designer: Designer) -> Designer:
    """Another window on the same module."""
    return Designer(designer.page.context, designer.preview, designer.page.url.partition("#")[0])


def listed(page: Page) -> Locator:
    return page.get_by_role("region", name="Words that are not in a file yet")


def test_words_of_a_closed_window_are_listed_in_the_next(folder: Path, opened: Open) -> None:
    """Seen at once, compared, put back or thrown away by choice; the package is not made past them."""
    first = opened(folder)
    first.ready()
    before = (folder / SECTION).read_text("utf-8")
    left(first, folder, "Never saved.")
    page = again(first).page
    expect(listed(page)).to_contain_text(SECTION)
    expect(listed(page)).to_contain_text("window that is closed")
    (folder / SECTION).chmod(0o644)
    listed(page).get_by_role("button", name="Compare").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Your words")).to_have_text("Never saved.")
    page.keyboard.press("Escape")
    expect(listed(page).get_by_role("button", name="Compare")).to_be_focused()
    # Not silently past them: looked at first, or left out by choice.
    page.get_by_role("button", name="Make the package").press("Enter")
    expect(dialog).to_contain_text(SECTION)
    expect(dialog.get_by_role("button", name="Look at them first")).to_be_focused()
    page.keyboard.press("Enter")
    expect(listed(page)).to_be_focused()
    expect(page.locator("[data-told=package]")).to_have_text("Nothing was made.")
    page.get_by_role("button", name="Make the package").press("Enter")
    with page.expect_download():
        dialog.get_by_role("button", name="Make it without these words").press("Enter")
    # Not thrown away in passing.
    listed(page).get_by_role("button", name="Throw away").press("Enter")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    with page.expect_download() as handed:
        listed(page).get_by_role("button", name="Download").press("Enter")
    assert Path(handed.value.path()).read_text("utf-8") == before + "Never saved."
    assert (folder / SECTION).read_text("utf-8") == before
    listed(page).get_by_role("button", name="Put back").press("Enter")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before + "Never saved.")
    expect(page.locator("#waiting")).to_be_focused()
    expect(page.locator("#waiting .told")).to_have_text(f"The words are in {SECTION} again.")
    expect(page.locator("#waiting li")).to_have_count(0)
    with page.expect_download():
        page.get_by_role("button", name="Make the package").press("Enter")
    page.reload()
    expect(page.locator("#stage iframe")).to_be_visible()
    expect(page.locator("#waiting")).to_be_hidden()


def test_words_of_a_file_that_is_gone_are_reached(folder: Path, opened: Open) -> None:
    first = opened(folder)
    first.ready()
    left(first, folder, "Never saved.")
    (folder / SECTION).unlink()
    page = again(first).page
    listed(page).get_by_role("button", name="Compare").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"{SECTION} is no longer there.")
    page.keyboard.press("Escape")
    listed(page).get_by_role("button", name="Put back").click()
    # What has no place is opened, with what one can do beside it; the list has it while one is elsewhere.
    expect(page.locator("#editor .cm-content")).to_contain_text("Never saved.")
    expect(page.locator(".trouble")).to_contain_text("no longer there")
    expect(listed(page)).to_be_hidden()
    opened_text(page, BEGINNING)
    expect(listed(page)).to_contain_text("in this window")
    page.reload()
    expect(listed(page)).to_contain_text(SECTION)
    listed(page).get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Put it in another section").click()
    page.get_by_role("dialog").locator("select").select_option(BEGINNING)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    eventually(lambda: (folder / BEGINNING).read_text("utf-8").rstrip().endswith("Never saved."))
    expect(page.locator("#desk h2")).to_have_text(BEGINNING)
    expect(page.locator("#waiting li")).to_have_count(0)
    assert (folder / BEGINNING).read_text("utf-8").count("\n---\n") == 1


def test_into_a_new_section(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    (folder / SECTION).unlink()
    definition = folder / "module.yaml"
    definition.write_text(definition.read_text("utf-8").replace("  - preparing\n", ""), "utf-8")
    add(page, "Written here.")
    page.get_by_role("button", name="Put it in another section").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Go on").press("Enter")
    page.get_by_label("Title").fill("Saved from it")
    page.keyboard.press("Enter")
    place = folder / "sections" / "saved-from-it.md"
    eventually(lambda: place.is_file() and place.read_text("utf-8").endswith("Written here."))
    assert place.read_text("utf-8").startswith("---\ntitle: Saved from it\n")
    assert "saved-from-it" in (folder / "module.yaml").read_text("utf-8")
    assert page.locator("#waiting li").count() == 0


@pytest.mark.parametrize("saved", [True, False])
def test_a_section_that_is_renamed_while_one_writes_in_it(folder: Path, opened: Open, saved: bool) -> None:
    """On the disk, as git does, with words typed that are in no file; told, and gone on with where it went."""
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    before = (folder / SECTION).read_text("utf-8")
    if not saved:
        cut_off(page)
        add(page, "Typed.")
        kept(page, "Not saved")
    moved = folder / "sections" / "ready.md"
    (folder / SECTION).rename(moved)
    definition = folder / "module.yaml"
    definition.write_text(definition.read_text("utf-8").replace("- preparing", "- ready"), "utf-8")
    page.unroute("**/save")
    trouble = page.locator(".trouble")
    expect(trouble).to_contain_text("What it said is in sections/ready.md now.", timeout=30_000)
    kept(page, "Not saved")
    assert moved.read_text("utf-8") == before
    page.get_by_role("button", name="Go on in sections/ready.md").press("Enter")
    expect(page.locator("#desk h2")).to_have_text("sections/ready.md")
    expect(page.locator("#editor .cm-content")).to_be_focused()
    expect(trouble).to_be_empty()
    assert moved.read_text("utf-8") == before + ("" if saved else "Typed.")
    assert not (folder / SECTION).exists()


def test_where_a_section_went_it_is_no_second_time(folder: Path, opened: Open) -> None:
    """An older text of it stands elsewhere, as after a checkout: one chooses, and neither is doubled."""
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    before = (folder / SECTION).read_text("utf-8")
    add(page, "Saved.")
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before + "Saved.", 30)
    kept(page)
    cut_off(page)
    add(page, "Typed.")
    kept(page, "Not saved")
    (folder / SECTION).unlink()
    moved = folder / "sections" / "ready.md"
    moved.write_text(before, "utf-8")
    definition = folder / "module.yaml"
    definition.write_text(definition.read_text("utf-8").replace("- preparing", "- ready"), "utf-8")
    page.unroute("**/save")
    page.get_by_role("button", name="Go on in sections/ready.md").press("Enter", timeout=30_000)
    expect(page.locator("#desk h2")).to_have_text("sections/ready.md")
    mine = page.get_by_role("button", name="Save my text")
    expect(mine).to_be_visible()
    assert moved.read_text("utf-8") == before
    mine.press("Enter")
    eventually(lambda: moved.read_text("utf-8") == before + "Saved.Typed.", 30)


def test_a_file_that_comes_back_takes_what_was_typed(folder: Path, opened: Open) -> None:
    """Removed in another window, and brought back there: the notice goes with its cause."""
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    before = (folder / SECTION).read_text("utf-8")
    other = again(designer).page
    other.locator("label:has(input[name=way][value=write])").click()
    other.locator(f"#desk nav [data-place='{SECTION}']").press("Delete")
    expect(page.locator(".trouble")).to_contain_text("no longer there", timeout=30_000)
    add(page, "Typed.")
    expect(listed(other)).to_contain_text("in another window that is open")
    assert not (folder / SECTION).exists()
    other.locator("[data-tool=undo]").press("Enter")
    eventually(lambda: (folder / SECTION).is_file(), 30)
    eventually(lambda: (folder / SECTION).read_text("utf-8") == before + "Typed.", 30)
    expect(page.locator(".trouble")).to_be_empty()
    kept(page)


def test_what_is_typed_while_one_renames_goes_along(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    before = (folder / SECTION).read_text("utf-8")
    held = list[object]()
    page.route("**/shape", lambda route: held.append(route))
    page.locator(f"#desk nav [data-place='{SECTION}']").press("F2")
    page.get_by_label("Name of its file").fill("ready")
    with page.expect_request("**/shape"):
        page.keyboard.press("Enter")
    cut_off(page)
    add(page, "Meanwhile.")
    kept(page, "Not saved")
    page.unroute("**/save")
    held.pop().continue_()  # type: ignore[attr-defined]
    page.unroute("**/shape")
    expect(page.locator("#desk h2")).to_have_text("sections/ready.md")
    eventually(lambda: (folder / "sections/ready.md").read_text("utf-8") == before + "Meanwhile.")
    expect(page.locator("#editor .cm-content")).to_contain_text("Meanwhile.")
    assert not (folder / SECTION).exists()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 714)])
def test_the_list_is_for_everybody(browser: Browser, folder: Path, language: str, width: int) -> None:
    settings = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        write(designer)
        (folder / SECTION).unlink()
        add(page, "Typed.")
        expect(page.locator(".trouble .buttons button")).to_have_count(4)
        for_everybody(page, 367)
        opened_text(page, BEGINNING)
        expect(page.locator("#waiting li")).to_have_count(1)
        for_everybody(page, 367)
        designer.choose("way", "look")
        for_everybody(page, 367)
        page.locator("#waiting li button").nth(1).press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        for_everybody(page, 367)
        page.keyboard.press("Escape")
        page.close()


# As a browser does where its user lets no site save anything: asking is a mistake already, and there are no locks.
FORBIDDEN = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
for (const name of ['request', 'query'])
  LockManager.prototype[name] = () => Promise.reject(new DOMException('denied', 'SecurityError'));"""


def test_a_browser_that_may_keep_nothing_writes_all_the_same(
    context: BrowserContext, folder: Path, opened: Open
) -> None:
    """And does not say that it keeps what cannot be saved."""
    context.add_init_script(FORBIDDEN)
    designer = opened(folder)
    designer.ready()
    write(designer)
    add(designer.page, "Into the file.")
    eventually(lambda: "Into the file." in (folder / SECTION).read_text("utf-8"))
    (folder / SECTION).chmod(0o444)
    add(designer.page, "Nowhere yet.")
    kept(designer.page, "Not saved")
    expect(designer.page.get_by_text("kept in this browser").filter(visible=True)).to_have_count(0)
    (folder / SECTION).chmod(0o644)
    eventually(lambda: "Nowhere yet." in (folder / SECTION).read_text("utf-8"), 12)
