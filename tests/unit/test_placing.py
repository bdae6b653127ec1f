"""A file that is new is as readable as the system makes them; one that was there before: source/test_writing.py."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

from modulebouwer.placing import place


def test_a_new_file_is_as_the_system_makes_them(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs.md", tmp_path / "ours.md"
    theirs.touch()
    place(ours, b"one")
    assert S_IMODE(ours.stat().st_mode) == S_IMODE(theirs.stat().st_mode)
