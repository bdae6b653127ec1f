"""Values that a browser passes over, and those that only look like them."""

from __future__ import annotations

import pytest

from modulebouwer.checks.css_values import css_values
from modulebouwer.findings import Location
from modulebouwer.model.look import TextFile
from modulebouwer.source.look import built_in_templates


@pytest.mark.parametrize(
    ("declaration", "written", "form"),
    [
        ("--line: light-dark(#fff)", "light-dark(#fff)", "light-dark(#rrggbb, #rrggbb)"),
        (
            "color: light-dark(#fff, #000, #abc)",
            "light-dark(#fff, #000, #abc)",
            "light-dark(#rrggbb, #rrggbb)",
        ),
        ("color: light-dark(#fff, )", "light-dark(#fff, )", "light-dark(#rrggbb, #rrggbb)"),
        ("border: 1px solid light-dark(#fff #000)", "light-dark(#fff #000)", "light-dark(#rrggbb, #rrggbb)"),
        ("color: rgb(20, 80)", "rgb(20, 80)", "rgb(20 80 120)"),
        ("color: rgb(20 80 120 0.5)", "rgb(20 80 120 0.5)", "rgb(20 80 120)"),
        ("color: light-dark(rgb(20), #000)", "rgb(20)", "rgb(20 80 120)"),
        ("color: oklch(60%, 0.1, 200)", "oklch(60%, 0.1, 200)", "oklch(60% 0.1 200)"),
        ("color: color-mix(#fff, #000)", "color-mix(#fff, #000)", "color-mix(in srgb, #rrggbb, #rrggbb)"),
        ("--line: #12345", "#12345", "#rrggbb"),
        ("background: #0b58zz", "#0b58zz", "#rrggbb"),
        ("--line: light-dark(#fff, #000", "light-dark(#fff, #000", "light-dark(#fff, #000)"),
        ("--line: light-dark(#fff, #000))", "light-dark(#fff, #000))", "light-dark(#fff, #000)"),
        ("--radius: 5", "5", "5px"),
        ("padding: 1rem 10", "10", "10px"),
        ("border-radius: 5 px", "5", "5px"),
    ],
)
def test_a_value_that_is_passed_over(declaration: str, written: str, form: str) -> None:
    text = f"/* ( */\np {{\n  margin: 0;\n  {declaration};\n}}\n"
    found = [
        (one.location, one.values["written"], one.values["form"]) for one in css_values(TextFile("s", text))
    ]
    assert {one.code for one in css_values(TextFile("s", text))} == {"SKN-580"}
    assert found == [(Location("s", 4, 3 + declaration.index(written)), written, form)]


@pytest.mark.parametrize(
    "declaration",
    [
        "--line: light-dark(#fff, #000)",
        "color: light-dark(rgb(1 2 3), hsl(200, 50%, 40%))",
        "color: rgb(1 2 3 / 50%)",
        "color: rgba(1, 2, 3, 0.5)",
        "color: rgb(var(--own))",
        "color: rgb(from var(--ink) r g b / 20%)",
        "color: rgb(calc(1 + 2) 2 3)",
        "color: color-mix(in oklab, var(--ink) 20%, #fff)",
        "background: url(data:image/svg+xml;base64,AA#b) #fff8",
        "background: url(\"data:image/svg+xml,%3Csvg fill='#12345'/%3E;(\") no-repeat",
        "content: '#12345 ('",
        "margin-inline: calc((100% - min(100%, var(--measure))) / 2) 0",
        "padding: 0 1.5rem calc(2 * 3px)",
        "line-height: 1.5",
        "flex: 1 1 0",
        "margin: -0.5em auto 0.0",
        "border-image-width: 1",
        "/* color: rgb(1) */ color: red",
    ],
)
def test_a_value_that_is_read(declaration: str) -> None:
    text = f"@media (min-width: 40) {{ a:hover, #12345:focus {{ {declaration}; top: 0 }} }}"
    assert [*css_values(TextFile("s", text))] == []


def test_our_own_style_sheets_are_read() -> None:
    sheets = [file for name, file in built_in_templates().items() if name.endswith(".css")]
    assert sheets
    assert [finding for sheet in sheets for finding in css_values(sheet)] == []
