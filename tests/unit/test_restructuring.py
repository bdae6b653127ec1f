"""The frame of a module, changed by commands: only what has to change does, and every link follows."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modulebouwer.build import Options, check
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.checks.placeholders import UNTOUCHED
from modulebouwer.cli import main
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Report, Severity
from modulebouwer.new import scaffold
from modulebouwer.restructuring import (
    add_component,
    add_section,
    example_of,
    move_section,
    new_component,
    removal_of,
    remove_section,
    rename_section,
)
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.wrong_use import WrongUse

LES = Path("les")


@pytest.fixture(autouse=True)
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(LES, "nl", datetime.date(2026, 1, 2))


def checked() -> Report:
    return check(["les"], Options(), lambda _: None)


def definition() -> str:
    return (LES / "module.yaml").read_text("utf-8")


def test_a_new_section_is_listed_and_builds() -> None:
    before = definition()
    assert add_section(LES, "Één stap: verder", "voorbereiden", "nl") == LES / "sections/een-stap-verder.md"
    assert definition() == before.replace("  - beginnen\n", "  - een-stap-verder\n  - beginnen\n")
    assert not checked().failed
    with pytest.raises(WrongUse, match="section_exists"):
        add_section(LES, "Een stap verder", None, "nl")
    with pytest.raises(WrongUse, match="no_section_name"):
        add_section(LES, "…", None, "nl")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", COMPONENTS)
def test_a_new_component_has_every_field_and_can_be_read(kind: str, language: str) -> None:
    path, line = add_component(LES, "beginnen", kind, language)
    lines = path.read_text("utf-8").split("\n")
    assert lines[line - 1] == f":::{{{kind}}}"
    written = {text.removeprefix("# ").partition(":")[0] for text in lines[line:] if not text.startswith(" ")}
    assert set(COMPONENTS[kind].model_fields) <= written
    # Its files are not there yet, nor the parts of others that it names.
    assert {finding.code for finding in checked().findings if finding.code.startswith("SRC")} == set()


@pytest.mark.parametrize("kind", COMPONENTS)
def test_a_new_component_is_no_mistake(kind: str) -> None:
    """Only the files that its writer has still to bring are not there."""
    add_component(LES, "beginnen", kind, "nl")
    told = checked()
    errors = [one for one in told.findings if told.severity(one) is Severity.ERROR]
    awaited = [one for one in errors if one.code == "MED-003" and "…" in str(one.values["path"])]
    assert errors == awaited
    # Dots that wait twice say nothing again.
    assert "TXT-600" not in [one.code for one in told.findings]


def test_a_new_component_shows_that_it_can_build_on_others() -> None:
    assert "\n# builds_on: …\n" in new_component("commitment", (), "nl")


def test_a_second_component_gets_an_id_of_its_own() -> None:
    add_component(LES, "beginnen", "reflection", "nl")
    add_component(LES, "voorbereiden", "reflection", "nl")
    assert "id: reflection-2\n" in (LES / "sections/voorbereiden.md").read_text("utf-8")
    assert not checked().failed


SECTION = """---
title: Beginnen
minutes: 5
---

Een eerste zin.

## Wat u *zegt*

* Een lijst.

  :::{reflection}
  id: in-lijst
  prompt: Wat?
  max_length: 50
  :::

* En verder.

:::{reflection}
id: los
prompt: Waarom?
max_length: 50
:::

