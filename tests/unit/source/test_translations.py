"""Translations: a package in another language with the identifiers of the source, and what is wrong in them."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from modulebouwer.build import Options, build_languages, check
from modulebouwer.cli import main
from modulebouwer.findings import Finding, Location, Report, message
from modulebouwer.source.files import DISK
from modulebouwer.source.folder import Folder
from modulebouwer.source.languages import strangers
from modulebouwer.source.translations import Translated
from modulebouwer.wrong_use import WrongUse

MODULE = """\
identifier: praten
title: Een goed gesprek
version: 1.0.0
language: nl
date: 2026-09-01
description: Over praten.
study_load: 10
publisher: De Linde
standards: [scorm12, web]
sections: [begin]
objectives:
  - id: doel
    text: U begint een gesprek.
    trained_by: [begin]
    checked_by: [vraag]
"""
SECTION = """\
---
title: Begin
minutes: 10
---

## Hoe u begint

Lees eerst [het doel](section:begin), en **dan** pas
de rest.[^bron]

| Wie | Wat |
|---|---|
| U | Vraagt |

> Rustig\\
> aan.

[^bron]: Zo gezegd.

:::{choice}
id: vraag
question: >-
  Wat zegt u
  eerst?
options:
  - id: a
    text: Dag
    right: true
  - id: b
    text: Niets
    feedback: Zeg [iets](section:begin).
:::
"""
FRISIAN_MODULE = """\
units:
  - at: title
    source: Een goed gesprek
    text: In goed petear
  - at: description
    source: Over praten.
    text: Oer praten.
  - at: objectives.doel.text
    source: U begint een gesprek.
    text: Jo begjinne in petear.
"""
FRISIAN_SECTION = """\
units:
  - at: title
    source: Begin
    text: Begjin
  - at: text
    source: Hoe u begint
    text: Hoe't jo begjinne
  - at: text
    source: Lees eerst [het doel](section:begin), en **dan** pas de rest.[^bron]
    text: Lês earst [it doel](section:begin), en **dan** pas de rest.[^bron]
  - at: text
    source: Wie
    text: Wa
  - at: text
    source: Wat
    text: Wat | oars
  - at: text
    source: U
    text: Jo
  - at: text
    source: Vraagt
    text: Freget
  - at: text
    source: |-
      Rustig\\
      aan.
    text: |-
      1. Kalm\\
      oan.
  - at: text
    source: Zo gezegd.
    text: Sa sein.
  - at: vraag.question
    source: Wat zegt u eerst?
    text: 'Wat sizze jo earst: "ja"?'
  - at: vraag.options.a.text
    source: Dag
    text: Goeie
  - at: vraag.options.b.text
    source: Niets
    text: Neat
  - at: vraag.options.b.feedback
    source: Zeg [iets](section:begin).
    text: Siz [wat](section:begin).
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("praten/module.yaml"), MODULE)
    write(Path("praten/sections/begin.md"), SECTION)
    write(Path("praten/translations/fy/module.yaml"), FRISIAN_MODULE)
    write(Path("praten/translations/fy/sections/begin.yaml"), FRISIAN_SECTION)


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    Path(path).write_text(text.replace(old, new), "utf-8")


def told(report: Report) -> list[str]:
    return [f"{finding.location} {finding.code}" for finding in report.findings]


def checked(*languages: str) -> Report:
    return check(["praten"], Options(), lambda _: None, languages=languages)


def built(*languages: str, **options: Any) -> Report:
    _, report = build_languages(
        ["praten"], Path("dist"), Options(**options), lambda _: None, (), languages or ("fy",)
    )
    return report


def page(language: str = "-fy", standard: str = "web") -> str:
    with zipfile.ZipFile(f"dist/praten-1.0.0{language}-{standard}.zip") as archive:
        return archive.read("index.html").decode()


def course(language: str) -> dict[str, Any]:
    with zipfile.ZipFile(f"dist/praten-1.0.0{language}-scorm12.zip") as archive:
        name = next(name for name in archive.namelist() if re.fullmatch(r"player-\w+\.js", name))
        first = archive.read(name).decode().split("\n", 1)[0]
    found: dict[str, Any] = json.loads(first.removeprefix("window.modulebouwerCourse=").removesuffix(";"))
    return found


@pytest.mark.parametrize(
    "lines", ["Wat sizze\n      ik?", "Lês\n      plan.docx", "Lês yn de map\n      eltsenien"]
)
def test_a_value_of_several_lines_is_no_path(lines: str) -> None:
    change(
        "praten/translations/fy/sections/begin.yaml",
        "text: 'Wat sizze jo earst: \"ja\"?'",
        f"text: |-\n      {lines}",
    )
    assert told(checked("fy")) == []


