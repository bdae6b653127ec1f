"""What is told of a text and what is left alone: each a kind that a reader of findings once got wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from modulebouwer import checks
from modulebouwer.build import Options, check
from modulebouwer.checks.study_load import agrees
from modulebouwer.findings import Finding, message
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"
Told = Callable[..., list[Finding]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What is found in the base with a text in its section, and other files."""

    def found(text: str = "", **files: str) -> list[Finding]:
        folder = tmp_path / "m"
        shutil.copytree(BASE, folder)
        section = folder / "sections/begin.md"
        section.write_text(f"{section.read_text('utf-8')}\n{text}\n", "utf-8")
        for name, written in files.items():
            path = folder / f"{name}.yaml"
            path.write_text(path.read_text("utf-8") + written, "utf-8")
        module, problems = load(folder, "m")
        assert module is not None
        return [*problems, *checks.run(module, {})]

    return found


def codes(found: list[Finding]) -> list[tuple[str, int]]:
    return [(one.code, one.location.line) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Begin | Wanneer |\n|---|\n| U | Nu |", [("TXT-461", 9)]),
        ("| Begin | Wanneer |\n| ---\n| U | Nu |", [("TXT-461", 9)]),
        ("| Begin | Wanneer |\n|---|---|---|\n| U | Nu |", [("TXT-461", 9)]),
        ("| Begin | Wanneer |\n| U | Nu |", [("TXT-008", 8)]),
        ("| Begin | Wanneer |\n|---|---|\n| U | Nu |", []),
        ("In haar agenda staat: ma. 3x, do. 4x, vr. n.t.b.", []),
        ("In haar agenda staat vr. n.t.b. en ma. 3x.", []),
        ("n.t.b.", [("TXT-012", 8)]),
        ("- Locatie: n.t.b.", [("TXT-012", 8)]),
        ("De locatie is [n.t.b.].", [("TXT-012", 8)]),
        ("Wat vraagt u?\n-------------\n\nVeel.", []),
        ("Wat vraagt u?\n---\n\nVeel.", [("TXT-011", 8)]),
        ("Wat vraagt u?\n=============\n\nVeel.", [("A11Y-003", 8)]),
        ("- [x] is how some tools write a ticked box.\n- Costs: nothing.", []),
        ("- [x] De datum\n- [ ] De plaats", [("TXT-500", 8)]),
        ("## Drie manieren [concept]\n\nEr zijn er drie.", [("TXT-233", 8)]),
        ("Het [concept] is er.", []),
    ],
)
def test_a_text(told: Told, text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(told(text)) == expected


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("[verzuim, gesprek]", []),
        ('["verzuim, gesprek"]', ["MOD-601"]),
        ('["é, ë en ï"]', []),
        ('["lezen, schrijven of rekenen"]', []),
    ],
)
def test_a_keyword(told: Told, keywords: str, expected: list[str]) -> None:
    assert [one.code for one in told(module=f"keywords: {keywords}\n")] == expected


def test_a_reason_is_read_by_no_learner(told: Told) -> None:
    ignored = "ignore:\n  - code: TXT-001\n    reason: Komt later.\n  - code: TXT-002\n    reason: TODO nog eens zien\n"
    assert told(module=ignored) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Proef [concept]", ["TXT-233"]),
        ("Proef [versie 2, nog niet delen]", ["TXT-233"]),
        ("Proef [MV1]", ["TXT-431"]),
        ("Proef [TODO: titel]", ["TXT-012"]),
        ("Proef [2020]", []),
        ("Proef (concept)", []),
    ],
)
def test_a_title(told: Told, title: str, expected: list[str]) -> None:
    found = told(f":::{{callout}}\ntitle: '{title}'\ntext: Vraag door.\n:::")
    assert [one.code for one in found] == expected


def test_a_box_is_told_as_it_stands(told: Told) -> None:
    (found,) = told("- [x] De datum")
    assert "(‘[x]’)" in message(found, "nl")[0]


SCALE = """\
:::{scale}
id: start
title: Waar staat u?
anchors: [Nog niet, Soms, Altijd]
statements:
  - {id: zien, text: Ik zie het.}
:::

:::{scale}
id: later
title: Waar staat u nu?
earlier: begin
:::
"""


