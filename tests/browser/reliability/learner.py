"""A learner who writes in the module, and what the page and the LMS then say of it. The same in every standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

from harness.lms import Visit
from reliability.learner import TEXTS, TOLD
from reliability.small_module import small_module

if TYPE_CHECKING:
    from browser.reliability.chromium_desk import ChromiumDesk
    from harness.scormhost import HostVisit


def field(visit: Visit | HostVisit, id: str) -> Locator:
    return visit.sco.locator(f'textarea[data-interaction="{id}"]')


def status(visit: Visit | HostVisit, id: str) -> Locator:
    return visit.sco.locator(f'[data-status="{id}"]')


def notice(visit: Visit | HostVisit, kind: str) -> Locator:
    return visit.sco.locator(f'[data-notice="{kind}"]')


def open_section(visit: Visit | HostVisit, section: str = "begin") -> None:
    """Waits for the player, then goes to the section."""
    visit.sco.locator("html.ready").wait_for(state="attached")
    visit.frame.evaluate("id => { location.hash = '#section-' + id }", section)
    expect(visit.sco.locator(f"#section-{section}")).to_be_visible()


def write(visit: Visit | HostVisit, id: str = "regio", text: str | None = None) -> None:
    """Types and moves on to something else."""
    field(visit, id).fill(TEXTS[id] if text is None else text)
    field(visit, id).blur()


def hurry(visit: Visit, id: str = "regio") -> None:
    """Lets the browser's clock, which has to be Playwright's, run faster until the page is sure of the answer."""
    sure = re.compile("^(Bewaard|Niet bewaard)")
    for _ in range(60):
        if sure.match(status(visit, id).inner_text()):
            return
        visit.page.clock.run_for(500)


def press_finish(visit: Visit) -> Locator:
    """Presses "Afronden"; gives the place where the page says how it went."""
    visit.frame.evaluate(
        "location.hash = '#' + document.querySelector('[data-finish]').closest('[data-page]').id"
    )
    visit.sco.locator('[data-action="finish"]').click()
    return visit.sco.locator("[data-finish]")


def sees_saved(visit: Visit | HostVisit, id: str = "regio", where: str = "") -> None:
    place = where or ("browser" if visit.launch.package.standard == "web" else "leeromgeving")
    expect(status(visit, id)).to_contain_text(re.compile(f"^Bewaard in .*{place}"))


def is_told(visit: Visit | HostVisit, id: str = "regio", text: str | None = None) -> str:
    """The page says "niet bewaard" at the field and above the page, and offers the whole text; gives the outcome."""
    expect(status(visit, id)).to_contain_text(re.compile("^(Niet|Nog niet) bewaard"))
    expect(notice(visit, "unsaved")).to_contain_text("niet bewaard")
    rescue = visit.sco.locator(f'[data-rescue="{id}"]')
    for offer in ("Opnieuw bewaren", "Kopieer tekst", "Download tekst"):
        expect(rescue.get_by_role("button", name=offer)).to_be_visible()
    wanted = TEXTS[id] if text is None else text
    assert field(visit, id).input_value() == wanted
    with visit.page.expect_download() as download:
        rescue.get_by_role("button", name="Download tekst").click()
    assert download.value.path().read_bytes().decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n") == wanted
    return TOLD


def told_that_it_is_over(desk: ChromiumDesk, standard: str) -> Visit:
    """In Moodle: an answer is saved, the session ends, and the page says of the next one that it is not saved."""
    visit = desk.launch(small_module(standard), "moodle")
    open_section(visit)
    write(visit, "regio")
    sees_saved(visit, "regio")
    visit.expire()
    write(visit, "partners")
    is_told(visit, "partners")
    return visit
