"""A course structure without a zip (cmi5 14.2), and what other control files by themselves are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.findings import message
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import Examined, examine, examine_file
from packages import faults, tools

WHOLE = "https://content.example/one/index.html"


def structure(url: str = WHOLE) -> bytes:
    return tools.cmi5([url])["cmi5.xml"]


def examined(folder: Path, data: bytes, name: str = "cmi5.xml") -> Examined:
    (folder / name).write_bytes(data)
    return examine_file(folder / name)


def verdicts(package: Examined) -> dict[str, str]:
    return {each.lms.id: each.verdict.value for each in lms_report(package)}


def seen(package: Examined, lms: str) -> str:
    (verdict,) = lms_report(package, lms)
    return " ".join(
        [*(one.seen["en"] for one in verdict.whole), *(one.seen("en") for one in verdict.effects)]
    )


@pytest.mark.parametrize("name", ["cmi5.xml", "course.XML"])
def test_with_whole_addresses(tmp_path: Path, name: str) -> None:
    """Moodle 5.1, mod_form.php: what is no zip is refused by its name. CATAPULT's player takes application/xml."""
    package = examined(tmp_path, structure(), name)
    assert [one.code for one in package.findings] == ["PKG-047"]
    assert (package.standards, package.hosts) == (("cmi5",), ("content.example",))
    told = verdicts(package)
    assert (told["moodle"], told["openedx"], told["catapult"]) == ("refused", "refused", "accepted")
    assert "Only imsmanifest.xml or .zip" in seen(package, "moodle")
    assert "missing imsmanifest.xml" not in seen(package, "moodle")


def test_with_an_address_in_a_package_that_is_not_there(tmp_path: Path) -> None:
    package = examined(tmp_path, structure("index.html"))
    assert [(one.code, one.location.path.rpartition("/")[2]) for one in package.findings] == [
        ("PKG-047", "cmi5.xml"),
        ("CM5-180", "cmi5.xml"),
    ]
    assert verdicts(package)["catapult"] == "refused"
    assert "14.2.0.0-1" in seen(package, "catapult")


@pytest.mark.parametrize(
    "url", ["./index.html", "les/een.html#deel", "//content.example/een.html", "een.html?a=b"]
)
def test_no_other_name_makes_an_address_whole(tmp_path: Path, url: str) -> None:
    """There is no zip in which the file could be called otherwise: a whole address helps, or a zip."""
    package = examined(tmp_path, structure(url))
    assert [one.code for one in package.findings] == ["PKG-047", "CM5-180"]
    assert "https://" in message(package.findings[1], "nl")[1]


def test_of_two_units_the_one_without_a_whole_address_is_told(tmp_path: Path) -> None:
    package = examined(tmp_path, tools.cmi5([WHOLE, "twee.html?endpoint=x"])["cmi5.xml"])
    assert [one.code for one in package.findings] == ["PKG-047", "CM5-180", "CM5-009"]


def test_a_zip_with_nothing_but_the_structure_is_a_zip() -> None:
    """CATAPULT, 14.1.0.0-4: the file is missing in the package."""
    package = examine(io.BytesIO(archive({"cmi5.xml": structure("index.html")})), "a.zip")
    assert [one.code for one in package.findings] == ["CM5-008"]
    assert "14.1.0.0-4" in seen(package, "catapult")


def test_another_control_file(tmp_path: Path) -> None:
    manifest = faults.one_sco()["imsmanifest.xml"].replace(b"<manifest", b"<?xml version='1.0'?><manifest", 1)
    package = examined(tmp_path, manifest, "imsmanifest.xml")
    assert [one.code for one in package.findings] == ["PKG-041"]
    assert "alias" in seen(package, "moodle")
    assert "Only imsmanifest.xml" in seen(examined(tmp_path, manifest, "les.xml"), "moodle")


def test_compared_with_the_zip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "oud.xml").write_bytes(structure())
    (tmp_path / "nieuw.xml").write_bytes(structure(f"{WHOLE}?deel=2"))
    assert main(["diff", str(tmp_path / "oud.xml"), str(tmp_path / "nieuw.xml"), "--lang", "en"]) == 0
    assert "?deel=2" in capsys.readouterr().out
