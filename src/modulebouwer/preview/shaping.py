"""What one does in the outline: a section or a component more, elsewhere, under another name, or gone.

Nothing is written here: an act becomes ``Wish``es, which are saved together as every text is (``writing.keep_all``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.catalogue import PACKAGE, Words
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.preview.merging import plain
from modulebouwer.preview.naming import Cursor, Known, at_work, name_under
from modulebouwer.preview.writing import DEFINITION, REFERENCES, Wish, begun_in, place_in, read
from modulebouwer.restructuring import definition_with, readable, section_added
from modulebouwer.restructuring import known as known_section
from modulebouwer.source.markdown_parser import parser
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import rewrite_yaml

if TYPE_CHECKING:
    from modulebouwer.editing.names import Name
    from modulebouwer.editing.workspace import OpenModule, Workspace


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AddSection(_Act):
    """A new section behind ``after``, last when that is ""."""

    act: Literal["add_section"]
    title: str = Field(pattern=r"\S", max_length=LONGEST_TITLE)
    after: str = ""


class AddReferences(_Act):
    """A file for the references, with an example to follow."""

    act: Literal["add_references"]


class MoveSection(_Act):
    """To ``position``, counted from 1."""

    act: Literal["move_section"]
    section: str
    position: int = Field(ge=1)


class RenameSection(_Act):
    """Another title, another name of its file, or both."""

    act: Literal["rename_section"]
    section: str
    title: str = Field(pattern=r"\S", max_length=LONGEST_TITLE)
    name: str


class RemoveSection(_Act):
    act: Literal["remove_section"]
    section: str


class Spot(_Act):
    """A component as one saw it: the line (from 1) where it began, what it is, and its id, "" for none."""

    line: int = Field(ge=1)
    component: str
    id: str


class MoveComponent(_Act):
    """``what`` of ``path`` goes to ``to``: next to the one that is ``beside``, without it to its end."""

    act: Literal["move_component"]
    path: str
    what: Spot
    to: str
    beside: Spot | None = None
    behind: bool = False


class RenameComponent(_Act):
    act: Literal["rename_component"]
    path: str
    id: str
    name: str


class RenameName(_Act):
    """What stands at ``at`` is called ``name``, wherever it is spoken of."""

    act: Literal["rename_name"]
    at: Cursor
    name: str


class RemoveComponent(_Act):
    act: Literal["remove_component"]
    path: str
    what: Spot


class TakeBack(_Act):
    """What an act changed, the other way round."""

    act: Literal["take_back"]
    wishes: tuple[Wish, ...] = Field(min_length=1, max_length=1000)


Act = Annotated[
    AddSection
    | AddReferences
    | MoveSection
    | RenameSection
    | RemoveSection
    | MoveComponent
    | RenameComponent
    | RenameName
    | RemoveComponent
    | TakeBack,
    Field(discriminator="act"),
]


class Unshaped(Exception):  # noqa: N818 - nothing failed: it cannot be done so
    """``why`` it cannot be done, in the author's language."""


def wishes(act: Act, folder: Path, language: str, words: Words, known: Known) -> list[Wish]:
    """The texts as they are to be, new ones first and those that go last; ``known``: what names were asked in.

    Raises ``WrongUse``, ``Unreadable`` or ``Unshaped`` where it cannot be.
    """
    match act:
        case AddSection():
            added = section_added(folder, act.title.strip(), act.after or None, language)
            return wished(folder, {path: data.decode() for path, data in added.items()}, language)
        case AddReferences():
            return [Wish(path=REFERENCES, text=words["references_begin"], base=None)]
        case MoveSection() | RemoveSection():
            return wished(folder, in_order(folder, act), language)
        case RenameSection():
            return renamed_section(act, folder, language, words, known)
        case RenameComponent():
            return wished(
                folder, renamed(folder, act.path, act.id, act.name, words, language, known), language
            )
        case RenameName():
            return wished(folder, renamed_at(folder, act.at, act.name, words, language, known), language)
        case MoveComponent() | RemoveComponent():
            return wished(folder, with_components(act, folder, language, words), language)
        case TakeBack():
            return list(act.wishes)


