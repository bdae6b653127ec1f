"""The map of stakeholders and the plan on the page: readable without script, and what the player is told of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from modulebouwer.render.course import Course
from modulebouwer.source.loader import load

Render = Callable[..., Course]

MAP = """:::{{stakeholder-map}}
id: kaart
prompt: Wie doen er mee?
{fields}
:::
"""
PLAN = ":::{plan}\nid: plan\nprompt: Wat gaat u doen?\n:::\n"


def page_of(course: Course) -> html.HtmlElement:
    return html.fromstring(f"<div>{course.page}</div>")


def test_an_empty_table_to_fill_in_stands_on_the_page(rendered: Render) -> None:
    page = page_of(rendered(MAP.format(fields="min_rows: 6") + "\n" + PLAN))
    for id, rows, head in [
        ("stakeholder-map-kaart", 6, ["Belanghebbende", "Rol", "Belang", "Invloed", "Aanpak"]),
        ("plan-plan", 1, ["Actie", "Partner", "Eerste stap", "Datum", "Teken van succes", "Stopregel"]),
    ]:
        component = page.get_element_by_id(id)
        assert [cell.text for cell in component.xpath(".//th")] == head
        assert len(component.xpath(".//tbody/tr")) == rows
        assert component.xpath(".//tbody//td/@data-label") == head * rows
        # What only works with script is in the template, or hidden without one.
        assert not component.xpath(
            ".//*[self::input or self::textarea or self::select][not(ancestor::template)]"
        )
        assert not component.xpath(
            ".//button[not(ancestor::template)][not(ancestor::*[contains(@class, 'script-only')])]"
        )


def test_a_row_offers_the_suggestions_and_four_levels(rendered: Render) -> None:
    page = page_of(rendered(MAP.format(fields='suggestions: [Gemeente, "Ouders & <b>kinderen</b>"]')))
    field = page.xpath("//template//input[@list]")[0]
    offered = page.get_element_by_id(field.get("list")).xpath("./option/@value")
    assert offered == ["Gemeente", "Ouders & <b>kinderen</b>"]
    for menu in page.xpath("//template//select"):
        assert menu.xpath("./option/@value") == ["", "1", "2", "3", "4"]
    assert "geen namen" in page.get_element_by_id("stakeholder-map-kaart").text_content()


QUADRANTS = """interest:
  name: Kans
influence:
  name: Gevolg
  levels: [klein, matig, flink, enorm]
quadrants:
  both: {name: Nu doen, advice: Begin morgen.}
  influence: {name: Afdekken}
  interest: {name: Volgen}
  neither: {name: Laten}"""


def test_the_author_names_axes_and_quadrants(rendered: Render) -> None:
    course = rendered(MAP.format(fields=QUADRANTS))
    component = page_of(course).get_element_by_id("stakeholder-map-kaart")
    heads = ["Belanghebbende", "Rol", "Kans", "Gevolg", "Aanpak"]
    assert [cell.text for cell in component.xpath(".//th")] == heads
    menus = [[option.text for option in menu.xpath("./option")[1:]] for menu in component.xpath(".//select")]
    assert menus == [
        ["1 – weinig", "2 – enig", "3 – veel", "4 – zeer veel"],
        ["1 – klein", "2 – matig", "3 – flink", "4 – enorm"],
    ]
    settings = course.components[0].settings.model_dump(by_alias=True, exclude_none=True)
    named = {one["name"]: one for one in settings["columns"]}
    assert (named["interest"]["title"], "levels" in named["interest"]) == ("Kans", False)
    assert named["influence"]["levels"] == ("klein", "matig", "flink", "enorm")
    assert settings["quadrants"]["both"] == {"name": "Nu doen", "advice": "Begin morgen."}
    assert settings["quadrants"]["neither"] == {"name": "Laten"}


def test_the_player_is_told_how_many_rows(rendered: Render) -> None:
    course = rendered(MAP.format(fields="min_rows: 3\nmax_rows: 9\nrequired: true") + "\n" + PLAN)
    found = [(c.id, c.required, [i.type for i in c.interactions]) for c in course.components]
    assert found == [("kaart", True, ["long-fill-in"]), ("plan", False, ["long-fill-in"])]
    limits = [
        c.settings.model_dump(include={"min_rows", "max_rows"}, by_alias=True) for c in course.components
    ]
    assert limits == [{"minRows": 3, "maxRows": 9}, {"minRows": 1, "maxRows": 5}]
    assert course.scripts == ("portfolio", "rows", "plan", "stakeholder-map")


@pytest.mark.parametrize(
    ("field", "code", "line"),
    [
        ("min_rows: 0", "SRC-113", 10),
        ("max_rows: 99", "SRC-114", 10),
        ("min_rows: veel", "SRC-104", 10),
        ("rows: 4", "CMP-045", 10),
        ("suggestions: Gemeente", "SRC-106", 10),
        ("interest: {name: Kans, kleur: rood}", "SRC-101", 10),
        ("influence: {name: Gevolg, levels: [klein, groot]}", "SRC-115", 10),
        ('suggestions:\n  - Gemeente\n  - " "', "SRC-110", 12),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, field: str, code: str, line: int) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "module.yaml").write_text(
        "identifier: proef\ntitle: Proef\nversion: 1.0.0\nlanguage: nl\ndate: 2026-09-01\n"
        "description: Een module.\nstudy_load: 10\nsections: [begin]\n"
    )
    head = "---\ntitle: Begin\nminutes: 10\n---\n\nTekst.\n"
    section = head + MAP.format(fields=field)
    (tmp_path / "sections" / "begin.md").write_text(section)
    _, problems = load(tmp_path, "proef")
    assert [(p.code, p.location.path, p.location.line) for p in problems] == [
        (code, "proef/sections/begin.md", line)
    ]
