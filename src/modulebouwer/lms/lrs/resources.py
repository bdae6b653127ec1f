"""The xAPI resources of the LMS over HTTP, for assignable units (cmi5) and plain activities (xAPI).

A request is of the session whose token it carries. Every answer other than success is kept in ``Lrs.refusals``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from modulebouwer.lms.behaviour import HttpFault
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.asked import METHODS, Asked, asked
from modulebouwer.lms.lrs.assignable_unit import VERBS, Session, achieved, judge, lms_statement, satisfied
from modulebouwer.lms.lrs.queries import activity, person, selected
from modulebouwer.lms.lrs.store import Document, DocumentKey, Refused, check, now, with_lists
from modulebouwer.lms.sent import read_json

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
# Part 3, 2.8 and 3.3. The last is IEEE 9274.1.1.
VERSIONS = ["1.0.3", "1.0.2", "1.0.1", "1.0.0", "2.0.0"]

Kind = Literal["statements", "state", "profile"]
Handler = Callable[[Lms, Asked, Session], Response]


def routes(lms: Lms) -> list[Route]:
    """The token, and the resources of ``lms``."""

    async def fetch(request: Request) -> Response:
        """cmi5 8.2: the token once, afterwards an error in a body with status 200."""
        session = lms.sessions.get(request.path_params["token"])
        if session is None:
            return JSONResponse({"error-code": "2", "error-text": "unknown"})
        if (fault := due(lms, session, "POST", "fetch")) is not None:
            return Response(status_code=fault.status)
        if session.fetched:
            return JSONResponse({"error-code": "1", "error-text": "the token was given already"})
        session.fetched = True
        return JSONResponse({"auth-token": session.token})

    async def resource(request: Request) -> Response:
        try:
            response = await answer(lms, request)
        except Refused as refused:
            refused.method = request.method
            lms.lrs.refusals.append(refused)
            response = JSONResponse({"rule": refused.rule, "why": refused.why}, refused.status)
        response.headers["X-Experience-API-Version"] = VERSIONS[0]
        return response

    return [
        Route("/fetch/{token}", fetch, methods=["POST"]),
        # An endpoint with a final slash and a resource that begins with one meet in two.
        Route("/xapi/{path:path}", resource, methods=[*METHODS, "HEAD"]),
    ]


async def answer(lms: Lms, request: Request) -> Response:
    """Raises ``Refused``."""
    question, is_form = await asked(request)
    name = request.path_params["path"].strip("/")
    if name == "about":
        return JSONResponse({"version": VERSIONS})
    if name not in RESOURCES:
        raise Refused(404, "xAPI 1.0.3 part 3, 2", f"no resource {name}")
    kind, methods, handler = RESOURCES[name]
    if question.method not in methods:
        raise Refused(405, "xAPI 1.0.3 part 3, 2", f"{question.method} of {name}")
    session = authorised(lms, question)
    await asyncio.sleep(session.behaviour.delay)
    if (fault := due(lms, session, question.method, kind)) is not None:
        return Response(status_code=fault.status)
    if not is_form:
        question = replace(question, content=await request.body())
    return handler(lms, question, session)


def authorised(lms: Lms, question: Asked) -> Session:
    """The session of the request's token; raises ``Refused`` where it opens nothing any more."""
    scheme, _, token = question.headers.get("authorization", "").partition(" ")
    session = lms.sessions.get(token)
    if scheme != "Basic" or session is None or (session.unit and not session.fetched):
        raise Refused(401, "xAPI 1.0.3 part 3, 4", "no valid authorization")
    if not lms.launches[session.launch].alive:
        raise Refused(401, "xAPI 1.0.3 part 3, 4", "the learner's session is gone")
    if session.over:
        raise Refused(403, "8.1.2.0-2", f"the session is {session.over}")
    if not question.version:
        raise Refused(400, "xAPI 1.0.3 part 3, 3.3", "X-Experience-API-Version is missing")
    return session


