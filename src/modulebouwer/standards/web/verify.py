"""Will these files work on any website, and from a folder without a network?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree

# HTML Living Standard: the attributes by which a page loads something of its own accord.
LOADING = (
    ("//*[not(self::a)]/@src", "src"),
    ("//link/@href", "href"),
    ("//video/@poster", "poster"),
)


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``index.html``."""
    page = tree[LAUNCH_PAGE]
    if not page.strip():
        yield Finding("WEB-001", Location(LAUNCH_PAGE))
        return
    document = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", no_network=True))
    for query, name in LOADING:
        for address in document.xpath(query):
            yield from loaded(address.getparent(), str(address), name, tree)


def loaded(element: etree._Element, address: str, name: str, tree: FileTree) -> Iterator[Finding]:
    parts = urlsplit(address)
    place = Location(LAUNCH_PAGE, element.sourceline or 1)
    if parts.netloc or parts.scheme not in ("", "data"):
        yield Finding("WEB-002", place, {"address": address, "name": name})
    elif not parts.scheme and parts.path and unquote(parts.path) not in tree:
        yield Finding("WEB-003", place, {"address": address})
