"""Reading a release: from a zip, from an unpacked package, from a module's folder; foreign and broken ones."""

from __future__ import annotations

import datetime
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from harness.two_versions import MOVED, NEW, REMOVED, REWORDED, REWORDED_TEXT, Versions, two_versions
from modulebouwer.build import Options, build
from modulebouwer.cli import main
from modulebouwer.diff.compare import Fate, compare
from modulebouwer.diff.packaged_course import blocks
from modulebouwer.diff.release import read_release, read_releases
from modulebouwer.diff.report import text
from modulebouwer.new import scaffold
from modulebouwer.package.archive import archive
from modulebouwer.wrong_use import WrongUse
from package_trees import cmi5, scorm12, scorm2004, xapi
from packages import faults, styles
from packages.test_tools import ROWS, plain


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return two_versions(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def zip_of_old(versions: Versions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (package,), _ = build([str(versions.old)], tmp_path_factory.mktemp("dist"), Options(), lambda _: None)
    return package.path


def test_zip_folder_and_source_are_one_release(versions: Versions, zip_of_old: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(zip_of_old) as package:
        package.extractall(tmp_path)
    from_zip, from_source = read_releases(zip_of_old, versions.old)
    from_folder = read_release(tmp_path)
    assert compare(from_zip, from_source).same
    assert compare(from_folder, from_zip).same
    assert from_zip.prompts == from_folder.prompts == from_source.prompts
    assert len(from_zip.prompts) == 66
    assert from_zip.items == {"ITEM-samenwerken-regio": "Samenwerken met de regio"}
    assert (from_zip.identifier, from_zip.version, from_zip.standard) == (
        "samenwerken-regio",
        "1.0.0",
        "scorm12",
    )


def test_the_real_module_in_two_versions(versions: Versions, zip_of_old: Path) -> None:
    difference = compare(*read_releases(zip_of_old, versions.new))
    fates = {c.id: c.fates for c in difference.prompts if c.fates != (Fate.SAME,)}
    assert fates == {
        MOVED: (Fate.MOVED,),
        REWORDED: (Fate.REWORDED,),
        NEW: (Fate.NEW,),
        REMOVED: (Fate.REMOVED,),
    }
    assert difference.gone == difference.came == ()
    # A prompt is compared apart: what its sections lose and gain are their hints alone.
    assert {section.id for section in difference.sections} == {"omgeving", "opdracht", "plan"}
    words = " ".join(p.before + p.after for s in difference.sections for p in s.passages)
    assert REWORDED_TEXT not in words


def test_the_text_of_every_section_is_whole(zip_of_old: Path) -> None:
    release = read_release(zip_of_old)
    assert release.sections[0].id == "startpunt"
    for section in release.sections:
        assert section.blocks[0] == section.title
        assert len(" ".join(section.blocks).split()) > 300


def test_pieces_of_text() -> None:
    page = etree.HTML(
        b"""<section><h1>Een</h1><p class="label">Weg</p><ul><li>Twee <em>en</em> drie
            <ul><li>vier</li></ul> vijf</li></ul><figure><img alt="kaart"><figcaption>zes</figcaption></figure>
            <nav><a>Weg</a></nav><!-- weg --><textarea data-interaction="a"></textarea>zeven</section>"""
    )
    assert list(blocks(page)) == ["Een", "Twee en drie", "vier", "vijf", "kaart", "zes", "zeven"]


def test_packages_of_other_makers(tmp_path: Path) -> None:
    old, new = tmp_path / "oud.zip", tmp_path / "nieuw.zip"
    tree = styles.exelearning()
    old.write_bytes(archive(tree))
    renamed = tree["imsmanifest.xml"].replace(b'"ITEM-eXe1"', b'"ITEM-eXe9"')
    new.write_bytes(archive({**tree, "imsmanifest.xml": renamed}))
    difference = compare(*read_releases(old, new))
    assert (difference.gone, difference.came) == (("ITEM-eXe1",), ("ITEM-eXe9",))
    assert (difference.prompts, difference.sections) == ((), ())


def test_what_the_other_standards_keep_work_under(tmp_path: Path) -> None:
    for name, tree in {"cmi5": cmi5(), "xapi": xapi()}.items():
        (tmp_path / name).write_bytes(archive(tree))
        (identifier,) = read_release(tmp_path / name).items
        assert identifier.startswith("https://example.org/modules/samen-leren")


def test_an_aicc_course_is_compared_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "oud.zip", tmp_path / "nieuw.zip"
    tree = faults.aicc()
    old.write_bytes(archive(tree))
    new.write_bytes(archive({**tree, "les.au": tree["les.au"].replace(b'"A1"', b'"A2"')}))
    assert read_release(old).items == {"A1": "Proef"}
    assert main(["diff", str(old), str(old), "--lang", "nl"]) == 0
    assert "De pakketten zijn gelijk." in capsys.readouterr().out
    assert main(["diff", str(old), str(new), "--lang", "nl"]) == 1
    told = capsys.readouterr().out
    assert "‘Proef’: identifier A1 → A2 (het startbestand is hetzelfde)" in told
    assert "Moodle 4.5: niet gemeten" in told


def test_the_marks_by_which_an_lms_knows_a_package_again(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive(scorm12()))
    marks = {"title": "Eén & ander", "resource": "RES-samen-leren"}
    assert read_release(tmp_path / "a.zip").marks == marks
    manifest = scorm12()["imsmanifest.xml"]
    bare = manifest[: manifest.index(b"<organization ")] + manifest[manifest.index(b"</organizations>") :]
    (tmp_path / "b.zip").write_bytes(archive({**scorm12(), "imsmanifest.xml": bare}))
    assert read_release(tmp_path / "b.zip").marks == marks


def test_every_kind_of_package_that_can_be_verified_can_be_compared(tmp_path: Path) -> None:
    trees = {name: row[0] for name, row in ROWS.items()}
    for number, (name, tree) in enumerate(trees.items()):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(archive(plain(tree)))
        release = read_release(path)
        assert release.items, name
        told = text(compare(release, replace(release, contents={})), "nl")
        assert "Voor wie onderweg is" in told, name


@pytest.mark.parametrize("content", [b"", b"geen zip", archive({"a.txt": b""})])
def test_what_cannot_be_compared(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(WrongUse, match="not_comparable"):
        read_release(tmp_path / "a.zip")


def test_a_zip_that_leaves_its_folder_cannot_be_compared(tmp_path: Path) -> None:
    test_what_cannot_be_compared(archive({**scorm12(), "../a": b""}), tmp_path)


def test_a_broken_source_and_a_broken_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "les").mkdir()
    (tmp_path / "les" / "module.yaml").write_text("identifier: [")
    (tmp_path / "a.zip").write_bytes(
        archive({**scorm12(), "imsmanifest.xml": b'<manifest a="adlcp_rootv1p2">'})
    )
    for path in ("les", "a.zip"):
        assert main(["diff", str(tmp_path / path), str(tmp_path / path), "--lang", "nl"]) == 2
        assert "kan niet vergeleken worden" in capsys.readouterr().err


def test_a_page_that_only_looks_like_ours(tmp_path: Path) -> None:
    page = b'<script type="application/json" id="course">{"identifier": "a"}</script>'
    (tmp_path / "a.zip").write_bytes(archive({**scorm12(), "index.html": page}))
    assert read_release(tmp_path / "a.zip").identifier == ""


def test_a_difference_past_what_rules_read(tmp_path: Path) -> None:
    for name, end in (("oud", b"1"), ("nieuw", b"2")):
        (tmp_path / name).write_bytes(archive({**scorm12(), "media/kaart.svg": bytes(9 << 20) + end}))
    assert compare(*read_releases(tmp_path / "oud", tmp_path / "nieuw")).files == {
        "media/kaart.svg": "changed"
    }


def test_the_command(versions: Versions, zip_of_old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(zip_of_old), str(versions.new), "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert "Versie: 1.0.0 → 1.1.0" in told
    assert "      was: Herschrijf" in told
    assert (
        "Moodle 4.5: veilig te vervangen; antwoorden op één vervallen vraag gaan naar ‘Eerdere antwoorden’"
        in told
    )
    assert main(["diff", str(zip_of_old), str(versions.new), "--format", "json", "--lang", "en"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["verdict"]["moodle"] == {"outcome": "moves", "reason": ""}
    assert data["moodle"] == "replace"
    assert {p["id"] for p in data["prompts"] if p["changes"] == ["removed"]} == {REMOVED}


def test_the_command_warns_of_a_reset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("oud", "nieuw"):
        scaffold(tmp_path / name, "nl", datetime.date(2026, 1, 2))
    assert main(["diff", str(tmp_path / "oud"), str(tmp_path / "nieuw"), "--lang", "nl"]) == 1
    assert "maak een nieuwe SCORM-activiteit" in capsys.readouterr().out


UNUSABLE = {
    "a title that Moodle cannot store": (b"<title>", b"<title>" + b"a" * 300, "refused"),
    "a prefix": (b"<manifest xmlns=", b'<manifest xmlns:x="x" xmlns=', "safe"),
    "no start file": (b'href="index.html"', b'href="begin.html"', "unusable"),
    "a start file in other letters": (b'href="index.html"', b'href="Index.html"', "unusable"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_verify_says_of_the_new_package_is_not_called_safe(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, outcome = UNUSABLE[name]
    old = scorm12()
    (tmp_path / "oud.zip").write_bytes(archive(old))
    new = {**old, "imsmanifest.xml": old["imsmanifest.xml"].replace(before, after), "nieuw.html": b"<p>"}
    assert new["imsmanifest.xml"] != old["imsmanifest.xml"]
    (tmp_path / "nieuw.zip").write_bytes(archive(new))

    def told(first: str, second: str) -> tuple[int, str, str]:
        names = [str(tmp_path / f"{one}.zip") for one in (first, second)]
        code = main(["diff", *names, "--lang", "en", "--format", "json"])
        data = json.loads(capsys.readouterr().out)
        return code, data["verdict"]["moodle"]["outcome"], data["moodle"]

    assert told("oud", "nieuw") == ((0, "safe", "replace") if outcome == "safe" else (1, outcome, "keep"))
    assert told("nieuw", "oud") == (0, "safe", "replace")
    # Who cannot work now loses nothing; and still nobody calls it safe.
    assert told("nieuw", "nieuw") == (0, outcome, "nothing")


def test_only_a_checker_refuses_and_nobody_is_half_way_there(tmp_path: Path) -> None:
    old = scorm2004()
    without = {path: data for path, data in old.items() if not path.endswith(".xsd")}
    for name, tree in (("oud.zip", old), ("nieuw.zip", without)):
        (tmp_path / name).write_bytes(archive(tree))
    assert "adl" not in read_release(tmp_path / "nieuw.zip").refusals
    assert main(["diff", str(tmp_path / "oud.zip"), str(tmp_path / "nieuw.zip"), "--lang", "en"]) == 0


def test_a_folder_that_verify_refuses_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "map"
    for path, data in scorm12().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    assert main(["diff", str(folder), str(folder), "--lang", "en"]) == 0
    (folder / "link").symlink_to("/")
    assert main(["diff", str(folder), str(folder), "--lang", "en"]) == 2
    assert "cannot be compared (PKG-003)" in capsys.readouterr().err
    (folder / "link").unlink()
    os.mkfifo(folder / "pijp")
    assert main(["diff", str(folder), str(folder), "--lang", "en"]) == 2
    assert "cannot be compared (PKG-036)" in capsys.readouterr().err
