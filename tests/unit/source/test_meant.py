"""What a number in somebody's own hand is taken for."""

from __future__ import annotations

import pytest

from modulebouwer.source.meant import identifier_like, minutes_like


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0.25", "15"), ("1,5", "90"), ("6,0", "6"), ("7,5", "8"), ("12.5", "13")],
)
def test_a_fraction_is_of_an_hour_only_where_it_is_small(written: str, minutes: str) -> None:
    assert minutes_like(written) == minutes


def test_a_letter_of_another_alphabet_is_taken_for_ours() -> None:
    assert identifier_like("d\u0430tum-w\u043e\u043erd") == "datum-woord"