def wished(folder: Path, now: Mapping[str, str | None], language: str) -> list[Wish]:
    before = {path: text_at(folder, path, language) for path in now}
    changed = [
        Wish(path=path, text=None if text is None else plain(text), base=before[path])
        for path, text in now.items()
        if (None if text is None else plain(text)) != before[path]
    ]
    # Whatever goes wrong in between: no text is gone that is nowhere else.
    return sorted(changed, key=lambda wish: (wish.text is None, wish.path == DEFINITION))


def text_at(folder: Path, path: str, language: str) -> str | None:
    place = place_in(folder, path)
    return None if place is None else read(place, language)


def in_order(folder: Path, act: MoveSection | RemoveSection) -> dict[str, str | None]:
    module = readable(folder)
    order = [name for name in module.definition.sections if name != known_section(module, act.section)]
    if isinstance(act, MoveSection):
        order.insert(act.position - 1, act.section)
    gone = {} if isinstance(act, MoveSection) else {f"sections/{act.section}.md": None}
    data = definition_with(folder, module, {"sections": tuple(order)})
    return {DEFINITION: data.decode("utf-8-sig"), **gone}


def renamed_section(
    act: RenameSection, folder: Path, language: str, words: Words, known: Known
) -> list[Wish]:
    """Its title stands in its head, its name in whatever speaks of it."""
    module = readable(folder)
    path, target = f"sections/{known_section(module, act.section)}.md", f"sections/{act.name}.md"
    now: dict[str, str | None] = {path: text_at(folder, path, language) or ""}
    if act.name != act.section:
        now = renamed(folder, path, act.section, act.name, words, language, known)
    title = act.title.strip()
    if title != next(one.head.title for one in module.sections if one.id == act.section):
        now[target] = titled(now[target] or "", title)
    return wished(folder, now, language)


def titled(text: str, title: str) -> str:
    front, first, end = front_matter(text)
    if front is None:
        return text
    data = parse_yaml(front, "").data or {}
    lines = text.split("\n")
    head = rewrite_yaml(front, data, {**data, "title": title}).rstrip("\n").split("\n")
    return "\n".join([*lines[: first - 1], *head, *lines[end - 2 :]])


def renamed(
    folder: Path, path: str, name: str, wanted: str, words: Words, language: str, known: Known
) -> dict[str, str | None]:
    """Every text that speaks of the section or component ``name``, which gets its meaning in ``path``."""
    workspace, module = at_work(folder, known)
    from modulebouwer.editing.names import names

    place = folder.resolve() / path
    every = list(names(workspace, module)) if module else []
    found = next(
        (one for one in every if one.defines and one.name == name and Path(one.place.path) == place), None
    )
    return everywhere_renamed(folder, workspace, module, found, wanted, words, language)


def renamed_at(
    folder: Path, cursor: Cursor, wanted: str, words: Words, language: str, known: Known
) -> dict[str, str | None]:
    """Every text that speaks of what is named at the cursor."""
    workspace, module = at_work(folder, known)
    found = name_under(cursor, folder, workspace, module) if module else None
    return everywhere_renamed(folder, workspace, module, found, wanted, words, language)


def everywhere_renamed(
    folder: Path,
    workspace: Workspace,
    module: OpenModule | None,
    found: Name | None,
    wanted: str,
    words: Words,
    language: str,
) -> dict[str, str | None]:
    from modulebouwer.editing.renaming import Refused, rename

    if module is None or found is None:
        raise Unshaped(words["changed_meanwhile"])
    try:
        renaming = rename(workspace, module, found, wanted)
    except Refused as refused:
        raise Unshaped(editor_words(language)["refused"][refused.key].format(**refused.values)) from refused
    now: dict[str, str | None] = {}
    for file, edits in renaming.edits.items():
        document = workspace.document(file)
        relative = (
            file.relative_to(folder.resolve()).as_posix() if file.is_relative_to(folder.resolve()) else ""
        )
        if document is None or place_in(folder, relative) is None:
            raise Unshaped(editor_words(language)["refused"]["not_here"])
        lines = list(document.lines)
        for edit in sorted(edits, key=lambda one: one.range.start.character, reverse=True):
            start, end = edit.range.start, edit.range.end
            line = lines[start.line]
            lines[start.line] = line[: start.character] + edit.new_text + line[end.character :]
        now[relative] = "\n".join(lines)
    if renaming.file is not None and wanted != found.name:
        path = f"sections/{found.name}.md"
        now[f"sections/{wanted}.md"] = now.pop(path, text_at(folder, path, language))
        now[path] = None
    return now