def test_what_can_be_chosen_is_named(told: Told) -> None:
    (found,) = told(SCALE)
    assert found.code == "CMP-033"
    hint = message(found, "nl")[1]
    assert hint.startswith("Bedoelde u ‘start’?")
    assert "eerder in de module staat: ‘start’." in hint


def test_nothing_to_choose_from_is_said_too(told: Told) -> None:
    (found,) = told(":::{reflection}\nid: een\nprompt: Wat doet u?\nbuilds_on: [geen]\n:::")
    assert "vóór dit veld staat er geen." in message(found, "nl")[1]


def test_of_many_answers_the_first_are_named(told: Told) -> None:
    answers = "\n\n".join(f":::{{reflection}}\nid: a{n}\nprompt: Wat {n}?\n:::" for n in range(14))
    found = told(f"{answers}\n\n:::{{reflection}}\nid: een\nprompt: Wat doet u?\nbuilds_on: [geen]\n:::")
    (one,) = [one for one in found if one.code == "CMP-006"]
    assert "‘a11’ …" in message(one, "en")[1]


@pytest.mark.parametrize(
    ("minutes", "load", "same"),
    [
        (20, 30, False),
        (20, 15, False),
        (10, 10, True),
        (11, 10, False),
        (22, 20, True),
        (23, 22, True),
        (60, 70, False),
        (115, 120, True),
        (140, 120, False),
    ],
)
def test_the_study_load_is_what_the_page_shows(minutes: int, load: int, same: bool) -> None:
    assert agrees(minutes, load) is same


def test_the_sum_of_the_sections_is_named_with_its_terms(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(BASE, folder)
    module = (folder / "module.yaml").read_text("utf-8")
    (folder / "module.yaml").write_text(
        f"{module.replace('study_load: 10', 'study_load: 30')}  - eind\n", "utf-8"
    )
    (folder / "sections/eind.md").write_text("---\ntitle: Eind\nminutes: 9\n---\n\nDat was het.\n", "utf-8")
    loaded, _ = load(folder, "m")
    assert loaded is not None
    (found,) = [one for one in checks.run(loaded, {}) if one.code.startswith("SEC")]
    assert found.code == "SEC-005"
    assert "samen 19 minuten (10 + 9), de studielast is 30" in message(found, "nl")[0]


def test_a_file_name_is_told_with_where_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(BASE, folder)
    (folder / "media").mkdir()
    (folder / "media/Kaart 1.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    section = folder / "sections/begin.md"
    figure = ':::{figure}\nsrc: "media/Kaart 1.svg"\nalt: De regio in drie delen\n:::\n'
    section.write_text(f"{section.read_text('utf-8')}\n{figure}", "utf-8")
    module, problems = load(folder, "m")
    assert module is not None
    (found,) = [one for one in [*problems, *checks.run(module, {})] if one.code == "MED-002"]
    assert message(found, "nl")[1].endswith("waar het bestand genoemd wordt: m/sections/begin.md:9:6.")


CHART = """\
:::{chart}
title: Gesprekken
series: [Gepland, Gehouden]
rows:
  - {label: Januari, values: [1, 2, 3]}
  - {label: Februari, values: [1, 2]}
:::
"""


def test_a_mistake_of_the_source_is_told_once_in_its_words(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(BASE, folder)
    section = folder / "sections/begin.md"
    section.write_text(f"{section.read_text('utf-8')}\n{CHART}", "utf-8")
    words = {"Januari": "Jannewaris", "Februari": "Febrewaris", "Gesprekken": "Petearen"}
    units = folder / "translations/fy/sections/begin.yaml"
    rows = [f"  - at: label\n    source: {source}\n    text: {text}\n" for source, text in words.items()]
    units.write_text(units.read_text("utf-8") + "".join(rows), "utf-8")
    findings = check([str(folder)], Options(), lambda _: None, languages=["all"]).findings
    assert [one.values["label"] for one in findings if one.code == "CMP-050"] == ["Januari"]
