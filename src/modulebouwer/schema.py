"""The published JSON Schemas (2020-12), from the same models that the loader validates with.

English descriptions stand in the models; their Dutch stands in ``catalogue/schema.nl.yaml``, by class and field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from modulebouwer.catalogue import PACKAGE, read_words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.brand import BrandDefinition
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.series import SeriesDefinition
from modulebouwer.source.csl import DATES, NAME_PARTS, NAMES, TEXTS, TYPES
from modulebouwer.source.markdown_parser import KEY
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.standards import REGISTRY

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Key ("Class" or "Class.field") and English → the description in the wanted language.
Describe = Callable[[str, str], str]
Schema = dict[str, Any]


class Unexplained(LookupError):  # noqa: N818 (it says what the field is)
    """A class or field without a description, or one without its translation: a mistake in the program."""


@cache
def schemas(language: str) -> Mapping[str, Schema]:
    """Name → schema: ``module``, ``section``, ``references`` and one for each component; ``language`` is nl or en."""
    describe = describer(language)
    models: dict[str, type[BaseModel]] = {
        "module": MODULE_YAML,
        "section": SectionHead,
        "brand": BrandDefinition,
        **COMPONENTS,
    }
    found = {name: model_schema(name, model, describe) for name, model in models.items()}
    return {
        **found,
        "references": references_schema(describe),
        "series": series_schema(found["module"], describe),
    }


def series_schema(module: Schema, describe: Describe) -> Schema:
    """``series.yaml``; its defaults are fields of ``module``, none of which it has to give."""
    schema = model_schema("series", SeriesDefinition, describe)
    schema["properties"]["defaults"] |= {"properties": module["properties"], "additionalProperties": False}
    return {**schema, "$defs": {**module["$defs"], **schema["$defs"]}}


def describer(language: str) -> Describe:
    if language == "en":
        return lambda _, english: english
    translated = translations(language)

    def describe(key: str, _: str) -> str:
        if key not in translated:
            raise Unexplained(f"no schema.{language}.yaml explains {key!r}")
        return translated[key]

    return describe


def translations(language: str) -> Mapping[str, str]:
    """The descriptions in a language other than English, by "Class" or "Class.field"."""
    folders = [PACKAGE.joinpath("catalogue"), *(PACKAGE.joinpath("standards", name) for name in REGISTRY)]
    found = [folder.joinpath(f"schema.{language}.yaml") for folder in folders]
    return {key: text for file in found if file.is_file() for key, text in read_words(file).items()}


def model_schema(name: str, model: type[BaseModel], describe: Describe) -> Schema:
    schema = model.model_json_schema()
    for part, definition in {model.__name__: schema, **schema.get("$defs", {})}.items():
        described(part, definition, describe)
    return {"$schema": DIALECT, "$id": schema_id(name), **schema, "title": name}


def schema_id(name: str) -> str:
    """The name of a schema in the world (JSON Schema 2020-12, 8.2.1): it is a name, not an address to fetch."""
    return f"urn:modulebouwer:schema:{name}"


def described(name: str, schema: Schema, describe: Describe) -> None:
    """Give the schema of a class and its fields their descriptions; pydantic's own titles say nothing new."""
    schema.pop("title", None)
    parts = {name: schema, **{f"{name}.{field}": part for field, part in schema["properties"].items()}}
    for key, part in parts.items():
        if "description" not in part:
            raise Unexplained(f"{key} has no description in its class")
    schema["description"] = describe(name, " ".join(schema["description"].replace("``", "`").split()))
    for field, value in schema["properties"].items():
        value.pop("title", None)
        for choice in value.get("anyOf", ()):
            # The field's own description says it, in the wanted language.
            choice.pop("description", None)
        value["description"] = describe(f"{name}.{field}", value["description"])


def references_schema(describe: Describe) -> Schema:
    """The bibliography. CSL's own words are its documentation: a variable is described by its kind."""
    number_or_text = {"type": ["string", "number"]}
    person = {
        "type": "object",
        "properties": {part: {"type": ["string", "boolean"]} for part in sorted(NAME_PARTS)},
        "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
        "additionalProperties": False,
    }
    people = {"type": "array", "items": person, "description": describe("Reference.names", NAMES_TEXT)}
    date = {
        "type": ["string", "integer", "array", "object"],
        "description": describe("Reference.dates", DATES_TEXT),
    }
    text = {**number_or_text, "description": describe("Reference.texts", "A CSL variable.")}
    properties = {
        "id": {**number_or_text, "pattern": f"^{KEY}$", "description": describe("Reference.id", ID_TEXT)},
        "type": {
            "enum": sorted(TYPES),
            "description": describe("Reference.type", "The CSL type of the work."),
        },
        **dict.fromkeys(sorted(NAMES), people),
        **dict.fromkeys(sorted(DATES), date),
        **dict.fromkeys(sorted(TEXTS), text),
        "categories": {"type": "array", "items": {"type": "string"}, "description": text["description"]},
    }
    entry = {
        "type": "object",
        "description": describe("Reference", "One work."),
        "properties": properties,
        "required": ["id", "type"],
        "additionalProperties": False,
    }
    works = {
        "type": "array",
        "items": entry,
        "description": describe("References.references", "The works, in any order."),
    }
    return {
        "$schema": DIALECT,
        "$id": schema_id("references"),
        "title": "references",
        "description": describe("References", "The module's bibliography in CSL-YAML, as Zotero exports it."),
        "type": "object",
        "properties": {"references": works},
        "required": ["references"],
        "additionalProperties": False,
    }


ID_TEXT = "What citations name: `[@id, p. 12]`."
NAMES_TEXT = "People with `family` and `given`, or organisations with `literal`."
DATES_TEXT = "2015, 2015-03, 2015-03-12, `date-parts`, or `literal` for words."
