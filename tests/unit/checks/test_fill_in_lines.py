"""A line to fill in, among all the dots and underscores that are none."""

from __future__ import annotations

import pytest

from modulebouwer.checks.fill_in_lines import LINE


@pytest.mark.parametrize(
    "line",
    [
        "Naam: ..........",
        "Naam: ………………",
        "Naam: ______",
        "Naam: _ _ _ _ _",
        "Naam: . . . . . . .",
        "Naam: ----------",
        "Naam..........",
        "Ik vind ..... belangrijk.",
        "Ik ben …….. jaar.",
        "(______)",
        "______________ (naam)",
        "€ ……",
    ],
)
def test_a_line_to_fill_in(line: str) -> None:
    assert LINE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ik denk...",
        "Tja.... dat weet niemand.",
        "Nee!!......",
        "Stil . . . . dan toch.",
        "“…… dat",
        "Inleiding ........ 3",
        "Inleiding………… 12",
        "__init__.py en plan___oud",
        "Een pad: ../../media",
        "—— | —:| ___",
        "Zo: ... en zo.",
    ],
)
def test_no_line_to_fill_in(line: str) -> None:
    assert LINE.search(line) is None
