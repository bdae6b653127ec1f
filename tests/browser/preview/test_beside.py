"""Text and module beside each other: a click in the module puts the cursor there, and the module goes along."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.preview.conftest import Open
from browser.preview.test_writing import SECTION, add, kept, opened_text, write
from harness.lms import eventually
from harness.previewing import Designer
from modulebouwer.build import Options, check

LONG = "\n\n".join(f"Alinea {number} gaat over niets in het bijzonder." for number in range(60))
TEXT = f"""\
---
title: Preparing
minutes: 5
---

Eerst een **vette** alinea met [een verwijzing](section:beginning) erin.

{LONG}

:::{{reflection}}
id: goal-of-mine
prompt: Wat wilt u dat er anders wordt?
:::

:::{{choice}}
id: choice
question: Wie begint?
options:
  - id: self
    text: Degene die het vraagt
    right: true
    feedback: Zo is het.
  - id: other
    text: Degene die luistert
    feedback: Nog niet.
:::

De laatste alinea van deze sectie.
"""


@pytest.fixture
def beside(folder: Path, opened: Open) -> Designer:
    (folder / SECTION).write_text(TEXT, "utf-8")
    assert not check([folder.as_posix()], Options(), lambda _: None).failed
    designer = opened(folder)
    designer.ready()
    write(designer, "sections/beginning.md")
    # The module goes along, a moment later: who goes elsewhere in it before that is fetched back.
    designer.sco.locator("#section-beginning.current").wait_for()
    return designer


def stands_at(page: Page, words: str) -> None:
    """The cursor is on the line with these words, and what is typed comes there."""
    expect(page.locator("#editor .cm-content")).to_be_focused()
    expect(page.locator("#editor .cm-activeLine")).to_contain_text(words)


def in_view(designer: Designer, words: str) -> None:
    shown = designer.sco.locator("#section-preparing").get_by_text(words).first
    shown.wait_for()
    eventually(
        lambda: shown.evaluate(
            "(one, _, { top, bottom } = one.getBoundingClientRect()) => top >= 0 && bottom <= innerHeight"
        )
    )


def test_a_click_in_the_module_puts_the_cursor_there(folder: Path, beside: Designer) -> None:
    page, sco = beside.page, beside.sco
    # Of another text than the one that is open.
    sco.locator("html").evaluate("() => { location.hash = '#section-preparing' }")
    # At its beginning: in the middle stands a link.
    sco.get_by_text("Eerst een").click(position={"x": 5, "y": 8})
    expect(page.locator("#desk h2")).to_have_text(SECTION)
    expect(page.locator(f"[data-place='{SECTION}']")).to_have_attribute("aria-current", "true")
    stands_at(page, "Eerst een **vette** alinea")
    # At the word that was clicked on, also within a word that is set in another way.
    sco.locator("strong", has_text="vette").click()
    stands_at(page, "Eerst een **vette** alinea")
    page.keyboard.type("heel ")
    eventually(lambda: "**heel vette** alinea" in (folder / SECTION).read_text("utf-8"))
    sco.get_by_text("Alinea 31 gaat").click()
    stands_at(page, "Alinea 31 gaat over niets")
    sco.locator("label", has_text="Wat wilt u dat er anders wordt?").click()
    stands_at(page, "prompt: Wat wilt u dat")
    sco.get_by_text("De laatste alinea").click()
    stands_at(page, "De laatste alinea van deze sectie.")


def test_what_answers_or_goes_elsewhere_does_that(beside: Designer) -> None:
    page, sco = beside.page, beside.sco
    opened_text(page)
    sco.locator("#section-preparing.current").wait_for()
    sco.get_by_text("Degene die het vraagt", exact=True).click()
    expect(sco.get_by_role("radio", name="Degene die het vraagt")).to_be_checked()
    field = sco.locator("#answer-goal-of-mine")
    field.click()
    page.keyboard.type("Rust.")
    expect(field).to_have_value("Rust.")
    expect(page.locator("#editor .cm-content")).not_to_be_focused()
    assert "Rust." not in page.locator("#editor .cm-content").inner_text()
    sco.get_by_role("link", name="een verwijzing").click()
    sco.locator("#section-beginning.current").wait_for()
    expect(page.locator("#desk h2")).to_have_text(SECTION)


def test_the_module_scrolls_to_what_one_writes(beside: Designer) -> None:
    page = beside.page
    opened_text(page)
    in_view(beside, "Preparing")
    page.locator(f"#desk nav button[data-place='{SECTION}:choice']").click()
    in_view(beside, "Wie begint?")
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+Home")
    in_view(beside, "Eerst een")
    # And to what was not there before, as soon as it is.
    add(page, "\n\nHeel nieuw onder aan de sectie.")
    kept(page)
    in_view(beside, "Heel nieuw onder aan")
    expect(page.locator("#editor .cm-content")).to_be_focused()
    # Nor does a welcome to who comes back lie over it.
    expect(beside.sco.locator("[data-notice=resume]")).to_have_count(0)
    # Where the module stands below the text, it does not take the page away from there.
    page.set_viewport_size({"width": 714, "height": 800})
    page.keyboard.press("Control+Home")
    in_view(beside, "Eerst een")
    page.keyboard.press("Control+End")
    line = page.locator("#editor .cm-activeLine")
    expect(line).to_contain_text("Heel nieuw onder aan")
    expect(line).to_be_in_viewport()
    before = page.evaluate("scrollY")
    in_view(beside, "Heel nieuw onder aan")
    assert page.evaluate("scrollY") == before


def test_by_keyboard_one_writes_what_the_module_shows(folder: Path, beside: Designer) -> None:
    page, sco = beside.page, beside.sco
    here = page.get_by_role("button", name="Write what is here")
    opened_text(page)
    sco.locator("#section-preparing.current").wait_for()
    # The question in which the learner stands.
    sco.locator("#answer-goal-of-mine").focus()
    here.press("Enter")
    stands_at(page, "prompt: Wat wilt u dat")
    # Without: the first that is in view.
    sco.locator("html").evaluate("() => { document.activeElement.blur(); location.hash = '#start' }")
    sco.locator("#start.current").wait_for()
    here.press("Enter")
    expect(page.locator("#desk h2")).to_have_text("module.yaml")
    stands_at(page, "title: A good conversation")
    page.keyboard.press("End")
    page.keyboard.type(" Indeed")
    eventually(lambda: "title: A good conversation Indeed" in (folder / "module.yaml").read_text("utf-8"))


def test_what_stands_in_no_text_is_told_and_looking_is_looking(beside: Designer) -> None:
    page, sco = beside.page, beside.sco
    opened_text(page)
    sco.locator("#section-preparing.current").wait_for()
    sco.locator("html").evaluate("() => { location.hash = '#finish' }")
    sco.locator("#finish.current").wait_for()
    sco.locator("#finish h1").click()
    expect(page.locator(".here")).to_contain_text("none of the module’s texts")
    # Who only looks is not taken to a text.
    beside.choose("way", "look")
    sco.locator("#finish h1").click()
    expect(page.locator("#desk")).to_be_hidden()
    expect(page.locator(".here")).to_be_hidden()