def test_the_package_speaks_the_language() -> None:
    assert told(built("fy", "nl")) == []
    html = page()
    assert '<html lang="fy"' in html
    assert "<title>In goed petear</title>" in html
    assert "<p>Lês earst " in html
    assert "<strong>dan</strong> pas de rest." in html
    # What a table, a quote and a paragraph would make of it stays what it was.
    assert re.search("<th[^>]*>Wat [|] oars</th>", html)
    assert "<p>1. Kalm<br />\noan.</p>" in html
    assert "Wat sizze jo earst: &#34;ja&#34;?" in html
    # The interface too, and nothing of the source is left.
    assert "Begjinne" in html or "Begjin" in html
    for word in ("gesprek", "Vraagt", "Rustig", "gezegd", "Niets"):
        assert word not in html
    # The source keeps its own name and words.
    assert "Een goed gesprek" in page("")
    assert "petear" not in page("")


def test_answers_belong_to_the_same_ids() -> None:
    built("fy", "nl")
    ours, theirs = course("-fy"), course("")

    def ids(of: dict[str, Any]) -> list[Any]:
        return [
            (one["id"], one["section"], one["right"], [o["id"] for o in one["options"]])
            for one in of["interactions"]
        ]

    assert ids(ours) == ids(theirs) == [("vraag", "begin", ["a"], ["a", "b"])]
    assert ours["identifier"] == theirs["identifier"]
    assert ours["iri"] == theirs["iri"]
    assert ours["interactions"][0]["options"][0]["text"] == "Goeie"


def test_what_is_missing_is_told_in_the_source() -> None:
    change("praten/translations/fy/sections/begin.yaml", "  - at: text\n    source: Wie\n    text: Wa\n", "")
    assert told(built()) == ["praten/sections/begin.md:11:3 TRN-001"]
    assert re.search("<th[^>]*>Wie</th>", page())


def test_what_is_stale_is_told_at_the_translation_and_still_used() -> None:
    change("praten/sections/begin.md", "en **dan** pas", "en **daarna** pas")
    change("praten/module.yaml", "U begint een gesprek.", "U begint een goed gesprek.")
    report = built()
    assert told(report) == [
        "praten/translations/fy/module.yaml:10:11 TRN-002",
        "praten/translations/fy/sections/begin.yaml:10:11 TRN-002",
    ]
    assert (
        "‘U begint een gesprek.’ is nu ‘U begint een goed gesprek.’" in message(report.findings[0], "nl")[0]
    )
    assert "Jo begjinne in petear." in page()
    assert built("fy", strict=True).failed


def test_a_lost_link_or_note_stops_the_build() -> None:
    change(
        "praten/translations/fy/sections/begin.yaml",
        "[it doel](section:begin), en **dan** pas de rest.[^bron]",
        "it doel, en dan",
    )
    report = built()
    assert told(report) == [
        "praten/translations/fy/sections/begin.yaml:10:11 TRN-003",
        "praten/translations/fy/sections/begin.yaml:10:11 TRN-003",
        "praten/translations/fy/sections/begin.yaml:10:11 TRN-005",
    ]
    assert {finding.values["mark"] for finding in report.findings} == {"section:begin", "[^bron]", "**"}
    assert report.failed
    assert not Path("dist/praten-1.0.0-fy-web.zip").exists()


def test_another_link_stops_the_build_but_a_page_elsewhere_may_be_another() -> None:
    change("praten/sections/begin.md", "de rest.[^bron]", "de [rest](https://example.nl/nl).[^bron]")
    change(
        "praten/translations/fy/sections/begin.yaml",
        "    source: Lees eerst [het doel](section:begin), en **dan** pas de rest.[^bron]",
        "    source: Lees eerst [het doel](section:begin), en **dan** pas de [rest](https://example.nl/nl).[^bron]",
    )
    change(
        "praten/translations/fy/sections/begin.yaml",
        "    text: Lês earst [it doel](section:begin), en **dan** pas de rest.[^bron]",
        "    text: Lês earst [it doel](section:begin), en **dan** pas de [rest](https://example.nl/fy).[^bron]",
    )
    assert told(built()) == []
    change(
        "praten/translations/fy/sections/begin.yaml", "Siz [wat](section:begin).", "Siz [wat](section:ein)."
    )
    assert told(built()) == ["praten/translations/fy/sections/begin.yaml:44:21 TRN-151"]


def test_what_the_checks_find_is_told_in_the_translation() -> None:
    change("praten/translations/fy/sections/begin.yaml", "    text: Neat", "    text: Goeie")
    assert told(built()) == ["praten/translations/fy/sections/begin.yaml:41:11 CMP-014"]


