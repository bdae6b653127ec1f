"""How a module of a test is shown."""

from __future__ import annotations

from pathlib import Path

from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.look import Look
from modulebouwer.source.look import read_look, read_templates

NOWHERE = Path("no-such-folder")


def look_for(definition: ModuleDefinition, folder: Path = NOWHERE) -> Look:
    """The look that a module asks for, with the templates in its folder before the built-in ones."""
    templates, unread = read_templates(folder, folder.as_posix())
    look, wrong = read_look(definition, templates)
    assert look, [*unread, *wrong]
    return look
