"""What a package's pages, scripts and styles will do, by their letters: whom they load from, which API they call.

A scan, not an interpreter: what a script puts together at run time stays unseen. The work is bounded, for a package
comes from anybody: no more of a file and of all files together is read than the limits say, and no pattern looks
back over what it has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from modulebouwer.package.file_tree import FileTree

MARKUP = {".html", ".htm", ".xhtml"}
STYLES = {".css"}
SCRIPTS = {".js", ".mjs"}
MOST_OF_A_FILE = 4 << 20
MOST_OF_ALL = 64 << 20
MOST_ADDRESSES = 20

ADDRESS = rb"((?:https?:)?//[^\s\"'<>()\\]{1,300})"
# HTML Living Standard: the elements that load something of their own accord; `<` ends the search within a tag.
ELEMENT = re.compile(
    rb"<(?:script|img|iframe|frame|link|video|audio|source|track|embed|object)\s"
    rb"(?:[^<>]{0,2000}?\s)?(?:src|href|data|poster)\s{0,9}=\s{0,9}[\"']?" + ADDRESS + rb"[^<>]{0,2000}",
    re.IGNORECASE,
)
# Of a link only these relations load.
LOADING_LINK = re.compile(rb"stylesheet|icon|preload|prefetch|manifest", re.IGNORECASE)
STYLE = re.compile(rb"(?:url\(\s{0,9}[\"']?|@import\s{1,9}[\"'])" + ADDRESS, re.IGNORECASE)
SCRIPT = re.compile(
    rb"(?:\b(?:fetch|importScripts|import)\s{0,9}\(\s{0,9}|\bfrom\s{0,9}|\bimport\s{0,9}|\.src\s{0,9}=\s{0,9})"
    rb"[\"']" + ADDRESS
)
HOST = re.compile(rb"//([^/?#]*)")

# SCORM 1.2 RTE 3.3 and SCORM 2004 RTE 3.3.1: the names under which an LMS offers its API.
API_2004 = re.compile(rb"\bAPI_1484_11\b")
API_12 = re.compile(rb"\bLMSInitialize\b|\.API\b|\[[\"']API[\"']\]")


class Load(NamedTuple):
    path: str
    line: int
    address: str


class Calls(NamedTuple):
    """Which of the two APIs of SCORM the scripts name, and whether one of the ``words`` asked for occurs in them."""

    older: bool
    newer: bool
    words: bool


def texts(tree: FileTree) -> Iterator[tuple[str, str, bytes]]:
    """Path, suffix in lower case and content of pages, scripts and styles, within the limits."""
    left = MOST_OF_ALL
    for path in tree:
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in MARKUP | STYLES | SCRIPTS and left > 0:
            data = tree[path][: min(MOST_OF_A_FILE, left)]
            left -= len(data)
            yield path, suffix, data


def foreign_loads(tree: FileTree) -> list[Load]:
    """What is loaded from other hosts: the first address of each host in a file, in the order of the files."""
    found: dict[tuple[str, bytes], Load] = {}
    for path, suffix, data in texts(tree):
        for start, address in addresses(suffix, data):
            host = HOST.search(address)
            key = (path, host[1] if host else address)
            if key not in found:
                line = data.count(b"\n", 0, start) + 1
                found[key] = Load(path, line, address.decode("utf-8", "replace"))
            if len(found) == MOST_ADDRESSES:
                return list(found.values())
    return list(found.values())


def addresses(suffix: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    if suffix in MARKUP:
        for match in ELEMENT.finditer(data):
            if match[0][:5].lower() != b"<link" or LOADING_LINK.search(match[0]):
                yield match.start(), match[1]
    if suffix in MARKUP | STYLES:
        yield from ((match.start(), match[1]) for match in STYLE.finditer(data))
    if suffix in MARKUP | SCRIPTS:
        yield from ((match.start(), match[1]) for match in SCRIPT.finditer(data))


def calls(tree: FileTree, words: tuple[bytes, ...]) -> Calls:
    older = newer = worded = False
    for _, suffix, data in texts(tree):
        if suffix not in STYLES:
            older = older or API_12.search(data) is not None
            newer = newer or API_2004.search(data) is not None
            worded = worded or any(word in data for word in words)
    return Calls(older, newer, worded)
