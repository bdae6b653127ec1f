"""White in Word that says something, and that Pandoc does not read: before a typed point, and between columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from modulebouwer.importing.prepared import COLUMN, DEEPER
from modulebouwer.importing.typed_lists import BULLET, NUMBER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"heading|kop|tit(?:le|el)", re.IGNORECASE)
# Styles whose paragraphs are no text to Pandoc, but say something of the document.
ABOUT = re.compile(r"(?:sub|onder)?tit(?:le|el)|aut(?:hor|eur)|dat(?:e|um)|abstract", re.IGNORECASE)
# In twentieths of a point: a space and a tab, and what is no difference.
SPACE, TAB = 55, 720
SAME = 100


def with_typed_depths(root: etree._Element) -> bool:
    """Put the sign of a list within a list before typed points that stand farther in. Whether something changed.

    Their indent goes, for which Pandoc would take them for quotations. In a cell of a table there is no list.
    """
    found = False
    lefts: list[int] = []
    above: etree._Element | None = None
    for paragraph in root.iter(f"{W}p"):
        text = "".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in letters(paragraph))
        typed = BULLET.match(text) or NUMBER.match(text)
        styled = paragraph.find(f"{W}pPr/{W}pStyle")
        heading = styled is not None and HEADING.match(styled.get(f"{W}val", ""))
        if not typed or heading or next(paragraph.iter(f"{W}numPr"), None) is not None:
            above = None
            continue
        lefts = [] if above is None or paragraph.getprevious() is not above else lefts
        if next(paragraph.iterancestors(f"{W}tc"), None) is not None:
            continue
        found = True
        left = taken_indent(paragraph) + white(text)
        lefts = [*(one for one in lefts if one < left - SAME), left]
        if len(lefts) > 1:
            put_before(paragraph, DEEPER * (len(lefts) - 1))
        above = paragraph
    return found


def with_columns(root: etree._Element) -> bool:
    """Put the sign of a column in the place of each tab. Whether there was one."""
    found = False
    for paragraph in root.iter(f"{W}p"):
        styled = paragraph.find(f"{W}pPr/{W}pStyle")
        if styled is not None and ABOUT.match(styled.get(f"{W}val", "")):
            continue
        for node in list(letters(paragraph)):
            if node.tag == f"{W}tab":
                node.tag, node.text, found = f"{W}t", COLUMN, True
    return found


def letters(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts and tabs of a paragraph's runs."""
    for run in paragraph.iter(f"{W}r"):
        yield from run.iterchildren(f"{W}t", f"{W}tab")


def taken_indent(paragraph: etree._Element) -> int:
    """Where the first line begins (17.3.1.12), which is taken from the paragraph."""
    element = paragraph.find(f"{W}pPr/{W}ind")
    holder = None if element is None else element.getparent()
    if element is None or holder is None:
        return 0
    said = {str(etree.QName(name).localname): str(value) for name, value in element.items()}
    holder.remove(element)
    first = number(said.get("firstLine")) - number(said.get("hanging"))
    return number(said.get("left") or said.get("start")) + first


def number(value: str | None) -> int:
    return int(value) if value and value.lstrip("-").isdigit() else 0


def white(text: str) -> int:
    begin = text[: len(text) - len(text.lstrip())]
    return sum(TAB if letter == "\t" else SPACE for letter in begin)


def put_before(paragraph: etree._Element, sign: str) -> None:
    """Put a sign in the place of the white that a paragraph begins with."""
    for node in list(letters(paragraph)):
        holder = node.getparent()
        if node.tag == f"{W}tab" and holder is not None:
            holder.remove(node)
        elif node.text and node.text.strip():
            node.text = sign + node.text.lstrip()
            return
        else:
            node.text = ""
