"""What a package's pages, scripts and styles will do: whom they load from, which API they call.

Pages are parsed and styles tokenized as browsers do it; of scripts the letters are read, so that what they load is
only probable. The work is bounded, for a package comes from anybody: no more of a file and of all files together is
read than the limits say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePosixPath
from typing import NamedTuple

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.markup_loads import ICON, connections, markup_loads
from modulebouwer.package.script_loads import loads_from, named_addresses, script_loads
from modulebouwer.package.style_loads import style_loads

MARKUP = {".html", ".htm", ".shtml", ".xht", ".xhtml", ".svg"}
STYLES = {".css"}
SCRIPTS = {".js", ".mjs"}
MOST_OF_A_FILE = 4 << 20
MOST_OF_ALL = 64 << 20
MOST_ADDRESSES = 20
MOST_OF_A_HOST = 100
LONGEST_ADDRESS = 300

# URL Standard, 4.4: of the schemes of the web both slashes may lean the other way, and the scheme may be the page's.
FOREIGN = re.compile(r"(?:(?:https?|wss?|ftp):)?[/\\]{2}([^/\\?#\s]+)|https?:([^/\\?#\s]+)", re.IGNORECASE)
# Patterns that go over whole files begin with letters, which are looked for at once.
# A name that may be given an address.
NAMED = re.compile(rb"=\s{0,5}[\"'](?:https?:)?//")
# CSS Custom Properties 1, 2 and 3; a script asks by name.
OWN_PROPERTY = re.compile(rb"--[-\w]+\s{0,9}:[^;{}]{0,300}?url\(", re.IGNORECASE)
USED_PROPERTY = re.compile(rb"(?:\bvar\(\s{0,9}|[\"'`])(--[-\w]+)", re.IGNORECASE)
CONNECTS = (b"preconnect", b"dns-prefetch")
UNSEEN = str.maketrans("", "", "\t\n\r")

# SCORM 1.2 RTE 3.3 and SCORM 2004 RTE 3.3.1: the names under which an LMS offers its API.
API_2004 = re.compile(rb"API_1484_11(?<=\bAPI_1484_11)\b")
API_12 = (
    re.compile(rb"LMSInitialize(?<=\bLMSInitialize)\b"),
    re.compile(rb"\.API\b"),
    re.compile(rb"\[[\"']API[\"']\]"),
)
# In a list of names to try, or a table of them, the older stands beside the newer.
QUOTED = re.compile(rb"[\"']API[\"']")


@dataclass(frozen=True)
class Load:
    """``sure``: a browser that shows the file will load it; else a script probably does.

    ``others``: what else the file loads from the same host. ``icon``: of the page's tab.
    """

    path: str
    line: int
    address: str
    column: int = field(default=1, compare=False)
    sure: bool = field(default=True, compare=False)
    others: tuple[Load, ...] = field(default=(), compare=False)
    icon: bool = field(default=False, compare=False)


class Calls(NamedTuple):
    """Which of the two APIs of SCORM the scripts name, and which of the ``words`` asked for occur in them."""

    older: bool
    newer: bool
    words: frozenset[bytes]


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
    found: list[Load] = []
    naming: list[tuple[str, bytes]] = []
    used: frozenset[str] | None = None
    for path, suffix, data in texts(tree):
        if suffix not in STYLES and NAMED.search(data):
            naming.append((path, data))
        if used is None and suffix not in SCRIPTS and OWN_PROPERTY.search(data):
            used = used_properties(tree)
        for load in loads_of(path, suffix, data, used):
            found.append(load)
            if len(found) == MOST_ADDRESSES:
                return found
    known = {host_of(load.address) for load in found}
    composed = (load for load in composed_loads(tree, naming) if host_of(load.address) not in known)
    return [*found, *islice(composed, MOST_ADDRESSES - len(found))]


def loads_of(path: str, suffix: str, data: bytes, used: frozenset[str] | None) -> Iterator[Load]:
    if suffix in MARKUP:
        return page_loads(path, data, used)
    return style_sheet_loads(path, data, used) if suffix in STYLES else program_loads(path, data)


def used_properties(tree: FileTree) -> frozenset[str]:
    """The custom properties whose value some style or script asks for: that of any other loads nothing."""
    named = (found[1] for _, _, data in texts(tree) for found in USED_PROPERTY.finditer(data))
    return frozenset(name.decode("utf-8", "replace") for name in named)


def composed_loads(tree: FileTree, naming: list[tuple[str, bytes]]) -> Iterator[Load]:
    """Servers whose address a script keeps under a name (one in ``naming``), and from which a script loads by it."""
    if not naming:
        return
    every = [data.decode("utf-8", "replace") for _, suffix, data in texts(tree) if suffix not in STYLES]
    told: set[str] = set()
    for path, data in naming:
        text = data.decode("utf-8", "replace")
        for name, address, offset in islice(named_addresses(text), MOST_ADDRESSES):
            host = host_of(address)
            if host and host not in told and any(name in one and loads_from(one, name) for one in every):
                told.add(host)
                yield from written(path, text, [(address, offset)], sure=False)


def foreign_connections(tree: FileTree) -> list[Load]:
    """Other hosts to which pages connect without loading anything, those left out from which something is loaded."""
    pages = ((path, data) for path, suffix, data in texts(tree) if suffix in MARKUP and connects(data))
    found: dict[str, Load] = {}
    for path, data in pages:
        for address, line in connections(data):
            host = host_of(address)
            if host and len(found) < MOST_ADDRESSES:
                found.setdefault(host, Load(path, line, address[:LONGEST_ADDRESS]))
    loaded = {host_of(load.address) for load in foreign_loads(tree)} if found else set()
    return [load for host, load in found.items() if host not in loaded]


def connects(data: bytes) -> bool:
    small = data.lower()
    return any(word in small for word in CONNECTS)


def page_loads(path: str, data: bytes, used: frozenset[str] | None = None) -> Iterator[Load]:
    return by_host(addressed(path, data, used))


def addressed(path: str, data: bytes, used: frozenset[str] | None) -> Iterator[Load]:
    after = 0
    seen: set[str] = set()
    for reference in markup_loads(data, used=used):
        address = reference.address.translate(UNSEEN)
        if address not in seen and host_of(address):
            seen.add(address)
            after, line, column = located(data, reference.address, after, reference.line)
            icon = reference.attribute == ICON
            yield Load(path, line, address[:LONGEST_ADDRESS], column, reference.sure, icon=icon)


def by_host(loads: Iterable[Load]) -> Iterator[Load]:
    """The first load of each host, with the others of it; bounded, for a file may come from anybody."""
    hosts: dict[str, list[Load]] = {}
    for load in loads:
        host = host_of(load.address)
        if host not in hosts and len(hosts) == MOST_ADDRESSES:
            break
        alike = hosts.setdefault(host, [])
        if len(alike) < MOST_OF_A_HOST and load not in alike:
            alike.append(load)
    for first, *others in hosts.values():
        yield replace(first, others=tuple(others))


def style_sheet_loads(path: str, data: bytes, used: frozenset[str] | None = None) -> Iterator[Load]:
    text = data.decode("utf-8", "replace")
    return text_loads(path, text, style_loads(text, used=used), sure=True)


def program_loads(path: str, data: bytes) -> Iterator[Load]:
    text = data.decode("utf-8", "replace")
    return text_loads(path, text, script_loads(text), sure=False)


def text_loads(path: str, text: str, found: Iterable[tuple[str, int]], *, sure: bool) -> Iterator[Load]:
    return by_host(written(path, text, found, sure=sure))


def written(path: str, text: str, found: Iterable[tuple[str, int]], *, sure: bool) -> Iterator[Load]:
    seen: set[str] = set()
    for address, offset in found:
        if address not in seen and host_of(address):
            seen.add(address)
            line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
            yield Load(path, line, address[:LONGEST_ADDRESS], column, sure)


def host_of(address: str) -> str:
    found = FOREIGN.match(address)
    return (found[1] or found[2]).lower() if found else ""


def located(data: bytes, address: str, after: int, line: int) -> tuple[int, int, int]:
    """Offset, line and column of the tag or text with ``address``; the parser's ``line`` for one that it decoded."""
    at = data.find(address.encode(), after)
    if at < 0:
        return after, line, 1
    start = max(data.rfind(b"<", 0, at), 0)
    return at, data.count(b"\n", 0, start) + 1, start - data.rfind(b"\n", 0, start)


def calls(tree: FileTree, words: tuple[bytes, ...]) -> Calls:
    older = newer = False
    missed = set(words)
    for _, suffix, data in texts(tree):
        if suffix not in STYLES:
            named = API_2004.search(data) is not None
            older = older or any(one.search(data) for one in API_12) or (named and bool(QUOTED.search(data)))
            newer = newer or named
            missed -= {word for word in missed if word in data}
    return Calls(older, newer, frozenset(words) - missed)
