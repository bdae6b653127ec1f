"""After an act in the outline one stands somewhere, what cannot be is said where it was asked, and old news goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.preview.conftest import Open
from browser.preview.test_writing import SECTION, TWO, add, held_back, opened_text, told_of, with_two, write
from harness.lms import eventually
from modulebouwer.preview import pictures

BEGINNING = "sections/beginning.md"


def place(page: Page, path: str) -> None:
    """One stands on this place of the outline."""
    expect(page.locator(f"#desk nav [data-place='{path}']")).to_be_focused()


def test_a_name_that_cannot_be_is_told_where_it_was_asked(folder: Path, opened: Open) -> None:
    (folder / SECTION).write_text(TWO, "utf-8")
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    dialog = page.get_by_role("dialog")
    page.locator(f"#desk nav [data-place='{SECTION}']").press("F2")
    page.get_by_label("Name of its file").fill("beginning")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("‘beginning’ is already there.")
    field = dialog.get_by_label("Name of its file")
    expect(field).to_have_value("beginning")
    expect(field).to_have_accessible_description("‘beginning’ is already there. " + HANGS)
    field.fill("Not a name!")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Not a name!")
    page.keyboard.press("Escape")
    place(page, SECTION)
    # In the text too, and mended there it is done.
    page.locator(f"#desk nav [data-place='{SECTION}:two']").press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("F2")
    expect(dialog).to_be_visible(timeout=30_000)
    page.keyboard.type("goal-of-mine")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("goal-of-mine", timeout=30_000)
    page.keyboard.type("three")
    page.keyboard.press("Enter")
    eventually(lambda: "id: three" in (folder / SECTION).read_text("utf-8"), 30)
    expect(dialog).to_have_count(0)
    expect(page.locator("#editor .cm-content")).to_be_focused()


CALLOUT = "\n:::{{callout}}\nkind: tip\ntext: {}\n:::\n"
HANGS = "Links follow a new name of the file. Who is half-way opens this section once more; answers stay."


def test_one_stands_somewhere_after_every_act(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    page.locator(f"#desk nav [data-place='{SECTION}']").press("F2")
    page.get_by_label("Name of its file").fill("ready")
    page.keyboard.press("Enter")
    place(page, "sections/ready.md")
    page.keyboard.press("Delete")
    # What comes in its place is shown, and one stands on it.
    place(page, BEGINNING)
    expect(page.locator("#desk h2")).to_have_text(BEGINNING)
    component = page.locator(f"#desk nav [data-place^='{BEGINNING}:']").first
    component.press("Delete")
    place(page, BEGINNING)
    undo = page.get_by_role("button", name="Undo")
    for what in ("removed", "removed", "now called"):
        undo.press("Enter")
        expect(page.locator("#desk .did")).to_contain_text("Undone: ‘")
        expect(page.locator("#desk .did")).to_contain_text(what)
    # A button that cannot be used any more holds nobody.
    expect(undo).to_be_disabled()
    eventually(lambda: page.evaluate("document.activeElement.dataset.place ?? ''") != "")


def test_one_goes_on_standing_on_a_component_without_an_id(folder: Path, opened: Open) -> None:
    """Moved, it is what the next act is about, and not the section around it; nor is that when it is removed twice."""
    text = folder / SECTION
    text.write_text(TWO + "".join(map(CALLOUT.format, "abc")), "utf-8")
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)

    def told() -> str:
        return "".join(re.findall(r"(?<=text: )\w", text.read_text("utf-8")))

    page.locator(f"#desk nav [data-place^='{SECTION}:']").nth(2).click()
    page.get_by_role("button", name="Move down").click()
    eventually(lambda: told() == "bac")
    page.get_by_role("button", name="Move down").click()
    eventually(lambda: told() == "bca")
    page.get_by_role("button", name="Remove").dblclick()
    expect(page.locator("#desk .did")).to_contain_text("is removed")
    eventually(lambda: told() == "bc")
    place(page, SECTION)


def test_who_writes_on_during_an_act_goes_on_writing(folder: Path, opened: Open) -> None:
    page, text = with_two(folder, opened)
    held = held_back(page)
    page.locator(f"[data-place='{SECTION}:goal-of-mine']").click()
    page.get_by_role("button", name="Move down").click()
    add(page, "On ")
    told_of(page, held)
    held.pop().continue_()
    expect(page.locator("#desk .did")).to_contain_text("is moved")
    page.keyboard.insert_text("and on.")
    eventually(lambda: text.read_text("utf-8").endswith("On and on."))
    expect(page.locator("#editor .cm-content")).to_be_focused()


def test_what_is_over_is_no_longer_told(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer, BEGINNING)
    page.locator(f"#desk nav [data-place='{SECTION}:goal-of-mine']").click()
    page.get_by_role("button", name="Remove").click()
    broken, did = page.locator("#desk .new"), page.locator("#desk .did")
    expect(did).to_contain_text("is removed")
    expect(broken).to_contain_text("goal-of-mine")
    # Mended in the text, it is not broken any more; and one goes on.
    opened_text(page, BEGINNING)
    text = (folder / BEGINNING).read_text("utf-8")
    (folder / BEGINNING).write_text(text.replace("builds_on: [goal-of-mine]\n", ""), "utf-8")
    expect(broken).to_be_empty(timeout=30_000)
    add(page, "On.")
    expect(did).to_be_empty()
    # Where a name stands is of the text as it was.
    page.get_by_role("button", name="Go to definition").click()
    told = page.locator(".named p")
    expect(told).not_to_be_empty(timeout=30_000)
    add(page, "More.")
    expect(told).to_be_empty()


def test_why_a_picture_is_not_added(folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 1_000_000)
    designer = opened(folder)
    designer.ready()
    page = designer.page
    write(designer)
    told = page.locator("#desk .picture")
    drop(page, 1_000_001)
    expect(told).to_contain_text("plan.png was not added. The picture is larger than 1 MB.")
    page.route("**/picture*", lambda route: route.abort())
    drop(page, 10)
    expect(told).to_contain_text("plan.png was not added. The preview cannot be reached.")
    page.evaluate(
        "File.prototype.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError')); null"
    )
    drop(page, 10)
    expect(told).to_contain_text("plan.png was not added. The browser cannot read this file.")
    # Until one knows it, or is elsewhere.
    add(page, "On.")
    expect(told).to_contain_text("plan.png")
    told.get_by_role("button", name="Close").press("Enter")
    expect(told.locator("p")).to_be_empty()
    drop(page, 10)
    expect(told).to_contain_text("plan.png")
    opened_text(page, BEGINNING)
    expect(told.locator("p")).to_be_empty()
    assert list((folder / "media").glob("plan*")) == []


def drop(page: Page, size: int) -> None:
    page.evaluate(
        """(size) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(size)], "plan.png", { type: "image/png" }));
          const { x, y } = document.querySelector("#editor .cm-line").getBoundingClientRect();
          document.querySelector("#editor .cm-line").dispatchEvent(new DragEvent("drop",
            { dataTransfer, clientX: x + 2, clientY: y + 2, bubbles: true, cancelable: true }));
        }""",
        size,
    )


def test_what_is_told_leaves_the_line_in_view_and_focus_in_the_text(folder: Path, opened: Open) -> None:
    """Dutch, for its words; what one does with the whole of a module is near while one writes."""
    (folder / SECTION).write_text(TWO + "\nA line.\n" * 60, "utf-8")
    designer = opened(folder, "nl")
    designer.ready()
    page = designer.page
    page.set_viewport_size({"width": 1280, "height": 420})
    write(designer)
    expect(page.locator(f"#desk nav [data-place='{SECTION}:two']")).to_have_text("Vraag aan de lezer two")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    (folder / SECTION).unlink()
    page.keyboard.type("The last")
    expect(page.locator("#desk .trouble")).to_contain_text("Het bestand is er niet meer")
    expect(page.locator("#editor .cm-activeLine")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Het bestand opnieuw maken").click()
    # Who reads elsewhere in the text stays there.
    expect(page.locator("#desk .trouble")).to_be_empty()
    scroller = page.locator("#editor .cm-scroller")
    scroller.evaluate("(text) => text.scrollTo(0, 0)")
    (folder / SECTION).unlink()
    expect(page.locator("#desk .trouble")).to_contain_text("Het bestand is er niet meer")
    page.evaluate(
        "async () => { for (let n = 0; n < 5; n += 1) await new Promise((drawn) => requestAnimationFrame(drawn)) }"
    )
    assert scroller.evaluate("(text) => text.scrollTop") == 0
    page.get_by_role("button", name="Het bestand opnieuw maken").click()
    # Out of the form by Escape one is in the text.
    page.get_by_role("button", name="Formulier").press("Enter")
    page.keyboard.press("Control+Home")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+Home")
    page.locator("#fields input").first.press("Escape")
    expect(page.locator("#fields")).to_be_hidden()
    expect(page.locator("#editor .cm-content")).to_be_focused()
    expect(page.get_by_label("Component").locator("[value=reflection]")).to_have_text(
        "Vraag aan de lezer (reflection)"
    )
    # Another name of the file is no other title.
    page.locator(f"#desk nav [data-place='{SECTION}']").press("F2")
    page.get_by_label("Naam van het bestand").fill("vooraf")
    page.keyboard.press("Enter")
    expect(page.locator("#desk .did")).to_have_text("‘preparing’ heet nu ‘vooraf’.")
    page.locator("#package summary").click()
    with page.expect_download():
        page.get_by_role("button", name="Maak het pakket").click()
