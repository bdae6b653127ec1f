"""Packages that the tests launch: the real module, built once, and tiny ones whose test plays the SCO."""

from __future__ import annotations

from modulebouwer.preview.package import Package, from_files

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


def tiny_scorm(standard: str, page: bytes = PAGE) -> Package:
    manifest = SCORM12 if standard == "scorm12" else SCORM2004
    return from_files({"imsmanifest.xml": manifest.encode(), "index.html": page})
