"""No component's style reaches another: each rule begins at the component's own element, and a page names each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modulebouwer import resources
from modulebouwer.components.registry import COMPONENTS

FOLDER = resources.templates() / "components"
# Where a rule may begin before it names its component: what the page is, or that it is in the running text.
CONTEXT = re.compile(r'(?:(?:\.js|html:not\(\.js\)|\.text >|\[dir="rtl"\]) )*')
# One of a list of selectors, with the lists in its brackets, and with the brackets in those.
LISTED = re.compile(r"(?:[^,()]|\((?:[^()]|\([^()]*\))*\))+")
SHEETS = {
    path.parent.name: path for path in sorted(FOLDER.glob("**/style.css")) if path.parent.name != "parts"
}


def selectors(css: str) -> Iterator[str]:
    """Every selector of a sheet, also those inside at-rules; of a list each by itself."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for head in re.findall(r"([^{}]*)\{", text):
        if not head.strip().startswith("@"):
            yield from (one.strip() for one in LISTED.findall(head))


def first_compound(selector: str) -> str:
    rest = selector[CONTEXT.match(selector).end() :]
    return re.split(r"[ >+~](?![^\[(]*[\])])", rest, maxsplit=1)[0]


@pytest.mark.parametrize("name", SHEETS)
def test_every_rule_begins_at_its_own_component(name: str) -> None:
    own = f'[data-component~="{name}"]'
    strangers = [one for one in selectors(SHEETS[name].read_text("utf-8")) if own not in first_compound(one)]
    assert strangers == [], f"{SHEETS[name]}: these do not begin with {own}"


def test_the_rule_is_seen_through() -> None:
    """The reading above, held against selectors that do reach elsewhere."""
    css = (
        '.key { a: b } @media print { x > [data-component~="s"] p, '
        '[data-component~="s"] q:is(.a, .b:not(.c), .d) { a: b } }'
    )
    found = list(selectors(css))
    assert found == [".key", 'x > [data-component~="s"] p', '[data-component~="s"] q:is(.a, .b:not(.c), .d)']
    assert [first_compound(one) for one in found] == [".key", "x", '[data-component~="s"]']


@pytest.mark.parametrize("kind", COMPONENTS)
def test_no_sheet_but_its_own_and_its_families_is_for_it(kind: str) -> None:
    """All pairs: the element of a component names itself and what it shares, and nothing else has a sheet for it."""
    named = {kind, *COMPONENTS[kind].families}
    template = (FOLDER / kind / "component.html.j2").read_text("utf-8")
    assert 'data-component="{{ scope }}"' in template, f"{kind}: its element has no data-component"
    inside = set(re.findall(r'data-component="([a-z-]+)"', template))
    for other in SHEETS.keys() - named:
        assert other not in inside, f"{kind}: its template asks for the style of {other}"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_it_has_a_style_sheet(kind: str) -> None:
    """Also where a family or the page lends every class, which a forgotten style would hide behind: it says so."""
    sheet = FOLDER / kind / "style.css"
    assert sheet.is_file(), (
        f"{kind}: no templates/components/{kind}/style.css (a comment that says whose rules it has)"
    )
    assert re.search(r"\S", sheet.read_text("utf-8")), f"{kind}: its style.css is empty"


def moving(css: str) -> Iterator[str]:
    """The conditions under which something moves, the outermost first, as ``@media screen and (…)``."""
    outer: list[str] = []
    for head, body, end in re.findall(
        r"([^{};]*)\{|([^{};]+);?|(\})", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    ):
        if end:
            outer.pop()
        elif head:
            outer.append(head.strip())
        elif body.strip().startswith("animation"):
            yield " ".join(outer)


@pytest.mark.parametrize("path", [resources.templates() / "base.css", *SHEETS.values()], ids=str)
def test_nothing_moves_on_paper(path: Path) -> None:
    """A page that comes up for the printer is drawn at the first moment of what moves, where it cannot be seen yet."""
    assert [where for where in moving(path.read_text("utf-8")) if not where.startswith("@media screen")] == []


def test_what_moves_is_found() -> None:
    css = "a { b: c } @media screen and (d) { e { animation: f 1s; } } g { h: i; animation: j }"
    assert list(moving(css)) == ["@media screen and (d) e", "g"]


def classes_of(css: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", css))


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_class_of_a_template_has_a_style(kind: str) -> None:
    """A style that was forgotten shows as a class that no sheet knows."""
    names = [kind, *COMPONENTS[kind].families]
    places = [FOLDER / place / name / "style.css" for name in (*names, "parts") for place in ("", "shared")]
    sheets = [resources.templates() / "base.css", *(path for path in places if path.is_file())]
    known = classes_of("".join(path.read_text("utf-8") for path in sheets))
    known |= UNSTYLED
    template = (FOLDER / kind / "component.html.j2").read_text("utf-8")
    classes = {name for value in re.findall(r'class="([^"{]*)"', template) for name in value.split()}
    elsewhere = {
        name for name, path in SHEETS.items() if name not in names and path.parent.parent.name == "shared"
    }
    unknown = classes - known
    knowing = [name for name in sorted(elsewhere) if unknown & classes_of(SHEETS[name].read_text("utf-8"))]
    assert unknown == set(), (
        f"{kind}: no style sheet of {names} knows these classes; families that do: {knowing}"
    )


# The element's own name, by which scripts and tests find it: its style begins at data-component.
UNSTYLED = {path.parent.name for path in FOLDER.glob("*/component.html.j2")} | {
    "quiz",
    "rows",
    "panel-title",
    "on-paper",
    "js",
}


def test_the_page_names_no_component() -> None:
    base = (resources.templates() / "base.css").read_text("utf-8")
    classes = classes_of(base)
    roots = {"quiz", "rows", "reflection", "pick", "stakeholder-picture", *COMPONENTS} - PAGE_WORDS
    assert classes & roots == set()
    assert "data-component" not in base


# Classes of the page that happen to be a component's name: a choice in a dialog, and a link to a term in the text.
PAGE_WORDS = {"choice", "term"}


def test_a_sheet_belongs_to_a_component_or_a_family() -> None:
    families = {family for model in COMPONENTS.values() for family in model.families}
    assert SHEETS.keys() <= {*COMPONENTS, *families}
    assert not families & COMPONENTS.keys(), (
        "a family and a component share a name, and with it a style sheet"
    )
    for name, path in SHEETS.items():
        assert path.parent.parent.name == ("shared" if name in families else "components"), name
    assert Path(FOLDER / "shared" / "parts" / "style.css").is_file()
