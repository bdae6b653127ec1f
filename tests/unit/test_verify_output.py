"""``verify`` for programs: JSON, SARIF 2.1.0; and few of a kind for people."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from modulebouwer.build import Options, build
from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.package.archive import archive
from package_trees import cmi5, scorm12
from packages import faults, styles

GRADED = """:::{choice}
id: vraag
question: Wat zegt u eerst?
graded: true
options:
  - {id: een, text: Wat u zag., right: true}
  - {id: twee, text: Wat u vindt.}
:::
"""


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("goed.zip").write_bytes(archive(scorm12()))
    Path("van elders.zip").write_bytes(archive(styles.articulate()))
    Path("stuk.zip").write_bytes(b"geen zip")
    tree = {**styles.adapt(), **{f"course/nl/{number}.json": b"{}" for number in range(20)}}
    Path("veel.zip").write_bytes(archive(tree))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main(["verify", *arguments, "--lang", "en"])
    return code, json.loads(capsys.readouterr().out)


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, data = told(capsys, "goed.zip", "van elders.zip", "--format", "json")
    assert code == 0
    assert [(p["path"], p["standards"]) for p in data["packages"]] == [
        ("goed.zip", ["scorm12"]),
        ("van elders.zip", ["scorm12"]),
    ]
    assert [each["verdict"] for each in data["packages"][0]["lms"]][:2] == ["accepted", "accepted"]
    assert {finding["code"] for finding in data["findings"]} == {"S12-041", "PKG-024"}


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "goed.zip"]) == 0
    assert main(["verify", "van elders.zip"]) == 0
    assert main(["verify", "van elders.zip", "--strict"]) == 1
    assert main(["verify", "goed.zip", "stuk.zip"]) == 1
    assert main(["verify"]) == 2
    capsys.readouterr()


def test_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0: 3.13 (log), 3.14 (run), 3.19 (driver), 3.27 (result), 3.28 (location), 3.30 (region)."""
    code, log = told(capsys, "van elders.zip", "stuk.zip", "--format", "sarif")
    assert code == 1
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({"PKG-001", "PKG-024", "S12-041"})
    known = run["tool"]["driver"]["rules"][1]
    assert known["name"] == "loaded-from-another-server"
    assert known["help"]["markdown"] == "[PKG-024](docs/findings.md#pkg-024)"
    levels = {}
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert " " not in place["artifactLocation"]["uri"]
        levels[result["ruleId"]] = result["level"]
    assert levels == {"PKG-001": "error", "PKG-024": "warning", "S12-041": "warning"}
    assert [p["path"] for p in run["properties"]["packages"]] == ["van elders.zip", "stuk.zip"]


def test_sarif_has_advice_as_notes_and_strict_as_errors(capsys: pytest.CaptureFixture[str]) -> None:
    _, log = told(capsys, "van elders.zip", "--format", "sarif", "--strict")
    assert {result["level"] for result in log["runs"][0]["results"]} == {"error"}


def test_many_of_a_kind_are_one_with_a_count_and_the_first_places(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "veel.zip", "--lang", "nl"])
    printed = capsys.readouterr()
    assert printed.out.count(" waarschuwing S12-026 ") == 1
    assert "    Net zo: veel.zip/adapt/css/fonts/vanilla.woff2:1:1, veel.zip/adapt/" in printed.out
    assert " en nog 20 keer.\n" in printed.out
    assert "28 waarschuwingen" in printed.err
    _, data = told(capsys, "veel.zip", "--format", "json")
    (one,) = [finding for finding in data["findings"] if finding["code"] == "S12-026"]
    assert one["count"] == 26
    places = [one["path"], *(other["path"] for other in one["others"])]
    assert len(places) == 21
    assert sorted(set(places)) == places
    _, log = told(capsys, "veel.zip", "--format", "sarif")
    (result,) = [each for each in log["runs"][0]["results"] if each["ruleId"] == "S12-026"]
    assert result["occurrenceCount"] == 26
    assert len(result["relatedLocations"]) == 20


def test_packages_are_gathered_apart_and_judged_by_all_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """Six names, of which only the last has a sign that Moodle strips: the verdict knows of it."""
    names = [*(f"b{number} c.png" for number in range(5)), "d'e.png"]
    for package in ("een.zip", "twee.zip"):
        Path(package).write_bytes(zipped({**scorm12(), **dict.fromkeys(names, b"x")}))
    _, data = told(capsys, "een.zip", "twee.zip", "--format", "json")
    named = [finding for finding in data["findings"] if finding["code"] == "PKG-016"]
    assert [(one["path"].partition("/")[0], one["count"]) for one in named] == [
        ("een.zip", 6),
        ("twee.zip", 6),
    ]
    assert [package["lms"][0]["verdict"] for package in data["packages"]] == ["surprises", "surprises"]


def test_what_is_said_of_several_is_hinted_once(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"b{number} c.png" for number in range(3)]
    Path("drie.zip").write_bytes(
        zipped({**scorm12(), **dict.fromkeys(names, b"x"), "map/kaart.svg": b"<svg/>"})
    )
    main(["verify", "drie.zip", "--lang", "nl", "--lms", "moodle"])
    text = capsys.readouterr().out
    # Each name has a hint of its own; the files of one name share theirs, but do not follow each other.
    assert text.count("Noem het bestand") == 3
    ident = (
        scorm12()["imsmanifest.xml"]
        .replace(b'"ITEM-samen-leren"', b'"1a"')
        .replace(b'"ORG-samen-leren"', b'"1b"')
    )
    Path("nummers.zip").write_bytes(zipped({**scorm12(), "imsmanifest.xml": ident}))
    main(["verify", "nummers.zip", "--lang", "nl", "--lms", "moodle"])
    text = capsys.readouterr().out
    assert text.count(" S12-009 ") == 2
    assert text.count("Begin anders met een letter of _") == 1


