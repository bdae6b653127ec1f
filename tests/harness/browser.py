"""Chromium for the whole run, a fresh profile for each test, and no request to another host."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from modulebouwer.lms.server import is_local

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # With a Chromium for each test process every core is busy: threads and processes for its helpers only cost.
    # V8 reads a script anew when it first needs a line number of it, for a warning too: it keeps them from the start.
    "--js-flags=--single-threaded --no-enable-lazy-source-positions",
    "--num-raster-threads=1",
    "--in-process-gpu",
    # A request to another host fails at once instead of leaving the machine; the guard below tells of it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of the variable CHROMIUM, else the one on PATH. Raises ``RuntimeError`` when there is none."""
    on_path = (shutil.which(name) for name in ("chromium-headless-shell", "chromium", "chromium-browser"))
    found = os.environ.get("CHROMIUM") or next(filter(None, on_path), None)
    if not found:
        raise RuntimeError("no Chromium: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def guarded_context(browser: Browser, **settings: object) -> Iterator[BrowserContext]:
    """A browser profile that fails the test when any page of it asked another host for something."""
    foreign: list[str] = []
    context = browser.new_context(**{"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **settings})  # type: ignore[arg-type]
    context.on("request", lambda request: None if is_local(request.url) else foreign.append(request.url))
    yield context
    context.close()
    assert not foreign, f"requests to another host: {foreign}"
