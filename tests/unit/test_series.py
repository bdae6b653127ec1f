"""A series: what modules share and inherit, where it is told, and that each takes along only what it uses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from modulebouwer.build import Options, build, check
from modulebouwer.cli import main
from modulebouwer.cli.options import distinct
from modulebouwer.model.module import LearningModule
from modulebouwer.preview.sources import sources
from modulebouwer.restructuring import add_section
from modulebouwer.source.loader import load
from modulebouwer.source.writing import write_module

MODULE = """\
identifier: {name}
title: {title}
version: 1.0.0
date: 2026-09-01
description: Over samen werken.
study_load: 10
sections:
  - begin
"""
SECTION = """\
---
title: Begin
minutes: 10
---

{text}
"""
SERIES = """\
title: Samen
groups:
  - title: Eerst
    modules: [twee]
  - modules: [een]
defaults:
  language: nl
  publisher: De Linde
"""
TERMS = """\
:::{term}
id: partner
term: partner
definition: Iemand die hetzelfde wil [@vries-2021]. Zie ook [regio](term:regio).
:::

:::{term}
id: regio
term: regio
definition: De omgeving van de school.
:::

:::{term}
id: krimp
term: krimp
definition: Er komen minder kinderen.
:::
"""
WORK = "- id: {id}\n  type: book\n  author: [{{family: {name}, given: A.}}]\n  issued: {year}\n  title: {title}\n"
WORKS = "references:\n" + WORK.format(id="vries-2021", name="Vries", year=2021, title="Samen")
SKIN = Path(__file__).parents[2] / "templates" / "skins" / "standaard"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title></svg>\n'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, title, text in (
        ("een", "Een", "Met een [partner](term:partner)."),
        ("twee", "Twee", "Er is [krimp](term:krimp)."),
    ):
        write(tmp_path / "reeks" / name / "module.yaml", MODULE.format(name=name, title=title))
        write(tmp_path / "reeks" / name / "sections" / "begin.md", SECTION.format(text=text))
    write(tmp_path / "reeks" / "series.yaml", SERIES)
    write(tmp_path / "reeks" / "terms.md", TERMS)
    write(tmp_path / "reeks" / "references.yaml", WORKS)
    return Path("reeks")


def read(folder: Path) -> LearningModule:
    module, problems = load(folder, folder.as_posix())
    assert module is not None
    assert problems == []
    return module


def told(folder: Path) -> list[tuple[str, str]]:
    report = check(distinct([folder.as_posix()]), Options(), lambda _: None)
    return [(finding.code, str(finding.location)) for finding in report.findings]


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_module_inherits_what_it_does_not_say(series: Path) -> None:
    module = read(series / "een")
    assert (module.definition.publisher, module.definition.language) == ("De Linde", "nl")
    append(series / "een" / "module.yaml", "publisher: Het Lindehof\n")
    assert read(series / "een").definition.publisher == "Het Lindehof"


def test_a_fault_in_a_default_is_told_in_series_yaml(series: Path) -> None:
    write(series / "series.yaml", SERIES + "  study_load: nul\n")
    write(
        series / "een" / "module.yaml",
        MODULE.format(name="een", title="Een").replace("study_load: 10\n", ""),
    )
    assert ("SRC-126", "reeks/series.yaml:9:15") in told(series / "een")
    assert told(series / "twee") == []


def test_a_module_takes_along_only_the_terms_and_works_that_it_uses(series: Path) -> None:
    one, two = read(series / "een"), read(series / "twee")
    assert [term.id for term in one.glossary] == ["partner", "regio"]
    assert [work.id for work in one.all_references] == ["vries-2021"]
    assert [term.id for term in two.glossary] == ["krimp"]
    assert two.all_references == ()


def test_its_own_term_and_work_go_before(series: Path) -> None:
    section = series / "een" / "sections" / "begin.md"
    append(section, "\n:::{term}\nid: partner\nterm: maat\ndefinition: Zie [@vries-2021].\n:::\n")
    own = WORK.format(id="vries-2021", name="Vries", year=2021, title="Alleen")
    write(series / "een" / "references.yaml", f"references:\n{own}")
    module, problems = load(series / "een", "reeks/een")
    assert module is not None
    # That they differ from those of the series is told; which of the two is shown is sure.
    assert [problem.code for problem in problems] == ["SER-620", "SER-621"]
    assert [term.model.glossary_entry() for term in module.glossary] == ["maat"]
    assert [work.csl["title"] for work in module.all_references] == ["Alleen"]


def test_files_are_found_beside_series_yaml_and_own_ones_first(series: Path) -> None:
    write(series / "media" / "kaart.svg", DRAWING.format("reeks"))
    write(series / "media" / "ander.svg", DRAWING.format("ongebruikt"))
    append(series / "een" / "sections" / "begin.md", "\n![Een kaart](media/kaart.svg)\n")
    append(series / "twee" / "sections" / "begin.md", "\n![Een kaart](media/kaart.svg)\n")
    write(series / "twee" / "media" / "kaart.svg", DRAWING.format("eigen"))
    packages, report = build(["reeks/een", "reeks/twee"], Path("dist"), Options(("web",)), lambda _: None)
    assert [f.code for f in report.findings if f.code.startswith("MED")] == []
    pictures = []
    for package in packages:
        with zipfile.ZipFile(package.path) as archive:
            assert [name for name in archive.namelist() if "ander" in name] == []
            pictures.append(archive.read("media/kaart.svg").decode())
    assert pictures == [DRAWING.format("reeks"), DRAWING.format("eigen")]


def test_templates_lie_over_each_other(series: Path) -> None:
    write(
        series / "templates" / "skins" / "linde" / "skin.css",
        (SKIN / "skin.css").read_text("utf-8") + ":root { --linde: 1; }\n",
    )
    write(series / "series.yaml", SERIES + "  skin: linde\n")
    packages, report = build(["reeks/een"], Path("dist"), Options(("web",)), lambda _: None)
    assert not report.failed
    with zipfile.ZipFile(packages[0].path) as archive:
        assert b"--linde:" in archive.read("index.html")


def test_a_fault_in_what_is_shared_is_told_where_it_stands_and_once(series: Path) -> None:
    text = TERMS.replace("term:regio", "term:regoi").replace("Er komen minder kinderen.", "Zie [@niemand].")
    write(series / "terms.md", text)
    found = told(series)
    assert ("LNK-002", "reeks/terms.md:4:61") in found
    assert ("REF-006", "reeks/terms.md:16:18") in found
    assert len(found) == len(set(found))


def test_who_is_not_listed_takes_no_part(series: Path) -> None:
    write(series / "series.yaml", SERIES.replace("  - modules: [een]\n", ""))
    # Its language, terms and works are those of the series: the cause is told, and nothing that follows from it.
    assert told(series / "een") == [("SER-013", "reeks/een/module.yaml:1:1")]


def test_the_series_stands_for_its_modules_in_its_order(series: Path) -> None:
    packages, report = build_all(series)
    assert not report
    assert packages == ["twee-1.0.0-web.zip", "een-1.0.0-web.zip"]
    assert list(sources("reeks")) == ["twee", "een"]


def build_all(series: Path) -> tuple[list[str], bool]:
    packages, report = build(distinct([str(series)]), Path("dist"), Options(("web",)), lambda _: None)
    return [package.path.name for package in packages], report.failed


@pytest.mark.parametrize(
    ("here", "shown", "told"), [("een", ".", "../series.yaml"), (".", "een", "series.yaml")]
)
def test_a_series_is_found_from_wherever_one_stands(
    series: Path, monkeypatch: pytest.MonkeyPatch, here: str, shown: str, told: str
) -> None:
    monkeypatch.chdir(series / here)
    module, problems = load(Path(shown), shown)
    assert module is not None
    assert problems == []
    assert str(module.source.at("publisher")) == f"{told}:8:3"


def test_writing_a_module_leaves_out_what_is_not_its_own(series: Path) -> None:
    folder = series / "een"
    before = {path: (folder / path).read_bytes() for path in ("module.yaml", "sections/begin.md")}
    assert write_module(read(folder), before) == before
    add_section(folder, "Verder", None, "nl")
    assert (folder / "module.yaml").read_text("utf-8") == before["module.yaml"].decode() + "  - verder\n"


@pytest.mark.usefixtures("series")
def test_list_tells_where_everything_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "reeks/een", "--origin", "--format", "json", "--lang", "en"]) == 0
    (module,) = json.loads(capsys.readouterr().out)
    places = {one["name"]: (one["path"], one["line"], one["inherited"]) for one in module["origins"]}
    assert places["title"] == ("reeks/een/module.yaml", 2, False)
    assert places["publisher"] == ("reeks/series.yaml", 8, True)
    assert places["partner"] == ("reeks/terms.md", 1, True)
    assert places["vries-2021"] == ("reeks/references.yaml", 2, True)
    assert main(["list", "reeks/een", "--origin", "--lang", "nl"]) == 0
    assert " * publisher    reeks/series.yaml:8\n" in capsys.readouterr().out


def test_list_tells_what_a_module_says_instead_of_its_series(
    series: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(series / "een/module.yaml", "publisher: De Haven\n")
    append(series / "een/sections/begin.md", "\n" + TERMS.partition("\n\n")[0] + "\n")
    write(series / "een/references.yaml", WORKS)
    for folder in (series, series / "een"):
        write(folder / "media" / "kaart.svg", DRAWING.format("Kaart"))
    append(series / "een/sections/begin.md", "\n![Kaart](media/kaart.svg)\n")
    write(series / "los/module.yaml", MODULE.format(name="los", title="Los") + "language: nl\n")
    write(series / "los/sections/begin.md", SECTION.format(text="Lees verder."))
    assert main(["list", "reeks", "--origin", "--format", "json", "--lang", "en"]) == 0
    twee, een, los = json.loads(capsys.readouterr().out)
    instead = {
        one["name"]: (one["path"], *one["overrides"].values()) for one in een["origins"] if one["overrides"]
    }
    assert instead == {
        "publisher": ("reeks/een/module.yaml", "reeks/series.yaml", 8),
        "partner": ("reeks/een/sections/begin.md", "reeks/terms.md", 1),
        "vries-2021": ("reeks/een/references.yaml", "reeks/references.yaml", 2),
        "media/kaart.svg": ("reeks/een/media/kaart.svg", "reeks/media/kaart.svg", 1),
    }
    assert not any(one["overrides"] for one in twee["origins"])
    assert [one["outside"] for one in (een, twee, los)] == [None, None, "reeks/series.yaml"]
    assert main(["list", "reeks", "--origin", "--lang", "nl"]) == 0
    told_twee, told_een, told_los = capsys.readouterr().out.split("\n\n")
    row = " ! partner          reeks/een/sections/begin.md:8  begrip, gaat voor reeks/terms.md:1\n"
    assert row in told_een
    assert told_een.endswith("\n ! gaat voor wat in de reeks staat")
    assert "*" in told_twee
    assert "!" not in told_twee
    assert "*" not in told_los
    assert "Deze module staat niet in reeks/series.yaml; er komt niets van de reeks." in told_los


def test_a_series_that_cannot_be_read_stops_its_modules(series: Path) -> None:
    write(series / "series.yaml", "title: Samen\n")
    packages, failed = build_all(series)
    assert (packages, failed) == ([], True)
    assert ("SRC-102", "reeks/series.yaml:1:1") in told(series / "een")


def test_one_mistake_in_a_series_hides_no_other(series: Path) -> None:
    text = SERIES.replace("title: Samen", "titel: Samen").replace("[twee]", "[drie, twee]")
    write(series / "series.yaml", text)
    append(series / "een/sections/begin.md", "\nZie [de vraag](section:nergens).\n")
    packages, failed = build_all(series)
    assert (packages, failed) == ([], True)
    assert told(series) == [
        ("SRC-101", "reeks/series.yaml:1:1"),
        ("SER-001", "reeks/series.yaml:4:15"),
        ("LNK-001", "reeks/een/sections/begin.md:8:5"),
    ]


def test_a_theme_to_a_folder_with_another_name_is_told_with_that_name(series: Path) -> None:
    theme = "themes:\n  - id: verder\n    title: Twee\n    module: twee\n    why: Hierna verder.\n"
    append(series / "een/module.yaml", theme)
    (series / "twee").rename(series / "tweede-stap")
    found = check(distinct([series.as_posix()]), Options(), lambda _: None).findings
    assert [(one.code, str(one.location), one.values["suggestion"]) for one in found] == [
        ("SER-001", "reeks/series.yaml:4:15", "tweede-stap"),
        ("SER-005", "reeks/een/module.yaml:12:13", "tweede-stap"),
    ]
    write(series / "series.yaml", SERIES.replace("[twee]", "[tweede-stap]"))
    write(
        series / "een/module.yaml",
        (series / "een/module.yaml").read_text().replace("module: twee", "module: tweede-stap"),
    )
    # To the other one nobody leads.
    assert told(series) == [("SER-009", "reeks/series.yaml:5:15")]


def test_what_a_wrong_key_in_series_yaml_hides_is_not_missing_in_the_modules(series: Path) -> None:
    write(series / "series.yaml", SERIES.replace("defaults:", "default:"))
    assert told(series) == [("SRC-101", "reeks/series.yaml:6:1")]


def test_a_term_that_is_explained_twice_is_told_as_a_term(series: Path) -> None:
    append(series / "terms.md", ":::{term}\nid: regio\nterm: regio\ndefinition: Waar de school staat.\n:::\n")
    line = TERMS.count("\n") + 2
    assert told(series) == [("CMP-190", f"reeks/terms.md:{line}:5")]


def test_one_module_by_itself_says_nothing_of_the_whole(series: Path) -> None:
    write(series / "series.yaml", SERIES.replace("[twee]", "[drie, twee]"))
    assert told(series / "een") == []
    assert ("SER-001", "reeks/series.yaml:4:15") in told(series)


def test_a_term_that_got_another_name_is_told_once_where_it_is_linked(series: Path) -> None:
    write(series / "terms.md", TERMS.replace("id: krimp", "id: minder-leerlingen"))
    report = check(distinct([series.as_posix()]), Options(), lambda _: None)
    told = [(one.code, one.values["suggestion"]) for one in report.findings if one.code != "SER-009"]
    assert told == [("LNK-002", "minder-leerlingen")]


def test_a_term_that_cannot_be_read_is_not_missing_where_it_is_linked(series: Path) -> None:
    write(series / "terms.md", TERMS.replace("term: krimp", "term: krimp: minder"))
    assert [code for code, _ in told(series)] == ["SRC-012"]


def test_works_that_cannot_be_read_are_not_missing_where_they_are_cited(series: Path) -> None:
    write(series / "references.yaml", (series / "references.yaml").read_text() + "  title: Een: twee\n")
    assert [one[1] for one in told(series) if one[0].startswith("SRC")] != []
    assert not [code for code, _ in told(series) if not code.startswith("SRC")]


def test_a_term_that_a_module_has_of_its_own_is_not_unused(series: Path) -> None:
    section = series / "twee" / "sections" / "begin.md"
    append(section, "\n:::{term}\nid: krimp\nterm: krimp\ndefinition: Minder kinderen in onze stad.\n:::\n")
    assert [one for one in told(series) if one[0] == "SER-010"] == []
