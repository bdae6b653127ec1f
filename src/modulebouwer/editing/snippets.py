"""A whole component to fill in, in the protocol's snippet syntax: its needed fields, with a stop at each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import Any

from modulebouwer.components.component import PlacedComponent, Siblings
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.editing.new_ids import free
from modulebouwer.editing.schemas import Field, field_in, form_at, schema_of
from modulebouwer.findings import Location
from modulebouwer.model.source_map import SourceMap
from modulebouwer.restructuring import example_of, waiting
from modulebouwer.source.yaml_writing import flow, write_yaml

STOP = re.compile(r"stop(\d+)stop")


def component_snippet(kind: str, taken: Iterable[str], language: str) -> str:
    """The fence of a component that has no id of ``taken``; filled in as it stands it is right."""
    data = needed(kind, language)
    if "id" in data:
        data["id"] = free(str(data["id"]), taken)
    return f":::{{{kind}}}\n{with_stops(data, kind, language)}:::\n"


def needed(kind: str, language: str) -> dict[str, Any]:
    """The needed fields of a component's example; all that it says where those alone are not enough."""
    schema = schema_of(kind, language) or {}
    example = example_of(kind)
    required = {name: value for name, value in example.items() if name in schema.get("required", ())}
    chosen = required if enough(kind, required) else example
    shown = waiting(chosen, schema)
    return {"id": kind, **{k: v for k, v in shown.items() if k != "id"}} if "id" in shown else shown


@cache
def enough_fields(kind: str, names: frozenset[str]) -> bool:
    model = COMPONENTS[kind].model_validate(
        {k: v for k, v in example_of(kind).items() if k in names}, strict=False
    )
    placed = PlacedComponent(model, Location(""), SourceMap("", {(): (1, 1)}, {}), {})
    return not any(model.check(placed, Siblings((placed,))))


def enough(kind: str, data: dict[str, Any]) -> bool:
    return enough_fields(kind, frozenset(data))


def with_stops(data: dict[str, Any], kind: str, language: str) -> str:
    schema = schema_of(kind, language) or {}
    stops: list[str] = []
    marked = mark(data, field_in(schema, schema), stops, count())
    text = escaped(write_yaml(marked))
    return STOP.sub(lambda match: stops[int(match[1])], text)


def mark(value: Any, field: Field | None, stops: list[str], numbers: Iterator[int]) -> Any:
    """Every single value replaced by the name of its stop."""
    if isinstance(value, dict):
        inside = field.fields if field else {}
        return {name: mark(one, inside.get(name), stops, numbers) for name, one in value.items()}
    if isinstance(value, list):
        return [mark(one, field.items if field else None, stops, numbers) for one in value]
    number = next(numbers)
    choices = field.choices if field else ()
    if choices:
        first = flow(value)
        ordered = [first, *(choice for choice in choices if choice != first)]
        stops.append(f"${{{number + 1}|{','.join(ordered)}|}}")
    else:
        stops.append(f"${{{number + 1}:{escaped(flow(value))}}}")
    return f"stop{number}stop"


def escaped(text: str) -> str:
    """LSP 3.17, Snippet Syntax: these three have a meaning of their own."""
    return re.sub(r"([\\$}])", r"\\\1", text)


def field_snippet(name: str, field: Field, kind: str, way: tuple[str | int, ...]) -> str:
    """A key with a stop at its value."""
    if field.choices:
        return f"{name}: ${{1|{','.join(field.choices)}|}}"
    if field.type == "array":
        inside = field.items
        if inside is not None and inside.fields:
            first, *rest = inside.required or tuple(inside.fields)
            lines = [f"  - {first}: $1", *(f"    {key}: ${n}" for n, key in enumerate(rest, 2))]
            return "\n".join([f"{name}:", *lines])
        return f"{name}:\n  - $1"
    if field.type == "object" or field.fields:
        return f"{name}:\n  $1"
    if form_at(kind, (*way, name)).file:
        return f"{name}: media/$1"
    return f"{name}: $1"


def ready(language: str) -> None:
    """Make everything that the first completion would wait for."""
    for kind in COMPONENTS:
        component_snippet(kind, (), language)
