"""Drawings, pages and scripts in any folder of anybody's package are examined."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.verify import examine
from package_trees import cmi5, scorm12, scorm2004, xapi

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}</svg>'
WEB = {"index.html": b"<!doctype html><title>Les</title><p>Les</p>"}
TREES: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "scorm12": scorm12,
    "scorm2004": scorm2004,
    "cmi5": cmi5,
    "xapi": xapi,
    "web": lambda: WEB,
}


def codes(tree: dict[str, bytes], path: str, text: str) -> dict[str, tuple[str, int]]:
    """Code → the path in the zip and the line of what is said of ``path``."""
    found = examine(io.BytesIO(archive({**tree, path: text.encode()})), "a.zip").findings
    return {
        one.code: (one.location.path, one.location.line)
        for one in found
        if one.location.path == f"a.zip/{path}" and one.code not in ("S12-026", "S24-026")
    }


@pytest.mark.parametrize("standard", TREES)
@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<a xlink:href=" java\tscript:alert(1)"><rect/></a>',
        '<use href="data:text/html,x"/>',
        '<set attributeName="x" onbegin="alert(1)"/>',
    ],
)
def test_a_drawing_that_runs_something(standard: str, inside: str) -> None:
    found = codes(dict(TREES[standard]()), "media/tekening.SVG", SVG.format(inside))
    assert found == {"PKG-034": ("a.zip/media/tekening.SVG", 2)}


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="1" height="1"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">tekst</p></foreignObject>',
        '<a href="https://a.example/"><rect/></a>',
        "<!-- <script>alert(1)</script> -->",
        "<text>onclick</text>",
    ],
)
def test_a_drawing_that_draws(inside: str) -> None:
    assert codes(dict(scorm12()), "media/tekening.svg", SVG.format(inside)) == {}


def test_a_drawing_that_is_no_xml_stops_nothing() -> None:
    assert codes(dict(scorm12()), "media/tekening.svg", "<svg><script>") == {}


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("media/tekening.svg", SVG.format('<image href="https://a.example/b.png"/>'), "PKG-024"),
        ("media/los.html", '<!doctype html><title>x</title>\n<img src="https://a.example/b.png">', "PKG-024"),
        ("media/diep/los.js", "\nfetch('https://a.example/b')", "PKG-032"),
        ("media/los.css", "\n@import 'https://a.example/b.css'", "PKG-024"),
    ],
)
@pytest.mark.parametrize("standard", TREES)
def test_what_lies_in_media_is_read_as_a_page_is(standard: str, path: str, text: str, code: str) -> None:
    assert codes(dict(TREES[standard]()), path, text) == {code: (f"a.zip/{path}", 2)}
