"""The record store as packages of other tools ask it: the smallest clients that failed in it, and what 1.0.3 offers."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harness.assignable_unit import VERB, Unit
from harness.packages import tiny_cmi5, tiny_xapi
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import from_files
from modulebouwer.lms.pages import query
from modulebouwer.lms.server import create_app, serving
from modulebouwer.standards import Runtime
from packages import styles

Open = Callable[..., Unit]
LENIENT = PROFILES[Runtime.LRS]["lenient"]


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def launch(lms: Lms) -> Iterator[Open]:
    with serving(create_app(lms)) as address:
        yield lambda package=None, **settings: Unit(
            address, lms, lms.launch(package or tiny_xapi(), **{"behaviour": LENIENT, **settings})
        )


def place(unit: Unit, name: str = "bookmark") -> str:
    """The parameters of a State document."""
    return urllib.parse.urlencode(
        {
            "stateId": name,
            "activityId": unit.launched.get("activityId") or unit.launched["activity_id"],
            "registration": unit.registration,
            "agent": json.dumps(unit.actor),
        },
        quote_via=urllib.parse.quote,
    )


def test_a_client_that_decodes_an_address_and_no_form(lms: Lms, launch: Open) -> None:
    """A ``decodeURIComponent`` leaves a plus as it is: the actor would be no JSON, the authorization no scheme."""
    unit = launch()
    text = query(next(iter(lms.launches.values())), "http://127.0.0.1:1/")[1:]
    decoded = {
        name: urllib.parse.unquote(value) for name, value in (pair.split("=") for pair in text.split("&"))
    }
    assert json.loads(decoded["actor"])["name"] == "Bakker, Anna"
    assert decoded["auth"].startswith("Basic ")
    assert "+" not in text
    assert decoded["registration"] == unit.registration


def test_a_client_that_writes_its_own_slash(launch: Open) -> None:
    unit = launch()
    for endpoint in (f"{unit.endpoint}/", unit.endpoint.rstrip("/") + "/"):
        assert unit.request("GET", f"{endpoint}activities/state?{place(unit)}").status == 404
        assert unit.request("PUT", f"{endpoint}activities/state?{place(unit)}", b"1").status == 204
        assert unit.state("DELETE", "bookmark").status == 204


@pytest.mark.parametrize(
    ("profile", "version", "status"),
    [
        ("lenient", "1.0.3", 204),
        ("lenient", "1.0.1", 204),
        ("lenient", "2.0.0", 409),
        ("strict", "1.0.3", 409),
        ("strict", "2.0.0", 409),
        ("old", "1.0.1", 204),
    ],
)
def test_a_client_that_writes_again_without_a_condition(
    launch: Open, profile: str, version: str, status: int
) -> None:
    """xAPI 1.0.3 part 3, 3.1 lets State be; the version that the request names decides, unless the LMS is strict."""
    unit = launch(behaviour=PROFILES[Runtime.LRS][profile])
    actor = {name: value[0] if isinstance(value, list) else value for name, value in unit.actor.items()}
    headers = {"X_Experience_API_Version": version}
    assert unit.state("PUT", "bookmark", b'{"n":1}', actor, **headers).status == 204
    assert unit.state("PUT", "bookmark", b'{"n":2}', actor, **headers).status == status
    assert unit.state("GET", "bookmark", None, actor).json == {"n": 2 if status == 204 else 1}


def test_profiles_want_a_condition_in_every_version(launch: Open) -> None:
    unit = launch()
    activity = urllib.parse.urlencode({"activityId": unit.launched["activity_id"], "profileId": "kleur"})
    for url in (
        f"{unit.endpoint}activities/profile?{activity}",
        f"{unit.endpoint}agents/profile?profileId=kleur&agent={urllib.parse.quote(json.dumps(unit.actor))}",
    ):
        created = unit.request("PUT", url, b'"rood"', **{"If-None-Match": "*"})
        assert created.status == 204
        assert unit.request("PUT", url, b'"geel"').status == 409
        assert unit.request("PUT", url, b'"blauw"', **{"If-Match": created.etag}).status == 204
        assert unit.request("GET", url).json == "blauw"
        assert unit.request("DELETE", url).status == 204
        assert unit.request("GET", url).status == 404


def form(unit: Unit, **fields: str) -> bytes:
    own = {"Authorization": f"Basic {unit.token}", "X-Experience-API-Version": "1.0.1"}
    return urllib.parse.urlencode({**own, **fields}).encode()


def test_a_client_that_sends_forms_only(lms: Lms, launch: Open) -> None:
    """xAPI 1.0.3 part 3, 1.3: no header of its own, everything in the fields of a form."""
    unit = launch()
    fields = dict(urllib.parse.parse_qsl(place(unit)))
    url = f"{unit.endpoint}activities/state?method="
    plain = {"Authorization": "", "X-Experience-API-Version": ""}
    plain["Content-Type"] = "application/x-www-form-urlencoded"
    sent = form(unit, **fields, content='{"blad":"één & twee"}')
    assert unit.request("POST", f"{url}PUT", sent, **plain).status == 204
    assert unit.request("POST", f"{url}GET", form(unit, **fields), **plain).json == {"blad": "één & twee"}
    assert unit.request("POST", f"{url}DELETE", form(unit, **fields), **plain).status == 204
    assert unit.request("POST", f"{url}GET", form(unit, **fields), **plain).status == 404
    statement = {
        "actor": unit.actor,
        "verb": {"id": f"{VERB}answered"},
        "object": {"id": "https://example.org/x"},
    }
    sent = form(unit, statementId="4e3ac9b8-1d0b-4f65-9a52-000000000009", content=json.dumps(statement))
    assert unit.request("POST", f"{unit.endpoint}statements?method=PUT", sent, **plain).status == 204
    assert lms.lrs.statements[-1]["id"] == "4e3ac9b8-1d0b-4f65-9a52-000000000009"
    assert unit.request("POST", f"{url}PATCH", form(unit, **fields), **plain).status == 400


def sent(unit: Unit, verb: str, activity: str) -> dict[str, Any]:
    statement = {
        "actor": unit.actor,
        "verb": {"id": f"{VERB}{verb}"},
        "object": {"id": activity, "definition": {"name": {"nl": verb}}},
        "context": {"registration": unit.registration},
    }
    assert unit.send(statement).status == 200
    return statement


def test_statements_are_read_back(launch: Open) -> None:
    unit = launch()
    for verb, activity in (("answered", "https://a.example/1"), ("experienced", "https://a.example/2")):
        sent(unit, verb, activity)

    def found(**parameters: str) -> list[str]:
        url = f"{unit.endpoint}statements?{urllib.parse.urlencode(parameters)}"
        return [one["verb"]["id"].removeprefix(VERB) for one in unit.request("GET", url).json["statements"]]

    assert found() == ["experienced", "answered"]
    assert found(ascending="true", limit="1") == ["answered"]
    assert found(verb=f"{VERB}answered") == ["answered"]
    assert found(activity="https://a.example/2", registration=unit.registration) == ["experienced"]
    assert found(agent=json.dumps({"mbox": unit.actor["mbox"]})) == ["experienced", "answered"]
    assert found(agent=json.dumps({"mbox": "mailto:eve@lms.example"})) == []
    assert found(since="2999-01-01T00:00:00Z") == []
    whole = unit.request("GET", f"{unit.endpoint}statements").json["statements"][0]
    assert {"id", "stored", "timestamp", "authority", "version"} <= set(whole)
    one = unit.request("GET", f"{unit.endpoint}statements?statementId={whole['id']}")
    assert one.json == whole
    assert unit.request("GET", f"{unit.endpoint}statements?statementId=x").status == 404


def test_about_activities_and_agents(launch: Open) -> None:
    unit = launch()
    sent(unit, "answered", "https://a.example/1")
    about = unit.request("GET", f"{unit.endpoint}about", None, Authorization="")
    assert "1.0.3" in about.json["version"]
    url = f"{unit.endpoint}activities?activityId="
    assert unit.request("GET", f"{url}https://a.example/1").json["definition"] == {"name": {"nl": "answered"}}
    assert unit.request("GET", f"{url}https://a.example/9").json == {
        "objectType": "Activity",
        "id": "https://a.example/9",
    }
    agent = urllib.parse.quote(json.dumps(unit.actor))
    assert unit.request("GET", f"{unit.endpoint}agents?agent={agent}").json == {
        "objectType": "Person",
        "name": ["Bakker, Anna"],
        "mbox": ["mailto:anna@lms.example"],
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "activities/state?agent=geen", 400),
        ("GET", "activities/state", 400),
        ("GET", "agents?agent=[]", 400),
        ("GET", "activities", 400),
        ("GET", "nothing", 404),
        ("DELETE", "statements", 405),
        ("PUT", "about/x", 404),
    ],
)
def test_what_is_no_question_gets_an_answer(launch: Open, method: str, path: str, status: int) -> None:
    unit = launch()
    assert unit.request(method, f"{unit.endpoint}{path}").status == status


@pytest.mark.parametrize(
    "wrong",
    [
        b"geen JSON",
        b"[1]",
        b"{}",
        b'{"actor":{},"verb":{"id":"http://a.example/v"},"object":{"id":"a:b"},"context":[]}',
        b'{"actor":{},"verb":{"id":"http://a.example/v"},"object":{"id":"a:b"},"context":{"contextActivities":[]}}',
        b'{"actor":{},"verb":{"id":"http://a.example/v"},"object":{"id":"a:b"},"result":{"score":{"scaled":"1"}}}',
        b'{"actor":{},"verb":{"id":"http://a.example/v"},"object":{"id":"a:b"},"result":3}',
    ],
)
def test_a_statement_that_is_none_is_refused(launch: Open, wrong: bytes) -> None:
    for unit in (launch(), launch(tiny_cmi5(0.8)).prepare()):
        assert unit.request("POST", f"{unit.endpoint}statements", wrong).status == 400
        assert unit.request("PUT", f"{unit.endpoint}statements?statementId=1", wrong).status == 400


def test_statements_with_attachments(lms: Lms, launch: Open) -> None:
    unit = launch()
    statement = {
        "actor": unit.actor,
        "verb": {"id": f"{VERB}answered"},
        "object": {"id": "https://a.example/1"},
    }
    body = (
        b"--x\r\nContent-Type: application/json\r\n\r\n"
        + json.dumps(statement).encode()
        + b"\r\n--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n\r\nbijlage\r\n--x--\r\n"
    )
    kind = {"Content-Type": "multipart/mixed; boundary=x"}
    assert unit.request("POST", f"{unit.endpoint}statements", body, **kind).status == 200
    assert lms.lrs.statements[-1]["object"]["id"] == "https://a.example/1"


def test_units_of_one_course_share_a_registration_and_no_state(launch: Open) -> None:
    course = from_files(styles.cmi5_export())
    first, second = (launch(course.at(one.id)).begin() for one in course.launches)
    assert first.registration == second.registration
    assert first.launched["activityId"] != second.launched["activityId"]
    assert first.state("PUT", "bookmark", b"1").status == 204
    assert second.state("GET", "bookmark").status == 404
    assert first.send(first.defined("completed")).status == 200
    assert second.send(second.defined("completed")).status == 200
