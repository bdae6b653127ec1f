"""Will these files work on any website, and from a folder without a network?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree
from modulebouwer.package.markup_loads import Reference, markup_loads


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``index.html``."""
    page = tree[LAUNCH_PAGE]
    if not page.strip():
        yield Finding("WEB-001", Location(LAUNCH_PAGE))
        return
    for reference in markup_loads(page):
        if reference.sure:
            yield from loaded(reference, tree)


def loaded(reference: Reference, tree: FileTree) -> Iterator[Finding]:
    address = reference.address
    place = Location(LAUNCH_PAGE, reference.line)
    try:
        parts = urlsplit(address)
    except ValueError:
        yield Finding("WEB-003", place, {"address": address})
        return
    if parts.netloc or parts.scheme not in ("", "data"):
        yield Finding("WEB-002", place, {"address": address, "name": reference.attribute})
    elif not parts.scheme and parts.path and unquote(parts.path) not in tree:
        yield Finding("WEB-003", place, {"address": address})
