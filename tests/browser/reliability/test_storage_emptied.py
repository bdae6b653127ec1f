"""An LMS empties localStorage as somebody logs in or out, as Moodle does (lib/amd/src/storage_validation.js)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.reliability.chromium_desk import ChromiumDesk
from browser.reliability.learner import field, open_section, sees_saved, told_that_it_is_over, write
from reliability.learner import TEXTS
from reliability.small_module import small_module


def logs_in_elsewhere(desk: ChromiumDesk) -> None:
    """Another page of the LMS, in the same browser, does what Moodle's do then."""
    page = desk.context.new_page()
    page.goto(desk.address)
    page.evaluate("localStorage.clear()")
    page.close()


@pytest.mark.parametrize("standard", ["scorm12", "cmi5"])
def test_what_is_kept_in_the_browser_alone_is_there_after_a_login(desk: ChromiumDesk, standard: str) -> None:
    visit = desk.launch(small_module(standard, answers="device"))
    open_section(visit)
    write(visit, "regio")
    sees_saved(visit, "regio", "browser")
    visit.close()
    logs_in_elsewhere(desk)
    again = visit.relaunch()
    open_section(again)
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    sees_saved(again, "regio", "browser")


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_what_a_save_that_failed_had_is_there_in_another_tab_after_a_login(
    desk: ChromiumDesk, standard: str
) -> None:
    visit = told_that_it_is_over(desk, standard)
    visit.kill()
    logs_in_elsewhere(desk)
    again = visit.relaunch()
    open_section(again)
    expect(field(again, "partners")).to_have_value(TEXTS["partners"])
    sees_saved(again, "partners")
    again.settle()
    kept = (
        "caches.open('modulebouwer').then((cache) => cache.keys()).then((keys) => keys.map(({url}) => url))"
    )
    assert [url for url in again.frame.evaluate(kept) if "modulebouwer-" in url] == []


# Seen in a real Moodle on a busy computer: the page opened without, and what was written then took its place.
def test_a_cache_that_answers_late_is_waited_for(desk: ChromiumDesk) -> None:
    visit = told_that_it_is_over(desk, "scorm12")
    visit.kill()
    logs_in_elsewhere(desk)
    desk.context.add_init_script(
        """const open = CacheStorage.prototype.open;
        CacheStorage.prototype.open = async function (name) {
            await new Promise((go) => setTimeout(go, 3000));
            return open.call(this, name);
        };"""
    )
    again = visit.relaunch()
    open_section(again)
    expect(field(again, "partners")).to_have_value(TEXTS["partners"])
    sees_saved(again, "partners")
