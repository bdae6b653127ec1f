"""A file that is written anew stays whose it was, and as readable as it was."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from modulebouwer.placing import place


def mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("before", [0o600, 0o640, 0o664, 0o755])
def test_its_mode_stays(tmp_path: Path, before: int) -> None:
    path = tmp_path / "begin.md"
    path.write_bytes(b"one")
    path.chmod(before)
    place(path, b"two")
    assert (path.read_bytes(), mode(path)) == (b"two", before)


def test_a_new_file_is_as_the_system_makes_them(tmp_path: Path) -> None:
    (tmp_path / "theirs.md").touch()
    place(tmp_path / "ours.md", b"one")
    assert mode(tmp_path / "ours.md") == mode(tmp_path / "theirs.md")


def test_a_private_file_is_never_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "begin.md"
    path.touch(0o600)
    seen, write = [], Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda part, data: [write(part, data), seen.append(mode(part))]
    )
    place(path, b"two")
    assert seen == [0o600]


def test_owner_and_group_stay_where_that_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "begin.md"
    path.write_bytes(b"one")
    given = []

    def refused(part: Path, owner: int, group: int) -> None:
        given.append((owner, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", refused)
    place(path, b"two")
    was = path.stat()
    assert given == [(-1, was.st_gid), (was.st_uid, -1)]
    assert path.read_bytes() == b"two"
