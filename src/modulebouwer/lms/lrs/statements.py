"""The statements of a learner: asked for, or taken, all of a request or none."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.asked import Asked, compact
from modulebouwer.lms.lrs.assignable_unit import VERBS, Session, achieved, judge, lms_statement, satisfied
from modulebouwer.lms.lrs.queries import selected
from modulebouwer.lms.lrs.store import Refused, check, now, with_lists


def statements(lms: Lms, question: Asked, session: Session) -> Response:
    if question.method == "GET":
        found = selected(lms.lrs, question.parameters)
        return JSONResponse(found, headers={"X-Experience-API-Consistent-Through": now()})
    sent = question.statements()
    compact(question, sent, session.behaviour)
    batch = sent if isinstance(sent, list) else [sent]
    if question.method == "PUT":
        if len(batch) != 1 or not isinstance(batch[0], dict):
            raise Refused(400, "xAPI 1.0.3 part 3, 2.1.1", "one statement is put")
        batch = [{**batch[0], "id": question.parameters.get("statementId", "")}]
    identifiers = take(lms, session, batch)
    return Response(status_code=204) if question.method == "PUT" else JSONResponse(identifiers)


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
