"""What a number in somebody's own hand is taken for."""

from __future__ import annotations

import pytest

from modulebouwer.source.meant import identifier_like, licence_like, minutes_like


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0.25", "15"), ("1,5", "90"), ("6,0", "6"), ("7,5", "8"), ("12.5", "13")],
)
def test_a_fraction_is_of_an_hour_only_where_it_is_small(written: str, minutes: str) -> None:
    assert minutes_like(written) == minutes


def test_a_letter_of_another_alphabet_is_taken_for_ours() -> None:
    assert identifier_like("d\u0430tum-w\u043e\u043erd") == "datum-woord"


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        ("cc-by-sa", "CC BY-SA 4.0"),
        ("CC BY-AS 4.0", "CC BY-SA 4.0"),
        ("CC BY-SA-NC 4.0", "CC BY-NC-SA 4.0"),
        ("CC BY-SA4.0", "CC BY-SA 4.0"),
        ("CC BY 4.0 NL", "CC BY 4.0"),
        ("CC BY-ND-SA 4.0", ""),
        ("made by us", ""),
    ],
)
def test_a_licence_is_not_taken_for_one_that_allows_more(written: str, licence: str) -> None:
    assert licence_like(written) == licence
