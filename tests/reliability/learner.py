"""A learner who writes in the module, and what the page and the LMS then say of it: the same in every standard.

``Visit`` is a page, in Node (``node_desk.py``) or in Chromium (``browser/reliability/chromium_desk.py``).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pytest

from browser.reliability import store
from modulebouwer.lms.behaviour import PROFILES, Behaviour, Fault, HttpFault
from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Mode, Save
from modulebouwer.standards import REGISTRY
from reliability.small_module import small_module

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
SENT = "sent"


class Visit(Protocol):
    """One page in which the learner has the package open."""

    launch: Launch
    desk: Any

    @property
    def values(self) -> Mapping[str, str]: ...
    @property
    def saves(self) -> list[Save]: ...
    @property
    def calls(self) -> list[dict[str, Any]]: ...

    # What the page shows.
    def value(self, id: str) -> str: ...
    def conflict(self, id: str) -> str: ...
    def earlier(self) -> str: ...
    def sees_saved(self, id: str, where: str) -> None: ...
    def is_told(self, id: str, text: str, why: str = "") -> None: ...
    def is_sent(self, id: str) -> None: ...
    def told_of(self, notice: str) -> bool: ...
    def told_room(self, limit: int) -> bool: ...
    def downloads_what_stood_there(self) -> str: ...

    # What the learner does.
    def fill(self, id: str, text: str) -> None: ...
    def blur(self, id: str) -> None: ...
    def visit(self, section: str) -> None: ...
    def go_on(self) -> None: ...
    def take_over(self) -> None: ...
    def keep_both(self, id: str) -> None: ...
    def finish(self) -> bool: ...

    # What happens to the page.
    def reload(self) -> None: ...
    def close(self) -> None: ...
    def leave(self) -> None: ...
    def remove_frame(self) -> None: ...
    def kill(self) -> None: ...
    def offline(self, is_offline: bool = True) -> None: ...
    def set_clock_back(self, milliseconds: int) -> None: ...
    def expire(self) -> None: ...
    def in_browser(self) -> str: ...
    def put_in_browser(self, record: str) -> None: ...
    def relaunch(self, **changes: Any) -> Visit: ...
    def relaunch_here(self, behaviour: Behaviour) -> None: ...
    def eventually(self, holds: Callable[[], object]) -> None: ...


class Desk(Protocol):
    """Where a test launches from: one LMS, and one computer unless it says ``another``."""

    lms: Lms

    def launch(
        self,
        package: Package,
        profile: str = "strict",
        *faults: Fault,
        behaviour: Behaviour | None = None,
        learner: str = "anna",
        mode: Mode = "normal",
        another: bool = False,
        **changes: Any,
    ) -> Visit: ...

    def browser_keeps(self, how: str) -> None:
        """``blocked``: asking for storage throws; ``full``: nothing can be kept; a number: no longer value."""

    def hurrying(self, patient: bool) -> AbstractContextManager[None]:
        """``patient``: the pages that are launched now wait long for proof, and the clock runs faster for the test."""

    def without_launch(self) -> AbstractContextManager[None]:
        """Pages are opened without an LMS: the address has no launch in it."""


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
    visit.visit("begin")
    return visit


def unable_to_save(desk: Desk, standard: str) -> Visit:
    """As ``reading``, in an LMS that takes nothing of this launch any more."""
    if standard in SCORM:
        # The last Commit of the page that leaves goes the same way.
        return reading(desk, standard, "strict", Fault("Commit", "false"), Fault("Finish", "false"))
    return reading(desk, standard, http_faults=(HttpFault("state", 503, "PUT"),))


def held(visit: Visit) -> dict[str, str]:
    """Id → answer, as stored now: in suspend data, in State documents, or in the browser where there is no LMS."""
    if visit.launch.package.standard == "web":
        return store.answers(visit.in_browser())
    return store.held(visit)  # type: ignore[arg-type]


def raw(visit: Visit, document: str = "") -> str:
    """Everything that is stored, or one State ``document`` of it, as text."""
    if visit.launch.package.standard == "web":
        return visit.in_browser()
    return store.raw(visit, document)  # type: ignore[arg-type]


def tamper(visit: Visit, old: str, new: str) -> None:
    """Puts ``new`` in the place of the first match of the expression ``old`` in what is stored."""
    if visit.launch.package.standard == "web":
        visit.put_in_browser(re.sub(old, new, visit.in_browser(), count=1))
    else:
        store.tamper(visit, old, new)  # type: ignore[arg-type]


def place_kept(visit: Visit) -> None:
    """Waits for the save of the place, which an LRS gets some requests later: faults are counted from there."""
    if visit.launch.session:
        visit.eventually(lambda: store.documents(visit))  # type: ignore[arg-type]


def write(visit: Visit, id: str = "regio", text: str | None = None) -> None:
    """Types and moves on to something else."""
    visit.fill(id, TEXTS[id] if text is None else text)
    visit.blur(id)


def leave_for_good(visit: Visit) -> None:
    """Closes the tab, and waits until the LMS knows."""
    saves, session = len(visit.saves), visit.launch.session
    visit.close()
    if session:
        registration, sent = session.registration, visit.desk.lms.lrs.statements
        visit.eventually(
            lambda: any(
                statement["verb"]["id"].endswith("/terminated")
                and statement["context"]["registration"] == registration
                for statement in sent
            )
        )
    elif visit.launch.package.standard != "web":
        visit.eventually(lambda: len(visit.saves) > saves)


def sees_saved(visit: Visit, id: str = "regio", where: str = "") -> None:
    visit.sees_saved(id, where or ("browser" if visit.launch.package.standard == "web" else "lms"))


def is_told(visit: Visit, id: str = "regio", text: str | None = None) -> str:
    """The page says "niet bewaard" and offers the whole text; gives the outcome."""
    visit.is_told(id, TEXTS[id] if text is None else text)
    return TOLD


def is_sent(visit: Visit, id: str = "regio") -> str:
    """The page says that the next launch will tell, without alarm; F5 has the text; gives the outcome."""
    visit.is_sent(id)
    visit.reload()
    visit.visit("begin")
    assert visit.value(id) == TEXTS[id]
    return SENT


def survives(visit: Visit, *ids: str) -> str:
    """The texts are in the LMS, and on the page after a relaunch in an LMS that works; gives the outcome."""
    standard = visit.launch.package.standard
    wanted = {id: TEXTS[id] for id in ids or ("regio",)}
    if standard != "web":
        visit.eventually(lambda: wanted.items() <= held(visit).items())
    else:
        visit.close()
    again = visit.relaunch(behaviour=WORKING[standard])
    again.visit("begin")
    again.eventually(lambda: {id: again.value(id) for id in wanted} == wanted)
    assert wanted.items() <= held(again).items()
    return SAVED
