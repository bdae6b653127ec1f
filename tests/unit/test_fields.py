"""The reference of fields is whole, and what stands in it can be pasted into a fresh module."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import make_fields
import make_guide
import pytest

from modulebouwer.build import Options, build
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
    packages, report = build(["les"], Path("dist"), Options(), lambda _: None)
    assert report.findings == (), report.text("en")
    assert [package.standard.name for package in packages] == ["scorm12", "cmi5"]
    module, _ = load(Path("les"), "les")
    assert module is not None
    assert module.definition.publisher is not None
    branded, report = build(["les"], Path("dist/linde"), Options(brand="linde"), lambda _: None)
    assert report.findings == (), report.text("en")
    assert [package.standard.name for package in branded] == ["scorm12"]
