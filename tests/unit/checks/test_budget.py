"""What answers can hold against a standard's limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.checks.budget import ROOMIER, budget
from modulebouwer.components.recorded import Interaction
from modulebouwer.standards import REGISTRY


def reflections(*lengths: int) -> list[Interaction]:
    return [Interaction(f"vraag-{n}", "?", "long-fill-in", length) for n, length in enumerate(lengths)]


def test_twelve_answers_of_six_hundred_do_not_all_fit_in_scorm12_at_full_length() -> None:
    result = budget(reflections(*[600] * 12), ["begin"], 4096)
    assert (result.answers, result.characters, result.breaking) == (12, 7200, 10)
    assert not result.fits


def test_eight_answers_of_seven_hundred_fit() -> None:
    result = budget(reflections(*[700] * 8), ["begin"], 4096)
    assert result.fits
    assert result.breaking is None
    assert not result.guaranteed


def test_few_answers_are_guaranteed_with_any_text() -> None:
    assert budget(reflections(500, 500), ["begin"], 4096).guaranteed


@given(st.lists(st.integers(50, 20_000), max_size=30), st.integers(100, 64_000))
def test_the_breaking_prompt_is_the_first_without_room(lengths: list[int], limit: int) -> None:
    result = budget(reflections(*lengths), ["a"], limit)
    assert (result.breaking is None) == result.fits or not lengths
    if result.breaking is not None:
        assert not budget(reflections(*lengths[: result.breaking + 1]), ["a"], limit).fits
        before = budget(reflections(*lengths[: result.breaking]), ["a"], limit)
        assert before.breaking is None
    assert result.expected <= result.worst


def test_what_is_roomier_is_scorm2004() -> None:
    assert REGISTRY["scorm2004"].record_limit == ROOMIER
