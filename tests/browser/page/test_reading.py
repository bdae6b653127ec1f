"""Reading and finding the way: navigation, contents, search, explanations, print, and the page without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from harness.browser import guarded_context
from harness.page import (
    NOW,
    STATES,
    WRITTEN,
    State,
    answer,
    in_form,
    open_page,
    settle,
    small_module,
    write_page,
)
from modulebouwer import resources

PageFile = Callable[..., Path]

DOUBLE_IDS = """() => [...document.querySelectorAll('[id]')].map((element) => element.id)
  .filter((id, index, all) => all.indexOf(id) !== index)"""
LINE = "document.querySelector('[data-progress]').style.getPropertyValue('--progress')"
INSIDE = """(element) => {
  const box = element.getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
}"""
PRINTED = (
    "Na deze module",
    "Welk kind wint hierbij?",
    "De opvang vertrekt",
    "Het bestuur dat het dichtst",
    "Leiden in de buurt",
)


def shows(page: Page, title: str) -> None:
    """Waits until this is the one first-level heading that is shown: a click on a link moves the page only after it."""
    expect(page.get_by_role("heading", level=1)).to_have_text([title])


def test_one_section_at_a_time_forth_and_back(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file())
    shows(page, "Klein maar compleet")
    page.get_by_role("link", name="Beginnen").click()
    shows(page, "Startpunt")
    expect(page.get_by_role("heading", name="Startpunt", level=1)).to_be_focused()
    page.get_by_role("link", name="Verder Omgeving").click()
    shows(page, "Omgeving")
    assert page.title() == "Omgeving – Klein maar compleet"
    assert page.evaluate("scrollY") == 0
    page.go_back()
    shows(page, "Startpunt")
    page.get_by_role("link", name="Vorige Over deze module").click()
    shows(page, "Klein maar compleet")


def test_the_session_hears_where_the_learner_is(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file())
    page.get_by_role("link", name="Beginnen").click()
    expect(page.locator("#section-startpunt")).to_be_visible()
    assert page.evaluate("[fake.record.visited, fake.record.location]") == [["startpunt"], "startpunt"]


def test_resume_at_the_place_left(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), State({"record": {**WRITTEN, "location": "omgeving"}}))
    shows(page, "Omgeving")
    messages = page.get_by_role("region", name="Meldingen")
    expect(messages).to_contain_text("Verder bij: Omgeving")
    messages.get_by_role("button", name="Melding sluiten").click()
    expect(messages).to_be_empty()


def test_resume_at_what_was_answered_last_elsewhere_or_read_last_here(
    context: BrowserContext, page_file: PageFile
) -> None:
    answers = {"contact": answer("Met de bso.", NOW - 60_000), "contact-terugblik": answer("Tijd winnen.")}

    def resumed(attempt: str) -> Page:
        return open_page(
            context, page_file(), State({"record": {**WRITTEN, "answers": answers, "attempt": attempt}})
        )

    def notice(page: Page) -> Locator:
        return page.get_by_role("region", name="Meldingen")

    page = resumed("a1")
    expect(notice(page)).to_contain_text("Verder bij: Wat wilde u in dat contact bereiken? (Startpunt)")
    expect(page.locator("#answer-contact-terugblik")).to_be_in_viewport()
    expect(page.locator("#answer-contact-terugblik")).not_to_be_focused()
    page.set_viewport_size({"width": 714, "height": 400})
    page.evaluate("document.querySelector('#answer-contact').scrollIntoView({block: 'center'})")
    page.evaluate("scrollBy(0, 60)")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    again = resumed("a1")
    expect(notice(again)).to_contain_text("Verder bij: Beschrijf één recent contact")
    notice(again).get_by_role("link", name="Naar het begin").click()
    on = again.get_by_role("link", name="Verder bij: Startpunt")
    expect(on).to_have_attribute("href", "#answer-contact")
    # Another attempt in this browser goes on where its own record says.
    expect(notice(resumed("a2"))).to_contain_text("Verder bij: Wat wilde u")


def test_contents_tell_progress_minutes_and_open_tasks(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, viewport={"width": 1280, "height": 800}) as context:
        # At the beginning the cover says how long all of it takes; one figure will do.
        expect(open_page(context, page_file()).locator(".where")).to_have_text("")
        page = open_page(context, page_file(), State({"record": {"visited": ["startpunt"]}}))
        contents = page.get_by_role("navigation", name="Inhoud")
        expect(
            contents.get_by_role("link", name="Startpunt (gelezen, nog 1 opdracht open) 30 min")
        ).to_be_visible()
        # All that finishing needs is done; what is left is for who wants it.
        answers = {"contact": WRITTEN["answers"]["contact"]}
        page = open_page(
            context, page_file(), State({"record": {"visited": ["startpunt"], "answers": answers}})
        )
        contents = page.get_by_role("navigation", name="Inhoud")
        begin = contents.get_by_role("link", name="Startpunt (gelezen, nog 1 facultatief) 30 min")
        expect(begin.get_by_text("nog 1 facultatief")).to_be_in_viewport()
        sign = "link => getComputedStyle(link, '::before').content"
        assert "✓" in begin.evaluate(sign)
        expect(contents.get_by_role("link", name="Omgeving 45 min")).to_be_visible()
        expect(page.locator(".where")).to_have_text("nog 45 min")
        contents.get_by_role("link", name="Omgeving").click()
        expect(contents.locator("[aria-current=page]")).to_contain_text("Omgeving (gelezen)")
        expect(page.locator(".where")).to_have_text("2 van 2")


def test_an_answer_that_is_asked_moves_the_line_on_as_a_section_does(
    context: BrowserContext, page_file: PageFile
) -> None:
    """Two sections and one answer that is needed: each is a third; an answer that is not needed moves nothing."""

    def line() -> float:
        return round(float(page.evaluate(LINE)), 2)

    page = open_page(context, page_file(), STATES["start"])
    assert line() == 0
    page.get_by_role("link", name="Beginnen").click()
    shows(page, "Startpunt")
    assert line() == 0.33
    page.locator("#answer-contact-terugblik").fill("Tijd winnen.")
    assert line() == 0.33
    page.locator("#answer-contact").fill("Met de bso.")
    expect(page.locator("[data-progress]")).to_have_attribute("style", re.compile(r"--progress: 0\.66"))
    page.get_by_role("link", name="Verder Omgeving").click()
    shows(page, "Omgeving")
    assert line() == 1


def test_contents_are_a_drawer_on_a_small_screen(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, viewport={"width": 367, "height": 666}) as context:
        page = open_page(context, page_file())
        opener = page.get_by_role("button", name="Inhoud")
        opener.click()
        drawer = page.get_by_role("dialog", name="Inhoud")
        drawer.get_by_role("link", name="Omgeving").click()
        expect(drawer).to_be_hidden()
        shows(page, "Omgeving")
        opener.click()
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        expect(opener).to_be_focused()


def test_a_term_is_explained_on_the_spot(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["startpunt"])
    word = page.locator("#section-startpunt a.term")
    word.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="gemeente")
    expect(box).to_contain_text("Het bestuur dat het dichtst bij de school staat.")
    expect(word).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Sluiten")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(word).to_be_focused()
    expect(word).not_to_have_attribute("aria-expanded", "true")
    word.click()
    box.get_by_role("link", name="Bekijk in de lijst").click()
    shows(page, "Begrippen")


@pytest.mark.parametrize(
    ("link", "name", "said"),
    [
        ("a.cite", "Bron", "De Vries, B. (2018). Buren."),
        ("a.note", "Noot", "Een noot met nadruk"),
        ('a[href="#theme-buren"]', "Goede buren", "Wie samenwerkt heeft buren"),
    ],
)
def test_references_notes_and_themes_are_shown_on_the_spot(
    context: BrowserContext, page_file: PageFile, link: str, name: str, said: str
) -> None:
    page = open_page(context, page_file(), STATES["startpunt" if "theme" in link else "omgeving"])
    page.locator(f".current {link}").first.click()
    box = page.get_by_role("dialog", name=name)
    expect(box).to_contain_text(said)
    assert page.evaluate(DOUBLE_IDS) == []
    page.mouse.click(5, 300)
    expect(box).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 714, 367])
def test_an_explanation_stays_on_the_screen(browser: Browser, page_file: PageFile, width: int) -> None:
    with guarded_context(browser, viewport={"width": width, "height": 666}) as context:
        page = open_page(context, page_file(), STATES["omgeving"])
        for link in page.locator("#section-omgeving :is(a.term, a.cite, a.note)").all():
            link.scroll_into_view_if_needed()
            link.click()
            box = page.locator("#aside")
            settle(page)
            assert box.evaluate(INSIDE)
            page.keyboard.press("Escape")


def test_search_finds_without_accents_and_marks_the_hits(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file())
    page.get_by_role("button", name="Zoeken").click()
    dialog = page.get_by_role("dialog", name="Zoeken in de module")
    field = dialog.get_by_label("Woord of zinsdeel")
    expect(field).to_be_focused()
    field.fill("LÉESCONSULENT")
    expect(dialog.get_by_role("status")).to_have_text("1 vindplaats")
    expect(dialog.locator("mark")).to_have_text("Leesconsulent")
    dialog.get_by_role("button", name="Omgeving").click()
    expect(dialog).to_be_hidden()
    shows(page, "Omgeving")
    expect(page.locator("td:focus")).to_have_text("Leesconsulent helpt leraren kiezen")
    assert page.evaluate("[...CSS.highlights.get('search')].map(String)") == ["Leesconsulent"]


def test_what_was_found_begins_below_the_bar(browser: Browser, page_file: PageFile) -> None:
    """Also a paragraph that is higher than the window."""
    with guarded_context(browser, viewport={"width": 320, "height": 150}) as context:
        page = open_page(context, page_file(), STATES["search"])
        page.get_by_role("dialog").get_by_role("button", name="Omgeving").click()
        found = page.locator("p:focus")
        expect(found).to_contain_text("gemeente")
        covered = page.locator(".top").evaluate("(bar) => bar.getBoundingClientRect().bottom")
        top, bottom = found.evaluate(
            "(one) => { const { top, bottom } = one.getBoundingClientRect(); return [top, bottom]; }"
        )
        assert covered <= top < 150 < bottom


def test_search_says_when_there_is_nothing(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["search"])
    field = page.locator("#search-field")
    field.fill("xyzzy")
    expect(page.locator("[data-search-count]")).to_have_text("Niets gevonden voor “xyzzy”")
    field.fill("x")
    expect(page.locator("[data-search-count]")).to_have_text("Typ ten minste twee letters.")
    expect(page.locator("[data-search-hits]")).to_be_empty()


def test_light_dark_and_back(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, color_scheme="dark") as context:
        page = open_page(context, page_file(), STATES["menu"])
        background = "getComputedStyle(document.body).backgroundColor"
        dark = page.evaluate(background)
        page.get_by_label("Licht").check()
        light = page.evaluate(background)
        assert light != dark
        page.reload()
        assert page.evaluate(background) == light
        assert page.evaluate("localStorage.length") == 0
        page.get_by_role("button", name="Menu").click()
        page.get_by_label("Zoals het apparaat").check()
        assert page.evaluate(background) == dark


def test_without_script_everything_reads_as_one_page(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(page_file().as_uri())
        for title in ("Klein maar compleet", "Startpunt", "Omgeving", "Begrippen", "Bronnen"):
            expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        field = page.get_by_label("Beschrijf één recent contact")
        expect(field).to_be_disabled()
        expect(page.locator("#reflection-contact .no-script")).to_be_visible()
        expect(page.get_by_role("button", name="Zoeken")).to_be_hidden()
        page.locator("#section-startpunt a.term").click()
        assert page.url.endswith("#term-gemeente")


def test_a_script_that_breaks_leaves_the_text_readable(browser: Browser, tmp_path: Path) -> None:
    path = write_page(small_module(), tmp_path, "throw new Error('kapot')")
    with guarded_context(browser) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        for title in ("Startpunt", "Omgeving"):
            expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_right_to_left(browser: Browser, tmp_path: Path, script: str) -> None:
    words = (resources.templates() / "locales" / "en.yaml").read_text(encoding="utf-8")
    own = tmp_path / "templates" / "locales" / "ar.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(words.replace("direction: ltr", "direction: rtl"), encoding="utf-8")
    path = write_page(in_form(small_module(), language="ar"), tmp_path / "page", script, tmp_path)
    with guarded_context(browser, viewport={"width": 1280, "height": 666}) as context:
        page = open_page(context, path, STATES["omgeving"])
        contents, main = (page.locator(s).bounding_box() for s in ("nav.contents", "main"))
        assert contents is not None
        assert main is not None
        assert contents["x"] > main["x"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_holds_all_sections_and_answers(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["startpunt"])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for text in PRINTED:
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.locator('[data-print="contact"]')).to_have_text(WRITTEN["answers"]["contact"]["value"])
    expect(page.locator('[data-print="contact"]')).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    # Where the learner was not, only its title would stand.
    expect(page.locator("#portfolio")).to_be_hidden()
    assert page.pdf().count(b"/Type /Page\n") >= 4


@pytest.mark.parametrize("kind", ["note", "tip", "warning"])
def test_a_callout_is_set_as_text_whatever_its_kind(
    context: BrowserContext, page_file: PageFile, kind: str
) -> None:
    page = open_page(context, page_file(), STATES["omgeving"])
    page.evaluate("(kind) => { document.querySelector('.callout').className = `callout ${kind}` }", kind)
    weight = "(e) => getComputedStyle(e).fontWeight + getComputedStyle(e).fontFamily"
    callout = page.locator(".callout > p:last-child").first.evaluate(weight)
    assert callout == page.locator("#section-omgeving .text > p").first.evaluate(weight)
