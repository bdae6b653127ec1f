"""Small packages as values, for tests that break one thing in them."""

from __future__ import annotations

import datetime

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition, Objective
from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.standards.cmi5.writer import course_structure
from modulebouwer.standards.scorm12.writer import manifest
from modulebouwer.standards.scorm2004 import writer as scorm2004_writer
from modulebouwer.standards.scorm2004.settings import settings
from modulebouwer.standards.scorm2004.vocabulary import CONTROL_DOCUMENTS
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.xapi.writer import tincan

CONTENT = {"index.html": b"<!doctype html><title>Module</title>", "media/kaart.svg": b"<svg/>"}

OBJECTIVES = (Objective(id="kijken", text="U kijkt."), Objective(id="doen", text="U doet."))


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


def scorm2004(module: ModuleDefinition | None = None, *, control_documents: bool = True) -> FileTree:
    """A package in which nothing is to be found."""
    chosen = module or definition()
    folder = CONTROL_DOCUMENTS[settings(chosen).edition]
    schemas = resources.control_documents(folder) if control_documents else {}
    data = scorm2004_writer.manifest(chosen, CONTENT)
    return file_tree(
        {"imsmanifest.xml": data, "metadata.xml": scorm2004_writer.metadata(chosen), **CONTENT, **schemas}
    )


def cmi5(module: ModuleDefinition | None = None) -> FileTree:
    """A package in which nothing is to be found."""
    chosen = module or definition(base_iri="https://example.org/modules", objectives=OBJECTIVES)
    return file_tree({"cmi5.xml": course_structure(chosen), **CONTENT})


def xapi(module: ModuleDefinition | None = None) -> FileTree:
    """A package in which nothing is to be found."""
    chosen = module or definition(base_iri="https://example.org/modules")
    return file_tree({"tincan.xml": tincan(chosen), **CONTENT})
