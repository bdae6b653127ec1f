"""What the contact sheets show (docs/sheets.py): every component of the registry, in every state that it can be in."""

from __future__ import annotations

import make_guide
import pytest
import sheets

from modulebouwer.components.component import RecordingModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.components.shared.questions.model import QuestionModel

MODULE = make_guide.example_module()
LOOKS = sheets.component_looks(MODULE)


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_component_is_shown_in_every_state_that_it_can_be_in(kind: str) -> None:
    model = COMPONENTS[kind]
    states = {name for name, look in LOOKS.items() if kind in look.kinds}
    expected = {"new", "answered"}
    if issubclass(model, RecordingModel):
        expected |= {"full", "two", "review"}
    if issubclass(model, QuestionModel):
        expected |= {"wrong", "opened", "spent", "right"}
    assert states == expected


@pytest.mark.parametrize("name", [name for name in LOOKS if name != "new"])
def test_every_answer_is_one_that_the_page_could_have_kept(name: str) -> None:
    answers = LOOKS[name].scenario["record"]["answers"]
    for component in MODULE.recorded:
        for one in component.interactions:
            known = {response.id for response in (*one.options, *one.targets)}
            value = answers[one.id]["value"]
            assert 0 < len(value) <= one.max_length, one.id
            if known:
                parts = value.removeprefix(value[:2] if component.kind in QUESTIONS else "")
                assert set(parts.replace("=", ",").split(",")) <= known, one.id


QUESTIONS = {kind for kind in COMPONENTS if issubclass(COMPONENTS[kind], QuestionModel)}


@pytest.mark.parametrize("name", ["wrong", "opened", "spent", "right"])
def test_right_is_right_and_wrong_is_wrong(name: str) -> None:
    answers = LOOKS[name].scenario["record"]["answers"]
    for component in MODULE.recorded:
        if component.kind in QUESTIONS:
            (one,) = component.interactions
            given = answers[one.id]["value"][2:]
            rights = one.right if one.type == "fill-in" else (",".join(one.right),)
            assert (given in rights) == (name == "right"), one.id
