"""axe-core, WCAG 2.0 to 2.2 A and AA and best practices, on every state of the page: no violation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from harness.browser import guarded_context
from harness.page import ROOT, STATES, new_tab, open_page, real_module, settle, show

PageFile = Callable[..., Path]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]
# What colours and sizes can break. A skin has nothing else to say, so every other rule is held in one dress.
SIZES = ["target-size", "scrollable-region-focusable"]
DRESS = [*CONTRAST, "link-in-text-block", *SIZES]
SKINS = ("standaard", "helder", "oever")
# What the page's script puts in its place when it opens, after the sizes of the skin.
PLACED = ("term", "citation", "note")
# Where most words of a language are: text, field, message, list and dialogs.
SPOKEN = ("startpunt", "refused", "portfolio", "search", "support")
# And the other parts of the page that have words of their own; those that no state shows are in the locale's file only,
# where none may be empty (tests/unit/source/test_look.py).
WORDED = (*SPOKEN, "conflict", "damaged", "todo", "term", "drawer", "proof")
# The first language, Dutch, is that of every other test here.
LANGUAGES = sorted(path.stem for path in (ROOT / "templates" / "locales").glob("*.yaml") if path.stem != "nl")
# The rules that look at what is hidden too; all others pass it by, but walk through it.
HIDDEN_TOO = [
    "accesskeys",
    "area-alt",
    "aria-allowed-role",
    "aria-hidden-body",
    "aria-hidden-focus",
    "audio-caption",
    "blink",
    "duplicate-id-aria",
    "hidden-content",
    "marquee",
    "meta-refresh",
    "meta-viewport",
    "meta-viewport-large",
    "no-autoplay-audio",
]
# The module's pages that do not show are most of what is there, so they are away while the other rules look.
AXE_RUN = """async ([rules, hiddenToo, contrast]) => {
  const look = (values) => axe.run(document, {
    runOnly: values, resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } });
  const whole = hiddenToo.length ? await look({ type: 'rule', values: hiddenToo }) : { violations: [] };
  const hidden = [...document.querySelectorAll('[data-page]')].filter((one) => !one.checkVisibility());
  const places = hidden.map((one) => { const place = new Comment(); one.replaceWith(place); return place; });
  const { passes, violations } = await look(rules);
  places.forEach((place, n) => place.replaceWith(hidden[n]));
  return [passes.length, [...whole.violations, ...violations]]; }"""
LAPTOP: ViewportSize = {"width": 714, "height": 666}


def violations(page: Page, only: Sequence[str] = EVERYTHING, *, contrast: bool = True) -> list[str]:
    # As high as the page: what a bar covers at one scroll position is no matter of the page's making.
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    sized(page, {"width": width, "height": max(height, 666)})
    # Colours that are still fading in would be measured half-way.
    settle(page)
    # Of what passes only the number: it weighs ten times what is wrong, and more than the rules themselves.
    hidden_too = HIDDEN_TOO if only is EVERYTHING else []
    passes, wrong = page.evaluate(AXE_RUN, [list(only), hidden_too, contrast])
    assert passes
    return [f"{v['id']}: {node['target']} {node['html'][:200]}" for v in wrong for node in v["nodes"]]


def sized(page: Page, size: ViewportSize) -> None:
    if page.viewport_size != size:
        page.set_viewport_size(size)


def show_with_checker(page: Page, path: Path, name: str, viewport: ViewportSize = LAPTOP) -> None:
    """The page in a state, with the checker in it; in one tab both are compiled once for all states."""
    sized(page, viewport)
    show(page, path, STATES[name])
    page.wait_for_function("document.querySelector('#search').open === !!document.querySelector('.hits li')")
    page.evaluate(AXE)


def dress(page: Page, worn: Path, path: Path) -> None:
    """The page that is there, in the skin of another file: the style sheet is all in which the two differ."""
    (_, before), (sheet, there) = undressed(worn), undressed(path)
    assert before == there
    sized(page, LAPTOP)
    page.evaluate("(sheet) => { document.querySelector('style').textContent = sheet; }", sheet)


def undressed(path: Path) -> tuple[str, str]:
    """The page's style sheet; and the page without that, and without the hashes in its policy."""
    text = path.read_text("utf-8")
    (sheet,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    return sheet, re.sub("'sha256-[^']*'", "", text.replace(sheet, ""))


def check(
    browser: Browser,
    path: Path,
    names: Iterable[str],
    only: Sequence[str] = EVERYTHING,
    *,
    contrast: bool = True,
    viewport: ViewportSize = LAPTOP,
    **settings: object,
) -> None:
    found = {}
    # The policy forbids any script but the page's own, so the checker's too.
    with guarded_context(browser, bypass_csp=True, **settings) as context:
        page = new_tab(context)
        for name in names:
            show_with_checker(page, path, name, viewport)
            found[name] = violations(page, only, contrast=contrast)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for every state in every dress."""
    with guarded_context(browser, bypass_csp=True) as context:
        yield new_tab(context)


@pytest.mark.parametrize("name", STATES)
def test_every_state_in_every_skin_and_both_schemes(tab: Page, page_file: PageFile, name: str) -> None:
    """Colours in the other skins where most words are: which pairs show, and that each is legible in each skin and
    scheme, test_colours.py and the checks of every skin hold."""
    found = {}
    first = page_file(skin=SKINS[0])
    for skin in SKINS:
        tab.emulate_media(color_scheme="light")
        if skin == SKINS[0] or name in PLACED:
            show_with_checker(tab, page_file(skin=skin), name)
        else:
            dress(tab, first, page_file(skin=skin))
        coloured = skin == SKINS[0] or name in SPOKEN
        others = DRESS if coloured else SIZES
        found[skin, "light"] = violations(tab, EVERYTHING if skin == SKINS[0] else others)
        if coloured:
            tab.emulate_media(color_scheme="dark")
            found[skin, "dark"] = violations(tab, DRESS)
    assert {dress: wrong for dress, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_language(browser: Browser, page_file: PageFile, language: str) -> None:
    tag, _, address = language.partition("-")
    check(browser, page_file(language=tag, address=address or "u"), WORDED, contrast=False)


def test_every_section_of_the_real_module_in_both_schemes(browser: Browser, real_page: Path) -> None:
    found = {}
    with guarded_context(browser, bypass_csp=True, viewport=LAPTOP, color_scheme="light") as context:
        page = open_page(context, real_page)
        page.evaluate(AXE)
        for section in real_module().sections:
            page.emulate_media(color_scheme="light")
            page.evaluate("(id) => { location.hash = id }", f"section-{section.id}")
            page.wait_for_selector(f"#section-{section.id}.current")
            found[section.id, "light"] = violations(page)
            page.emulate_media(color_scheme="dark")
            found[section.id, "dark"] = violations(page, DRESS)
    assert {dress: wrong for dress, wrong in found.items() if wrong} == {}
    assert len(found) == 2 * len(real_module().sections)


@pytest.mark.parametrize("width", [1280, 367])
def test_other_widths(browser: Browser, page_file: PageFile, width: int) -> None:
    check(browser, page_file(), ("omgeving", *SPOKEN), viewport={"width": width, "height": 666})


def test_forced_colours(browser: Browser, page_file: PageFile) -> None:
    check(browser, page_file(), SPOKEN, forced_colors="active")
