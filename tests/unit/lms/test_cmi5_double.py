"""The cmi5 LMS refuses what the reference LMS refuses, each rule broken alone, and takes what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from harness.assignable_unit import VERB, Unit
from harness.packages import tiny_cmi5
from modulebouwer.lms.behaviour import PROFILES, Behaviour, HttpFault
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.assignable_unit import CMI5_CATEGORY, MASTERY_EXTENSION, MOVE_ON_CATEGORY
from modulebouwer.lms.package import Package
from modulebouwer.lms.server import create_app, serving
from modulebouwer.standards import Runtime

Open = Callable[..., Unit]


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def launch(lms: Lms) -> Iterator[Open]:
    with serving(create_app(lms)) as address:

        def open(package: Package | None = None, **settings: Any) -> Unit:
            return Unit(address, lms, lms.launch(package or tiny_cmi5(), **settings))

        yield open


def category(statement: dict[str, Any], *identifiers: str) -> dict[str, Any]:
    statement["context"]["contextActivities"]["category"] = [{"id": identifier} for identifier in identifiers]
    return statement


def grouping(statement: dict[str, Any]) -> list[Any]:
    listed: list[Any] = statement["context"]["contextActivities"]["grouping"]
    return listed


def test_the_whole_way_of_a_unit(launch: Open, lms: Lms) -> None:
    unit = launch().begin()
    assert unit.send(unit.allowed("answered")).status == 200
    assert unit.send(unit.defined("completed"), unit.defined("terminated")).status == 200
    verbs = [statement["verb"]["id"].rpartition("/")[2] for statement in lms.lrs.statements]
    assert verbs == ["launched", "initialized", "answered", "completed", "satisfied", "terminated"]
    assert lms.lrs.refusals == []


def test_the_token_is_given_once(launch: Open) -> None:
    unit = launch()
    assert "auth-token" in unit.fetch()
    assert unit.fetch()["error-code"] == "1"


def test_nothing_goes_without_the_token(launch: Open) -> None:
    unit = launch()
    unit.token = "made-up"
    assert unit.state("GET", "LMS.LaunchData").status == 401


def test_the_launch_data(launch: Open) -> None:
    unit = launch(tiny_cmi5(0.8)).prepare()
    assert {name: unit.data[name] for name in ("launchMode", "moveOn", "masteryScore")} == {
        "launchMode": "Normal",
        "moveOn": "Completed",
        "masteryScore": 0.8,
    }
    assert unit.request("GET", unit.data["returnURL"]).status == 200
    assert unit.state("PUT", "LMS.LaunchData", b"{}").rule == "10.2.1.0-5"


def test_preferences_come_before_any_statement(launch: Open) -> None:
    unit = launch().prepare(preferences=False)
    assert unit.send(unit.defined("initialized")).rule == "11.0.0.0-3"
    assert unit.profile("GET", "cmi5LearnerPreferences").status == 404
    assert unit.send(unit.defined("initialized")).status == 200


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("9.1", lambda statement: statement.pop("id")),
        ("9.7", lambda statement: statement.update(timestamp="2026-01-01T10:00:00.000+01:00")),
        ("9.2", lambda statement: statement.update(actor={"mbox": "mailto:x@example.org"})),
        ("9.6", lambda statement: statement["context"].pop("registration")),
        (
            "10.2.1.0-6",
            lambda statement: statement["context"]["contextActivities"]["grouping"].insert(
                0, {"id": "urn:x"}
            ),
        ),
        ("10.2.1.0-6", lambda statement: statement["context"].pop("extensions")),
        ("6.3", lambda statement: statement.update(verb={"id": f"{VERB}voided"})),
        ("9.3.0.0-1", lambda statement: category(statement, CMI5_CATEGORY)),
        ("9.6.2.2-2", lambda statement: category(statement, MOVE_ON_CATEGORY)),
    ],
)
def test_each_rule_for_every_statement(
    launch: Open, lms: Lms, rule: str, broken: Callable[[Any], object]
) -> None:
    unit = launch().begin()
    stored = list(lms.lrs.statements)
    statement = unit.allowed("answered")
    broken(statement)
    reply = unit.send(statement)
    assert (reply.status, reply.rule) == (403, rule)
    assert lms.lrs.statements == stored
    assert unit.send(unit.allowed("answered")).status == 200


def test_own_grouping_may_follow_the_templates(launch: Open) -> None:
    unit = launch().begin()
    statement = unit.allowed("experienced")
    grouping(statement).append({"id": "https://example.org/series"})
    assert unit.send(statement).status == 200


def test_initialized_is_first_and_once(launch: Open) -> None:
    unit = launch().prepare()
    assert unit.send(unit.allowed("answered")).rule == "9.3.0.0-4"
    assert unit.send(unit.defined("completed")).rule == "9.3.0.0-4"
    assert unit.send(unit.defined("initialized")).status == 200
    assert unit.send(unit.defined("initialized")).rule == "9.3"


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ("9.5.4", {"completion": True}),
        ("9.5.3", {"duration": "PT1M"}),
        ("9.5.1", {"completion": True, "duration": "PT1M", "score": {"scaled": 1}}),
        ("9.5.2", {"completion": True, "duration": "PT1M", "success": True}),
    ],
)
def test_the_result_of_completed(launch: Open, rule: str, result: dict[str, Any]) -> None:
    unit = launch().begin()
    assert unit.send(unit.defined("completed", result=result)).rule == rule


def test_completed_wants_the_category_moveon_and_others_not(launch: Open) -> None:
    unit = launch().begin()
    assert unit.send(category(unit.defined("completed"), CMI5_CATEGORY)).rule == "9.6.2.2-1"
    assert (
        unit.send(category(unit.defined("terminated"), CMI5_CATEGORY, MOVE_ON_CATEGORY)).rule == "9.6.2.2-2"
    )


def test_passed_follows_the_mastery_score(launch: Open) -> None:
    unit = launch(tiny_cmi5(0.8)).begin()
    low = unit.defined("passed", result={"success": True, "duration": "PT1M", "score": {"scaled": 0.5}})
    high = unit.defined("passed", result={"success": True, "duration": "PT1M", "score": {"scaled": 0.9}})
    raw = unit.defined("passed", result={"success": True, "duration": "PT1M", "score": {"raw": 9}})
    assert [unit.send(statement).rule for statement in (low, raw, high)] == ["9.3", "9.5.1", "9.6.3.2"]
    high["context"]["extensions"][MASTERY_EXTENSION] = 0.8
    assert unit.send(high).status == 200


def test_completed_is_once_per_registration_and_review_follows(launch: Open) -> None:
    unit = launch().begin()
    assert unit.send(unit.defined("completed"), unit.defined("terminated")).status == 200
    again = launch().begin()
    assert again.registration == unit.registration
    assert again.data["launchMode"] == "Review"
    assert again.send(again.defined("completed")).rule == "10.2.2.0-3"
    assert again.send(again.allowed("answered")).status == 200


def test_a_second_completed_in_one_session_is_refused(launch: Open) -> None:
    unit = launch().begin()
    assert unit.send(unit.defined("completed")).status == 200
    assert unit.send(unit.defined("completed")).rule == "9.3"


def test_browse_takes_no_completed(launch: Open) -> None:
    unit = launch(mode="browse").begin()
    assert unit.data["launchMode"] == "Browse"
    assert unit.send(unit.defined("completed")).rule == "10.2.2.0-2"
    assert unit.send(unit.defined("terminated")).status == 200


def test_after_terminated_the_token_is_dead_for_state_too(launch: Open) -> None:
    unit = launch().begin()
    unit.send(unit.defined("terminated"))
    assert unit.send(unit.allowed("answered")).rule == "8.1.2.0-2"
    assert unit.state("PUT", "bookmark", b"{}").rule == "8.1.2.0-2"


def test_a_batch_is_stored_whole_or_not_at_all(launch: Open, lms: Lms) -> None:
    unit = launch().begin()
    stored = list(lms.lrs.statements)
    assert unit.send(unit.defined("terminated"), unit.allowed("answered")).rule == "8.1.2.0-2"
    assert lms.lrs.statements == stored
    assert unit.send(unit.defined("terminated")).status == 200


def test_a_session_left_open_is_abandoned_at_the_next_launch(launch: Open, lms: Lms) -> None:
    unit = launch().begin()
    launch()
    assert lms.lrs.statements[-2]["verb"]["id"].endswith("/abandoned")
    assert unit.send(unit.allowed("answered")).rule == "8.1.2.0-2"


def test_another_learner_or_attempt_is_another_registration(launch: Open, lms: Lms) -> None:
    registrations = [launch().registration, launch(learner="bram").registration]
    lms.new_attempt(tiny_cmi5())
    registrations.append(launch().registration)
    assert len(set(registrations)) == 3


def test_state_documents_and_their_etags(launch: Open) -> None:
    unit = launch().prepare()
    assert unit.state("GET", "bookmark").status == 404
    created = unit.state("PUT", "bookmark", b'{"a":1}', If_None_Match="*")
    assert created.status == 204
    assert unit.state("PUT", "bookmark", b"{}", If_None_Match="*").status == 412
    assert unit.state("PUT", "bookmark", b"{}").status == 409
    changed = unit.state("PUT", "bookmark", b'{"a":2}', If_Match=created.etag)
    assert changed.status == 204
    assert unit.state("PUT", "bookmark", b"{}", If_Match=created.etag).status == 412
    read = unit.state("GET", "bookmark")
    assert (read.json, read.etag) == ({"a": 2}, changed.etag)
    assert unit.state("POST", "bookmark", b'{"b":3}').status == 204
    assert unit.state("GET", "bookmark").json == {"a": 2, "b": 3}
    assert unit.state("GET", "").json == ["bookmark"]
    assert unit.state("DELETE", "bookmark").status == 204
    assert unit.state("GET", "bookmark").status == 404


def test_state_is_kept_over_launches_and_is_the_learners_own(launch: Open) -> None:
    unit = launch().prepare()
    unit.state("PUT", "bookmark", "één".encode(), Content_Type="text/plain")
    assert launch().prepare().state("GET", "bookmark").body.decode() == "één"
    assert launch(learner="bram").prepare().state("GET", "bookmark").status == 404
    other = launch().prepare()
    assert other.state("GET", "bookmark", actor={"mbox": "mailto:x@example.org"}).rule == "8.1.3.0-3"


def test_catapult_has_no_etags_and_wants_compact_json(launch: Open) -> None:
    unit = launch(behaviour=PROFILES[Runtime.LRS_UNIT]["catapult"]).prepare()
    assert not unit.launched["endpoint"].endswith("/")
    assert unit.state("PUT", "bookmark", b'{"a":1}').etag == ""
    assert unit.state("PUT", "bookmark", b'{"a":2}').status == 204
    assert unit.state("PUT", "bookmark", b'{"a": 2}').status == 504
    assert unit.profile("PUT", "cmi5LearnerPreferences", b"{}").status == 403


def test_an_lrs_that_forgets_says_yes(launch: Open, lms: Lms) -> None:
    unit = launch(behaviour=PROFILES[Runtime.LRS_UNIT]["forgetful"]).prepare()
    assert unit.state("PUT", "bookmark", b"{}").status == 204
    assert unit.send(unit.defined("initialized")).status == 200
    assert unit.state("GET", "bookmark").status == 404
    assert len(lms.lrs.statements) == 1


def test_faults_come_and_go(launch: Open) -> None:
    fault = HttpFault("state", 500, method="PUT", after=1, times=2)
    unit = launch(behaviour=Behaviour(http_faults=(fault,))).prepare()
    given = [unit.state("PUT", f"answer/{n}", b"{}").status for n in range(5)]
    assert given == [204, 500, 500, 204, 204]


def test_a_document_over_the_limit_is_refused_and_a_lost_session_too(launch: Open, lms: Lms) -> None:
    unit = launch(behaviour=PROFILES[Runtime.LRS_UNIT]["full"]).prepare()
    assert unit.state("PUT", "answer", b'"' + b"x" * 4096 + b'"').status == 413
    assert unit.state("PUT", "answer", b'"' + b"x" * 4000 + b'"').status == 204
    next(iter(lms.launches.values())).expired = True
    assert unit.state("GET", "answer").status == 401
