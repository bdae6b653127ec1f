"""A plain xAPI launch, in its new and its old form, and an LRS that checks statements as such."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harness.assignable_unit import VERB, Unit
from harness.packages import tiny_xapi
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.server import create_app, serving
from modulebouwer.standards import Runtime

STATEMENT = {
    "id": "4e3ac9b8-1d0b-4f65-9a52-000000000001",
    "verb": {"id": f"{VERB}answered"},
    "object": {"id": "https://example.org/tiny/reflection"},
}


@pytest.fixture
def unit() -> Iterator[Callable[..., Unit]]:
    lms = Lms()
    with serving(create_app(lms)) as address:
        yield lambda profile="strict": Unit(
            address, lms, lms.launch(tiny_xapi(), behaviour=PROFILES[Runtime.LRS][profile])
        )


def test_the_launch_names_endpoint_authorization_actor_and_activity(unit: Callable[..., Unit]) -> None:
    launched = unit().launched
    assert set(launched) == {"endpoint", "auth", "actor", "registration", "activity_id"}
    assert launched["activity_id"] == "https://example.org/tiny"
    assert json.loads(launched["actor"])["mbox"] == "mailto:anna@lms.example"


def test_the_old_launch_has_an_actor_of_lists(unit: Callable[..., Unit]) -> None:
    opened = unit("old")
    assert opened.actor == {"name": ["Bakker, Anna"], "mbox": ["mailto:anna@lms.example"]}
    normalised = {name: values[0] for name, values in opened.actor.items()}
    assert opened.state("PUT", "bookmark", b"{}", actor=normalised).status == 204
    assert opened.state("PUT", "bookmark", b"{}").status == 403


def test_statements_need_no_order_but_must_be_statements(unit: Callable[..., Unit]) -> None:
    opened = unit()
    right: dict[str, Any] = {**STATEMENT, "actor": opened.actor}
    assert opened.send(right).json == [STATEMENT["id"]]
    assert opened.send(right).status == 200
    assert opened.send({**right, "verb": {"id": f"{VERB}experienced"}}).status == 409
    wrong: list[dict[str, Any]] = [
        {**STATEMENT},
        {**right, "verb": {"id": "answered"}},
        {**right, "object": {"id": "reflection"}},
        {**right, "id": "1"},
        {**right, "result": {"response": None}},
    ]
    assert [opened.send(statement).status for statement in wrong] == [400] * len(wrong)
    assert len(opened.lms.lrs.statements) == 1


def test_a_single_statement_may_be_put(unit: Callable[..., Unit]) -> None:
    opened = unit()
    url = f"{opened.endpoint}statements?statementId={STATEMENT['id']}"
    body = json.dumps({**STATEMENT, "actor": opened.actor}).encode()
    assert opened.request("PUT", url, body).status == 204
    assert opened.lms.lrs.statements[0]["id"] == STATEMENT["id"]


def test_the_version_header_is_wanted(unit: Callable[..., Unit]) -> None:
    opened = unit()
    url = f"{opened.endpoint}activities/state"
    assert opened.request("GET", url, None, **{"X-Experience-API-Version": ""}).status == 400
