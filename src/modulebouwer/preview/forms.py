"""A component, a section's head or ``module.yaml`` as a form: its values, what each is for, and a changed one written.

The form is another view of the text that stands in the editor, saved or not. What it asks is the model's published
schema; nothing here knows a component by name. Nothing is written: the page changes its text, and saves that.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from modulebouwer.catalogue import PACKAGE, Words, read_words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.preview.merging import edits, lines_of
from modulebouwer.preview.writing import DEFINITION, REFERENCES
from modulebouwer.schema import Schema, schemas
from modulebouwer.source.markdown_parser import parser
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.text_file import FORBIDDEN, LARGEST_TEXT
from modulebouwer.source.yaml_file import YamlDocument, parse_yaml
from modulebouwer.source.yaml_writing import rewrite_yaml, write_yaml

OPENING = re.compile(r"(?P<before>.*?):{3,}[ \t]*\{(?P<kind>[\w-]+)\}[ \t]*")
CLOSING = re.compile(r"[\s>]*:{3,}[ \t]*")
# Deeper than any field of ours.
DEEPEST = 12


def plain_value(value: Any) -> Any:
    """Without the characters that no file of ours may hold. Raises ``ValueError`` for what no form of ours sends."""
    keys_of(value, DEEPEST)
    return printable(value)


def printable(value: Any) -> Any:
    if isinstance(value, str):
        return FORBIDDEN.sub("", value)
    if isinstance(value, list):
        return [printable(one) for one in value]
    return {key: printable(one) for key, one in value.items()} if isinstance(value, dict) else value


def keys_of(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError("too deep")
    for key in value if isinstance(value, dict) else ():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            raise ValueError(key)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        keys_of(inner, depth - 1)


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class At(BaseModel):
    """Where the cursor is: a line (from 1) of ``text``, which stands in the editor for the file at ``path``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    text: str = Field(max_length=LARGEST_TEXT)
    line: int = Field(ge=1)


class Filled(At):
    """The field at ``way`` got ``value``; ``gone``: it is left out."""

    way: tuple[Key | Annotated[int, Field(ge=0)], ...] = Field(min_length=1, max_length=DEEPEST)
    value: Annotated[Any, AfterValidator(plain_value)] = None
    gone: bool = False


@dataclass(frozen=True)
class Part:
    """The YAML of one thing: the lines from ``first`` up to and without ``last`` (from 0), behind ``margin``.

    ``name`` is that of its schema; the thing itself, with its fence, stands on the lines from ``top`` to ``end``.
    """

    name: str
    first: int
    last: int
    top: int
    end: int
    margin: str = ""

    def yaml(self, lines: list[str]) -> str:
        return "".join(f"{line[len(self.margin) :]}\n" for line in lines[self.first : self.last])

    def read(self, lines: list[str]) -> YamlDocument:
        return parse_yaml(self.yaml(lines), "", first_line=self.first + 1, indent=len(self.margin))


def part_at(at: At) -> Part | None:
    """What the line stands in; None for running text, and for what is not closed."""
    lines = at.text.split("\n")
    if at.path == DEFINITION:
        end = len(lines) - 1 if not lines[-1] else len(lines)
        return Part("module", 0, end, 0, len(lines))
    if at.path == REFERENCES:
        return None
    front, yaml_line, body = front_matter(at.text)
    if front is not None and at.line < body:
        return Part("section", yaml_line - 1, body - 2, 0, body - 1)
    for token in parser().parse("\n".join(lines[body - 1 :])):
        if token.type != "colon_fence" or not token.map:
            continue
        top, end = token.map[0] + body - 1, token.map[1] + body - 1
        opening = OPENING.fullmatch(lines[top])
        if (
            top < at.line <= end
            and opening
            and opening["kind"] in COMPONENTS
            and CLOSING.fullmatch(lines[end - 1])
        ):
            margin = re.sub(r"[^>\s]", " ", opening["before"])
            return Part(opening["kind"], top + 1, end - 1, top, end, margin)
    return None


