"""Where a watch looks: in every folder that is one, through no link."""

from __future__ import annotations

import os
from pathlib import Path

from modulebouwer.watching import places


def test_a_watch_goes_through_no_link(tmp_path: Path) -> None:
    folder = tmp_path / "les"
    (folder / "media" / "klein").mkdir(parents=True)
    (folder / "los.html").symlink_to("/etc/passwd")
    assert places([folder]) == ([folder], True)
    for name, target in {"schijf": "/", "lus": ".", "media/weg": "/nergens"}.items():
        (folder / name).symlink_to(target)
    assert places([folder]) == ([folder, folder / "media", folder / "media" / "klein"], False)
    (folder / "schijf").unlink()
    (folder / "lus").unlink()
    assert places([folder]) == ([folder], True)


def test_a_path_too_long_to_be_named_stops_no_watch(tmp_path: Path) -> None:
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=at)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    assert places([tmp_path]) == ([tmp_path], True)
