"""axe-core, WCAG 2.0 to 2.2 A and AA and best practices, on every state of the page: no violation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from harness.browser import guarded_context
from harness.page import ROOT, STATES, open_page, real_module

PageFile = Callable[..., Path]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# Where the words of a language are: text, field, message, list and dialogs.
SPOKEN = ("startpunt", "refused", "portfolio", "search", "support")
CONTRAST = ["color-contrast"]
LAPTOP = {"width": 714, "height": 666}


def violations(page: Page, rules: list[str]) -> list[str]:
    # As high as the page: what a bar covers at one scroll position is no matter of the page's making.
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": max(height, 666)})
    # Colours that are still fading in would be measured half-way.
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    result = page.evaluate(
        "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", rules
    )
    assert result["passes"]
    return [
        f"{v['id']}: {node['target']} {node['html'][:200]}"
        for v in result["violations"]
        for node in v["nodes"]
    ]


def check(
    browser: Browser,
    path: Path,
    names: Iterable[str],
    rules: list[str],
    schemes: Iterable[str] = (),
    **settings: object,
) -> None:
    """``rules`` as the page comes up, then contrast alone in each of ``schemes``."""
    found = {}
    # The policy forbids any script but the page's own, so the checker's too.
    with guarded_context(browser, bypass_csp=True, **{"viewport": LAPTOP, **settings}) as context:
        for name in names:
            page = open_page(context, path, STATES[name])
            page.wait_for_function(
                "document.querySelector('#search').open === !!document.querySelector('.hits li')"
            )
            page.evaluate(AXE)
            wrong = violations(page, rules)
            for scheme in schemes:
                page.evaluate("(scheme) => { document.documentElement.dataset.scheme = scheme }", scheme)
                wrong += [f"{scheme} {finding}" for finding in violations(page, CONTRAST)]
            if wrong:
                found[name] = wrong
            page.close()
    assert found == {}


def test_every_state(browser: Browser, page_file: PageFile) -> None:
    check(browser, page_file(), STATES, EVERYTHING, ["dark"])


def test_every_section_of_the_real_module(browser: Browser, real_page: Path) -> None:
    found = {}
    with guarded_context(browser, bypass_csp=True, viewport=LAPTOP) as context:
        page = open_page(context, real_page)
        page.evaluate(AXE)
        for section in real_module().sections:
            page.evaluate("(id) => { location.hash = id }", f"section-{section.id}")
            page.wait_for_selector(f"#section-{section.id}.current")
            found[section.id] = violations(page, EVERYTHING)
    assert found == {section.id: [] for section in real_module().sections}


def test_the_other_skin(browser: Browser, page_file: PageFile) -> None:
    names = ("start", "omgeving", "conflict", "damaged", "todo", "ready", "term", "drawer", "proof", *SPOKEN)
    check(browser, page_file(skin="helder"), names, CONTRAST, ["dark"])


@pytest.mark.parametrize("width", [1280, 367])
def test_other_widths(browser: Browser, page_file: PageFile, width: int) -> None:
    names = ("omgeving", *SPOKEN)
    check(browser, page_file(), names, EVERYTHING, viewport={"width": width, "height": 666})


@pytest.mark.parametrize("language", ["nl-je", "en", "de", "fr", "fy"])
def test_every_language(browser: Browser, page_file: PageFile, language: str) -> None:
    tag, _, address = language.partition("-")
    check(browser, page_file(language=tag, address=address or "u"), SPOKEN, EVERYTHING)


def test_forced_colours(browser: Browser, page_file: PageFile) -> None:
    check(browser, page_file(), SPOKEN, EVERYTHING, forced_colors="active")
