"""A changed value goes back into a text that somebody wrote: only the lines that must change do."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import rewrite_yaml, write_yaml

TEXT = """\
# Above.
id: pick
question: What now?   # asked aloud
options:
  # the good one
  - id: friday
    text: "On Friday."

    right: true   # of course

  - id: never
    # said by many
    text: Never.
    feedback: |
      Why not?
anchors: [no, yes]
quadrants:
    both:
        title: Both   # as in the book
        advice: Talk.
tail:
- one   # first
- two
"""
DATA = parse_yaml(TEXT, "").data or {}


def change(*way: Any, to: Any) -> tuple[dict[str, Any], str]:
    """``TEXT`` with the value at a way changed, as data and as text."""
    after = copy.deepcopy(DATA)
    at: Any = after
    for step in way[:-1]:
        at = at[step]
    if to is None:
        del at[way[-1]]
    else:
        at[way[-1]] = to
    return after, rewrite_yaml(TEXT, DATA, after)


@pytest.mark.parametrize(
    ("way", "to", "old", "new"),
    [
        (("options", 1, "text"), "Not yet.", "    text: Never.\n", "    text: Not yet.\n"),
        (("options", 0, "id"), "monday", "  - id: friday\n", "  - id: monday\n"),
        (("options", 0, "right"), False, "    right: true   # of course\n", "    right: false\n"),
        (("options", 1, "feedback"), None, "    feedback: |\n      Why not?\n", ""),
        (("quadrants", "both", "advice"), "Ask.", "        advice: Talk.\n", "        advice: Ask.\n"),
        (("tail", 1), "three", "- two\n", "- three\n"),
        (("tail", 0), None, "- one   # first\n", ""),
        (("anchors",), ["no", "so", "yes"], "anchors: [no, yes]\n", "anchors:\n  - no\n  - so\n  - yes\n"),
    ],
)
def test_only_the_lines_of_the_value_change(way: tuple[Any, ...], to: Any, old: str, new: str) -> None:
    after, text = change(*way, to=to)
    assert parse_yaml(text, "").data == after
    assert text == TEXT.replace(old, new)


def test_an_item_more_and_one_less() -> None:
    options = DATA["options"]
    more = [options[0], {"id": "later", "text": "Later."}, options[1]]
    _, text = change("options", to=more)
    added = "  - id: later\n    text: Later.\n"
    at = TEXT.index("  - id: never")
    assert text == TEXT[:at] + added + TEXT[at:]
    _, text = change("options", to=options[1:])
    gone = '  - id: friday\n    text: "On Friday."\n\n    right: true   # of course\n'
    assert text == TEXT.replace(gone, "")


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text("ab: #-\n'\"é[", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcde"), inner, max_size=4),
    max_leaves=12,
)
documents = st.dictionaries(st.sampled_from("klmno"), values, min_size=1, max_size=4)


@given(documents, documents)
def test_whatever_was_written_says_what_it_is_to_say(before: dict[str, Any], after: dict[str, Any]) -> None:
    text = rewrite_yaml(write_yaml(before), before, after)
    assert (parse_yaml(text, "").data or {}) == after


@pytest.mark.parametrize(
    "text", ["map\nieuw", " Lees\nplan.docx", "naam\tonderwijs", "C:\\map\nook", "a\\_b\n:::"]
)
def test_no_line_in_a_text_is_taken_for_a_path(text: str) -> None:
    read = parse_yaml(write_yaml({"a": {"b": f" {text}"}, "c": [[text]]}), "")
    assert read.data == {"a": {"b": f" {text}"}, "c": [[text]]}
    assert read.problems == ()
