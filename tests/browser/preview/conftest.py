from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from harness.previewing import Designer, previewing
from modulebouwer.new import scaffold

Open = Callable[..., Designer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small example that ``modulebouwer new`` makes, to write in."""
    folder = tmp_path / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    return folder


@pytest.fixture
def opened(context: BrowserContext) -> Iterator[Open]:
    """Opens a preview of a path in the browser: ``opened(path, language="en")``."""
    with ExitStack() as running:

        def open_preview(path: Path, language: str = "en") -> Designer:
            preview, address = running.enter_context(previewing(path, language))
            running.callback(close_pages, context)
            return Designer(context, preview, address)

        yield open_preview


def close_pages(context: BrowserContext) -> None:
    """Before their server goes, or they would complain."""
    for page in context.pages:
        page.close()
