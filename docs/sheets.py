"""Contact sheets of everything that the page can look like: ``make sheets``, or ``make sheets WHAT="oever firefox"``.

Every component of the registry in every state, and the windows around them, at three widths, in the light and in the
dark, for each skin and each engine that WHAT names. The sheets are for eyes: they go to test-results/sheets/, and what
was seen is written in docs/looks.md.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import looks
import make_guide
import pypdfium2
from PIL import Image, ImageDraw

import harness.engines as engines_of_tests
from harness.browser import chromium
from harness.engines import ENGINES, Chromium, Engine, until
from harness.page import (
    NOW,
    ROOT,
    STATES,
    State,
    answer,
    bundle,
    click,
    go,
    in_form,
    real_module,
    small_module,
    write_page,
)
from modulebouwer.components.component import RecordingModel
from modulebouwer.components.recorded import Interaction, RecordedComponent
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.components.shared.questions.model import QuestionModel
from modulebouwer.components.shared.rows.model import RowsSettings
from modulebouwer.model.module import LearningModule
from modulebouwer.render.launch_page import COURSE

OUT = ROOT / "test-results" / "sheets"
SKINS = ("standaard", "helder", "oever")
SCHEMES = ("light", "dark")
TRIES = re.compile(r'"tries":\d+')
# What a laptop, Moodle's frame and a phone leave.
SIZES = ((1280, 700), (714, 600), (367, 640))
SCALE = 0.42
SHEET = 2200
# In a point of a PDF.
CSS_PIXELS = 4 / 3
# Of a machine that is drawing for others too.
PATIENCE = 60
WINDOW = (1300, 4500)
TEXT = "“At ten past nine she put her pen down.” The two others looked at their papers."
LONG = "The person at the front desk who sees everybody come in and knows about the deliveries"


# ── What there is to see ──


def given(component: RecordedComponent, interaction: Interaction, name: str) -> str:
    """An answer as the page keeps it, of the learner of a state: ``answered``, ``wrong``, ``right``."""
    if isinstance(component.settings, RowsSettings):
        return rows(component.settings)
    options = [option.id for option in interaction.options]
    right, checks = interaction.right, {"answered": "0?", "opened": "2!", "spent": "2!"}
    response: Sequence[str] = right
    if interaction.type == "long-fill-in":
        return TEXT
    if not right:
        return ",".join(options[-2:] if interaction.type == "choice" else options[:1])
    if interaction.type == "fill-in":
        response = right[:1]
    if name == "answered":
        response = response[:-1] or response
    elif name != "right":
        response = mistaken(interaction)
    return checks.get(name, "1!") + ",".join(response)


def mistaken(interaction: Interaction) -> Sequence[str]:
    """A wrong response, of which a part is right where it has parts."""
    right = interaction.right
    if interaction.type == "matching":
        pairs = [pair.split("=") for pair in right]
        other = next(target.id for target in interaction.targets if target.id != pairs[-1][1])
        return [*right[:-1], f"{pairs[-1][0]}={other}"]
    if interaction.type == "choice":
        return [option.id for option in interaction.options if option.id not in right][-1:]
    return {
        "true-false": ["false" if right == ("true",) else "true"],
        "sequencing": [*right[1:], right[0]],
        "fill-in": ["something else"],
    }[interaction.type]


def rows(settings: RowsSettings) -> str:
    cells = {"text": (TEXT[:40], LONG[:60], "They"), "level": ("3", "4", "2"), "date": ("2026-12-01", "", "")}
    most = min(3, settings.max_rows)
    return "\n".join("\t".join(cells[column.kind][row] for column in settings.columns) for row in range(most))


@dataclass(frozen=True)
class Look:
    """A state of components: the scenario, the kinds that it concerns, and what is done (JavaScript) on the page."""

    scenario: Mapping[str, Any]
    kinds: frozenset[str]
    act: str = ""


# All that folds; and where only buttons are, the last is pressed: another picture, another step.
OPEN = """document.querySelectorAll('main details').forEach((one) => { one.open = true; });
document.querySelectorAll('main [data-component]:not([data-field], :has(input))').forEach((one) => {
  [...one.querySelectorAll('button:enabled')].at(-1)?.click();
});"""
OPEN_KEY = "document.querySelectorAll('[data-key].available').forEach((one) => { one.open = true; });"


def component_looks(module: LearningModule) -> Mapping[str, Look]:
    """State → how to bring the components into it. For ``spent`` every question has two tries."""

    def answers(name: str) -> Mapping[str, Any]:
        return {
            one.id: answer(given(part, one, name)) for part in module.recorded for one in part.interactions
        }

    everything = frozenset(COMPONENTS)
    recording = frozenset(kind for kind in COMPONENTS if issubclass(COMPONENTS[kind], RecordingModel))
    questions = frozenset(kind for kind in COMPONENTS if issubclass(COMPONENTS[kind], QuestionModel))
    visited = [section.id for section in module.sections]
    filled = {"visited": visited, "answers": answers("answered")}
    full = {id: {"kind": "unsaved", "why": "full"} for id in filled["answers"]}
    looked_over = {"visited": visited, "answers": answers("right"), "finished": NOW}
    return {
        "new": Look({}, everything),
        "answered": Look({"record": filled}, everything, OPEN),
        **{
            name: Look({"record": {"visited": visited, "answers": answers(name)}}, questions, OPEN_KEY)
            for name in ("wrong", "opened", "spent", "right")
        },
        "full": Look({"record": filled, "statuses": full}, recording),
        "two": Look({"record": {**filled, "conflicts": answers("wrong")}}, recording),
        "review": Look({"record": looked_over, "connection": {"mode": "review"}}, recording),
    }


def real_windows() -> Mapping[str, State]:
    """The pages around the components of a real module that is done."""
    done = looks.scenario(looks.Shot(looks.REGIO, "", looks.LAPTOP, "", "", more={"finished": NOW}))
    return {
        "cover": State(),
        "resumed": State({"record": {**done["record"], "finished": None, "location": "omgeving"}}),
        "contents": State(done, click("[data-action=contents]")),
        "finished": State(done, go("finish")),
        "taken home": State(done, go("portfolio")),
        "take home": State(done, go("portfolio") + click("[data-action=portfolio-proof]")),
    }


# ── Taking the pictures ──


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Any]:
    """The engine of that name, with a window of ``WINDOW``."""
    if name in ENGINES:
        with ENGINES[name](folder, WINDOW) as engine:
            yield engine
        return
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WINDOW[0], "height": WINDOW[1]}, locale="nl-NL")
        page.set_default_timeout(1000 * PATIENCE)
        yield Chromium(page)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# A page with the module in frames below and beside each other, drawn smaller, each with the scenario of the state.
HOST = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #777 }}
iframe {{ border: 0; position: absolute; transform-origin: 0 0; transform: scale({scale}) }}</style>
<script>localStorage.clear(); window.scenario = {scenario}; window.name = JSON.stringify(scenario);</script>{frames}"""
# The session's scenario, in a frame of the page above and in a tab that showed that page before.
TOLD = "window.scenario = parent.scenario ?? JSON.parse(window.name);\n"
FRAMES = "[...document.querySelectorAll('iframe')]"
ARRIVED = f"""{FRAMES}.every((frame) => frame.contentDocument?.documentElement.matches('.ready, .js:not(.arriving)')
  && frame.contentDocument.fonts.status === 'loaded')"""