def test_a_draft_of_a_machine_says_so_until_a_person_confirms_it() -> None:
    change(
        "praten/translations/fy/module.yaml",
        "text: Oer praten.",
        "text: Oer praten.\n    made_by: een vertaalprogramma",
    )
    assert told(built()) == ["praten/translations/fy/module.yaml:7:11 TRN-006"]
    line = "Dizze oersetting: makke troch een vertaalprogramma, noch net neisjoen."
    assert line in page()
    change("praten/translations/fy/module.yaml", "\n    made_by: een vertaalprogramma", "")
    assert told(built()) == []
    assert line not in page()


def test_what_belongs_to_nothing_is_told() -> None:
    change(
        "praten/module.yaml",
        "    text: U begint een gesprek.\n    trained",
        "    text: Zwijgen is goud.\n    trained",
    )
    change("praten/sections/begin.md", "| U | Vraagt |", "")
    write(Path("praten/translations/fy/sections/begn.yaml"), "units: []\n")
    write(Path("praten/translations/fy/media/kaart.svg"), "<svg/>\n")
    assert sorted(one for one in told(built()) if "TRN-007" in one or "TRN-008" in one) == [
        "praten/translations/fy/media/kaart.svg:1:1 TRN-008",
        "praten/translations/fy/sections/begin.yaml:19:11 TRN-007",
        "praten/translations/fy/sections/begin.yaml:22:11 TRN-007",
        "praten/translations/fy/sections/begn.yaml:1:1 TRN-008",
    ]


def test_captions_of_another_name_are_those_of_the_one_file_without(tmp_path: Path) -> None:
    for path in ("media/three-steps.vtt", "media/hall.svg", "translations/nl/media/drie-stappen.vtt"):
        write(tmp_path / path, "")
    (found,) = strangers(Folder(tmp_path, "les"), "nl", [])
    assert found.values["suggestion"] == "translations/nl/media/three-steps.vtt"
    assert "sections/begin" not in message(found, "nl")[1]


def test_a_wrong_file_is_told_like_any_other() -> None:
    change("praten/translations/fy/module.yaml", "    text: Oer praten.", "    txt: Oer praten.")
    assert "praten/translations/fy/module.yaml:7:5 SRC-101" in told(built())


def test_pictures_with_words_have_their_own_translation() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 2 1"><title>{}</title></svg>\n'
    write(Path("praten/media/kaart.svg"), svg.format("Kaart"))
    write(Path("praten/translations/fy/media/kaart.svg"), svg.format("Lânkaart"))
    change("praten/sections/begin.md", "## Hoe u begint", "## Hoe u begint\n\n![Kaart](media/kaart.svg)")
    built("fy", "nl")
    for language, word in (("-fy", "Lânkaart"), ("", "Kaart")):
        with zipfile.ZipFile(f"dist/praten-1.0.0{language}-web.zip") as archive:
            assert word in archive.read("media/kaart.svg").decode()


def test_a_language_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(WrongUse) as caught:
        built("fyy")
    assert caught.value.values == {"language": "fyy", "suggestion": "fy", "known": "‘nl’, ‘fy’"}
    assert told(checked("all")) == []


def test_a_module_that_lacks_the_language_is_told() -> None:
    shutil.copytree("praten", "zwijgen", ignore=shutil.ignore_patterns("translations"))
    change("zwijgen/module.yaml", "identifier: praten", "identifier: zwijgen")
    both = ["praten", "zwijgen"]
    packages, report = build_languages(both, Path("dist"), Options(("web",)), lambda _: None, (), ["fy"])
    assert [package.path.name for package in packages] == ["praten-1.0.0-fy-web.zip"]
    assert told(report) == ["zwijgen/module.yaml:1:1 TRN-200"]
    assert message(report.findings[0], "nl")[0] == "De module is er niet in de taal ‘fy’, wel in: ‘nl’."
    asked = check(both, Options(), lambda _: None, languages=["fy", "nl"])
    assert told(asked) == ["zwijgen/module.yaml:1:1 TRN-200"]
    # Who asks for every language, asks of each module what it has.
    assert told(check(both, Options(), lambda _: None, languages=["all"])) == []


def test_the_drafts_of_a_machine_are_told_together() -> None:
    for file in Path("praten/translations/fy").rglob("*.yaml"):
        file.write_text(re.sub(r"(?m)^(    text:)", r"    made_by: MT\n\1", file.read_text("utf-8")), "utf-8")
    for found in (checked("fy"), built("fy")):
        (draft,) = found.findings
        assert draft.code == "TRN-006"
        assert draft.count > 5
        assert draft.count == Path("praten/translations/fy/module.yaml").read_text("utf-8").count(
            "made_by"
        ) + Path("praten/translations/fy/sections/begin.yaml").read_text("utf-8").count("made_by")


