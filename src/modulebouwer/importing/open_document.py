"""An OpenDocument text as its maker meant it: Pandoc does not read its running heads, table of contents and title.

ODF 1.3 part 3: 8.3 (tables of contents), 10.4.17 (``svg:desc`` says what a picture shows), 16.9 (heads and feet of
master pages).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from modulebouwer.importing.prepared import COMMENT, TITLE, Prepared, contents, hidden, running_heads
from modulebouwer.importing.tree import Mark
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.word import parsed, rewritten

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# Where a program's fields stand, and what in those is no field: links, notes and what was changed.
FIELDS = (TEXT.strip("{}"), "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0")
NO_FIELDS = ("span", "a", "p", "h", "note-citation", "page-number", "page-count", "ruby-text")
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
SHAPES = tuple(
    f"{DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption")
)
XLINK = "{http://www.w3.org/1999/xlink}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
# The styles of headings in every language of LibreOffice; a space is written as _20_ (19.498).
HEADING = re.compile(r"Heading_20_(?P<level>[1-9])")
BLOCKS = (f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table")
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
            changes = sum(1 for _ in root.iter(f"{TEXT}insertion", f"{TEXT}deletion"))
            unseen = without_hidden(root, styles)
            told = (*told, *hidden(unseen))
            named, formulas = with_formulas(root, archive, shown)
            headings = with_headings(root, styles)
            boxes = with_boxes(root)
            filled_in = with_fields(root)
            nested = with_nested_tables(root)
            told = (*told, *(Mark("IMP-009", {}) for _ in range(nested)))
            comments = tuple(take_comments(root))
            done = (boxes, comments, unseen, filled_in, nested, named, headings)
            if mark_title(root, title_styles(root)) or any(done):
                data = rewritten(archive, {"content.xml": etree.tostring(root)})
            return Prepared(data, told, alternatives, comments, changes, formulas=formulas)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError) as error:
        raise Unreadable("IMP-102", shown) from error


def with_fields(root: etree._Element) -> bool:
    """Make plain text of fields within a line, which Pandoc leaves out (7.3 to 7.7). Whether there was one."""
    found = False
    for paragraph in lines(root):
        for element in paragraph.iter():
            named = isinstance(element.tag, str) and etree.QName(element)
            if named and element.text and named.namespace in FIELDS and named.localname not in NO_FIELDS:
                element.tag = f"{TEXT}span"
                found = True
    return found


def with_headings(root: etree._Element, styles: etree._Element | None) -> bool:
    """Make headings of paragraphs that only their style says are headings. Whether there was one.

    So LibreOffice writes the first heading of a web page.
    """
    known = {
        style.get(f"{STYLE}name", ""): style
        for sheet in (styles, root)
        if sheet is not None
        for style in sheet.iter(f"{STYLE}style")
        if style.get(f"{STYLE}family") == "paragraph"
    }
    found = False
    for paragraph in root.iter(f"{TEXT}p"):
        name, seen = paragraph.get(f"{TEXT}style-name", ""), set[str]()
        while name in known and name not in seen and not HEADING.fullmatch(name):
            seen.add(name)
            name = known[name].get(f"{STYLE}parent-style-name", "")
        if (match := HEADING.fullmatch(name)) and words(paragraph).strip():
            paragraph.tag = f"{TEXT}h"
            paragraph.set(f"{TEXT}outline-level", match["level"])
            found = True
    return found


def with_formulas(root: etree._Element, archive: zipfile.ZipFile, shown: str) -> tuple[bool, list[str]]:
    """Name the files of formulas as Pandoc looks for them (9.4.5): whether one was named otherwise.

    And what each formula says: as its program writes it (MathML 3, 5.1.1: an annotation), or else its letters.
    """
    found, said = False, []
    for element in root.iter(f"{DRAW}object"):
        address = element.get(f"{XLINK}href", "")
        name = address.removeprefix("./").rstrip("/")
        part = f"{name}/content.xml"
        if part not in archive.namelist():
            continue
        formula = parsed(archive, part, shown)
        if formula.tag == f"{MATH}math":
            annotation = formula.findtext(f".//{MATH}annotation")
            said.append(annotation or "".join(map(str, formula.itertext())))
            element.set(f"{XLINK}href", f"./{name}")
            found = found or address != f"./{name}"
    return found, [" ".join(text.split()) for text in said]


def with_nested_tables(root: etree._Element) -> int:
    """Put tables in cells, which Pandoc leaves out, behind the table around them; how many there were."""
    nested = [
        table
        for table in root.iter(f"{TABLE}table")
        if next(table.iterancestors(f"{TABLE}table-cell"), None) is not None
    ]
    for table in reversed(nested):
        *_, outer = table.iterancestors(f"{TABLE}table")
        table.tail = None
        outer.addnext(table)
    return len(nested)


def without_hidden(root: etree._Element, styles: etree._Element | None) -> list[str]:
    """Take the text out whose style hides it (20.398 text:display); that text."""
    hiding = {
        style.get(f"{STYLE}name")
        for sheet in (root, styles)
        if sheet is not None
        for style in sheet.iter(f"{STYLE}style")
        for form in style.iterfind(f"{STYLE}text-properties[@{TEXT}display='none']")
    }
    gone = []
    for element in list(root.iter(f"{TEXT}span", f"{TEXT}p", f"{TEXT}h")):
        if element.get(f"{TEXT}style-name") in hiding and words(element).strip():
            gone.append(words(element))
            tail = element.tail
            for child in list(element):
                element.remove(child)
            element.text, element.tail = "", tail
    return gone


def with_boxes(root: etree._Element) -> bool:
    """Put the text in frames and shapes behind the paragraph that they hang on. Whether there was one.

    A frame with a picture is the picture and its caption, and those Pandoc reads.
    """
    boxes = [
        box
        for box in root.iter(f"{DRAW}text-box", *SHAPES)
        if next(box.iter(f"{DRAW}image"), None) is None and next(lines(box), None) is not None
    ]
    ends: dict[etree._Element, etree._Element] = {}
    for box in boxes:
        frame = box.getparent() if box.tag == f"{DRAW}text-box" else box
        assert frame is not None
        holder = next(frame.iterancestors(f"{TEXT}p", f"{TEXT}h"), frame)
        for child in list(box):
            if child.tag in BLOCKS:
                ends.get(holder, holder).addnext(child)
                ends[holder] = child
    return bool(boxes)


def take_comments(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Put a sign with its number in the place of each comment (ODF 1.3 part 3, 14.1); the author and text of each."""
    for number, comment in enumerate(list(root.iter(f"{OFFICE}annotation"))):
        author = comment.findtext(f"{CREATOR}") or "?"
        yield author, " ".join(filter(None, (" ".join(words(line).split()) for line in lines(comment))))
        sign = f"{COMMENT}{number}{COMMENT}{comment.tail or ''}"
        before, holder = comment.getprevious(), comment.getparent()
        assert holder is not None
        if before is not None:
            before.tail = (before.tail or "") + sign
        else:
            holder.text = (holder.text or "") + sign
        holder.remove(comment)


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