def statements(lms: Lms, question: Asked, session: Session) -> Response:
    if question.method == "GET":
        found = selected(lms.lrs, question.parameters)
        return JSONResponse(found, headers={"X-Experience-API-Consistent-Through": now()})
    sent = question.statements()
    compact(question, sent, session)
    batch = sent if isinstance(sent, list) else [sent]
    if question.method == "PUT":
        if len(batch) != 1 or not isinstance(batch[0], dict):
            raise Refused(400, "xAPI 1.0.3 part 3, 2.1.1", "one statement is put")
        batch = [{**batch[0], "id": question.parameters.get("statementId", "")}]
    identifiers = take(lms, session, batch)
    return Response(status_code=204) if question.method == "PUT" else JSONResponse(identifiers)


def state(lms: Lms, question: Asked, session: Session) -> Response:
    name, activity_id, registration = (
        question.parameters.get(part, "") for part in ("stateId", "activityId", "registration")
    )
    if not session.is_actor(agent_of(question)):
        raise Refused(403, "8.1.3.0-3", "the agent is not that of the launch")
    if session.unit and name == LAUNCH_DATA:
        if question.method != "GET":
            raise Refused(403, "10.2.1.0-5", "the launch data is the LMS's own")
        return JSONResponse(session.launch_data(f"{question.address}returned/{session.launch}"))
    key = ("state", activity_id, registration, session.id_of_actor, name)
    return document(lms, question, session, key)


def agent_profile(lms: Lms, question: Asked, session: Session) -> Response:
    name = question.parameters.get("profileId", "")
    if name == PREFERENCES and question.method == "GET":
        session.preferences_read = True
    elif session.unit and name == PREFERENCES and session.behaviour.lrs == "catapult":
        raise Refused(403, "11.0", "the learner preferences are set elsewhere")
    return document(lms, question, session, ("profile", session.id_of_actor, name))


def activity_profile(lms: Lms, question: Asked, session: Session) -> Response:
    named = (question.parameters.get("activityId", ""), question.parameters.get("profileId", ""))
    return document(lms, question, session, ("activity profile", *named))


def activities(lms: Lms, question: Asked, session: Session) -> Response:  # noqa: ARG001 (as the others)
    return JSONResponse(activity(lms.lrs, question.parameters.get("activityId", "")))


def agents(lms: Lms, question: Asked, session: Session) -> Response:  # noqa: ARG001 (as the others)
    return JSONResponse(person(agent_of(question)))


RESOURCES: dict[str, tuple[Kind, tuple[str, ...], Handler]] = {
    "statements": ("statements", ("GET", "PUT", "POST"), statements),
    "activities/state": ("state", METHODS, state),
    "activities": ("profile", ("GET",), activities),
    "activities/profile": ("profile", METHODS, activity_profile),
    "agents": ("profile", ("GET",), agents),
    "agents/profile": ("profile", METHODS, agent_profile),
}


def agent_of(question: Asked) -> Any:
    try:
        return read_json(question.parameters.get("agent", ""))
    except ValueError as error:
        raise Refused(400, "xAPI 1.0.3 part 3, 2", "the agent is no JSON") from error


def document(lms: Lms, question: Asked, session: Session, key: DocumentKey) -> Response:
    """GET, PUT, POST and DELETE of one document, or of all in a place without a name (part 3, 2.2)."""
    found = lms.lrs.documents.get(key)
    tagged = session.behaviour.lrs != "catapult"
    if question.method == "GET" and not key[-1]:
        return JSONResponse([other[-1] for other in lms.lrs.documents if other[:-1] == key[:-1]])
    if question.method == "GET":
        if found is None:
            return Response(status_code=404)
        headers = {"ETag": found.etag} if tagged else {}
        return Response(found.content, media_type=found.content_type, headers=headers)
    if question.method == "DELETE":
        named = [
            other for other in lms.lrs.documents if other[:-1] == key[:-1] and key[-1] in ("", other[-1])
        ]
        for other in named:
            del lms.lrs.documents[other]
        return Response(status_code=204)
    return written(lms, question, session, key)


