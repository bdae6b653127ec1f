"""Building much: in parallel, only what changed, and always the same as building anew."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest

from modulebouwer import build as pipeline
from modulebouwer.build import Built, Options, Package, build, build_module
from modulebouwer.build_cache import NAME
from modulebouwer.cli import main
from modulebouwer.findings import Report
from modulebouwer.source.series import SeriesCache
from modulebouwer.wrong_use import WrongUse

MODULE = """\
identifier: {name}
title: Module {name}
version: 1.0.0
language: nl
date: 2026-09-01
description: Over samen werken.
study_load: 10
sections: [begin]
"""
SECTION = """\
---
title: Begin
minutes: 10
---

{text}
"""
SERIES = "title: Samen\ngroups:\n  - modules: [een, twee, drie]\n"
TERM = ":::{{term}}\nid: {id}\nterm: {id}\ndefinition: {text}\n:::\n"
TEXTS = {"een": "Een [partner](term:partner).", "twee": "Wat [krimp](term:krimp) is.", "drie": "Geen begrip."}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        write(Path("reeks", name, "module.yaml"), MODULE.format(name=name))
        write(Path("reeks", name, "sections", "begin.md"), SECTION.format(text=text))
    write(Path("reeks", "series.yaml"), SERIES)
    terms = (
        TERM.format(id="partner", text="Wie meedoet.")
        + "\n"
        + TERM.format(id="krimp", text="Minder kinderen.")
    )
    write(Path("reeks", "terms.md"), terms)
    return [f"reeks/{name}" for name in TEXTS]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that are really built, in order; in this process."""
    done: list[str] = []

    def watched(folder: str, output: Path, options: Options, series: SeriesCache) -> Built:
        done.append(Path(folder).name)
        return build_module(folder, output, options, series)

    monkeypatch.setattr(pipeline, "build_module", watched)
    return done


def run(modules: list[str], output: str = "dist", **options: object) -> tuple[list[Package], Report]:
    chosen = {"standards": ("web",), "keep": True, **options}
    return build(modules, Path(output), Options(**chosen), lambda _: None)  # type: ignore[arg-type]


def zips(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(output).glob("*.zip")}


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text("utf-8")
    assert before in text
    Path(path).write_text(text.replace(before, after), "utf-8")


def test_the_cores_build_what_one_builds(modules: list[str]) -> None:
    one = run(modules, "een", jobs=1, keep=False, standards=("scorm12", "web"))
    two = run(modules, "twee", jobs=2, keep=False, standards=("scorm12", "web"))
    assert zips("een") == zips("twee")
    assert len(zips("een")) == 6
    assert [dataclasses.replace(package, path=Path()) for package in one[0]] == [
        dataclasses.replace(package, path=Path()) for package in two[0]
    ]
    assert one[1] == two[1]


def test_what_did_not_change_stays(modules: list[str], built: list[str]) -> None:
    first = run(modules)
    assert built == ["een", "twee", "drie"]
    assert run(modules) == first
    assert built == ["een", "twee", "drie"]


