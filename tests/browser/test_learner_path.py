"""The main job, on the real module and in every LMS: open, read, answer, leave half-way, come back, finish.

A school leader answers three prompts, leaves in the middle of the module, finds place and answers again, and finishes.
The LMS then holds the completion, the time and the answers, letter for letter.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect
from ralph.models.xapi.base.statements import BaseXapiStatement

from browser.reliability.store import answers
from harness.lms import Desk, Visit, eventually
from harness.scormhost import ScormHost
from modulebouwer.preview.cmi5 import VERBS
from modulebouwer.preview.package import from_zip

TEXT = "Wij spreken de wijkagent en de bibliotheek, “één keer per maand”.\nDat helpt – het scheelt vragen. 😀"
NO_TIME = {"", "0", "00:00:00", "0000:00:00", "0000:00:00.00", "PT0S"}


class Learner:
    """What a reader sees and does on the page."""

    def __init__(self, page: Page, frame: str) -> None:
        self.page = page
        self.module: FrameLocator = page.frame_locator(frame)
        self.module.locator("html.ready").wait_for(state="attached")
        self.course: dict[str, Any] = json.loads(self.module.locator("#course").text_content() or "")

    @property
    def current(self) -> Locator:
        return self.module.locator("[data-page].current")

    @property
    def place(self) -> str:
        return self.current.get_attribute("id") or ""

    def next(self) -> None:
        """Turns the page, by the link at its end."""
        before = self.place
        self.current.locator("[data-begin], nav.turn a.go").click()
        expect(self.current).not_to_have_id(before)

    def field(self, interaction: str) -> Locator:
        return self.module.locator(f'[data-interaction="{interaction}"]')

    def write(self, interaction: str, text: str) -> None:
        self.field(interaction).fill(text)
        self.field(interaction).blur()

    def sees_saved(self, interaction: str) -> None:
        status = self.module.locator(f'[data-status="{interaction}"]')
        expect(status).to_contain_text(re.compile("^Bewaard in"), timeout=20_000)

    def answer_here(self) -> dict[str, str]:
        """Answers every prompt of this page; gives prompt → text."""
        section = self.place.removeprefix("section-")
        prompts = [entry["id"] for entry in self.course["interactions"] if entry["section"] == section]
        written = {prompt: f"{prompt}: {TEXT}" for prompt in prompts}
        for prompt, text in written.items():
            self.write(prompt, text)
        for prompt in written:
            self.sees_saved(prompt)
        return written

    def finish(self) -> None:
        self.module.locator('[data-action="finish"]').click()
        expect(self.module.locator("[data-finish-result]")).to_contain_text("afgerond", timeout=20_000)


class Lms(ABC):
    """An LMS with the module in it, for one learner."""

    @abstractmethod
    def open(self) -> Learner: ...

    @abstractmethod
    def leave(self) -> None: ...

    @abstractmethod
    def holds(self, written: Mapping[str, str]) -> bool:
        """All these answers are stored."""

    @abstractmethod
    def completed(self) -> bool: ...

    @abstractmethod
    def time(self) -> str:
        """The time that the LMS holds, as it shows it; one of ``NO_TIME`` for none."""


class Double(Lms):
    def __init__(self, desk: Desk, package: bytes) -> None:
        self.desk = desk
        self.package = from_zip(package)
        self.visit: Visit

    def open(self) -> Learner:
        self.visit = self.desk.launch(self.package)
        return Learner(self.visit.page, "#sco")

    def leave(self) -> None:
        self.visit.close()


class ScormDouble(Double):
    def holds(self, written: Mapping[str, str]) -> bool:
        return written.items() <= answers(self.visit.values.get("cmi.suspend_data", "")).items()

    def completed(self) -> bool:
        scorm12 = self.package.standard == "scorm12"
        return (
            self.visit.values.get("cmi.core.lesson_status" if scorm12 else "cmi.completion_status")
            == "completed"
        )

    def time(self) -> str:
        return f"{self.visit.launch.attempt.seconds:g}"


class XapiDouble(Double):
    def leave(self) -> None:
        """Waits for "terminated" (cmi5 9.3.8): a launch before it arrives would abandon the session."""
        super().leave()
        session = self.visit.launch.session
        eventually(lambda: session is None or not session.cmi5 or session.over == "terminated")

    def holds(self, written: Mapping[str, str]) -> bool:
        stored = b"\n".join(document.content for document in self.desk.lms.lrs.documents.values()).decode()
        return all(json.dumps(text, ensure_ascii=False)[1:-1] in stored for text in written.values())

    def completed(self) -> bool:
        return any(VERBS.get(entry["verb"]["id"]) == "completed" for entry in self.desk.lms.lrs.statements)

    def time(self) -> str:
        durations = [entry["result"]["duration"] for entry in self.desk.lms.lrs.statements
                     if VERBS.get(entry["verb"]["id"]) == "completed"]  # fmt: skip
        return durations[0] if durations else ""


class RealLms(Lms):
    def __init__(self, host: ScormHost, context: BrowserContext, package: bytes, standard: str) -> None:
        self.host = host
        self.context = context
        self.package = host.upload(package, f"module-{standard}")
        self.prefix = "cmi.core." if standard == "scorm12" else "cmi."
        self.page: Page

    def open(self) -> Learner:
        self.page = self.host.launch(self.package, self.context)
        return Learner(self.page, "#scormhost-content")

    def leave(self) -> None:
        self.page.close(run_before_unload=True)

    def values(self) -> Mapping[str, str]:
        return self.host.values(self.package, self.context)

    def holds(self, written: Mapping[str, str]) -> bool:
        return written.items() <= answers(self.values().get("cmi.suspend_data", "")).items()

    def completed(self) -> bool:
        status = "lesson_status" if self.prefix == "cmi.core." else "completion_status"
        return self.values().get(f"{self.prefix}{status}") == "completed"

    def time(self) -> str:
        return self.values().get(f"{self.prefix}session_time", "")


def walk(lms: Lms) -> None:
    first = lms.open()
    first.next()
    written: dict[str, str] = {}
    while len(written) < 3:
        written |= first.answer_here()
        first.next()
    first.next()
    left = first.place
    eventually(lambda: lms.holds(written))
    assert not lms.completed()
    lms.leave()

    again = lms.open()
    assert again.place == left
    for prompt, text in written.items():
        expect(again.field(prompt)).to_have_value(text)
    while again.place != "finish":
        section = again.place.removeprefix("section-")
        if not any(
            entry["section"] == section and entry["id"] in written for entry in again.course["interactions"]
        ):
            written |= again.answer_here()
        again.next()
    missed = again.module.locator("[data-todo] a")
    for _ in range(len(again.course["sections"])):
        # The list is made anew while the page shows it.
        for prompt in written:
            expect(again.module.locator(f'[data-todo] a[href="#answer-{prompt}"]')).to_have_count(0)
        if not missed.count():
            break
        missed.first.click()
        written |= again.answer_here()
        again.module.locator('nav.contents a[href="#finish"]').click()
    assert not lms.completed()
    again.finish()
    lms.leave()
    eventually(lms.completed)
    eventually(lambda: lms.holds(written))
    eventually(lambda: lms.time() not in NO_TIME)


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_in_a_strict_scorm_lms(desk: Desk, zips: Mapping[str, bytes], standard: str) -> None:
    walk(ScormDouble(desk, zips[standard]))


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_in_an_lms_with_an_lrs(desk: Desk, zips: Mapping[str, bytes], standard: str) -> None:
    walk(XapiDouble(desk, zips[standard]))
    assert desk.lms.lrs.refusals == []
    for statement in desk.lms.lrs.statements:
        BaseXapiStatement.model_validate(statement)


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_in_scormhost(
    host: ScormHost, context: BrowserContext, zips: Mapping[str, bytes], standard: str
) -> None:
    walk(RealLms(host, context, zips[standard], standard))
