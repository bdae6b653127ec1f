"""The reference of fields is whole, and what stands in it can be pasted into a fresh module."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import make_fields
import make_guide
import pytest

from modulebouwer.build import Options, build, check
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.new import scaffold
from modulebouwer.source.loader import load
from modulebouwer.source.module_yaml import MODULE_YAML

DOCS = Path(make_guide.ROOT) / "docs"


def examples(language: str) -> list[str]:
    """What stands between fences on the page."""
    text = (DOCS / make_fields.PAGES[language]).read_text("utf-8")
    return re.findall(r"```\w+\n(.*?)\n```", text, re.DOTALL)


def test_every_field_says_what_a_learner_sees_of_it() -> None:
    assert set(make_fields.SEEN) == set(MODULE_YAML.model_fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_can_be_pasted_and_builds(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), language, datetime.date(2026, 1, 2))
    definition, head, references, series, brand = examples(language)
    Path("series.yaml").write_text(series + "\n", "utf-8")
    Path("brands").mkdir()
    Path("brands/linde.yaml").write_text(brand + "\n", "utf-8")
    (Path("les") / "references.yaml").write_text(references + "\n", "utf-8")
    with (Path("les") / "module.yaml").open("a", encoding="utf-8") as file:
        file.write(definition + "\n")
    # In one section: a second one with the same title and goal is told of.
    section = min(Path("les/sections").iterdir())
    body = section.read_text("utf-8").split("---\n", 2)[2]
    section.write_text(f"{head}\n{body}", "utf-8")
    # As a designer runs it, on a day: a date that is far off would be told.
    today = datetime.date(2026, 12, 1)
    packages, report = build(["les"], Path("dist"), Options(today=today), lambda _: None)
    assert report.findings == (), report.text("en")
    assert [package.standard.name for package in packages] == ["scorm12", "cmi5"]
    module, _ = load(Path("les"), "les")
    assert module is not None
    assert module.definition.publisher is not None
    branded, report = build(["les"], Path("dist/linde"), Options(brand="linde"), lambda _: None)
    assert report.findings == (), report.text("en")
    assert [package.standard.name for package in branded] == ["scorm12"]


# What a fresh module has not: the sections and questions that an objective names; and what stays of it beside other
# sections than its own.
OF_ANOTHER_MODULE = {"MOD-013", "MOD-014", "MOD-440"}


@pytest.mark.parametrize(
    ("page", "language"),
    [("papers.md", "en"), ("papieren.md", "nl"), ("reports.md", "en"), ("rapporten.md", "nl")],
)
def test_what_a_guide_shows_of_module_yaml_is_accepted(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = re.findall(r"```yaml\n(.*?)\n```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert shown
    for number, example in enumerate(shown):
        folder = Path(f"les-{number}")
        scaffold(folder, language, datetime.date(2026, 1, 2))
        file = folder / "module.yaml"
        keys = set(re.findall(r"^\w+", example, re.MULTILINE))
        # The keys of the example stand in for those of the fresh module.
        parts = re.split(r"^(?=\w)", file.read_text("utf-8"), flags=re.MULTILINE)
        kept = [part for part in parts if part.partition(":")[0] not in keys]
        file.write_text("".join(kept) + example + "\n", "utf-8")
        report = check([str(folder)], Options(today=datetime.date(2026, 12, 1)), lambda _: None)
        found = [one for one in report.findings if one.code not in OF_ANOTHER_MODULE]
        assert found == [], report.text("en")
