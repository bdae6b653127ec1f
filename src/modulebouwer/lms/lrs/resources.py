"""The xAPI resources of the LMS over HTTP, for assignable units (cmi5) and plain activities (xAPI): who may ask what.

A request is of the session whose token it carries. Every answer other than success is kept in ``Lrs.refusals``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from modulebouwer.lms.behaviour import HttpFault
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.asked import METHODS, Asked, asked
from modulebouwer.lms.lrs.assignable_unit import Session
from modulebouwer.lms.lrs.documents import activity_profile, agent_profile, state
from modulebouwer.lms.lrs.elsewhere import shared
from modulebouwer.lms.lrs.queries import activity, person
from modulebouwer.lms.lrs.statements import statements
from modulebouwer.lms.lrs.store import Refused

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
        Route("/fetch/{token}", shared(lms, fetch), methods=["POST", "OPTIONS"]),
        # An endpoint with a final slash and a resource that begins with one meet in two.
        Route("/xapi/{path:path}", shared(lms, resource), methods=[*METHODS, "HEAD", "OPTIONS"]),
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


def activities(lms: Lms, question: Asked, session: Session) -> Response:  # noqa: ARG001 (as the others)
    return JSONResponse(activity(lms.lrs, question.parameters.get("activityId", "")))


def agents(lms: Lms, question: Asked, session: Session) -> Response:  # noqa: ARG001 (as the others)
    return JSONResponse(person(question.agent()))


RESOURCES: dict[str, tuple[Kind, tuple[str, ...], Handler]] = {
    "statements": ("statements", ("GET", "PUT", "POST"), statements),
    "activities/state": ("state", METHODS, state),
    "activities": ("profile", ("GET",), activities),
    "activities/profile": ("profile", METHODS, activity_profile),
    "agents": ("profile", ("GET",), agents),
    "agents/profile": ("profile", METHODS, agent_profile),
}


def due(lms: Lms, session: Session, method: str, resource: str) -> HttpFault | None:
    """The fault whose turn it is at this request."""
    for fault in session.behaviour.http_faults:
        if fault.resource != resource or fault.method not in ("", method):
            continue
        seen = lms.seen_by[session.launch, fault] = lms.seen_by.get((session.launch, fault), 0) + 1
        if seen > fault.after and (fault.times is None or seen <= fault.after + fault.times):
            return fault
    return None
