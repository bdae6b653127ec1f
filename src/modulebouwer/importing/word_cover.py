"""The title page of a Word document: short lines on a page of their own, the title in the largest letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# Notes, comments and tracked changes have to stay, or be told, as such.
KEPT = tuple(W + name for name in ("footnoteReference", "endnoteReference", "commentReference", "ins", "del"))
FEWEST, MOST = 3, 15
LONGEST = 120


def without_cover(
    page: Sequence[etree._Element], sizes: Mapping[etree._Element, int]
) -> tuple[etree._Element | None, list[str]]:
    """Take a title page out but for its title; the title's paragraph, and what else stood on the page.

    ``page``: the paragraphs of the ``first_page``; ``sizes``: of the letters of each paragraph with a text. None
    and nothing where it is no title page.
    """
    lines = [paragraph for paragraph in page if paragraph in sizes]
    texts = ["".join(node.text or "" for node in paragraph.iter(f"{W}t")).strip() for paragraph in lines]
    if not FEWEST <= len(lines) <= MOST or any(
        len(one) > LONGEST or one.endswith((".", "?")) for one in texts
    ):
        return None, []
    largest = sorted((sizes[line] for line in lines), reverse=True)
    # The letters of a text are nowhere on the page larger than its title's.
    if largest[0] == largest[1] or largest[0] <= min(sizes.values()):
        return None, []
    title = next(line for line in lines if sizes[line] == largest[0])
    gone = []
    for paragraph in page:
        if paragraph is title:
            continue
        gone += [f"[{one.get('descr') or one.get('name') or '…'}]" for one in paragraph.iter(DRAWN)]
        gone += [texts[lines.index(paragraph)]] if paragraph in lines else []
        for child in paragraph.iterchildren(f"{W}r", f"{W}hyperlink"):
            paragraph.remove(child)
    return title, gone


def first_page(root: etree._Element) -> list[etree._Element]:
    """The paragraphs above the first end of a page (17.3.3.1, 17.3.1.23, 17.6.17), where they are nothing but text."""
    page: list[etree._Element] = []
    body = root.find(f"{W}body")
    for element in () if body is None else body:
        if element.tag != f"{W}p" or next(element.iter(*KEPT), None) is not None:
            return []
        if element.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            return page
        page.append(element)
        broken = any(one.get(f"{W}type") == "page" for one in element.iter(f"{W}br"))
        if broken or element.find(f"{W}pPr/{W}sectPr") is not None:
            return page
    return []
