"""The page around the package: its frames, its looks, its access for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.page.test_accessibility import AXE, DRESS, EVERYTHING
from browser.preview.conftest import Open
from harness.browser import guarded_context
from harness.previewing import Designer, previewing
from modulebouwer.lms.lms import FRAMES


def violations(page: Page, only: Sequence[str] = EVERYTHING) -> list[str]:
    """Of the preview's own page; the package has tests of its own."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    passes, wrong = page.evaluate(
        """async (rules) => {
          const { passes, violations } = await axe.run({ exclude: ["iframe"] }, {
            runOnly: rules, resultTypes: ["violations"] });
          return [passes.length, violations]; }""",
        list(only),
    )
    assert passes
    return [f"{v['id']}: {node['html'][:200]}" for v in wrong for node in v["nodes"]]


def for_everybody(page: Page, narrow: int = 390) -> None:
    """Nothing for axe to find and nothing beside the screen: wide and narrow, light and dark.

    A scheme has nothing to say but colours and sizes.
    """
    schemes: tuple[tuple[Literal["light", "dark"], Sequence[str]], ...] = (
        ("light", EVERYTHING),
        ("dark", DRESS),
    )
    for width, (scheme, rules) in product((1280, narrow), schemes):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, scheme)


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 390)])
def test_it_is_accessible(browser: Browser, folder: Path, language: str, width: int) -> None:
    (folder / "sections" / "forgotten.md").write_text("---\ntitle: Forgotten\nminutes: 1\n---\n", "utf-8")
    settings = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
    with guarded_context(browser, **settings) as context, previewing(folder, language) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        designer.ready()
        section = folder / "sections" / "preparing.md"
        section.write_text(section.read_text("utf-8") + "\n[x](section:nowhere)\n", "utf-8")
        expect(page.locator("#findings .findings li.error")).to_be_visible()
        expect(page.locator("#findings .findings li.warning")).to_be_visible()
        # What stops a package comes first, wherever it stands.
        severities = page.locator("#findings .findings li").evaluate_all(
            "all => all.map((one) => one.className)"
        )
        assert severities == sorted(severities, key=["error", "warning", "advice"].index)
        expect(page.get_by_role("status")).not_to_be_empty()
        page.evaluate("document.querySelectorAll('#panel > details').forEach((part) => { part.open = true })")
        expect(page.locator("#calls li").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language
        for_everybody(page)
        page.close()


def test_the_start_page_lists_every_module(browser: Browser, folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "second")
    definition = folder.parent / "second" / "module.yaml"
    definition.write_text(
        definition.read_text("utf-8").replace("A good conversation", "A better one"), "utf-8"
    )
    with (
        guarded_context(browser, bypass_csp=True) as context,
        previewing(folder.parent) as (preview, address),
    ):
        designer = Designer(context, preview, address)
        links = designer.page.get_by_role("listitem").get_by_role("link")
        expect(links).to_have_text(["A good conversation", "A better one"])
        assert violations(designer.page) == []
        links.last.click()
        designer.ready()
        expect(designer.page.locator("#title")).to_have_text("A better one")
        designer.page.get_by_role("link", name="All modules").click()
        expect(links).to_have_count(2)
        designer.page.close()


def test_the_keyboard_reaches_everything(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    page = designer.page
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the panel")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.locator("input[name=frame]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=frame]:checked")).to_have_value("moodle")
    page.locator("#calls > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#calls li").first).to_be_visible()


@pytest.mark.parametrize("frame", FRAMES)
def test_frames_have_the_size_that_was_measured(folder: Path, opened: Open, frame: str) -> None:
    designer = opened(folder)
    designer.ready()
    designer.choose("frame", frame)
    size = designer.sco.locator("html").evaluate("() => [innerWidth, innerHeight]")
    stage = designer.page.locator("#stage").bounding_box()
    assert stage is not None
    whole = [round(stage["width"]), round(stage["height"])]
    expected = [int(css.removesuffix("px")) if css.endswith("px") else None for css in FRAMES[frame]]
    assert size == [value or whole[index] for index, value in enumerate(expected)]
    # Another size is no other launch: what was typed stays in its field.
    assert len(designer.preview.lms.launches) == 1


def test_a_window_of_its_own_and_back(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    designer.sco.locator("html").evaluate("() => { location.hash = '#section-preparing' }")
    with designer.page.context.expect_page() as found:
        designer.choose("frame", "popup")
    popup = found.value
    popup.frame_locator("#sco").locator("#section-preparing.current").wait_for()
    assert popup.evaluate("innerHeight") == 500
    expect(designer.page.locator("#stage")).to_contain_text("window of its own")
    field = popup.frame_locator("#sco").get_by_label("What do you want to reach?")
    field.fill("Peace.")
    section = folder / "sections" / "preparing.md"
    section.write_text(section.read_text("utf-8").replace("## One goal", "## A single goal"), "utf-8")
    expect(popup.frame_locator("#sco").get_by_role("heading", name="A single goal")).to_be_visible()
    expect(field).to_have_value("Peace.")
    with popup.expect_event("close"):
        designer.choose("frame", "desktop")
    expect(designer.sco.get_by_label("What do you want to reach?")).to_have_value("Peace.")


def test_dark_light_and_print(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    body = designer.sco.locator("body")
    light = body.evaluate("(body) => getComputedStyle(body).backgroundColor")
    designer.choose("scheme", "dark")
    expect(body).not_to_have_css("background-color", light)
    designer.choose("frame", "print")
    expect(designer.sco.locator("header.top")).to_be_hidden()
    # On paper every section stands below the other.
    for name in ("preparing", "beginning"):
        expect(designer.sco.locator(f"#section-{name}")).to_be_visible()
    designer.choose("frame", "desktop")
    expect(designer.sco.locator("header.top")).to_be_visible()
    expect(designer.sco.locator("#section-beginning")).to_be_hidden()
    designer.choose("scheme", "light")
    expect(body).to_have_css("background-color", light)
