"""The accessibility report never praises by machine, tells what is wrong, and keeps what people judged."""

from __future__ import annotations

import ast
import datetime
import io
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from lxml import html

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.cli import main
from modulebouwer.findings import Finding, Severity, codes, message, severity
from modulebouwer.papers.accessibility import LEVELS, criteria
from modulebouwer.papers.accessible import accessibility_report

ROOT = Path(__file__).parents[3]
TODAY = datetime.date(2026, 11, 27)
SIGNED = "Gelezen met NVDA.\nBeoordeeld door: Sanne de Vries, 2026-11-20"


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The real module among those of its series."""
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    return tmp_path / "modules/samenwerken_regio"


@cache
def first_report() -> dict[str, bytes]:
    """What is made of the real module as it is."""
    made, findings = accessibility_report(ROOT / "modules/samenwerken_regio", TODAY, "nl")
    assert findings == []
    return made


@pytest.fixture
def reported(real: Path) -> Path:
    """The real module with its first report."""
    (real / "accessibility.yaml").write_bytes(first_report()["accessibility.yaml"])
    return real


def regenerated(folder: Path) -> tuple[Any, list[Finding], dict[str, bytes]]:
    made, findings = accessibility_report(folder, TODAY, "nl")
    (folder / "accessibility.yaml").write_bytes(made["accessibility.yaml"])
    return yaml.safe_load(made["accessibility.yaml"]), findings, made


def adherence(report: Any, num: str) -> Any:
    chapters = (report["chapters"][f"success_criteria_level_{level}"] for level in ("a", "aa"))
    (found,) = [one for chapter in chapters for one in chapter["criteria"] if one["num"] == num]
    return found["components"][0]["adherence"]


def judge(folder: Path, num: str, level: str, notes: str = SIGNED) -> None:
    report = yaml.safe_load((folder / "accessibility.yaml").read_text("utf-8"))
    adherence(report, num).update(level=level, notes=notes)
    (folder / "accessibility.yaml").write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")


def test_the_criteria_are_those_of_wcag() -> None:
    """31 of level A and 24 of level AA (W3C Recommendation of 5 October 2023, without 4.1.1)."""
    found = criteria()
    assert [sum(one.level == level for one in found) for level in ("a", "aa")] == [31, 24]
    assert len({one.num for one in found}) == 55
    assert {one.of for one in found} == {"content", "player", "both"}
    assert {code for one in found for code in one.codes} <= set(codes())


def test_every_test_that_is_named_is_there() -> None:
    named = {test for one in criteria() for test in one.tests}
    assert len(named) > 8
    for test in named:
        path, _, name = test.partition("::")
        tree = ast.parse((ROOT / "tests" / path).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


def test_a_machine_never_says_supports() -> None:
    report = yaml.safe_load(first_report()["accessibility.yaml"])
    judged = [adherence(report, one.num) for one in criteria()]
    assert {one["level"] for one in judged} == {"not-evaluated", "not-applicable"}
    assert "test_from_the_first_tab_to_the_last_download" in adherence(report, "2.1.1")["notes"]
    assert adherence(report, "1.2.2") == {
        "level": "not-applicable",
        "notes": "Er is geen geluid of film in de module.",
    }


def test_it_has_the_form_of_openacr() -> None:
    """Schema 0.1.0: the required properties, and text where it wants text, also for a reader of YAML 1.1."""
    report = yaml.safe_load(first_report()["accessibility.yaml"])
    assert {"title", "product", "author"} <= report.keys()
    assert isinstance(report["author"]["email"], str)
    assert isinstance(report["version"], int)
    for name in ("report_date", "last_modified_date", "notes", "evaluation_methods_used"):
        assert isinstance(report[name], str), name
    for level in ("a", "aa"):
        for one in report["chapters"][f"success_criteria_level_{level}"]["criteria"]:
            assert isinstance(one["num"], str)
            (component,) = one["components"]
            assert component["name"] == "web"
            assert component["adherence"]["level"] in LEVELS
    assert report["catalog"] == "2.5-edition-wcag-2.2-508-eu-en"


def test_a_picture_without_its_text_is_told(reported: Path) -> None:
    section = reported / "sections/krachtenveld.md"
    text = section.read_text("utf-8")
    without = re.sub(r"(:::\{figure\}\n(?:.*\n)*?alt:) .*\n(?:  .*\n)*", r'\1 ""' + "\n", text, count=1)
    assert without != text
    section.write_text(without, "utf-8")
    report, _, made = regenerated(reported)
    found = adherence(report, "1.1.1")
    assert found["level"] == "does-not-support"
    assert re.search(r"krachtenveld\.md:\d+:\d+: A11Y-001 ", found["notes"])
    (page,) = [data.decode() for name, data in made.items() if name.endswith(".html")]
    assert "1.1.1 Niet-tekstuele content: Gevonden door check:" in page
    (document,) = [data for name, data in made.items() if name.endswith(".docx")]
    assert any("A11Y-001" in one.text for one in docx.Document(io.BytesIO(document)).paragraphs)
    section.write_text(text, "utf-8")
    report, findings, _ = regenerated(reported)
    assert adherence(report, "1.1.1")["level"] == "not-evaluated"
    assert findings == []


def test_what_a_person_judged_stays(reported: Path) -> None:
    judge(reported, "2.1.1", "supports")
    judge(reported, "1.1.1", "partially-supports")
    report, findings, made = regenerated(reported)
    assert findings == []
    assert adherence(report, "2.1.1") == {"level": "supports", "notes": SIGNED}
    assert adherence(report, "1.1.1") == {"level": "partially-supports", "notes": SIGNED}
    assert report["version"] == 2
    (page,) = [data.decode() for name, data in made.items() if name.endswith(".html")]
    assert "Sanne de Vries, 2026-11-20" in page


def test_new_content_opens_what_content_decides_and_nothing_else(reported: Path) -> None:
    for num in ("2.1.1", "1.1.1", "1.3.1"):
        judge(reported, num, "supports")
    section = reported / "sections/rol.md"
    section.write_text(section.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    report, _, _ = regenerated(reported)
    assert adherence(report, "2.1.1")["level"] == "supports"
    for num in ("1.1.1", "1.3.1"):
        assert adherence(report, num)["level"] == "not-evaluated"
        assert "Eerder: ‘voldoet’ (Sanne de Vries, 2026-11-20)" in adherence(report, num)["notes"]


def test_what_the_series_gives_is_content_too(reported: Path) -> None:
    """A term that the module links to and a shared template; what only the other module uses opens nothing."""
    judge(reported, "1.1.1", "supports")
    judge(reported, "2.1.1", "supports")
    references = reported.parent / "references.yaml"
    references.write_text(references.read_text("utf-8") + "\n# Niemand noemt dit.\n", "utf-8")
    report, _, _ = regenerated(reported)
    assert adherence(report, "1.1.1")["level"] == "supports"
    terms = reported.parent / "terms.md"
    text = terms.read_text("utf-8")
    changed = text.replace("De school vraagt een leerling wat die vindt", "De leerling zegt wat die vindt")
    assert changed != text
    terms.write_text(changed, "utf-8")
    report, _, _ = regenerated(reported)
    assert adherence(report, "1.1.1")["level"] == "not-evaluated"
    assert adherence(report, "2.1.1")["level"] == "supports"
    shared = reported.parent / "templates/base.css"
    shared.parent.mkdir()
    shared.write_text((ROOT / "templates/base.css").read_text("utf-8") + "\n/* anders */\n", "utf-8")
    report, _, _ = regenerated(reported)
    assert adherence(report, "2.1.1")["level"] == "not-evaluated"


def test_another_look_opens_what_the_player_decides(reported: Path) -> None:
    judge(reported, "2.1.1", "supports")
    judge(reported, "1.1.1", "supports")
    own = reported / "templates/base.css"
    own.parent.mkdir()
    own.write_text((ROOT / "templates/base.css").read_text("utf-8") + "\n/* anders */\n", "utf-8")
    report, _, _ = regenerated(reported)
    assert adherence(report, "2.1.1")["level"] == "not-evaluated"
    assert adherence(report, "1.1.1")["level"] == "supports"


def test_a_finding_weighs_more_than_what_a_person_said_before(reported: Path) -> None:
    section = reported / "sections/rol.md"
    section.write_text(section.read_text("utf-8") + "\n[hier](https://example.org)\n", "utf-8")
    regenerated(reported)
    judge(reported, "2.4.4", "supports")
    report, _, _ = regenerated(reported)
    assert adherence(report, "2.4.4")["level"] == "does-not-support"


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "Ziet er goed uit.",
        "Beoordeeld door: Sanne",
        "Beoordeeld door: S, 2099-13-45",
        "Beoordeeld door: S, 2026-12-01",
    ],
)
def test_a_judgement_without_name_and_date_is_not_taken_over(notes: str, reported: Path) -> None:
    judge(reported, "2.1.1", "supports", notes)
    report, findings, _ = regenerated(reported)
    assert adherence(report, "2.1.1")["level"] == "not-evaluated"
    assert [finding.code for finding in findings] == ["ACR-001"]
    for language in LANGUAGES:
        assert "2.1.1" in message(findings[0], language)[0]


@pytest.mark.parametrize(
    "text",
    ["title: [\n", "[]\n", "5\n", "chapters: 3\n", "chapters: {success_criteria_level_a: []}\n", "\xff",
     "chapters:\n  success_criteria_level_a:\n    criteria: 3\n",
     "chapters:\n  success_criteria_level_a:\n    criteria:\n      - num: '2.1.1'\n",
     "title: een\ntitle: twee\n"],
)  # fmt: skip
def test_a_report_that_cannot_be_read_is_told_and_left_as_it_is(
    text: str, real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = real / "accessibility.yaml"
    kept.write_bytes(text.encode("latin-1"))
    made, findings = accessibility_report(real, TODAY, "nl")
    assert made == {}
    assert {severity(one.code) for one in findings} == {Severity.ERROR}
    assert {one.location.path for one in findings} == {kept.as_posix()}
    assert main(["accessibility", str(real), "--output", str(real / "uit"), "--lang", "nl"]) == 1
    assert capsys.readouterr().out == ""
    assert kept.read_bytes() == text.encode("latin-1")
    assert not (real / "uit").exists()


def test_an_empty_report_is_begun(real: Path) -> None:
    (real / "accessibility.yaml").write_text("\n", "utf-8")
    report, findings, _ = regenerated(real)
    assert (report["version"], findings) == (1, [])


def test_whatever_people_added_stays(reported: Path) -> None:
    """OpenACR knows of more: parts of a product, notes of a chapter, a disclaimer."""
    path = reported / "accessibility.yaml"
    report = yaml.safe_load(path.read_text("utf-8"))
    document = {
        "name": "electronic-docs",
        "adherence": {"level": "supports", "notes": "Met PAC 2024 bekeken."},
    }
    (one,) = [
        one for one in report["chapters"]["success_criteria_level_a"]["criteria"] if one["num"] == "1.1.1"
    ]
    one["components"].append(document)
    report["legal_disclaimer"] = "Zonder garantie."
    report["chapters"]["success_criteria_level_aa"]["notes"] = "Onderzocht in Firefox."
    report["chapters"]["en_301_549_software"] = {"notes": "Ook de app bekeken."}
    path.write_text(yaml.safe_dump(report, allow_unicode=True), "utf-8")
    again, findings, _ = regenerated(reported)
    assert findings == []
    (one,) = [
        one for one in again["chapters"]["success_criteria_level_a"]["criteria"] if one["num"] == "1.1.1"
    ]
    assert one["components"][1:] == [document]
    assert again["legal_disclaimer"] == "Zonder garantie."
    assert again["chapters"]["success_criteria_level_aa"]["notes"] == "Onderzocht in Firefox."
    assert again["chapters"]["en_301_549_software"] == {"notes": "Ook de app bekeken."}


def test_the_page_stands_alone() -> None:
    (page,) = [data for name, data in first_report().items() if name.endswith(".html")]
    root = html.fromstring(page)
    assert root.get("lang") == "nl"
    assert root.xpath("count(//h1)") == 1
    assert not root.xpath("//script | //link | //img | //*[@src]")
    assert root.xpath("count(//tbody/tr)") == 55 + 5
    # For people the names of tests, without their long paths.
    assert "test_from_the_first_tab_to_the_last_download" in page.decode()
    assert ".py::" not in page.decode()


def test_a_translation_is_reported_on_and_judged_with_the_rest(tmp_path: Path) -> None:
    """Who reads the module in another language meets what is wrong there."""
    folder = tmp_path / "proef"
    shutil.copytree(ROOT / "tests" / "cases" / "base", folder, ignore=shutil.ignore_patterns("translations"))
    with (folder / "sections" / "begin.md").open("a") as file:
        file.write("\nLees [het begin](section:begin).\n")
    report, _, _ = regenerated(folder)
    purpose = adherence(report, "2.4.4")
    assert purpose["level"] != "does-not-support"
    judge(folder, "2.4.4", "supports")
    assert adherence(regenerated(folder)[0], "2.4.4")["level"] == "supports"
    there = folder / "translations" / "en" / "sections"
    there.mkdir(parents=True)
    source, text = "Lees [het begin](section:begin).", "Click [here](section:begin)."
    unit = f"units:\n  - at: text\n    source: {source}\n    text: {text}\n"
    (there / "begin.yaml").write_text(unit, "utf-8")
    report, _, _ = regenerated(folder)
    purpose = adherence(report, "2.4.4")
    assert purpose["level"] == "does-not-support"
    assert "translations/en/sections/begin.yaml:4" in purpose["notes"]
