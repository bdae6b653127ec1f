"""An OpenDocument text as its maker meant it: Pandoc does not read its running heads, table of contents and title.

ODF 1.3 part 3: 8.3 (tables of contents), 10.4.17 (``svg:desc`` says what a picture shows), 16.9 (heads and feet of
master pages).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from modulebouwer.importing import word_numbers
from modulebouwer.importing.prepared import (
    COLUMN,
    COMMENT,
    TITLE,
    Change,
    Prepared,
    contents,
    hidden,
    running_heads,
)
from modulebouwer.importing.tree import Mark
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.word import parsed, rewritten

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
# Where a program's fields stand, and what in those is no field: links, notes and what was changed.
FIELDS = (TEXT.strip("{}"), "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0")
NO_FIELDS = ("span", "a", "p", "h", "note-citation", "page-number", "page-count", "ruby-text")
CREATOR = f"{DC}creator"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
SHAPES = tuple(
    f"{DRAW}{name}" for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption")
)
XLINK = "{http://www.w3.org/1999/xlink}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
# The styles of headings in every language of LibreOffice; a space is written as _20_ (19.498).
HEADING = re.compile(r"Heading_20_(?P<level>[1-9])")
BLOCKS = (f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table")
# Forms of numbers, by the names that Word has for them.
OPEN_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
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
            changes = tuple(map(change_of, root.iter(f"{TEXT}insertion", f"{TEXT}deletion")))
            unseen = without_hidden(root, styles)
            told = (*told, *hidden(unseen))
            named, formulas = with_formulas(root, archive, shown)
            headings = with_headings(root, styles)
            labelled, numbers = (False, []) if styles is None else with_numbers(root, styles)
            boxes = with_boxes(root)
            filled_in = with_fields(root)
            nested = with_nested_tables(root)
            told = (*told, *(Mark("IMP-009", {}) for _ in range(nested)))
            comments = tuple(take_comments(root))
            titled = mark_title(root, title_styles(root))
            divided = with_columns(root)
            done = (boxes, comments, unseen, filled_in, nested, named, headings, labelled, titled, divided)
            if any(done):
                data = rewritten(archive, {"content.xml": etree.tostring(root)})
            return Prepared(data, told, alternatives, comments, changes, numbers=numbers, formulas=formulas)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError) as error:
        raise Unreadable("IMP-102", shown) from error


def change_of(element: etree._Element) -> Change:
    """Who made a tracked change, and when (5.5.7)."""
    who, when = (next(element.iter(f"{DC}{name}"), None) for name in ("creator", "date"))
    return Change.of(None if who is None else who.text, None if when is None else when.text)


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


def with_columns(root: etree._Element) -> bool:
    """Put the sign of a column in the place of each tab (6.1.4). Whether there was one."""
    tabs = list(root.iter(f"{TEXT}tab"))
    for tab in tabs:
        tab.tag, tab.text = f"{TEXT}span", COLUMN
    return bool(tabs)


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


def with_numbers(root: etree._Element, styles: etree._Element) -> tuple[bool, list[tuple[str, str]]]:
    """Write numbers with words in them ("Bijlage A") before their paragraphs, and take headings out of lists.

    Numbers are those of the outline (16.34), or of a list in which LibreOffice puts headings that Word numbered so.
    Whether there was something to change; and the bare numbers of headings, each with the words of its heading.
    """
    ways = {
        style.get(f"{STYLE}name", ""): levels_of(style)
        for sheet in (styles, root)
        for style in sheet.iter(f"{TEXT}list-style")
    }
    outline = next((levels_of(one) for one in styles.iter(f"{TEXT}outline-style")), {})
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    found, numbers = False, []
    lists: list[etree._Element] = []
    for element in list(root.iter(f"{TEXT}h", f"{TEXT}p")):
        around = list(element.iterancestors(f"{TEXT}list"))
        said = " ".join(words(element).split())
        heads = element.tag == f"{TEXT}h"
        name = around[-1].get(f"{TEXT}style-name", "") if around else ""
        way = ways.get(name, {}) if around else outline if heads else {}
        level = len(around) or int(element.get(f"{TEXT}outline-level", "1"))
        first = not around or element.getparent().index(element) == 0  # type: ignore[union-attr]
        kind = way.get(level)
        if kind is None or not said or not first or element.get(f"{TEXT}is-list-header") == "true":
            continue
        number, before, behind = label(way, counts[name], level, element.get(f"{TEXT}start-value"))
        named = any(character.isalpha() for character in before + behind)
        if around and (heads or named):
            lists += [one for one in around if one not in lists]
        if number and named:
            element.text = f"{before}{number}{behind.rstrip()} {element.text or ''}"
            found = True
        elif number and heads:
            numbers.append((number, said))
    for one in lists:
        lift(one)
    return found or bool(lists), numbers


def levels_of(style: etree._Element) -> dict[int, etree._Element]:
    """How each level of a list or of the outline is numbered."""
    return {
        int(level.get(f"{TEXT}level", "0")): level
        for level in style.iterchildren(f"{TEXT}outline-level-style", f"{TEXT}list-level-style-number")
    }


def label(
    way: Mapping[int, etree._Element], counts: dict[int, int], level: int, own: str | None
) -> tuple[str, str, str]:
    """The next number of a level, and what stands before and behind it; ``own``: the number that it begins with."""
    kind = way[level]
    for deeper in [one for one in counts if one > level]:
        del counts[deeper]
    counts[level] = int(own) if own else counts.get(level, int(kind.get(f"{TEXT}start-value", "1")) - 1) + 1
    shown = range(level - int(kind.get(f"{TEXT}display-levels", "1")) + 1, level + 1)
    forms = {one: way[one].get(f"{STYLE}num-format", "") for one in shown if one in way}
    number = ".".join(written(counts.get(one, 1), form) for one, form in forms.items() if form)
    return (
        number if forms[level] else "",
        kind.get(f"{STYLE}num-prefix", ""),
        kind.get(f"{STYLE}num-suffix", ""),
    )


def lift(holder: etree._Element) -> None:
    """Put what the points of a list hold in the place of the list."""
    for point in list(holder):
        for child in list(point) if point.tag in (f"{TEXT}list-item", f"{TEXT}list-header") else ():
            holder.addprevious(child)
    parent = holder.getparent()
    assert parent is not None  # the body of the text at least
    parent.remove(holder)


def written(number: int, form: str) -> str:
    """A number as ``style:num-format`` has it (19.502)."""
    return word_numbers.written(number, OPEN_FORMS.get(form, "decimal"))


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