Slot.
"""


@pytest.mark.parametrize(
    ("behind", "above", "below"),
    [
        ("los", ":::", "Slot."),
        ("Wat u zegt", "## Wat u *zegt*", "* Een lijst."),
        ("wat-u-zegt", "## Wat u *zegt*", "* Een lijst."),
        # What stands in a list stays in one.
        ("in-lijst", "* En verder.", ":::{reflection}"),
        (None, "Slot.", ""),
    ],
)
def test_a_component_comes_behind_another_or_a_heading(behind: str | None, above: str, below: str) -> None:
    path = LES / "sections/beginnen.md"
    path.write_text(SECTION, "utf-8")
    before = [line for line in SECTION.splitlines() if line]
    _, line = add_component(LES, "beginnen", "callout", "nl", behind)
    lines = path.read_text("utf-8").split("\n")
    end = lines.index(":::", line)
    assert lines[line - 1] == ":::{callout}"
    assert lines[line - 3 : line - 1] == [above, ""]
    assert lines[end + 1 : end + 3] == (["", below] if below else [""])
    assert [one for one in [*lines[: line - 1], *lines[end + 1 :]] if one] == before


@pytest.mark.parametrize(
    ("behind", "told"),
    [("loss", "Bedoelde u ‘los’?"), ("", ""), ("?", "Er zijn: wat-u-zegt, in-lijst, los.")],
)
def test_nothing_is_put_behind_what_is_not_there(
    behind: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = LES / "sections/beginnen.md"
    path.write_text(SECTION, "utf-8")
    command = ["new", "component", "les", "beginnen", "callout", "--after", behind, "--lang", "nl"]
    assert main(command) == 2
    assert told in capsys.readouterr().err
    assert path.read_text("utf-8") == SECTION


def test_a_section_moves() -> None:
    before = definition()
    assert move_section(LES, "beginnen", 1) == ("beginnen", "voorbereiden")
    changed = before.replace("  - voorbereiden\n  - beginnen\n", "  - beginnen\n  - voorbereiden\n")
    assert definition() == changed
    with pytest.raises(WrongUse, match="no_such_place"):
        move_section(LES, "beginnen", 3)
    assert definition() == changed
    assert move_section(LES, "beginnen", 2) == ("voorbereiden", "beginnen")
    assert definition() == before


def test_all_links_follow_a_section_that_is_renamed() -> None:
    text = (LES / "sections/beginnen.md").read_text("utf-8")
    why = "    why: Zie [de voorbereiding](section:voorbereiden) en [verder](section:voorbereiden-2)."
    changed = definition().replace("    why: Wie een gesprek goed begint, zegt", f"{why}\n    # Wie zegt")
    (LES / "module.yaml").write_text(changed, "utf-8")
    assert rename_section(LES, "voorbereiden", "klaarmaken") == 2
    assert not (LES / "sections/voorbereiden.md").exists()
    assert (LES / "sections/beginnen.md").read_text("utf-8") == text.replace(
        "section:voorbereiden", "section:klaarmaken"
    )
    renamed = changed.replace("(section:voorbereiden)", "(section:klaarmaken)")
    assert definition() == renamed.replace("  - voorbereiden\n", "  - klaarmaken\n")


def test_a_section_goes_with_its_file_and_whatever_lists_it() -> None:
    edited = definition().replace(
        "    text: U kiest de woorden", "    trained_by: [beginnen]\n    text: U kiest de woorden"
    )
    ignored = "ignore:\n  - {code: TXT-001, path: sections/beginnen.md, reason: Zo bedoeld.}\n"
    (LES / "module.yaml").write_text(edited + ignored, "utf-8")
    first = LES / "sections/voorbereiden.md"
    first.write_text(first.read_text("utf-8") + "\nLees [verder](section:beginnen).\n", "utf-8")
    translation = LES / "translations/en/sections/beginnen.yaml"
    translation.parent.mkdir(parents=True)
    translation.write_text("units: []\n", "utf-8")
    going = removal_of(LES, "beginnen")
    assert going.files == ("sections/beginnen.md", "translations/en/sections/beginnen.yaml")
    assert (going.words > 50, going.answers, going.links) == (True, 1, 1)
    assert (going.ignored, going.objectives) == (("TXT-001",), ("begin",))
    assert remove_section(LES, "beginnen") == going
    assert not translation.exists()
    assert not (LES / "sections/beginnen.md").exists()
    assert "beginnen" not in definition()
    assert [one.code for one in checked().findings if one.code.startswith("LNK")] == ["LNK-001"]
    with pytest.raises(WrongUse, match="only_section"):
        remove_section(LES, "voorbereiden")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_taken_out_of_the_definition_with_a_section_is_named_first(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["remove", "les", "beginnen", "--lang", language])
    assert "module.yaml" not in capsys.readouterr().err
    text = definition().replace("    text: U kiest", "    trained_by: [beginnen]\n    text: U kiest")
    text += "ignore:\n  - {code: TXT-001, path: sections/beginnen.md, reason: Zo bedoeld.}\n"
    (LES / "module.yaml").write_text(text, "utf-8")
    assert main(["remove", "les", "beginnen", "--lang", language]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "module.yaml" in line]
    ignored, trained = said
    assert "‘ignore’" in ignored
    assert "TXT-001" in ignored
    assert "‘trained_by’" in trained
    assert "begin" in trained.replace("beginnen", "")
    assert definition() == text


def test_a_section_is_removed_only_when_that_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in sorted(LES.rglob("*")) if path.is_file()}
    assert main(["remove", "les", "beginnen", "--lang", "nl"]) == 1
    assert before == {path: path.read_bytes() for path in sorted(LES.rglob("*")) if path.is_file()}
    said = capsys.readouterr().err
    for words in ("les/sections/beginnen.md", "woorden", "‘Eerdere antwoorden’", "Er is niets verwijderd"):
        assert words in said
    assert main(["remove", "les", "beginnen", "--yes", "--lang", "nl"]) == 0
    assert not (LES / "sections/beginnen.md").exists()


def test_nothing_is_touched_in_a_module_that_cannot_be_read() -> None:
    (LES / "module.yaml").write_text(definition().replace("title: ", "title "), "utf-8")
    before = definition()
    for change in (
        lambda: add_section(LES, "Verder", None, "nl"),
        lambda: move_section(LES, "beginnen", 1),
        lambda: rename_section(LES, "beginnen", "verder"),
    ):
        with pytest.raises(WrongUse, match="errors_first"):
            change()
    assert definition() == before
    assert not (LES / "sections/verder.md").exists()


def test_what_is_not_there_is_told_with_what_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "les", "begin", "verder", "--lang", "nl"]) == 2
    assert "Bedoelde u ‘beginnen’? Er zijn: voorbereiden, beginnen." in capsys.readouterr().err
    assert main(["new", "component", "les", "beginnen", "reflectie", "--lang", "nl"]) == 2
    assert "Bedoelde u ‘reflection’?" in capsys.readouterr().err
    assert main(["rename", "les", "beginnen", "verder", "--lang", "nl"]) == 0
    assert "Antwoorden blijven" in capsys.readouterr().out


def test_the_list_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "les", "--lang", "nl"]) == 0
    shown = capsys.readouterr().out
    assert "1. voorbereiden  8 minuten, 139 woorden, 1 antwoord  Voorbereiden" in shown
    assert "reflection eerste-zin (verplicht)" in shown
    assert main(["list", "les", "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["minutes"], listed["answers"], listed["study_load"]) == (15, 2, 15)
    assert [one["id"] for one in listed["sections"]] == ["voorbereiden", "beginnen"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", COMPONENTS)
def test_nothing_of_the_example_is_left_but_what_must_be_chosen(kind: str, language: str) -> None:
    """What is written for an author waits for words as a whole: whoever types comes in its place."""
    fence = new_component(kind, (), language)
    new = dict(scalars(parse_yaml(fence.partition("\n")[2].removesuffix(":::\n"), "").data))
    example = dict(scalars(example_of(kind)))
    # What it builds on in the guide is not there in a module.
    assert new.keys() == {way for way in example if "builds_on" not in way}
    for way, text in new.items():
        if " " in example[way]:
            assert UNTOUCHED.fullmatch(text), way
        if len(way) > 1 and way[-1] == "id":
            assert text != example[way]


def scalars(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each text in a value, by its way."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, list | dict):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from scalars(inner, (*way, key))


def test_a_new_component_is_in_the_language_of_the_module() -> None:
    path, _ = add_component(LES, "beginnen", "choice", "en")
    written = path.read_text("utf-8")
    assert "# De vraag, zonder opmaak.\nquestion: …\n" in written
    # Nor has it ids of the example, which would stay for ever.
    assert re.findall("- id: (.*)", written) == ["option-1", "option-2", "option-3"]
    (LES / "module.yaml").write_text(definition().replace("language: nl", "language: fr"), "utf-8")
    path, _ = add_component(LES, "voorbereiden", "choice", "en")
    assert "# The question, plain text.\nquestion: …\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("version", "language", "told"),
    [
        ("1.0", "nl", "les/module.yaml:4:10: fout MOD-001 ‘1.0’ is geen versienummer."),
        ("1.0", "en", "les/module.yaml:4:10: error MOD-001 ‘1.0’ is not a version number."),
        ("1.0.0", "nl", "‘beginnen’ is geen naam van een sectie"),
    ],
)
def test_what_is_in_the_way_is_told_itself(
    version: str, language: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = definition().replace("version: 1.0.0", f"version: {version}")
    (LES / "module.yaml").write_text(text, "utf-8")
    if version == "1.0.0":
        (LES / "sections/beginnen.md").rename(LES / "sections/starten.md")
    for arguments in (["new", "section", "les", "Verder"], ["rename", "les", "voorbereiden", "eerst"]):
        assert main([*arguments, "--lang", language]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert "\n    " in said, "the hint"
        assert "modulebouwer check les" in said
    assert definition() == text


@pytest.mark.parametrize("written", ["nl", "en"])
@pytest.mark.parametrize("kind", COMPONENTS)
def test_a_new_component_names_no_file_or_address_of_the_guide(kind: str, written: str) -> None:
    data = parse_yaml(new_component(kind, (), written).partition("\n")[2].removesuffix(":::\n"), "").data
    for way, text in scalars(data):
        if text.startswith(("media/", "https://")):
            assert "…" in text, way
        if way[-1] in {"src", "picture", "captions", "poster"}:
            assert re.fullmatch(r"media/…(?:-\d+)?\.\w+", text)


def test_the_list_says_nothing_for_a_module_that_says_it_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        definition().replace("study_load: 15", "study_load: 15 min").replace("version: 1.0.0", "version: 1.0")
    )
    (LES / "module.yaml").write_text(text, "utf-8")
    assert main(["list", "les", "--lang", "nl"]) == 1
    shown = capsys.readouterr().out
    assert "in module.yaml staat" not in shown
    assert "Een goed gesprek (les ?)" in shown
    main(["list", "les", "--format", "json"])
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["identifier"], listed["version"], listed["study_load"]) == ("les", None, None)


def test_links_that_follow_are_counted_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "les", "voorbereiden", "eerst", "--lang", "nl"]) == 0
    assert "Mee veranderd: 1 verwijzing.\n" in capsys.readouterr().out
    assert main(["rename", "les", "beginnen", "verder", "--lang", "nl"]) == 0
    assert "verwijzing" not in capsys.readouterr().out
