"""axe-core, WCAG 2.0 to 2.2 A and AA and best practices, on every state of the page: no violation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harness.browser import guarded_context
from harness.page import ROOT, STATES, open_page, real_module

PageFile = Callable[..., Path]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]
# Where most words of a language are: text, field, message, list and dialogs.
SPOKEN = ("startpunt", "refused", "portfolio", "search", "support")
LAPTOP = {"width": 714, "height": 666}


def violations(page: Page, only: Sequence[str] = EVERYTHING, *, contrast: bool = True) -> list[str]:
    # As high as the page: what a bar covers at one scroll position is no matter of the page's making.
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": max(height, 666)})
    # Colours that are still fading in would be measured half-way.
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    result = page.evaluate(
        """([rules, contrast]) => axe.run(document, {
          runOnly: rules, resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } })""",
        [list(only), contrast],
    )
    assert result["passes"]
    return [
        f"{v['id']}: {node['target']} {node['html'][:200]}"
        for v in result["violations"]
        for node in v["nodes"]
    ]


def check(
    browser: Browser, path: Path, names: Iterable[str], *, contrast: bool = True, **settings: object
) -> None:
    found = {}
    # The policy forbids any script but the page's own, so the checker's too.
    with guarded_context(browser, bypass_csp=True, **{"viewport": LAPTOP, **settings}) as context:
        for name in names:
            page = open_page(context, path, STATES[name])
            page.wait_for_function(
                "document.querySelector('#search').open === !!document.querySelector('.hits li')"
            )
            page.evaluate(AXE)
            if wrong := violations(page, contrast=contrast):
                found[name] = wrong
            page.close()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("skin", ["standaard", "helder"])
def test_every_state_in_both_skins_and_schemes(
    browser: Browser, page_file: PageFile, skin: str, scheme: str
) -> None:
    check(browser, page_file(skin=skin), STATES, color_scheme=scheme)


@pytest.mark.parametrize("language", ["nl-je", "en", "de", "fr", "fy"])
def test_every_state_in_every_language(browser: Browser, page_file: PageFile, language: str) -> None:
    tag, _, address = language.partition("-")
    # The colours are those of the runs above, and measuring them is most of the work.
    check(browser, page_file(language=tag, address=address or "u"), STATES, contrast=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_section_of_the_real_module(browser: Browser, real_page: Path, scheme: str) -> None:
    found = {}
    with guarded_context(browser, bypass_csp=True, viewport=LAPTOP, color_scheme=scheme) as context:
        page = open_page(context, real_page)
        page.evaluate(AXE)
        for section in real_module().sections:
            page.evaluate("(id) => { location.hash = id }", f"section-{section.id}")
            page.wait_for_selector(f"#section-{section.id}.current")
            found[section.id] = violations(page)
    assert found == {section.id: [] for section in real_module().sections}


@pytest.mark.parametrize("width", [1280, 367])
def test_other_widths(browser: Browser, page_file: PageFile, width: int) -> None:
    check(browser, page_file(), ("omgeving", *SPOKEN), viewport={"width": width, "height": 666})


def test_forced_colours(browser: Browser, page_file: PageFile) -> None:
    check(browser, page_file(), SPOKEN, forced_colors="active")
