"""The learner's other device, and the module of what is only read or played."""

from __future__ import annotations

import dataclasses
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from harness.browser import guarded_context
from harness.real_module import build_all

MODULE = Path(__file__).parent / "showing"
SKINS = ("standaard", "helder", "oever")

Open = Callable[..., Page]


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    """Tabs of one browser would tell each other what they hold."""
    with guarded_context(browser) as context:
        yield context


@dataclasses.dataclass(frozen=True)
class Built:
    """The module in one skin: zips by standard, and the unpacked stand-alone page."""

    zips: Mapping[str, bytes]
    page: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    found = {}
    for skin in SKINS:
        folder = tmp_path_factory.mktemp(skin) / "tonen"
        shutil.copytree(MODULE, folder)
        (folder / "module.yaml").write_text(
            f"{(MODULE / 'module.yaml').read_text('utf-8')}skin: {skin}\n", "utf-8"
        )
        zips = build_all(folder, folder.parent / "dist", ("scorm12", "web"))
        with zipfile.ZipFile(io.BytesIO(zips["web"])) as archive:
            archive.extractall(folder.parent / "web")
        found[skin] = Built(zips, folder.parent / "web" / "index.html")
    return found


@pytest.fixture
def opened(built: Mapping[str, Built], context: BrowserContext) -> Open:
    """``opened("lezen")``: the stand-alone page from its folder, at that place."""

    def open_page(fragment: str, context: BrowserContext = context, skin: str = "standaard") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: (_ for _ in ()).throw(error))
        page.goto(f"{built[skin].page.as_uri()}#{fragment}")
        page.locator("html.ready").wait_for(state="attached")
        return page

    return open_page
