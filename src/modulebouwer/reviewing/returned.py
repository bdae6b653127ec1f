"""A reviewer's document → its paragraphs, with what was there before, what is there now, and who said what.

Tracked changes and comments as ECMA-376 part 1, 17.13.4 and 17.13.5 have them. ``returned_open`` reads
LibreOffice's own form.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from modulebouwer.importing.importing import look_at
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.package.xml import parse_xml
from modulebouwer.reviewing import returned_open
from modulebouwer.reviewing.changes import BOOKMARK, Comment, Returned, Tracked, add

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = (".docx", ".docm", ".odt")
LARGEST_PART = 50_000_000


def read_returned(path: Path, shown: str) -> list[Returned]:
    """All paragraphs of the document in reading order. Raises ``Unreadable``."""
    suffix = look_at(path, shown)
    if suffix not in FORMATS:
        raise Unreadable("IMP-104", shown, suffix=suffix or "-", known=", ".join(FORMATS))
    with zipfile.ZipFile(path) as archive:
        if "content.xml" in archive.namelist():
            return list(returned_open.paragraphs(parsed(archive, "content.xml", shown)))
        if "word/document.xml" not in archive.namelist():
            raise Unreadable("IMP-102", shown)
        body = parsed(archive, "word/document.xml", shown)
        comments = {}
        if "word/comments.xml" in archive.namelist():
            comments = dict(read_comments(parsed(archive, "word/comments.xml", shown)))
    return [paragraph(element, comments) for element in body.iter(f"{W}p")]


def parsed(archive: zipfile.ZipFile, name: str, shown: str) -> etree._Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise Unreadable("IMP-105", shown, limit=f"{LARGEST_PART // 1_000_000}")
    try:
        return parse_xml(archive.read(name))
    except (etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise Unreadable("IMP-102", shown) from error


def read_comments(root: etree._Element) -> Iterator[tuple[str, Comment]]:
    for element in root.iter(f"{W}comment"):
        paragraphs = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p")]
        date = (element.get(f"{W}date") or "?")[:10]
        text = " ".join(filter(None, (line.strip() for line in paragraphs)))
        yield element.get(f"{W}id") or "", Comment(element.get(f"{W}author") or "?", date, text)


def paragraph(element: etree._Element, comments: Mapping[str, Comment]) -> Returned:
    found = Returned()
    ranges: dict[str, int] = {}
    for node in element.iter():
        if inside_other(node, element):
            continue
        name = str(node.tag).removeprefix(W)
        if name == "bookmarkStart" and BOOKMARK.fullmatch(node.get(f"{W}name") or ""):
            found.names.append(node.get(f"{W}name") or "")
        elif name == "commentRangeStart":
            ranges[node.get(f"{W}id") or ""] = len(found.before)
        elif name == "commentReference":
            number = node.get(f"{W}id") or ""
            if number in comments:
                found.comments.append((ranges.get(number, len(found.before)), comments[number]))
        elif name in ("t", "delText", "tab", "br"):
            text = node.text or "" if name in ("t", "delText") else " "
            add(found, text, change_around(node, element))
    return found


def inside_other(node: etree._Element, element: etree._Element) -> bool:
    """Whether the node belongs to a paragraph inside this one (a text box)."""
    return (
        next((a is not element for a in node.iterancestors(f"{W}p")), False) if node is not element else False
    )


def change_around(node: etree._Element, element: etree._Element) -> Tracked | None:
    for ancestor in node.iterancestors():
        if ancestor is element:
            return None
        kind = str(ancestor.tag).removeprefix(W)
        if kind in ("ins", "del", "moveFrom", "moveTo"):
            author, date = ancestor.get(f"{W}author") or "?", (ancestor.get(f"{W}date") or "?")[:10]
            return Tracked(kind in ("del", "moveFrom"), author, date, kind.startswith("move"))
    return None
