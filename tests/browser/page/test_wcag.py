"""WCAG 2.2 where axe does not look: edges of fields, what is tied to a field, focus, the outline, text that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from harness.browser import guarded_context
from harness.lms import eventually
from harness.page import STATES, State, bundle, in_form, module_in, open_page, write_page
from modulebouwer.checks.appearance import contrast

PageFile = Callable[..., Path]
SKINS = ("standaard", "helder", "oever")
# The Dutch page of the guide has every component once.
GUIDE = "modules/component_guide"

# Of every field that is typed or chosen in: the colours of its edge and of what lies around it. A radio button, a box
# to tick, a slider and a file button are the browser's own.
EDGES = """() => {
  const seen = [];
  const background = (element) => {
    for (; element; element = element.parentElement) {
      const { backgroundColor } = getComputedStyle(element);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
    }
  };
  const typed = 'input:not([type=radio], [type=checkbox], [type=range], [type=file])';
  for (const field of document.querySelectorAll(`main :is(textarea, select, ${typed}), .glance input + span`)) {
    const style = getComputedStyle(field);
    const thin = Math.min(parseFloat(style.borderTopWidth), parseFloat(style.borderBottomWidth)) < 1;
    const name = field.id || field.className || field.tagName;
    const around = background(field.parentElement);
    seen.push([name, thin, style.borderTopColor, style.borderBottomColor, around]);
  }
  return seen;
}"""


@pytest.fixture(scope="module")
def guide_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The component guide's page in a skin."""
    made: dict[str, Path] = {}

    def path(skin: str) -> Path:
        if skin not in made:
            folder = tmp_path_factory.mktemp(skin)
            made[skin] = write_page(in_form(module_in(GUIDE), skin=skin), folder, bundle(folder))
        return made[skin]

    return path


@pytest.fixture
def guide(context: BrowserContext, guide_in: Callable[[str], Path]) -> Page:
    page = open_page(context, guide_in("standaard"))
    expect(page.locator("html.ready")).to_be_attached()
    return page


def hexadecimal(colour: str) -> str:
    numbers = colour.removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(number):02x}" for number in numbers)


@pytest.mark.parametrize("skin", SKINS)
def test_edges_of_fields_have_contrast(browser: Browser, guide_in: Callable[[str], Path], skin: str) -> None:
    """1.4.11: 3 to 1, with what lies around the field."""
    for scheme in ("light", "dark"):
        with guarded_context(browser, color_scheme=scheme) as context:
            page = open_page(context, guide_in(skin))
            expect(page.locator("html.ready")).to_be_attached()
            edges = page.evaluate(EDGES)
            assert len(edges) > 20
            assert [name for name, thin, *_ in edges if thin] == []
            faint = [
                (name, edge, around)
                for name, _, *lines, around in edges
                for edge in lines
                if contrast(hexadecimal(edge), hexadecimal(around)) < 3
            ]
            assert faint == [], scheme


def test_what_is_needed_and_hints_are_tied_to_their_field(guide: Page) -> None:
    """1.3.1 and 3.3.2: whoever lands on a field hears that it is needed and that there is a hint."""
    loose = guide.evaluate(
        """() => [...document.querySelectorAll('main :is(.required, .hint)')]
          .filter((about) => !about.closest('[data-component~="scale"] .moments'))
          .filter((about) => !about.id || !document.querySelector(`[aria-describedby~="${CSS.escape(about.id)}"]`))
          .map((about) => about.closest('[data-component]').id)"""
    )
    assert loose == []
    nowhere = guide.evaluate(
        """() => [...document.querySelectorAll('[aria-describedby]')]
          .flatMap((field) => field.getAttribute('aria-describedby').split(' '))
          .filter((id) => !document.getElementById(id))"""
    )
    assert nowhere == []


def test_a_field_says_that_it_is_needed(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["startpunt"])
    field = page.get_by_label("Beschrijf één recent contact")
    expect(field).to_be_enabled()
    assert "nodig om af te ronden" in description(page, "#answer-contact")


