"""Two who wrote in one text: both are in it, or nothing is done; never is a word of either lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.preview.merging import Edit, edits, lines_of, merged, plain

BASE = "one\ntwo\nthree\nfour\nfive\n"


def merged_text(base: str, mine: str, theirs: str) -> str | None:
    now = merged(base, mine, theirs)
    return None if now is None else now.text


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
    assert merged_text(BASE, mine, theirs) is None
    assert merged_text(BASE, theirs, mine) is None


def test_an_untouched_line_keeps_its_end_and_a_new_one_gets_that_of_the_file() -> None:
    assert merged_text("a\nb\nc\nd", "a\nB\nc\nd\ne\n", "a\r\nb\r\nc\nd") == "a\r\nB\r\nc\nd\r\ne\r\n"
    assert merged_text("a\nb\n", "a\nb\nc\n", "a\rb\r") == "a\rb\rc\r"
    assert merged_text("", "a\n", "") == "a\n"


def test_others_changes_are_told_in_ones_own_lines() -> None:
    mine = "new\none\ntwo\nthree\nfour\nfive\n"
    now = merged(BASE, mine, "one\ntwo\nthree\nFOUR\nand\nfive\n")
    assert now is not None
    assert now.changes == (Edit(4, 5, ("FOUR\n", "and\n")),)
    assert done(mine, now.changes) == now.text


def done(text: str, changes: tuple[Edit, ...]) -> str:
    lines = lines_of(text)
    for edit in reversed(changes):
        lines[edit.first : edit.last] = edit.lines
    return "".join(lines)


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d\n"]), max_size=8).map("".join)


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS, crlf=st.booleans())
def test_every_change_of_both_is_in_what_comes_of_it(base: str, mine: str, theirs: str, crlf: bool) -> None:
    now = merged(base, mine, theirs.replace("\n", "\r\n") if crlf else theirs)
    if now is None:
        assert base not in (mine, theirs)
        return
    # Who was first does not matter, and who wrote alone is who wrote.
    assert plain(now.text) == merged_text(base, theirs, mine)
    assert done(mine, now.changes) == plain(now.text)
    if mine == base:
        assert plain(now.text) == theirs
    if theirs == base:
        assert plain(now.text) == mine
    written = {line for edit in edits(lines_of(base), lines_of(mine)) for line in edit.lines}
    assert written <= set(lines_of(plain(now.text)))
