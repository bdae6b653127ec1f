"""``verify`` for programs: JSON, SARIF 2.1.0; and few of a kind for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modulebouwer.cli import main
from modulebouwer.package.archive import archive
from package_trees import scorm12
from packages import styles


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


def test_few_of_a_kind_for_people_all_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "veel.zip", "--lang", "nl"])
    text = capsys.readouterr().out
    assert text.count(" waarschuwing S12-026 ") == 5
    assert "… en nog 21 keer S12-026; --format json geeft ze alle." in text
    _, data = told(capsys, "veel.zip", "--format", "json")
    assert sum(finding["code"] == "S12-026" for finding in data["findings"]) == 26


def test_a_broken_zip_gets_its_report_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "stuk.zip", "--lang", "nl"])
    text = capsys.readouterr().out
    assert "Moodle 4.5: geweigerd" in text
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
