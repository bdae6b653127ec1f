"""Skins: the built-in ones are readable for everyone, and a skin that is not is refused with the pair's names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.looks import locale
from modulebouwer import resources
from modulebouwer.checks.appearance import COLOURS, appearance, contrast, fetched, skin_findings
from modulebouwer.findings import Location
from modulebouwer.model.look import Look, Templates, TextFile
from modulebouwer.source.look import read_templates

SKINS = sorted(path.name for path in (resources.templates() / "skins").iterdir())


def css(skin: str) -> str:
    return (resources.templates() / "skins" / skin / "skin.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("skin", SKINS)
def test_a_built_in_skin_has_no_finding(skin: str) -> None:
    assert list(skin_findings(css(skin), "skin.css", css("standaard"))) == []


def test_there_is_a_choice() -> None:
    assert len(SKINS) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # 21 and 1 by definition; #767676 on white is the well-known grey that just passes.
    [("#000000", "#ffffff", 21.0), ("#abc", "#aabbcc", 1.0), ("#767676", "#fff", 4.54)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_too_little_contrast_is_told_with_scheme_line_and_names() -> None:
    bad = re.sub(r"--quiet: .*;", "--quiet: light-dark(#999999, #a5adae);", css("standaard"))
    (found,) = skin_findings(bad, "eigen/skin.css", css("standaard"))
    assert (found.code, found.values["scheme"], found.values["colour"]) == ("SKN-001", "light", "quiet")
    assert re.findall(r"--([a-z-]+) \(", str(found.values["others"])) == ["paper", "surface", "accent-soft"]
    assert found.values["way"] == "darker"
    line = bad[: bad.index("--quiet")].count("\n") + 1
    assert (found.location.path, found.location.line) == ("eigen/skin.css", line)


def test_one_colour_that_differs_too_little_from_many_is_told_once() -> None:
    """Also when it stands behind the others: a paper as dark as the ink."""
    bad = re.sub(r"--paper: .*;", "--paper: #444444;", css("standaard"))
    found = [one for one in skin_findings(bad, "s", css("standaard")) if one.values["scheme"] == "light"]
    assert [one.values["colour"] for one in found] == ["paper"]
    assert found[0].values["way"] == "lighter" or found[0].values["way"] == "either"


def test_two_colours_that_are_wrong_are_told_each() -> None:
    bad = re.sub(r"--quiet: .*;", "--quiet: light-dark(#999999, #a5adae);", css("standaard"))
    bad = re.sub(r"--focus: .*;", "--focus: light-dark(#eeeeee, #ffffff);", bad)
    found = [one.values["colour"] for one in skin_findings(bad, "s", css("standaard"))]
    assert sorted(map(str, found)) == ["focus", "quiet"]


def test_a_ratio_is_never_rounded_up() -> None:
    bad = css("standaard").replace("--paper: light-dark(#fcfaf6", "--paper: light-dark(#ffffff")
    bad = re.sub(r"--quiet: .*;", "--quiet: light-dark(#777777, #a5adae);", bad)
    (found,) = skin_findings(bad, "s", css("standaard"))
    assert "--paper (4.47 < 4.5)" in str(found.values["others"])


@pytest.mark.parametrize("change", ["--mark: yellow;", "--mark: rgb(0 0 0);"])
def test_a_colour_in_another_form_is_told_at_its_line(change: str) -> None:
    standard = css("standaard")
    found = list(skin_findings(re.sub(r"--mark: .*;", change, standard), "s", standard))
    line = standard[: standard.index("--mark")].count("\n") + 1
    assert [(d.code, d.location.line, d.values) for d in found] == [("SKN-004", line, {"colour": "mark"})]


def test_colours_that_are_missing_are_told_once_with_lines_that_can_be_pasted() -> None:
    own = ":root {\n  --accent: light-dark(#0b5864, #84c8d2);\n"
    (found,) = skin_findings(own + "}", "s", css("standaard"))
    assert (found.code, found.values["count"]) == ("SKN-320", len(COLOURS) - 1)
    assert list(skin_findings(f"{own}{found.values['lines']}}}", "s", css("standaard"))) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            '@import url("https://fonts.example.com/css2?family=Lora");',
            "https://fonts.example.com/css2?family=Lora",
        ),
        ("@import 'https://example.com/a.css';", "https://example.com/a.css"),
        ("a { background: url(//example.com/a.png) }", "//example.com/a.png"),
        ("@font-face { src: url( 'http://example.com/a.woff2' ) }", "http://example.com/a.woff2"),
        ('<link rel="stylesheet" href="https://example.com/a.css">', "https://example.com/a.css"),
        ("<script async src=https://example.com/a.js></script>", "https://example.com/a.js"),
        ('<a href="https://example.com/">Where one goes</a>', None),
        ("a { background: url(data:image/png;base64,AA//) } /* https://example.com */", None),
        ('<svg xmlns="http://www.w3.org/2000/svg"></svg>', None),
    ],
)
def test_what_is_fetched_from_elsewhere_is_told_where_it_stands(text: str, address: str | None) -> None:
    found = [(one.code, one.values, one.location) for one in fetched(TextFile("s.css", f"/* */\n{text}\n"))]
    column = 1 + (text.index(address) if address else 0)
    assert found == ([("SKN-360", {"address": address}, Location("s.css", 2, column))] if address else [])


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (':root { --logo: url("logo.png"); }', "logo.png"),
        ("a { background: url( ../img/a.png ) }", "../img/a.png"),
        ("@import 'kleuren.css';", "kleuren.css"),
        ("@import url(kleuren.css);", "kleuren.css"),
        ("a { fill: url(#verloop); background: url('media/a.png') }", None),
        ("a { background: url(\"data:image/svg+xml,%3Csvg fill='url(%23g)'/%3E\") }", None),
        ("a { background: url({{ logo }}) } /* url(logo.png) */", None),
    ],
)
def test_a_file_beside_a_skin_is_told(text: str, address: str | None) -> None:
    found = [(one.code, one.values, one.location) for one in fetched(TextFile("s.css", f"/* */\n{text}\n"))]
    column = 1 + (text.index(address) if address else 0)
    assert found == ([("SKN-390", {"address": address}, Location("s.css", 2, column))] if address else [])


def test_every_file_that_a_designer_wrote_is_looked_through() -> None:
    built_in = read_templates(Path("no-such-folder"), "les")[0].built_in
    skin = TextFile("les/skin.css", css("helder") + "@import 'https://example.com/a.css';")
    sheet = TextFile("les/quote/style.css", "q { background: url(https://example.com/q.png) }")
    own = Templates(built_in, {"components/quote/style.css": sheet, "skins/x/skin.css": skin})
    found = [(one.code, one.location.path) for one in appearance(Look(own, locale("nl", "u"), skin))]
    assert found == [("SKN-360", skin.path), ("SKN-360", sheet.path)]


def test_every_colour_of_the_style_sheet_is_a_skins_and_checked() -> None:
    base = (Path(resources.templates()) / "base.css").read_text(encoding="utf-8")
    used = set(
        re.findall(r"(?:color|background|border[a-z-]*|outline|box-shadow):[^;]*?var\(--([a-z-]+)\)", base)
    )
    # A line between paragraphs and the edge of the learner's paper are ornament.
    assert used - {"line", "own-line", "radius", "radius-small"} <= set(COLOURS)
    assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{}]*print)", base.replace("background: #fff", ""))


def test_a_colour_of_the_skin_that_cannot_be_read_is_told_once() -> None:
    built_in = read_templates(Path("no-such-folder"), "les")[0].built_in
    bad = re.sub(r"--(mark|line): .*;", r"--\1: light-dark(#fff);", css("helder"))
    skin = TextFile("les/skin.css", bad)
    found = list(appearance(Look(Templates(built_in, {"skins/x/skin.css": skin}), locale("nl", "u"), skin)))
    assert [(one.code, one.values.get("colour") or one.values["property"]) for one in found] == [
        ("SKN-004", "mark"),
        ("SKN-580", "--line"),
    ]
