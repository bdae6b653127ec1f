"""Works that are cited as a text processor would: found with their place, and not called never cited as well."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from modulebouwer.checks.typed_citations import lookalikes, meant_works, typed_citations
from modulebouwer.findings import Location
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"
REFERENCES = """- id: smeets-2007
  type: book
  title: Meedoen
  author: [{family: Smeets, given: Edward}, {family: Marx, given: Tamara}]
  issued: {date-parts: [[2007]]}
- id: onderwijsraad-2016
  type: report
  title: Passend
  author: [{literal: Onderwijsraad}]
  issued: {date-parts: [[2016, 3]]}
"""

Read = Callable[[str], LearningModule]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The base with our works, and a text below its section."""

    def made(text: str) -> LearningModule:
        folder = tmp_path / "m"
        shutil.copytree(BASE, folder)
        (folder / "references.yaml").write_text(REFERENCES, "utf-8")
        (section,) = (folder / "sections").glob("*.md")
        section.write_text(f"---\ntitle: Begin\n---\n\n{text}\n", "utf-8")
        module, _ = load(folder, "m")
        assert module is not None
        return module

    return made


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Dat blijkt [smeets-2007].", {"smeets-2007"}),
        ("Dat blijkt [smeets-2007, p. 3] en (Onderwijsraad, 2016).", {"smeets-2007", "onderwijsraad-2016"}),
        ("Smeets (2007) zegt dat.", {"smeets-2007"}),
        (r"Dat blijkt \cite{smeets-2007} en \textcite{a:b.c}.", {"smeets-2007", "a:b.c"}),
        ("Dat blijkt citep{jansen-1999}.", {"jansen-1999"}),
        ("(Jansen & Vos, 2011) zien dat.", {"(Jansen & Vos, 2011)"}),
        ("Dat blijkt `[smeets-2007]`.", set()),
        ("Dat blijkt [@smeets-2007].", set()),
        ("Niets.", set()),
    ],
)
def test_works_that_are_meant(read: Read, text: str, works: set[str]) -> None:
    assert meant_works(read(text)) == works


def test_what_is_typed_twice_is_told_at_both_places(read: Read) -> None:
    found = list(typed_citations(read("Eerst [smeets-2007].\n\nDan [smeets-2007], weer [smeets-2007].")))
    assert [(one.code, one.location.line, one.location.column) for one in found] == [
        ("REF-009", 5, 7),
        ("REF-009", 7, 5),
        ("REF-009", 7, 25),
    ]
    assert {(one.values["written"], one.values["key"]) for one in found} == {("[smeets-2007]", "smeets-2007")}


def test_more_than_the_source_holds_in_that_form_is_told_at_the_last(read: Read) -> None:
    found = list(typed_citations(read("Eerst [smeets-2007].\n\nDan &#91;smeets-2007].")))
    assert [(one.location.line, one.location.column) for one in found] == [(5, 7), (5, 7)]


def test_what_the_source_has_in_another_form_is_told_where_its_text_begins(read: Read) -> None:
    (found,) = typed_citations(read("***\n\nDan &#91;smeets-2007]."))
    assert (found.code, found.location.line) == ("REF-009", 5)


def test_the_key_of_a_work_that_could_not_be_read_is_one(read: Read) -> None:
    module = read("Dat blijkt [raad].")
    assert list(typed_citations(module)) == []
    found = list(typed_citations(replace(module, broken_ids=frozenset({"raad"}))))
    assert [one.code for one in found] == ["REF-009"]


def work(id: str, **csl: object) -> Reference:
    return Reference(id, dict(csl), Location("references.yaml"))


WORKS = (
    work("smeets-2007", author=[{"family": "Smeets"}], issued={"date-parts": [[2007]]}),
    work("raad-2016", editor=[{"literal": "Onderwijsraad"}], issued={"date-parts": [[2016, 3]]}),
    work("zonder", title="Zonder jaar en naam"),
    work("vos-zd", author=[{"family": "Vos"}], issued={"literal": "z.d."}),
    work("vos", author=[{"family": "Vos"}]),
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("(Smeets, 2007)", ("REF-010", {"citation": "[@smeets-2007]"})),
        ("(zie ook Smeets & Marx, 2007, p. 3)", ("REF-010", {"citation": "[zie ook @smeets-2007, p. 3]"})),
        ("(Onderwijsraad, 2016a)", ("REF-010", {"citation": "[@raad-2016]"})),
        ("SMEETS (2007)", ("REF-010", {"citation": "@smeets-2007"})),
        ("Smeets (2007, p. 3)", ("REF-010", {"citation": "@smeets-2007 [p. 3]"})),
        ("[Smeets, 2007, p. 3]", ("REF-010", {"citation": "[@smeets-2007, p. 3]"})),
        ("(Jansen en Vos, 2007)", ("REF-011", {})),
        ("(Jansen e.a., 2007)", ("REF-011", {})),
        ("(Smeets, 2008)", ("REF-603", {"key": "smeets-2007", "year": "2007", "citation": "[@smeets-2007]"})),
        ("(Vos, 2011, p. 3)", ("REF-011", {})),
        ("(van der Meer, 2010)", ("REF-011", {})),
        ("volgens Jansen (2007)", ("REF-011", {})),
        ("Jansen (2007) stelt", ("REF-011", {})),
        ("Jansen et al. (2007)", ("REF-011", {})),
        ("[vos-2011]", ("REF-009", {"key": "vos-2011", "citation": "[@vos-2011]"})),
        ("[zonder]", ("REF-009", {"key": "zonder", "citation": "[@zonder]"})),
        ("[zonder, p. 12]", ("REF-009", {"key": "zonder", "citation": "[@zonder, p. 12]"})),
    ],
)
def test_what_looks_like_a_citation(content: str, told: tuple[str, dict[str, str]]) -> None:
    keys = {one.id for one in WORKS}
    assert [(code, values) for code, _, values in lookalikes(content, keys, WORKS)] == [told]


@pytest.mark.parametrize(
    "content",
    [
        "(Amsterdam, 2020)",
        "Jansen (2007)",
        "(Mei, 2020)",
        "(Sydney 2000)",
        "Barack Obama (1961)",
        "Spanje en Italië (2020)",
        "[sic]",
        "[vos-2011](a)",
        "[vos-2011]: a",
        "(in 2007)",
    ],
)
def test_what_looks_like_none(content: str) -> None:
    assert list(lookalikes(content, {"smeets-2007"}, WORKS)) == []
