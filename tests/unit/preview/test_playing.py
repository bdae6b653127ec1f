"""Links to the editor, and the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Location, report
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import FRAMES
from modulebouwer.lms.scorm.attempts import Mode
from modulebouwer.preview import DEFAULT_EDITOR
from modulebouwer.preview.asking import words
from modulebouwer.preview.playing import editor_link, findings


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


def test_what_is_found_is_placed_in_the_module_and_not_on_the_machine(tmp_path: Path) -> None:
    """In the series that it is in, where a file of that is meant; the link leads to the file itself."""
    folder = tmp_path / "reeks" / "les"
    section = folder / "sections" / "begin.md"
    section.parent.mkdir(parents=True)
    section.write_text("", "utf-8")
    here = Location(section.as_posix(), 3, 7)
    found = Finding("MED-191", here, {"path": "media/a.png", "used": str(here)}, 6, (replace(here, line=5),))
    series = Finding("SRC-001", Location((tmp_path / "reeks" / "terms.yaml").as_posix()))
    whole = Finding("SRC-009", Location(folder.as_posix()))
    told = {
        one["code"]: one
        for one in findings(report([found, series, whole]), "en", "{path}:{line}", folder.as_posix())
    }
    assert [told[one.code]["place"] for one in (found, series, whole)] == [
        "sections/begin.md:3:7",
        "reeks/terms.yaml:1:1",
        "les:1:1",
    ]
    assert told["MED-191"]["hint"].endswith(
        "named at sections/begin.md:3:7. Likewise: sections/begin.md:5:7, and 4 times more."
    )
    assert told["MED-191"]["link"] == f"{section.as_posix()}:3"


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
