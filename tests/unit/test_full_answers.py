"""The answers in tests/data stand for the whole of the real module: every interaction has one, and no other has."""

from __future__ import annotations

import json
from pathlib import Path

from harness.real_module import REAL_MODULE
from modulebouwer.source.loader import load

ANSWERS = Path(__file__).parents[1] / "data" / "samenwerken_regio_answers.json"


def test_every_interaction_of_the_real_module_is_answered() -> None:
    module, _ = load(REAL_MODULE, REAL_MODULE.as_posix())
    assert module is not None
    asked = [interaction.id for component in module.recorded for interaction in component.interactions]
    assert list(json.loads(ANSWERS.read_text("utf-8"))) == asked
