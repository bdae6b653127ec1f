from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from modulebouwer.catalogue import LANGUAGES, PACKAGE, read_words
from modulebouwer.cli import main, program
from modulebouwer.cli.language import language, words

EXAMPLE_ZIP = "les-1.0.0-scorm12.zip"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODULEBOUWER_LANG", "en")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a user runs it."""
    command = [sys.executable, "-m", "modulebouwer", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)


def test_from_nothing_to_a_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "les"]) == 0
    assert main(["check", "--strict", "les"]) == 0
    assert main(["build", "les"]) == 0
    output = capsys.readouterr().out
    assert f"dist/{EXAMPLE_ZIP}" in output
    assert re.search(r"Answers +2 prompts, 1,000 characters together", output)
    assert re.search(r"Contents +sha256:[0-9a-f]{64}", output)
    assert main(["verify", f"dist/{EXAMPLE_ZIP}"]) == 0


def test_a_zip_is_no_folder_for_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "les"]) == 0
    assert main(["build", "les", "--output", "klaar/les.zip"]) == 2
    assert "--output klaar" in capsys.readouterr().err
    assert not Path("klaar").exists()


def test_new_makes_an_identifier_of_the_whole_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Één les & meer"]) == 0
    assert "modulebouwer build 'Één les & meer'" in capsys.readouterr().out
    text = Path("Één les & meer/module.yaml").read_text("utf-8")
    assert "identifier: een-les-meer\ntitle: Één les & meer\n" in text
    assert main(["new", "een-goed_begin"]) == 0
    assert "\ntitle: Een goed begin\n" in Path("een-goed_begin/module.yaml").read_text("utf-8")


def test_new_asks_for_an_identifier_when_nothing_is_left_of_the_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "学校"]) == 2
    assert "--identifier" in capsys.readouterr().err
    assert not Path("学校").exists()
    assert main(["new", "学校", "--identifier", "Mijn School"]) == 2
    assert "‘mijn-school’?" in capsys.readouterr().err
    assert main(["new", "学校", "--identifier", "mijn-school"]) == 0
    assert "identifier: mijn-school\n" in Path("学校/module.yaml").read_text("utf-8")