IN_EACH = f"""void {FRAMES}.forEach((frame) => {{
  const document = frame.contentDocument, {{ location, Event }} = frame.contentWindow;
  %s
}})"""
# All sections below each other; nothing that is fixed stands over the rest, and nothing waits to be scrolled to.
STILL = """document.querySelectorAll('[data-page=section]').forEach((one) => { one.classList.add('current'); });
document.querySelector('#start')?.classList.remove('current');
document.querySelectorAll('.top, .notices').forEach((one) => { one.style.display = 'none'; });
document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; });"""
# Of all in a section only the components of these kinds stay.
ONLY = """document.querySelectorAll('.current > .text > *').forEach((one) => {
  const named = [one, ...one.querySelectorAll('[data-component]')].map((each) => each.dataset.component ?? '');
  if (!named.some((names) => names.split(' ').some((name) => %s.includes(name)))) one.style.display = 'none';
});"""
SETTLE = "document.getAnimations().forEach((one) => { try { one.finish(); } catch { one.cancel(); } });"
# Gives each frame the height of its page; how high the highest is drawn.
SPREAD = f"""Math.max(...{FRAMES}.map((frame) => {{
  const height = frame.contentDocument.documentElement.scrollHeight;
  frame.style.height = `${{height}}px`;
  return Math.ceil(height * {SCALE});
}}))"""
# Kind, width of the frame, and where it is drawn, with room at the sides for what hangs out.
PLACES = f"""((KINDS) => {FRAMES}.flatMap((frame) => {{
  const shown = [...frame.contentDocument.querySelectorAll('.current [data-component]')]
    .filter((one) => !one.parentElement.closest('[data-component]') && one.getClientRects().length)
    .map((one) => [one.dataset.component.split(' '), one.getBoundingClientRect()]);
  const left = Math.max(0, Math.min(...shown.map(([, box]) => box.left)) - 24);
  const right = Math.min(frame.width, Math.max(...shown.map(([, box]) => box.right)) + 24);
  return shown.map(([names, {{ top, bottom }}]) => [names.find((name) => KINDS.includes(name)), +frame.width,
    ...[frame.offsetLeft + left * {SCALE}, (top - 8) * {SCALE}, frame.offsetLeft + right * {SCALE},
      (bottom + 8) * {SCALE}].map(Math.round)]);
}}))({json.dumps(list(COMPONENTS))})"""


