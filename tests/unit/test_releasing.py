"""``release``: the version goes up by what it does to who is half-way, and a reset needs a reason."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from modulebouwer.build import Options, build, build_brands
from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.releasing import release
from modulebouwer.wrong_use import WrongUse

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 27)
NEW = "\n:::{reflection}\nid: extra\nprompt: Wat neemt u mee?\nmax_length: 50\n:::\n"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee"):
        scaffold(Path(name), "nl", datetime.date(2026, 1, 2))
    build(["een", "twee"], Path("gebruik"), Options(), lambda _: None)
    return ["een", "twee"]


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text("utf-8")
    assert before in text
    Path(path).write_text(text.replace(before, after), "utf-8")


def released(modules: list[str], reason: str = "") -> list[tuple[str, str]]:
    found = release(modules, Path("gebruik"), reason, TODAY, "nl")
    return [(one.folder.as_posix(), one.new) for one in found]


def test_what_did_not_change_keeps_its_version(modules: list[str]) -> None:
    before = Path("een/module.yaml").read_bytes()
    assert released(modules) == []
    assert Path("een/module.yaml").read_bytes() == before
    assert not Path("een/CHANGELOG.md").exists()


def test_a_text_is_a_patch_and_a_question_a_minor(modules: list[str]) -> None:
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    with Path("twee/sections/beginnen.md").open("a") as file:
        file.write(NEW)
    assert released(modules) == [("een", "1.0.1"), ("twee", "1.1.0")]
    definition = Path("een/module.yaml").read_text("utf-8")
    assert "version: 1.0.1\n" in definition
    assert "date: 2026-11-27\n" in definition
    log = Path("een/CHANGELOG.md").read_text("utf-8")
    assert log.startswith("# Een goed gesprek\n\n## 1.0.1 - 2026-11-27\n\n* ")
    assert "      + eens\n" in log
    assert "Wat neemt u mee?" in Path("twee/CHANGELOG.md").read_text("utf-8")
    packages, report = build(modules, Path("nieuw"), Options(), lambda _: None)
    assert (len(packages), report.findings) == (2, ())


def test_the_newest_version_comes_first(modules: list[str]) -> None:
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    released(modules)
    build(["een"], Path("gebruik"), Options(), lambda _: None)
    edit("een/sections/beginnen.md", "Oefen eens hardop", "Oefen vaak hardop")
    assert released(modules) == [("een", "1.0.2")]
    heads = [
        line for line in Path("een/CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("#")
    ]
    assert heads == ["# Een goed gesprek", "## 1.0.2 - 2026-11-27", "## 1.0.1 - 2026-11-27"]


def test_a_version_raised_by_hand_stays(modules: list[str]) -> None:
    edit("een/module.yaml", "version: 1.0.0", "version: 3.0.0")
    assert released(["een"]) == [("een", "3.0.0")]
    assert len(modules) == 2


def test_a_reset_needs_a_reason_and_nothing_is_written_before(modules: list[str]) -> None:
    with Path("twee/module.yaml").open("a") as file:
        file.write("base_iri: https://example.org/oud\nstandards: [cmi5]\n")
    build(["twee"], Path("gebruik"), Options(), lambda _: None)
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    edit("twee/module.yaml", "example.org/oud", "example.org/nieuw")
    before = Path("een/module.yaml").read_bytes()
    with pytest.raises(WrongUse, match="reset_without_reason"):
        released(modules)
    assert Path("een/module.yaml").read_bytes() == before
    assert released(modules, "Een nieuw adres.") == [("een", "1.0.1"), ("twee", "2.0.0")]
    log = Path("twee/CHANGELOG.md").read_text("utf-8")
    assert "\nEen nieuw adres.\n* ‘https://example.org/oud/twee" in log
    assert "uit ‘Een goed gesprek’ 1.0.0 is er niet meer: wie onderweg is, raakt alles kwijt." in log


def test_a_module_without_a_package_is_told(modules: list[str]) -> None:
    for path in Path("gebruik").glob("twee-*.zip"):
        path.unlink()
    # Of another title than the module in use: it was not made of that one.
    edit("twee/module.yaml", "\ntitle: ", "\ntitle: Iets anders dan ")
    with pytest.raises(WrongUse, match="no_counterpart"):
        released(modules[1:])


def test_a_changed_identifier_is_told_and_needs_a_reason(modules: list[str]) -> None:
    edit("twee/module.yaml", "identifier: twee", "identifier: drie")
    with pytest.raises(WrongUse, match="identifier_changed") as told:
        released(modules)
    assert told.value.values == {"path": "twee", "before": "twee", "after": "drie"}
    assert released(modules, "Een andere naam.") == [("twee", "2.0.0")]


@pytest.fixture
def swapped(modules: list[str]) -> list[str]:
    """Two modules with the same ids, whose identifiers changed places since they came in use."""
    edit("twee/module.yaml", "\ntitle: Een goed gesprek", "\ntitle: Goed luisteren")
    edit("twee/sections/beginnen.md", "Oefen hardop", "Luister hardop")
    build(["twee"], Path("gebruik"), Options(), lambda _: None)
    edit("een/module.yaml", "identifier: een", "identifier: drie")
    edit("twee/module.yaml", "identifier: twee", "identifier: een")
    edit("een/module.yaml", "identifier: drie", "identifier: twee")
    return modules


def test_swapped_identifiers_are_told_and_need_a_reason(
    swapped: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WrongUse, match="identifier_taken") as told:
        released(swapped)
    assert told.value.values == {"path": "een", "before": "een", "after": "twee", "title": "Goed luisteren"}
    assert main(["release", *swapped, "--against", "gebruik", "--dry-run", "--lang", "nl"]) == 1
    err = capsys.readouterr().err
    for folder, other, title in (("een", "twee", "Goed luisteren"), ("twee", "een", "Een goed gesprek")):
        assert f"{folder}: ‘{other}’ was de identifier van ‘{title}’, en deze module had ‘{folder}’" in err
    assert released(swapped, "Omgeruild.") == [("een", "2.0.0"), ("twee", "2.0.0")]
    assert "* ‘twee’ was de identifier van ‘Goed luisteren’" in Path("een/CHANGELOG.md").read_text()


def test_an_identifier_that_only_went_over_is_told_at_both(swapped: list[str]) -> None:
    edit("twee/module.yaml", "identifier: een", "identifier: vier")
    with pytest.raises(WrongUse, match="identifier_taken"):
        released(swapped)
    edit("een/module.yaml", "version: 1.0.0", "version: 2.5.0")
    found = release(swapped, Path("gebruik"), "Omgeruild.", TODAY, "nl", dry_run=True)
    assert [(one.former, one.taken, one.new) for one in found] == [
        ("een", "Goed luisteren", "2.5.0"),
        ("twee", "", "2.0.0"),
    ]


def test_a_new_title_is_no_other_module(modules: list[str]) -> None:
    edit("twee/module.yaml", "\ntitle: Een goed gesprek", "\ntitle: Goed luisteren")
    build(["twee"], Path("gebruik"), Options(), lambda _: None)
    # Even when it is that of another: the texts are its own.
    edit("twee/sections/beginnen.md", "Oefen hardop", "Luister hardop")
    build(["twee"], Path("gebruik"), Options(), lambda _: None)
    edit("twee/module.yaml", "\ntitle: Goed luisteren", "\ntitle: Een goed gesprek")
    edit("een/module.yaml", "\ntitle: Een goed gesprek", "\ntitle: Goed luisteren")
    assert released(modules) == [("een", "1.0.1"), ("twee", "1.0.1")]


@pytest.mark.parametrize(("allowed", "code"), [(False, "UPD-210"), (True, "UPD-211")])
def test_a_build_against_packages_tells_a_swap(swapped: list[str], allowed: bool, code: str) -> None:
    options = Options(against=Path("gebruik"), allow_reset=allowed)
    packages, report = build(swapped, Path("nieuw"), options, lambda _: None)
    assert [one.code for one in report.findings if one.code != "UPD-006"] == [code, code]
    assert bool(packages) is allowed


def test_a_new_module_does_not_stop_the_others(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    scaffold(Path("drie"), "nl", datetime.date(2026, 1, 2))
    before = Path("drie/module.yaml").read_bytes()
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    assert main(["release", *modules, "drie", "--against", "gebruik", "--lang", "nl"]) == 0
    out, err = capsys.readouterr()
    assert out == "een: 1.0.0 → 1.0.1\n"
    assert "drie: 1.0.0, nieuw: er is nog geen pakket van in gebruik\n" in err
    assert "een: wie halverwege is, gaat gewoon verder; zie een/CHANGELOG.md\n" in err
    assert Path("drie/module.yaml").read_bytes() == before


def test_a_reset_in_any_standard_needs_a_reason(modules: list[str]) -> None:
    with Path("een/module.yaml").open("a") as file:
        file.write("base_iri: https://example.org/oud\nstandards: [scorm12, cmi5]\n")
    build(["een"], Path("gebruik"), Options(), lambda _: None)
    edit("een/module.yaml", "example.org/oud", "example.org/nieuw")
    with pytest.raises(WrongUse, match="reset_without_reason"):
        released(modules)
    assert released(modules, "Een nieuw adres.") == [("een", "2.0.0")]


def test_another_standard_than_the_one_in_use_is_a_reset(modules: list[str]) -> None:
    with Path("een/module.yaml").open("a") as file:
        file.write("base_iri: https://example.org/m\nstandards: [cmi5]\n")
    with pytest.raises(WrongUse, match="reset_without_reason"):
        released(modules)


def entry(folder: str = "een") -> str:
    """What stands below the newest heading of the changelog."""
    return Path(folder, "CHANGELOG.md").read_text("utf-8").split("\n\n")[2]


def test_what_changed_outside_the_sections_is_named(modules: list[str]) -> None:
    edit("een/module.yaml", "In een kwartier", "In een half uur")
    edit("een/module.yaml", "study_load: 15", "study_load: 30")
    edit("een/module.yaml", "keywords:", "publisher: De Linde\nkeywords:")
    edit("een/sections/voorbereiden.md", "anders is dan ervoor", "beter is")
    edit("een/media/stappen.svg", "</svg>", "<g/></svg>")
    assert released(modules) == [("een", "1.0.1")]
    assert entry() == (
        "* Uitgever\n      + De Linde\n"
        "* Beschrijving\n      - kwartier\n      + half uur\n"
        "* Omvang\n      - 2 secties · ongeveer 15 minuten · stoppen kan altijd\n"
        "      + 2 secties · ongeveer 30 minuten · stoppen kan altijd\n"
        "* Begrip ‘gespreksdoel’\n      - anders is dan ervoor.\n      + beter is.\n"
        "* Bestand gewijzigd: media/stappen.svg\n"
    )


def test_what_is_not_on_the_page_is_told_as_that(modules: list[str]) -> None:
    edit("een/module.yaml", "- voorbereiding", "- uitstel")
    assert released(modules) == [("een", "1.0.1")]
    assert entry() == (
        "* Anders is alleen wat niet op de pagina staat, zoals trefwoorden en gegevens voor de leeromgeving "
        "(imsmanifest.xml).\n"
    )


def test_a_version_has_one_entry_and_keeps_what_was_written_there(modules: list[str]) -> None:
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    released(modules)
    with Path("een/CHANGELOG.md").open("a") as file:
        file.write("* Met dank aan de lezers.\n")
    once = Path("een/CHANGELOG.md").read_text("utf-8")
    assert released(modules) == [("een", "1.0.1")]
    assert Path("een/CHANGELOG.md").read_text("utf-8") == once
    assert once.count("## 1.0.1") == 1


def in_a_series(modules: list[str]) -> None:
    Path("series.yaml").write_text("title: Samen\ngroups: [{modules: [een, twee]}]\n", "utf-8")
    for name in ("linde", "haven"):
        Path("brands").mkdir(exist_ok=True)
        Path(f"brands/{name}.yaml").write_text(f"publisher: {name.title()}\n", "utf-8")
    build_brands(modules, Path("merken"), Options(), lambda _: None, ["all"])


@pytest.mark.parametrize("against", ["merken", "merken/linde"])
def test_packages_of_a_brand_are_held_against_that_brand(modules: list[str], against: str) -> None:
    in_a_series(modules)
    assert release(modules, Path(against), "", TODAY, "nl") == []
    Path("brands/linde.yaml").write_text("publisher: De Linde aan Zee\n", "utf-8")
    found = release(modules, Path(against), "", TODAY, "nl")
    assert [(one.folder.as_posix(), one.new) for one in found] == [("een", "1.0.1"), ("twee", "1.0.1")]


def test_a_change_in_one_brand_names_it_and_says_why_the_others_go_along(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    in_a_series(modules)
    Path("brands/linde.yaml").write_text("publisher: De Linde aan Zee\n", "utf-8")
    command = ["release", "een", "--against", "merken", "--lang", "nl"]
    assert main([*command, "--dry-run", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["brands"] == ["linde"]
    assert main(command) == 0
    assert (
        "een: alleen in merk linde is iets anders; de andere gaan mee, want een module heeft in elk merk "
        "dezelfde versie\n"
    ) in capsys.readouterr().err
    assert entry() == "* Merk linde: Uitgever\n      - Linde\n      + De Linde aan Zee\n"
    # What is so in every brand names none.
    edit("een/module.yaml", "In een kwartier", "In een half uur")
    release(["een"], Path("merken"), "", TODAY, "nl")
    assert (
        entry() == "* Merk linde: Uitgever\n      - Linde\n      + De Linde aan Zee\n"
        "* Beschrijving\n      - kwartier\n      + half uur\n"
    )


def test_a_colour_of_a_brand_is_told_by_what_it_colours(modules: list[str]) -> None:
    skin = Path("templates/skins/linde/skin.css")
    skin.parent.mkdir(parents=True)
    skin.write_bytes((ROOT / "templates/skins/standaard/skin.css").read_bytes())
    in_a_series(modules)
    Path("brands/linde.yaml").write_text("skin: linde\n", "utf-8")
    build_brands(modules, Path("merken"), Options(), lambda _: None, ["all"])
    before = re.search(r"--accent: light-dark\((#\w+)", skin.read_text("utf-8"))
    assert before
    edit(skin.as_posix(), f"--accent: light-dark({before[1]}", "--accent: light-dark(#123456")
    release(["een"], Path("merken"), "", TODAY, "nl")
    assert entry() == f"* Merk linde: Kleur van knoppen en links\n      - {before[1]}\n      + #123456\n"
    # Of another skin altogether that is told, and not each of its colours.
    Path("brands/linde.yaml").write_text("skin: helder\n", "utf-8")
    Path("een/CHANGELOG.md").unlink()
    release(["een"], Path("merken"), "", TODAY, "nl")
    assert entry() == "* Merk linde: Een andere skin: kleuren, letters en vormen\n"


def test_a_folder_of_no_brand_is_not_a_package(modules: list[str]) -> None:
    in_a_series(modules)
    Path("merken/index.html").write_text("<!DOCTYPE html><title>Pakketten</title>", "utf-8")
    Path("merken/linde").rename("merken/ander")
    Path("merken/haven").rename("merken/nog-een")
    with pytest.raises(WrongUse, match="no_counterpart"):
        release(modules, Path("merken"), "", TODAY, "nl")


def test_the_command(modules: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", *modules, "--against", "gebruik", "--lang", "nl"]) == 0
    assert capsys.readouterr().out == "Er veranderde niets sinds die pakketten.\n"
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    assert main(["release", *modules, "--against", "gebruik", "--lang", "nl"]) == 0
    assert capsys.readouterr().out == "een: 1.0.0 → 1.0.1\n"


def test_a_dry_run_shows_all_and_writes_nothing(
    modules: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("twee/module.yaml").open("a") as file:
        file.write("base_iri: https://example.org/oud\nstandards: [cmi5]\n")
    build(["twee"], Path("gebruik"), Options(), lambda _: None)
    with Path("een/sections/beginnen.md").open("a") as file:
        file.write(NEW)
    edit("twee/module.yaml", "example.org/oud", "example.org/nieuw")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    command = ["release", *modules, "--against", "gebruik", "--dry-run", "--lang", "nl"]
    # As without --dry-run, when it is refused.
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert out.startswith("een: 1.0.0 → 1.1.0\n  * ")
    assert "Wat neemt u mee?" in out
    assert "\ntwee: 1.0.0 → 2.0.0\n  * " in out
    assert "een: een vraag of sectie kwam, ging of veranderde van aard\n" in err
    assert "een: wie halverwege is, gaat verder; antwoorden op wat verviel" in err
    assert "twee: ‘https://example.org/oud" in err
    assert "twee: wie halverwege is, begint opnieuw\n" in err
    assert err.endswith(
        "Er is niets geschreven.\nZonder --reason wordt dit geweigerd: wie halverwege is, begint opnieuw.\n"
    )
    assert main([*command, "--reason", "Een nieuw adres."]) == 0
    assert "  Een nieuw adres.\n  * ‘https://example.org/oud" in capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 1
    een, twee = json.loads(capsys.readouterr().out)
    assert (een["old"], een["new"], een["effect"], een["causes"]) == ("1.0.0", "1.1.0", "adjusted", [])
    assert (twee["folder"], twee["new"], twee["effect"], twee["written"]) == ("twee", "2.0.0", "reset", False)
    assert "raakt alles kwijt" in twee["causes"][0]
    # Without it the reset is refused, with its cause, and the other module is not written either.
    assert main([*command[:-3], "--lang", "nl"]) == 2
    refused = capsys.readouterr().err
    assert refused.startswith("Wie halverwege is, zou opnieuw beginnen.")
    assert "\n  twee: ‘https://example.org/oud" in refused
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_programs_are_told_what_was_released(modules: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    edit("een/sections/beginnen.md", "Oefen hardop", "Oefen eens hardop")
    assert main(["release", *modules, "--against", "gebruik", "--format", "json", "--lang", "nl"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["identifier"], told["effect"], told["written"]) == ("een", "continues", True)
    assert told["changelog"] in Path("een/CHANGELOG.md").read_text("utf-8")
