"""A request to a record store, in either of the two ways in which one may be written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from modulebouwer.lms.behaviour import Behaviour
from modulebouwer.lms.lrs.store import Refused
from modulebouwer.lms.sent import read_json

METHODS = ("GET", "PUT", "POST", "DELETE")
# Part 3, 1.3: the headers that a form carries in its fields.
HEADERS = {
    "authorization",
    "content-type",
    "if-match",
    "if-none-match",
    "x-experience-api-version",
}


@dataclass(frozen=True)
class Asked:
    """``headers`` by their names in lower case; ``address`` is the server's, with a final slash."""

    method: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes
    address: str

    @property
    def version(self) -> str:
        return self.headers.get("x-experience-api-version", "")

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "application/octet-stream")

    def json(self) -> Any:
        """Raises ``Refused`` for what is none."""
        try:
            return read_json(self.content)
        except ValueError as error:
            raise Refused(400, "xAPI 1.0.3 part 3, 1", "no JSON") from error

    def agent(self) -> Any:
        """The agent whom a parameter names. Raises ``Refused`` for what is none."""
        try:
            return read_json(self.parameters.get("agent", ""))
        except ValueError as error:
            raise Refused(400, "xAPI 1.0.3 part 3, 2", "the agent is no JSON") from error

    def statements(self) -> Any:
        """The JSON of a request with statements; of one with attachments its first part (part 3, 1.5.2)."""
        if not self.content_type.startswith("multipart/mixed"):
            return self.json()
        head = f"Content-Type: {self.content_type}\r\n\r\n".encode("latin-1", "replace")
        message = BytesParser().parsebytes(head + self.content)
        first = next((part for part in message.walk() if not part.is_multipart()), message)
        content = first.get_payload(decode=True)
        return replace(self, content=content if isinstance(content, bytes) else b"").json()


def compact(question: Asked, sent: Any, behaviour: Behaviour) -> None:
    """Raises ``Refused``: CATAPULT's player writes the JSON anew but forwards the old Content-Length.

    Any other spacing than that of JSON.stringify ends in a time-out there.
    """
    text = json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if behaviour.lrs == "catapult" and len(text) != len(question.content):
        raise Refused(504, "", "the JSON is not compact")


async def asked(request: Request) -> tuple[Asked, bool]:
    """The request, and whether it was a form, which is then read whole; the content of another waits.

    Whether a session is over is judged when a request comes, not when all of it has come. Raises ``Refused`` for a form
    that names no method.
    """
    parameters = dict(request.query_params)
    headers = {name.lower(): value for name, value in request.headers.items()}
    method = "GET" if request.method == "HEAD" else request.method
    if method == "POST" and "method" in parameters:
        form = await request.body()
        return alternate(parameters["method"].upper(), headers, form, str(request.base_url)), True
    return Asked(method, parameters, headers, b"", str(request.base_url)), False


def alternate(method: str, headers: Mapping[str, str], content: bytes, address: str) -> Asked:
    """xAPI 1.0.3 part 3, 1.3: any request as a POST of a form, for browsers that could send no other."""
    if method not in METHODS:
        raise Refused(400, "xAPI 1.0.3 part 3, 1.3", f"no method {method}")
    fields = dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    sent = {name.lower(): value for name, value in fields.items() if name.lower() in HEADERS}
    own = {**headers, "content-type": "application/json", **sent}
    parameters = {
        name: value for name, value in fields.items() if name != "content" and name.lower() not in HEADERS
    }
    return Asked(method, parameters, own, fields.get("content", "").encode(), address)
