"""A learning record store in memory: statements, State and Agent Profile documents (xAPI 1.0.3, parts 2 and 3).

It is of one LMS and for one browser: no queries, no attachments, no voiding. What it refuses and why stays readable.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Statement = Mapping[str, Any]


class Refused(Exception):  # noqa: N818 (it is an answer, no failure of this program)
    """An answer other than success: HTTP status, the number of the rule that it enforces, and why."""

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
    """``statements`` as stored, oldest first; ``documents`` by key; ``refusals`` what was turned away."""

    statements: list[Statement] = field(default_factory=list)
    documents: dict[DocumentKey, Document] = field(default_factory=dict)
    refusals: list[Refused] = field(default_factory=list)

    def record(self, statement: Statement) -> str:
        """Stores a statement and gives its id; raises ``Refused`` for one that is not a statement, or a second text."""
        check(statement)
        identifier = str(statement.get("id") or uuid.uuid4())
        known = next((old for old in self.statements if old["id"] == identifier), None)
        if known is None:
            self.statements.append({**statement, "id": identifier})
        elif {**known} != {**statement}:
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
            merged = {**json.loads(old.content), **json.loads(document.content)}
        except (ValueError, TypeError) as error:
            raise Refused(400, "xAPI 1.0.3 part 3, 2.2", "only JSON objects can be merged") from error
        self.documents[key] = Document(json.dumps(merged, ensure_ascii=False).encode(), "application/json")

    def _guard(self, key: DocumentKey, if_match: str | None, if_none_match: str | None) -> None:
        old = self.documents.get(key)
        if if_match is not None and (old is None or if_match != old.etag):
            raise Refused(412, "xAPI 1.0.3 part 3, 3.1", "If-Match: the document has changed")
        if if_none_match is not None and old is not None and if_none_match in ("*", old.etag):
            raise Refused(412, "xAPI 1.0.3 part 3, 3.1", "If-None-Match: the document is there already")


def check(statement: Statement) -> None:
    """The parts that every statement has (xAPI 1.0.3 part 2, 2.2), raising ``Refused`` with 400."""

    def demand(holds: bool, why: str) -> None:
        if not holds:
            raise Refused(400, "xAPI 1.0.3 part 2, 2", why)

    for part in ("actor", "verb", "object"):
        demand(isinstance(statement.get(part), dict), f"{part} is missing")
    verb, target = statement["verb"], statement["object"]
    demand("://" in str(verb.get("id", "")), "the verb's id is no IRI")
    if target.get("objectType", "Activity") == "Activity":
        demand(":" in str(target.get("id", "")), "the object's id is no IRI")
    if "id" in statement:
        demand(is_uuid(statement["id"]), "the id is no UUID")
    demand(not _has_null(statement), "a null is only allowed in extensions")


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
