"""What makes an SVG more than a drawing: it runs something, or fetches something (SVG 2, 15 and 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.page_scan import MARKUP, STYLES, texts

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
# What a page shows as a picture: an image, one of several to choose from, what stands before a film, a button.
VALUE = rb"\s{0,9}=\s{0,9}([\"'][^\"']{0,2000}[\"']|[^\s>]{1,500})"
PICTURES = tuple(
    re.compile(rb"<(?:" + tag + rb")\b[^<>]{0,1000}?\s(?:" + attribute + rb")" + VALUE, re.IGNORECASE)
    for tag, attribute in (
        (rb"img|input|image", rb"src"),
        (rb"image", rb"(?:xlink:)?href"),
        (rb"img|source", rb"srcset"),
        (rb"video", rb"poster"),
    )
)
# In a style an address is that of an image, or of something to draw with (CSS Values 4, 4.5): never of a document.
STYLED = re.compile(rb"\burl\(\s{0,9}[\"']?([^\"')]{1,500})|\bimage-set\(([^;{}]{1,1000})", re.IGNORECASE)
IMPORTED = re.compile(rb"@import\b[^;]{0,500}", re.IGNORECASE)


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


def only_a_picture(tree: FileTree, path: str) -> bool:
    """Whether pages and styles show a drawing as a picture and nothing names it otherwise.

    A browser then runs nothing in it (SVG Integration, 2.1: in an image a document is processed without scripts).
    """
    name = path.rpartition("/")[2].encode()
    shown = False
    for place, suffix, data in texts(tree):
        named = data.count(name) if place != path else 0
        if not named:
            continue
        if suffix not in MARKUP | STYLES or named_as_picture(name, suffix, data) < named:
            return False
        shown = True
    return shown


def named_as_picture(name: bytes, suffix: str, data: bytes) -> int:
    """How often a page or style names the file ``name`` where only a picture can stand."""
    styles = IMPORTED.sub(b"", data)
    found = [one for pair in STYLED.findall(styles) for one in pair]
    if suffix in MARKUP:
        found += [one for pattern in PICTURES for one in pattern.findall(data)]
    return sum(one.count(name) for one in found)


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
