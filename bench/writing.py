"""How long who writes in the preview waits, in Chromium, in a module of 200 sections; and whether memory grows.

Run it with `make bench`. The whole program as a user starts it, with the module beside the text: a letter makes a link
wrong or right again, and time is taken in the page, from the key until the findings of that text are drawn; and from a
letter until the list of what can follow is drawn. CPU is what the server and the page's own thread used for a key,
saving and building anew included. Memory is the server's (ps) and the page's heap, after the first edits and after the
last; all is saved and built again now and then.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build import synthetic
from playwright.sync_api import CDPSession, Page
from preview import cpu, megabytes

from harness.browser import chromium

SECTIONS = 200
TIMED = 20
EDITS = 2000
SETTLED = 200
# Edits after which somebody rests until all is saved and built.
RUN = 50
PATIENCE = 60_000
# Seconds of the processor in a rest of 0.6 seconds.
IDLE = 0.03
NAME = f"sections/sectie-{SECTIONS // 2}.md"

# When the key went down, and when what is waited for was there.
WATCH = """
addEventListener("keydown", () => { window.pressed = performance.now(); window.drawn = 0; }, true);
window.waitFor = (selector, wanted) => new Promise((done) => {
  const look = () => {
    if (!!document.querySelector(selector) !== wanted) return false;
    done(performance.now() - window.pressed);
    return true;
  };
  const watch = new MutationObserver(() => { if (look()) watch.disconnect(); });
  if (!look()) watch.observe(document.querySelector("#desk"), { childList: true, subtree: true });
});
"""


def main() -> None:
    print(
        f"{'sections':>8}{'completion ms':>15}{'findings ms':>13}{'slowest ms':>12}{'server CPU':>12}{'page CPU':>10}"
    )
    with (
        tempfile.TemporaryDirectory() as name,
        chromium() as browser,
        preview(Path(name) / "groot") as (address, process),
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(WATCH)
        page.goto(address)
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        begin(page)
        server, own = cpu(process), seconds(tools)
        findings = found(page, process)
        server, own = cpu(process) - server, seconds(tools) - own
        completion = completed(page, process)
        print(
            f"{SECTIONS:>8}{statistics.median(completion):>15.0f}{statistics.median(findings):>13.0f}"
            f"{max(findings):>12.0f}{server / TIMED * 1000:>12.0f}{own / TIMED * 1000:>10.0f}",
            flush=True,
        )
        print(f"{'edits':>8}{'server MB':>15}{'page MB':>13}")
        for number in range(1, EDITS + 1):
            page.keyboard.press("Backspace" if number % 2 == 0 else "x")
            if number % RUN == 0:
                page.locator("[data-kept]", has_text="Saved").wait_for(timeout=PATIENCE)
                page.locator("#stage iframe").wait_for(timeout=PATIENCE)
            if number in (SETTLED, EDITS):
                print(f"{number:>8}{megabytes(process):>15.0f}{heap(tools):>13.1f}", flush=True)


@contextmanager
def preview(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the page in which one writes, and the number of its server's process."""
    module = synthetic(folder, SECTIONS)
    definition = module / "module.yaml"
    definition.write_text(f"standards: [web]\n{definition.read_text('utf-8')}", "utf-8")
    command = [sys.executable, "-m", "modulebouwer", "preview", str(module), "--no-open", "--lang", "en"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout is not None
        address = next(found[1] for line in process.stdout if (found := re.search(r"(http://\S+)/ ", line)))
        yield f"{address}/preview/{module.name}/", process.pid
    finally:
        process.kill()
        process.wait()


def begin(page: Page) -> None:
    """The cursor in a link at the end of a text, and the server awake."""
    page.locator("#stage iframe").wait_for(timeout=PATIENCE)
    page.locator("label:has(input[name=way][value=write])").click()
    page.locator(f"#desk nav button[data-place='{NAME}']").click(timeout=PATIENCE)
    page.locator("#desk h2", has_text=NAME).wait_for(timeout=PATIENCE)
    page.locator("#editor .cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nZie [daar](section:sectie-1)")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("x")
    page.evaluate("waitFor('.cm-lintRange-error', true)")
    page.keyboard.press("Backspace")
    page.evaluate("waitFor('.cm-lintRange-error', false)")
    page.locator("[data-kept]", has_text="Saved").wait_for(timeout=PATIENCE)


def rest(page: Page, process: int) -> None:
    """Until all is saved and built anew: the server does nothing more."""
    page.locator("[data-kept]", has_text="Saved").wait_for(timeout=PATIENCE)
    before = -1.0
    while cpu(process) - before > IDLE:
        before = cpu(process)
        page.wait_for_timeout(600)


def found(page: Page, process: int) -> list[float]:
    """Milliseconds from a key to what is found in the text, each at a moment of rest."""
    waited = []
    for number in range(TIMED):
        rest(page, process)
        wrong = number % 2 == 0
        page.keyboard.press("x" if wrong else "Backspace")
        waited.append(page.evaluate(f"waitFor('.cm-lintRange-error', {str(wrong).lower()})"))
    return waited


def completed(page: Page, process: int) -> list[float]:
    """Milliseconds from a letter to what can follow."""
    waited = []
    page.keyboard.press("Control+End")
    page.keyboard.type("\nEn [hier](section:")
    for _ in range(TIMED):
        rest(page, process)
        page.keyboard.press("s")
        waited.append(page.evaluate("waitFor('.cm-tooltip-autocomplete li', true)"))
        page.keyboard.press("Escape")
        page.evaluate("waitFor('.cm-tooltip-autocomplete', false)")
        page.keyboard.press("Backspace")
    return waited


def seconds(tools: CDPSession) -> float:
    """Seconds that the page's own thread worked."""
    told = tools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in told if one["name"] == "TaskDuration"))


def heap(tools: CDPSession) -> float:
    """Megabytes that the page's scripts hold."""
    tools.send("HeapProfiler.collectGarbage")
    return float(tools.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


if __name__ == "__main__":
    main()
