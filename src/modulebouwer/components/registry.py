"""All components, by the names that designers write: a folder with a ``model.py`` is one."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from modulebouwer.components.component import ComponentModel

FOLDER = Path(__file__).parent


def component_in(folder: Path) -> type[ComponentModel]:
    """The one class of ``folder``/model.py that is a component."""
    module = import_module(f"{__package__}.{folder.name}.model")
    found = [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, ComponentModel) and kind.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{folder.name}/model.py: one class derives from ComponentModel, not {len(found)}")
    return found[0]


def all_components() -> Mapping[str, type[ComponentModel]]:
    folders = sorted(path.parent for path in FOLDER.glob("*/model.py"))
    return {kind.component: kind for kind in map(component_in, folders)}


COMPONENTS: Mapping[str, type[ComponentModel]] = all_components()
