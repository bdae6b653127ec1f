"""Where things stand: every finding can only be as exact as these places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from modulebouwer.findings import Location
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.source.loader import load
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.yaml_file import parse_yaml

WORDS = st.text(alphabet="abcé@[]:# 'x\"|>-\\\n", max_size=60)
BASE = Path(__file__).parents[2] / "cases" / "base"


def character(source: str, place: Location) -> str:
    line = source.split("\n")[place.line - 1]
    return line[place.column - 1 : place.column]


def assert_visible_characters_stand_at_their_places(source: str, places: TextPlaces) -> None:
    for offset, wanted in enumerate(places.text):
        if not wanted.isspace():
            assert character(source, places.at(offset)) in (wanted, "\\"), (source, offset, wanted)


def double_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", "\n\n  ") + "'"


def literal(text: str) -> str:
    return "|2-\n" + "\n".join("  " + line for line in text.split("\n"))


@given(WORDS)
def test_double_quoted_text(text: str) -> None:
    source = f"key: {double_quoted(text)}\n"
    places = parse_yaml(source, "f").source.text_of("key")
    assert places.text == text
    assert_visible_characters_stand_at_their_places(source, places)


@given(WORDS)
def test_single_quoted_text(text: str) -> None:
    source = f"key: {single_quoted(text)}\n"
    document = parse_yaml(source, "f")
    assert document.problems == ()
    assert_visible_characters_stand_at_their_places(source, document.source.text_of("key"))


@given(WORDS.filter(str.strip))
def test_literal_text(text: str) -> None:
    source = f"list:\n- key: {literal(text)}\n  next: 1\n".replace("\n  ", "\n    ").replace(
        "    next", "  next"
    )
    document = parse_yaml(source, "f")
    assert document.problems == ()
    assert_visible_characters_stand_at_their_places(source, document.source.text_of("list", 0, "key"))


@given(st.lists(st.text(alphabet="abc @[]", max_size=20), min_size=1, max_size=6))
def test_folded_text(lines: list[str]) -> None:
    source = "key: >2\n" + "".join(f"  {line}\n" for line in lines)
    places = parse_yaml(source, "f").source.text_of("key")
    assert_visible_characters_stand_at_their_places(source, places)


@given(st.lists(st.text(alphabet="abcé", min_size=1, max_size=9), min_size=1, max_size=8))
def test_plain_text_over_several_lines(words: list[str]) -> None:
    source = "key: " + "\n   ".join(words) + "\nnext: 1\n"
    places = parse_yaml(source, "f").source.text_of("key")
    assert places.text == " ".join(words)
    assert_visible_characters_stand_at_their_places(source, places)


KEYS = st.text(alphabet="abcdefgh", min_size=1, max_size=5)
VALUES = st.recursive(
    st.text(alphabet="abc é", max_size=12) | st.integers(0, 99) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def ways(value: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    yield way, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from ways(inner, (*way, key))


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_every_key_and_value_has_its_place(data: dict[str, object]) -> None:
    source = yaml.safe_dump(data, allow_unicode=True, default_flow_style=None)
    document = parse_yaml(source, "f", first_line=1)
    assert document.data == data
    for way, value in ways(data):
        if way and isinstance(way[-1], str):
            place = document.source.at(*way)
            line = source.split("\n")[place.line - 1]
            assert line[place.column - 1 :].lstrip("'\"").startswith(way[-1])
        if isinstance(value, str | int):
            place = document.source.value_at(*way)
            assert (
                source.split("\n")[place.line - 1][place.column - 1 :]
                .lstrip("'\"")
                .startswith(document.source.scalars[way].raw.split("\n")[0].lstrip("'\""))
            )


def inline(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        for child in token.children or ():
            if "location" in child.meta:
                yield child


MARKDOWN = """\
Begin [@a] en [link](section:x) met @b.
Tweede regel[^n] en ![beeld](media/x.svg).

> citaat
> met [@c, p. 3; @d] erin

- punt
  vervolg [x](term:y)
  1. dieper <https://example.org>

## Kop met [x](term:z) ##

Onderstreept @kop
=================

| a | b |
|---|---|
| x \\| y @e | [@f] |
| [@f] | [@f] |

[^n]: Noot met [@g].
    Vervolg met [@h].
"""

STARTS = {"link_open": ("[", "<"), "image": ("!",), "citation": ("[", "@"), "footnote_ref": ("[",)}


def test_inline_tokens_stand_where_they_begin() -> None:
    places = TextPlaces.of_lines("f", MARKDOWN, 1)
    tokens = list(inline(parse_markdown(places).markdown.tokens))
    assert len(tokens) == 16
    found = set()
    for token in tokens:
        place = token.meta["location"]
        assert place not in found
        found.add(place)
        assert character(MARKDOWN, place) in STARTS[token.type]
        for citation in token.meta.get("citations", ()):
            line = MARKDOWN.split("\n")[citation.location.line - 1]
            assert line[citation.location.column - 1 :].startswith("@" + citation.key)


PIECES = (
    "[@k]",
    "woord",
    "@k",
    "[x](term:y)",
    "*nadruk*",
    "`code`",
    "\\[",
    "&amp;",
    "é",
    "\n",
    "\n> ",
    "\n- ",
    "\n\n",
)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_citations_and_links_in_any_text_stand_where_they_begin(parts: list[str]) -> None:
    source = " ".join(parts)
    for token in inline(parse_markdown(TextPlaces.of_lines("f", source, 1)).markdown.tokens):
        assert character(source, token.meta["location"]) in STARTS[token.type], source


@pytest.mark.parametrize("style", ["text: |", "text: >", "text: |-"])
def test_a_citation_in_a_block_in_a_fence_in_a_list(style: str, tmp_path: Path) -> None:
    body = f"- punt\n\n  :::{{callout}}\n  {style}\n    Een.\n\n    Dan @nergens.\n  :::\n"
    section = "---\ntitle: Begin\nminutes: 10\n---\n\n" + body
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "begin.md").write_text(section)
    (tmp_path / "module.yaml").write_text((BASE / "module.yaml").read_text())
    module, problems = load(tmp_path, "m")
    assert module is not None
    assert problems == []
    prose = module.sections[0].components[0].prose[("text",)]
    citation = next(inline(prose.tokens))
    assert citation.meta["location"] == Location("m/sections/begin.md", 12, 9)
