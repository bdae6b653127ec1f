"""Packages that the tests launch: the real module, built once, and tiny ones whose test plays the SCO."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.looks import look_for
from modulebouwer.lms.package import Package, from_files
from modulebouwer.package.file_tree import FileTree
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load
from modulebouwer.standards import REGISTRY, WriteOptions

BASE = Path(__file__).parents[1] / "cases" / "base"

PAGE = b"<!doctype html><html lang='nl'><title>SCO</title><p>SCO</p></html>"

SCORM12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>Tiny</title>
    <item identifier="I" identifierref="R"><title>Tiny</title></item></organization></organizations>
  <resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>"""

SCORM2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>Tiny</title>
    <item identifier="I" identifierref="R"><title>Tiny</title></item></organization></organizations>
  <resources><resource identifier="R" type="webcontent" adlcp:scormType="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>"""


CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/tiny"><title><langstring lang="nl">Tiny</langstring></title>
    <description><langstring lang="nl">Tiny</langstring></description></course>
  <au id="https://example.org/tiny/au" moveOn="Completed"{score}>
    <title><langstring lang="nl">Tiny</langstring></title>
    <description><langstring lang="nl">Tiny</langstring></description><url>index.html</url></au>
</courseStructure>"""

TINCAN = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
  <activity id="https://example.org/tiny" type="http://adlnet.gov/expapi/activities/course">
    <name lang="nl">Tiny</name><description lang="nl">Tiny</description><launch lang="nl">index.html</launch>
  </activity></activities></tincan>"""


@cache
def small_package(standard: str) -> FileTree:
    """A small module as a standard writes it."""
    with TemporaryDirectory() as folder:
        module_folder = Path(folder) / "m"
        shutil.copytree(BASE, module_folder)
        with (module_folder / "module.yaml").open("a", encoding="utf-8") as file:
            file.write("base_iri: https://example.org/modules\n")
        module, problems = load(module_folder, "m")
        assert module is not None, problems
        return REGISTRY[standard].write(render(module, look_for(module.definition)), WriteOptions())


def tiny_cmi5(mastery_score: float | None = None, page: bytes = PAGE) -> Package:
    score = "" if mastery_score is None else f' masteryScore="{mastery_score}"'
    return from_files({"cmi5.xml": CMI5.format(score=score).encode(), "index.html": page})


def tiny_xapi(page: bytes = PAGE) -> Package:
    return from_files({"tincan.xml": TINCAN.encode(), "index.html": page})


def tiny_scorm(standard: str, page: bytes = PAGE) -> Package:
    manifest = SCORM12 if standard == "scorm12" else SCORM2004
    return from_files({"imsmanifest.xml": manifest.encode(), "index.html": page})
