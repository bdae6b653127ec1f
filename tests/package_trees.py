"""Small packages as values, for tests that break one thing in them."""

from __future__ import annotations

import datetime

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.standards.scorm12.writer import manifest
from modulebouwer.standards.standard import WriteOptions

CONTENT = {"index.html": b"<!doctype html><title>Module</title>", "media/kaart.svg": b"<svg/>"}


def definition(**changes: object) -> ModuleDefinition:
    values: dict[str, object] = {
        "identifier": "samen-leren",
        "title": "Eén & ander",
        "version": "1.2.3",
        "language": "nl",
        "date": datetime.date(2026, 1, 2),
        "description": "Over leren,\n  samen.",
        "keywords": ("leren", "samen"),
        "study_load": 95,
        "sections": ("begin",),
    }
    return ModuleDefinition.model_validate({**values, **changes})


def scorm12(module: ModuleDefinition | None = None, **options: bool) -> FileTree:
    """A package in which nothing is to be found."""
    chosen = WriteOptions(**options)
    schemas = resources.control_documents("scorm12") if chosen.control_documents else {}
    data = manifest(module or definition(), CONTENT, chosen)
    return file_tree({"imsmanifest.xml": data, **CONTENT, **schemas})
