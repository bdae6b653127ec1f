"""Where things are named: what a section, theme, term, work, file or component is called, and where it is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from modulebouwer.checks.references import citations
from modulebouwer.checks.texts import inline_tokens, texts
from modulebouwer.components.component import PlacedComponent, RecordingModel, files, parts
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.findings import Location
from modulebouwer.model.fields import fields, metadata
from modulebouwer.model.form import Form
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap
from modulebouwer.source.references_file import references_document


class Kind(StrEnum):
    SECTION = "section"
    TERM = "term"
    THEME = "theme"
    WORK = "work"
    MEDIA = "media"
    COMPONENT = "component"


@dataclass(frozen=True)
class Name:
    """A name where it stands. ``place`` is its first character; ``defines``: here it gets its meaning."""

    kind: Kind
    name: str
    place: Location
    defines: bool = False

    def covers(self, place: Location) -> bool:
        return (
            (self.place.path, self.place.line) == (place.path, place.line)
            and self.place.column <= place.column <= self.place.column + len(self.name)
        )  # fmt: skip


LINK = re.compile(r"(?P<kind>section|term|theme):(?P<name>[^#\s]*)", re.IGNORECASE)
# [words]: section:name, below the text that has [words].
LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<address>[^\s>]+)", re.MULTILINE)
IDENTIFIER_CODE = "SRC-116"


def names(workspace: Workspace, open_module: OpenModule) -> Iterator[Name]:
    """Every name in a module, in the order of its files."""
    module = open_module.module
    if module is None:
        return
    yield from in_definition(module)
    for placed in module.shown_components:
        yield from in_component(placed, module)
    yield from in_texts(module)
    for path in (f"{module.folder}/references.yaml", f"{module.shared.folder}/references.yaml"):
        yield from works(workspace, path)
    for section in module.sections:
        yield Name(Kind.SECTION, section.id, Location(f"{module.folder}/sections/{section.id}.md"), True)
    for file in module.media:
        yield Name(Kind.MEDIA, file.path, Location(f"{module.folder}/{file.path}"), True)


def in_definition(module: LearningModule) -> Iterator[Name]:
    definition, source = module.definition, module.source
    for number, section in enumerate(definition.sections):
        yield from value(source, ("sections", number), Kind.SECTION, section)
    for number, theme in enumerate(definition.themes):
        yield from value(source, ("themes", number, "id"), Kind.THEME, theme.id, defines=True)
    for number, objective in enumerate(definition.objectives):
        for field in ("trained_by", "checked_by"):
            for place, named in enumerate(getattr(objective, field)):
                kind = (
                    Kind.SECTION
                    if named in definition.sections and not is_component(named, module)
                    else Kind.COMPONENT
                )
                yield from value(source, ("objectives", number, field, place), kind, named)
    if definition.cover.picture:
        yield from value(source, ("cover", "picture"), Kind.MEDIA, definition.cover.picture)
    for number, ignore in enumerate(definition.ignore):
        if match := re.fullmatch(r"sections/(.+)\.md", ignore.path or ""):
            yield from value(source, ("ignore", number, "path"), Kind.SECTION, match[1], len("sections/"))


def is_component(name: str, module: LearningModule) -> bool:
    return any(placed.id == name for placed in module.components)


def in_component(placed: PlacedComponent, module: LearningModule) -> Iterator[Name]:
    """Its id, the files that it names, and the ids of other components."""
    if placed.id is not None:
        kind = Kind.TERM if placed.model.glossary_entry() is not None else Kind.COMPONENT
        yield from value(placed.source, ("id",), kind, placed.id, defines=True)
    for way, _, path in files(placed.model):
        yield from value(placed.source, way, Kind.MEDIA, path)
    own = {getattr(part, "id", None) for _, part in parts(placed.model)}
    known = {one.id for one in module.components if one.id not in own}
    for way, field, found in fields(placed.model):
        identifier = any(isinstance(one, Form) and one.code == IDENTIFIER_CODE for one in metadata(field))
        if way[-1] == "id" or not identifier:
            continue
        named = (
            [((*way, n), one) for n, one in enumerate(found)] if isinstance(found, tuple) else [(way, found)]
        )
        for place, name in named:
            if name in known:
                yield from value(placed.source, place, Kind.COMPONENT, name)


def value(
    source: SourceMap, way: KeyPath, kind: Kind, name: str, offset: int = 0, *, defines: bool = False
) -> Iterator[Name]:
    """The name in a single value, ``offset`` characters from its beginning."""
    if way in source.scalars:
        yield Name(kind, name, source.text_of(*way).at(offset), defines)


def in_texts(module: LearningModule) -> Iterator[Name]:
    for text in texts(module):
        for token in inline_tokens(text):
            if "address" in token.meta:
                yield from in_address(
                    str(token.attrs.get("href") or token.attrs.get("src")), token.meta["address"]
                )
        for match in LINK_DEFINITION.finditer(text.text):
            yield from in_address(match["address"], text.at(match.start("address")))
    for citation in citations(module):
        place = citation.location
        yield Name(Kind.WORK, citation.key, Location(place.path, place.line, place.column + 1))


def in_address(address: str, place: Location) -> Iterator[Name]:
    address = unquote(address)
    match = LINK.fullmatch(address.partition("#")[0])
    if match:
        behind = Location(place.path, place.line, place.column + match.start("name"))
        yield Name(Kind(match["kind"].lower()), match["name"], behind)
    elif address.startswith("media/"):
        yield Name(Kind.MEDIA, address, place)


def works(workspace: Workspace, path: str) -> Iterator[Name]:
    document = workspace.document(Path(path))
    if document is None:
        return
    source = references_document(document.text, path).source
    for way, scalar in source.scalars.items():
        if len(way) == 3 and way[-1] == "id":
            yield from value(source, way, Kind.WORK, scalar.text, defines=True)


def everywhere(workspace: Workspace, module: OpenModule, name: Name) -> tuple[list[Name], list[OpenModule]]:
    """Every name where ``name`` can stand: in its module, or in all of the series when they share it; and these."""
    every = list(names(workspace, module))
    inside = f"{module.folder.as_posix()}/"
    shared = any(same(one, name) and one.defines and not one.place.path.startswith(inside) for one in every)
    if not shared:
        return every, [module]
    read = workspace.sharing(module)
    return list(dict.fromkeys(one for each in read for one in names(workspace, each))), read


def same(one: Name, other: Name) -> bool:
    return alike(one, other) and one.name == other.name


def alike(one: Name, other: Name) -> bool:
    """Of one space of names: terms and components share theirs."""
    shared = (Kind.TERM, Kind.COMPONENT)
    return one.kind is other.kind or (one.kind in shared and other.kind in shared)


def name_at(every: Iterable[Name], place: Location) -> Name | None:
    return next((name for name in every if name.covers(place)), None)


def answers_hang_on(name: Name, module: LearningModule) -> bool:
    """Whether learners' answers are kept under this name."""
    return name.kind is Kind.COMPONENT and any(
        placed.id == name.name and isinstance(placed.model, RecordingModel) for placed in module.components
    )
