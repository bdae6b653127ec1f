"""Fields inside the items of a component: what is wrong there, and the text there, is told at its own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer import checks
from modulebouwer.findings import Finding
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.source.loader import load
from modulebouwer.source.markdown_file import parse_markdown

BASE = Path(__file__).parents[2] / "cases" / "base"

Told = tuple[str, int, int, str]


def told(found: list[Finding]) -> list[Told]:
    """Code, line, column, and the key with what was probably meant."""
    return [
        (
            d.code,
            d.location.line,
            d.location.column,
            " ".join(str(d.values[name]) for name in ("key", "suggestion") if d.values.get(name)),
        )
        for d in found
    ]


def problems(text: str) -> list[Told]:
    return told(list(parse_markdown(TextPlaces.of_lines("f", text, 1)).problems))


@pytest.mark.parametrize("kind", ["accordion", "tabs", "cards"])
def test_a_misspelt_field_of_an_item(kind: str) -> None:
    text = f":::{{{kind}}}\nitems:\n  - title: Een\n    text: x\n  - titel: Twee\n    text: x\n:::\n"
    assert problems(text) == [("SRC-101", 5, 5, "titel title")]


def test_a_misspelt_field_of_a_timeline_in_a_list() -> None:
    text = """- punt

  :::{timeline}
  items:
  - date: Nu
    title: Een
  - datum: Straks
    title: Twee
    tekst: x
  :::
"""
    assert problems(text) == [
        ("SRC-101", 7, 5, "datum date"),
        ("SRC-101", 9, 5, "tekst text"),
    ]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ("  - text: x", (5, 5)),
        ("  -\n    text: x", (6, 5)),
        ("  - {text: x}", (5, 5)),
    ],
)
def test_a_missing_field_is_told_where_its_item_begins(item: str, place: tuple[int, int]) -> None:
    text = f":::{{tabs}}\nitems:\n  - title: Een\n    text: x\n{item}\n:::\n"
    assert problems(text) == [("SRC-102", *place, "title")]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("  - title: 2027\n    text: x", ("SRC-103", 5, 12, 'title "2027"')),
        ("  - title:\n    text: x", ("SRC-110", 5, 5, "title")),
        ('  - title: x\n    text: "  "', ("SRC-110", 6, 11, "text")),
        ("  - Twee", ("SRC-107", 5, 5, "items")),
        ("  -", ("SRC-191", 5, 4, "items")),
        ("  - title: x\n    text: [x]", ("SRC-193", 6, 5, "text")),
        ("  - title: [x]\n    text: x", ("SRC-118", 5, 5, "title")),
    ],
)
def test_a_wrong_value_in_an_item(item: str, found: Told) -> None:
    assert problems(f":::{{tabs}}\nitems:\n  - title: Een\n    text: x\n{item}\n:::\n") == [found]


def test_a_list_with_enough_items_of_which_one_is_wrong_is_not_also_too_short() -> None:
    assert problems(":::{tabs}\nitems:\n  - title: Een\n    text: x\n  - {}\n:::\n") == [
        ("SRC-102", 5, 5, "title"),
        ("SRC-102", 5, 5, "text"),
    ]
    assert problems(":::{tabs}\nitems:\n  - title: Een\n    text: x\n:::\n") == [("SRC-115", 2, 1, "items")]


def test_one_item_too_many() -> None:
    items = "  - {title: a, text: b}\n" * 7
    assert problems(f":::{{tabs}}\nitems:\n{items}:::\n") == [("SRC-117", 2, 1, "items")]


NESTED = """\
:::{accordion}
items:
  - title: Letterlijk
    text: |
      Een regel.

      - Nog [@nergens-1].
  - title: Gevouwen
    text: >-

      Een regel
      en [x](term:nergens-2) dan.


      En [@nergens-3].
  - title: Kaal
    text: Een zin
      verder [hier](https://example.org).
  - {title: Tussen haken, text: "Zo \\"staat\\" <b>het</b>"}
:::

:::{timeline}
items:
  - date: Nu
    title: Zonder tekst
  - date: Straks
    title: Met tekst
    text: |
      ![](media/nergens.svg)
:::
"""


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ("  - title: Gevouwen", []),
        ("  - titel: Gevouwen", ["SRC-101"]),
        ("  - title: [Gevouwen]", ["SRC-118"]),
    ],
)
def test_the_text_of_items_is_checked_at_its_place(tmp_path: Path, wrong: str, codes: list[str]) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "module.yaml").write_text((BASE / "module.yaml").read_text("utf-8"), "utf-8")
    head = "---\ntitle: Begin\nminutes: 10\n---\n"
    (tmp_path / "sections" / "begin.md").write_text(
        head + NESTED.replace("  - title: Gevouwen", wrong), "utf-8"
    )
    module, found = load(tmp_path, "m")
    assert module is not None
    assert [one.code for one in found] == codes
    lines = {
        (d.code, d.location.line - 4, d.location.column)
        for d in checks.run(module, {})
        if d.location.path == "m/sections/begin.md"
    }
    assert lines == {
        ("REF-006", 7, 14),
        ("LNK-002", 12, 10),
        ("REF-006", 15, 11),
        ("A11Y-005", 18, 14),
        ("TXT-002", 19, 47),
        ("A11Y-001", 29, 7),
        ("MED-003", 29, 7),
    }


def test_the_text_of_items_counts_for_readability(tmp_path: Path) -> None:
    hard = "Interdisciplinaire samenwerkingsverbanden professionaliseren onderwijsorganisaties. " * 30
    body = f":::{{cards}}\nitems:\n  - title: Een\n    text: {hard}\n  - title: Twee\n    text: Kort.\n:::\n"
    (tmp_path / "sections").mkdir()
    (tmp_path / "module.yaml").write_text((BASE / "module.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "sections" / "begin.md").write_text(f"---\ntitle: Begin\nminutes: 10\n---\n{body}", "utf-8")
    module, _ = load(tmp_path, "m")
    assert module is not None
    assert "TXT-001" in {d.code for d in checks.run(module, {})}


TIMELINE = ":::{timeline}\nitems:\n  - date: %s\n    title: Een\n  - date: Nu\n    title: Twee\n:::\n"
CHART = """:::{chart}
title: Leerlingen
series: [2023, 2024]
rows:
  - label: 2025
    values: [1, 2]
  - label: later
    values: [1, 2]
:::
"""


def test_a_year_without_quotes_is_text() -> None:
    parsed = parse_markdown(TextPlaces.of_lines("f", TIMELINE % 1998 + "\n" + CHART, 1))
    assert told(list(parsed.problems)) == []
    timeline, chart = (one.model.model_dump() for one in parsed.components)
    assert [item["date"] for item in timeline["items"]] == ["1998", "Nu"]
    assert chart["series"] == ("2023", "2024")
    assert [row["label"] for row in chart["rows"]] == ["2025", "later"]


@pytest.mark.parametrize("number", ["45", "19988", "12.5", "-1998", "true"])
def test_another_number_than_a_year_is_not_text(number: str) -> None:
    assert [code for code, *_ in problems(TIMELINE % number)] == ["SRC-103"]
