"""What an LMS keeps of a learner: SCORM attempts with every save, and the rules for giving them back.

Rules: SCORM 1.2 RTE 3.4.4 (``cmi.core.entry``, ``lesson_status``, ``total_time``), SCORM 2004 4th Edition RTE 4.2
(``cmi.entry``, ``total_time``), and what Moodle 4.5 was measured to do where ``Behaviour`` asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from modulebouwer.lms.behaviour import Behaviour
from modulebouwer.standards import Runtime

Mode = Literal["normal", "browse", "review"]

_TIMESPAN = re.compile(r"(\d+):(\d+):(\d+(?:\.\d+)?)")
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


@dataclass(frozen=True)
class Save:
    """One save as it reached the server: ``values`` are those sent, not all those held."""

    values: Mapping[str, str]
    route: Literal["xhr", "beacon", "fetch"]
    finish: bool


@dataclass
class Attempt:
    """One attempt of one learner. ``values`` are what the LMS holds now; ``saves`` is the log, oldest first."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    saves: list[Save] = field(default_factory=list)
    seconds: float = 0.0
    launches: int = 0
    # `values` without what a leaving page sent since the last launch: Moodle's F5 hands this out.
    settled: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Learner:
    id: str
    name: str


def save(attempt: Attempt, entry: Save, runtime: Runtime, behaviour: Behaviour) -> None:
    """Keeps what was sent; at the end of the session adds the time and, in SCORM 1.2, decides the status."""
    attempt.saves.append(entry)
    if not behaviour.stores:
        return
    for element, value in entry.values.items():
        kept = value.replace("\0", "")
        old = attempt.values.get(element)
        if not (behaviour.loose_comparison and old is not None and _equal_numbers(old, kept)):
            attempt.values[element] = kept
    if entry.finish:
        _close(attempt, runtime)
    if entry.route != "beacon":
        attempt.settled = dict(attempt.values)


def judge(attempt: Attempt, given: Mapping[str, str]) -> None:
    """SCORM 1.2 RTE 3.4.4: the mastery score of the manifest (``given``) and the raw score decide, whatever was set."""
    try:
        mark, score = (
            float(values["cmi." + element])
            for values, element in ((given, "student_data.mastery_score"), (attempt.values, "core.score.raw"))
        )
    except (KeyError, ValueError):
        return
    attempt.values["cmi.core.lesson_status"] = "passed" if score >= mark else "failed"


def launched(
    attempt: Attempt,
    runtime: Runtime,
    behaviour: Behaviour,
    learner: Learner,
    mode: Mode,
    *,
    reload: bool,
) -> dict[str, str]:
    """The values that the API starts with at this launch."""
    prefix = "cmi.core." if runtime is Runtime.SCORM_1_2 else "cmi."
    attempt.launches += 1
    # The time of a session that was never ended counts nowhere.
    attempt.values.pop(f"{prefix}session_time", None)
    if not reload:
        attempt.settled = dict(attempt.values)
    stored = attempt.settled if reload and behaviour.stale_after_reload else attempt.values
    resumed = stored.get(f"{prefix}exit") == "suspend"
    # A SCORM 2004 session that did not end with exit "suspend" (or "logout") has ended the attempt: RTE 4.2.8.
    kept = stored if runtime is Runtime.SCORM_1_2 or resumed else {}
    anew = (
        attempt.launches == 1 or behaviour.always_ab_initio or (runtime is Runtime.SCORM_2004 and not resumed)
    )
    entry = "ab-initio" if anew else "resume" if resumed else ""
    if mode == "normal" and behaviour.review_after_completion and _is_completed(stored, runtime):
        mode = "review"
    role = "student" if runtime is Runtime.SCORM_1_2 else "learner"
    start = {
        f"{prefix}{role}_id": learner.id,
        f"{prefix}{role}_name": _name(learner, behaviour),
        f"{prefix}credit": "credit" if mode == "normal" else "no-credit",
        f"{prefix}{'lesson_mode' if runtime is Runtime.SCORM_1_2 else 'mode'}": mode,
        f"{prefix}entry": entry,
        f"{prefix}total_time": _shown(attempt.seconds, runtime),
    }
    if runtime is Runtime.SCORM_1_2:
        start["cmi.core.lesson_status"] = "not attempted"
    # Write-only elements stay out: they are a session's, not an attempt's.
    session = {f"{prefix}exit", f"{prefix}session_time"}
    return {**start, **{element: value for element, value in kept.items() if element not in session}}


def _name(learner: Learner, behaviour: Behaviour) -> str:
    family, _, given = learner.name.partition(", ")
    return f"{given} {family}" if behaviour.given_name_first else learner.name


def _is_completed(values: Mapping[str, str], runtime: Runtime) -> bool:
    if runtime is Runtime.SCORM_1_2:
        return values.get("cmi.core.lesson_status") in ("completed", "passed")
    return values.get("cmi.completion_status") == "completed" or values.get("cmi.success_status") == "passed"


def _close(attempt: Attempt, runtime: Runtime) -> None:
    prefix = "cmi.core." if runtime is Runtime.SCORM_1_2 else "cmi."
    attempt.seconds += _seconds(attempt.values.pop(f"{prefix}session_time", ""), runtime)
    # SCORM 1.2 RTE 3.4.4: a SCO that set no status and ended normally is completed.
    if (
        runtime is Runtime.SCORM_1_2
        and attempt.values.get("cmi.core.lesson_status", "not attempted") == "not attempted"
    ):
        attempt.values["cmi.core.lesson_status"] = "completed"


def _seconds(time: str, runtime: Runtime) -> float:
    """``HHHH:MM:SS.ss`` or ``P…T…`` (days to seconds) as seconds; 0 for what is not one."""
    match = (_TIMESPAN if runtime is Runtime.SCORM_1_2 else _DURATION).fullmatch(time)
    if not match:
        return 0.0
    parts = [float(part or 0) for part in match.groups()]
    if runtime is Runtime.SCORM_1_2:
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    return parts[0] * 86400 + parts[1] * 3600 + parts[2] * 60 + parts[3]


def _shown(seconds: float, runtime: Runtime) -> str:
    if runtime is Runtime.SCORM_2004:
        return f"PT{seconds:.2f}S"
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes // 60):04}:{int(minutes % 60):02}:{rest:05.2f}"


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