def test_many_at_one_place_are_counted_there(capsys: pytest.CaptureFixture[str]) -> None:
    items = b"".join(b'<item identifier="%d"><title>x</title></item>' % number for number in range(8))
    manifest = scorm12()["imsmanifest.xml"].replace(b"\n", b" ").replace(b"</item>", b"</item>" + items, 1)
    Path("regel.zip").write_bytes(zipped({**scorm12(), "imsmanifest.xml": manifest}))
    main(["verify", "regel.zip", "--lang", "nl", "--lms", "moodle"])
    text = capsys.readouterr().out
    assert "    Hier 8 keer.\n" in text


def zipped(tree: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, data in tree.items():
            package.writestr(path, data)
    return buffer.getvalue()


def test_a_broken_zip_gets_its_report_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "stuk.zip", "--lang", "nl"])
    text = capsys.readouterr().out
    assert text.count("Elke leeromgeving: geweigerd") == 1
    assert "Het bestand is niet uit te pakken." in text


def test_one_lms(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "goed.zip", "--lms", "moodle", "--lang", "nl"])
    text = capsys.readouterr().out
    assert "Moodle 4.5: aanvaard" in text
    assert "Open edX" not in text
    _, data = told(capsys, "goed.zip", "--lms", "openedx", "--format", "json")
    assert [each["lms"] for each in data["packages"][0]["lms"]] == ["openedx"]
    assert main(["verify", "goed.zip", "--lms", "blackboard"]) == 2


def test_check_speaks_sarif_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("leeg").mkdir()
    assert main(["check", "leeg", "--format", "sarif", "--lang", "en"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert [result["level"] for result in log["runs"][0]["results"]] == ["error"]


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Moodle", "moodle"),
        ("MOODLE 4.5", "moodle"),
        ("Open edX", "openedx"),
        ("catapult", "catapult"),
        ("adl", "adl"),
        ("Strenge controle van ADL", "adl"),
    ],
)
def test_an_lms_is_known_however_it_is_written(
    written: str, id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data = told(capsys, "goed.zip", "--lms", written, "--format", "json")
    assert [each["lms"] for each in data["packages"][0]["lms"]] == [id]


@pytest.mark.parametrize(
    ("completion", "scored"),
    [("", False), ("  full_score: true\n", True), ("  score: pass\npass_mark: 60\n", True)],
)
@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_a_package_that_reports_a_score_is_not_said_to_report_none(
    standard: str, completion: str, scored: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    definition, section = Path("les/module.yaml"), Path("les/sections/beginnen.md")
    text = definition.read_text("utf-8").replace("\ncompletion:\n", f"\ncompletion:\n{completion}", 1)
    if "pass_mark" in completion:
        text = text.replace(completion, "  score: pass\n") + "\npass_mark: 60\n"
        section.write_text(f"{section.read_text('utf-8')}\n{GRADED}", "utf-8")
    definition.write_text(text, "utf-8")
    _, report = build(["les"], Path(), Options(standards=(standard,)), lambda _: None)
    assert not report.failed
    main(["verify", f"les-1.0.0-{standard}.zip", "--lms", "moodle", "--lang", "nl"])
    told = capsys.readouterr().out
    assert ("Weet ook: Zonder score staat er" in told) is not scored
    assert "Weet ook: Zet ‘Aantal toegestane pogingen’ op 1" in told


def test_what_several_lmss_begin_with_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "goed.zip", "--lms", "c", "--lang", "nl"]) == 2
    assert "moodle, openedx" in capsys.readouterr().err


def website(name: str) -> None:
    Path(name).write_bytes(archive({"index.html": b"<!doctype html><title>Les</title>"}))


def test_nothing_found_is_not_the_last_word_on_what_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    website("site.zip")
    assert main(["verify", "site.zip", "--lang", "nl"]) == 0
    told = capsys.readouterr().err
    assert "Niets gevonden." not in told
    assert told.startswith("In het bestand zelf is niets gevonden. Geweigerd door: Moodle 4.5, Open edX")
    assert main(["verify", "goed.zip", "--lang", "nl"]) == 0
    assert "Geweigerd" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "lms", "code"),
    [
        ("site.zip", "moodle", 1),
        ("site.zip", "ilias", 0),
        ("cmi5.zip", "moodle", 1),
        ("cmi5.zip", "catapult", 0),
        ("goed.zip", "moodle", 0),
        # Taken, but nobody can begin.
        ("weg.zip", "moodle", 1),
        ("anders.zip", "openedx", 1),
    ],
)
def test_who_asks_about_one_lms_gets_its_answer_in_the_exit_code(name: str, lms: str, code: int) -> None:
    website("site.zip")
    Path("cmi5.zip").write_bytes(archive(cmi5()))
    Path("weg.zip").write_bytes(archive(faults.no_start_file()))
    Path("anders.zip").write_bytes(
        archive({**faults.one_sco(), "a.html": faults.page(script=faults.SAVING_2004)})
    )
    assert main(["verify", name, "--lms", lms]) == code
