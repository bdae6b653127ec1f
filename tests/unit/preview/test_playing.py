"""Links to the editor, and the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Location
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import FRAMES
from modulebouwer.lms.scorm.attempts import Mode
from modulebouwer.preview import DEFAULT_EDITOR
from modulebouwer.preview.asking import words
from modulebouwer.preview.playing import editor_link


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        (DEFAULT_EDITOR, "vscode://file{path}:3:7"),
        ("idea://open?file={path}&line={line}", "idea://open?file={path}&line=3"),
    ],
)
def test_a_place_is_a_link_to_the_editor(tmp_path: Path, editor: str, expected: str) -> None:
    file = tmp_path / "één map" / "a.md"
    file.parent.mkdir()
    file.write_text("", "utf-8")
    quoted = file.as_posix().replace("één map", "%C3%A9%C3%A9n%20map")
    assert editor_link(editor, Location(file.as_posix(), 3, 7)) == expected.format(path=quoted)


def test_what_is_no_file_is_no_link(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.md", tmp_path / "a.zip" / "index.html"):
        assert editor_link(DEFAULT_EDITOR, Location(path.as_posix())) == ""


def keys(value: Any, way: str = "") -> set[str]:
    if isinstance(value, Mapping):
        return {way} | {key for name, inner in value.items() for key in keys(inner, f"{way}.{name}")}
    return {way}


def test_every_language_has_every_word() -> None:
    assert keys(words("nl")) == keys(words("en"))
    for language in LANGUAGES:
        told = words(language)
        assert set(told["profiles"]) == {name for profiles in PROFILES.values() for name in profiles}
        assert all(len(texts) == 2 and all(texts) for texts in told["profiles"].values())
        assert set(told["modes"]) == set(get_args(Mode))
        assert set(told["frames"]) == {*FRAMES, "popup", "print"}
