"""Two who wrote in one text: both are in it, or it is in conflict; never is a word of either lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.preview.merging import Conflict, Edit, Merged, done, edits, lines_of, merged, plain

BASE = "one\ntwo\nthree\nfour\nfive\n"


def merged_text(base: str, mine: str, theirs: str) -> str:
    now = merged(base, mine, theirs)
    assert now.conflicts == ()
    return now.text


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (BASE, BASE, BASE),
        ("ONE\ntwo\nthree\nfour\nfive\n", BASE, "ONE\ntwo\nthree\nfour\nfive\n"),
        (BASE, "one\ntwo\nthree\nfour\n", "one\ntwo\nthree\nfour\n"),
        ("ONE\ntwo\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\nFIVE\n", "ONE\ntwo\nthree\nfour\nFIVE\n"),
        ("zero\n" + BASE, BASE + "six\n", "zero\n" + BASE + "six\n"),
        ("one\nthree\nfour\nfive\n", "one\ntwo\nthree\nand\nfour\nfive\n", "one\nthree\nand\nfour\nfive\n"),
        # The same word by both is there once.
        ("one\nTWO\nthree\nfour\nfive\n", "one\nTWO\nthree\nfour\nFIVE\n", "one\nTWO\nthree\nfour\nFIVE\n"),
    ],
)
def test_what_does_not_touch_stands_together(mine: str, theirs: str, together: str) -> None:
    assert merged_text(BASE, mine, theirs) == together
    assert merged_text(BASE, theirs, mine) == together


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("one\nTWO\nthree\nfour\nfive\n", "one\n2\nthree\nfour\nfive\n"),
        # Side by side: who wrote the one may have read the other.
        ("one\nTWO\nthree\nfour\nfive\n", "one\ntwo\nTHREE\nfour\nfive\n"),
        ("one\nA\ntwo\nthree\nfour\nfive\n", "one\nB\ntwo\nthree\nfour\nfive\n"),
        ("one\ntwo\nthree\nfour\n", "one\ntwo\nthree\nfour\nFIVE\n"),
        ("", BASE + "six\n"),
    ],
)
def test_what_touches_is_not_decided_here(mine: str, theirs: str) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        now = merged(BASE, one, other)
        assert len(now.conflicts) == 1
        assert (now.text, now.base, now.changes) == (other, BASE, ())


def test_what_does_not_touch_goes_along_with_what_does() -> None:
    now = merged(
        BASE, "ONE\ntwo\nMINE\nfour\nfive\n", "zero\r\none\r\ntwo\r\nthree!\r\nfour\r\nfive\r\nsix\r\n"
    )
    # The first line is in conflict, the third too; the last is not.
    assert now.text == "zero\r\none\r\ntwo\r\nthree!\r\nfour\r\nfive\r\nsix\r\n"
    assert now.base == BASE + "six\n"
    assert now.changes == (Edit(5, 5, ("six\n",)),)
    assert now.conflicts == (
        Conflict(Edit(0, 1, ("zero\n", "one\n")), Edit(0, 1, ("zero\n", "one\n"))),
        Conflict(Edit(2, 3, ("three!\n",)), Edit(2, 3, ("three!\n",))),
    )
    now = merged(BASE, "ONE\ntwo\nthree\nfour\nMINE\n", "one\ntwo\nthree\nfour\nFIVE\n")
    assert now.text == "ONE\ntwo\nthree\nfour\nFIVE\n"
    assert now.base == "ONE\ntwo\nthree\nfour\nfive\n"


COMPONENT = """\
Words.

:::{choice}
id: a
prompt: Why?
hint: |
  First.
  key: no key
options:
- text: Yes
  correct: true
