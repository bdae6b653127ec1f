"""How an LMS behaves: one value, and the LMSs that a module meets as named values of it.

A profile is a ``Behaviour``; a single fault is a change to one (``dataclasses.replace``). The browser side
(``scorm/*.ts``) gets it as JSON and does what concerns the API; the server does what concerns storage.
Facts come from measurements in the real systems (Moodle 4.5.6 and 5.1, Open edX SCORM XBlock 19.0.5, wagtail-lms
0.11.1, Frappe LMS's frame); the source of each stands beside it, files being those of Moodle's ``mod/scorm``. What
else was measured there and does not bear on what a module keeps is left out: Moodle's own commit after a minute (a
setting, off) and its sum of session times with one decimal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from modulebouwer.standards import Runtime

# The functions of the SCORM API without the ``LMS`` of SCORM 1.2; ``Finish`` is 2004's ``Terminate``.
Call = Literal["Initialize", "GetValue", "SetValue", "Commit", "Finish", "GetLastError"]


@dataclass(frozen=True)
class Fault:
    """An API function that misbehaves.

    ``effect``: ``false`` (refused with the general error, nothing done), ``throw``, ``null`` and ``undefined``
    (in place of the answer), ``drop`` (``"true"`` or ``"0"``, nothing done), ``send-fails`` (Commit and Finish:
    what was to be sent does not arrive, as after an HTTP 500).
    ``after``: calls that still go well; ``times``: calls that go wrong after those, None for ever;
    ``element``: only for elements that begin so; ``probability``: chance for a call that is due, drawn from
    ``Behaviour.seed``.
    """

    call: Call
    effect: Literal["false", "throw", "null", "undefined", "drop", "send-fails"]
    after: int = 0
    times: int | None = None
    element: str = ""
    probability: float = 1.0


@dataclass(frozen=True)
class HttpFault:
    """An xAPI resource that answers ``status`` instead: after ``after`` good requests, ``times`` times, None for ever.

    ``method``: only for that one, "" for each.
    """

    resource: Literal["fetch", "statements", "state", "profile"]
    status: int
    method: str = ""
    after: int = 0
    times: int | None = None


@dataclass(frozen=True)
class Behaviour:
    """An LMS. The defaults are the letter of the standard on a server that works."""

    # By what it chooses SCORM's version. "standard": by all that the manifest holds; "moodle", "openedx": by the
    # letters of its ``schemaversion`` (lms/versions.py).
    reads_version: Literal["standard", "moodle", "openedx"] = "standard"
    # SCORM 1.2 RTE 3.4.4: at LMSFinish a score and the manifest's mastery score decide the status.
    applies_mastery: bool = True

    # Data model. "strict": the standard's limits and formats; "lenient": without those that no LMS was seen to hold
    # (letters outside ASCII, the form of a response); "moodle" and "moodle-strict" (its setting
    # `scormstandard`): Moodle's; "anything": every value is taken, nothing is checked.
    rules: Literal["strict", "lenient", "moodle", "moodle-strict", "anything"] = "strict"
    # Most characters of suspend data, where it differs from the rules.
    suspend_data_limit: int | None = None
    # Elements that GetValue always gives as "" and as null.
    blank: tuple[str, ...] = ()
    null: tuple[str, ...] = ()
    # Seconds until GetValue sees what SetValue stored; None: once the server has acknowledged it.
    read_lag: float | None = 0.0
    always_ab_initio: bool = False
    # The learner's name with the given name first; else the family name, a comma and the given name.
    given_name_first: bool = False

    # API. Seconds until the API can be found; None: never.
    api_after: float | None = 0.0
    # The API is gone, and calls on a kept reference throw, after so many Commits.
    vanishes_after: int | None = None
    missing: tuple[Call, ...] = ()
    faults: tuple[Fault, ...] = ()
    seed: int = 1

    # Saving. "sync": Commit waits for the server; "async": Commit is "true" at once; "each-value": async, and
    # already at SetValue.
    transport: Literal["sync", "async", "each-value"] = "sync"
    # "changed-once": marked as sent before the server answered, so that a failed save is never sent again.
    # "not-as-launched": everything but the values that equal those of the launch.
    sends: Literal["changed", "changed-once", "not-as-launched"] = "changed"
    body: Literal["json", "form"] = "json"
    # Most bytes of a Commit; more is refused.
    body_limit: int | None = None
    # A save that cannot reach the server is handed to sendBeacon, which reports "true" for what it queues.
    beacon_when_offline: bool = False
    # From its first beforeunload on a page saves by sendBeacon alone, also where the learner was asked and stayed.
    stays_leaving: bool = False
    finish_closes_first: bool = False
    # Nothing reaches the server: no save, and no request of the package's own once it runs (for a preview; tests take
    # the browser's network away).
    offline: bool = False

    # cmi5 and xAPI. "standard": documents have an ETag, and ``overwrites`` says when one may take another's place
    # without If-Match: "version", where the version that the request names permits it (xAPI 1.0.3 part 3, 3.1 does for
    # State, IEEE 9274.1.1 for none), or "never".
    overwrites: Literal["version", "never"] = "never"
    # "catapult", the reference cmi5 LMS: no ETags, an endpoint without final slash, only compact JSON, learner
    # preferences that cannot be written. "old": the launch parameters of Tin Can 0.9, an actor of arrays.
    lrs: Literal["standard", "catapult", "old"] = "standard"
    http_faults: tuple[HttpFault, ...] = ()

    # Server. Seconds before every answer; seconds until the session is gone, None never.
    delay: float = 0.0
    session_seconds: float | None = None
    stores: bool = True
    # Values that look like equal numbers count as unchanged (PHP's `!=`: "1.1" and "1.10").
    loose_comparison: bool = False
    # F5 hands out what stood there before the leaving page's last save.
    stale_after_reload: bool = False
    review_after_completion: bool = False


def _moodle(
    rules: Literal["moodle", "moodle-strict"], sends: Literal["changed-once", "not-as-launched"]
) -> Behaviour:
    return Behaviour(
        reads_version="moodle",  # datamodels/scormlib.php:56
        rules=rules,
        # 1.2: values count as sent before the request (datamodels/scorm_12.js:585); 2004: scorm_13.js:1176.
        sends=sends,
        body="form",  # request.js
        beacon_when_offline=True,  # request.js:188; 5.1: server stopped, Commit gives "true"
        stays_leaving=True,  # measured in 5.1, where the session's end sends the page to the login
        finish_closes_first=sends == "changed-once",  # measured: 1.2 takes Initialize again, 2004 gives 104
        given_name_first=rules == "moodle",  # measured: `scormstandard` turns it round
        loose_comparison=True,  # locallib.php:540
        stale_after_reload=True,  # measured, 5 of 5 in both versions
        review_after_completion=True,  # measured
    )


# Measured in XBlock 19.0.5: a full course of both versions.
_OPEN_EDX = Behaviour(
    reads_version="openedx",
    applies_mastery=False,
    rules="anything",
    blank=("cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status", "cmi.core.score.raw",
           "cmi.score.raw", "cmi.core.lesson_mode", "cmi.mode", "cmi.core.entry", "cmi.entry"),
    null=("cmi.core.student_name", "cmi.learner_name"),
    read_lag=None,
    transport="each-value",
)  # fmt: skip

# Measured in wagtail-lms 0.11.1: no LMSFinish, and every launch is the first.
_WAGTAIL = Behaviour(
    applies_mastery=False, rules="anything", transport="async", missing=("Finish",), always_ab_initio=True
)

_SCORM = Behaviour(rules="lenient")

_EVERY_SCORM: dict[str, Behaviour] = {
    "lenient": _SCORM,
    "strict": Behaviour(),
    "openedx": _OPEN_EDX,
    "wagtail": _WAGTAIL,
    "slow": replace(_SCORM, delay=5.0),
    "full": replace(_SCORM, suspend_data_limit=4096),
    # Frappe LMS's frame, until the next launch: what is read is what stood there at this one.
    "forgetful": replace(_SCORM, faults=(Fault("SetValue", "drop"), Fault("Commit", "drop"))),
    "offline": replace(_SCORM, offline=True),
    # Moodle 5.1 with its web server stopped.
    "unreachable": replace(_SCORM, offline=True, beacon_when_offline=True),
    "session-expires": replace(_SCORM, session_seconds=60.0),
    "no-api": replace(_SCORM, api_after=None),
    "late-api": replace(_SCORM, api_after=2.0),
    "vanishing": replace(_SCORM, vanishes_after=2),
}

_RESOURCES: tuple[Literal["statements", "state", "profile"], ...] = ("statements", "state", "profile")
_DOWN = tuple(HttpFault(resource, 503, after=1) for resource in _RESOURCES)

_LRS = Behaviour(overwrites="version")

_EVERY_LRS: dict[str, Behaviour] = {
    "lenient": _LRS,
    "strict": Behaviour(),
    "slow": replace(_LRS, delay=5.0),
    "full": replace(_LRS, body_limit=4096),
    "forgetful": replace(_LRS, stores=False),
    "offline": replace(_LRS, http_faults=_DOWN),
    "session-expires": replace(_LRS, session_seconds=60.0),
}

# What the package needs → name → behaviour; the first is what a preview begins with.
PROFILES: dict[Runtime, dict[str, Behaviour]] = {
    Runtime.SCORM_1_2: {
        **_EVERY_SCORM,
        "moodle": _moodle("moodle", "changed-once"),
        "moodle-strict": _moodle("moodle-strict", "changed-once"),
    },
    Runtime.SCORM_2004: {
        **_EVERY_SCORM,
        "moodle": _moodle("moodle", "not-as-launched"),
        "moodle-strict": _moodle("moodle-strict", "not-as-launched"),
    },
    Runtime.LRS_UNIT: {**_EVERY_LRS, "catapult": Behaviour(lrs="catapult")},
    Runtime.LRS: {**_EVERY_LRS, "old": replace(_LRS, lrs="old")},
    Runtime.NONE: {"strict": Behaviour()},
}
