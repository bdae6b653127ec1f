"""Files of the package that its pages name and that are not there, from the start on as far as links and frames lead.

Pages that nothing leads to, as a library's examples, are not looked into, nor is what a script names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.markup_loads import elements, named_files
from modulebouwer.package.script_loads import imported

PAGES = {".html", ".htm", ".xht", ".xhtml"}
MOST_OF_A_PAGE = 4 << 20
# No course needs more; a hostile one could name millions.
MOST_PAGES, MOST_NAMES, MOST_FOUND = 2_000, 5_000, 200
# Another server, a scheme such as ``data:``; or a place that a script or a server fills in.
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}|.*[{}<>$|\"'`]", re.DOTALL)
# Nobody misses the picture of a tab.
UNMISSED = ".ico"


class Missing(NamedTuple):
    """``path`` and ``line``: the page or script. ``address`` as it stands there; ``file`` is the path in the package.

    ``kind``: "file", what a module imports ("import"), or a "folder" without a page to begin with.
    """

    path: str
    line: int
    address: str
    file: str
    kind: str = "file"


def missing_files(tree: FileTree, starts: Iterable[str]) -> Iterator[Missing]:
    """At most ``MOST_FOUND``, each file once a page. ``starts``: the addresses with which the package begins."""
    return islice(found_missing(tree, starts), MOST_FOUND)


def found_missing(tree: FileTree, starts: Iterable[str]) -> Iterator[Missing]:
    left = [file for address in starts if (file := file_of(address, ""))]
    seen = set(left)
    for page in islice(walked(left), MOST_PAGES):
        if page not in tree or PurePosixPath(page).suffix.lower() not in PAGES:
            continue
        told: set[str] = set()
        for address, line in islice(named_files(tree[page][:MOST_OF_A_PAGE]), MOST_NAMES):
            file = file_of(address, page)
            if empty := folder_of(address, page, tree):
                if empty not in told:
                    told.add(empty)
                    yield Missing(page, line, address, empty, "folder")
                continue
            if file and file not in tree and file not in told and not file.lower().endswith(UNMISSED):
                told.add(file)
                yield Missing(page, line, address, file)
            elif file and file not in seen:
                seen.add(file)
                left.append(file)
        yield from missing_imports(tree, page, seen)


def missing_imports(tree: FileTree, page: str, seen: set[str]) -> Iterator[Missing]:
    """What the modules of a page import by a path that no file has: a browser adds no extension (HTML, 8.1.5.2)."""
    left: list[tuple[str, str]] = []
    for element, name, _ in elements(tree[page][:MOST_OF_A_PAGE]):
        if name == "script" and element.get("type", "").strip().lower() == "module":
            source = element.get("src")
            if source is None:
                left.append((page, element.text or ""))
            else:
                left += module_at(tree, file_of(source, page), seen)
    for path, text in islice(walked_modules(left), MOST_PAGES):
        for address in sorted(imported(text)):
            if not address.startswith(("./", "../")):
                continue
            file = file_of(address, path)
            if file and file not in tree:
                line = text.count("\n", 0, max(text.find(address), 0)) + 1
                yield Missing(path, line if path != page else 1, address, file, "import")
            elif file:
                left += module_at(tree, file, seen)


def module_at(tree: FileTree, file: str, seen: set[str]) -> list[tuple[str, str]]:
    """The module ``file`` and its text, unless it was read before."""
    key = f"{file} as a module"
    if file not in tree or key in seen:
        return []
    seen.add(key)
    return [(file, tree[file][:MOST_OF_A_PAGE].decode("utf-8", "replace"))]


def walked_modules(left: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """As ``walked``."""
    yield from left


def folder_of(address: str, page: str, tree: FileTree) -> str:
    """The folder of the package that ``address`` names and that has no page to begin with; "" for anything else."""
    path = unquote(re.split("[?#]", address.strip())[0])
    if not path.endswith("/") or path.startswith("/") or ELSEWHERE.match(address.strip()):
        return ""
    folder = normpath(join(dirname(page), path.replace("\\", "/")))
    inside = [file for file in tree if file.startswith(f"{folder}/")]
    begins = {f"{folder}/{name}" for name in ("index.html", "index.htm")}
    return f"{folder}/" if inside and begins.isdisjoint(inside) else ""


def walked(left: list[str]) -> Iterator[str]:
    """Each in turn, also those that are added meanwhile."""
    yield from left


def file_of(address: str, page: str) -> str:
    """The path in the package that ``address`` in ``page`` names (URL Standard, 4.4); "" for none, or a folder."""
    path = unquote(re.split("[?#]", address.strip())[0])
    if not path or path.endswith("/") or ELSEWHERE.match(address.strip()):
        return ""
    # From the root of the LMS's own server, where no file of the package is.
    return path if path.startswith("/") else normpath(join(dirname(page), path.replace("\\", "/")))
