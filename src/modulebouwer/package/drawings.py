"""What makes an SVG more than a drawing: it runs something, or fetches something (SVG 2, 15 and 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

XLINK = "{http://www.w3.org/1999/xlink}href"
# A page in the drawing can do what pages do; other tools write their texts in one.
SCRIPTS = {"script", "handler", "listener"}
PAGE = "foreignObject"
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
    for element in root.iter(etree.Element):
        address = element.get(XLINK) or element.get("href") or ""
        elsewhere = address and not address.startswith(("data:image/", "#"))
        if elsewhere and etree.QName(element).localname in FETCHING:
            yield element, address
