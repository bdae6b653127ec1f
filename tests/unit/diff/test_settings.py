"""What the control file says of a part, and what several packages are to each other in two folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.package.archive import archive
from packages import faults, tools

MARK = b"<adlcp:masteryscore>80</adlcp:masteryscore>"


def written(path: Path, tree: dict[str, bytes], before: bytes = b"", after: bytes = b"") -> str:
    control = next(name for name in ("imsmanifest.xml", "cmi5.xml", "tincan.xml") if name in tree)
    if before:
        assert before in tree[control]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(
        archive({**tree, control: tree[control].replace(before, after) if before else tree[control]})
    )
    return str(path)


@pytest.mark.parametrize(
    ("tree", "before", "after", "told"),
    [
        (faults.given(), b"score>80<", b"score>70<", "Deel 1: pass mark (masteryscore) 80 → 70"),
        (faults.given(), MARK, b"", "Deel 1: pass mark (masteryscore) 80 → nothing"),
        (faults.given(), b">begin<", b">einde<", "Deel 1: dataFromLMS begin → einde"),
        (faults.one_sco(), b'href="a.html"', b'href="b.html"', "Deel 1: start file a.html → b.html"),
        (faults.parameters(), b"?deel=3", b"?deel=4", "Deel 1: start file's parameters ?deel=3 → ?deel=4"),
        (tools.cmi5(["index.html"], mastery="0.8"), b'"0.8"', b'"0.7"', "Unit 0: pass mark (masteryScore) 0.8 → 0.7"),
        (faults.cmi5(), b'"Completed"', b'"Passed"', "Proef: moveOn Completed → Passed"),
        (
            faults.cmi5(),
            b"school.example/c\"",
            b"school.example/d\"",
            "Course identifier: https://school.example/c → https://school.example/d. An LMS may take it for another"
            " course, and begin new registrations.",
        ),
        (tools.tincan("index.html"), b">index.html<", b">story.html<", "Course: start file index.html → story.html"),
    ],
)  # fmt: skip
def test_a_setting_that_changed_is_told(
    tree: dict[str, bytes],
    before: bytes,
    after: bytes,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = {**tree, "b.html": b"<p>", "story.html": b"<p>"}
    old, new = written(tmp_path / "a.zip", tree), written(tmp_path / "b.zip", tree, before, after)
    main(["diff", old, new, "--lang", "en"])
    assert f"  {told}\n" in capsys.readouterr().out
    main(["diff", old, old, "--lang", "en"])
    assert told not in capsys.readouterr().out


def test_settings_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = written(tmp_path / "a.zip", faults.cmi5())
    new = written(tmp_path / "b.zip", faults.cmi5(), b'"Completed"', b'"Passed"')
    main(["diff", old, new, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["settings"] == [
        {
            "identifier": "https://school.example/c/au",
            "name": "moveOn",
            "before": "Completed",
            "after": "Passed",
        }
    ]
    assert data["course"] == ["https://school.example/c", "https://school.example/c"]


def folders(tmp_path: Path) -> tuple[str, str]:
    """Two packages in both, of one of which an older version lies there too; one in each alone."""
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    for version in ("1.9.0", "1.10.0"):
        written(old / f"les-{version}-scorm12.zip", faults.given(), b">80<", f">{version[2:-2]}<".encode())
    written(new / "les-2.0.0-scorm12.zip", faults.given())
    for folder in (old, new):
        written(folder / "van elders.zip", faults.one_sco())
    written(old / "les-1.0.0-cmi5.zip", faults.cmi5())
    written(new / "les-2.0.0-nl-fy-scorm12.zip", faults.one_sco())
    return str(old), str(new)


def test_folders_of_packages_are_held_against_each_other_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = folders(tmp_path)
    assert main(["diff", old, new, "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert told.count(" → ") == 3
    assert "les-1.10.0-scorm12.zip" in told
    assert "Deel 1: slaaggrens (masteryscore) 10 → 80\n" in told
    assert told.endswith(f"Alleen in {old}: les cmi5\nAlleen in {new}: les nl-fy-scorm12\n")
    main(["diff", old, new, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert [Path(each["new"]["path"]).name for each in data["packages"]] == [
        "les-2.0.0-scorm12.zip",
        "van elders.zip",
    ]
    assert data["alone"] == [f"{old}/les cmi5", f"{new}/les nl-fy-scorm12"]


def test_work_lost_in_one_of_them_is_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = folders(tmp_path)
    written(Path(new) / "van elders.zip", faults.one_sco(), b'"i1"', b'"i2"')
    assert main(["diff", old, new, "--lang", "nl"]) == 1
    capsys.readouterr()


def test_folders_with_nothing_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "oud" / "a.zip", faults.one_sco())
    written(tmp_path / "nieuw" / "b.zip", faults.one_sco())
    assert main(["diff", str(tmp_path / "oud"), str(tmp_path / "nieuw"), "--lang", "nl"]) == 2
    assert "er is niets te vergelijken" in capsys.readouterr().err


def test_folders_of_modules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for side, version in (("oud", "1.0.0"), ("nieuw", "1.1.0")):
        for name in ("een", "twee"):
            assert main(["new", str(tmp_path / side / name), "--lang", "nl"]) == 0
            module = tmp_path / side / name / "module.yaml"
            text = module.read_text("utf-8")
            assert "version: " in text
            lines = [
                f"version: {version}" if line.startswith("version: ") else line for line in text.splitlines()
            ]
            module.write_text("\n".join(lines), "utf-8")
    capsys.readouterr()
    assert main(["diff", str(tmp_path / "oud"), str(tmp_path / "nieuw"), "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert told.count("Versie: 1.0.0 → 1.1.0") == 2
    assert "oud/een → " in told.replace(str(tmp_path) + "/", "")


def test_an_unpacked_package_with_a_zip_in_it_is_one_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side in ("oud", "nieuw"):
        for path, data in {**faults.one_sco(), "bijlage.zip": b"PK"}.items():
            (tmp_path / side).mkdir(exist_ok=True)
            (tmp_path / side / path).write_bytes(data)
    assert main(["diff", str(tmp_path / "oud"), str(tmp_path / "nieuw"), "--lang", "nl"]) == 0
    assert "De pakketten zijn gelijk." in capsys.readouterr().out
