"""A component filled in by snippet is right as it stands, in both languages, and its id is its own."""

from __future__ import annotations

import re

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.editing.completion import without_stops
from modulebouwer.editing.snippets import component_snippet
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.source.markdown_file import parse_markdown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", COMPONENTS)
def test_filled_in_it_is_right(kind: str, language: str) -> None:
    snippet = component_snippet(kind, {kind}, language)
    parsed = parse_markdown(TextPlaces.of_lines("a.md", without_stops(snippet), 1))
    assert parsed.problems == ()
    (placed,) = parsed.components
    assert placed.model.component == kind
    required = {name for name, field in COMPONENTS[kind].model_fields.items() if field.is_required()}
    assert required <= placed.model.model_fields_set
    if "id" in COMPONENTS[kind].model_fields:
        assert placed.id == f"{kind}-2"


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_stop_has_a_number_of_its_own(kind: str) -> None:
    numbers = [int(number) for number in re.findall(r"\$\{(\d+)[:|]", component_snippet(kind, (), "nl"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_no_component_speaks_english_in_dutch() -> None:
    """What the examples say is in English: only names of things may stay."""
    assert "What" not in component_snippet("choice", (), "nl")