@dataclass(frozen=True)
class Tile:
    label: str
    width: int
    picture: Image.Image


def host(folder: Path, scenario: Mapping[str, Any]) -> None:
    """Writes sheet.html, which shows the module in ``folder`` in every width."""
    left, frames = 0, []
    for width, height in SIZES:
        place = f'style="left: {left}px" width="{width}" height="{height}"'
        frames.append(f'<iframe src="index.html" {place}></iframe>')
        left += round(width * SCALE) + 4
    text = HOST.format(scale=SCALE, scenario=json.dumps(scenario), frames="".join(frames))
    (folder / "sheet.html").write_text(text, "utf-8")


def whole(engine: Engine, height: int) -> Image.Image:
    """The host page from top to bottom, window by window."""
    engine.evaluate(f"void (document.body.style.height = '{height}px')")
    seen: Image.Image | None = None
    top, window = 0, int(engine.evaluate("innerHeight"))
    if engine.evaluate("document.documentElement.scrollWidth > innerWidth"):
        raise SystemExit("the engine's window is narrower than the frames beside each other")
    while seen is None or top < height:
        engine.evaluate(f"void scrollTo({{ top: {top}, behavior: 'instant' }})")
        engine.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )
        time.sleep(0.1)
        part = Image.open(io.BytesIO(engine.picture())).convert("RGB")
        seen = seen or Image.new("RGB", (part.width, max(height, window)))
        seen.paste(part, (0, round(float(engine.evaluate("scrollY")))))
        top += window
    return seen


def in_both(engine: Engine, height: int) -> Iterator[tuple[str, Image.Image]]:
    for scheme in SCHEMES:
        engine.evaluate(IN_EACH % f"document.documentElement.dataset.scheme = '{scheme}';")
        engine.evaluate(IN_EACH % SETTLE)
        yield scheme, whole(engine, height)


def components(
    engine: Engine, address: str, folder: Path, module: LearningModule
) -> Iterator[tuple[str, Tile]]:
    """Scheme and picture of every component in every state. Raises ``SystemExit`` for one that is not on the page."""
    (script,) = (path for path in folder.glob("**/*.js") if COURSE in path.read_text("utf-8"))
    text = script.read_text("utf-8")
    for state, look in component_looks(module).items():
        script.write_text(TRIES.sub('"tries":2', text) if state == "spent" else text, "utf-8")
        host(folder, look.scenario)
        engine.goto(f"{address}/sheet.html")
        until(engine, ARRIVED)
        # A field grows to its text when its section is turned to, where CSS cannot do that.
        for section in module.sections:
            engine.evaluate(IN_EACH % go(f"section-{section.id}"))
            until(
                engine,
                f"{FRAMES}.every((frame) => frame.contentDocument.querySelector('#section-{section.id}.current'))",
            )
        engine.evaluate(IN_EACH % (STILL + ONLY % json.dumps(sorted(look.kinds)) + look.act))
        engine.evaluate(SPREAD)
        time.sleep(0.3)
        height = engine.evaluate(SPREAD)
        places = engine.evaluate(PLACES)
        if missing := look.kinds - {place[0] for place in places} - {"term"}:
            raise SystemExit(f"{state}: not on the page: {', '.join(sorted(missing))}")
        for scheme, picture in in_both(engine, height):
            for kind, width, *box in places:
                if kind in look.kinds:
                    yield scheme, Tile(f"{kind} {state}", width, picture.crop(tuple(box)))
    script.write_text(text, "utf-8")


def windows(
    engine: Engine, address: str, folder: Path, states: Mapping[str, State]
) -> Iterator[tuple[str, Tile]]:
    """Scheme and picture of every window."""
    for name, state in states.items():
        host(folder, state.scenario)
        engine.goto(f"{address}/sheet.html")
        until(engine, ARRIVED)
        engine.evaluate(IN_EACH % state.act)
        time.sleep(0.4)
        height = round(max(height for _, height in SIZES) * SCALE)
        for scheme, picture in in_both(engine, height):
            left = 0
            for width, tall in SIZES:
                right = left + round(width * SCALE)
                yield scheme, Tile(name, width, picture.crop((left, 0, right, round(tall * SCALE))))
                left = right + 4


