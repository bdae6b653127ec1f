"""How the real module feels in Chromium, in the strict SCORM 1.2 double: first paint, layout shift, and typing.

Run it with `make bench`. Beside the package stands a bare HTML page with the same text. For typing, 200
letters are typed while the player saves: how long the page's own handlers of a key event took, and any long task.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from harness.browser import chromium
from harness.lms import Desk
from harness.real_module import REAL_MODULE, build_all
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import from_zip
from modulebouwer.lms.server import create_app, serving

SECTION, FIELD = "startpunt", "contact"
LETTERS = 200
# A person types about six letters a second; this is three times as fast.
BETWEEN_LETTERS = 50

# `durationThreshold` 16 ms is the lowest that the Event Timing API takes.
OBSERVE = """
window.measured = { key: [], task: [], shift: [] };
const watch = (name, options, value) =>
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => measured[name].push(value(entry))))
    .observe({ buffered: true, ...options });
watch("key", { type: "event", durationThreshold: 16 }, (entry) =>
  ["keydown", "keypress", "input", "keyup"].includes(entry.name) ? entry.processingEnd - entry.processingStart : 0);
watch("task", { type: "longtask" }, (entry) => entry.duration);
watch("shift", { type: "layout-shift" }, (entry) => entry.value);
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        package = from_zip(build_all(REAL_MODULE, Path(name), ("scorm12",))["scorm12"])
        context = browser.new_context(viewport={"width": 714, "height": 666}, locale="nl-NL")
        context.add_init_script(OBSERVE)
        lms = Lms()
        with serving(create_app(lms)) as address:
            visit = Desk(lms, address, context).launch(package, "strict")
            visit.sco.locator("html.ready").wait_for(state="attached")
            packaged = visit.frame.evaluate(FIRST_PAINT)
            bare = bare_page(context, visit.frame.evaluate("document.body.textContent"))
            print(f"first paint            {packaged:6.0f} ms, {packaged / bare:.1f} times a bare page's")
            visit.frame.evaluate(f"location.hash = '#section-{SECTION}'")
            visit.sco.locator(f'textarea[data-interaction="{FIELD}"]').press_sequentially(
                "Zij wilde ruimte, ik rust. " * (LETTERS // 27 + 1), delay=BETWEEN_LETTERS, timeout=120_000
            )
            visit.page.wait_for_timeout(3000)
            print(f"saves while typing     {len(visit.saves):6}")
            for label, entry in (("longest key event", "key"), ("longest task", "task")):
                print(f"{label:22} {visit.frame.evaluate(f'Math.max(0, ...measured.{entry})'):6.0f} ms")
            print(
                f"layout shift           {visit.frame.evaluate('measured.shift.reduce((a, b) => a + b, 0)'):6.3f}"
            )


def bare_page(context: BrowserContext, text: str) -> float:
    """First paint, in milliseconds, of the same text as plain paragraphs."""
    page: Page = context.new_page()
    paragraphs = "".join(f"<p>{line}</p>" for line in re.findall(r"[^\n<>&]+", text))
    page.route(
        "http://127.0.0.1/bare", lambda route: route.fulfill(content_type="text/html", body=paragraphs)
    )
    page.goto("http://127.0.0.1/bare")
    page.wait_for_function(f"!isNaN({FIRST_PAINT})")
    paint: float = page.evaluate(FIRST_PAINT)
    page.close()
    return paint


if __name__ == "__main__":
    main()
