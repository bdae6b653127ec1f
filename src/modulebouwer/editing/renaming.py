"""Another name for a section, term, theme, work or component, through all files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol.types import RenameFile, TextEdit

from modulebouwer.editing.names import Kind, Name, alike, answers_hang_on, everywhere, same
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.model.identifiers import file_stem, identifier_from
from modulebouwer.source.markdown_parser import KEY


class Refused(Exception):  # noqa: N818 - the name cannot be given; nothing failed
    """``key`` names the sentence in the catalogue of the editor; ``values`` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True)
class Renaming:
    """``told``: the key of a sentence about what hangs on the old name, "" when nothing does."""

    edits: dict[Path, list[TextEdit]]
    file: RenameFile | None = None
    told: str = ""


def rename(workspace: Workspace, module: OpenModule, name: Name, wanted: str) -> Renaming:
    """Raises ``Refused`` when ``wanted`` is taken or no name, or when not all that names it can be read."""
    every, read = everywhere(workspace, module, name)
    if module.module is None or not all(one.module and one.module.complete for one in read):
        raise Refused("not_complete")
    check_form(name, wanted)
    if wanted != name.name and any(alike(one, name) and one.name == wanted for one in every):
        raise Refused("taken", name=wanted)
    edits: dict[Path, list[TextEdit]] = {}
    for one in every:
        if same(one, name) and not is_file(one):
            path = workspace.path_of(one.place.path)
            document = workspace.document(path)
            if document is not None:
                edit = document.edit(one.place.line, one.place.column, len(one.name), wanted)
                edits.setdefault(path, []).append(edit)
    told = "answers" if answers_hang_on(name, module.module) else ""
    if name.kind is not Kind.SECTION:
        return Renaming(edits, told=told)
    old = module.folder / "sections" / f"{name.name}.md"
    file = RenameFile(old.as_uri(), old.with_name(f"{wanted}.md").as_uri())
    return Renaming(edits, file, "visited")


def check_form(name: Name, wanted: str) -> None:
    if name.kind is Kind.WORK:
        if not re.fullmatch(KEY, wanted):
            raise Refused("bad_key", name=wanted)
        return
    if name.kind is Kind.MEDIA:
        raise Refused("not_here")
    found = identifier_from(wanted)
    if name.kind is Kind.SECTION:
        found = file_stem(found)
    if found != wanted:
        raise Refused("bad_id", name=wanted, suggestion=found)


def is_file(name: Name) -> bool:
    """The file itself, which has no place in a text."""
    return name.defines and name.kind in (Kind.SECTION, Kind.MEDIA)


def renamable(name: Name | None) -> bool:
    return name is not None and name.kind is not Kind.MEDIA


def places(every: Sequence[Name], name: Name, *, definitions: bool) -> list[Name]:
    """Where ``name`` is spoken of, with or without where it gets its meaning."""
    return [one for one in every if same(one, name) and (definitions or not one.defines)]
