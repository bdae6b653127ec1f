"""The fixtures of every test that plays a package in Chromium; tests/conftest.py imports them by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext

from harness.browser import chromium, guarded_context
from harness.lms import Desk
from harness.real_module import REAL_MODULE, build_all, copy_real_module
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.server import create_app, serving

if TYPE_CHECKING:
    from harness.scormhost import ScormHost


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


@pytest.fixture(scope="session")
def zips(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The real module as a zip for every standard; cmi5 and xAPI get a base IRI where it has none."""
    folder = tmp_path_factory.mktemp("real") / REAL_MODULE.name
    copy_real_module(folder)
    definition = folder / "module.yaml"
    text = definition.read_text(encoding="utf-8")
    if not re.search(r"^base_iri:", text, re.MULTILINE):
        definition.write_text(f"base_iri: https://example.org/modules\n{text}", encoding="utf-8")
    return build_all(folder, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def host(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScormHost]:
    """scormhost, running for the whole session; imported here because FastAPI and SQLAlchemy take a second to load."""
    from harness.scormhost import scormhost

    administrator = browser.new_context()
    with scormhost(tmp_path_factory.mktemp("scormhost"), administrator.request) as host:
        yield host
    administrator.close()
