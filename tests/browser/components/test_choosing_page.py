"""The page in which a learner chooses: accessible in every look, narrow, spaced, on paper and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.components.choosing import choosing
from browser.page.test_accessibility import AXE, CONTRAST, violations
from browser.page.test_form import CUT_OFF, SMALL_TARGETS, SPACING, STICKS_OUT
from harness.browser import guarded_context

PLACES = ("section-begin", "section-eind", "portfolio")
CONSEQUENCES = ("Er komen elf kinderen", "Drie gezinnen stappen over")


@contextmanager
def opened(browser: Browser, folder: Path, **settings: object) -> Iterator[Page]:
    """The stand-alone package from a folder."""
    for name, data in choosing("web").files.items():
        (folder / name).write_bytes(data)
    # The policy forbids any script but the page's own, so the checker's too.
    with guarded_context(browser, bypass_csp=True, **settings) as context:
        page = context.new_page()
        page.goto((folder / "index.html").as_uri())
        yield page


def go(page: Page, place: str) -> None:
    page.evaluate("(place) => { location.hash = place }", place)
    page.wait_for_selector(f"#{place}.current")


def answer(page: Page) -> None:
    """Something in every component, and everything opened that opens."""
    go(page, "section-begin")
    for name, point in (("startschaal.kennen", 0), ("startschaal.delen", 2)):
        page.locator(f'input[name="{name}"]').nth(point).check()
    page.get_by_role("radio", name="Met ouders zelf beginnen.").check()
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    go(page, "section-eind")
    for name, point in (("eindschaal.kennen", 1), ("eindschaal.delen", 2)):
        page.locator(f'input[name="{name}"]').nth(point).check()
    page.get_by_role("checkbox").last.check()
    page.get_by_text("Hetzelfde in een tabel").click()


@pytest.mark.parametrize("width", [1280, 320])
def test_accessible_empty_and_answered_in_light_and_dark(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    found = []
    with opened(browser, tmp_path, viewport={"width": width, "height": 666}, reduced_motion="reduce") as page:
        page.evaluate(AXE)
        for fill in (None, answer):
            if fill:
                fill(page)
            for place in PLACES:
                go(page, place)
                found += violations(page)
                for scheme in ("dark", "light"):
                    page.evaluate("(scheme) => { document.documentElement.dataset.scheme = scheme }", scheme)
                    found += violations(page, CONTRAST)
    assert found == []


def test_accessible_in_forced_colours(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, forced_colors="active", reduced_motion="reduce") as page:
        page.evaluate(AXE)
        answer(page)
        for place in PLACES:
            go(page, place)
            assert violations(page) == []


@pytest.mark.parametrize("width", [320, 367, 714])
def test_nothing_sticks_out_is_cut_off_or_too_small(browser: Browser, tmp_path: Path, width: int) -> None:
    with opened(browser, tmp_path, viewport={"width": width, "height": 666}) as page:
        answer(page)
        for style in ("", SPACING):
            if style:
                page.add_style_tag(content=style)
            for place in PLACES:
                go(page, place)
                assert page.evaluate(STICKS_OUT) == []
                assert page.evaluate(CUT_OFF) == []
                assert page.evaluate(SMALL_TARGETS) == []
        go(page, "section-begin")
        heights = page.locator(".pick:visible").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().height)"
        )
        assert len(heights) == 8
        assert min(heights) >= 44


def consequences(page: Page) -> list[Locator]:
    return [page.locator(".way").filter(has_text=text) for text in CONSEQUENCES]


def test_on_paper_every_way_and_what_was_chosen(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as page:
        answer(page)
        go(page, "section-begin")
        chosen, other = consequences(page)
        expect(chosen).to_be_visible()
        expect(other).to_be_hidden()
        page.emulate_media(media="print")
        for way in (chosen, other):
            expect(way).to_be_visible()
            expect(way.get_by_text("Terug naar de keuze")).to_be_hidden()
        expect(page.get_by_role("button", name="Bekijk wat er gebeurt")).to_be_hidden()
        expect(page.get_by_role("radio", name="Nog niet.")).to_have_count(2)
        expect(page.get_by_role("radio", name="Altijd.").first).to_be_checked()
        expect(page.locator("#scale-eindschaal [role=img]")).to_have_count(2)
        expect(page.locator("#scale-eindschaal .then").first).to_be_visible()
        expect(page.get_by_role("heading", name="Proef met kiezen")).to_be_visible()


def test_without_a_script_everything_can_be_read(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, java_script_enabled=False) as page:
        for way in consequences(page):
            expect(way).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        # Points and items are there to read; what could not be kept cannot be chosen.
        shown = page.locator("input:visible")
        expect(shown).to_have_count(2 * 3 + 2 * 3 + 2)
        assert shown.evaluate_all("(all) => all.every((one) => one.disabled)")
        expect(page.get_by_role("radio", name="Ik zoek een nummer op.")).to_have_count(2)
        for component in ("#scale-startschaal", "#case-dorp", "#checklist-bewijs", "#cycle-terugblik"):
            expect(page.locator(component)).to_contain_text("Invullen kan alleen met scripts")
        expect(page.locator(".then:visible, .moments:visible, .seen:visible")).to_have_count(0)


def test_a_case_to_read_stays_what_it_was(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path) as page:
        go(page, "section-begin")
        case = page.locator("#case-lezen")
        assert case.evaluate(
            "(e) => [...e.children].map((child) => child.tagName + '.' + child.className)"
        ) == [
            "P.label",
            "P.case-title",
            "P.",
        ]
        expect(case.locator("input, button, [data-status]")).to_have_count(0)
