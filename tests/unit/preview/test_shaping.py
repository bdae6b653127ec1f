"""What is done in the outline: the texts that it changes, and back; links and ids that name it follow."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from modulebouwer.build import Options, check
from modulebouwer.new import scaffold
from modulebouwer.preview.asking import words
from modulebouwer.preview.shaping import Act, Unshaped, wishes
from modulebouwer.preview.writing import Wish, keep_all
from modulebouwer.wrong_use import WrongUse

ACT: TypeAdapter[Act] = TypeAdapter(Act)
PREPARING, BEGINNING = "sections/preparing.md", "sections/beginning.md"
TWO = """---
title: Preparing
minutes: 5
---

One.

:::{reflection}
id: first
prompt: Why?
:::

Two.

:::{reflection}
id: second
prompt: How?
builds_on: [first]
:::
"""
FIRST = {"line": 8, "component": "reflection", "id": "first"}
SECOND = {"line": 15, "component": "reflection", "id": "second"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    (folder / PREPARING).write_text(TWO, "utf-8")
    definition = folder / "module.yaml"
    text = definition.read_text("utf-8")
    ends = "to begin with.\n"
    trained = "    trained_by: [preparing]\n    checked_by: [second]\n"
    definition.write_text(text.replace(ends, ends + trained), "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def do(folder: Path, act: str, **values: Any) -> list[Wish]:
    """Does it; gives what takes it back."""
    wanted = wishes(ACT.validate_python({"act": act, **values}), folder, "en", words("en"), {})
    assert keep_all(folder, wanted, "en") is None
    return [Wish(path=one.path, text=one.base, base=one.text) for one in reversed(wanted)]


def errors(folder: Path) -> set[str]:
    found = check([folder.as_posix()], Options(), lambda _: None).findings
    return {f"{one.code} {Path(one.location.path).name}" for one in found}


ACTS: list[tuple[str, dict[str, Any], set[str]]] = [
    ("add_section", {"title": "In between", "after": "preparing"}, {"module.yaml", "sections/in-between.md"}),
    ("move_section", {"section": "preparing", "position": 2}, {"module.yaml"}),
    ("rename_section", {"section": "preparing", "title": "Before: you go", "name": "preparing"}, {PREPARING}),
    (
        "rename_section",
        {"section": "preparing", "title": "Before", "name": "before"},
        {PREPARING, "sections/before.md", "module.yaml", BEGINNING},
    ),
    ("remove_section", {"section": "preparing"}, {PREPARING, "module.yaml"}),
    ("move_component", {"path": PREPARING, "what": SECOND, "to": PREPARING, "beside": FIRST}, {PREPARING}),
    ("move_component", {"path": PREPARING, "what": FIRST, "to": BEGINNING}, {PREPARING, BEGINNING}),
    ("rename_component", {"path": PREPARING, "id": "first", "name": "why"}, {PREPARING}),
    ("rename_component", {"path": PREPARING, "id": "second", "name": "how"}, {PREPARING, "module.yaml"}),
    ("remove_component", {"path": PREPARING, "what": SECOND}, {PREPARING}),
]


@pytest.mark.parametrize(("act", "values", "changed"), ACTS)
def test_an_act_changes_what_it_must_and_is_taken_back_by_the_byte(
    folder: Path, act: str, values: dict[str, Any], changed: set[str]
) -> None:
    linked = folder / BEGINNING
    linked.write_text(linked.read_text("utf-8") + "\n[Back](section:preparing)\n", "utf-8")
    before, found = files(folder), errors(folder)
    back = do(folder, act, **values)
    after = files(folder)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == changed
    if act.startswith("rename"):
        assert errors(folder) == found
    do(folder, "take_back", wishes=[one.model_dump() for one in back])
    assert files(folder) == before


def test_references_begin_with_an_example_that_says_nothing(folder: Path) -> None:
    (folder / "references.yaml").unlink()
    (folder / BEGINNING).write_text("---\ntitle: Beginning\nminutes: 1\n---\n\nNothing cited.\n", "utf-8")
    before, found = files(folder), errors(folder)
    back = do(folder, "add_references")
    made = (folder / "references.yaml").read_text("utf-8")
    assert errors(folder) <= found
    # Without its marks the example is a work.
    lines = [line.removeprefix("# ") for line in made.split("\n")[1:8]]
    (folder / "references.yaml").write_text("\n".join(lines), "utf-8")
    assert errors(folder) - found == {"REF-007 references.yaml"}
    (folder / "references.yaml").write_text(made, "utf-8")
    do(folder, "take_back", wishes=[one.model_dump() for one in back])
    assert files(folder) == before


def test_what_trains_and_checks_an_objective_follows_its_name(folder: Path) -> None:
    do(folder, "rename_section", section="preparing", title="Preparing", name="before")
    do(folder, "rename_component", path="sections/before.md", id="second", name="how")
    text = (folder / "module.yaml").read_text("utf-8")
    assert "trained_by: [before]" in text
    assert "checked_by: [how]" in text
    do(folder, "rename_component", path="sections/before.md", id="first", name="why")
    assert "builds_on: [why]" in (folder / "sections/before.md").read_text("utf-8")


def test_a_component_goes_before_another_and_back(folder: Path) -> None:
    do(folder, "move_component", path=PREPARING, what=SECOND, to=PREPARING, beside=FIRST)
    first, second = TWO.index(":::{reflection}\nid: first"), TWO.index(":::{reflection}\nid: second")
    moved = f"{TWO[:first]}{TWO[second:]}\n{TWO[first:second].rstrip()}\n"
    assert (folder / PREPARING).read_text("utf-8") == moved
    do(
        folder,
        "move_component",
        path=PREPARING,
        what=SECOND | {"line": 8},
        to=PREPARING,
        beside=FIRST,
        behind=True,
    )
    text = (folder / PREPARING).read_text("utf-8")
    assert [text.index("id: first"), text.index("id: second"), text.index("Two.")] == sorted(
        [text.index("id: first"), text.index("id: second"), text.index("Two.")]
    )
    assert "\n\n\n" not in text
    # It stands there already.
    assert do(folder, "move_component", path=PREPARING, what=FIRST, to=PREPARING, beside=FIRST) == []


def test_a_component_that_has_moved_since_one_saw_it_is_the_one_that_is_meant(folder: Path) -> None:
    """Of what has no id the line is all there is: another kind that stands there now is not touched."""
    place = folder / PREPARING
    note = ":::{callout}\ntext: Mind.\n:::\n\n"
    moved = TWO.replace(":::{reflection}\nid: first", f'{note}:::{{reflection}}\nid: "first" # mine')
    place.write_text(moved, "utf-8")
    with pytest.raises(Unshaped):
        do(folder, "remove_component", path=PREPARING, what={"line": 8, "component": "figure", "id": ""})
    with pytest.raises(Unshaped):
        do(folder, "remove_component", path=PREPARING, what={"line": 12, "component": "callout", "id": ""})
    do(folder, "remove_component", path=PREPARING, what=FIRST)
    left = place.read_text("utf-8")
    assert note in left
    assert "first" not in left.partition("Two.")[0]
    do(folder, "remove_component", path=PREPARING, what={"line": 8, "component": "callout", "id": ""})
    assert note not in place.read_text("utf-8")
    # Twice in a text, it is nobody's.
    place.write_text(f"\n{TWO}{TWO.partition('One.')[2]}", "utf-8")
    with pytest.raises(Unshaped):
        do(folder, "remove_component", path=PREPARING, what=FIRST)


def test_the_title_alone_leaves_the_rest_of_the_head(folder: Path) -> None:
    place = folder / PREPARING
    place.write_text(TWO.replace("minutes: 5", "# how long\nminutes: 5 # at most"), "utf-8")
    do(folder, "rename_section", section="preparing", title="Ready: go", name="preparing")
    head = '---\ntitle: "Ready: go"\n# how long\nminutes: 5 # at most\n---\n'
    assert place.read_text("utf-8").startswith(head)


def test_line_ends_and_what_others_wrote_stay(folder: Path) -> None:
    place = folder / PREPARING
    place.write_bytes(TWO.replace("\n", "\r\n").encode())
    back = do(folder, "remove_component", path=PREPARING, what=SECOND)
    assert b"id: second" not in place.read_bytes()
    place.write_bytes(place.read_bytes().replace(b"One.", b"One, and more."))
    do(folder, "take_back", wishes=[one.model_dump() for one in back])
    assert place.read_bytes() == TWO.replace("One.", "One, and more.").replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("remove_component", {"path": PREPARING, "what": FIRST | {"id": "third"}}),
        ("remove_component", {"path": PREPARING, "what": FIRST | {"component": "choice"}}),
        ("remove_component", {"path": PREPARING, "what": FIRST | {"id": ""}}),
        ("remove_component", {"path": "sections/nothing.md", "what": FIRST}),
        ("move_component", {"path": PREPARING, "what": FIRST, "to": "../elsewhere.md"}),
        ("move_component", {"path": PREPARING, "what": FIRST, "to": BEGINNING, "beside": SECOND}),
        ("rename_component", {"path": PREPARING, "id": "nothing", "name": "new"}),
        ("rename_component", {"path": PREPARING, "id": "first", "name": "second"}),
        ("rename_section", {"section": "preparing", "title": "Before", "name": "../before"}),
        ("rename_section", {"section": "preparing", "title": "Before", "name": "beginning"}),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(folder: Path, act: str, values: dict[str, Any]) -> None:
    before = files(folder)
    with pytest.raises(Unshaped):
        do(folder, act, **values)
    assert files(folder) == before


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("remove_section", {"section": "nothing"}),
        ("move_section", {"section": "nothing", "position": 1}),
        ("add_section", {"title": "Beginning"}),
        ("add_section", {"title": "…"}),
    ],
)
def test_a_section_that_cannot_be_is_told(folder: Path, act: str, values: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        do(folder, act, **values)


def test_nothing_of_several_texts_is_saved_when_one_cannot_be(folder: Path) -> None:
    act = ACT.validate_python({"act": "remove_section", "section": "preparing"})
    wanted = wishes(act, folder, "en", words("en"), {})
    (folder / PREPARING).write_text(TWO + "More, meanwhile.\n", "utf-8")
    before = files(folder)
    left = keep_all(folder, wanted, "en")
    assert left is not None
    assert (left[0], left[1].state) == (PREPARING, "both")
    assert files(folder) == before


def test_what_was_saved_is_put_back_when_the_disk_refuses(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = {"act": "rename_section", "section": "preparing", "title": "Before", "name": "before"}
    wanted = wishes(ACT.validate_python(act), folder, "en", words("en"), {})
    before = files(folder)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "unlink", full)
    with pytest.raises(WrongUse, match="cannot_write"):
        keep_all(folder, wanted, "en")
    monkeypatch.undo()
    left = files(folder)
    left.pop("sections/before.md", None)
    assert left == before
