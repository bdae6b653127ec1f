"""An LMS's side of cmi5: launching an assignable unit, and the rules for the statements that it sends.

The rules and their numbers (``9.3.0.0-4``) are those that the CATAPULT cmi5 player, the reference LMS, was measured
to enforce; it answers 403 where one is broken. A number of two parts is a section of the cmi5 specification.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from modulebouwer.lms.behaviour import Behaviour
from modulebouwer.lms.lrs.store import Lrs, Refused, Statement, is_uuid

CMI5_CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON_CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION_EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY_EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"

_ADL = "http://adlnet.gov/expapi/verbs"
_W3ID = "https://w3id.org/xapi/adl/verbs"
# Verb → its name in the specification; every other verb is "cmi5 allowed".
VERBS = {
    f"{_ADL}/initialized": "initialized",
    f"{_ADL}/completed": "completed",
    f"{_ADL}/passed": "passed",
    f"{_ADL}/failed": "failed",
    f"{_ADL}/terminated": "terminated",
    f"{_W3ID}/launched": "launched",
    f"{_W3ID}/abandoned": "abandoned",
    f"{_W3ID}/satisfied": "satisfied",
    f"{_ADL}/waived": "waived",
}
VOIDED = f"{_ADL}/voided"
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_DURATION = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


@dataclass
class Session:
    """One launch of an assignable unit (``unit``) or of a plain activity, ``launch`` being the LMS's number for it.

    ``moves_on``, ``mastery_score`` and ``launch_parameters`` are the course structure's; ``sent`` are the verbs of
    cmi5 that came in this session, oldest first.
    """

    launch: str
    token: str
    id: str
    registration: str
    activity: str
    actor: Mapping[str, Any]
    mode: str
    moves_on: str
    mastery_score: float | None
    launch_parameters: str
    behaviour: Behaviour
    unit: bool
    fetched: bool = False
    preferences_read: bool = False
    sent: list[str] = field(default_factory=list)
    # Why the token works no longer, "" while it does.
    over: str = ""

    @property
    def id_of_actor(self) -> str:
        return json.dumps(self.actor, sort_keys=True)

    def is_actor(self, actor: object) -> bool:
        """cmi5 wants the actor of the launch letter for letter; xAPI lets ``objectType`` go where it is Agent."""
        if self.unit or not isinstance(actor, Mapping):
            return actor == self.actor
        agent = {"objectType": "Agent"}
        return {**agent, **actor} == {**agent, **self.actor}

    @property
    def template(self) -> dict[str, Any]:
        """``contextTemplate`` of the launch data (cmi5 10.2.1)."""
        return {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": f"{self.activity}/course"}]},
            "extensions": {SESSION_EXTENSION: self.id},
        }

    def launch_data(self, return_url: str) -> dict[str, Any]:
        """The State document ``LMS.LaunchData`` (cmi5 10.2)."""
        data: dict[str, Any] = {
            "contextTemplate": self.template,
            "launchMode": self.mode,
            "launchMethod": "AnyWindow",
            "moveOn": self.moves_on,
            "returnURL": return_url,
        }
        if self.mastery_score is not None:
            data["masteryScore"] = self.mastery_score
        if self.launch_parameters:
            data["launchParameters"] = self.launch_parameters
        return data


def judge(session: Session, statement: Statement, lrs: Lrs) -> None:
    """Raises ``Refused`` (403) for a statement that the cmi5 LMS does not take from this session now."""
    verb = VERBS.get(str(_at(statement, "verb", "id")), "")
    categories = [
        str(_at(entry, "id")) for entry in _at(statement, "context", "contextActivities", "category") or []
    ]
    _demand(session.preferences_read, "11.0.0.0-3", "the learner preferences were not read first")
    _judge_frame(session, statement)
    if verb in ("launched", "abandoned", "satisfied", "waived"):
        raise Refused(403, "9.3", f"{verb} is the LMS's own")
    if not verb or CMI5_CATEGORY not in categories:
        _judge_allowed(session, verb, categories)
        return
    _demand(session.sent != [] or verb == "initialized", "9.3.0.0-4", "initialized comes first")
    _demand(verb not in session.sent, "9.3", f"{verb} was sent in this session already")
    _judge_result(session, statement, verb, categories)
    if verb in ("completed", "passed", "failed"):
        normal = session.mode == "Normal"
        rule = "10.2.2.0-2" if session.mode == "Browse" else "10.2.2.0-3"
        _demand(normal, rule, f"{verb} in mode {session.mode}")
        _demand(
            verb == "failed" or verb not in achieved(session, lrs),
            "9.3",
            f"{verb} twice in a registration",
        )


def achieved(session: Session, lrs: Lrs) -> set[str]:
    """The cmi5 verbs ``completed`` and ``passed`` that the unit has in the registration."""
    done = set()
    for statement in lrs.statements:
        verb = VERBS.get(str(_at(statement, "verb", "id")), "")
        categories = _at(statement, "context", "contextActivities", "category") or []
        own = _at(statement, "context", "registration") == session.registration
        if (
            own
            and _at(statement, "object", "id") == session.activity
            and any(_at(entry, "id") == MOVE_ON_CATEGORY for entry in categories)
        ):
            done.add(verb)
    return done


def satisfied(moves_on: str, done: set[str]) -> bool:
    """The course structure's ``moveOn`` (cmi5 13.1.4)."""
    completed, passed = "completed" in done, "passed" in done
    return {
        "NotApplicable": True,
        "Passed": passed,
        "Completed": completed,
        "CompletedAndPassed": completed and passed,
        "CompletedOrPassed": completed or passed,
    }[moves_on]