def test_a_shell_completes_commands_and_folders() -> None:
    asked = {"_MODULEBOUWER_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "modulebouwer ch"}
    assert run(**asked).stdout == b"plain,check\n"
    for command in ("check", "build", "list", "move", "new section", "new"):
        words = f"modulebouwer {command} l"
        asked |= {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
        assert run(**asked).stdout == b"dir,l\n", command


def test_an_unknown_language_in_the_environment_is_told_once() -> None:
    done = run("new", "les", MODULEBOUWER_LANG="xx", LANG="en_GB.UTF-8")
    told = "MODULEBOUWER_LANG is ‘xx’; there are messages in ‘nl’ and ‘en’.\n"
    assert done.stderr.decode().replace("\r\n", "\n").count(told) == 1
    assert not run("list", "les", MODULEBOUWER_LANG="nl_NL.UTF-8").stderr


def test_a_folder_of_modules_stands_for_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("een", "twee"):
        main(["new", f"lessen/{name}", "--language", "nl"])
        definition = Path("lessen", name, "module.yaml")
        definition.write_text(definition.read_text("utf-8").replace("study_load", "study_laod"), "utf-8")
    capsys.readouterr()
    assert main(["check", "lessen"]) == 1
    told = capsys.readouterr().out
    assert all(f"lessen/{name}/module.yaml:" in told for name in ("een", "twee"))


def test_new_overwrites_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("les").mkdir()
    Path("les/eigen.txt").write_text("van mij")
    assert main(["new", "les"]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in Path("les").iterdir()] == ["eigen.txt"]


def test_new_names_schemas_that_are_there() -> None:
    main(["new", "les"])
    named = 0
    for path in Path("les").rglob("*"):
        if path.suffix in (".yaml", ".md"):
            (schema,) = re.findall(r"yaml-language-server: \$schema=(\S+)", path.read_text("utf-8"))
            assert json.loads((path.parent / schema).read_text("utf-8"))["type"] == "object"
            named += 1
    assert named == 4


def test_build_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "les"])
    capsys.readouterr()
    assert main(["build", "les", "--format", "json", "--no-control-documents"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    (package,) = result["packages"]
    assert (package["path"], package["standard"]) == (f"dist/{EXAMPLE_ZIP}", "scorm12")
    assert Path(package["path"]).stat().st_size == package["size"]
    assert [finding["code"] for finding in result["findings"]] == ["S12-027"]


def test_findings_with_place_and_hint(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "les"])
    definition = Path("les/module.yaml")
    definition.write_text(definition.read_text("utf-8").replace("study_load", "study_laod"), "utf-8")
    capsys.readouterr()
    assert main(["check", "les", "--lang", "nl"]) == 1
    captured = capsys.readouterr()
    assert re.search(r"^les/module\.yaml:14:1: fout SRC-101 .*study_laod", captured.out, re.MULTILINE)
    assert "Bedoelde u ‘study_load’?" in captured.out
    assert re.search(r"\d fout", captured.err)
    main(["check", "les", "--format", "json"])
    assert {"path": "les/module.yaml", "line": 14}.items() <= json.loads(capsys.readouterr().out)[0].items()


def test_strict_makes_a_warning_count() -> None:
    main(["new", "les"])
    Path("les/media/over.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    assert main(["check", "les"]) == 0
    assert main(["check", "les", "--strict"]) == 1
    assert main(["build", "les", "--strict"]) == 1
    assert not Path("dist").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["buld"], "Bedoelde u ‘build’?"),
        (["build"], "Er ontbreekt nog: MAP..."),
        (["build", "x", "--standrd", "web"], "Bedoelde u ‘--standard’?"),
        (["build", "x", "--standard", "scorm13"], "Kies bij --standard uit: scorm12,"),
        (["build", "x", "--output"], "Achter --output hoort een waarde."),
        (["schema", "te", "veel"], "Uitleg: modulebouwer schema --help"),
        (["check", "x", "--lang", "de"], "Kies bij --lang uit: nl, en."),
    ],
)
def test_wrong_use(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODULEBOUWER_LANG", "nl")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (
            ["move", "les", "beginnen", "7"],
            "Plaats 7 is er niet: de laatste is plaats 2. Kies een plaats van 1 tot en met 2.",
            "There is no place 7: the last is place 2. Choose a place from 1 to 2.",
        ),
        (
            ["move", "les", "beginnen", "voor", "voorbereiden"],
            "De waarde bij PLAATS klopt niet: ‘voor’ is geen heel getal.",
            "The value of PLACE is not right: ‘voor’ is no whole number.",
        ),
        (
            ["new", "section", "les", "Na", "het", "gesprek"],
            "‘het gesprek’ is meer dan de opdracht nodig heeft; zet een titel of naam van meer woorden tussen"
            " aanhalingstekens.",
            "‘het gesprek’ is more than the command needs; put a title or name of several words in quotation marks.",
        ),
        (
            ["build", "les", "--jobs", "0"],
            "De waarde bij --jobs klopt niet: 0 is kleiner dan 1.",
            "The value of --jobs is not right: 0 is less than 1.",
        ),
        (
            ["import", "a.md", "--to", "b", "--split-at", "9"],
            "De waarde bij --split-at klopt niet: 9 kan niet, het getal moet tussen 1 en 6 liggen.",
            "The value of --split-at is not right: 9 cannot be, the number has to be between 1 and 6.",
        ),
        (
            ["build", "les", "-o", "les/module.yaml"],
            "De waarde bij -o klopt niet: ‘les/module.yaml’ is een bestand en geen map.",
            "The value of -o is not right: ‘les/module.yaml’ is a file and not a folder.",
        ),
        (["check", "les", "--strict=ja"], "Achter --strict hoort geen waarde.", "--strict takes no value."),
        (
            ["attendance", "les", "a.csv", "--since", "gisteren"],
            "klopt niet: schrijf het zo: 2026-11-27.",
            "is not right: write it like this: 2026-11-27.",
        ),
        (
            ["rename", "les", "beginnen", "Het begin"],
            "cijfers en streepjes. Bedoelde u ‘het-begin’?",
            "digits and hyphens. Did you mean ‘het-begin’?",
        ),
        (
            ["new", "mijn_les", "--identifier", "Mijn Les"],
            "‘Mijn Les’ kan geen vaste naam (identifier) zijn: kleine letters zonder accent, cijfers en streepjes, te "
            "beginnen met een letter. Bedoelde u ‘mijn-les’?",
            "‘Mijn Les’ cannot be an identifier: small letters without accents, digits and hyphens, beginning with a "
            "letter. Did you mean ‘mijn-les’?",
        ),
        (
            ["build", "les", "--language", "en"],
            "Geen module is er in de taal ‘en’. Bekend: ‘nl’.",
            "No module is in the language ‘en’. Known: ‘nl’.",
        ),
        (
            ["translate", "export", "les", "--to", "Engels"],
            "‘Engels’ is geen code van een taal (zoals ‘nl’, ‘en’, ‘fy’ of ‘pt-BR’). Bedoelde u ‘en’?",
            "‘Engels’ is no code of a language (such as ‘nl’, ‘en’, ‘fy’ or ‘pt-BR’). Did you mean ‘en’?",
        ),
        (
            ["import", "Mijn tekst.md"],
            "Noem met --to de map van de module: modulebouwer import 'Mijn tekst.md' --to mijn-tekst",
            "Name the folder of the module with --to: modulebouwer import 'Mijn tekst.md' --to mijn-tekst",
        ),
        (
            ["build", "les", "--brand", "linden"],
            "De module in les staat in geen reeks, en alleen een reeks heeft merken",
            "The module in les is in no series, and only a series has brands",
        ),
        *(
            (
                [*command, "--against", "dist"],
                "dist is er niet. Geef het pakket in gebruik, of de map waarin de pakketten",
                "dist is not there. Give the package in use, or the folder that holds the packages",
            )
            for command in (["release", "les"], ["build", "les"])
        ),
        (
            ["Controleer", "les"],
            "De opdracht ‘Controleer’ bestaat niet. Bedoelde u ‘check’?",
            "There is no command ‘Controleer’. Did you mean ‘check’?",
        ),
        (
            ["xyzzy", "les"],
            "De opdracht ‘xyzzy’ bestaat niet. Er zijn: new, new section, ",
            "There is no command ‘xyzzy’. There are: new, new section, ",
        ),
    ],
)
def test_wrong_use_is_told_in_our_words_and_in_both_languages(
    arguments: list[str], nl: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "les", "--language", "nl"])
    capsys.readouterr()
    for spoken, told in (("nl", nl), ("en", en)):
        assert main([*arguments, "--lang", spoken]) == 2
        captured = capsys.readouterr()
        assert told in captured.err
        assert captured.out == ""
    assert sorted(path.name for path in Path().iterdir()) == ["les"]


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (
            ["verify", "les"],
            """les:1:1: fout PKG-220 Dit is de map van een module, de bron, en geen pakket.
    Controleer haar met ‘modulebouwer check les’, of maak er met ‘modulebouwer build les’ een pakket van en onderzoek \
dat.
""",
            """les:1:1: error PKG-220 This is the folder of a module, the source, and not a package.
    Check it with ‘modulebouwer check les’, or make a package of it with ‘modulebouwer build les’ and verify that.
""",
        ),
        (
            ["check", "les.zip"],
            """les.zip:1:1: fout SRC-007 Dit is een bestand, geen map.
    Geef de map waarin module.yaml staat. Een pakket (een zip) onderzoekt u met ‘modulebouwer verify’.
""",
            """les.zip:1:1: error SRC-007 This is a file, not a folder.
    Give the folder that holds module.yaml. A package (a zip) is examined with ‘modulebouwer verify’.
""",
        ),
    ],
)
def test_a_source_is_checked_and_a_package_verified(
    arguments: list[str], nl: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "les"])
    Path("les.zip").write_bytes(b"PK")
    capsys.readouterr()
    for spoken, told in (("nl", nl), ("en", en)):
        assert main([*arguments, "--lang", spoken]) == 1
        assert capsys.readouterr().out == told


