"""Plain data → a model, and pydantic's errors → our findings, each at its key or value.

Only pydantic's error *types* are used; its English sentences never reach a reader.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from modulebouwer.findings import Finding
from modulebouwer.model.fields import NOT_EMPTY
from modulebouwer.model.identifiers import IDENTIFIER_LENGTH, IDENTIFIER_PATTERN
from modulebouwer.model.source_map import SourceMap

Model = TypeVar("Model", bound=BaseModel)

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
    "literal_error": "SRC-109",
    "string_too_short": "SRC-111",
    "string_too_long": "SRC-112",
    "greater_than": "SRC-113",
    "greater_than_equal": "SRC-113",
    "less_than": "SRC-114",
    "less_than_equal": "SRC-114",
    "too_short": "SRC-115",
    "too_long": "SRC-117",
}
# Pattern of a field → the code that explains this form.
FORMS = {
    NOT_EMPTY: "SRC-110",
    IDENTIFIER_PATTERN: "SRC-116",
    r"^[0-9]+\.[0-9]+\.[0-9]+$": "MOD-001",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "MOD-002",
    r"^https://": "MOD-003",
    r"^[A-Z0-9]+-[0-9]{3}$": "MOD-004",
    r"^media/": "MED-001",
    r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?$": "MOD-008",
}

# Fields that stand for a right of who reads: when they are missing, more is said than that.
MISSING = {"transcript": "A11Y-008", "captions": "A11Y-009"}


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ``""``."""
    return _closest(word, known if isinstance(known, frozenset) else frozenset(known))


@lru_cache(maxsize=512)
def _closest(word: str, known: frozenset[str]) -> str:
    # Cached, since one mistake is often made all through a module; sorted, so that the answer is always the same.
    folded = {other.lower().replace("_", "-"): other for other in sorted(known)}
    matches = get_close_matches(word.lower().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else ""


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
        return Finding(MISSING.get(name, "SRC-102"), source.at(*way[:-1]), values)
    if error["input"] is None:
        return Finding("SRC-110", source.value_at(*way), values)
    pattern = error["type"] == "string_pattern_mismatch"
    code = FORMS[context["pattern"]] if pattern else CODES[error["type"]]
    if code == "SRC-116":
        values["suggestion"] = identifier_like(str(error["input"]))
    if error["type"] == "literal_error":
        choices = literal_choices(model, way)
        values["choices"] = ", ".join(choices)
        values["suggestion"] = closest(str(error["input"]), choices)
    for limit in ("max_length", "min_length", "ge", "le"):
        if limit in context:
            values["limit"] = context[limit]
    if "gt" in context:
        values["limit"] = int(context["gt"]) + 1
    if isinstance(error["input"], str | int | float):
        values["value"] = shortened(str(error["input"]))
    return Finding(code, source.value_at(*way), values)


def identifier_like(text: str) -> str:
    """The identifier that an author probably meant by ``text``, or ``""``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    candidate = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:IDENTIFIER_LENGTH].rstrip("-")
    return candidate if re.fullmatch(IDENTIFIER_PATTERN, candidate) else ""


def shortened(text: str) -> str:
    """One line of at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


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
    annotation = annotation_at(model, way)
    while get_origin(annotation) is not Literal:
        annotation = get_args(annotation)[0]
    return [str(choice) for choice in get_args(annotation)]
