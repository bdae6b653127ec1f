"""The name at the cursor, as editors know it: where it gets its meaning, where it is spoken of, what hangs on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.findings import Location
from modulebouwer.preview.writing import place_in

if TYPE_CHECKING:
    from modulebouwer.editing.names import Name
    from modulebouwer.editing.workspace import OpenModule, Workspace


class Cursor(BaseModel):
    """Where one stands in the text at ``path``: ``line`` and ``column`` (in characters) count from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    line: int = Field(ge=1)
    column: int = Field(ge=1)


# The modules that were asked about, by folder: who asks again has only what changed read. One asks at a time.
Known = dict[Path, "Workspace"]


def at_work(folder: Path, known: Known) -> tuple[Workspace, OpenModule | None]:
    """The module as editors read it, from its files now. Raises ``WrongUse`` without the extra ``editor``."""
    from modulebouwer.editing import require_extra

    require_extra()
    from modulebouwer.editing.workspace import Workspace

    place = folder.resolve()
    if place not in known:
        known[place] = Workspace(units=len)
        known[place].add_root(place)
    workspace, definition = known[place], place / "module.yaml"
    # Another program may have written since.
    workspace.touch(definition)
    return workspace, workspace.module_of(definition)


def name_under(cursor: Cursor, folder: Path, workspace: Workspace, module: OpenModule) -> Name | None:
    from modulebouwer.editing.names import name_at, names

    place = (folder.resolve() / cursor.path).as_posix()
    return name_at(names(workspace, module), Location(place, cursor.line, cursor.column))


def named(cursor: Cursor, folder: Path, known: Known) -> dict[str, Any]:
    """What is named at the cursor, and every place of it (``page/writing/names.ts``); ``name`` is "" for nothing.

    ``hangs``: what hangs on the name, "answers" or "visits", "" for nothing. Raises ``WrongUse``.
    """
    workspace, module = at_work(folder, known)
    name = name_under(cursor, folder, workspace, module) if module else None
    if module is None or module.module is None or name is None:
        return {"state": "named", "name": "", "hangs": "", "renamable": False, "places": []}
    from modulebouwer.editing.names import Kind, answers_hang_on, everywhere
    from modulebouwer.editing.renaming import places, renamable

    visits = "visits" if name.kind is Kind.SECTION else ""
    every, _ = everywhere(workspace, module, name)
    return {
        "state": "named",
        "name": name.name,
        "hangs": "answers" if answers_hang_on(name, module.module) else visits,
        "renamable": renamable(name),
        "places": [
            place_of(one, folder.resolve(), workspace) for one in places(every, name, definitions=True)
        ],
    }


def place_of(name: Name, folder: Path, workspace: Workspace) -> dict[str, Any]:
    """``opens``: it stands in a text that is written here; ``text``: its line, "" where the file itself is meant."""
    from modulebouwer.editing.renaming import is_file

    path = workspace.path_of(name.place.path)
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
    document = None if is_file(name) else workspace.document(path)
    return {
        "path": inside or f"{path.parent.name}/{path.name}",
        "opens": bool(inside) and place_in(folder, inside) is not None,
        "line": max(name.place.line, 1),
        "column": max(name.place.column, 1),
        "text": document.line(name.place.line).strip() if document else "",
        "defines": name.defines,
    }
