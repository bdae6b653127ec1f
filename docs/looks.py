"""How the real modules look: each of the three skins on a laptop, in a Moodle frame and on a phone, light and dark.

`make fresh WHAT=looks` writes the pictures to `docs/pictures/looks/`, and docs/looks.md shows them. The learner's
answers are those of tests/data; what is saved and what is not is the scenario's (tests/harness/page.py).
"""

from __future__ import annotations

import datetime
import io
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from harness.browser import chromium
from harness.page import (
    NOW,
    ROOT,
    SEARCH,
    Scenario,
    State,
    answer,
    bundle,
    click,
    go,
    in_form,
    module_in,
    show,
)
from harness.page import write_page as written

FOLDER = "docs/pictures/looks"
# When the answers of the scenario were given.
AT = datetime.datetime.fromtimestamp(NOW / 1000, datetime.UTC)
LAPTOP, FRAME, PHONE = (1280, 800), (714, 800), (367, 720)
REGIO, PASSEND = "samenwerken_regio", "samenwerken_passend_onderwijs"


@dataclass(frozen=True)
class Shot:
    """``place``: the fragment that is gone to; ``at``: a selector of what is brought to the middle of the window;
    ``waits``: one of what ``act`` (JavaScript) makes appear.

    ``instead``: answers in place of those of tests/data, ``""`` for none; ``more``: the rest of the scenario.
    """

    module: str
    skin: str
    size: tuple[int, int]
    scheme: str
    place: str
    at: str = ""
    act: str = ""
    waits: str = ""
    instead: Mapping[str, str] = field(default_factory=dict)
    more: Scenario = field(default_factory=dict)


SHOTS: Mapping[str, Shot] = {
    "cover-laptop": Shot(REGIO, "standaard", LAPTOP, "light", "start"),
    "cover-oever": Shot(PASSEND, "oever", FRAME, "light", "start"),
    "cover-phone": Shot(REGIO, "helder", PHONE, "dark", "start"),
    "poll": Shot(PASSEND, "oever", FRAME, "light", "section-rollen"),
    "question-wrong": Shot(
        PASSEND,
        "standaard",
        FRAME,
        "light",
        "section-rollen",
        "#choice-check-plek",
        instead={"check-plek": "1!verband"},
    ),
    "cards-right": Shot(
        PASSEND, "oever", FRAME, "dark", "section-plan-op-maat", "#match-check-stemmen [data-result]"
    ),
    "cards-phone": Shot(
        PASSEND,
        "standaard",
        PHONE,
        "light",
        "section-plan-op-maat",
        "#match-check-stemmen",
        instead={"check-stemmen": "0?leerling=leerling"},
    ),
    "case": Shot(PASSEND, "helder", FRAME, "light", "section-vastgelopen", "#answer-groep-zes"),
    "map": Shot(REGIO, "standaard", LAPTOP, "light", "section-krachtenveld", "[data-picture]"),
    "plan": Shot(REGIO, "oever", FRAME, "light", "section-plan", "#prompt-actieplan"),
    "scale": Shot(REGIO, "standaard", FRAME, "dark", "section-plan", ".two-moments"),
    "reflection-phone": Shot(PASSEND, "oever", PHONE, "light", "section-rollen", "#answer-aan-tafel"),
    "not-saved": Shot(
        PASSEND,
        "standaard",
        FRAME,
        "light",
        "section-rollen",
        "#answer-aan-tafel",
        more={"statuses": {"aan-tafel": {"kind": "unsaved", "why": "offline"}}},
    ),
    "search": Shot(REGIO, "helder", FRAME, "dark", "section-omgeving", act=SEARCH, waits=".hits button"),
    "term": Shot(
        REGIO,
        "oever",
        FRAME,
        "light",
        "section-startpunt",
        "a.term",
        act=click("#section-startpunt a.term"),
        waits=".aside:popover-open",
    ),
    "finished": Shot(PASSEND, "standaard", FRAME, "light", "finish", more={"finished": NOW}),
    "portfolio": Shot(REGIO, "helder", LAPTOP, "light", "portfolio"),
}


def made() -> dict[str, bytes]:
    """Path from the root of the project → the picture."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        script = bundle(folder)
        return {
            f"{FOLDER}/{name}.png": taken(browser, shot, folder / name, script)
            for name, shot in SHOTS.items()
        }


def taken(browser: Browser, shot: Shot, folder: Path, script: str) -> bytes:
    page_file = written(in_form(module_in(f"modules/{shot.module}"), skin=shot.skin), folder, script)
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme=shot.scheme,  # type: ignore[arg-type]
        locale="nl-NL",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    context.clock.set_fixed_time(AT)
    page = context.new_page()
    show(page, page_file, State(scenario(shot), go(shot.place)))
    page.locator(f"[data-page].current:is(#{shot.place}, :has(#{shot.place}))").wait_for()
    if shot.at:
        page.locator(f".current {shot.at}").first.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    if shot.act:
        page.evaluate(f"() => {{ {shot.act} }}")
    if shot.waits:
        page.locator(shot.waits).first.wait_for()
    page.evaluate("document.fonts.ready.then(() => {})")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    small = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def scenario(shot: Shot) -> Scenario:
    module = module_in(f"modules/{shot.module}")
    texts = (
        json.loads((ROOT / "tests" / "data" / f"{shot.module}_answers.json").read_text("utf-8"))
        | shot.instead
    )
    record = {
        "visited": [section.id for section in module.sections],
        "answers": {id: answer(text) for id, text in texts.items() if text},
    }
    more = dict(shot.more)
    if "finished" in more:
        record["finished"] = more.pop("finished")
    return {"record": record, **more}