def test_a_check_reads_every_language_unless_it_is_told_which(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "les"])
    Path("les/translations/fy").mkdir(parents=True)
    Path("les/translations/fy/module.yaml").write_text("title: In goed petear\n")
    for more, found in ([], 1), (["--language", "fy"], 1), (["--language", "nl"], 0):
        capsys.readouterr()
        assert main(["check", "les", *more]) == found
        assert ("TRN-320" in capsys.readouterr().out) is bool(found)


def test_a_module_that_cannot_be_read_has_a_language_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "les"])
    Path("les/module.yaml").write_text("title: [\n")
    capsys.readouterr()
    assert main(["check", "les"]) == 1
    assert "SRC-" in capsys.readouterr().out


def test_what_a_value_can_be_is_of_a_kind_whose_mistakes_have_our_words() -> None:
    kinds = {type(one.type) for command in program.commands.values() for one in command.params}
    ours = {kind for kind in kinds if kind.__module__.startswith("modulebouwer.")}
    assert kinds - ours == {
        click.Choice,
        click.IntRange,
        click.Path,
        type(click.STRING),
        type(click.BOOL),
    }


def test_other_names_of_commands_are_of_commands_and_of_one_each() -> None:
    named = read_words(PACKAGE.joinpath("catalogue", "other_names.yaml"))
    names = {*program.commands, *words("en")["families"]}
    assert set(named) <= names
    others = [other for one in named.values() for other in one]
    assert len(others) == len(set(others))
    assert not set(others) & names


def test_a_place_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "les"])
    Path("bestand").write_text("")
    assert main(["build", "les", "--output", "bestand/onder"]) == 2
    assert "bestand/onder" in capsys.readouterr().err


