"""The learner's other device: tabs of one browser would tell each other what they hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from harness.browser import guarded_context


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser) as context:
        yield context