def written(lms: Lms, question: Asked, session: Session, key: DocumentKey) -> Response:
    if not key[-1]:
        raise Refused(400, "xAPI 1.0.3 part 3, 2.2", "the document has no name")
    if question.content_type.split(";")[0] == "application/json":
        compact(question, question.json(), session)
    limit = session.behaviour.body_limit
    if limit is not None and len(question.content) > limit:
        raise Refused(413, "", f"{len(question.content)} bytes")
    found = lms.lrs.documents.get(key)
    if question.method == "PUT" and found is not None and not may_overwrite(question, session, key):
        raise Refused(409, "xAPI 1.0.3 part 3, 3.1", "a document is overwritten without If-Match")
    new = Document(question.content, question.content_type)
    if session.behaviour.stores:
        store = lms.lrs.put if question.method == "PUT" else lms.lrs.merge
        store(key, new, question.headers.get("if-match"), question.headers.get("if-none-match"))
    stored = lms.lrs.documents.get(key, new)
    tagged = session.behaviour.lrs != "catapult"
    return Response(status_code=204, headers={"ETag": stored.etag} if tagged else {})


def may_overwrite(question: Asked, session: Session, key: DocumentKey) -> bool:
    """xAPI 1.0.3 (part 3, 3.1) wants a condition for profiles, IEEE 9274.1.1 for State as well."""
    conditional = "if-match" in question.headers or "if-none-match" in question.headers
    if conditional or session.behaviour.lrs != "standard":
        return True
    permitted = key[0] == "state" and question.version.startswith("1.")
    return session.behaviour.overwrites == "version" and permitted


def take(lms: Lms, session: Session, batch: list[Any]) -> list[str]:
    """Stores all statements or none; raises ``Refused``."""
    before = len(lms.lrs.statements), list(session.sent)
    try:
        return [take_one(lms, session, statement) for statement in batch]
    except Refused:
        del lms.lrs.statements[before[0] :]
        session.sent = before[1]
        session.over = ""
        raise


def take_one(lms: Lms, session: Session, sent: Any) -> str:
    if session.over:
        raise Refused(403, "8.1.2.0-2", f"the session is {session.over}")
    if not isinstance(sent, dict):
        raise Refused(400, "xAPI 1.0.3 part 2, 2", "a statement is an object")
    check(sent)
    statement = with_lists(sent)
    if session.unit:
        judge(session, statement, lms.lrs)
    if not session.behaviour.stores:
        return str(statement.get("id", ""))
    identifier = lms.lrs.record(statement)
    verb = VERBS.get(statement["verb"]["id"], "")
    if session.unit and verb:
        session.sent.append(verb)
        session.over = "terminated" if verb == "terminated" else ""
        if verb in ("completed", "passed") and satisfied(session.moves_on, achieved(session, lms.lrs)):
            lms.lrs.record(lms_statement(session, "satisfied"))
    return identifier


def compact(question: Asked, sent: Any, session: Session) -> None:
    """Raises ``Refused``: CATAPULT's player writes the JSON anew but forwards the old Content-Length.

    Any other spacing than that of JSON.stringify ends in a time-out there.
    """
    text = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if session.behaviour.lrs == "catapult" and len(text) != len(question.content):
        raise Refused(504, "", "the JSON is not compact")


def due(lms: Lms, session: Session, method: str, resource: str) -> HttpFault | None:
    """The fault whose turn it is at this request."""
    for fault in session.behaviour.http_faults:
        if fault.resource != resource or fault.method not in ("", method):
            continue
        seen = lms.seen_by[session.launch, fault] = lms.seen_by.get((session.launch, fault), 0) + 1
        if seen > fault.after and (fault.times is None or seen <= fault.after + fault.times):
            return fault
    return None
