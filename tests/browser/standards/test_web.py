"""The stand-alone page: from a server and from a folder, with no LMS anywhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from browser.reliability.learner import field, open_section, sees_saved, write
from browser.standards.modules import small, zipped
from harness.lms import Desk
from reliability.learner import TEXTS


def test_answers_stay_in_the_browser(desk: Desk) -> None:
    visit = desk.launch(small("web"))
    open_section(visit)
    write(visit)
    sees_saved(visit, where="browser")
    visit.close()
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    expect(again.sco.locator("[data-privacy]")).to_contain_text("in deze browser")


def test_where_a_browser_denies_locks_the_page_writes_all_the_same(desk: Desk) -> None:
    """In a sandbox without an origin, and where its user lets no site save anything."""
    desk.context.add_init_script(
        "LockManager.prototype.request = () => Promise.reject(new DOMException('denied', 'SecurityError'))"
    )
    visit = desk.launch(small("web"))
    open_section(visit)
    write(visit)
    sees_saved(visit, where="browser")


def folder_page(context: BrowserContext, folder: Path) -> Page:
    with zipfile.ZipFile(io.BytesIO(zipped("web"))) as archive:
        archive.extractall(folder)
        assert not {"imsmanifest.xml", "cmi5.xml", "tincan.xml"} & set(archive.namelist())
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator("html.ready").wait_for(state="attached")
    return page


def test_from_a_folder_without_a_server(context: BrowserContext, tmp_path: Path) -> None:
    page = folder_page(context, tmp_path)
    page.evaluate("location.hash = '#section-begin'")
    page.locator('[data-interaction="regio"]').fill(TEXTS["regio"])
    page.locator('[data-interaction="regio"]').blur()
    expect(page.locator('[data-status="regio"]')).to_contain_text("Bewaard in")
    page.reload()
    expect(page.locator('[data-interaction="regio"]')).to_have_value(TEXTS["regio"])
