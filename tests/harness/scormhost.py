"""A real LMS: scormhost 0.1.0 from PyPI, on loopback, used over HTTP as an administrator and a learner use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import APIRequestContext, BrowserContext, FilePayload, Frame, FrameLocator, Page
from scormhost import create_scorm_app

from modulebouwer.lms.server import serving

ADMINISTRATOR = {
    "email": "beheer@example.org",
    "username": "beheer",
    "password": "een-lang-wachtwoord",
    "display_name": "Beheer",
}
LAUNCHED = "index.html"


@dataclass(frozen=True)
class HostVisit:
    """A page in which a learner has a package open; named as those of ``harness.lms.Visit``."""

    page: Page

    @property
    def sco(self) -> FrameLocator:
        return self.page.frame_locator("#scormhost-content")

    @property
    def frame(self) -> Frame:
        frame = self.page.locator("#scormhost-content").element_handle().content_frame()
        assert frame is not None
        return frame


class ScormHost:
    """The LMS at ``address``. Learners are guests: a browser profile each."""

    def __init__(self, address: str, administrator: APIRequestContext) -> None:
        self.address = address
        self._administrator = administrator

    def upload(self, package: bytes, name: str) -> str:
        """Uploads a zip as the administrator, gives the LMS's id of it; raises ``ValueError`` with the refusal."""
        file: FilePayload = {"name": f"{name}.zip", "mimeType": "application/zip", "buffer": package}
        answer = self._administrator.post(f"{self.address}/api/packages", multipart={"file": file})
        if not answer.ok:
            raise ValueError(answer.text())
        return str(answer.json()["id"])

    def launch(self, package: str, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(f"{self.address}/launch/{package}?launch={quote(LAUNCHED)}")
        return page

    def visit(self, package: str, context: BrowserContext) -> HostVisit:
        return HostVisit(self.launch(package, context))

    def values(self, package: str, context: BrowserContext) -> Mapping[str, str]:
        """What the LMS holds for the learner of this browser profile."""
        answer = context.request.get(f"{self.address}/api/scorm/{package}/cmi?launch={quote(LAUNCHED)}")
        elements: dict[str, Any] = answer.json()["elements"]
        return elements


@contextmanager
def scormhost(folder: Path, administrator: APIRequestContext) -> Iterator[ScormHost]:
    """Runs scormhost with its files and database in ``folder``; ``administrator`` keeps the login's cookie."""
    app = create_scorm_app(data_dir=folder, secret_key="only-for-this-test-run-and-long-enough")
    with serving(app) as address:
        registered = administrator.post(f"{address}/api/auth/register", data=ADMINISTRATOR)
        assert registered.ok, registered.text()
        yield ScormHost(address, administrator)
