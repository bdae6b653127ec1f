"""The name at the cursor in the page that writes: what it is, where it stands, and another name in every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modulebouwer.build import Options, check
from modulebouwer.preview.asking import words
from modulebouwer.preview.naming import Cursor, Known, named
from modulebouwer.preview.shaping import RenameName, Unshaped, wishes
from modulebouwer.preview.writing import keep_all

BEGINNING, PREPARING, MODULE = "sections/beginning.md", "sections/preparing.md", "module.yaml"


def cursor(folder: Path, path: str, before: str) -> Cursor:
    """Directly behind these words."""
    text = (folder / path).read_text("utf-8")
    lines = text[: text.index(before) + len(before)].split("\n")
    return Cursor(path=path, line=len(lines), column=len(lines[-1]) + 1)


def told(folder: Path, path: str, before: str) -> dict[str, Any]:
    return named(cursor(folder, path, before), folder, {})


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_where_a_name_stands_and_gets_its_meaning(lesson: Path) -> None:
    found = told(lesson, BEGINNING, "builds_on: [goal")
    assert (found["name"], found["hangs"], found["renamable"]) == ("goal-of-mine", "answers", True)
    assert [(one["path"], one["text"], one["defines"]) for one in found["places"]] == [
        (PREPARING, "id: goal-of-mine", True),
        (BEGINNING, "builds_on: [goal-of-mine]", False),
    ]
    line = (lesson / PREPARING).read_text("utf-8").split("\n").index("id: goal-of-mine") + 1
    assert (found["places"][0]["line"], found["places"][0]["column"], found["places"][0]["opens"]) == (
        line,
        5,
        True,
    )
    assert told(lesson, PREPARING, "id: goal-of-m") == found


@pytest.mark.parametrize(
    ("before", "name", "hangs", "where"),
    [
        ("(section:prep", "preparing", "visits", PREPARING),
        ("(theme:feed", "feedback", "", MODULE),
        ("[@rogers", "rogers-farson-1957", "", "references.yaml"),
    ],
)
def test_sections_themes_and_sources(lesson: Path, before: str, name: str, hangs: str, where: str) -> None:
    found = told(lesson, BEGINNING, before)
    assert (found["name"], found["hangs"]) == (name, hangs)
    assert [(one["path"], one["opens"]) for one in found["places"] if one["defines"]] == [(where, True)]
    assert BEGINNING in {one["path"] for one in found["places"] if not one["defines"]}


def test_a_picture_is_no_text_and_keeps_its_name(lesson: Path) -> None:
    found = told(lesson, BEGINNING, "src: media/st")
    assert (found["name"], found["renamable"]) == ("media/steps.svg", False)
    assert [one["opens"] for one in found["places"] if one["defines"]] == [False]


@pytest.mark.parametrize("path", [BEGINNING, "../outside.md", "nowhere.md"])
def test_where_nothing_is_named(lesson: Path, path: str) -> None:
    assert named(Cursor(path=path, line=10_000, column=1), lesson, {})["name"] == ""


@pytest.mark.parametrize(
    ("path", "before", "wanted", "texts"),
    [
        (BEGINNING, "builds_on: [goal", "my-aim", {PREPARING, BEGINNING}),
        (BEGINNING, "(theme:feed", "honesty", {MODULE, BEGINNING}),
        (BEGINNING, "[@rogers", "rogers-1957", {"references.yaml", BEGINNING}),
        (MODULE, "sections:\n  - prep", "before", {MODULE, BEGINNING, PREPARING, "sections/before.md"}),
        (BEGINNING, "(section:prep", "before", {MODULE, BEGINNING, PREPARING, "sections/before.md"}),
    ],
)
def test_another_name_in_every_text_and_back_by_the_byte(
    lesson: Path, path: str, before: str, wanted: str, texts: set[str]
) -> None:
    as_it_was = files(lesson)
    act = RenameName(act="rename_name", at=cursor(lesson, path, before), name=wanted)
    wished = wishes(act, lesson, "en", words("en"), {})
    assert {one.path for one in wished} == texts
    assert keep_all(lesson, wished, "en") is None
    assert not check([lesson.as_posix()], Options(), lambda _: None).failed
    back = [one.model_copy(update={"text": one.base, "base": one.text}) for one in reversed(wished)]
    assert keep_all(lesson, back, "en") is None
    assert files(lesson) == as_it_was


@pytest.mark.parametrize(
    ("before", "wanted", "why"),
    [
        ("builds_on: [goal", "first-sentence", "already there"),
        ("builds_on: [goal", "My Aim", "my-aim"),
        ("src: media/st", "media/other.svg", "cannot be"),
        ("Much dep", "anything", "changed meanwhile"),
    ],
)
def test_a_name_that_cannot_be_is_told(lesson: Path, before: str, wanted: str, why: str) -> None:
    act = RenameName(act="rename_name", at=cursor(lesson, BEGINNING, before), name=wanted)
    with pytest.raises(Unshaped, match=why):
        wishes(act, lesson, "en", words("en"), {})


def test_who_asks_again_is_told_of_the_files_as_they_are_now(lesson: Path) -> None:
    """What was read for the first question serves the next, whoever wrote in between."""
    known: Known = {}
    at = cursor(lesson, BEGINNING, "builds_on: [goal")
    first = named(at, lesson, known)
    workspace = known[lesson.resolve()]
    held = dict(workspace.module(lesson.resolve()).cache)
    place = lesson / PREPARING
    place.write_text(place.read_text("utf-8").replace("---\n\n", "---\n\nTwo\n\nlines.\n\n", 1), "utf-8")
    second = named(at, lesson, known)
    assert [one["line"] for one in second["places"]] == [
        first["places"][0]["line"] + 4,
        first["places"][1]["line"],
    ]
    now = workspace.module(lesson.resolve()).cache
    assert [path for path in held if now[path] is not held[path]] == [
        next(path for path in held if path.endswith(PREPARING))
    ]
    # What gets its meaning elsewhere in the module is no section's.
    definition = lesson / MODULE
    definition.write_text(f"# A line more.\n{definition.read_text('utf-8')}", "utf-8")
    assert named(cursor(lesson, MODULE, "- id: feed"), lesson, known) == named(
        cursor(lesson, MODULE, "- id: feed"), lesson, {}
    )
