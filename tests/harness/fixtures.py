"""The fixtures of every test that plays a package in Chromium; a conftest.py imports them by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from harness.browser import chromium, guarded_context
from harness.lms import Desk
from modulebouwer.preview.lms import Lms
from modulebouwer.preview.server import create_app, serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser, viewport={"width": 1366, "height": 768}) as context:
        yield context


@pytest.fixture
def desk(context: BrowserContext) -> Iterator[Desk]:
    """An LMS of its own for each test, and the learner's browser at it."""
    lms = Lms()
    with serving(create_app(lms)) as address:
        yield Desk(lms, address, context)