def lms_statement(session: Session, verb: str, result: Mapping[str, Any] | None = None) -> Statement:
    """A statement of the LMS's own: ``launched``, ``abandoned``, ``satisfied`` (cmi5 9.3)."""
    template = session.template
    activities = {**template["contextActivities"], "category": [{"id": CMI5_CATEGORY}]}
    statement = {
        "id": str(uuid.uuid4()),
        "actor": session.actor,
        "verb": {"id": f"{_W3ID}/{verb}"},
        "object": {"id": session.activity},
        "context": {**template, "contextActivities": activities, "registration": session.registration},
    }
    return {**statement, "result": result} if result else statement


def _judge_frame(session: Session, statement: Statement) -> None:
    """What holds for every statement of an assignable unit (cmi5 9.1, 9.2, 9.6, 9.7, 10.2.1)."""
    context = statement.get("context") or {}
    grouping = _at(context, "contextActivities", "grouping") or []
    theirs = [entry["id"] for entry in session.template["contextActivities"]["grouping"]]
    _demand(_at(statement, "verb", "id") != VOIDED, "6.3", "a statement is voided")
    _demand(is_uuid(statement.get("id")), "9.1", "the statement has no UUID of its own")
    _demand(
        bool(_UTC.fullmatch(str(statement.get("timestamp", "")))),
        "9.7",
        "the timestamp is not in UTC, ending in Z",
    )
    _demand(session.is_actor(statement.get("actor")), "9.2", "the actor is not that of the launch")
    _demand(
        context.get("registration") == session.registration,
        "9.6",
        "the registration is not that of the launch",
    )
    _demand(
        [_at(entry, "id") for entry in grouping][: len(theirs)] == theirs,
        "10.2.1.0-6",
        "the template's grouping does not come first",
    )
    _demand(
        _at(context, "extensions", SESSION_EXTENSION) == session.id,
        "10.2.1.0-6",
        "the session's id is missing",
    )


def _judge_allowed(session: Session, verb: str, categories: list[str]) -> None:
    """ "cmi5 allowed" statements: free, between initialized and terminated (cmi5 7.1.3, 9.3)."""
    _demand(CMI5_CATEGORY not in categories, "9.3.0.0-1", f"{verb or 'this verb'} is not one of cmi5's")
    _demand(MOVE_ON_CATEGORY not in categories, "9.6.2.2-2", "the category moveon without cmi5's")
    _demand("initialized" in session.sent, "9.3.0.0-4", "initialized comes first")


def _judge_result(session: Session, statement: Statement, verb: str, categories: list[str]) -> None:
    result = statement.get("result") or {}
    score, scaled = result.get("score"), _at(result, "score", "scaled")
    _demand(
        _at(statement, "object", "id") == session.activity, "9.4", "the object is not the assignable unit"
    )
    if verb in ("completed", "passed", "failed"):
        _demand(MOVE_ON_CATEGORY in categories, "9.6.2.2-1", "the category moveon is missing")
    else:
        _demand(MOVE_ON_CATEGORY not in categories, "9.6.2.2-2", f"the category moveon on {verb}")
    if verb in ("completed", "passed", "failed", "terminated"):
        _demand(
            bool(_DURATION.fullmatch(str(result.get("duration", "")))), "9.5.4", f"{verb} has no duration"
        )
    _demand(
        (result.get("completion") is True) == (verb == "completed"),
        "9.5.3",
        "completion is true on completed only",
    )
    if verb in ("passed", "failed"):
        _demand(result.get("success") is (verb == "passed"), "9.5.2", "success does not fit the verb")
        _demand_score(session, verb, score, scaled)
        if session.mastery_score is not None and scaled is not None:
            told = _at(statement, "context", "extensions", MASTERY_EXTENSION)
            _demand(told == session.mastery_score, "9.6.3.2", "the mastery score is not told")
    else:
        _demand("success" not in result, "9.5.2", f"success on {verb}")
        _demand(score is None, "9.5.1", f"a score on {verb}")


def _demand_score(session: Session, verb: str, score: Any, scaled: Any) -> None:
    if isinstance(score, dict) and "raw" in score:
        _demand("min" in score and "max" in score, "9.5.1", "a raw score without min and max")
    if session.mastery_score is not None and scaled is not None:
        reached = scaled >= session.mastery_score
        _demand(reached == (verb == "passed"), "9.3", f"{verb} with a score of {scaled}")


def _demand(holds: bool, rule: str, why: str) -> None:
    if not holds:
        raise Refused(403, rule, why)


def _at(value: Any, *path: str) -> Any:
    """The member at ``path``, or None where it ends early."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
