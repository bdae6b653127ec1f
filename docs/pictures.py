"""Takes the README's pictures from the running module: built, launched in the LMS double, and used by a learner.

Run it with `make pictures`; it overwrites `docs/pictures/*.png`. It holds on to nothing of the module's text: the first
prompt with a free answer is the one that is answered, wherever it stands.
"""

from __future__ import annotations

import datetime
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

PICTURES = Path(__file__).parent / "pictures"
# What Moodle 4.5 leaves a package on a laptop and on a phone, and a window of its own.
WINDOW, LAPTOP, PHONE = (1280, 800), (714, 666), (367, 666)
WRITTEN = (
    "Het wijkteam belde over de naschoolse opvang: vanaf april is de zaal op woensdag vol. "
    "Ik wilde vooral tijd winnen, en zei dat ik erop terugkwam. Wat zij wilde, heb ik niet gevraagd."
)
AT = datetime.datetime(2026, 11, 23, 10, 42, tzinfo=datetime.UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        package = from_zip(build_all(REAL_MODULE, Path(name), ("scorm12",))["scorm12"])
        lms = Lms()
        with serving(create_app(lms)) as address:
            take(browser, lms, address, package, "anna", "light")
            take(browser, lms, address, package, "bram", "dark")


def take(browser: Browser, lms: Lms, address: str, package: Package, learner: str, scheme: str) -> None:
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
        picture(visit, "phone", PHONE)
    else:
        go(visit, "section", 1)
        picture(visit, "reading", WINDOW)
        field = visit.sco.locator("textarea").first
        go_to(visit, field.evaluate("(field) => field.closest('[data-page]').id"))
        field.fill(WRITTEN)
        field.blur()
        expect(visit.sco.locator("[data-kind=saved]").first).to_be_visible()
        field.evaluate("(field) => field.closest('.reflection').scrollIntoView({ block: 'center' })")
        picture(visit, "writing", LAPTOP)
    context.close()


def go(visit: Visit, kind: str, index: int) -> None:
    go_to(visit, visit.sco.locator(f'[data-page="{kind}"]').nth(index).get_attribute("id") or "")


def go_to(visit: Visit, page: str) -> None:
    visit.frame.evaluate("(id) => { location.hash = id }", page)
    visit.sco.locator(f"#{page}.current").wait_for()


def picture(visit: Visit, name: str, size: tuple[int, int]) -> None:
    frame = visit.page.locator("#sco")
    frame.evaluate(
        "(frame, [w, h]) => Object.assign(frame.style, { width: `${w}px`, height: `${h}px` })", size
    )
    path = PICTURES / f"{name}.png"
    frame.screenshot(path=path)
    # Text on paper has few colours: 256 look the same and take a third of the bytes.
    Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
