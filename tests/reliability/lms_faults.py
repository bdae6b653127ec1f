"""The faults of an LMS: what happens, the standards that it can happen in, and how the double of each is told.

The learner does the same in all of them (``test_fault_table.py``); faults that are the learner's, the browser's or the
record's own are in the files beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from browser.reliability.store import STATE
from modulebouwer.lms.behaviour import Fault, HttpFault

# Commits before the learner writes: one that sets the status, one for the attempt's name and the place. An LRS has got
# one State document by
# then, the place, and two statements: "initialized" and the section that was opened.
COMMITS_BEFORE = 2
DOCUMENTS_BEFORE = 1
STATEMENTS_BEFORE = 2


@dataclass(frozen=True)
class Double:
    """How an LMS is told to fail: arguments of ``Desk.launch``; ``storage`` as ``Desk.browser_keeps``."""

    profile: str = "strict"
    faults: tuple[Fault, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    storage: str = ""


@dataclass(frozen=True)
class LmsFault:
    """A row of the table.

    ``course``: what the page says. "sent": that only the next launch
    will tell; "recovers": that the answer is not saved, and later that it is; "unseen": the
    learner leaves before it can say anything. ``answers`` as in ``module.yaml``. ``patient``: the page waits so long
    before it is sure that the test makes the browser's clock run faster.
    """

    name: str
    what: str
    course: Literal["told", "saved", "recovers", "sent", "unseen"]
    doubles: Mapping[str, Double]
    answers: str = "lms"
    patient: bool = False


def scorm12(*faults: Fault, profile: str = "strict", **changes: object) -> dict[str, Double]:
    return {"scorm12": Double(profile, faults, changes)}


def scorm(*faults: Fault, profile: str = "strict", **changes: object) -> dict[str, Double]:
    return {standard: Double(profile, faults, changes) for standard in ("scorm12", "scorm2004")}


def cmi5(*faults: HttpFault, profile: str = "strict", **changes: object) -> dict[str, Double]:
    return {"cmi5": Double(profile, changes={"http_faults": faults, **changes} if faults else changes)}


def lrs(*faults: HttpFault, profile: str = "strict", **changes: object) -> dict[str, Double]:
    (double,) = cmi5(*faults, profile=profile, **changes).values()
    return {"cmi5": double, "xapi": double}


def web(storage: str) -> dict[str, Double]:
    return {"web": Double(storage=storage)}


FAULTS = (
    LmsFault(
        "write refused",
        'What holds the answer is never taken: SetValue gives "false", the State document gets HTTP 400, the browser\'s'
        " storage is full",
        "told",
        {
            **scorm(Fault("SetValue", "false", element=STATE)),
            **lrs(HttpFault("state", 400, "PUT")),
            **web("full"),
        },
    ),
    LmsFault(
        "save fails once",
        'The save of the answer fails (Commit gives "false", the State document HTTP 503), the next one works',
        "recovers",
        {
            **scorm(Fault("Commit", "false", after=COMMITS_BEFORE, times=1)),
            **lrs(HttpFault("state", 503, "PUT", after=DOCUMENTS_BEFORE, times=1)),
        },
    ),
    LmsFault(
        "save fails for ever",
        "Every save fails so",
        "told",
        {**scorm(Fault("Commit", "false")), **lrs(HttpFault("state", 503, "PUT"))},
    ),
    LmsFault(
        "second commit not sent",
        'The Commit fails, and a second one sends nothing although it gives "true" (Moodle, SCORM 1.2)',
        "recovers",
        scorm12(Fault("Commit", "send-fails", after=COMMITS_BEFORE, times=1), profile="moodle"),
    ),
    LmsFault(
        "too many requests",
        "The State document gets HTTP 429 once",
        "recovers",
        lrs(HttpFault("state", 429, "PUT", after=DOCUMENTS_BEFORE, times=1)),
    ),
    LmsFault(
        "setvalue throws",
        "SetValue throws an exception, each time",
        "told",
        scorm(Fault("SetValue", "throw")),
    ),
    LmsFault(
        "getvalue throws",
        "GetValue throws an exception, each time",
        "told",
        scorm(Fault("GetValue", "throw")),
    ),
    LmsFault(
        "commit throws",
        "Commit throws an exception, each time",
        "told",
        scorm(Fault("Commit", "throw")),
    ),
    LmsFault(
        "getlasterror throws",
        "Only GetLastError throws; everything else works",
        "saved",
        scorm(Fault("GetLastError", "throw")),
    ),
    LmsFault(
        "nothing can be read",
        "Every State document that is asked for gets HTTP 500",
        "told",
        lrs(HttpFault("state", 500, "GET")),
    ),
    LmsFault("store down", "Every request gets HTTP 503 from the second on", "told", lrs(profile="offline")),
    LmsFault(
        "no list yet",
        "The list of State documents gets HTTP 404 as long as there are none",
        "saved",
        {
            # The first State document that cmi5 asks for is the launch data.
            **lrs(HttpFault("state", 404, "GET", times=1)),
            **cmi5(HttpFault("state", 404, "GET", after=1, times=1)),
        },
    ),
    LmsFault("no token", "The address for the token gets HTTP 500", "told", cmi5(HttpFault("fetch", 500))),
    LmsFault(
        "no ETags",
        "The LRS gives no ETag and wants compact JSON (CATAPULT)",
        "saved",
        lrs(lrs="catapult"),
    ),
    LmsFault("old launch", "The launch has the form of Tin Can 0.9", "saved", {"xapi": Double("old")}),
    LmsFault(
        "statements fail",
        "Every statement gets HTTP 500; the answers are in State documents",
        "saved",
        lrs(HttpFault("statements", 500)),
    ),
    LmsFault(
        "report refused",
        "`answers: report`, and the LMS refuses every interaction or statement with an answer's text",
        "saved",
        {
            **scorm(Fault("SetValue", "false", element="cmi.interactions")),
            **lrs(HttpFault("statements", 400, after=STATEMENTS_BEFORE)),
        },
        answers="report",
    ),
    LmsFault(
        "end refused",
        'The end of the session is refused: LMSFinish or Terminate gives "false", "terminated" HTTP 503',
        "unseen",
        {
            **scorm(Fault("Finish", "false")),
            **lrs(HttpFault("statements", 503, after=STATEMENTS_BEFORE)),
        },
    ),
    LmsFault(
        "no lmsfinish at all", "The API has no LMSFinish (wagtail-lms)", "unseen", scorm12(profile="wagtail")
    ),
    LmsFault("api late", "The API appears after two seconds", "saved", scorm(profile="late-api")),
    LmsFault(
        "slow",
        "Every answer of the server takes half a second",
        "saved",
        {**scorm(delay=0.5), **lrs(delay=0.5)},
    ),
    LmsFault(
        "true that stores nothing",
        "A State document gets HTTP 204, and nothing is kept",
        "told",
        lrs(profile="forgetful"),
        patient=True,
    ),
    LmsFault(
        "read back as launched",
        'SetValue and Commit give "true", and GetValue gives what stood there at the launch (Frappe LMS until the next '
        "one; or nothing is kept at all): the page says that it was sent, and keeps the text",
        "sent",
        scorm(profile="forgetful"),
        patient=True,
    ),
    LmsFault(
        "read back that lags 5 s",
        "GetValue gives the old value for five seconds",
        "saved",
        scorm(read_lag=5.0),
        patient=True,
    ),
)
