"""A preview as ``modulebouwer preview`` serves it, and the page around the package as a designer uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Frame, FrameLocator, Locator, Page

from modulebouwer.findings import Report
from modulebouwer.lms.lms import Launch
from modulebouwer.lms.server import serving
from modulebouwer.preview import DEFAULT_EDITOR
from modulebouwer.preview.app import Preview


@contextmanager
def previewing(
    path: Path,
    language: str = "en",
    told: Callable[[Report], None] = lambda _: None,
    *,
    begin: bool = False,
    port: int = 0,
) -> Iterator[tuple[Preview, str]]:
    """The preview of ``path``, running, and its address; ``begin``: as without a path."""
    preview = Preview(path.as_posix(), language, DEFAULT_EDITOR, told, begin=begin)
    with serving(preview.app(), port) as address:
        try:
            yield preview, address
        finally:
            preview.close()


class Designer:
    """Who looks at the page. ``launch`` is what is on screen now."""

    def __init__(self, context: BrowserContext, preview: Preview, address: str) -> None:
        self.preview = preview
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: (_ for _ in ()).throw(error))
        self.page.goto(address)

    @property
    def sco(self) -> FrameLocator:
        return self.page.frame_locator("#stage iframe").frame_locator("#sco")

    @property
    def host(self) -> Frame:
        """The LMS's page around the package, for scripts."""
        return next(frame for frame in self.page.frames if "/launch/" in frame.url)

    @property
    def launch(self) -> Launch:
        return list(self.preview.lms.launches.values())[-1]

    @property
    def record(self) -> str:
        """The record that a SCORM package on screen has stored, "" for none."""
        return self.launch.attempt.values.get("cmi.suspend_data", "")

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"label:has(input[name={name}][value={value}])").click()

    def part(self, name: str) -> Locator:
        """A part of the panel, opened."""
        part = self.page.locator(f"#{name}")
        part.evaluate("(part) => { part.open = true }")
        return part

    def ready(self, number: int = 1) -> None:
        """Waits until the package of the launch with that number runs."""
        self.page.frame_locator(f'#stage iframe[src*="/launch/{number}-"]').frame_locator("#sco").locator(
            "html.ready"
        ).wait_for(state="attached")