def paper(engine: Any, address: str, folder: Path, scenario: Mapping[str, Any]) -> Iterator[tuple[str, Tile]]:
    """The pages of the module printed, of an engine that prints in the background."""
    host(folder, scenario)
    engine.goto(f"{address}/sheet.html")
    engine.goto(f"{address}/index.html")
    until(engine, "document.documentElement.matches('.ready, .js:not(.arriving)')")
    with pypdfium2.PdfDocument(engine.paper()) as document:
        for number, page in enumerate(document, 1):
            yield "light", Tile(f"page {number}", 0, page.render(scale=SCALE * CSS_PIXELS).to_pil())


# ── The sheets ──


def columns(tiles: Sequence[Tile]) -> Iterator[list[Tile]]:
    """The tiles below each other, as many as fit in every width; then the same in the next width."""
    widths = sorted({tile.width for tile in tiles}, reverse=True)
    part: list[tuple[Tile, ...]] = []
    for beside in zip(*([tile for tile in tiles if tile.width == width] for width in widths), strict=True):
        if any(sum(map(tall, column)) > SHEET for column in zip(*part, beside, strict=True)):
            yield from (list(column) for column in zip(*part, strict=True))
            part = []
        part.append(beside)
    yield from (list(column) for column in zip(*part, strict=True))


def tall(tile: Tile) -> int:
    return min(tile.picture.height + 14, SHEET)


def sheets(tiles: Sequence[Tile]) -> Iterator[Image.Image]:
    """The columns beside each other, as many as fit on a sheet."""
    sheet, left = Image.new("RGB", (SHEET, SHEET), "#777"), 0
    for column in columns(tiles):
        wide = max(tile.picture.width for tile in column)
        if left and left + wide > SHEET:
            yield sheet
            sheet, left = Image.new("RGB", (SHEET, SHEET), "#777"), 0
        top, draw = 0, ImageDraw.Draw(sheet)
        for tile in column:
            draw.text((left + 2, top + 1), f"{tile.label} {tile.width or ''}", fill="#ff0")
            sheet.paste(tile.picture, (left, top + 14))
            top += tall(tile)
        left += wide + 6
    yield sheet


Taken = Iterator[tuple[str, Tile]]


def sheets_of(skin: str, name: str, script: str) -> None:
    guide = make_guide.example_module()
    with tempfile.TemporaryDirectory() as given_folder, served(Path(given_folder)) as address:
        folder = Path(given_folder)
        (folder / "engine").mkdir()
        for part, module in {"guide": guide, "small": small_module(), "real": real_module()}.items():
            write_page(in_form(module, skin=skin), folder / part, script)
        with opened(name, folder / "engine") as engine:
            parts: dict[str, Callable[[], Taken]] = {
                "components": lambda: components(engine, f"{address}/guide", folder / "guide", guide),
                "windows": lambda: windows(engine, f"{address}/small", folder / "small", STATES),
                "module": lambda: windows(engine, f"{address}/real", folder / "real", real_windows()),
            }
            if hasattr(engine, "paper"):
                answered = component_looks(guide)["answered"].scenario
                parts["paper"] = lambda: paper(engine, f"{address}/guide", folder / "guide", answered)
            for part, take in parts.items():
                taken = list(take())
                for scheme in sorted({scheme for scheme, _ in taken}):
                    tiles = [tile for at, tile in taken if at == scheme]
                    for number, sheet in enumerate(sheets(tiles), 1):
                        sheet.save(OUT / f"{skin}-{name}-{part}-{scheme}-{number}.png")
                sys.stderr.write(f"{skin} {name} {part}: {len(taken)} pictures\n")


def main(names: Sequence[str]) -> None:
    engines = ("chromium", *ENGINES)
    if unknown := set(names) - {*SKINS, *engines}:
        raise SystemExit(f"{', '.join(sorted(unknown))}: choose from {', '.join((*SKINS, *engines))}")
    engines_of_tests.PATIENCE = PATIENCE
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        script = TOLD + bundle(Path(folder))
    for skin in [one for one in SKINS if one in names] or SKINS:
        for name in [one for one in engines if one in names] or engines:
            sheets_of(skin, name, script)


if __name__ == "__main__":
    main(sys.argv[1:])
