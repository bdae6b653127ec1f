"""Small packages as values, for tests that break one thing in them.

A standard's writer is imported where it is used: without its folder the other tests are still found.
"""

from __future__ import annotations

import datetime

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition, Objective
from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.standards.standard import WriteOptions

# Reports completion in whichever version of SCORM it finds, as a module does.
REPORTING = (
    b"<script>const old = parent.API, api = old || parent.API_1484_11;"
    b"if (old) old.LMSSetValue('cmi.core.lesson_status', 'completed');"
    b"else if (api) api.SetValue('cmi.completion_status', 'completed')</script>"
)
CONTENT = {
    "index.html": b"<!doctype html><title>Module</title>" + REPORTING,
    "media/kaart.svg": b"<svg/>",
}

# A record of metadata as other tools put it beside the manifest; our own packages have none.
LOM_RECORD = """<?xml version='1.0' encoding='UTF-8'?>
<lom xmlns="http://ltsc.ieee.org/xsd/LOM">
  <general>
    <title>
      <string language="nl">Eén &amp; ander</string>
    </title>
    <language>nl</language>
    <description>
      <string language="nl">Over leren, samen.</string>
    </description>
    <keyword>
      <string language="nl">leren</string>
    </keyword>
    <keyword>
      <string language="nl">samen</string>
    </keyword>
  </general>
  <lifeCycle>
    <version>
      <string language="nl">1.2.3</string>
    </version>
  </lifeCycle>
  <metaMetadata>
    <metadataSchema>LOMv1.0</metadataSchema>
    <language>nl</language>
  </metaMetadata>
  <technical>
    <format>text/html</format>
    <location>index.html</location>
  </technical>
  <educational>
    <typicalLearningTime>
      <duration>PT1H35M</duration>
    </typicalLearningTime>
  </educational>
</lom>
"""
# Of its controlling document only what says that it is that.
LOM_SCHEMA = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://ltsc.ieee.org/xsd/LOM"/>'
)

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
    return MODULE_YAML.model_validate({**values, **changes})


def scorm12(module: ModuleDefinition | None = None, **options: bool) -> FileTree:
    """A package in which nothing is to be found."""
    from modulebouwer.standards.scorm12.writer import manifest

    chosen = WriteOptions(**options)
    schemas = resources.control_documents("scorm12") if chosen.control_documents else {}
    data = manifest(module or definition(), CONTENT, chosen)
    return file_tree({"imsmanifest.xml": data, **CONTENT, **schemas})


def scorm2004(module: ModuleDefinition | None = None, *, control_documents: bool = True) -> FileTree:
    """A package in which nothing is to be found."""
    from modulebouwer.standards.scorm2004.settings import settings
    from modulebouwer.standards.scorm2004.vocabulary import CONTROL_DOCUMENTS
    from modulebouwer.standards.scorm2004.writer import manifest

    chosen = module or definition()
    folder = CONTROL_DOCUMENTS[settings(chosen).edition]
    schemas = resources.control_documents(folder) if control_documents else {}
    data = manifest(chosen, CONTENT)
    return file_tree({"imsmanifest.xml": data, **CONTENT, **schemas})


def scorm2004_with_metadata() -> FileTree:
    """A package of another tool: metadata in a file of its own, with its schema; nothing is to be found in it."""
    tree = scorm2004()
    version = b"</schemaversion>"
    named = version + b"<adlcp:location>metadata.xml</adlcp:location>"
    data = tree["imsmanifest.xml"].replace(version, named)
    files = {"metadata.xml": LOM_RECORD.encode(), "lom.xsd": LOM_SCHEMA.encode()}
    return file_tree({**tree, "imsmanifest.xml": data, **files})


def cmi5(module: ModuleDefinition | None = None) -> FileTree:
    """A package in which nothing is to be found."""
    from modulebouwer.standards.cmi5.writer import course_structure

    chosen = module or definition(base_iri="https://example.org/modules", objectives=OBJECTIVES)
    return file_tree({"cmi5.xml": course_structure(chosen), **CONTENT})


def xapi(module: ModuleDefinition | None = None) -> FileTree:
    """A package in which nothing is to be found."""
    from modulebouwer.standards.xapi.writer import tincan

    chosen = module or definition(base_iri="https://example.org/modules")
    return file_tree({"tincan.xml": tincan(chosen), **CONTENT})
