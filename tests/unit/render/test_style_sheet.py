"""What a designer writes in a style sheet, in the words that browsers of 2022 know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modulebouwer import resources
from modulebouwer.render.style_sheet import style_sheet


def test_two_colours_become_plain_ones_for_each_scheme() -> None:
    sheet = style_sheet(":root {\n  --paper: light-dark(#fcfaf6, #14181a);\n  --radius: 0;\n}\n")
    assert "light-dark" not in sheet
    light, dark = sheet.split("@media screen and (prefers-color-scheme:dark)")
    assert "--paper:#fcfaf6;" in light
    assert ":root:not([data-scheme=light]){--paper:#14181a}" in dark
    assert ":root[data-scheme=dark]{--paper:#14181a}" in dark
    assert "--radius" not in dark


def test_a_value_may_hold_more_than_its_colours() -> None:
    sheet = style_sheet(":root { --edge: 1px solid light-dark(#fff, #000); }")
    assert ":root{--edge:1px solid #fff}" in sheet
    assert sheet.count("--edge:1px solid #000}") == 2


def test_a_later_sheet_wins_in_both_schemes() -> None:
    sheet = style_sheet(
        ":root { --paper: light-dark(#fff, #000); }", ":root { --paper: light-dark(#eee, #111); }"
    )
    assert sheet.index("--paper:#fff") < sheet.index("--paper:#eee")
    assert sheet.index("--paper:#000") < sheet.index("--paper:#111")


def test_a_sign_with_an_alternative_has_a_plain_one_before_it() -> None:
    sheet = style_sheet('.done::before { content: "✓" / ""; }\n.n::before { content: attr(data-n) / ""; }')
    assert 'content:"✓";content:"✓" / ""' in sheet
    assert 'content:attr(data-n);content:attr(data-n) / ""' in sheet


def test_comments_stay_at_home() -> None:
    assert style_sheet("/* why */\n.a { color: red; } /* b */\n") == ".a{color:red}"


def test_white_space_stays_where_it_means_something() -> None:
    sheet = style_sheet('.a :hover  .b > p,\n.c { width: calc(1rem + 2px); font-family: "A  > B", serif; }')
    assert sheet == '.a :hover .b>p,.c{width:calc(1rem + 2px);font-family:"A  > B",serif}'


def test_a_nought_before_a_point_says_nothing() -> None:
    sheet = style_sheet('.a { margin: 0.5rem -0.25rem 10.5rem; content: "0.5"; font: 600 0.9rem/1.05 b0.5; }')
    assert sheet == '.a{margin:.5rem -.25rem 10.5rem;content:"0.5";font:600 .9rem/1.05 b0.5}'


def test_a_name_stands_without_its_quotation_marks() -> None:
    sheet = style_sheet(
        '.a[data-b~="c-d"] [e^="f"], [g="1h"], [i="j k"] { content: "[l=m]"; order: 1 !important; }'
    )
    assert sheet == '.a[data-b~=c-d] [e^=f],[g="1h"],[i="j k"]{content:"[l=m]";order:1!important}'


def test_without_two_colours_nothing_is_added() -> None:
    assert style_sheet(".a { margin: 0; }") == ".a{margin:0}"


@pytest.mark.parametrize(
    "sheet", sorted(resources.templates().rglob("*.css")), ids=lambda path: path.parent.name
)
def test_no_shorthand_of_a_line_takes_a_property(sheet: Path) -> None:
    """WebKit drops ``text-decoration`` with ``var()`` in it, and the term looks like plain text."""
    assert not re.findall(r"text-decoration:[^;}]*var\(", sheet.read_text(encoding="utf-8"))
