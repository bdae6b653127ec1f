"""The frame of a file in the editor: its symbols, what folds, and how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lsprotocol.types import CodeLens, Command, DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind

from modulebouwer.catalogue import Words
from modulebouwer.editing.cursor import source_of
from modulebouwer.editing.document import Document
from modulebouwer.editing.workspace import OpenModule
from modulebouwer.model.source_map import KeyPath, SourceMap
from modulebouwer.outline import outline
from modulebouwer.source.markdown_file import YamlPart
from modulebouwer.source.markdown_parser import parser
from modulebouwer.source.section_file import yaml_parts

# What names an item of a list, the best first.
NAMING = ("title", "id", "text", "term", "code")


@dataclass
class Node:
    """A symbol, from line ``first`` to ``last``; ``level`` is that of a heading, 7 for what stands below any."""

    name: str
    kind: SymbolKind
    first: int
    last: int
    detail: str = ""
    level: int = 7
    children: list[Node] = field(default_factory=list)


def symbols(document: Document) -> list[DocumentSymbol]:
    """A section's headings with the components below them; the keys and items of a YAML file."""
    return [symbol(node, document) for node in nodes(document)]


def symbol(node: Node, document: Document) -> DocumentSymbol:
    return DocumentSymbol(
        name=node.name or "…",
        kind=node.kind,
        range=document.whole_lines(node.first, max(node.first, node.last)),
        selection_range=document.range(node.first, 1, len(document.line(node.first))),
        detail=node.detail or None,
        children=[symbol(child, document) for child in node.children],
    )


def nodes(document: Document) -> list[Node]:
    parts = yaml_parts(document.relative, document.text)
    if not document.relative.startswith("sections/"):
        return [node for part in parts for node in in_yaml(document, part)]
    found = sorted([*headings(document, parts), *map_parts(document, parts)], key=lambda node: node.first)
    return nested(found, len(document.lines))


def nested(found: Sequence[Node], end: int) -> list[Node]:
    """Each below the nearest heading of a higher level; a heading lasts to the next of its level."""
    roots: list[Node] = []
    above: list[Node] = []
    for node in found:
        while above and above[-1].level >= node.level:
            above.pop().last = node.first - 1
        (above[-1].children if above else roots).append(node)
        if node.level < 7:
            above.append(node)
    for node in above:
        node.last = end
    return roots


def headings(document: Document, parts: Sequence[YamlPart]) -> Iterator[Node]:
    head = next((part for part in parts if part.kind == "section"), None)
    first = head.last_line + 1 if head else 0
    text = "\n".join(document.lines[first:])
    tokens = parser().parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.map:
            line = opening.map[0] + first + 1
            yield Node(inline.content, SymbolKind.String, line, line, level=int(opening.tag[1:]))


def map_parts(document: Document, parts: Sequence[YamlPart]) -> Iterator[Node]:
    for part in parts:
        scalars = source_of(document, part).scalars
        if part.kind == "section":
            title = scalars.get(("title",))
            yield Node(
                title.text if title else "", SymbolKind.Module, part.first_line - 1, part.last_line + 1
            )
        else:
            said = next((scalars[(one,)].text for one in ("id", "title", "prompt") if (one,) in scalars), "")
            yield Node(part.kind, SymbolKind.Object, part.first_line - 1, part.last_line + 1, said)


def in_yaml(document: Document, part: YamlPart) -> Iterator[Node]:
    source = source_of(document, part)
    yield from below(source, (), len(document.text.rstrip("\n").split("\n")))


def below(source: SourceMap, way: KeyPath, end: int) -> Iterator[Node]:
    """The keys or items directly below a way; of items only those that have a name."""
    ways = [one for one in source.keys if len(one) == len(way) + 1 and one[: len(way)] == way]
    ways.sort(key=lambda one: source.keys[one])
    for number, one in enumerate(ways):
        first = source.keys[one][0]
        last = source.keys[ways[number + 1]][0] - 1 if number + 1 < len(ways) else end
        children = list(below(source, one, last)) if len(one) < 2 else []
        item = isinstance(one[-1], int)
        name = item_name(source, one) if item else str(one[-1])
        value = source.scalars.get(one)
        detail = " ".join(value.text.split())[:60] if value and not item else ""
        kind = SymbolKind.Struct if item else SymbolKind.Property
        yield Node(name, kind, first, max(first, last), detail, children=children)


def item_name(source: SourceMap, way: KeyPath) -> str:
    own = source.scalars.get(way)
    if own:
        return own.text
    return next((source.scalars[(*way, one)].text for one in NAMING if (*way, one) in source.scalars), "")


def folds(document: Document) -> list[FoldingRange]:
    """Heads, fences and headings of a section; what stands below a key of a YAML file."""

    def walk(nodes: Sequence[Node]) -> Iterator[FoldingRange]:
        for node in nodes:
            last = node.last
            while last > node.first and not document.line(last).strip():
                last -= 1
            if last > node.first:
                yield FoldingRange(node.first - 1, last - 1, kind=FoldingRangeKind.Region)
            yield from walk(node.children)

    return list(walk(nodes(document)))


def lenses(module: OpenModule, document: Document, talk: Words) -> list[CodeLens]:
    """Minutes, words and answers: at the head of a section; in module.yaml at each section and at the title."""
    if module.module is None:
        return []
    told = outline(module.module)
    sections = {section["id"]: section for section in told["sections"]}
    if document.relative.startswith("sections/"):
        own = sections.get(document.path.stem)
        return [lens(document, 1, own, talk)] if own else []
    if document.relative != "module.yaml":
        return []
    keys = module.module.source.keys
    places = [(keys[("title",)][0], told)] if ("title",) in keys else []
    for number, name in enumerate(module.module.definition.sections):
        if ("sections", number) in keys and name in sections:
            places.append((keys[("sections", number)][0], sections[name]))
    return [lens(document, line, part, talk) for line, part in places]


def lens(document: Document, line: int, part: dict[str, int], talk: Words) -> CodeLens:
    forms = ((part[name], talk["result"][name]) for name in ("minutes", "words", "answers"))
    told = [words["one" if count == 1 else "other"].format(count=count) for count, words in forms]
    return CodeLens(
        document.range(line, 1, 0), Command(title=re.sub(r"\s+", " ", " · ".join(told)), command="")
    )