def test_what_stayed_is_told(modules: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", *modules, "--standard", "web", "--jobs", "1", "--lang", "nl"]
    assert main(command) == 0
    assert capsys.readouterr().err.endswith("3 pakketten gebouwd\n")
    edit("reeks/twee/sections/begin.md", "Wat", "Hoe")
    assert main(command) == 0
    assert capsys.readouterr().err.endswith("3 pakketten, waarvan 2 ongewijzigd\n")
    assert main([*command, "--format", "json"]) == 0
    assert [one["unchanged"] for one in json.loads(capsys.readouterr().out)["packages"]] == [True] * 3
    assert main([*command, "--no-cache"]) == 0
    assert capsys.readouterr().err.endswith("3 pakketten gebouwd\n")


@pytest.mark.parametrize(
    ("path", "before", "after", "anew"),
    [
        ("reeks/twee/sections/begin.md", "Wat", "Hoe", ["twee"]),
        ("reeks/terms.md", "Wie meedoet", "Wie mee wil doen", ["een"]),
        ("reeks/series.yaml", "title: Samen\n", "title: Samen\ndefaults: {publisher: De Linde}\n", [*TEXTS]),
        ("reeks/series.yaml", "title: Samen", "title: Samen verder", []),
        ("reeks/series.yaml", ", drie]", "]", ["drie"]),
    ],
)
def test_exactly_what_it_touches_is_built_again(
    modules: list[str], built: list[str], path: str, before: str, after: str, anew: list[str]
) -> None:
    write(Path("reeks", "drie", "module.yaml"), MODULE.format(name="drie") + "publisher: Eigen\n")
    if "defaults" in after:
        anew = ["een", "twee"]
    run(modules)
    built.clear()
    edit(path, before, after)
    kept = run(modules)
    assert built == anew
    fresh = run(modules, "vers", keep=False)
    assert zips("dist") == zips("vers")
    assert kept[1] == fresh[1]


def test_templates_and_files_that_are_shared_count(modules: list[str], built: list[str]) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title></svg>\n'
    write(Path("reeks", "media", "kaart.svg"), drawing.format("een"))
    edit("reeks/een/sections/begin.md", "Een ", "![Kaart](media/kaart.svg) Een ")
    run(modules)
    built.clear()
    write(Path("reeks", "media", "kaart.svg"), drawing.format("twee"))
    run(modules)
    assert built == ["een"]
    built.clear()
    write(Path("reeks", "templates", "base.css"), "p { color: black; }\n")
    run(modules)
    assert built == ["een", "twee", "drie"]


def test_a_package_that_went_or_was_changed_is_made_again(modules: list[str], built: list[str]) -> None:
    run(modules)
    whole = zips("dist")
    built.clear()
    Path("dist/een-1.0.0-web.zip").unlink()
    Path("dist/twee-1.0.0-web.zip").write_bytes(b"anders")
    run(modules)
    assert built == ["een", "twee"]
    assert zips("dist") == whole


def test_another_way_of_building_is_another_answer(modules: list[str], built: list[str]) -> None:
    run(modules)
    built.clear()
    run(modules, strict=True)
    assert built == ["een", "twee", "drie"]


@pytest.mark.parametrize("memory", ["{", "[]", "{}", '{"reeks/een": 1}', '{"reeks/een": {"way": "?"}}'])
def test_a_memory_that_is_broken_is_none(memory: str, modules: list[str], built: list[str]) -> None:
    run(modules)
    Path("dist", NAME).write_text(memory, "utf-8")
    built.clear()
    run(modules)
    assert built == ["een", "twee", "drie"]


def test_what_was_found_is_found_again(modules: list[str], built: list[str]) -> None:
    edit("reeks/drie/sections/begin.md", "Geen begrip.", "Zie https://example.org hier.")
    first = run(modules)
    assert first[1].findings != ()
    built.clear()
    assert run(modules) == first
    assert built == []


def test_a_validity_that_passes_is_told_on_its_day(modules: list[str], built: list[str]) -> None:
    edit("reeks/een/module.yaml", "language: nl", "language: nl\nvalid_until: 2026-12-31")
    _, before = run(modules, today=datetime.date(2026, 12, 31))
    _, after = run(modules, today=datetime.date(2027, 1, 1))
    assert len(after.findings) == len(before.findings) + 1
    assert built == ["een", "twee", "drie", "een"]


def test_a_module_that_fails_does_not_stop_the_others(modules: list[str], built: list[str]) -> None:
    edit("reeks/twee/sections/begin.md", "term:krimp", "term:krmip")
    packages, report = run(modules)
    assert report.failed
    assert [package.path.name for package in packages] == ["een-1.0.0-web.zip", "drie-1.0.0-web.zip"]
    built.clear()
    run(modules)
    assert built == ["twee"]


def test_the_exit_code_and_what_a_program_hears(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit("reeks/twee/sections/begin.md", "term:krimp", "term:krmip")
    assert (
        main(["build", "reeks", "--standard", "web", "--format", "json", "--jobs", "2", "--lang", "en"]) == 1
    )
    told = json.loads(capsys.readouterr().out)
    assert [package["path"] for package in told["packages"]] == [
        "dist/een-1.0.0-web.zip",
        "dist/drie-1.0.0-web.zip",
    ]
    assert "LNK-002" in [finding["code"] for finding in told["findings"]]
    assert len(modules) == 3


def test_a_folder_of_packages_in_use(modules: list[str]) -> None:
    run(modules, "gebruik", standards=("scorm12",))
    edit("reeks/een/module.yaml", "identifier: een", "identifier: eentje")
    with pytest.raises(WrongUse, match="no_counterpart"):
        run(modules, standards=("scorm12",), against=Path("gebruik"), jobs=2)
    edit("reeks/een/module.yaml", "identifier: eentje", "identifier: een")
    edit("reeks/twee/sections/begin.md", "Wat", "Hoe")
    packages, report = run(modules, standards=("scorm12",), against=Path("gebruik"))
    assert len(packages) == 3
    assert [finding.code for finding in report.findings if finding.code.startswith("UPD")] == ["UPD-006"]
