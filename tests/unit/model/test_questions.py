"""What questions record, how they are shown before any script runs, and mistakes in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from lxml import html

from harness.looks import look_for
from modulebouwer.components.recorded import Interaction, Response
from modulebouwer.components.short_answer.fold import ARTICLES, fold
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load

ROOT = Path(__file__).parents[3]
MODULE = """\
identifier: toets
title: Toets
version: 1.0.0
language: nl
date: 2026-11-25
description: Een module.
study_load: 10
sections: [begin]
"""
MATCH = """\
:::{match}
id: richting
question: Naar wie?
pairs:
  - {id: a, text: Toezicht, match: Omhoog, feedback: "Noot[^1].\n\n[^1]: Toezicht."}
  - {id: buren-en-wijk, text: Buren, match: Opzij}
  - {id: c, text: Bestuur, match: Omhoog}
:::
"""
ORDER = """\
:::{order}
id: stappen
question: Welke volgorde?
items: [{id: een, text: Eén}, {id: twee, text: Twee}, {id: drie, text: Drie}, {id: vier, text: Vier}]
:::
"""
CATEGORISE = """\
:::{categorise}
id: plek
question: Waar?
categories: [{id: binnen, title: Binnen}, {id: buiten-de-school, title: Buiten}]
items: [{id: team, text: Team, category: binnen}, {id: wijk, text: Wijk, category: buiten-de-school}]
:::
"""
SHORT = """\
:::{short-answer}
id: uren
question: Hoeveel?
accepted: ["940", 940 uur]
mistakes: [{answers: ["1000", "duizend"], feedback: Te veel.}]
tries: 3
graded: true
:::
"""


def loaded(folder: Path, text: str) -> tuple[LearningModule, list[Finding]]:
    (folder / "sections").mkdir()
    (folder / "module.yaml").write_text(MODULE, "utf-8")
    (folder / "references.yaml").write_text("references: []\n", "utf-8")
    (folder / "sections" / "begin.md").write_text(f"---\ntitle: Begin\nminutes: 10\n---\n\n{text}", "utf-8")
    module, problems = load(folder, "m")
    assert module is not None
    return module, problems


def interaction(folder: Path, text: str) -> Interaction:
    module, problems = loaded(folder, text)
    assert problems == []
    ((found,),) = [component.interactions for component in module.recorded]
    return found


def test_what_belongs_to_two_things_is_one_target(tmp_path: Path) -> None:
    found = interaction(tmp_path, MATCH)
    assert found.targets == (Response("a", "Omhoog"), Response("buren-en-wijk", "Opzij"))
    assert found.right == ("a=a", "buren-en-wijk=buren-en-wijk", "c=a")


@pytest.mark.parametrize("text", [MATCH, CATEGORISE])
def test_the_longest_answer_of_pairs_has_room(tmp_path: Path, text: str) -> None:
    found = interaction(tmp_path, text)
    longest = max((target.id for target in found.targets), key=len)
    value = "99!" + ",".join(f"{source.id}={longest}" for source in found.options)
    assert len(value) <= found.max_length


def test_the_longest_order_has_room(tmp_path: Path) -> None:
    found = interaction(tmp_path, ORDER)
    assert len("99!" + ",".join(found.right)) <= found.max_length


def test_a_short_answer_takes_its_mistakes_and_tries_along(tmp_path: Path) -> None:
    module, _ = loaded(tmp_path, SHORT)
    (component,) = module.recorded
    assert component.graded
    assert component.settings.model_dump(mode="json") == {"tries": 3, "mistakes": [["1000", "duizend"]]}
    assert component.interactions[0].right == ("940", "940 uur")


def page(folder: Path, text: str) -> html.HtmlElement:
    module, _ = loaded(folder, text)
    return html.fromstring(render(module, look_for(module.definition)).page)


def test_an_order_is_shown_in_another_and_always_the_same(tmp_path: Path) -> None:
    orders = []
    for folder in (tmp_path / "een", tmp_path / "twee"):
        folder.mkdir()
        root = page(folder, ORDER)
        orders.append(root.xpath("//ol[@class='order']/li/@data-item"))
        assert root.xpath("//ol[@class='key']/li/p/text()") == ["Eén", "Twee", "Drie", "Vier"]
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == ["drie", "een", "twee", "vier"]
    assert orders[0] != ["een", "twee", "drie", "vier"]


def test_menus_do_not_give_the_answer_away(tmp_path: Path) -> None:
    menus = page(tmp_path, MATCH).xpath("//select")
    assert len(menus) == 3
    for menu in menus:
        assert sorted(menu.xpath("option/@value")) == ["", "a", "buren-en-wijk"]
    order = [menu.xpath("option/@value") for menu in menus]
    assert order == [order[0]] * 3
    assert order[0][0] == ""
    assert order[0][1:] != ["a", "buren-en-wijk"]


def test_every_id_of_the_page_is_there_once(tmp_path: Path) -> None:
    ids = page(tmp_path, "\n".join([MATCH, ORDER, CATEGORISE, SHORT])).xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_what_does_not_count_in_a_text_is_the_same_here_as_in_the_player() -> None:
    for one, other, same in json.loads((ROOT / "tests" / "folding.json").read_text("utf-8")):
        assert (fold(one) == fold(other)) == same, (one, other)


def test_the_articles_that_do_not_count_are_those_of_the_page() -> None:
    for path in (ROOT / "templates" / "locales").glob("*.yaml"):
        said = yaml.safe_load(path.read_text("utf-8"))["components"]["questions"]["articles"]
        assert ARTICLES[path.stem.partition("-")[0]] == said, path.stem


@pytest.mark.parametrize(
    ("written", "code", "line", "values"),
    [
        ("  - {id: a, text: A, rihgt: true}", "SRC-101", 11, {"key": "rihgt", "suggestion": "right"}),
        ("  - {id: a}", "SRC-102", 11, {"key": "text", "line": "text: …"}),
        ("  - {id: A b, text: A}", "SRC-116", 11, {"suggestion": "a-b"}),
        ("  - {id: a, text: A, right: ja}", "SRC-105", 11, {"key": "right"}),
    ],
)
def test_a_mistake_in_an_option_is_told_at_its_line(
    tmp_path: Path, written: str, code: str, line: int, values: dict[str, str]
) -> None:
    text = f":::{{choice}}\nid: kiezen\nquestion: Wie?\noptions:\n  - {{id: b, text: B, right: true}}\n{written}\n:::\n"
    _, problems = loaded(tmp_path, text)
    assert [(problem.code, problem.location.line) for problem in problems] == [(code, line)]
    assert values.items() <= problems[0].values.items()


def test_too_few_options_are_told(tmp_path: Path) -> None:
    text = ":::{choice}\nid: kiezen\nquestion: Wie?\noptions:\n  - {id: b, text: B, right: true}\n:::\n"
    _, problems = loaded(tmp_path, text)
    assert [(problem.code, problem.values["limit"]) for problem in problems] == [("SRC-115", 2)]