def form(at: At, language: str) -> dict[str, Any]:
    """What the page shows (``page/writing/form.ts``): state ``none`` outside all things, ``broken`` where YAML is."""
    part = part_at(at)
    if part is None:
        return {"state": "none"}
    lines = at.text.split("\n")
    document = part.read(lines)
    data = data_of(part, lines)
    names = names_in(language)
    title = names["kinds"].get(part.name, part.name)
    known = {"name": part.name, "title": title, "first": part.top + 1, "last": part.end}
    if data is None:
        return {"state": "broken", **known}
    places = sorted((place, way) for way, place in document.source.keys.items() if way)
    return {
        "state": "form",
        **known,
        "schema": described(language)[part.name],
        "labels": names["labels"],
        "data": data,
        "places": [{"way": list(way), "line": line, "column": column} for (line, column), way in places],
    }


def filled(wish: Filled, language: str) -> dict[str, Any] | None:
    """The lines that change, and the form after it; None where there is no such field to change."""
    part = part_at(wish)
    lines = wish.text.split("\n")
    data = data_of(part, lines) if part else None
    if part is None or data is None:
        return None
    after = changed(data, wish)
    if after is None:
        return None
    after = in_order(after, data, list(described(language)[part.name]["properties"]))
    text = part.yaml(lines)
    written = rewrite_yaml(text, data, after) if text.strip() else write_yaml(after)
    if (parse_yaml(written, "").data or {}) != after:
        return None
    inside = [f"{part.margin}{line}" if line else part.margin.rstrip() for line in written.split("\n")[:-1]]
    now = "\n".join([*lines[: part.first], *inside, *lines[part.last :]])
    changes = [asdict(one) for one in edits(lines_of(wish.text), lines_of(now))]
    return {"changes": changes, "form": form(At(path=wish.path, text=now, line=part.top + 1), language)}


def data_of(part: Part, lines: list[str]) -> dict[str, Any] | None:
    """None for what is no mapping, or has a number that JSON cannot tell."""
    if not part.yaml(lines).strip():
        return {}
    data = part.read(lines).data
    try:
        json.dumps(data, allow_nan=False)
    except ValueError:
        return None
    return data


def changed(data: dict[str, Any], wish: Filled) -> dict[str, Any] | None:
    """``data`` with the value; what held nothing else goes with a field that goes. None where the way ends nowhere."""
    after = copy.deepcopy(data)
    passed: list[tuple[Any, str | int]] = []
    at: Any = after
    for step, following in zip(wish.way, [*wish.way[1:], None], strict=True):
        if isinstance(step, int) != isinstance(at, list) or not isinstance(at, dict | list):
            return None
        if isinstance(at, list) and isinstance(step, int) and step >= len(at):
            return None
        passed.append((at, step))
        if following is None:
            break
        if isinstance(at, dict) and at.get(str(step)) is None:
            at[step] = {}
        at = at[step]
    holder, key = passed.pop()
    if not wish.gone:
        holder[key] = wish.value
        return after
    if isinstance(holder, dict):
        holder.pop(key, None)
    else:
        holder.pop(int(key))
    while passed and not holder and isinstance(holder, dict):
        holder, key = passed.pop()
        if isinstance(holder, dict):
            holder.pop(key, None)
    return after


def in_order(after: dict[str, Any], before: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """A field that is new stands behind those that come before it: who empties one and fills it again moves no line."""
    placed = {key: value for key, value in after.items() if key in before}
    for key in (one for one in after if one not in before):
        earlier = order[: order.index(key)] if key in order else list(placed)
        at = max((number for number, one in enumerate(placed, 1) if one in earlier), default=0)
        items = list(placed.items())
        placed = dict([*items[:at], (key, after[key]), *items[at:]])
    return placed


@cache
def described(language: str) -> Mapping[str, Schema]:
    return schemas(language)


@cache
def names_in(language: str) -> Words:
    """What components and their fields are called, for reviewers too."""
    return read_words(PACKAGE.joinpath("catalogue", "reviewing", f"{language}.yaml"))
