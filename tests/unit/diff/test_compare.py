"""What counts as moved, reworded, new and gone; words, sections and identifiers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modulebouwer.diff.compare import Fate, Passage, compare
from modulebouwer.diff.release import Prompt, Release, Section

SAME, MOVED, REWORDED, NEW, REMOVED = Fate.SAME, Fate.MOVED, Fate.REWORDED, Fate.NEW, Fate.REMOVED


def prompt(id: str, section: str = "s", text: str = "Wat?") -> Prompt:
    return Prompt(id, section, text, 400, True)


def release(*prompts: Prompt, sections: tuple[Section, ...] = (), **changes: object) -> Release:
    made = Release(
        path="a.zip",
        standard="scorm12",
        title="Les",
        items={"ITEM-les": "Les"},
        contents={"index.html": "1"},
        identifier="les",
        version="1.0.0",
        sections=sections,
        prompts=prompts,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def fates(old: Release, new: Release) -> dict[str, tuple[Fate, ...]]:
    return {change.id: change.fates for change in compare(old, new).prompts}


def test_prompts_that_stay() -> None:
    old = release(prompt("a"), prompt("b"))
    assert fates(old, old) == {"a": (SAME,), "b": (SAME,)}


def test_another_section_is_a_move() -> None:
    assert fates(release(prompt("a")), release(prompt("a", "t"))) == {"a": (MOVED,)}


def test_another_place_in_the_section_is_a_move_of_the_one_that_moved() -> None:
    old = release(prompt("a"), prompt("b"), prompt("c"))
    assert fates(old, release(prompt("b"), prompt("c"), prompt("a"))) == {
        "b": (SAME,),
        "c": (SAME,),
        "a": (MOVED,),
    }


def test_a_new_or_vanished_neighbour_is_no_move() -> None:
    old = release(prompt("a"), prompt("b"))
    assert fates(old, release(prompt("x"), prompt("b"))) == {"x": (NEW,), "b": (SAME,), "a": (REMOVED,)}


def test_sections_in_another_order_move_no_prompt() -> None:
    old = release(prompt("a", "s"), prompt("b", "t"))
    assert fates(old, release(prompt("b", "t"), prompt("a", "s"))) == {"b": (SAME,), "a": (SAME,)}


def test_moved_and_reworded_at_once() -> None:
    new = release(prompt("a", "t", "Waarom?"))
    assert fates(release(prompt("a")), new) == {"a": (MOVED, REWORDED)}


@pytest.mark.parametrize(
    ("old", "new", "passages"),
    [
        (("Een zin van vijf woorden.",), ("Een zin van zes woorden.",), [("vijf", "zes")]),
        (("Een.", "Twee."), ("Een.",), [("Twee.", "")]),
        (("Een.",), ("Een.", "Twee."), [("", "Twee.")]),
        (("Een twee.", "Drie."), ("Een drie.",), [("twee.", "drie."), ("Drie.", "")]),
        (("Gelijk.",), ("Gelijk.",), []),
    ],
)
def test_words(old: tuple[str, ...], new: tuple[str, ...], passages: list[tuple[str, str]]) -> None:
    before, after = release(sections=(Section("s", "S", old),)), release(sections=(Section("s", "S", new),))
    changes = compare(before, after).sections
    assert [passage for change in changes for passage in change.passages] == [
        Passage(*each) for each in passages
    ]
    assert len(changes) == bool(passages)


def test_sections() -> None:
    a, b, c, d = (Section(name, name.upper(), ()) for name in "abcd")
    renamed = replace(b, title="Bé")
    changes = {
        s.id: s for s in compare(release(sections=(a, b, c)), release(sections=(d, renamed, a))).sections
    }
    assert set(changes) == {"b", "c", "d"}
    assert (changes["d"].old, changes["d"].new) == (None, 1)
    assert (changes["b"].old_title, changes["b"].title) == ("B", "Bé")
    assert (changes["c"].old, changes["c"].new) == (3, None)
    assert [section.id for section in changes.values() if section.moved] == ["b"]


def test_against_a_package_of_another_maker_nothing_is_called_gone_or_new() -> None:
    ours = release(prompt("a"), sections=(Section("s", "S", ("Tekst.",)),))
    other = release(identifier="")
    for old, new in ((ours, other), (other, ours)):
        difference = compare(old, new)
        assert (difference.prompts, difference.sections) == ((), ())


def test_identifiers_and_files() -> None:
    old = release(contents={"a": "1", "b": "1", "c": "1"})
    new = release(items={"ITEM-nieuw": "Les"}, contents={"a": "1", "b": "2", "d": "1"})
    difference = compare(old, new)
    assert (difference.gone, difference.came) == (("ITEM-les",), ("ITEM-nieuw",))
    assert difference.files == {"c": "removed", "b": "changed", "d": "added"}
    assert not difference.same
    assert compare(old, old).same


ANCHORS = ("1", "niet", "2", "deels", "3", "geheel")


def test_of_a_scale_only_the_statement_that_went_is_gone() -> None:
    """Its anchors still stand at the others; they come and go with the last statement."""
    one, two, three = (("Wij kennen de buurt.", *ANCHORS), ("Wij delen.", *ANCHORS), ("Wij leren.", *ANCHORS))
    old = Section("s", "Schaal", (*one, *two, *three))
    for left, gone in (((one, three), "Wij delen."), ((two, three), "Wij kennen de buurt.")):
        new = Section("s", "Schaal", tuple(text for statement in left for text in statement))
        (change,) = compare(release(sections=(old,)), release(sections=(new,))).sections
        assert change.passages == (Passage(gone, ""),)
        (change,) = compare(release(sections=(new,)), release(sections=(old,))).sections
        assert change.passages == (Passage("", gone),)
    bare = Section("s", "Schaal", ())
    alone = Section("s", "Schaal", one)
    (change,) = compare(release(sections=(alone,)), release(sections=(bare,))).sections
    assert [passage.before for passage in change.passages] == list(one)


def test_a_paragraph_that_moved_within_its_section_is_still_told() -> None:
    old, new = Section("s", "Een", ("a", "b", "c")), Section("s", "Een", ("b", "c", "a"))
    (change,) = compare(release(sections=(old,)), release(sections=(new,))).sections
    assert {*change.passages} == {Passage("a", ""), Passage("", "a")}
