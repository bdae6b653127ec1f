"""The learner's desk in a real browser, on the real package: what the rows of the fault table need of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from browser.reliability import learner as page
from browser.reliability import store
from harness import lms
from modulebouwer.lms.behaviour import PROFILES, Behaviour, Fault
from modulebouwer.lms.lms import Launch
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Mode

BLOCKED = """for (const name of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
SMALL = """const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (value.length > %d) throw new DOMException("full", "QuotaExceededError");
    setItem.call(this, key, value);
};"""
WHERE = {"lms": "leeromgeving", "browser": "browser"}


class ChromiumVisit(lms.Visit):
    """A page, with the words of ``reliability.learner.Visit``."""

    desk: ChromiumDesk

    def __init__(self, desk: ChromiumDesk, launch: Launch, *, another: bool = False) -> None:
        context = desk.elsewhere() if another else desk.context
        super().__init__(desk, launch, context.new_page())
        if desk.loose:
            self.frame.goto(self.frame.url.partition("?")[0])

    # What the page shows.

    def value(self, id: str) -> str:
        return page.field(self, id).input_value()

    def conflict(self, id: str) -> str:
        choice = self.sco.locator(f"#conflict-{id}")
        return choice.inner_text() if choice.count() else ""

    def earlier(self) -> str:
        self.frame.evaluate("location.hash = '#portfolio'")
        expect(self.sco.locator("#portfolio")).to_contain_text("Eerdere antwoorden")
        return self.sco.locator("#portfolio").inner_text()

    def sees_saved(self, id: str, where: str) -> None:
        if self.desk.hurry:
            page.hurry(self, id)
        page.sees_saved(self, id, WHERE[where])

    def is_told(self, id: str, text: str, why: str = "") -> None:
        if self.desk.hurry:
            page.hurry(self, id)
        if why != "read-only":
            page.is_told(self, id, text)
            return
        expect(page.status(self, id)).to_contain_text("niet bewaard")
        assert self.value(id) == text

    def told_of(self, notice: str) -> bool:
        expect(page.notice(self, notice)).to_be_visible()
        return True

    def told_room(self, limit: int) -> bool:
        shown = f"{limit:,}".replace(",", ".?")
        expect(page.notice(self, "unsaved")).to_contain_text(re.compile(shown))
        return True

    def downloads_what_stood_there(self) -> str:
        with self.page.expect_download() as download:
            self.sco.get_by_role("button", name="Download wat er stond").click()
        return download.value.path().read_text(encoding="utf-8")

    # What the learner does.

    def fill(self, id: str, text: str) -> None:
        """Types; while the fields are closed, the learner opens them by the page's own offer."""
        field, offer = page.field(self, id), page.notice(self, "unread").get_by_role("button").first
        lms.eventually(lambda: field.is_enabled() or offer.is_visible(), 30)
        if not field.is_enabled():
            offer.click()
        field.fill(text)

    def blur(self, id: str) -> None:
        page.field(self, id).blur()

    def visit(self, section: str) -> None:
        page.open_section(self, section)

    def go_on(self) -> None:
        self.sco.get_by_role("button", name="Ik ga verder").click()

    def is_sent(self, id: str) -> None:
        expect(page.status(self, id)).to_contain_text("Verstuurd")
        expect(page.notice(self, "unsaved")).to_have_count(0)

    def take_over(self) -> None:
        page.notice(self, "found-loose").get_by_role("button", name="Ja, neem ze over").click()

    def keep_both(self, id: str) -> None:
        choice = self.sco.locator(f"#conflict-{id}")
        choice.get_by_role("button", name="Allebei houden").click()
        expect(choice).to_have_count(0)

    def finish(self) -> bool:
        # What stands there before the button is pressed speaks of finishing too: only how it ended is an answer.
        result = page.press_finish(self).locator("[data-finish-result]")
        expect(result).to_contain_text(re.compile("niet gelukt|hebt de module afgerond"))
        return "niet gelukt" not in result.inner_text()

    # What happens to the page.

    def set_clock_back(self, milliseconds: int) -> None:
        self.frame.evaluate(f"const now = Date.now; Date.now = () => now() - {milliseconds}")

    def in_browser(self) -> str:
        return store.in_browser(self)

    def put_in_browser(self, record: str) -> None:
        self.frame.evaluate("record => localStorage.setItem('modulebouwer:proef', record)", record)

    def eventually(self, holds: Callable[[], object]) -> None:
        lms.eventually(holds)

    def close(self) -> None:
        with suppress(PlaywrightError):
            super().close()


class ChromiumDesk(lms.Desk):
    """One LMS and one browser profile, or another's; as ``reliability.learner.Desk`` wants it."""

    loose = False
    hurry = False

    def launch(
        self,
        package: Package,
        profile: str = "strict",
        *faults: Fault,
        behaviour: Behaviour | None = None,
        learner: str = "anna",
        mode: Mode = "normal",
        frame: str = "desktop",
        another: bool = False,
        **changes: Any,
    ) -> ChromiumVisit:
        chosen = behaviour or PROFILES[package.runtime][profile]
        chosen = replace(chosen, faults=faults + chosen.faults, **changes)
        launch = self.lms.launch(package, behaviour=chosen, learner=learner, mode=mode, frame=frame)
        return ChromiumVisit(self, launch, another=another)

    def elsewhere(self) -> Any:
        browser = self.context.browser
        assert browser is not None
        return browser.new_context()

    def browser_keeps(self, how: str) -> None:
        self.context.add_init_script(
            BLOCKED if how == "blocked" else SMALL % (0 if how == "full" else int(how))
        )

    @contextmanager
    def hurrying(self, patient: bool) -> Iterator[None]:
        if patient:
            self.context.clock.install()
        self.hurry = patient
        yield
        self.hurry = False

    @contextmanager
    def without_launch(self) -> Iterator[None]:
        self.loose = True
        yield
        self.loose = False
