"""A text as a form: what stands in it, what each field is for, and a changed value as the lines that change."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.preview.forms import At, Filled, filled, form
from modulebouwer.restructuring import new_component
from modulebouwer.schema import schemas
from modulebouwer.source.markdown_file import parse_markdown

PATH = "sections/preparing.md"
TEXT = """---
# The head.
title: Preparing
minutes: 5
---

Running text.

:::{choice}
# What they see.
id: pick
question: What now?
options:
  - id: friday
    text: On Friday.   # the good one
    right: true
  - id: never
    text: Never.
:::

1. In a list.

   :::{callout}
   kind: tip
   text: Say it.
   :::
"""


def at(line: int, text: str = TEXT, path: str = PATH) -> At:
    return At(path=path, text=text, line=line)


def after(line: int, way: tuple[Any, ...], value: Any = None, *, gone: bool = False, text: str = TEXT) -> str:
    told = filled(Filled(path=PATH, text=text, line=line, way=way, value=value, gone=gone), "en")
    assert told is not None
    lines = text.split("\n")
    for change in reversed(told["changes"]):
        lines[change["first"] : change["last"]] = [line.removesuffix("\n") for line in change["lines"]]
    now = "\n".join(lines)
    assert told["form"] == form(at(line, now), "en")
    return now


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (1, "section"),
        (5, "section"),
        (7, None),
        (9, "choice"),
        (15, "choice"),
        (19, "choice"),
        (23, "callout"),
    ],
)
def test_the_cursor_stands_in(line: int, name: str | None) -> None:
    assert form(at(line), "en").get("name") == name


def test_a_form_tells_values_places_names_and_help() -> None:
    told = form(at(10), "nl")
    assert (told["title"], told["first"], told["last"]) == ("Kennisvraag", 9, 19)
    assert told["data"]["options"][1] == {"id": "never", "text": "Never."}
    assert told["schema"] == schemas("nl")["choice"]
    assert told["labels"]["question"] == "Vraag"
    assert {"way": ["options", 0, "text"], "line": 15, "column": 5} in told["places"]


def test_module_yaml_is_a_form_and_references_are_not() -> None:
    told = form(at(1, "title: One\nlanguage: nl\n", "module.yaml"), "en")
    assert (told["name"], told["data"]) == ("module", {"title": "One", "language": "nl"})
    assert form(at(1, "references: []\n", "references.yaml"), "en") == {"state": "none"}


@pytest.mark.parametrize(
    ("line", "way", "value", "old", "new"),
    [
        (3, ("title",), "Ready: go", "title: Preparing\n", 'title: "Ready: go"\n'),
        (9, ("question",), "And then?", "question: What now?\n", "question: And then?\n"),
        (9, ("options", 1, "text"), "Not yet.", "    text: Never.\n", "    text: Not yet.\n"),
        (23, ("text",), "Say it: now.", "   text: Say it.\n", '   text: "Say it: now."\n'),
        (23, ("title",), "Aloud", "   text: Say it.\n", "   title: Aloud\n   text: Say it.\n"),
    ],
)
def test_only_the_lines_of_the_field_change(
    line: int, way: tuple[Any, ...], value: Any, old: str, new: str
) -> None:
    assert after(line, way, value) == TEXT.replace(old, new)


def test_a_field_that_goes_takes_what_held_nothing_else() -> None:
    text = after(9, ("options", 0, "right"), gone=True)
    assert text == TEXT.replace("    right: true\n", "")
    figure = ":::{figure}\nsrc: media/a.png\nalt: A.\n:::\n"
    made = after(1, ("provenance", "made_by"), "A hand", text=figure)
    assert made == figure.replace("alt: A.\n", "alt: A.\nprovenance:\n  made_by: A hand\n")
    assert after(1, ("provenance", "made_by"), gone=True, text=made) == figure


@pytest.mark.parametrize("way", [("id",), ("question",), ("options",)])
def test_a_field_that_was_emptied_comes_back_in_its_place(way: tuple[str, ...]) -> None:
    value = form(at(9), "en")["data"][way[0]]
    assert in_words(after(9, way, value, text=after(9, way, gone=True))) == in_words(TEXT)


def in_words(text: str) -> list[str]:
    """The fields in their order; a comment goes with what it stands in."""
    return [line.split(" #")[0].rstrip() for line in text.split("\n") if not line.startswith("#")]


def test_what_no_file_may_hold_is_left_out() -> None:
    assert after(9, ("question",), "A\x07nd\ufffe?") == TEXT.replace("What now?", "And?")


def test_an_empty_component_is_filled_in() -> None:
    assert after(1, ("text",), "Words.", text=":::{quote}\n:::\n") == ":::{quote}\ntext: Words.\n:::\n"


@pytest.mark.parametrize(
    "text", [":::{quote}\ntext: a: b\n:::\n", ":::{quote}\ntext: [a\n:::\n", ":::{quote}\n- a\n:::\n"]
)
def test_what_cannot_be_read_is_no_form_and_stays(text: str) -> None:
    assert form(at(1, text), "en")["state"] == "broken"
    assert filled(Filled(path=PATH, text=text, line=1, way=("text",), value="b"), "en") is None


@pytest.mark.parametrize(
    "text", [":::{nothing}\na: b\n:::\n", ":::{quote}\ntext: not closed\n", "Words.\n", ""]
)
def test_what_is_no_component_has_no_form(text: str) -> None:
    assert form(at(1, text), "en") == {"state": "none"}


@pytest.mark.parametrize("way", [("options", 7, "text"), ("question", "x"), ("options", "x"), (0,)])
def test_a_way_that_ends_nowhere_changes_nothing(way: tuple[Any, ...]) -> None:
    assert filled(Filled(path=PATH, text=TEXT, line=9, way=way, value="b"), "en") is None


@pytest.mark.parametrize(
    "wish",
    [{"way": []}, {"way": ["a b"]}, {"way": [-1]}, {"way": ["a"] * 99}, {"way": ["a"], "value": {"a: b": 1}}],
)
def test_what_is_no_field_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Filled.model_validate({"path": PATH, "text": TEXT, "line": 9, **wish})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_new_component_is_a_form(kind: str, language: str) -> None:
    """Each of its values is written back as it is, and says the same."""
    text = new_component(kind, (), language)
    told = form(at(1, text), language)
    assert told["state"] == "form"
    for name, value in told["data"].items():
        wish = Filled(path=PATH, text=text, line=1, way=(name,), value=value)
        assert filled(wish, language) == {"changes": [], "form": told}


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60),
    st.sampled_from([("question",), ("options", 0, "text"), ("hint",)]),
)
@example("before\n:::\nafter", ("hint",))
@example(f"{'A sentence that is long enough to be divided. ' * 2}As follows: :::", ("question",))
def test_whatever_is_typed_is_what_the_compiler_reads(typed: str, way: tuple[Any, ...]) -> None:
    text = after(9, way, typed)
    kept = [line for line in TEXT.split("\n") if "#" in line and "the good one" not in line]
    assert all(line in text.split("\n") for line in kept)
    assert form(at(9, text), "en")["data"] is not None
    found: Any = form(at(9, text), "en")["data"]
    for step in way:
        found = found[step]
    assert found == typed
    parse_markdown(TextPlaces.of_lines("", text, 1))
