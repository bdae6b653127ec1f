"""A module as the passages that a reviewer reads and may change, each with the place of every character.

What a component shows follows from its fields: no kind is named here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Location
from modulebouwer.model.fields import EMPTY, fields, is_prose, metadata
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces

# What an entry of a list begins with.
MAIN = ("prompt", "question", "text", "title", "term", "statement", "name", "label")

Cite = Callable[[Token], str]
# The file and, in it, the body (an empty way), a component's field (its number first) or a key.
Target = tuple[str, KeyPath]


@dataclass(frozen=True)
class Run:
    """A stretch of a passage: ``start`` in its text and ``source`` in the text it comes from (-1: from nowhere).

    ``style`` is "", "strong" or "em". ``fixed``: it stands for something else in the source, such as a citation.
    """

    start: int
    text: str
    source: int
    style: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Passage:
    """``style`` is how it is shown: title, heading-1 to 4, kind, label, entry, text, item, quote, note, cell.

    ``level`` is how deep: 1 in a component, 2 in an entry of a list in it.

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
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def at(self, offset: int) -> Location:
        """The place of the character at ``offset`` of the text."""
        assert self.places is not None
        run = next((run for run in reversed(self.runs) if run.start <= offset and run.source >= 0), None)
        if run is None:
            return self.places.at(self.origin)
        within = (
            0 if run.fixed and offset < run.start + len(run.text) else min(offset - run.start, len(run.text))
        )
        return self.places.at(run.source + max(0, within))


def passages(module: LearningModule, cite: Cite) -> Iterator[Passage]:
    """All passages in reading order. ``cite``: a citation in words."""
    head = {"title": "title", "description": "text"}
    yield from texts(module.definition, module.source, ("module.yaml", ()), head)
    for section in module.sections:
        file = f"sections/{section.id}.md"
        yield from texts(section.head, section.source, (file, ("head",)), {"title": "heading-1"})
        for passage in blocks(section.body, (file, ()), cite):
            if isinstance(passage, PlacedComponent):
                number = next(n for n, placed in enumerate(section.components) if placed is passage)
                yield from component(passage, (file, (number,)), cite)
            else:
                yield passage


def texts(model: BaseModel, source: SourceMap, target: Target, first: Mapping[str, str]) -> Iterator[Passage]:
    """The texts of ``module.yaml`` or of a section's front matter; those of ``first`` in their own style."""
    for way, info, here, item in named_texts(model, source):
        style = first.get(str(way[-1])) if len(way) == 1 else None
        if style is None:
            yield from item.labels
        if EMPTY in list(metadata(info)):
            yield plain_passage(style or item.style, source.text_of(*here), at(target, here), item.level)


@dataclass(frozen=True)
class Shown:
    """How a text among others is shown, and the names that stand above it."""

    labels: tuple[Passage, ...]
    style: str
    level: int


def named_texts(model: BaseModel, source: SourceMap) -> Iterator[tuple[KeyPath, FieldInfo, KeyPath, Shown]]:
    """The fields of ``model`` with a text in ``source``: the field's way, itself, the text's way, and how it is shown.

    A field is named once above its texts, a list of parts once above them all; what an entry begins with needs no name.
    """
    found = list(written_texts(model, source))
    entries = Counter(way[:2] for way, _, _ in found if len(way) > 1)
    told: set[KeyPath] = set()
    for way, info, here in found:
        name, level = str(way[-1]), min(len(way), 2) - 1
        above = [(way[:1], 0)] if level else []
        above += [(way, level)] if name not in MAIN else []
        labels = tuple(label("label", name_of(key), deep) for key, deep in above if key not in told)
        first = level == 1 and name in MAIN and way[:2] not in told
        told.update((*(key for key, _ in above), way[:2]))
        style = "item" if here != way or (first and entries[way[:2]] == 1) else "text"
        if first and style == "text" and not is_prose(info):
            style = "entry"
        yield way, info, here, Shown(labels, style, level)


def name_of(key: KeyPath) -> str:
    """A field's name among those for reviewers. A register's themes are the module's own, not those linked to it."""
    return "own_themes" if key[-2:] == ("register", "themes") else str(key[-1])


def written_texts(model: BaseModel, source: SourceMap) -> Iterator[tuple[KeyPath, FieldInfo, KeyPath]]:
    """Each text that the author wrote: the field's way, the field, the text's own way."""
    for way, info, value in fields(model):
        listed = isinstance(value, tuple)
        for number, item in enumerate(value if listed else (value,)):
            here = (*way, number) if listed else way
            shown = EMPTY in list(metadata(info)) or way[-1] == "alt"
            if shown and isinstance(item, str) and item.strip() and here in source.scalars:
                yield way, info, here


def label(style: str, name: str, level: int = 0) -> Passage:
    return Passage(style, (Run(0, name, -1),), level=level)


def at(target: Target, here: KeyPath) -> Target:
    return target[0], (*target[1], *here)


def plain_passage(style: str, places: TextPlaces, target: Target, level: int = 0) -> Passage:
    lines = places.text.split("\n")
    runs, offset = [], 0
    for line in lines:
        runs.append(Run(offset, line, offset))
        offset += len(line)
        if offset < len(places.text):
            runs.append(Run(offset, " ", -1))
            offset += 1
    return Passage(style, tuple(runs), target, places, level=level)


def component(placed: PlacedComponent, target: Target, cite: Cite) -> Iterator[Passage]:
    """The texts of a component in the order of its fields, each under the name of its field."""
    yield label("kind", placed.model.component, 1)
    shown = {here: (info, item) for _, info, here, item in named_texts(placed.model, placed.source)}
    for way, _, value in fields(placed.model):
        if value is True:
            yield label("label", str(way[-1]), min(len(way), 2))
        for here in [(*way, number) for number in range(len(value))] if isinstance(value, tuple) else [way]:
            if here not in shown:
                continue
            info, item = shown[here]
            yield from (replace(above, level=above.level + 1) for above in item.labels)
            if is_prose(info) and here in placed.prose:
                for passage in blocks(placed.prose[here], at(target, here), cite):
                    if isinstance(passage, Passage):
                        style = item.style if passage.style == "text" else passage.style
                        yield replace(passage, style=style, level=item.level + 1)
            else:
                style = "heading-3" if here == ("title",) else item.style
                yield plain_passage(style, placed.source.text_of(*here), at(target, here), item.level + 1)


def blocks(markdown: Markdown, target: Target, cite: Cite) -> Iterator[Passage | PlacedComponent]:
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
            runs, cursor = runs_of(token.children or [], markdown.text, cursor, cite)
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


def runs_of(children: Sequence[Token], source: str, cursor: int, cite: Cite) -> tuple[list[Run], int]:
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
        cited = child.type == "citation"
        shown = cite(child) if cited else shown
        style = next((name for name in reversed(styles) if name in ("strong", "em")), "")
        runs.append(Run(offset, shown, found if editable or cited else -1, style, cited))
        offset += len(shown)
    return runs, cursor
