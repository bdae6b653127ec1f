"""The page that one begins on, without a path: a new module, one that is there, the guide; by keyboard as well."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.preview.test_page import violations
from harness.browser import guarded_context
from harness.previewing import Designer, previewing
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.source.loader import load


def test_a_new_module_by_keyboard_that_plays_and_is_watched(browser: Browser, tmp_path: Path) -> None:
    with guarded_context(browser) as context, previewing(tmp_path, "nl", begin=True) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        page.get_by_label("Titel").focus()
        page.keyboard.type("Één gesprek: beter luisteren")
        page.keyboard.press("Enter")
        designer.ready()
        expect(page.locator("#title")).to_have_text("Één gesprek: beter luisteren")
        folder = tmp_path / "een-gesprek-beter-luisteren"
        module, problems = load(folder, "")
        assert problems == []
        assert module is not None
        assert module.definition.title == "Één gesprek: beter luisteren"
        assert module.definition.identifier == "een-gesprek-beter-luisteren"
        definition = folder / "module.yaml"
        text = definition.read_text("utf-8")
        definition.write_text(text.replace("beter luisteren", "nog beter luisteren"), "utf-8")
        expect(page.locator("#title")).to_have_text("Één gesprek: nog beter luisteren")
        page.get_by_role("link", name="Alle modules").click()
        expect(page.get_by_role("heading", name="Maak een module of open er een")).to_be_visible()
        expect(page.locator(".modules a")).to_have_count(1)
        page.close()


def test_what_is_there_is_opened_from_elsewhere(browser: Browser, folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copytree(folder, tmp_path / "shelf" / "les")
    shutil.copytree(folder, tmp_path / "shelf" / "tweede")
    with guarded_context(browser) as context, previewing(desk, "en", begin=True) as (preview, address):
        designer = Designer(context, preview, address)
        page = designer.page
        path, told = page.get_by_label("Folder or package"), page.locator("[data-told=open]")
        for nothing in ("nowhere", str(desk)):
            path.fill(nothing)
            page.get_by_role("button", name="Open", exact=True).click()
            expect(told).to_have_text(
                f"At {nothing} is no module (a folder with module.yaml) and no package."
            )
        path.fill(f" '{folder}' ")
        path.press("Enter")
        designer.ready()
        expect(page.locator("#title")).to_have_text("A good conversation")
        page.get_by_role("link", name="All modules").click()
        page.get_by_label("Folder or package").fill("../shelf")
        page.keyboard.press("Enter")
        links = page.locator(".modules a")
        expect(links).to_have_count(3)
        # The same folder once more is the same module; another of its name is another.
        assert [link.get_attribute("href") for link in links.all()] == [
            "/preview/les/",
            "/preview/les-2/",
            "/preview/tweede/",
        ]
        page.get_by_label("Folder or package").fill(str(folder))
        page.keyboard.press("Enter")
        page.wait_for_url("**/preview/les/")
        page.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everybody(browser: Browser, folder: Path, language: str, scheme: str) -> None:
    settings = {"viewport": {"width": 390, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with (
        guarded_context(browser, **settings) as context,
        previewing(folder.parent, language, begin=True) as (preview, address),
    ):
        page = Designer(context, preview, address).page
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("a[href='/guide']").click()
        expect(page.get_by_role("heading", level=2)).to_have_text(list(COMPONENTS))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()
