"""What the letters of a script do not show: names in escapes and in base64, code that is unpacked or fetched first.

A reading of letters can find such a name, never prove that there is none.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.page_scan import MARKUP, SCRIPTS, STYLES, Load, foreign_loads, host_of, texts

# String escapes of ECMAScript (12.9.4), and the text that ``atob`` is given.
ESCAPED = re.compile(rb"\\x([0-9A-Fa-f]{2})|\\u00([0-9A-Fa-f]{2})|\\u\{0{0,4}([0-9A-Fa-f]{2})\}")
BASE64 = re.compile(rb"\batob\s{0,9}\(\s{0,9}[\"'`]([A-Za-z0-9+/=\s]{8,})[\"'`]")
MOST_PIECES = 200
# How programs that hide code begin what they write.
PACKED = re.compile(
    rb"\batob\s*\(|\beval\s*\(\s*(?:unescape|decodeURIComponent|String\.fromCharCode|function\s*\(\s*p\s*,\s*a\s*,)"
    rb"|\bdocument\.write\s*\(\s*unescape|\b_0x[0-9a-f]{4,6}\b"
)
# What these hold is no code: of a server that gives no more, the code is all in the package.
NO_CODE = re.compile(
    r"\.(?:css|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|ogg|vtt)(?:[?#]|$)"
    r"|^(?:https?:)?//fonts\.(?:googleapis|gstatic)\.com/",
    re.IGNORECASE,
)
SCRIPTED = re.compile(rb"<script\b|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
DATA = (".json", ".xml", ".txt")
MOST_OF_DATA = 1 << 20


class Veil(NamedTuple):
    """``kind``: "packed" or "elsewhere". ``where``: the file of the package, or the host."""

    kind: str
    where: str


def unveiled(data: bytes) -> bytes:
    """The letters with escapes read, and behind them what stands in base64."""
    plain = ESCAPED.sub(lambda found: bytes([int(found[1] or found[2] or found[3], 16)]), data)
    return b"\n".join([plain, *islice(decoded(plain), MOST_PIECES)])


def decoded(data: bytes) -> Iterator[bytes]:
    for found in BASE64.finditer(data):
        try:
            yield base64.b64decode(found[1])
        except binascii.Error:
            continue


def veil(tree: FileTree) -> Veil | None:
    """The first place of which the code is not to be read."""
    for path, suffix, data in texts(tree):
        if suffix not in STYLES and PACKED.search(data):
            return Veil("packed", path)
    brought = (load for first in foreign_loads(tree) for load in (first, *first.others))
    return next((Veil("elsewhere", host_of(one.address)) for one in brought if brings_code(tree, one)), None)


def brings_code(tree: FileTree, load: Load) -> bool:
    """Whether code comes by it: of what a page loads its scripts, of what a script loads all that may be one."""
    if NO_CODE.search(load.address):
        return False
    line = tree[load.path].split(b"\n")[load.line - 1 : load.line] if load.sure else []
    return not load.sure or any(one[load.column - 1 :].lower().startswith(b"<script") for one in line)


def has_code(tree: FileTree) -> bool:
    """Whether anything in the package runs in a browser."""
    return any(
        suffix in SCRIPTS or (suffix in MARKUP and SCRIPTED.search(data) is not None)
        for _, suffix, data in texts(tree)
    )


def named_in(tree: FileTree, words: tuple[bytes, ...], besides: str) -> str:
    """The file, ``besides`` the one that no script reads, whose escapes, base64 or data hold a word; "" for none."""
    for path, suffix, data in texts(tree):
        if suffix not in STYLES and holds(unveiled(data), words):
            return path
    files = (path for path in tree if path.lower().endswith(DATA) and path != besides)
    return next((path for path in files if holds(tree[path][:MOST_OF_DATA], words)), "")


def holds(data: bytes, words: tuple[bytes, ...]) -> bool:
    return any(word in data for word in words)