def editor_words(language: str) -> Words:

    from modulebouwer.catalogue import read_words

    return read_words(PACKAGE.joinpath("catalogue", "editing", f"{language}.yaml"))


def with_components(
    act: MoveComponent | RemoveComponent, folder: Path, language: str, words: Words
) -> dict[str, str | None]:
    text = text_at(folder, act.path, language)
    if text is None:
        raise Unshaped(words["changed_meanwhile"])
    lines = text.split("\n")
    first, last = fence_at(lines, act.what, words)
    taken = lines[first:last]
    if isinstance(act, RemoveComponent):
        return {act.path: "\n".join(without(lines, first, last))}
    if act.to != act.path:
        other = text_at(folder, act.to, language)
        if other is None:
            raise Unshaped(words["changed_meanwhile"])
        there = other.split("\n")
        at = place_for(act, there, words)
        return {
            act.to: "\n".join(with_fence(there, at, taken)),
            act.path: "\n".join(without(lines, first, last)),
        }
    at = place_for(act, lines, words)
    if first <= at <= last:
        return {}
    # The later place first: the earlier one stays where it is.
    if at > last:
        return {act.path: "\n".join(without(with_fence(lines, at, taken), first, last))}
    moved = with_fence(lines, at, taken)
    more = len(moved) - len(lines)
    return {act.path: "\n".join(without(moved, first + more, last + more))}


def place_for(act: MoveComponent, lines: list[str], words: Words) -> int:
    if act.beside is None:
        return end_of(lines)
    first, last = fence_at(lines, act.beside, words)
    return last if act.behind else first


def fences(lines: list[str]) -> list[tuple[int, int]]:
    """The lines (from 0, up to and without) of every component that stands in no list and no quote."""
    *_, begin = front_matter("\n".join(lines))
    tokens = parser().parse("\n".join(lines[begin - 1 :]))
    return [
        (token.map[0] + begin - 1, token.map[1] + begin - 1)
        for token in tokens
        if token.type == "colon_fence" and token.map and token.level == 0
    ]


def fence_at(lines: list[str], spot: Spot, words: Words) -> tuple[int, int]:
    """The lines of the component that one saw at the spot; never those of another that stands there by now."""
    begun = begun_in("\n".join(lines))
    alike = [
        line for line, (model, id) in begun.items() if (model.component, id) == (spot.component, spot.id)
    ]
    # An id is one component's, wherever that stands now.
    moved = alike[0] if spot.id and len(alike) == 1 else None
    line = spot.line if spot.line in alike else moved
    found = next((one for one in fences(lines) if line is not None and one[0] == line - 1), None)
    if found is None:
        raise Unshaped(words["changed_meanwhile"])
    return found


def end_of(lines: list[str]) -> int:
    """Behind the last line that says something."""
    return next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 0)


def without(lines: list[str], first: int, last: int) -> list[str]:
    """The fence goes, with one of the empty lines that stood around it."""
    if last < len(lines) and not lines[last].strip() and (first == 0 or not lines[first - 1].strip()):
        last += 1
    return [*lines[:first], *lines[last:]]


def with_fence(lines: list[str], at: int, fence: list[str]) -> list[str]:
    """The fence between empty lines."""
    above = [""] if at > 0 and lines[at - 1].strip() else []
    below = [""] if at < len(lines) and lines[at].strip() else []
    whole = [*lines[:at], *above, *fence, *below, *lines[at:]]
    # A text ends with a line end.
    return whole if at < len(lines) else [*whole, ""]
