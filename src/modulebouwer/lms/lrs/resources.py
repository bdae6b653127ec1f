"""The xAPI resources of the LMS over HTTP, for assignable units (cmi5) and plain activities (xAPI).

A request is of the session whose token it carries. Every answer other than success is kept in ``Lrs.refusals``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from modulebouwer.lms.behaviour import HttpFault
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.assignable_unit import VERBS, Session, achieved, judge, lms_statement, satisfied
from modulebouwer.lms.lrs.store import Document, DocumentKey, Refused

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"

Handler = Callable[[Request, Session], Awaitable[Response]]


def routes(lms: Lms) -> list[Route]:
    """The token, statements, State and Agent Profile resources of ``lms``."""

    async def fetch(request: Request) -> Response:
        """cmi5 8.2: the token once, afterwards an error in a body with status 200."""
        session = lms.sessions.get(request.path_params["token"])
        if session is None:
            return JSONResponse({"error-code": "2", "error-text": "unknown"})
        if (fault := due(lms, session, request, "fetch")) is not None:
            return Response(status_code=fault.status)
        if session.fetched:
            return JSONResponse({"error-code": "1", "error-text": "the token was given already"})
        session.fetched = True
        return JSONResponse({"auth-token": session.token})

    def resource(name: str, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                session = authorised(lms, request)
                await asyncio.sleep(session.behaviour.delay)
                if (fault := due(lms, session, request, name)) is not None:
                    return Response(status_code=fault.status)
                return await handler(request, session)
            except Refused as refused:
                lms.lrs.refusals.append(refused)
                return JSONResponse({"rule": refused.rule, "why": refused.why}, refused.status)

        return answer

    async def statements(request: Request, session: Session) -> Response:
        sent = await body(request, session)
        batch = sent if isinstance(sent, list) else [sent]
        if request.method == "PUT":
            batch = [{**batch[0], "id": request.query_params.get("statementId", "")}]
        identifiers = take(lms, session, batch)
        return Response(status_code=204) if request.method == "PUT" else JSONResponse(identifiers)

    async def state(request: Request, session: Session) -> Response:
        name, activity, registration, agent = (
            request.query_params.get(part, "") for part in ("stateId", "activityId", "registration", "agent")
        )
        if not agent or not session.is_actor(json.loads(agent)):
            raise Refused(403, "8.1.3.0-3", "the agent is not that of the launch")
        if session.unit and name == LAUNCH_DATA:
            if request.method != "GET":
                raise Refused(403, "10.2.1.0-5", "the launch data is the LMS's own")
            return JSONResponse(session.launch_data(f"{request.base_url}returned/{session.launch}"))
        return await document(request, session, ("state", activity, registration, session.id_of_actor, name))

    async def profile(request: Request, session: Session) -> Response:
        name = request.query_params.get("profileId", "")
        if name == PREFERENCES and request.method == "GET":
            session.preferences_read = True
        elif session.unit and name == PREFERENCES and session.behaviour.lrs == "catapult":
            raise Refused(403, "11.0", "the learner preferences are set elsewhere")
        return await document(request, session, ("profile", session.id_of_actor, name))

    async def document(request: Request, session: Session, key: DocumentKey) -> Response:
        found = lms.lrs.documents.get(key)
        tagged = session.behaviour.lrs != "catapult"
        if request.method == "GET" and not key[-1]:
            return JSONResponse([other[-1] for other in lms.lrs.documents if other[:-1] == key[:-1]])
        if request.method == "GET":
            if found is None:
                return Response(status_code=404)
            headers = {"ETag": found.etag} if tagged else {}
            return Response(found.content, media_type=found.content_type, headers=headers)
        if request.method == "DELETE":
            lms.lrs.documents.pop(key, None)
            return Response(status_code=204)
        content = await request.body()
        await body(request, session)
        new = Document(content, request.headers.get("content-type", "application/octet-stream"))
        if session.behaviour.body_limit is not None and len(content) > session.behaviour.body_limit:
            raise Refused(413, "", f"{len(content)} bytes")
        if_match, if_none_match = request.headers.get("if-match"), request.headers.get("if-none-match")
        blind = if_match is None and if_none_match is None
        if session.behaviour.lrs == "standard" and found is not None and blind and request.method == "PUT":
            raise Refused(409, "IEEE 9274.1.1", "a document is overwritten without If-Match")
        if session.behaviour.stores:
            store = lms.lrs.put if request.method == "PUT" else lms.lrs.merge
            store(key, new, if_match, if_none_match)
        stored = lms.lrs.documents.get(key, new)
        return Response(status_code=204, headers={"ETag": stored.etag} if tagged else {})

    every = ["GET", "PUT", "POST", "DELETE"]
    return [
        Route("/fetch/{token}", fetch, methods=["POST"]),
        Route("/xapi/statements", resource("statements", statements), methods=["PUT", "POST"]),
        Route("/xapi/activities/state", resource("state", state), methods=every),
        Route("/xapi/agents/profile", resource("profile", profile), methods=every),
    ]


def authorised(lms: Lms, request: Request) -> Session:
    """The session of the request's token; raises ``Refused`` where it opens nothing any more."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    session = lms.sessions.get(token)
    if scheme != "Basic" or session is None or (session.unit and not session.fetched):
        raise Refused(401, "xAPI 1.0.3 part 3, 4", "no valid authorization")
    if not lms.launches[session.launch].alive:
        raise Refused(401, "xAPI 1.0.3 part 3, 4", "the learner's session is gone")
    if session.over:
        raise Refused(403, "8.1.2.0-2", f"the session is {session.over}")
    if not request.headers.get("x-experience-api-version"):
        raise Refused(400, "xAPI 1.0.3 part 3, 3.3", "X-Experience-API-Version is missing")
    return session


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