def test_only_the_language_that_changed_is_built_anew() -> None:
    built("all", keep=True)
    first = {path.name: path.stat().st_mtime_ns for path in Path("dist").glob("*.zip")}
    assert len(first) == 4
    change("praten/translations/fy/module.yaml", "Oer praten.", "Oer it praten.")
    built("all", keep=True)
    again = {path.name: path.stat().st_mtime_ns for path in Path("dist").glob("*.zip")}
    assert {name for name in first if first[name] != again[name]} == {
        "praten-1.0.0-fy-scorm12.zip",
        "praten-1.0.0-fy-web.zip",
    }


SERIES = "title: Reeks\ngroups: [{modules: [praten, vragen]}]\n"
TERMS = ":::{term}\nid: gesprek\nterm: gesprek\ndefinition: Samen praten.\n:::\n"
OF_THEMES = """\
  - {at: themes.t.title, source: Vragen stellen, text: Fragen stelle}
  - {at: themes.t.why, source: 'Hoe vraagt u?', text: Hoe freegje jo?}
"""
OF_TERMS = """\
units:
  - {at: gesprek.term, source: gesprek, text: petear}
  - {at: gesprek.definition, source: Samen praten., text: Tegearre prate.}
"""
OF_BRAND = """\
units:
  - {at: colophon, source: Van De Linde., text: Fan De Linde.}
  - {at: words.page.begin, source: Aan de slag, text: Oan de slach}
"""


def test_a_series_translates_its_terms_titles_and_brands() -> None:
    write(Path("series.yaml"), SERIES)
    write(Path("terms.md"), TERMS)
    write(Path("brands/linde.yaml"), "colophon: Van De Linde.\nwords: {page: {begin: Aan de slag}}\n")
    write(
        Path("vragen/module.yaml"),
        MODULE.replace("praten", "vragen").replace("Een goed gesprek", "Vragen stellen"),
    )
    write(Path("vragen/sections/begin.md"), SECTION)
    write(
        Path("vragen/translations/fy/module.yaml"),
        "units:\n  - {at: title, source: Vragen stellen, text: Fragen stelle}\n",
    )
    theme = "themes:\n  - {id: t, title: Vragen stellen, module: vragen, why: Hoe vraagt u?}\n"
    change("praten/module.yaml", "objectives:", f"{theme}objectives:")
    change(
        "praten/sections/begin.md", "Lees eerst", "Dit [gesprek](term:gesprek) en [dat](theme:t). Lees eerst"
    )
    section = "praten/translations/fy/sections/begin.yaml"
    change(
        section,
        "    source: Lees eerst",
        "    source: Dit [gesprek](term:gesprek) en [dat](theme:t). Lees eerst",
    )
    change(
        section, "    text: Lês earst", "    text: Dit [petear](term:gesprek) en [dat](theme:t). Lês earst"
    )
    write(Path("praten/translations/fy/module.yaml"), FRISIAN_MODULE + OF_THEMES)
    write(Path("translations/fy/terms.yaml"), OF_TERMS)
    write(Path("translations/fy/brands/linde.yaml"), OF_BRAND)
    _, report = build_languages(
        ["praten"], Path("dist"), Options(standards=("web",)), lambda _: None, ["linde"], ["fy"]
    )
    assert told(report) == []
    with zipfile.ZipFile("dist/linde/praten-1.0.0-fy-web.zip") as archive:
        html = archive.read("index.html").decode()
    for words in ("Tegearre prate.", "Fragen stelle", "Fan De Linde.", "Oan de slach"):
        assert words in html


def test_status_counts_and_tells_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    change(
        "praten/translations/fy/module.yaml",
        "text: Oer praten.",
        "text: Oer praten.\n    made_by: een vertaalprogramma",
    )
    change("praten/sections/begin.md", "Zo gezegd.", "Zo gezegd en gedaan.")
    change("praten/translations/fy/sections/begin.yaml", "  - at: text\n    source: Wie\n    text: Wa\n", "")
    assert main(["translate", "status", "praten", "--to", "fy", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "praten  fy  13 done, 1 made by a machine, 1 stale, 1 missing\n" in shown
    assert "praten/sections/begin.md:11:3: warning TRN-001" in shown
    assert main(["translate", "status", "praten", "--to", "fy", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"folder": "praten", "language": "fy", "done": 13, "draft": 1, "stale": 1, "missing": 1}
    ]
    assert main(["translate", "status", "praten", "--to", "nl"]) == 2


def test_what_is_left_of_the_example_is_told_in_the_source_alone() -> None:
    """A translation of the Dutch example may say what the English one does."""
    there = Translated("en", DISK, (), {})
    place = Location("les/module.yaml", 3, 8)
    assert there.with_own([Finding("MOD-440", place, {"keys": "title"})]) == []
    assert there.with_own([kept := Finding("MOD-019", place)]) == [kept]
