"""Versions of a module in several languages: each package is held against the one that its learners work in."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

from modulebouwer.build import Options, Package, build_languages
from modulebouwer.cli import main
from modulebouwer.findings import Report
from modulebouwer.releasing import release

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 27)
PROMPT = "\n:::{reflection}\nid: vraag\nprompt: Wat zegt u?\nmax_length: 50\n:::\n"
FRISIAN = "  - at: vraag.prompt\n    source: Wat zegt u?\n    text: Wat sizze jo?\n"
BEGIN = "proef/translations/fy/sections/begin.yaml"


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``proef`` in Dutch with a whole Frisian translation, and nothing built yet."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests" / "cases" / "base", "proef")
    with Path("proef/sections/begin.md").open("a") as file:
        file.write(PROMPT)
    with Path(BEGIN).open("a") as file:
        file.write(FRISIAN)


def made(
    output: str, *languages: str, together: bool = False, **options: object
) -> tuple[list[Package], Report]:
    there = Options(**options)  # type: ignore[arg-type]
    return build_languages(["proef"], Path(output), there, lambda _: None, (), languages, together=together)


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text("utf-8")
    assert before in text
    Path(path).write_text(text.replace(before, after), "utf-8")


def updates(packages: list[Package]) -> dict[str, tuple[str, str]]:
    """The package's name → what it does to who is half-way, and the package that it takes the place of."""
    return {
        one.path.name: (one.about.update, one.about.difference.old.path if one.about.difference else "")
        for one in packages
    }


def test_each_language_is_held_against_its_own() -> None:
    made("gebruik", "all")
    edit(BEGIN, "Wat sizze jo?", "Wat sizze jo earst?")
    packages, _ = made("nieuw", "all", against=Path("gebruik"))
    assert updates(packages) == {
        "proef-1.0.0-scorm12.zip": ("same", "gebruik/proef-1.0.0-scorm12.zip"),
        "proef-1.0.0-fy-scorm12.zip": ("replaced", "gebruik/proef-1.0.0-fy-scorm12.zip"),
    }
    difference = packages[1].about.difference
    assert difference is not None
    assert [(one.id, one.old and one.old.text) for one in difference.prompts] == [("vraag", "Wat sizze jo?")]


def test_a_new_language_takes_nobodys_place() -> None:
    made("gebruik")
    packages, report = made("nieuw", "all", against=Path("gebruik"), strict=True)
    assert updates(packages)["proef-1.0.0-fy-scorm12.zip"] == ("", "")
    assert report.findings == ()


def test_a_choice_of_languages_takes_the_place_of_one_and_back() -> None:
    made("een")
    packages, _ = made("twee", "nl", "fy", together=True, against=Path("een"))
    assert updates(packages) == {"proef-1.0.0-nl-fy-scorm12.zip": ("replaced", "een/proef-1.0.0-scorm12.zip")}
    difference = packages[0].about.difference
    assert difference is not None
    assert (difference.languages_come, difference.languages_gone) == (("fy",), ())
    assert packages[0].about.languages == ("nl", "fy")
    packages, _ = made("weer", against=Path("twee"))
    assert packages[0].about.difference is not None
    assert packages[0].about.difference.languages_gone == ("fy",)


def test_diff_tells_what_changed_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    made("een", "nl", "fy", together=True)
    edit(BEGIN, "Wat sizze jo?", "Wat sizze jo earst?")
    edit(BEGIN, "Liedjaan is learen", "Liedjaan is altyd learen")
    old = "een/proef-1.0.0-nl-fy-scorm12.zip"
    # Against the source folder: that is built in the languages of the package.
    assert main(["diff", old, "proef", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    translation = shown[shown.index("Translation fy") :].splitlines()
    assert translation[:5] == [
        "Translation fy",
        "    Begjin (section 1)",
        "      + altyd",
        "    Wat sizze jo earst?",
        "      was: Wat sizze jo?",
    ]
    assert "\nText\n" not in shown
    made("twee", "nl", "fy", together=True)
    assert main(["diff", old, "twee/proef-1.0.0-nl-fy-scorm12.zip", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["translations"]["fy"]["sections"][0]["passages"] == [{"before": "", "after": "altyd"}]
    assert told["translations"]["fy"]["prompts"][0]["before"] == "Wat sizze jo?"
    assert all("reworded" not in one["changes"] for one in told["prompts"])


def test_diff_of_one_translation_reads_the_source_in_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    made("een", "fy")
    assert main(["diff", "een/proef-1.0.0-fy-scorm12.zip", "proef", "--lang", "en"]) == 0
    assert "The packages are the same." in capsys.readouterr().out


@pytest.mark.parametrize("together", [False, True])
def test_a_corrected_translation_is_a_patch(together: bool) -> None:
    made("gebruik", "nl", "fy", together=together)
    assert release(["proef"], Path("gebruik"), "", TODAY, "nl") == []
    edit(BEGIN, "Liedjaan is learen", "Liedjaan is altyd learen")
    found = release(["proef"], Path("gebruik"), "", TODAY, "nl")
    assert [one.new for one in found] == ["1.0.1"]
    entry = Path("proef/CHANGELOG.md").read_text("utf-8").split("\n\n", 2)[2]
    assert entry == "* Vertaling fy\n* Begjin (sectie 1)\n      + altyd\n"


def test_what_changed_in_the_source_is_told_once() -> None:
    made("gebruik", "nl", "fy")
    made("gebruik", "nl", "fy", together=True)
    edit("proef/sections/begin.md", "Wat zegt u?", "Wat zegt u eerst?")
    edit(BEGIN, "source: Wat zegt u?", "source: Wat zegt u eerst?")
    edit(BEGIN, "Wat sizze jo?", "Wat sizze jo earst?")
    release(["proef"], Path("gebruik"), "", TODAY, "nl")
    log = Path("proef/CHANGELOG.md").read_text("utf-8")
    assert (log.count("Wat zegt u eerst?"), log.count("Wat sizze jo earst?")) == (1, 1)


def test_the_list_of_packages_says_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    made("gebruik", "nl", "fy", together=True)
    edit(BEGIN, "Liedjaan is learen", "Liedjaan is altyd learen")
    edit("proef/sections/begin.md", "Leidinggeven is", "Leidinggeven blijft")
    edit(BEGIN, "source: Leidinggeven is", "source: Leidinggeven blijft")
    command = [
        "build",
        "proef",
        "--language",
        "all",
        "--together",
        "--standard",
        "scorm12",
        "--standard",
        "web",
    ]
    made("gebruik", "nl", "fy", together=True, standards=("web",))
    assert main([*command, "--against", "gebruik", "--format", "json", "--lang", "nl"]) == 0
    first, second = json.loads(capsys.readouterr().out)["packages"]
    assert first["languages"] == ["nl", "fy"]
    assert (first["update"], second["changed"]) == ("replaced", [])
    assert first["changed"] == [
        "* Begin (sectie 1)", "      - is", "      + blijft",
        "* Vertaling fy", "* Begjin (sectie 1)", "      + altyd",
    ]  # fmt: skip
    page = Path("dist/index.html").read_text("utf-8")
    assert "<td>nl, fy</td>" in page
    assert "* Vertaling fy\n* Begjin (sectie 1)\n      + altyd</pre>" in page