- text: No
max_tries: 2
:::
"""


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("Why?", "How?"), ("id: a", "id: b")),
        # The one of more lines, and of none.
        (("prompt: Why?", "prompt: |\n  How\n  much?"), ("  First.", "  First!")),
        (("  key: no key\n", ""), ("options:\n- text: Yes", "options:\n- text: Surely")),
        (("  correct: true", "  correct: false"), ("- text: No", "- text: Never")),
        # A field that is new.
        (("prompt: Why?", "prompt: Why?\nrequired: true"), ("Why?", "How?")),
        (("max_tries: 2", "max_tries: 2\nrequired: true"), ("max_tries: 2", "max_tries: 3")),
        (("max_tries: 2", "max_tries: 2\nshuffle: no"), ("max_tries: 2", "max_tries: 2\nrequired: true")),
        (("max_tries: 2\n", ""), ("- text: No", "- text: Never")),
    ],
)
def test_two_fields_of_a_component_are_two_people_s(mine: tuple[str, str], theirs: tuple[str, str]) -> None:
    one, other = COMPONENT.replace(*mine), COMPONENT.replace(*theirs)
    together = COMPONENT.replace(*mine).replace(*theirs)
    assert merged_text(COMPONENT, one, other) == merged_text(COMPONENT, other, one) == together
    assert brought(one, merged(COMPONENT, one, other)) == together


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        # Lines of one field, whatever they look like.
        (("  First.", "  Second."), ("  key: no key", "  key: one")),
        (("  key: no key", "  key: no key\n  more: words"), ("  key: no key", "  key: one")),
        (("id: a", "id: b"), ("id: a", "id: c")),
        (("max_tries: 2", "max_tries: 2\nshuffle: yes"), ("max_tries: 2", "max_tries: 2\nshuffle: no")),
        (("Words.\n", "Mine.\n"), ("\n:::{choice}", "title: Theirs.\n:::{choice}")),
    ],
)
def test_one_field_by_two_is_asked_about(mine: tuple[str, str], theirs: tuple[str, str]) -> None:
    one, other = COMPONENT.replace(*mine), COMPONENT.replace(*theirs)
    assert len(merged(COMPONENT, one, other).conflicts) == len(merged(COMPONENT, other, one).conflicts) == 1


def test_fields_of_a_head_and_of_a_file_of_fields() -> None:
    head = "title: A\nminutes: 5\n"
    mine, theirs = head.replace("A", "B"), head.replace("5", "6")
    assert merged(head, mine, theirs, is_yaml=True).text == "title: B\nminutes: 6\n"
    assert (
        merged(head, mine + "tags: x\n", mine + "words: y\n", is_yaml=True).text
        == f"{mine}tags: x\nwords: y\n"
    )
    began, ends = "---\n", "---\nText.\n"
    assert merged_text(f"{began}{head}{ends}", f"{began}{mine}{ends}", f"{began}{theirs}{ends}") == (
        "---\ntitle: B\nminutes: 6\n---\nText.\n"
    )
    # In prose it is a sentence.
    assert len(merged(head, mine, theirs).conflicts) == 1


def test_several_edits_that_touch_are_one_conflict() -> None:
    now = merged(BASE, "1\ntwo\n3\nfour\nfive\n", "one\nTWO\nthree\nfour\n5\n")
    assert now.conflicts == (
        Conflict(Edit(0, 3, ("one\n", "TWO\n", "three\n")), Edit(0, 3, ("one\n", "TWO\n", "three\n"))),
    )
    assert now.changes == (Edit(4, 5, ("5\n",)),)
    assert now.text == "one\nTWO\nthree\nfour\n5\n"


def test_an_untouched_line_keeps_its_end_and_a_new_one_gets_that_of_the_file() -> None:
    assert merged_text("a\nb\nc\nd", "a\nB\nc\nd\ne\n", "a\r\nb\r\nc\nd") == "a\r\nB\r\nc\nd\r\ne\r\n"
    assert merged_text("a\nb\n", "a\nb\nc\n", "a\rb\r") == "a\rb\rc\r"
    assert merged_text("", "a\n", "") == "a\n"


def test_others_changes_are_told_in_ones_own_lines() -> None:
    mine = "new\none\ntwo\nthree\nfour\nfive\n"
    now = merged(BASE, mine, "one\ntwo\nthree\nFOUR\nand\nfive\n")
    assert now.changes == (Edit(4, 5, ("FOUR\n", "and\n")),)
    assert brought(mine, now) == now.text


def brought(mine: str, now: Merged) -> str:
    """What comes of one's own text."""
    return "".join(done(lines_of(mine), now.changes))


LINES = ["a\n", "b\n", "\n", ":::{x}\n", ":::\n", "k: 1\n", "k: |\n", "  l: 2\n", "- m: 3\n", "---\n"]
TEXTS = st.lists(st.sampled_from(LINES), max_size=8).map("".join)


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS, crlf=st.booleans(), is_yaml=st.booleans())
def test_every_change_of_both_is_in_what_comes_of_it(
    base: str, mine: str, theirs: str, crlf: bool, is_yaml: bool
) -> None:
    now = merged(base, mine, theirs.replace("\n", "\r\n") if crlf else theirs, is_yaml=is_yaml)
    # Conflicts aside, all is said in all three; who was first does not matter.
    settled = "".join(done(lines_of(now.base), [one.base for one in now.conflicts]))
    assert settled == plain(now.text)
    back = merged(base, theirs, mine, is_yaml=is_yaml)
    assert (back.base, len(back.conflicts)) == (now.base, len(now.conflicts))
    if not now.conflicts:
        assert brought(mine, now) == plain(now.text) == plain(back.text)
    # Who wrote alone is who wrote.
    if mine == base:
        assert plain(now.text) == theirs
    if theirs == base:
        assert plain(now.text) == mine
    both = set(lines_of(plain(now.text))) | set(lines_of(brought(mine, now)))
    assert {line for text in (mine, theirs) for line in written(base, text)} <= both
    assert set(written(base, theirs)) <= set(lines_of(plain(now.text)))


def written(base: str, text: str) -> list[str]:
    return [line for edit in edits(lines_of(base), lines_of(text)) for line in edit.lines]


CHOICES = st.lists(st.sampled_from(["mine", "other", "both"]), min_size=8, max_size=8)


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS, choices=CHOICES, is_yaml=st.booleans())
def test_what_is_chosen_conflict_by_conflict_is_what_the_file_says(
    base: str, mine: str, theirs: str, choices: list[str], is_yaml: bool
) -> None:
    """As the page does: one conflict is settled in the text and its base, and the rest is asked about again."""
    file = theirs
    for choice in choices:
        now = merged(base, mine, file, is_yaml=is_yaml)
        mine, base, file = brought(mine, now), now.base, plain(now.text)
        if not now.conflicts:
            break
        # Asked again, the same is answered.
        again = merged(base, mine, file, is_yaml=is_yaml)
        assert (again.changes, again.conflicts) == ((), now.conflicts)
        edit = now.conflicts[0]
        base = "".join(done(lines_of(base), [edit.base]))
        own = lines_of(mine)[edit.mine.first : edit.mine.last]
        kept = {"mine": own, "other": edit.mine.lines, "both": [*own, *edit.mine.lines]}[choice]
        mine = "".join(done(lines_of(mine), [replace(edit.mine, lines=tuple(kept))]))
    assert file == mine
