"""What a number in somebody's own hand is taken for."""

from __future__ import annotations

import pytest

from modulebouwer.source.meant import minutes_like


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0.25", "15"), ("1,5", "90"), ("6,0", "6"), ("7,5", "8"), ("12.5", "13")],
)
def test_a_fraction_is_of_an_hour_only_where_it_is_small(written: str, minutes: str) -> None:
    assert minutes_like(written) == minutes
