"""A hand-written assignable unit that speaks cmi5 over HTTP, so that a test can break one rule at a time."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.lrs.assignable_unit import CMI5_CATEGORY, MOVE_ON_CATEGORY
from modulebouwer.lms.pages import query

JSON = "application/json"
VERB = "http://adlnet.gov/expapi/verbs/"


class Reply:
    def __init__(self, status: int, body: bytes, etag: str) -> None:
        self.status = status
        self.body = body
        self.etag = etag

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rule(self) -> str:
        """The rule that was broken, "" for success."""
        return "" if self.status < 400 else str(self.json["rule"])


class Unit:
    """One launch, seen from the unit. ``prepare`` does all that comes before the first statement."""

    def __init__(self, address: str, lms: Lms, launch: Launch) -> None:
        self.lms = lms
        self.launched = {
            name: values[0] for name, values in parse_qs(query(launch, f"{address}/")[1:]).items()
        }
        self.endpoint = self.launched["endpoint"].rstrip("/") + "/"
        self.actor = json.loads(self.launched["actor"])
        self.registration = self.launched["registration"]
        self.token = self.launched.get("auth", "").removeprefix("Basic ")
        self.data: dict[str, Any] = {}

    def fetch(self) -> Any:
        reply = self.request("POST", self.launched["fetch"]).json
        self.token = reply.get("auth-token", self.token)
        return reply

    def prepare(self, *, preferences: bool = True) -> Unit:
        self.fetch()
        self.data = self.state("GET", "LMS.LaunchData").json
        if preferences:
            self.profile("GET", "cmi5LearnerPreferences")
        return self

    def begin(self) -> Unit:
        self.prepare()
        assert self.send(self.defined("initialized")).status == 200
        return self

    def defined(self, verb: str, *, result: dict[str, Any] | None = None) -> dict[str, Any]:
        """A cmi5 defined statement as it should be."""
        moves_on = verb in ("completed", "passed", "failed")
        results: dict[str, dict[str, Any]] = {
            "completed": {"completion": True, "duration": "PT1M"},
            "passed": {"success": True, "duration": "PT1M"},
            "failed": {"success": False, "duration": "PT1M"},
            "terminated": {"duration": "PT1M"},
        }
        statement = self.allowed(verb, object=self.launched["activityId"])
        statement["context"]["contextActivities"]["category"] = [{"id": CMI5_CATEGORY}] + (
            [{"id": MOVE_ON_CATEGORY}] if moves_on else []
        )
        found = result if result is not None else results.get(verb)
        return {**statement, "result": found} if found else statement

    def allowed(self, verb: str, object: str = "https://example.org/tiny/reflection") -> dict[str, Any]:
        """A cmi5 allowed statement as it should be."""
        template = json.loads(json.dumps(self.data["contextTemplate"]))
        return {
            "id": str(uuid.uuid4()),
            "timestamp": "2026-01-01T10:00:00.000Z",
            "actor": self.actor,
            "verb": {"id": f"{VERB}{verb}"},
            "object": {"objectType": "Activity", "id": object},
            "context": {**template, "registration": self.registration},
        }

    def send(self, *statements: dict[str, Any]) -> Reply:
        body = list(statements) if len(statements) > 1 else statements[0]
        return self.request(
            "POST", f"{self.endpoint}statements", json.dumps(body, separators=(",", ":")).encode()
        )

    def state(
        self, method: str, name: str, body: bytes | None = None, actor: Any = None, **headers: str
    ) -> Reply:
        return self.document(
            method,
            "activities/state",
            body,
            headers,
            stateId=name,
            activityId=self.launched.get("activityId") or self.launched["activity_id"],
            registration=self.registration,
            agent=json.dumps(actor or self.actor),
        )

    def profile(self, method: str, name: str, body: bytes | None = None) -> Reply:
        return self.document(method, "agents/profile", body, {}, profileId=name, agent=json.dumps(self.actor))

    def document(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], **parameters: str
    ) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request(method, f"{self.endpoint}{path}?{urlencode(parameters)}", body, **named)

    def request(self, method: str, url: str, body: bytes | None = None, **headers: str) -> Reply:
        assert urlsplit(url).hostname == "127.0.0.1"
        sent = {"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {self.token}", **headers}
        if body is not None:
            sent = {"Content-Type": JSON, **sent}
        request = urllib.request.Request(url, body, sent, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return Reply(answer.status, answer.read(), answer.headers.get("etag", ""))
        except urllib.error.HTTPError as error:
            return Reply(error.code, error.read(), error.headers.get("etag", ""))
