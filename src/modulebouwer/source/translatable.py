"""What of a module is translated: every text with its name, its place in the file, and how another is written there.

A field's text is a unit, and so is every paragraph, heading, item and table cell of a section's body. Identifiers,
file names, addresses and names of people and organisations are no texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Location
from modulebouwer.model.brand import BrandDefinition
from modulebouwer.model.fields import EMPTY, KEPT, fields, is_prose, item_metadata, metadata
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.source_map import KeyPath, Scalar, SourceMap
from modulebouwer.source.markdown_file import Lines

# A line break in a paragraph that is only there for who types; one after two spaces or a backslash is the reader's.
SOFT_BREAK = re.compile(r"(?<![\\ ]) ?\n[ \t]*")
HARD_BREAK = re.compile(r"(?: {2,}|\\)\n[ \t]*")
LETTER = re.compile(r"[^\W\d_]")

Kind = Literal["value", "paragraph", "line", "cell"]


@dataclass(frozen=True)
class SourceText:
    """``name``: of the field, by ids where there are any, or ``text`` for a piece of running text.

    ``start`` and ``end``: its first place and the one behind its last in the file. ``kind``: a YAML value, or a piece
    of the body (a heading is one line). ``before``: what a further line of it begins with. ``longest``: most
    characters, None without a limit.
    """

    name: str
    text: str
    start: Location
    end: Location
    kind: Kind
    markdown: bool
    before: str = ""
    longest: int | None = None


def module_texts(module: LearningModule) -> Mapping[str, tuple[SourceText, ...]]:
    """The texts of a module by their file in its folder; those of its series' terms that it uses as ``terms.md``."""
    found = {"module.yaml": tuple(field_texts(module.definition, module.source))}
    for section in module.sections:
        found[f"sections/{section.id}.md"] = tuple(section_texts(section))
    return found


def term_texts(terms: Sequence[PlacedComponent]) -> tuple[SourceText, ...]:
    """The texts of a series' terms."""
    return tuple(one for term in terms for one in component_texts(term, term.id or ""))


def brand_texts(definition: BrandDefinition, source: SourceMap) -> Iterator[SourceText]:
    """What a brand says, and its words of the interface."""
    yield from field_texts(definition, source)
    for way, scalar in source.scalars.items():
        if way[0] == "words" and LETTER.search(scalar.text):
            place = Location(source.path, scalar.line, scalar.column)
            name = ".".join(map(str, way))
            yield SourceText(name, scalar.text, place, end_of(scalar, source.path), "value", markdown=False)


def section_texts(section: Section) -> Iterator[SourceText]:
    """In the order of the file: the head, then the body with its components."""
    yield from field_texts(section.head, section.source)
    found = [*body_texts(section.body)]
    counted: Counter[str] = Counter()
    for placed in section.components:
        kind = placed.model.component
        counted[kind] += 1
        found += component_texts(placed, placed.id or f"{kind}-{counted[kind]}")
    yield from sorted(found, key=lambda one: one.start)


def component_texts(placed: PlacedComponent, name: str) -> Iterator[SourceText]:
    yield from field_texts(placed.model, placed.source, f"{name}.")


def field_texts(model: BaseModel, source: SourceMap, prefix: str = "") -> Iterator[SourceText]:
    """The texts that stand in ``source`` itself, not in what it inherits from."""
    for way, info, value in fields(model):
        said = [*metadata(info)]
        if KEPT in said or not (EMPTY in said or way[-1] == "alt"):
            continue
        items = (
            [((*way, n), one) for n, one in enumerate(value)] if isinstance(value, tuple) else [(way, value)]
        )
        for here, text in items:
            scalar = source.scalars.get(here)
            if scalar is not None and isinstance(text, str) and LETTER.search(text):
                yield SourceText(
                    prefix + field_name(model, here),
                    text.strip(),
                    Location(source.path, scalar.line, scalar.column),
                    end_of(scalar, source.path),
                    "value",
                    is_prose(info),
                    longest=longest(info, several=isinstance(value, tuple)),
                )


def field_name(model: BaseModel, way: KeyPath) -> str:
    """``options.school.text``: an item by its id, or by its number from 1."""
    names, current = [], model
    for part in way:
        current = current[part] if isinstance(part, int) else getattr(current, part)  # type: ignore[index]
        names.append(str(getattr(current, "id", part + 1)) if isinstance(part, int) else part)
    return ".".join(names)


def longest(info: FieldInfo, *, several: bool) -> int | None:
    """Most characters of a text; what a field says of a list is about the number of its items."""
    said: list[object] = [] if several else [*info.metadata]
    for one in item_metadata(info) if several else metadata(info):
        if isinstance(one, FieldInfo):
            said += one.metadata if one is not info else ()
            extra = one.json_schema_extra
            most = extra.get("maxLength") if isinstance(extra, dict) else None
            said += [MaxLen(most)] if isinstance(most, int) else []
    return min((one.max_length for one in said if isinstance(one, MaxLen)), default=None)


def end_of(scalar: Scalar, path: str) -> Location:
    lines = scalar.raw.rstrip().split("\n")
    begun = scalar.column if len(lines) == 1 else scalar.indent + 1
    return Location(path, scalar.line + len(lines) - 1, begun + len(lines[-1]))


def body_texts(body: Markdown) -> Iterator[SourceText]:
    lines = Lines(body.places)
    before = ""
    for token in body.tokens:
        if token.type != "inline" or token.map is None:
            before = token.type
            continue
        runs = [*lines.runs(token.content, token.map[0])]
        text = one_line(token.content)
        if not LETTER.search(text) or not runs:
            continue
        start, (base, target) = runs[0][1], runs[-1]
        end = target + len(token.content) - base
        line_start = body.text.rfind("\n", 0, start) + 1
        kind: Kind = {"paragraph_open": "paragraph", "th_open": "cell", "td_open": "cell"}.get(before, "line")  # type: ignore[assignment]
        yield SourceText(
            "text",
            text,
            body.at(start),
            after(body, end),
            kind,
            markdown=True,
            before=re.sub(r"[^>\s]", " ", body.text[line_start:start]),
        )


def after(body: Markdown, end: int) -> Location:
    """The place behind the character before ``end``, on its line."""
    last = body.at(end - 1)
    return Location(last.path, last.line, last.column + 1)


def one_line(text: str) -> str:
    """A paragraph without the line breaks that only its typist sees; the others as a backslash and a line break."""
    return SOFT_BREAK.sub(" ", HARD_BREAK.sub("\\\\\n", text.strip()))
