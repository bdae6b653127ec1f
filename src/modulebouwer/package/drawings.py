"""What makes an SVG more than a drawing: it runs something, or fetches something (SVG 2, 15 and 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

XLINK = "{http://www.w3.org/1999/xlink}href"
# A page in the drawing can do what pages do; other tools write their texts in one.
SCRIPTS = {"script", "handler", "listener"}
PAGE = "foreignObject"
# What a style gets from elsewhere (CSS Values 4, 4.5; CSS Cascade 4, 2), and a sheet of styles beside the drawing.
IN_STYLE = re.compile(
    r"""url\(\s*["']?\s*(?!data:|\#)([^\s"')]+)|@import\s+["']([^"']+)["']""", re.IGNORECASE
)
STYLE_SHEET = re.compile(r"""xml-stylesheet\b.*?href\s*=\s*["']([^"'#]+)["']""", re.DOTALL)
FETCHING = ("image", "use", "feImage")


def active_part(root: etree._Element, *, pages_too: bool) -> etree._Element | None:
    """The first element that runs something; with ``pages_too`` also one that holds a page."""
    names = {*SCRIPTS, PAGE} if pages_too else SCRIPTS
    for element in root.iter(etree.Element):
        runs = any(active(key, value) for key, value in element.attrib.items())
        if runs or etree.QName(element).localname in names:
            return element
    return None


def active(name: object, value: object) -> bool:
    """Whether an attribute runs something or leads somewhere a picture has no business."""
    local = str(name).rpartition("}")[2].lower()
    text = re.sub(r"[\s\x00-\x1f]", "", str(value)).lower()
    return local.startswith("on") or text.startswith(("javascript:", "vbscript:", "data:text"))


def fetched(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Elements that need another file, with its address: in a page those places stay empty."""
    for before in root.itersiblings(preceding=True):
        sheet = STYLE_SHEET.search(str(before)) if isinstance(before, etree._ProcessingInstruction) else None
        if sheet:
            yield root, sheet[1]
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        address = element.get(XLINK) or element.get("href") or ""
        elsewhere = address and not address.startswith(("data:image/", "#"))
        if elsewhere and name in FETCHING:
            yield element, address
        styles = [*map(str, element.attrib.values()), *([element.text or ""] if name == "style" else [])]
        for found in (match for style in styles for match in IN_STYLE.finditer(style)):
            yield element, found[1] or found[2]