def take_one(lms: Lms, session: Session, statement: Any) -> str:
    if session.over:
        raise Refused(403, "8.1.2.0-2", f"the session is {session.over}")
    if not isinstance(statement, dict):
        raise Refused(400, "xAPI 1.0.3 part 2, 2", "a statement is an object")
    if session.unit:
        judge(session, statement, lms.lrs)
    if not session.behaviour.stores:
        return str(statement.get("id", ""))
    identifier = lms.lrs.record(statement)
    verb = VERBS.get(statement["verb"]["id"], "")
    if session.unit and verb:
        session.sent.append(verb)
        session.over = "terminated" if verb == "terminated" else ""
        if verb in ("completed", "passed") and satisfied(
            session.moves_on, achieved(session.registration, lms.lrs)
        ):
            lms.lrs.record(lms_statement(session, "satisfied"))
    return identifier


async def body(request: Request, session: Session) -> Any:
    """The JSON that was sent; raises ``Refused``.

    CATAPULT's player writes the JSON anew but forwards the old Content-Length: any other spacing than that of
    JSON.stringify ends in a time-out.
    """
    content = await request.body()
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        return content
    try:
        sent = json.loads(content)
    except ValueError as error:
        raise Refused(400, "xAPI 1.0.3 part 3, 1", "no JSON") from error
    compact = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if session.behaviour.lrs == "catapult" and len(compact) != len(content):
        raise Refused(504, "", "the JSON is not compact")
    return sent


def due(lms: Lms, session: Session, request: Request, resource: str) -> HttpFault | None:
    """The fault whose turn it is at this request."""
    for fault in session.behaviour.http_faults:
        if fault.resource != resource or fault.method not in ("", request.method):
            continue
        seen = lms.seen_by[session.launch, fault] = lms.seen_by.get((session.launch, fault), 0) + 1
        if seen > fault.after and (fault.times is None or seen <= fault.after + fault.times):
            return fault
    return None
