"""A learner at the LMS double: launches, what the learner can do to a page, and what the LMS then holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Locator, Page, Request
from playwright.sync_api import Error as PlaywrightError

from modulebouwer.lms.behaviour import PROFILES, Behaviour, Fault
from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Mode, Save

# Milliseconds: between two looks at what is on its way, and without anything there that count as rest.
LOOK = 20
QUIET = 500
LONGEST = 10_000


def eventually(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Returns as soon as ``holds()`` is true, fails the test when it stays false: a page that left may still save."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "did not come true in time"
        time.sleep(0.02)


def press(control: Locator) -> None:
    """A click without a mouse that has to get there, a third of the work: for tests of what is kept or reported.

    That a hand can give the answer is shown by the component's own tests.
    """
    control.dispatch_event("click")


# One after another, and out of each before the next: what a page notices of a hand, in one go.
GIVE = """(given) => {
  for (const [selector, value] of given) {
    const control = document.querySelector(selector);
    if (!control?.checkVisibility() || control.disabled || control.readOnly) throw new Error(`no ${selector} to fill`);
    control.focus();
    if (control.matches('[type=radio], [type=checkbox]')) control.click();
    else {
      control.value = value;
      for (const told of ['input', 'change']) control.dispatchEvent(new Event(told, { bubbles: true }));
    }
    control.blur();
  }
}"""


def give(frame: Frame, given: Mapping[str, str]) -> None:
    """Fills, chooses or ticks the control of each selector, without a mouse and keys: as ``press`` does, for many."""
    frame.evaluate(GIVE, list(given.items()))


class Visit:
    """One page in which a learner has the package open."""

    def __init__(self, desk: Desk, launch: Launch, page: Page) -> None:
        self.desk = desk
        self.launch = launch
        self.page = page
        self._under_way: set[Request] = set()
        page.on("request", lambda request: self._under_way.add(request))
        page.on("requestfinished", lambda request: self._under_way.discard(request))
        page.on("requestfailed", lambda request: self._under_way.discard(request))
        page.goto(f"{desk.address}/launch/{launch.id}")

    @property
    def sco(self) -> Frame:
        """The package, for locators that wait; those that were made before the LMS's page came anew wait in vain."""
        return self.frame

    @property
    def frame(self) -> Frame:
        """The package's frame, for scripts: by its name, which asks nothing of the page."""
        frame = self.page.frame(name="sco")
        assert frame is not None
        return frame

    @property
    def values(self) -> Mapping[str, str]:
        """What the LMS holds now."""
        return self.launch.attempt.values

    @property
    def saves(self) -> list[Save]:
        return self.launch.attempt.saves

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The calls that the SCO made on this page: call, element, value, result, error, effect."""
        calls: list[dict[str, Any]] = self.page.evaluate("window.lms.calls")
        return calls

    def call(self, function: str, *given: str) -> tuple[object, str]:
        """Plays the SCO: calls the API from the package's frame; gives the result and the error code."""
        script = """([name, fn, given]) => {
            const api = parent[name];
            const prefix = name === "API" ? "LMS" : "";
            const named = fn === "Finish" && !prefix ? "Terminate" : prefix + fn;
            return [api[named](...given), api[prefix + "GetLastError"]()];
        }"""
        name = "API" if self.launch.package.standard == "scorm12" else "API_1484_11"
        # Commit, Initialize and Finish want the empty string.
        arguments = given or (("",) if function in ("Initialize", "Commit", "Finish") else ())
        result, error = self.frame.evaluate(script, [name, function, list(arguments)])
        return result, error

    def reload(self) -> None:
        self.page.reload()

    def settle(self) -> None:
        """Waits until nothing was on its way for a while: a save is several requests, one behind the other."""
        quiet = 0
        for _ in range(0, LONGEST, LOOK):
            self.page.wait_for_timeout(LOOK)
            quiet = 0 if self._under_way else quiet + LOOK
            if quiet >= QUIET:
                return
        raise AssertionError(f"still on its way: {[request.url for request in self._under_way]}")

    def leave(self) -> None:
        """Goes to another page in the same tab."""
        self.page.goto("about:blank")

    def close(self) -> None:
        """Closes the tab as a learner does: the page gets its last events."""
        self.page.close(run_before_unload=True)

    def kill(self) -> None:
        """The tab's process dies: the page gets no event at all."""
        # Chromium carries this address out in the page's own process, before any event of leaving.
        with suppress(PlaywrightError):
            self.page.goto("chrome://crash")
        self.page.close()

    def remove_frame(self) -> None:
        """The LMS takes the frame away, as Moodle's course tree does."""
        self.page.evaluate("document.getElementById('sco').remove()")

    def offline(self, is_offline: bool = True) -> None:
        """Takes the network from the whole profile, or gives it back."""
        self.page.context.set_offline(is_offline)

    def expire(self) -> None:
        """The learner's session with the LMS is gone."""
        self.launch.expired = True

    def relaunch(self, **changes: Any) -> Visit:
        """Opens the same package anew, in a new tab; arguments as those of ``Desk.launch``."""
        same = {
            "behaviour": self.launch.behaviour,
            "learner": self.launch.learner.id,
            "frame": self.launch.frame,
        }
        package = changes.pop("package", self.launch.package)
        return self.desk.launch(package, **{**same, **changes})

    def relaunch_here(self, behaviour: Behaviour) -> None:
        """Opens the same package anew in the same tab."""
        launch = self.launch
        self.launch = self.desk.lms.launch(
            launch.package, behaviour=behaviour, learner=launch.learner.id, frame=launch.frame
        )
        self.page.goto(f"{self.desk.address}/launch/{self.launch.id}")


class Desk:
    """Where a test launches from: one LMS, one browser profile."""

    def __init__(self, lms: Lms, address: str, context: BrowserContext) -> None:
        self.lms = lms
        self.address = address
        self.context = context

    def launch(
        self,
        package: Package,
        profile: str = "strict",
        *faults: Fault,
        behaviour: Behaviour | None = None,
        learner: str = "anna",
        mode: Mode = "normal",
        frame: str = "desktop",
        context: BrowserContext | None = None,
        **changes: Any,
    ) -> Visit:
        """Launches ``package`` for a learner in a new tab.

        ``profile`` names an LMS of ``PROFILES``; ``faults`` are put on top of it and ``changes`` are other fields of
        ``Behaviour``; ``behaviour`` takes the place of a profile; ``context`` is another profile (another computer).
        """
        chosen = behaviour or PROFILES[package.runtime][profile]
        chosen = replace(chosen, faults=faults + chosen.faults, **changes)
        launch = self.lms.launch(package, behaviour=chosen, learner=learner, mode=mode, frame=frame)
        return Visit(self, launch, (context or self.context).new_page())
