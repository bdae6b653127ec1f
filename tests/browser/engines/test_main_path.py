"""A learner's whole way through a module in Firefox and WebKit: every kind of work, leaving, coming back, finishing."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops

from harness.engines import ENGINES, PATIENCE, Engine, Firefox, WebKit, click, press, until
from harness.lms import eventually
from harness.real_module import build_all

GUIDE = Path(__file__).parents[3] / "modules" / "component_guide"
WORDS = "At ten past nine she put her pen down: “No.” Ünïcødé"
SHORT = "Ich frage"
# Of 255, where black is nought.
DARK = 96
RIGHT = {"best-line": ["friday"], "after-talk": ["date", "good"]}
KEPT = "Saved in this browser"
# How far below the top of the window is what was read last.
PLACE = """((place) => (place.closest("[data-field]") ?? place).getBoundingClientRect().top)(
  document.getElementById(JSON.parse(localStorage.getItem("modulebouwer.place"))[1]))"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the component guide stands as a page of its own."""
    folder = tmp_path_factory.mktemp("web")
    package = build_all(GUIDE, tmp_path_factory.mktemp("dist"), ("web",))["web"]
    zipfile.ZipFile(io.BytesIO(package)).extractall(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path) as engine:
        yield engine


def text(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"


def shown(selector: str) -> str:
    return f"!!document.querySelector({json.dumps(selector)})?.getClientRects().length"


def says(engine: Engine, selector: str, words: str) -> None:
    until(engine, f"({text(selector)}).includes({json.dumps(words)})")


def visit(engine: Engine, section: str) -> None:
    click(engine, f'nav.contents a[href="#{section}"]')
    until(engine, shown(f"#{section}.current"))


def background(engine: Engine) -> str:
    return str(engine.evaluate("getComputedStyle(document.body).backgroundColor"))


def number_of(engine: Engine, section: str) -> Image.Image:
    """The drawing of a section's number in the contents, which no script can read."""
    x, y, bottom = engine.evaluate(
        f"""(({{ x, y, bottom }}) => [x, y, bottom].map(Math.round))(
          document.querySelector('.frame > nav a[href="#{section}"]').getBoundingClientRect())"""
    )
    return Image.open(io.BytesIO(engine.picture())).convert("L").crop((x, y, x + 32, bottom))


def inside(engine: Engine, field: str) -> Image.Image:
    """What is drawn inside the edges of a field."""
    box = engine.evaluate(
        f"""((field) => {{
          field.scrollIntoView({{ block: 'center', behavior: 'instant' }});
          const {{ left, top, right, bottom }} = field.getBoundingClientRect();
          return [left + 6, top + 6, right - 6, bottom - 6].map(Math.round);
        }})(document.querySelector({json.dumps(field)}))"""
    )
    return Image.open(io.BytesIO(engine.picture())).convert("RGB").crop(box)


def right_edge(drawn: Image.Image) -> Image.Image:
    return drawn.crop((drawn.width - 1, 0, drawn.width, drawn.height))


def apart(one: Image.Image, other: Image.Image) -> int:
    """How much two drawings of one size differ, in shades of grey over all of their dots."""
    return sum(shade * count for shade, count in enumerate(ImageChops.difference(one, other).histogram()))


def test_read_work_leave_come_back_and_finish(engine: Engine, address: str) -> None:
    engine.goto(address)
    until(engine, "document.documentElement.matches('.js:not(.arriving)')")
    second, third = (number_of(engine, f"section-{name}") for name in ("saying", "afterwards"))
    click(engine, "#start a.button")
    until(engine, shown("#section-seeing.current"))
    # What was read has a sign in the place of its number, and the others keep theirs.
    until(engine, "document.querySelector('.frame > nav [data-to=seeing]').dataset.state === 'open'")
    now = number_of(engine, "section-afterwards")
    assert apart(now, third) < apart(now, second)
    assert (
        engine.evaluate("getComputedStyle(document.querySelector('a.term')).textDecorationLine")
        == "underline"
    )

    # An explanation opens at its word and gives the focus back.
    click(engine, "#section-seeing a.term")
    until(engine, shown("#aside"))
    press(engine, "Escape")
    until(engine, f"!({shown('#aside')}) && document.activeElement.matches('a.term')")

    # An opinion, and what there is to say to it.
    click(engine, '#poll-when input[value="at-once"]')
    says(engine, "#poll-when .said", "Then it is still small.")

    # A scale, a right or wrong, a text.
    names = "[...new Set([...document.querySelectorAll('#scale-%s input')].map((one) => one.name))]"
    for name in engine.evaluate(names % "start"):
        click(engine, f'input[name="{name}"][value="3"]')
    says(engine, '[data-status="start"], #scale-start .state', KEPT)
    click(engine, '[name="praise"][value="false"]')
    click(engine, '[data-question="praise"] [data-check]')
    says(engine, "#true-false-praise", "can be repeated")
    click(engine, "#answer-moment")
    engine.type(WORDS)
    press(engine, "Tab")
    says(engine, '[data-status="moment"]', KEPT)

    # An order by its buttons, a case by its ways, captions of a film.
    visit(engine, "section-saying")
    before = engine.evaluate(text("#order-steps .order"))
    click(engine, "#order-steps .order li:nth-child(2) .move:not([disabled])")
    until(engine, f"({text('#order-steps .order')}) !== {json.dumps(before)}")
    click(engine, '#case-meeting input, #case-meeting [name="meeting"]')
    click(engine, "#case-meeting [data-view], #case-meeting .button")
    until(engine, shown("#case-meeting .way:not([hidden])"))
    # A point of a picture, the next picture, a picture over another, and a step worked out.
    click(engine, ".labelled-picture .spot:nth-of-type(2)")
    until(engine, shown(".labelled-picture li:nth-child(2)"))
    click(engine, '.gallery [data-turn="1"]')
    says(engine, ".gallery [data-at]", "2 of 3")
    click(engine, ".before-after input")
    until(
        engine,
        "getComputedStyle(document.querySelector('.before-after .after')).clipPath.startsWith('inset(')",
    )
    click(engine, ".worked-example button")
    until(engine, shown(".worked-example .solution"))
    captions = "document.querySelector('#section-saying video').textTracks[0]"
    engine.evaluate(f"void ({captions}.mode = 'showing')")
    until(engine, f"{captions}.cues?.length > 0")

    # Ticks, rows, and the questions that count.
    visit(engine, "section-afterwards")
    if isinstance(engine, WebKit):
        # Which writes today's date where nobody gave one.
        field = "#answer-follow-up [type=date]"
        eventually(lambda: len(inside(engine, field).getcolors(1 << 16) or []) == 1, PATIENCE)
    click(engine, "#checklist-ready input")
    until(engine, "document.querySelector('#checklist-ready input').checked")
    for place, words in ((1, "Talk to her"), (3, "Ask for a quarter of an hour")):
        click(engine, f"#answer-follow-up .fields > :nth-child({place}) textarea")
        engine.type(words)
    # How a date is typed is the browser's own business.
    engine.evaluate(
        "void ((field) => { field.value = '2026-12-03'; field.dispatchEvent(new Event('input', { bubbles: true })); })"
        "(document.querySelector('#answer-follow-up [type=date]'))"
    )
    press(engine, "Tab")
    says(engine, '[data-status="follow-up"]', KEPT)
    click(engine, "#answer-promise")
    engine.type("Talk to her.")
    press(engine, "Tab")
    says(engine, '[data-status="promise"]', KEPT)
    click(engine, "#answer-third-step")
    engine.type(SHORT)
    press(engine, "Tab")
    says(engine, '[data-status="third-step"]', KEPT)
    for name in ("best-line", "after-talk"):
        for right in RIGHT[name]:
            click(engine, f'[name="{name}"][value="{right}"]')
        click(engine, f'[data-question="{name}"] [data-check]')

    # The same scale again: both moments are drawn, and the numbers stand below their line.
    for name in engine.evaluate(names % "end"):
        click(engine, f'input[name="{name}"][value="4"]')
    until(engine, shown("#scale-end .two-moments > svg"))
    assert engine.evaluate(
        """[...document.querySelectorAll('#scale-end .two-moments > svg')].every((drawing) =>
          drawing.querySelector('text').getBoundingClientRect().top
            > drawing.querySelector('line').getBoundingClientRect().bottom)"""
    )

    # Search leads to what it found.
    click(engine, "[data-action=search]")
    until(engine, "document.activeElement.id === 'search-field'")
    engine.type("camera")
    click(engine, ".hits button")
    until(engine, shown("#section-seeing.current"))

    # Who leaves and comes back has it all, where they were.
    engine.goto("about:blank")
    engine.goto(address)
    until(engine, "document.querySelector('#answer-moment')?.value.length > 0")
    assert engine.evaluate("document.querySelector('#answer-moment').value") == WORDS
    assert engine.evaluate('document.querySelector(\'[name="praise"][value="false"]\').checked')
    # At the place itself, also where no engine keeps it in the window while the typefaces come (WebKit).
    until(engine, "document.fonts.status === 'loaded'")
    until(engine, f"{PLACE} >= 0 && {PLACE} < 150")

    # Dark by choice, and light again.
    light = background(engine)
    click(engine, "[data-action=menu]")
    click(engine, "[name=scheme][value=dark]")
    until(engine, f"getComputedStyle(document.body).backgroundColor !== {json.dumps(light)}")
    # So are the drawings.
    assert engine.evaluate("matchMedia(document.querySelector('picture > source').media).matches")
    # And the fields in which nothing is chosen, also beside an accent that is light.
    engine.evaluate("void document.documentElement.style.setProperty('--accent', '#9db5ff')")
    # A picture may still be of before (WebKit).
    eventually(
        lambda: max(inside(engine, "[name=scheme][value=light]").convert("L").tobytes()) < DARK, PATIENCE
    )
    engine.evaluate("void document.documentElement.style.removeProperty('--accent')")
    press(engine, "Escape")
    until(engine, f"!({shown('#menu')})")
    # So is what the contents are scrolled by, where they do not fit.
    contents = ".frame > .contents"
    engine.evaluate(f"void (document.querySelector('{contents}').style.overflowY = 'scroll')")
    eventually(lambda: min(right_edge(inside(engine, contents)).convert("L").tobytes()) < DARK, PATIENCE)

    visit(engine, "finish")
    click(engine, "[data-action=finish]")
    until(engine, shown("[data-finish] .finished"))
    assert not engine.evaluate(shown("#finish .lead"))
    visit(engine, "portfolio")
    says(engine, "[data-portfolio]", WORDS)
    if isinstance(engine, Firefox):
        said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(engine.paper())).pages)
        assert "ten past nine" in said
        # Also what stands in a field that was not drawn since the module was opened.
        assert SHORT in said
