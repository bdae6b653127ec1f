"""A learning record store in memory: statements, State and Agent Profile documents (xAPI 1.0.3, parts 2 and 3).

It is of one LMS and for one browser: attachments are let go, and nothing is voided. What it refuses and why stays
readable.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from modulebouwer.lms.sent import read_json

Statement = Mapping[str, Any]


class Refused(Exception):  # noqa: N818 (it is an answer, no failure of this program)
    """An answer other than success: HTTP status, the number of the rule that it enforces, and why.

    ``method``: the HTTP method of the request that got it, "" as long as it is nobody's.
    """

    method = ""

    def __init__(self, status: int, rule: str, why: str) -> None:
        super().__init__(f"{status} {rule}: {why}")
        self.status = status
        self.rule = rule
        self.why = why


@dataclass(frozen=True)
class Document:
    content: bytes
    content_type: str

    @property
    def etag(self) -> str:
        """Quoted SHA-1 of the content, as xAPI 1.0.3 (part 3, 3.1) has it."""
        return f'"{hashlib.sha1(self.content, usedforsecurity=False).hexdigest()}"'


# Resource and everything that identifies a document in it, in the order of the parameters' names.
DocumentKey = tuple[str, ...]


@dataclass
class Lrs:
    """``statements`` as sent, oldest first; ``documents`` by key; ``refusals`` what was turned away.

    ``stored``: the id of a statement → when it came, ISO 8601 in UTC.
    """

    statements: list[Statement] = field(default_factory=list)
    stored: dict[str, str] = field(default_factory=dict)
    documents: dict[DocumentKey, Document] = field(default_factory=dict)
    refusals: list[Refused] = field(default_factory=list)

    def record(self, statement: Statement) -> str:
        """Stores a statement and gives its id; raises ``Refused`` for one that is not a statement, or a second text."""
        check(statement)
        identifier = str(statement.get("id") or uuid.uuid4())
        known = next((old for old in self.statements if old["id"] == identifier), None)
        if known is None:
            self.statements.append({**statement, "id": identifier})
            self.stored[identifier] = now()
        elif {**known} != {**statement, "id": identifier}:
            raise Refused(409, "xAPI 1.0.3 part 3, 2.1.1", f"another statement has the id {identifier}")
        return identifier

    def put(
        self, key: DocumentKey, document: Document, if_match: str | None, if_none_match: str | None
    ) -> None:
        """Stores a document under xAPI's rules of concurrency (part 3, 3.1): 412 when the condition does not hold."""
        self._guard(key, if_match, if_none_match)
        self.documents[key] = document

    def merge(
        self, key: DocumentKey, document: Document, if_match: str | None, if_none_match: str | None
    ) -> None:
        """POST: members of a JSON object are added to those that stand there (part 3, 2.2)."""
        self._guard(key, if_match, if_none_match)
        old = self.documents.get(key)
        if old is None:
            self.documents[key] = document
            return
        try:
            merged = {**read_json(old.content), **read_json(document.content)}
        except (ValueError, TypeError) as error:
            raise Refused(400, "xAPI 1.0.3 part 3, 2.2", "only JSON objects can be merged") from error
        self.documents[key] = Document(json.dumps(merged, ensure_ascii=False).encode(), "application/json")

    def _guard(self, key: DocumentKey, if_match: str | None, if_none_match: str | None) -> None:
        old = self.documents.get(key)
        if if_match is not None and (old is None or if_match != old.etag):
            raise Refused(412, "xAPI 1.0.3 part 3, 3.1", "If-Match: the document has changed")
        if if_none_match is not None and old is not None and if_none_match in ("*", old.etag):
            raise Refused(412, "xAPI 1.0.3 part 3, 3.1", "If-None-Match: the document is there already")


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def check(statement: Statement) -> None:
    """The parts that a statement has (xAPI 1.0.3 part 2, 2.2 and 2.4), raising ``Refused`` with 400."""

    def demand(holds: bool, why: str) -> None:
        if not holds:
            raise Refused(400, "xAPI 1.0.3 part 2, 2", why)

    for part in ("actor", "verb", "object"):
        demand(isinstance(statement.get(part), dict), f"{part} is missing")
    for part in ("result", "context"):
        demand(isinstance(statement.get(part, {}), dict), f"{part} is no object")
    verb, target = statement["verb"], statement["object"]
    demand("://" in str(verb.get("id", "")), "the verb's id is no IRI")
    if target.get("objectType", "Activity") == "Activity":
        demand(":" in str(target.get("id", "")), "the object's id is no IRI")
    if "id" in statement:
        demand(is_uuid(statement["id"]), "the id is no UUID")
    demand(not _has_null(statement), "a null is only allowed in extensions")
    context, result = statement.get("context", {}), statement.get("result", {})
    demand(isinstance(context.get("extensions", {}), dict), "extensions is no object")
    related = context.get("contextActivities", {})
    demand(isinstance(related, dict), "contextActivities is no object")
    for activities in related.values():
        demand(is_list_of_objects(activities), "an activity of the context is no object")
    score = result.get("score", {})
    demand(isinstance(score, dict), "score is no object")
    for number in score.values():
        demand(isinstance(number, int | float) and not isinstance(number, bool), "a score is no number")


def is_list_of_objects(activities: object) -> bool:
    """One activity by itself counts too (part 2, 2.4.6.2)."""
    return isinstance(activities, dict) or (
        isinstance(activities, list) and all(isinstance(activity, dict) for activity in activities)
    )


def with_lists(statement: Statement) -> Statement:
    """The statement with every activity of its context in a list, as an LRS gives it back (part 2, 2.4.6.2)."""
    context = statement.get("context")
    if not isinstance(context, dict) or not isinstance(context.get("contextActivities"), dict):
        return statement
    listed = {
        name: [activities] if isinstance(activities, dict) else activities
        for name, activities in context["contextActivities"].items()
    }
    return {**statement, "context": {**context, "contextActivities": listed}}


def is_uuid(text: object) -> bool:
    try:
        return str(uuid.UUID(str(text))) == str(text).lower()
    except ValueError:
        return False


def _has_null(value: object, key: str = "") -> bool:
    if key == "extensions":
        return False
    if isinstance(value, dict):
        return any(_has_null(inner, name) for name, inner in value.items())
    if isinstance(value, list):
        return any(_has_null(inner) for inner in value)
    return value is None
