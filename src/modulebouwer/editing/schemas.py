"""What can be written where, with its explanation: the published schemas, by the way into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.fields import FileForm, file_form, is_prose
from modulebouwer.model.series import SeriesDefinition
from modulebouwer.model.source_map import KeyPath
from modulebouwer.model.translation import Translation
from modulebouwer.model.ways import annotation_at, model_in
from modulebouwer.schema import Schema, describer, model_schema, references_schema
from modulebouwer.source.module_yaml import MODULE_YAML


@cache
def schema_of(kind: str, language: str) -> Schema | None:
    """The schema of a YAML part, by its kind; None for a component that does not exist."""
    if kind == "references":
        return references_schema(describer(language))
    model = model_of(kind)
    return None if model is None else model_schema(kind, model, describer(language))


def model_of(kind: str) -> type[BaseModel] | None:
    files: dict[str, type[BaseModel]] = {
        "module": MODULE_YAML,
        "section": SectionHead,
        "series": SeriesDefinition,
        "translation": Translation,
    }
    return files.get(kind) or COMPONENTS.get(kind)


@dataclass(frozen=True)
class Field:
    """A field's schema, without the ways in which it may be left out."""

    schema: Mapping[str, Any]
    root: Mapping[str, Any]

    @property
    def description(self) -> str:
        return str(self.schema.get("description", ""))

    @property
    def type(self) -> str:
        return str(self.schema.get("type", ""))

    @property
    def fields(self) -> dict[str, Field]:
        """Of a mapping: its fields by name."""
        properties = self.schema.get("properties", {})
        return {name: field_in(value, self.root) for name, value in properties.items()}

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(self.schema.get("required", ()))

    @property
    def items(self) -> Field | None:
        items = self.schema.get("items")
        return None if items is None else field_in(items, self.root)

    @property
    def choices(self) -> tuple[str, ...]:
        if self.type == "boolean":
            return ("true", "false")
        constant = [self.schema["const"]] if "const" in self.schema else []
        return tuple(str(choice) for choice in self.schema.get("enum", constant))


def field_in(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Field:
    """References followed; a field that may be null is what it is otherwise. Its own words go first."""
    own = schema
    while True:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        elif "anyOf" in schema and "properties" not in schema:
            schema = next((one for one in schema["anyOf"] if one.get("type") != "null"), {})
        else:
            break
    kept = {name: own[name] for name in ("description", "default", "examples") if name in own}
    return Field({**schema, **kept}, root)


def field_at(kind: str, way: KeyPath, language: str) -> Field | None:
    """The field at a way into a YAML part of a kind; None where there is none."""
    schema = schema_of(kind, language)
    if schema is None:
        return None
    field: Field | None = field_in(schema, schema)
    for step in way:
        if field is None:
            return None
        field = field.items if isinstance(step, int) else field.fields.get(step)
    return field


@dataclass(frozen=True)
class Form:
    """What the published schema does not say of a field: that it is Markdown, or names a file, or is an id."""

    prose: bool = False
    file: FileForm | None = None


def form_at(kind: str, way: KeyPath) -> Form:
    model, names = model_of(kind), [number for number, part in enumerate(way) if isinstance(part, str)]
    if model is None or not names:
        return Form()
    try:
        inside = model_in(annotation_at(model, way[: names[-1]]))
    except (KeyError, StopIteration):
        return Form()
    field = inside.model_fields.get(str(way[names[-1]]))
    return Form() if field is None else Form(is_prose(field), file_form(field))
