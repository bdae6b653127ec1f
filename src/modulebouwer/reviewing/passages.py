"""A module as the passages that a reviewer reads and may change, each with the place of every character.

What a component shows follows from its fields: no kind is named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from pydantic import BaseModel

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Location
from modulebouwer.model.fields import EMPTY, fields, is_prose, metadata
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces

# The file and, in it, the body (an empty way), a component's field (its number first) or a key.
Target = tuple[str, KeyPath]


@dataclass(frozen=True)
class Run:
    """A stretch of a passage: ``start`` in its text and ``source`` in the text it comes from (-1: from nowhere).

    ``style`` is "", "strong" or "em".
    """

    start: int
    text: str
    source: int
    style: str = ""


@dataclass(frozen=True)
class Passage:
    """``style`` is how it is shown: title, heading-1 to 4, label, text, item, quote, cell.

    ``target`` is what a change goes into; None for what is only shown. ``markdown``: whether its source is Markdown.
    ``row``: a cell's table and row. ``origin``: about where it begins in the text it comes from.
    """

    style: str
    runs: tuple[Run, ...]
    target: Target | None = None
    places: TextPlaces | None = None
    markdown: bool = False
    row: tuple[int, int] = (0, 0)
    origin: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def at(self, offset: int) -> Location:
        """The place of the character at ``offset`` of the text."""
        assert self.places is not None
        run = next((run for run in reversed(self.runs) if run.start <= offset and run.source >= 0), None)
        if run is None:
            return self.places.at(self.origin)
        return self.places.at(run.source + max(0, min(offset - run.start, len(run.text))))


def passages(module: LearningModule) -> Iterator[Passage]:
    """All passages in reading order."""
    yield from keys(
        module.definition, module.source, ("module.yaml", ()), {"title": "title", "description": "text"}
    )
    for section in module.sections:
        file = f"sections/{section.id}.md"
        yield from keys(section.head, section.source, (file, ("head",)), {"title": "heading-1"})
        yield from body(section, file)


def keys(model: BaseModel, source: SourceMap, target: Target, first: dict[str, str]) -> Iterator[Passage]:
    """The texts of ``module.yaml`` or of a section's front matter; those of ``first`` in their own style."""
    label = ""
    for way, info, value in fields(model):
        items = value if isinstance(value, tuple) else (value,)
        for number, item in enumerate(items):
            here = (*way, number) if isinstance(value, tuple) else way
            if not isinstance(item, str) or EMPTY not in list(metadata(info)) or here not in source.scalars:
                continue
            name = str(way[0])
            if name not in first and name != label:
                label = name
                yield Passage("label", (Run(0, name, -1),))
            style = first.get(name, "item")
            yield plain_passage(style, source.text_of(*here), (target[0], (*target[1], *here)))


def plain_passage(style: str, places: TextPlaces, target: Target) -> Passage:
    lines = places.text.split("\n")
    runs, offset = [], 0
    for line in lines:
        runs.append(Run(offset, line, offset))
        offset += len(line)
        if offset < len(places.text):
            runs.append(Run(offset, " ", -1))
            offset += 1
    return Passage(style, tuple(runs), target, places)


def body(section: Section, file: str) -> Iterator[Passage]:
    for passage in blocks(section.body, (file, ())):
        if isinstance(passage, PlacedComponent):
            number = next(n for n, placed in enumerate(section.components) if placed is passage)
            yield from component(passage, (file, (number,)))
        else:
            yield passage


def component(placed: PlacedComponent, target: Target) -> Iterator[Passage]:
    """The texts of a component in the order of its fields, each under the name of its field."""
    yield Passage("label", (Run(0, placed.model.component, -1),))
    for way, info, value in fields(placed.model):
        if value is True:
            yield Passage("label", (Run(0, str(way[-1]), -1),))
        items = value if isinstance(value, tuple) else (value,)
        for number, item in enumerate(items):
            here = (*way, number) if isinstance(value, tuple) else way
            if not isinstance(item, str) or here not in placed.source.scalars:
                continue
            if EMPTY not in list(metadata(info)) and way[-1] != "alt":
                continue
            if len(way) > 1 or way[-1] not in ("prompt", "question", "text", "title"):
                yield Passage("label", (Run(0, str(way[-1]), -1),))
            where = (target[0], (*target[1], *here))
            if is_prose(info) and here in placed.prose:
                yield from (p for p in blocks(placed.prose[here], where) if isinstance(p, Passage))
            elif item.strip():
                style = "heading-3" if here == ("title",) else "text"
                yield plain_passage(style, placed.source.text_of(*here), where)


def blocks(markdown: Markdown, target: Target) -> Iterator[Passage | PlacedComponent]:
    """The blocks of a Markdown text."""
    starts = [0]
    for written in markdown.text.split("\n"):
        starts.append(starts[-1] + len(written) + 1)
    stack: list[str] = []
    line, cursor = -1, 0
    table = row = 0
    for token in markdown.tokens:
        if token.type == "component":
            yield token.meta["component"]
            continue
        if token.map is not None and token.map[0] != line:
            line, cursor = token.map[0], starts[token.map[0]]
        if token.nesting == 1:
            stack.append(
                token.type.removesuffix("_open") + (token.tag if token.type == "heading_open" else "")
            )
            table += token.type == "table_open"
            row += token.type == "tr_open"
        elif token.nesting == -1:
            stack.pop()
        elif token.type == "inline":
            origin = cursor
            runs, cursor = runs_of(token.children or [], markdown.text, cursor)
            if runs:
                style = style_of(stack)
                at = (table, row) if style == "cell" else (0, 0)
                yield Passage(style, tuple(runs), target, markdown.places, True, at, origin)
        elif token.type in ("fence", "code_block") and token.content.strip():
            start = markdown.text.find(token.content.rstrip("\n"), cursor)
            run = Run(0, token.content.rstrip("\n"), max(0, start))
            yield Passage("text", (run,), target, markdown.places, False)


def style_of(stack: Sequence[str]) -> str:
    innermost = next((name for name in reversed(stack) if name != "paragraph"), "")
    if innermost.startswith("heading"):
        return f"heading-{min(4, int(innermost[-1]))}"
    if innermost in ("th", "td"):
        return "cell"
    if "list_item" in stack:
        return "item"
    if "blockquote" in stack:
        return "quote"
    return "note" if "footnote" in stack else "text"


def runs_of(children: Sequence[Token], source: str, cursor: int) -> tuple[list[Run], int]:
    """The runs of an inline text, and where it ends in ``source``."""
    runs: list[Run] = []
    offset = 0
    styles: list[str] = []
    for child in children:
        if child.nesting == 1:
            styles.append(child.tag)
            continue
        if child.nesting == -1:
            if styles:
                styles.pop()
            continue
        shown = {
            "softbreak": " ",
            "hardbreak": " ",
            "footnote_ref": "[*]",
            "image": f"[{child.content}]",
        }.get(child.type, child.content)
        if not shown:
            continue
        found = source.find(child.content, cursor) if child.content else -1
        editable = child.type in ("text", "code_inline") and found >= 0
        if found >= 0:
            cursor = found + len(child.content)
        style = next((name for name in reversed(styles) if name in ("strong", "em")), "")
        runs.append(Run(offset, shown, found if editable or child.type == "citation" else -1, style))
        offset += len(shown)
    return runs, cursor
