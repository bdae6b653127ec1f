"""The published schemas: valid, complete in both languages, and of one mind with the loader."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.schema import schemas, translations


def descriptions(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["description"]] if isinstance(schema.get("description"), str) else []
        return own + [text for value in schema.values() for text in descriptions(value)]
    if isinstance(schema, list):
        return [text for item in schema for text in descriptions(item)]
    return []


def test_one_schema_for_each_file_and_component() -> None:
    assert set(schemas("en")) == {"module", "section", "references", "series", "brand", *COMPONENTS}


def test_every_field_is_described_in_both_languages() -> None:
    english, dutch = schemas("en"), schemas("nl")
    for name, schema in english.items():
        for definition in (schema, *schema.get("$defs", {}).values()):
            assert definition["description"]
            assert all(field["description"] for field in definition["properties"].values())
        assert len(descriptions(schema)) == len(descriptions(dutch[name]))
        assert not set(descriptions(schema)) & set(descriptions(dutch[name]))


def test_no_dutch_description_is_left_over() -> None:
    used = {text for schema in schemas("nl").values() for text in descriptions(schema)}
    assert set(translations("nl").values()) == used


def test_schemas_only_differ_in_their_descriptions() -> None:
    def without(schema: Any) -> Any:
        if isinstance(schema, dict):
            return {k: without(v) for k, v in schema.items() if k != "description" or not isinstance(v, str)}
        return [without(item) for item in schema] if isinstance(schema, list) else schema

    assert without(schemas("nl")) == without(schemas("en"))


def test_the_kind_of_component_is_no_key() -> None:
    for name in COMPONENTS:
        assert "component" not in schemas("en")[name]["properties"]
        assert schemas("en")[name]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("date", "right"), [(1998, True), ("voorjaar 1998", True), (12, False), (10_000, False), (True, False)]
)
def test_a_year_without_quotes_is_the_same_to_an_editor_as_to_a_build(date: object, right: bool) -> None:
    definition = {"items": [{"date": date, "title": "De wet"}, {"date": "nu", "title": "De school"}]}
    assert Draft202012Validator(schemas("en")["timeline"]).is_valid(definition) is right
    try:
        COMPONENTS["timeline"].model_validate_json(json.dumps(definition))
    except ValidationError:
        assert not right
    else:
        assert right
