"""The components for who writes: what each is for, its fields and an example, from the schema and the components."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from modulebouwer.catalogue import PACKAGE
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.schema import schemas


@dataclass(frozen=True)
class Field:
    name: str
    description: str
    needed: bool


@dataclass(frozen=True)
class Kind:
    """``example``: Markdown that can be pasted into a section."""

    name: str
    description: str
    fields: tuple[Field, ...]
    example: str


@cache
def kinds(language: str) -> tuple[Kind, ...]:
    """Every component in ``language`` (nl, en), in the order of the registry."""
    known = schemas(language)
    found = []
    for name in COMPONENTS:
        schema = known[name]
        fields = tuple(
            Field(key, field.get("description", ""), key in schema.get("required", ()))
            for key, field in schema["properties"].items()
        )
        folder = PACKAGE.joinpath("components", name.replace("-", "_"))
        example = folder.joinpath("example.md").read_text("utf-8").strip()
        found.append(Kind(name, schema["description"], fields, example))
    return tuple(found)
