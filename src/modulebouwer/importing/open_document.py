"""An OpenDocument text as its maker meant it: Pandoc does not read its running heads, table of contents and title.

ODF 1.3 part 3: 8.3 (tables of contents), 10.4.17 (``svg:desc`` says what a picture shows), 16.9 (heads and feet of
master pages).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from modulebouwer.importing.prepared import TITLE, Prepared, contents, running_heads
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.word import parsed, rewritten

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
HEADS = tuple(
    f"{STYLE}{name}"
    for name in ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
)


def as_meant(path: Path, shown: str) -> Prepared:
    """The file in ``path`` with a sign before its title. Raises ``Unreadable``."""
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = parsed(archive, "content.xml", shown)
            known = "styles.xml" in archive.namelist()
            styles = parsed(archive, "styles.xml", shown) if known else None
            heads = (
                [] if styles is None else [words(one) for head in styles.iter(*HEADS) for one in lines(head)]
            )
            listed = [words(one) for table in root.iter(f"{TEXT}table-of-content") for one in lines(table)]
            told = (*running_heads(heads), *contents(listed))
            alternatives = tuple(alternative(frame) for frame in root.iter(f"{DRAW}image"))
            if mark_title(root, title_styles(root)):
                data = rewritten(archive, {"content.xml": etree.tostring(root)})
            return Prepared(data, told, alternatives)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError) as error:
        raise Unreadable("IMP-102", shown) from error


def lines(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter(f"{TEXT}p", f"{TEXT}h")


def words(element: etree._Element) -> str:
    """The text of a paragraph; a tab or a line's end is a space, a page's number nothing."""
    parts = []
    for node in element.iter():
        if node.tag in (f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}s"):
            parts.append(" ")
        if node.text and node.tag not in (f"{TEXT}page-number", f"{TEXT}page-count"):
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return "".join(parts)


def title_styles(root: etree._Element) -> set[str]:
    """The style of titles, and those that a writer derived from it for one paragraph."""
    derived = (
        style.get(f"{STYLE}name", "")
        for style in root.iter(f"{STYLE}style")
        if style.get(f"{STYLE}parent-style-name") == "Title"
    )
    return {"Title", *derived}


def mark_title(root: etree._Element, styles: set[str]) -> bool:
    """Put the sign before the title; whether there is one."""
    for paragraph in lines(root):
        if paragraph.get(f"{TEXT}style-name") in styles and words(paragraph).strip():
            paragraph.text = TITLE + (paragraph.text or "")
            return True
    return False


def alternative(image: etree._Element) -> str:
    """What a picture shows, as its frame says: in ``svg:desc``, or else in ``svg:title``."""
    frame = image.getparent()
    found = () if frame is None else (frame.find(f"{SVG}desc"), frame.find(f"{SVG}title"))
    return next((one.text for one in found if one is not None and one.text), "")
