"""What can be typed where the cursor stands, with its explanation in the editor's language.

It asks nothing of the disk and reads no module: what the module last was is good enough to choose a name from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    TextEdit,
)

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.editing.cursor import YamlCursor, keys_beside, source_of, yaml_cursor
from modulebouwer.editing.document import Document
from modulebouwer.editing.new_ids import proposals, taken_ids
from modulebouwer.editing.schemas import Field, field_at, form_at, schema_of
from modulebouwer.editing.snippets import component_snippet, field_snippet
from modulebouwer.findings import Severity, codes, record, severity
from modulebouwer.model.fields import PICTURE, FileForm
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.model.source_map import SourceMap

LINK = re.compile(r"\]\((?P<scheme>section|term|theme):(?P<written>[\w-]*)$")
ADDRESS = re.compile(r"(?P<picture>!?)\[[^\]]*\]\((?P<written>[\w/.-]*)$")
CITATION = re.compile(r"(?:^|[\s\[;(-])@(?P<written>[\w:./+-]*)$")
FENCE = re.compile(r"^(?P<before>[ \t>]*)(?P<written>:{1,3}[ \t]*\{?[\w-]*)$")
# A stop of a snippet with values to choose from: its number and the first of them.
CHOICE = re.compile(r"\$\{(\d+)\|([^,|]*)[^|]*\|\}")
SCHEMES = ("section:", "term:", "theme:", "https://")


@dataclass(frozen=True)
class Completions:
    """One question: the text, where the cursor is, what the module last was.

    ``snippets``: the editor knows stops; ``choices``: also those with values to choose from, which the page does not
    (@codemirror/lsp-client takes ``${1|a,b|}`` for a stop that says ``1|a,b|``).
    """

    document: Document
    position: Position
    module: LearningModule | None
    language: str
    snippets: bool = True
    choices: bool = True

    def items(self) -> Iterator[CompletionItem]:
        line, column = self.document.place(self.position)
        before = self.document.line(line)[: column - 1]
        cursor = yaml_cursor(self.document, line, column)
        if cursor is None:
            yield from self.in_prose(before)
            if self.document.relative.endswith(".md"):
                yield from self.fences(before)
        elif cursor.is_key:
            yield from self.keys(cursor)
        else:
            if form_at(cursor.part.kind, cursor.way).prose:
                yield from self.in_prose(before)
            yield from self.values(cursor)

    def item(
        self,
        label: str,
        written: str,
        kind: CompletionItemKind,
        *,
        detail: str = "",
        text: str = "",
        insert: str = "",
        snippet: bool = False,
        order: str = "",
    ) -> CompletionItem:
        """``insert`` takes the place of ``written``, which stands before the cursor."""
        line, column = self.document.place(self.position)
        start = self.document.position(line, column - len(written))
        new = insert or label
        if snippet and not self.choices:
            new = CHOICE.sub(r"${\1:\2}", new)
        plain = snippet and not self.snippets
        return CompletionItem(
            label=label,
            kind=kind,
            detail=detail or None,
            documentation=MarkupContent(MarkupKind.Markdown, text) if text else None,
            text_edit=TextEdit(Range(start, self.position), without_stops(new) if plain else new),
            insert_text_format=InsertTextFormat.Snippet
            if snippet and not plain
            else InsertTextFormat.PlainText,
            filter_text=sought(label, written, insert),
            sort_text=f"{order}{label}",
        )

    def keys(self, cursor: YamlCursor) -> Iterator[CompletionItem]:
        """The fields that a mapping does not have yet, the needed ones first."""
        field = field_at(cursor.part.kind, cursor.way, self.language)
        if field is None:
            return
        if not field.fields:
            # A list of texts or names: what looks like a key is a value.
            yield from self.values(YamlCursor(cursor.part, cursor.way, False, cursor.written))
            return
        present = set(keys_beside(self.document, cursor.part, cursor.way)) - {cursor.written}
        for name, one in field.fields.items():
            if name not in present:
                needed = name in field.required
                yield self.item(
                    name,
                    cursor.written,
                    CompletionItemKind.Property,
                    detail="*" if needed else "",
                    text=one.description,
                    insert=indented(field_snippet(name, one, cursor.part.kind, cursor.way), ""),
                    snippet=True,
                    order="0" if needed else "1",
                )

    def values(self, cursor: YamlCursor) -> Iterator[CompletionItem]:
        field = field_at(cursor.part.kind, cursor.way, self.language)
        if field is None:
            return
        if field.type == "array" and field.items is not None:
            field = field.items
        for choice in field.choices:
            yield self.item(choice, cursor.written, CompletionItemKind.EnumMember, text=field.description)
        form = form_at(cursor.part.kind, cursor.way)
        if form.file is not None:
            yield from self.media(cursor.text, form.file)
        yield from self.named(cursor, field)

    def named(self, cursor: YamlCursor, field: Field) -> Iterator[CompletionItem]:
        """Values that are names of something: which, follows from the field."""
        kind, way = cursor.part.kind, cursor.way
        name = next((part for part in reversed(way) if isinstance(part, str)), "")
        source = source_of(self.document, cursor.part)
        if name == "id":
            for proposal in self.ids(cursor, source):
                yield self.item(proposal, cursor.written, CompletionItemKind.Unit, text=field.description)
        elif kind == "module":
            yield from self.in_definition(name, cursor)
        elif kind == "references" or self.module is None:
            return
        elif name == "category":
            yield from self.choose(own_ids(source, "categories"), cursor.written)
        elif kind in COMPONENTS and field.schema.get("pattern", "").startswith("^[a-z]"):
            yield from self.components(kind, cursor)

    def in_definition(self, name: str, cursor: YamlCursor) -> Iterator[CompletionItem]:
        if self.module is None:
            return
        if name == "sections":
            titles = {section.id: section.head.title for section in self.module.sections}
            files = [one for one in self.module.unread if one.startswith("sections/")]
            unlisted = [one.removeprefix("sections/").removesuffix(".md") for one in files]
            listed = set(self.module.definition.sections)
            known = dict.fromkeys([*(one for one in unlisted if "/" not in one and "." not in one), *titles])
            for one in known:
                if one not in listed or one == cursor.written:
                    yield self.item(one, cursor.written, CompletionItemKind.File, detail=titles.get(one, ""))
        elif name == "code":
            for code in codes():
                if severity(code) is not Severity.ERROR:
                    words = record(code).words[self.language]
                    yield self.item(code, cursor.written, CompletionItemKind.Value, detail=words.text)
        elif name == "module":
            yield from self.choose(self.module.shared.modules, cursor.written)
        elif name == "path":
            paths = ["module.yaml", "references.yaml", *(f"sections/{s.id}.md" for s in self.module.sections)]
            yield from self.choose(paths, cursor.text)

    def components(self, kind: str, cursor: YamlCursor) -> Iterator[CompletionItem]:
        """The components of the same kind that stand before this one: what it builds on, or asks again."""
        assert self.module is not None
        for placed in self.module.components:
            place = placed.location
            here = place.path.endswith(f"/{self.document.relative}")
            if here and place.line >= cursor.part.first_line - 1:
                break
            if placed.model.component == kind and placed.id:
                said = getattr(placed.model, "prompt", None) or getattr(placed.model, "title", "")
                yield self.item(placed.id, cursor.written, CompletionItemKind.Reference, detail=str(said))

    def ids(self, cursor: YamlCursor, source: SourceMap) -> Iterator[str]:
        way, kind = cursor.way[:-1], cursor.part.kind
        if kind == "references":
            return iter(())
        return proposals(self.document, self.module, source, way, kind)

    def choose(self, values: Iterable[str], written: str) -> Iterator[CompletionItem]:
        for one in values:
            yield self.item(one, written, CompletionItemKind.Reference)

    def media(self, written: str, form: FileForm) -> Iterator[CompletionItem]:
        for file in self.module.all_media if self.module else ():
            if not form.extensions or PurePosixPath(file.path).suffix.lower() in form.extensions:
                yield self.item(
                    file.path,
                    written,
                    CompletionItemKind.File,
                    detail=f"{max(1, round(len(file.data) / 1000))} kB",
                )

    def in_prose(self, before: str) -> Iterator[CompletionItem]:
        """Names of what links, pictures and citations can lead to."""
        if match := LINK.search(before):
            yield from self.targets(match["scheme"], match["written"])
        elif match := ADDRESS.search(before):
            if match["picture"]:
                yield from self.media(match["written"], PICTURE)
            else:
                for scheme in SCHEMES:
                    yield self.item(scheme, match["written"], CompletionItemKind.Keyword)
        elif match := CITATION.search(before):
            for work in self.module.all_references if self.module else ():
                yield self.item(
                    work.id,
                    match["written"],
                    CompletionItemKind.Reference,
                    detail=author_and_title(work),
                )

    def targets(self, scheme: str, written: str) -> Iterator[CompletionItem]:
        if self.module is None:
            return
        kind = CompletionItemKind.Reference
        if scheme == "section":
            for section in self.module.sections:
                yield self.item(section.id, written, kind, detail=section.head.title)
        elif scheme == "theme":
            for theme in self.module.definition.themes:
                yield self.item(theme.id, written, kind, detail=theme.title, text=theme.why)
        else:
            for term in self.module.glossary:
                word = term.model.glossary_entry() or ""
                said = str(getattr(term.model, "definition", ""))
                yield self.item(term.id or "", written, kind, detail=word, text=said)

    def fences(self, before: str) -> Iterator[CompletionItem]:
        """Whole components, where a line begins with a colon or has nothing on it."""
        match = FENCE.fullmatch(before)
        if match is None and before.strip(" \t>"):
            return
        written = match["written"] if match else ""
        margin = match["before"] if match else before
        taken = taken_ids(self.document, self.module, SourceMap("", {(): (0, 0)}, {}), ())
        for kind in COMPONENTS:
            schema = schema_of(kind, self.language) or {}
            snippet = component_snippet(kind, taken, self.language).rstrip("\n")
            yield self.item(
                kind,
                written,
                CompletionItemKind.Snippet,
                text=str(schema.get("description", "")),
                insert=indented(snippet, margin),
                snippet=True,
            )


def indented(text: str, margin: str) -> str:
    return text.replace("\n", f"\n{margin}") if margin.strip() else text


def without_stops(snippet: str) -> str:
    """A snippet for an editor that knows none: its values as they would stand there untouched."""
    text = CHOICE.sub(r"\2", snippet)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\([\\$}])", r"\1", re.sub(r"\$\d+", "", text))


def own_ids(source: SourceMap, name: str) -> list[str]:
    return [
        scalar.text
        for way, scalar in source.scalars.items()
        if len(way) == 3 and way[0] == name and way[2] == "id"
    ]


def author_and_title(work: Reference) -> str:
    people = work.csl.get("author") or work.csl.get("editor") or []
    names = [str(one.get("family") or one.get("literal") or "") for one in people]
    return ": ".join(part for part in (", ".join(names), str(work.csl.get("title", ""))) if part)


def sought(label: str, written: str, insert: str) -> str:
    """What a client holds ``written`` against: who typed ``:::{ref`` looks for a component of that name."""
    if insert.startswith((written, ":::")) and not label.startswith(written):
        return insert.partition("\n")[0]
    return f"{written}{label}" if insert and not insert.startswith(written) else label
