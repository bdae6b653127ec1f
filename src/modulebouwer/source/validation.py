"""Plain data → a model, and pydantic's errors → our findings, each at its key or value.

Only pydantic's error *types* are used; its English sentences never reach a reader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.fields import metadata
from modulebouwer.model.form import Form, Missing
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.source_map import SourceMap

Model = TypeVar("Model", bound=BaseModel)
Kind = TypeVar("Kind")

ANY_OTHER = "SRC-109"
# Error type of pydantic → our code.
CODES = {
    "extra_forbidden": "SRC-101",
    "missing": "SRC-102",
    "string_type": "SRC-103",
    "int_type": "SRC-104",
    "int_from_float": "SRC-104",
    "int_parsing_size": "SRC-104",
    "bool_type": "SRC-105",
    "tuple_type": "SRC-106",
    "model_type": "SRC-107",
    "date_type": "SRC-108",
    "date_parsing": "SRC-108",
    "date_from_datetime_parsing": "SRC-108",
    "date_from_datetime_inexact": "SRC-108",
    "string_too_short": "SRC-111",
    "string_too_long": "SRC-112",
    "greater_than": "SRC-113",
    "greater_than_equal": "SRC-113",
    "less_than": "SRC-114",
    "less_than_equal": "SRC-114",
    "too_short": "SRC-115",
    "too_long": "SRC-117",
}


def validate(
    model: type[Model], data: Mapping[str, Any], source: SourceMap, *, hidden: frozenset[str] = frozenset()
) -> tuple[Model | None, list[Finding]]:
    """``data`` as a ``model``, or None and every reason. ``hidden`` fields are not the author's to write."""
    problems = [
        Finding("SRC-101", source.at(name), {"key": name, "suggestion": ""}) for name in hidden & data.keys()
    ]
    visible = {key: value for key, value in data.items() if key not in hidden}
    try:
        return model.model_validate_json(json.dumps(visible)), problems
    except ValidationError as error:
        errors = [e for e in error.errors(include_url=False, include_context=True) if not only_looks_short(e)]
    found = [finding(model, item, source, hidden) for item in errors]
    meant = {
        (item["loc"][:-1], f.values["suggestion"])
        for item, f in zip(errors, found, strict=True)
        if f.code == "SRC-101"
    }
    # A misspelt key is one mistake, not also a missing one.
    problems += [
        f
        for item, f in zip(errors, found, strict=True)
        if item["type"] != "missing" or (item["loc"][:-1], item["loc"][-1]) not in meant
    ]
    return None, problems


def only_looks_short(error: ErrorDetails) -> bool:
    """Pydantic counts the items that are right: a list with enough items is not also too short when one is wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def finding(
    model: type[BaseModel], error: ErrorDetails, source: SourceMap, hidden: frozenset[str]
) -> Finding:
    way, context = error["loc"], error.get("ctx", {})
    name = str(next((part for part in reversed(way) if isinstance(part, str)), ""))
    values: dict[str, str | int] = {"key": name}
    if error["type"] == "extra_forbidden":
        values["suggestion"] = closest(name, field_names(model, way[:-1]) - hidden)
        return Finding("SRC-101", source.at(*way), values)
    if error["type"] == "missing":
        missing = metadata_of(model, way, Missing)
        return Finding(missing.code if missing else "SRC-102", source.at(*way[:-1]), values)
    if error["input"] is None:
        return Finding("SRC-110", source.value_at(*way), values)
    form = metadata_of(model, way, Form) if error["type"] == "string_pattern_mismatch" else None
    code = form.code if form else CODES.get(error["type"], ANY_OTHER)
    if code == "SRC-116":
        values["suggestion"] = identifier_from(str(error["input"]))
    if code == ANY_OTHER:
        choices = literal_choices(model, way)
        values["choices"] = ", ".join(choices) or context.get("pattern", "…")
        values["suggestion"] = closest(str(error["input"]), choices)
    for limit in ("max_length", "min_length", "ge", "le"):
        if limit in context:
            values["limit"] = context[limit]
    if "gt" in context:
        values["limit"] = int(context["gt"]) + 1
    if isinstance(error["input"], str | int | float):
        values["value"] = shortened(str(error["input"]))
    return Finding(code, source.value_at(*way), values)


def metadata_of(model: type[BaseModel], way: tuple[str | int, ...], kind: type[Kind]) -> Kind | None:
    """What the field at ``way`` says of itself in ``Annotated``."""
    names = [number for number, part in enumerate(way) if isinstance(part, str)]
    field = model_in(annotation_at(model, way[: names[-1]])).model_fields[str(way[names[-1]])]
    return next((one for one in metadata(field) if isinstance(one, kind)), None)


def annotation_at(model: type[BaseModel], way: tuple[str | int, ...]) -> Any:
    """The type that a model expects at ``way``."""
    current: Any = model
    for part in way:
        if isinstance(part, str):
            current = model_in(current).model_fields[part].annotation
    return current


def model_in(annotation: Any) -> type[BaseModel]:
    """The model in an annotation such as ``Theme``, ``Theme | None`` or ``tuple[Theme, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(model_in(part) for part in get_args(annotation) if part is not type(None) and part is not ...)


def field_names(model: type[BaseModel], way: tuple[str | int, ...]) -> set[str]:
    return set(model_in(annotation_at(model, way)).model_fields)


def literal_choices(model: type[BaseModel], way: tuple[str | int, ...]) -> list[str]:
    """What a field can be; nothing for a field that is no choice."""
    parts = [annotation_at(model, way)]
    for annotation in parts:
        if get_origin(annotation) is Literal:
            return [str(choice) for choice in get_args(annotation)]
        parts += get_args(annotation)
    return []
