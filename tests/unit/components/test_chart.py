"""Numbers as places in a drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.looks import locale
from modulebouwer.components.chart.drawing import Bar, Line, Scale, bar, places


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([6, 15, 4.5, 12], False, (0, 5, 10, 15)),
        ([212, 208, 201], False, (200, 202.5, 205, 207.5, 210, 212.5)),
        ([212, 208, 201], True, (0, 50, 100, 150, 200, 250)),
        ([-3, 9], True, (-5, -2.5, 0, 2.5, 5, 7.5, 10)),
        ([-8, -2], True, (-8, -6, -4, -2, 0)),
        ([0.1, 0.3], True, (0, 0.1, 0.2, 0.3)),
        ([7, 7], False, (0, 2, 4, 6, 8)),
        ([0], True, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([], True, (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ],
)
def test_a_scale_of_round_numbers(values: list[float], from_zero: bool, ticks: tuple[float, ...]) -> None:
    assert Scale.of(values, from_zero=from_zero).ticks == ticks


@given(st.lists(st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6), max_size=20), st.booleans())
def test_every_value_stands_between_the_ends(values: list[float], from_zero: bool) -> None:
    scale = Scale.of(values, from_zero=from_zero)
    assert 2 <= len(scale.ticks) <= 8
    assert all(0 <= scale.height(value) <= 100 for value in values)
    assert not from_zero or 0 in scale.ticks


def test_a_bar_begins_at_zero() -> None:
    scale = Scale((-5, 0, 5))
    assert bar(5, scale) == Bar(50, 50)
    assert bar(-2.5, scale) == Bar(25, 25)
    assert bar(0, scale) == Bar(50, 0)


def test_a_line_is_broken_where_nothing_is_known() -> None:
    line = Line.of([0, 10, None, 5], Scale((0, 5, 10)))
    assert line.path == "M0 100 L33.33 0 M100 50"
    assert line.dots == [(0, 100), (33.33, 0), (100, 50)]


@pytest.mark.parametrize(
    ("labels", "wide", "narrow"),
    [
        (["2019", "2020", "2021", "2022"], "2019 2020 2021 2022", "2019 2020 2021 2022"),
        (["January", "February", "March", "April"], "January February March April", "January April"),
        (
            [str(year) for year in range(2010, 2023)],
            "2010 2012 2014 2016 2018 2020 2022",
            "2010 2014 2018 2022",
        ),
        ([str(year) for year in range(2010, 2024)], "2010 2023", "2010 2023"),
        (
            ["Voor de verbouwing", "Na de verbouwing", "Nu"],
            "Voor de verbouwing Nu",
            "Voor de verbouwing Nu",
        ),
        (["A", "B"], "A B", "A B"),
    ],
)
def test_as_many_places_of_a_line_are_named_as_fit(labels: list[str], wide: str, narrow: str) -> None:
    named = places(labels)
    assert " ".join(place.label for place in named) == wide
    assert " ".join(place.label for place in named if not place.roomy) == narrow


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (9.5, "9,5", "9.5"),
        (1180, "1180", "1180"),
        (12500, "12\u202f500", "12\u202f500"),
        (-3, "\u22123", "\u22123"),
    ],
)
def test_numbers_as_a_language_writes_them(number: float, dutch: str, english: str) -> None:
    assert locale("nl").number(number) == dutch
    assert locale("en").number(number) == english
