"""A control file that comes without a zip, which a standard may allow where all its addresses are whole."""

from __future__ import annotations

from typing import BinaryIO

from lxml.etree import QName, XMLSyntaxError

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.xml import parse_xml
from modulebouwer.standards import REGISTRY

MOST_BYTES = 2 << 20
MARK = b"\xef\xbb\xbf"


def alone(file: BinaryIO) -> FileTree | None:
    """The file as the tree of a package, None for any other file or one larger than ``MOST_BYTES``."""
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES or not data.removeprefix(MARK).lstrip().startswith(b"<"):
        return None
    try:
        root = QName(parse_xml(data)).localname
    except XMLSyntaxError:
        return None
    standards = (one for one in REGISTRY.values() if one.stands_alone)
    return next(({one.control_file: data} for one in standards if one.stands_alone == root), None)