def test_verify_judges_every_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.zip").write_bytes(b"geen zip")
    assert main(["verify", "a.zip", "weg.zip"]) == 1
    codes = re.findall(r"^(\S+?):1:1: error (\S+)", capsys.readouterr().out, re.MULTILINE)
    assert codes == [("a.zip", "PKG-001"), ("weg.zip", "PKG-020")]


def test_schemas_to_files_and_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--output", "schemas"]) == 0
    capsys.readouterr()
    assert main(["schema"]) == 0
    together = json.loads(capsys.readouterr().out)
    assert {path.stem: json.loads(path.read_text("utf-8")) for path in Path("schemas").iterdir()} == together


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_every_command_in_every_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    talk = words(language)
    for name in (None, *program.commands):
        assert main([*([name] if name else []), "--help", "--lang", language]) == 0
        output = capsys.readouterr().out
        assert output.startswith(talk["usage"])
        assert talk["help"].split()[0] in output
        own = talk["commands"][name]["help"] if name else talk["program"]["help"]
        assert own in " ".join(output.split())


@pytest.mark.parametrize("arguments", [["translate"], ["translate", "--help"]])
def test_the_first_word_of_commands_lists_them(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--lang", "nl"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("Gebruik: modulebouwer translate [OPTIES] OPDRACHT")
    assert re.findall(r"(?m)^  ([a-z]+)  ", output.partition("Opdrachten:")[2]) == [
        "export",
        "import",
        "status",
    ]


def test_a_command_of_two_words_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "exprot", "les", "--lang", "nl"]) == 2
    told = "De opdracht ‘translate exprot’ bestaat niet. Bedoelde u ‘translate export’?\n"
    assert capsys.readouterr().err == told
    assert main(["new", "--help", "--lang", "nl"]) == 0
    assert "Zie ook: modulebouwer new section, modulebouwer new component\n" in capsys.readouterr().out


def keys(value: object, way: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {way}
    return {key for name, inner in value.items() for key in keys(inner, f"{way}/{name}")}


def test_help_and_the_output_folder_have_the_short_names_that_people_try_first() -> None:
    assert main(["build", "-h"]) == 0
    for command in program.commands.values():
        options = {option.name: option for option in command.params if isinstance(option, click.Option)}
        assert "-h" in options["help"].opts
        if "output" in options:
            assert options["output"].opts == ["--output", "-o"]
    assert {"build", "review", "translate export"} <= {
        name for name, command in program.commands.items() if any(p.name == "output" for p in command.params)
    }


def test_languages_have_the_same_words_and_no_word_too_many() -> None:
    assert keys(words("nl")) == keys(words("en"))
    for name, command in program.commands.items():
        options = {p.name for p in command.params if isinstance(p, click.Option)} - {"help", "lang"}
        assert set(words("en")["commands"][name]) == {"help", *options}


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        (["check", "--lang", "nl"], {"MODULEBOUWER_LANG": "en", "LC_ALL": "en_GB"}, "nl"),
        (["--lang=en", "check"], {"MODULEBOUWER_LANG": "nl"}, "en"),
        ([], {"MODULEBOUWER_LANG": "nl", "LC_ALL": "en_GB.UTF-8"}, "nl"),
        ([], {"LC_ALL": "nl_BE.UTF-8", "LANG": "en_GB"}, "nl"),
        ([], {"LANG": "nl_NL"}, "nl"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "C"}, "en"),
    ],
)
def test_language(
    arguments: list[str], environment: dict[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MODULEBOUWER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language(arguments) == chosen


def test_exit_codes_of_the_program() -> None:
    assert run("--version").returncode == 0
    assert run("check", "weg").returncode == 1
    assert run("onzin").returncode == 2


def test_a_terminal_in_another_encoding_stops_nothing() -> None:
    main(["new", "les"])
    Path("les/module.yaml").write_text("identifier: É\ntitle: 🙂\n", "utf-8")
    plain = run("check", "les", "--lang", "nl", PYTHONIOENCODING="cp1252")
    assert plain.returncode == 1
    assert plain.stderr.decode("cp1252").endswith("fouten" + os.linesep)
    assert "De sleutel ‘date’ ontbreekt" in plain.stdout.decode("cp1252")
    told = run("check", "les", "--lang", "nl", "--format", "json", PYTHONIOENCODING="cp1252")
    assert "De sleutel ‘date’ ontbreekt." in [
        finding["text"] for finding in json.loads(told.stdout.decode("utf-8"))
    ]


def test_nothing_but_the_result_when_not_on_a_terminal() -> None:
    main(["new", "les"])
    done = run("build", "les")
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert b"\r" not in done.stdout.replace(b"\r\n", b"")


def test_a_reader_who_has_heard_enough() -> None:
    main(["new", "les"])
    command = f"{sys.executable} -m modulebouwer schema | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stdout == b'{\n  "modul'
    assert done.stderr == b""
