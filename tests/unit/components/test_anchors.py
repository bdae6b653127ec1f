"""Which way a scale goes."""

from __future__ import annotations

import pytest

from modulebouwer.components.shared.picks.anchors import level

HIGH_LOW = (
    ("helemaal eens", "helemaal oneens"), ("Zeer mee eens", "Helemaal niet mee eens"),
    ("Dat doe ik altijd.", "Dat doe ik zelden."), ("Altijd", "Nooit"), ("Strongly agree", "Strongly disagree"),
    ("Goed", "Slecht"), ("Tevreden", "Ontevreden"), ("stimme voll zu", "stimme gar nicht zu"),
    ("Trifft zu", "Trifft nicht zu"), ("tout à fait d’accord", "pas du tout d’accord"),
    ("helemaal iens", "hielendal net iens"), ("Volledig", "Helemaal niet"), ("always", "never"),
    ("Sehr gut", "Schlecht"),
)  # fmt: skip
UNSAID = (
    ("Veel moeite", "Geen moeite"), ("Heel moeilijk", "Niet moeilijk"), ("Altijd lastig", "Nooit lastig"),
    ("Te veel", "Te weinig"), ("1", "5"), ("Ik begin eraan", "Het hoort bij mij"),
)  # fmt: skip


@pytest.mark.parametrize(("high", "low"), HIGH_LOW)
def test_what_is_most_and_what_is_least(high: str, low: str) -> None:
    assert (level(high), level(low)) == (1, -1)


@pytest.mark.parametrize(("first", "last"), UNSAID)
def test_of_other_words_it_is_not_known(first: str, last: str) -> None:
    assert not (level(first) > 0 and level(last) < 0)