def description(page: Page, selector: str) -> str:
    """What a screen reader adds to the name of an element."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found: list[dict[str, Any]] = session.send("Accessibility.getPartialAXTree", {"nodeId": node})["nodes"]
    session.detach()
    return str(found[0].get("description", {}).get("value", ""))


def test_a_text_that_grows_too_long_is_told_once(context: BrowserContext, page_file: PageFile) -> None:
    """4.1.3."""
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    page.evaluate(
        """() => { window.heard = [];
          new MutationObserver(() => {
            const said = document.querySelector('[data-live=polite]').textContent;
            if (said.includes('Tekens meer')) heard.push(said);
          }).observe(document.querySelector('[data-live=polite]'), { childList: true }); }"""
    )
    field = page.get_by_label("Beschrijf één recent contact")
    field.fill("a" * 3_000)
    eventually(lambda: page.evaluate("heard.length") == 1)
    page.keyboard.type("bc")
    page.keyboard.press("Control+Home")
    expect(page.locator('[data-count="contact"]')).to_contain_text("Tekens meer dan gevraagd")
    # What would be said comes within a second; the number below the field goes on silently.
    page.evaluate("fake.set('contact', { kind: 'saving' })")
    expect(page.locator('[data-status="contact"]')).to_have_text("Bezig met bewaren, u kunt doorgaan")
    assert page.evaluate("heard.length") == 1


@pytest.mark.parametrize("how", ["Escape", "close", "outside"])
@pytest.mark.parametrize("age", ["with popovers", "before popovers"])
def test_the_focus_is_never_lost_from_an_explanation(
    browser: Browser, page_file: PageFile, how: str, age: str
) -> None:
    """2.4.3: it goes back to the word, or to where one presses."""
    with guarded_context(browser, bypass_csp=True) as context:
        if age == "before popovers":
            context.add_init_script("delete HTMLElement.prototype.showPopover")
        page = open_page(context, page_file(), State({"record": {"location": "omgeving"}}))
        if age == "before popovers":
            # This browser's own sheet hides a popover that it did not open itself.
            page.add_style_tag(content=".aside.open { display: block !important }")
        term = page.locator("#section-omgeving a.term").first
        term.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#aside")).to_be_focused()
        if how == "Escape":
            page.keyboard.press("Escape")
        elif how == "close":
            page.locator('[data-action="close-aside"]').click()
        else:
            page.locator("#section-omgeving .text > p").last.click(position={"x": 1, "y": 1})
        expect(page.locator("#aside")).to_be_hidden()
        # A press elsewhere takes the focus along to where it was: the text, and never nowhere.
        expect(page.locator("#main") if how == "outside" else term).to_be_focused()


def test_assignments_stand_in_the_outline(guide: Page) -> None:
    """1.3.1 and 2.4.6: whoever goes by headings meets everything that there is to do, under its section."""
    levels: dict[str, int] = guide.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('main [data-page=section] [id^="answer-"]')]
          .map((field) => field.closest('[id^="answer-"]').closest('[data-component]:not(.phase)'))
          .map((component) => [component.id, Number(component.querySelector('h2, h3')?.tagName[1] ?? 0)]))"""
    )
    assert len(levels) > 12
    assert [id for id, level in levels.items() if level not in (2, 3)] == []


def test_titles_and_words_of_another_language_say_so(context: BrowserContext, real_page: Path) -> None:
    """3.1.2."""
    page = open_page(context, real_page)
    spoken = page.locator("#references [lang=en]").all_text_contents()
    for title in ("Strategy and human resource management", "Public Management Review"):
        assert title in spoken
    expect(page.locator("#section-rol .text [lang=en]")).to_have_text("connective")
    expect(page.locator("main [lang=nl]")).to_have_count(0)


def heights(page: Page, selector: str) -> Iterator[float]:
    for element in page.locator(selector).all():
        box = element.bounding_box()
        assert box is not None
        yield box["height"]


def test_text_in_pictures_grows_with_the_text(guide: Page) -> None:
    """1.4.4: at twice the size the words of a drawing are twice as high too. (The map: components/test_rows.py.)"""
    guide.evaluate("location.hash = document.querySelector('.chart .ticks').closest('[data-page]').id")
    ticks = ".chart .ticks span"
    expect(guide.locator(ticks).first).to_be_visible()
    before = list(heights(guide, ticks))
    guide.evaluate("document.documentElement.style.fontSize = '200%'")
    after = list(heights(guide, ticks))
    assert len(before) > 2
    assert [b / a for a, b in zip(before, after, strict=True)] == [pytest.approx(2, abs=0.1)] * len(before)


@pytest.mark.parametrize("name", ["refused", "loose", "browse", "damaged", "newer", "truncated"])
def test_notices_leave_two_thirds_of_the_height(browser: Browser, page_file: PageFile, name: str) -> None:
    """1.4.10: 320 by 256 is also 1,280 by 1,024 at 400 %."""
    with guarded_context(browser, viewport={"width": 320, "height": 256}) as context:
        page = open_page(context, page_file(), STATES[name])
        expect(page.locator(".notice").first).to_be_visible()
        [height] = heights(page, ".notices")
        assert 0 < height <= 256 / 3
