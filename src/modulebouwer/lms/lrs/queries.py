"""What a record store answers from its statements: some of them, an activity, a person (xAPI 1.0.3 part 3, 2)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modulebouwer.lms.lrs.store import Lrs, Refused, Statement
from modulebouwer.lms.sent import read_json

# Part 2, 2.4.2.3: by which of these one knows an agent.
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def selected(lrs: Lrs, asked: Mapping[str, str]) -> dict[str, Any]:
    """GET of statements (2.1.3): one by its id, else a result of those that meet every parameter, the newest first."""
    wanted = asked.get("statementId")
    if wanted:
        found = next((one for one in lrs.statements if one["id"] == wanted), None)
        if found is None:
            raise Refused(404, "xAPI 1.0.3 part 3, 2.1.3", f"no statement {wanted}")
        return as_stored(lrs, found)
    matching = [one for one in lrs.statements if all(holds(one, lrs, *pair) for pair in asked.items())]
    if asked.get("ascending") != "true":
        matching.reverse()
    limit = asked.get("limit", "")
    most = int(limit) if limit.isascii() and limit.isdigit() and int(limit) > 0 else len(matching)
    return {"statements": [as_stored(lrs, one) for one in matching[:most]], "more": ""}


def as_stored(lrs: Lrs, statement: Statement) -> dict[str, Any]:
    """With what the store itself adds (part 2, 2.4.7 to 2.4.10)."""
    stored = lrs.stored[statement["id"]]
    authority = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "lms"}}
    added = {"stored": stored, "timestamp": stored, "authority": authority, "version": "1.0.0"}
    return {**added, **statement}


def holds(statement: Statement, lrs: Lrs, name: str, value: str) -> bool:
    context = statement.get("context", {})
    if name == "verb":
        return bool(statement["verb"]["id"] == value)
    if name == "activity":
        return bool(statement["object"].get("id") == value)
    if name == "registration":
        return bool(context.get("registration") == value)
    if name == "agent":
        return known_by(statement["actor"]) == known_by(parsed(value))
    if name == "since":
        return lrs.stored[statement["id"]] > value
    if name == "until":
        return lrs.stored[statement["id"]] <= value
    return True


def parsed(agent: str) -> Any:
    try:
        return read_json(agent)
    except ValueError as error:
        raise Refused(400, "xAPI 1.0.3 part 3, 2.1.3", "the agent is no JSON") from error


def known_by(agent: Any) -> str:
    stated = agent if isinstance(agent, dict) else {}
    return json.dumps({name: stated[name] for name in IDENTIFIERS if name in stated}, sort_keys=True)


def activity(lrs: Lrs, identifier: str) -> dict[str, Any]:
    """The activity with what the newest statements say of it (2.5)."""
    if not identifier:
        raise Refused(400, "xAPI 1.0.3 part 3, 2.5", "activityId is missing")
    definition: dict[str, Any] = {}
    for named in (one for statement in lrs.statements for one in activities_in(statement)):
        if named.get("id") == identifier and isinstance(named.get("definition"), dict):
            definition |= named["definition"]
    found = {"objectType": "Activity", "id": identifier}
    return {**found, "definition": definition} if definition else found


def activities_in(statement: Statement) -> Iterator[Mapping[str, Any]]:
    yield statement["object"]
    for listed in statement.get("context", {}).get("contextActivities", {}).values():
        yield from listed


def person(agent: Any) -> dict[str, Any]:
    """All that is known of an agent, every property a list (2.4); here that is what was asked with."""
    if not isinstance(agent, dict):
        raise Refused(400, "xAPI 1.0.3 part 3, 2.4", "the agent is no object")
    known = {name: [agent[name]] for name in ("name", *IDENTIFIERS) if name in agent}
    return {"objectType": "Person", **known}
