"""What a drawing may hold: shapes, styles, links to read; nothing that runs and nothing that loads."""

from __future__ import annotations

import pytest

from modulebouwer.checks.media_content import drawing
from modulebouwer.findings import Finding, Location
from modulebouwer.model.module import MediaFile

PLACE = Location("les/media/kaart.svg", 1)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:x">'


def found(*lines: str) -> list[Finding]:
    """What is told of a drawing with these lines below its first."""
    data = "\n".join([HEAD, *lines, "</svg>"]).encode()
    return list(drawing(MediaFile("media/kaart.svg", data), PLACE))


def test_what_is_no_xml_is_told_with_the_reason() -> None:
    (told,) = drawing(MediaFile("media/kaart.svg", b"<svg><g></svg>"), PLACE)
    assert (told.code, told.location) == ("MED-018", PLACE)
    assert told.values["path"] == "media/kaart.svg"
    assert told.values["why"].startswith("Opening and ending tag mismatch")


@pytest.mark.parametrize(
    ("line", "element"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject/>", "foreignObject"),
        ('<x:handler xmlns:x="urn:y"/>', "handler"),
        ("<listener/>", "listener"),
        ('<rect onclick="alert(1)"/>', "rect"),
        ('<rect ONLOAD="alert(1)"/>', "rect"),
        ('<rect x:onload="alert(1)"/>', "rect"),
        ('<a href="java\nscript:alert(1)"/>', "a"),
        ('<a xlink:href=" JavaScript:alert(1)"/>', "a"),
        ('<a href="vbscript:x"/>', "a"),
        ('<image href="data:text/html,x"/>', "image"),
    ],
)
def test_what_runs_is_told_at_its_line_and_once(line: str, element: str) -> None:
    (told,) = found("<g/>", line, "<script/>")
    assert told.code == "MED-019"
    assert told.values == {"path": "media/kaart.svg", "element": element}
    assert told.location.path == PLACE.path
    # Of an element of two lines libxml2 tells the last.
    assert told.location.line == 3 + line.count("\n")


@pytest.mark.parametrize("element", ["image", "use", "feImage"])
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_what_loads_is_told_each_at_its_line(element: str, name: str) -> None:
    told = found(
        f'<{element} {name}="https://example.org/a.png"/>', "<g/>", f'<{element} {name}="{"b" * 200}.png"/>'
    )
    assert [(one.code, one.location.line) for one in told] == [("MED-020", 2), ("MED-020", 4)]
    assert told[0].values == {"path": "media/kaart.svg", "address": "https://example.org/a.png"}
    assert told[1].values["address"] == "b" * 57 + "..."
    assert {one.location.path for one in told} == {PLACE.path}


@pytest.mark.parametrize(
    "line",
    [
        '<image href="data:image/png;base64,AAAA"/>',
        '<use xlink:href="#ster"/>',
        "<image/>",
        '<a href="https://example.org/">lees</a>',
        '<rect class="online"/>',
        "<!-- <script/> -->",
        "<text>javascript: onclick</text>",
    ],
)
def test_what_only_draws_is_fine(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "address", "code"),
    [
        (
            '<style>@import url("https://fonts.example.org/css");</style>',
            "https://fonts.example.org/css",
            "MED-620",
        ),
        ("<style>@import 'https://example.org/b.css';</style>", "https://example.org/b.css", "MED-620"),
        ("<style>@font-face { src: URL(letter.woff2) }</style>", "letter.woff2", "MED-620"),
        ('<rect filter="url(https://example.org/f.svg#f)"/>', "https://example.org/f.svg#f", "MED-020"),
        ("<rect style=\"fill: url( 'patroon.png' )\"/>", "patroon.png", "MED-020"),
    ],
)
def test_what_a_style_loads_is_told(line: str, address: str, code: str) -> None:
    (told,) = found("<g/>", line)
    assert (told.code, told.location.line, told.values["address"]) == (code, 3, address)


def test_a_sheet_of_styles_beside_the_drawing_is_told() -> None:
    data = f'<?xml-stylesheet type="text/css" href="https://example.org/a.css"?>\n{HEAD}</svg>'.encode()
    (told,) = drawing(MediaFile("media/kaart.svg", data), PLACE)
    assert (told.code, told.values["address"]) == ("MED-620", "https://example.org/a.css")
    assert told.values["kind"] == "sheet"


def test_what_stands_in_the_drawing_itself_is_loaded_from_nowhere() -> None:
    assert (
        found('<rect fill="url(#verloop)"/>', "<style>a { src: url(data:font/woff2;base64,d09G) }</style>")
        == []
    )
