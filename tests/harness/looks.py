"""How a module of a test is shown."""

from __future__ import annotations

from pathlib import Path

from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.locale import Locale
from modulebouwer.model.look import Look
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.source.module_yaml import MODULE_YAML

DEFINITION = """{
  "identifier": "proef", "title": "Proef", "version": "1.0.0", "language": "nl", "date": "2026-09-01",
  "description": "Een module om te tonen.", "study_load": 10, "sections": ["begin"]
}"""
# The places in a module.yaml that is not there.
UNKNOWN = SourceMap("module.yaml", {}, {})
NOWHERE = Path("no-such-folder")


def look_for(definition: ModuleDefinition, folder: Path = NOWHERE) -> Look:
    """The look that a module asks for, with the templates in its folder before the built-in ones."""
    templates, unread = read_templates(folder, folder.as_posix())
    look, wrong = read_look(definition, UNKNOWN, templates)
    assert look, [*unread, *wrong]
    return look


def definition(**changes: str) -> ModuleDefinition:
    return MODULE_YAML.model_validate_json(DEFINITION).model_copy(update=changes)


def locale(language: str, address: str = "u") -> Locale:
    """A built-in locale."""
    return look_for(definition(language=language, address=address)).locale
