"""All components, by the names that designers write: a folder with a ``model.py`` is one.

A component is imported when a module uses it, so that a small module does not wait for all kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from modulebouwer.components.component import ComponentModel

FOLDER = Path(__file__).parent


@cache
def component_in(folder: Path) -> type[ComponentModel]:
    """The one class of ``folder``/model.py that is a component."""
    module = import_module(f"{__package__}.{folder.name}.model")
    found = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, ComponentModel) and kind.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{folder.name}/model.py: one class derives from ComponentModel, not {len(found)}")
    name = folder.name.replace("_", "-")
    if getattr(found[0], "component", None) != name:
        raise TypeError(f'{folder.name}/model.py: {found[0].__name__} does not say component = "{name}"')
    return found[0]


class Components(Mapping[str, type[ComponentModel]]):
    """Name → class, in the order of the names."""

    def __init__(self, folder: Path) -> None:
        folders = sorted(path.parent for path in folder.glob("*/model.py"))
        self._folders = {path.name.replace("_", "-"): path for path in folders}

    def __getitem__(self, name: str) -> type[ComponentModel]:
        return component_in(self._folders[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)

    def __contains__(self, name: object) -> bool:
        return name in self._folders


COMPONENTS: Mapping[str, type[ComponentModel]] = Components(FOLDER)
