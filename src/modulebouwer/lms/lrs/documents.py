"""The documents of a learner and of an activity: State, and the profiles (xAPI 1.0.3 part 3, 2.2)."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.asked import Asked, compact
from modulebouwer.lms.lrs.assignable_unit import Session
from modulebouwer.lms.lrs.store import Document, DocumentKey, Refused

LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"


def state(lms: Lms, question: Asked, session: Session) -> Response:
    name, activity_id, registration = (
        question.parameters.get(part, "") for part in ("stateId", "activityId", "registration")
    )
    if not session.is_actor(question.agent()):
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
        compact(question, question.json(), session.behaviour)
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
