"""What lies on the disk is examined as it is: an unpacked package, and things that are neither file nor folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.package import verify
from modulebouwer.package.sized_tree import FolderTree
from modulebouwer.package.verify import examine_file
from packages import faults, styles


def unpacked(folder: Path, tree: dict[str, bytes]) -> Path:
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_an_unpacked_folder_gives_what_its_zip_gives(tmp_path: Path) -> None:
    package = examine_file(unpacked(tmp_path / "les", faults.several_scos()))
    assert package.standards == ("scorm12",)
    assert [one.code for one in package.findings] == ["S12-046", "S12-027"]
    assert {one.location.path for one in package.findings} == {f"{tmp_path}/les/imsmanifest.xml"}
    found = examine_file(unpacked(tmp_path / "b", styles.articulate())).findings
    assert [one.code for one in found] == ["S12-041", "PKG-024"]


@pytest.mark.parametrize("command", ["verify", "diff"])
def test_a_pipe_or_a_device_is_told_and_not_waited_for(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pijp.zip"
    os.mkfifo(pipe)
    for path in (pipe.as_posix(), "/dev/zero"):
        arguments = [command, path] if command == "verify" else [command, path, path]
        assert main([*arguments, "--lang", "nl"]) in (1, 2)
        told = capsys.readouterr()
        assert "PKG-033" in told.out + told.err


def test_links_and_pipes_in_a_folder_are_told_and_not_read(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "les", faults.one_sco())
    os.mkfifo(folder / "pijp.html")
    (folder / "link.html").symlink_to("/etc/passwd")
    assert list(FolderTree(folder)) == ["a.html", "imsmanifest.xml"]
    assert [(one.code, one.location.path) for one in examine_file(folder).findings] == [
        ("PKG-003", f"{folder}/link.html"),
        ("PKG-036", f"{folder}/pijp.html"),
    ]


def test_a_folder_that_changes_meanwhile_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpacked(tmp_path / "les", faults.one_sco())
    before = FolderTree.__init__

    def then_gone(self: FolderTree, folder: Path) -> None:
        before(self, folder)
        (folder / "imsmanifest.xml").unlink()

    monkeypatch.setattr(FolderTree, "__init__", then_gone)
    (finding,) = examine_file(folder).findings
    assert (finding.code, finding.location.path) == ("PKG-020", f"{folder.as_posix()}/imsmanifest.xml")


def test_a_folder_of_too_many_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = FolderTree(unpacked(tmp_path, {"a.html": b"a", "b/c.html": b"b", "b/d.html": b"c"}))
    monkeypatch.setattr(verify, "MOST_ENTRIES", 3)
    assert list(verify.folder_size_findings(tree)) == []
    monkeypatch.setattr(verify, "MOST_ENTRIES", 2)
    (told,) = verify.folder_size_findings(tree)
    assert (told.code, told.location.path, told.values) == ("PKG-006", "", {"most": 2})


def test_a_folder_that_is_too_large_is_told_in_mebibytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together, not each: two files of three halves of what there is room for."""
    half = b"\0" * (3 << 19)
    tree = FolderTree(unpacked(tmp_path, {"a.mp4": half, "b.mp4": half}))
    monkeypatch.setattr(verify, "MOST_BYTES", 3 << 20)
    assert list(verify.folder_size_findings(tree)) == []
    monkeypatch.setattr(verify, "MOST_BYTES", 2 << 20)
    (told,) = verify.folder_size_findings(tree)
    assert (told.code, told.values) == ("PKG-007", {"size": 3, "most": 2})
