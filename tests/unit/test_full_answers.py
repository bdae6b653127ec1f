"""The answers in tests/data stand for the whole of a real module: every interaction has one, and no other has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.real_module import MODULES
from modulebouwer.source.loader import load

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("name", ["samenwerken_regio", "samenwerken_passend_onderwijs"])
def test_every_interaction_of_the_real_module_is_answered(name: str) -> None:
    module, _ = load(MODULES / name, name)
    assert module is not None
    asked = [interaction.id for component in module.recorded for interaction in component.interactions]
    assert list(json.loads((DATA / f"{name}_answers.json").read_text("utf-8"))) == asked
