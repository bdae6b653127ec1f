"""The README's pictures, from the running module: built, launched in the LMS double, and used by a learner.

`make fresh` writes them to `docs/pictures/`. This holds on to nothing of the module's text: the first
prompt with a free answer is the one that is answered, wherever it stands.
"""

from __future__ import annotations

import datetime
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from harness.browser import chromium
from harness.lms import Desk, Visit
from harness.real_module import REAL_MODULE, build_all
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import Package, from_zip
from modulebouwer.lms.server import create_app, serving

# What Moodle 4.5 leaves a package on a laptop and on a phone, and a window of its own.
WINDOW, LAPTOP, PHONE = (1280, 800), (714, 666), (367, 666)
WRITTEN = (
    "Het wijkteam belde over de naschoolse opvang: vanaf april is de zaal op woensdag vol. "
    "Ik wilde vooral tijd winnen, en zei dat ik erop terugkwam. Wat zij wilde, heb ik niet gevraagd."
)
AT = datetime.datetime(2026, 11, 23, 10, 42, tzinfo=datetime.UTC)


def made() -> dict[str, bytes]:
    """Path from the root of the project → the picture."""
    taken: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        package = from_zip(build_all(REAL_MODULE, Path(name), ("scorm12",))["scorm12"])
        lms = Lms()
        with serving(create_app(lms)) as address:
            taken |= take(browser, lms, address, package, "anna", "light")
            taken |= take(browser, lms, address, package, "bram", "dark")
    return taken


def take(
    browser: Browser, lms: Lms, address: str, package: Package, learner: str, scheme: str
) -> dict[str, bytes]:
    """One learner's visit in one colour scheme, with the pictures that belong to it."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 1000},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="nl-NL",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    context.clock.set_fixed_time(AT)
    visit = Desk(lms, address, context).launch(package, "strict", learner=learner)
    visit.sco.locator("html.ready").wait_for(state="attached")
    if scheme == "dark":
        go(visit, "section", 1)
        taken = {"phone": picture(visit, PHONE)}
    else:
        go(visit, "section", 1)
        taken = {"reading": picture(visit, WINDOW)}
        field = visit.sco.locator("textarea").first
        go_to(visit, field.evaluate("(field) => field.closest('[data-page]').id"))
        field.fill(WRITTEN)
        field.blur()
        expect(visit.sco.locator("[data-kind=saved]").first).to_be_visible()
        field.evaluate("(field) => field.closest('.reflection').scrollIntoView({ block: 'center' })")
        taken["writing"] = picture(visit, LAPTOP)
    context.close()
    return {f"docs/pictures/{name}.png": data for name, data in taken.items()}


def go(visit: Visit, kind: str, index: int) -> None:
    go_to(visit, visit.sco.locator(f'[data-page="{kind}"]').nth(index).get_attribute("id") or "")


def go_to(visit: Visit, page: str) -> None:
    visit.frame.evaluate("(id) => { location.hash = id }", page)
    visit.sco.locator(f"#{page}.current").wait_for()


def picture(visit: Visit, size: tuple[int, int]) -> bytes:
    frame = visit.page.locator("#sco")
    frame.evaluate(
        "(frame, [w, h]) => Object.assign(frame.style, { width: `${w}px`, height: `${h}px` })", size
    )
    shot = Image.open(io.BytesIO(frame.screenshot())).convert("RGB")
    small = io.BytesIO()
    # Text on paper has few colours: 256 look the same and take a third of the bytes.
    shot.quantize(256, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
