"""Pictures of the main states for a person to look at, in ``test-results/page/``."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from harness.browser import guarded_context
from harness.page import ROOT, STATES, open_page

MAIN = (
    "start",
    "startpunt",
    "omgeving",
    "refused",
    "conflict",
    "portfolio",
    "todo",
    "term",
    "search",
    "proof",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (714, 666), (367, 666)])
def test_screenshots(browser: Browser, real_page: Path, width: int, height: int, scheme: str) -> None:
    folder = ROOT / "test-results" / "page"
    settings = {
        "viewport": {"width": width, "height": height},
        "color_scheme": scheme,
        "reduced_motion": "reduce",
    }
    with guarded_context(browser, **settings) as context:
        for name in MAIN:
            page = open_page(context, real_page, STATES[name])
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            page.close()
