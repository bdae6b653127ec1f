"""A learner who writes in the module, and what the page and the LMS then say of it. The same in every standard."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, expect

from browser.reliability.store import RECORD, documents, held
from harness.lms import Desk, Visit, eventually
from modulebouwer.lms.behaviour import PROFILES, Fault, HttpFault
from modulebouwer.standards import REGISTRY
from reliability.small_module import small_module

if TYPE_CHECKING:
    from harness.scormhost import HostVisit

# The standards in which a learner's browser speaks to an LMS, and those of an LMS with an LRS.
SCORM = ("scorm12", "scorm2004")
LRS = ("cmi5", "xapi")
LMS = (*SCORM, *LRS)
EVERY = (*LMS, "web")

WORKING = {name: PROFILES[standard.runtime]["strict"] for name, standard in REGISTRY.items()}

# 900 characters each, with what formats stumble over.
TEXTS = {
    id: (f"Over {id}: “één wijk”, 100 % <b>anders</b> ~ | \\ 😀 & zo voort.\nDaarna een nieuwe regel. " * 20)[
        :900
    ]
    for id in ("regio", "partners", "plan")
}

# How a row of the table ends.
SAVED = "saved"
TOLD = "told"


def of(*standards: str) -> pytest.MarkDecorator:
    """The standards that a row of the table applies to."""
    return pytest.mark.parametrize("standard", standards)


def noise(length: int) -> str:
    """Text that no codec makes shorter; always the same."""
    letters = [chr(code) for code in range(33, 127)]
    return "".join(random.Random(7).choices(letters, k=length))


def reading(desk: Desk, standard: str, profile: str = "strict", *faults: Fault, **changes: Any) -> Visit:
    """The learner has the first section open; arguments as those of ``Desk.launch``."""
    visit = desk.launch(small_module(standard), profile, *faults, **changes)
    open_section(visit)
    return visit


def unable_to_save(desk: Desk, standard: str) -> Visit:
    """As ``reading``, in an LMS that takes nothing of this launch any more."""
    if standard in SCORM:
        # The last Commit of the page that leaves goes the same way.
        return reading(desk, standard, "strict", Fault("Commit", "false"), Fault("Finish", "false"))
    return reading(desk, standard, http_faults=(HttpFault("state", 503, "PUT"),))


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


def place_kept(visit: Visit) -> None:
    """Waits for the save of the place, which an LRS gets some requests later: faults are counted from there."""
    if visit.launch.session:
        eventually(lambda: RECORD in documents(visit))


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


def leave_for_good(visit: Visit) -> None:
    """Closes the tab, and waits until the LMS knows."""
    saves, session = len(visit.saves), visit.launch.session
    visit.close()
    if session:
        registration, sent = session.registration, visit.desk.lms.lrs.statements
        eventually(
            lambda: any(
                statement["verb"]["id"].endswith("/terminated")
                and statement["context"]["registration"] == registration
                for statement in sent
            )
        )
    elif visit.launch.package.standard != "web":
        eventually(lambda: len(visit.saves) > saves)


def sees_saved(visit: Visit | HostVisit, id: str = "regio", where: str = "") -> None:
    place = where or ("browser" if visit.launch.package.standard == "web" else "leeromgeving")
    expect(status(visit, id)).to_contain_text(re.compile(f"^Bewaard in .*{place}"), timeout=15_000)


def is_told(visit: Visit | HostVisit, id: str = "regio", text: str | None = None) -> str:
    """The page says "niet bewaard" at the field and above the page, and offers the whole text; gives the outcome."""
    expect(status(visit, id)).to_contain_text(re.compile("^(Niet|Nog niet) bewaard"), timeout=15_000)
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


def survives(visit: Visit, *ids: str) -> str:
    """The texts are in the LMS, and on the page after a relaunch in an LMS that works; gives the outcome."""
    standard = visit.launch.package.standard
    wanted = {id: TEXTS[id] for id in ids or ("regio",)}
    if standard != "web":
        eventually(lambda: wanted.items() <= held(visit).items())
    else:
        # Nothing but the browser's storage tells the next page. It may be on its way out already.
        with suppress(PlaywrightError):
            visit.close()
    again = visit.relaunch(behaviour=WORKING[standard])
    for id, text in wanted.items():
        expect(field(again, id)).to_have_value(text)
    assert wanted.items() <= held(again).items()
    return SAVED
