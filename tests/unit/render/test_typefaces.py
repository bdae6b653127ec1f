"""The typefaces that a skin names come along inside the page, with every letter of our modules and their licence."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import html

from harness.looks import definition, look_for
from harness.page import module_in
from modulebouwer import resources
from modulebouwer.render.pages import render
from modulebouwer.render.typefaces import typefaces

FACE = re.compile(r'font-family: "([^"]+)"; font-weight: ([\d ]+); font-style: (\w+); src: url\("([^"]+)"\)')
MODULES = ("samenwerken_regio", "samenwerken_passend_onderwijs")
# What the fonts may add to a package.
MOST_BYTES = 60_000


def fonts(style: str) -> dict[tuple[str, str, str], bytes]:
    return {
        (family, weight, slope): base64.b64decode(url.removeprefix("data:font/woff2;base64,"))
        for family, weight, slope, url in FACE.findall(style)
    }


def skin(name: str) -> str:
    return look_for(definition(skin=name)).skin.text


def test_the_faces_that_a_page_needs() -> None:
    assert list(fonts(typefaces(skin("standaard")))) == [
        ("Charis SIL", "400", "italic"),
        ("Charis SIL", "400", "normal"),
        ("Charis SIL", "700 900", "normal"),
        ("Figtree", "400", "italic"),
        ("Figtree", "400", "normal"),
        ("Figtree", "600 900", "normal"),
    ]


def test_a_skin_that_names_none_of_ours() -> None:
    assert typefaces(':root { --serif: Georgia, "Noto Serif", serif; --sans: system-ui; }') == ""


def test_a_name_outside_the_lists_of_typefaces() -> None:
    assert typefaces(':root { --logo: "Figtree"; }') == ""


@pytest.mark.parametrize("name", ["standaard", "helder", "oever"])
def test_small_and_licensed(name: str) -> None:
    found = fonts(typefaces(skin(name)))
    assert 0 < sum(map(len, found.values())) <= MOST_BYTES
    for data in found.values():
        names = TTFont(io.BytesIO(data))["name"]
        assert "Copyright" in names.getDebugName(0)
        assert "Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("name", MODULES)
def test_every_letter_of_the_module(name: str) -> None:
    course = render(module_in(f"modules/{name}"), look_for(module_in(f"modules/{name}").definition))
    text = str(html.fromstring(course.page).xpath("string()"))
    letters = {letter for letter in text if letter.isalnum()}
    for face, data in fonts(course.style).items():
        has = {chr(code) for code in TTFont(io.BytesIO(data)).getBestCmap()}
        assert letters - has == set(), face


def test_the_licence_goes_along_in_the_wheel() -> None:
    for family in ("charis-sil", "figtree"):
        assert "SIL OPEN FONT LICENSE" in Path(resources.BUNDLED / "typefaces" / f"{family}.txt").read_text()
