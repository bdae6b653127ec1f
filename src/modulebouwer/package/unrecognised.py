"""What a file is that is no package of a standard: a broken manifest, another kind of zip, no zip at all."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO

from lxml.etree import XMLSyntaxError

from modulebouwer.findings import Finding, Location
from modulebouwer.package.aicc import SUFFIXES, aicc_files, assignable_addresses
from modulebouwer.package.file_tree import FileTree, has_index, left_behind, letters
from modulebouwer.package.places import at_entry, whole
from modulebouwer.package.sized_tree import CHUNK
from modulebouwer.package.xml import parse_xml
from modulebouwer.standards import REGISTRY
from modulebouwer.standards.scorm import MANIFEST, other_kind

MOODLE_BACKUP = "Moodle (.mbz)"
# Zips that people take for a package and an LMS may import in its own way: name → how it is known.
OTHER_KINDS: dict[str, Callable[[FileTree], bool]] = {
    "H5P": lambda tree: "h5p.json" in tree,
    MOODLE_BACKUP: lambda tree: "moodle_backup.xml" in tree,
}
# Documents that are zips.
DOCUMENTS: dict[str, Callable[[FileTree], bool]] = {
    "eXeLearning (.elp)": lambda tree: "contentv3.xml" in tree or "contentv2.xml" in tree,
    "EPUB": lambda tree: "META-INF/container.xml" in tree,
    "Microsoft Office": lambda tree: "[Content_Types].xml" in tree,
    "OpenDocument": lambda tree: "META-INF/manifest.xml" in tree,
}

# Files of other kinds, by what they begin with (XML and HTML behind a byte order mark and white space).
BEGINNINGS = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
    b"\x1f\x8b": "tar.gz",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "Microsoft Office",
}
TAR, TAR_PLACE = b"ustar", 257
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(\?xml|!doctype html|html)", re.IGNORECASE)
# The first element, and those of the files that are a package's own.
ROOT = re.compile(rb"<(?:\w[\w.-]*:)?([A-Za-z_][\w.-]*)")
CONTROL_ROOTS = {"", "manifest", "tincan", "courseStructure"}
# What a Moodle backup in tar form begins with, or with its description (Moodle's tgz_packer.php).
BACKUP = re.compile(rb"\.ARCHIVE_INDEX|moodle_backup\.xml")


def not_a_zip(file: BinaryIO, why: str) -> Finding:
    """What the file is instead, if its beginning says so."""
    file.seek(0)
    start = file.read(CHUNK)
    if start.startswith(b"\x1f\x8b") and BACKUP.search(unpacked_start(start)):
        return whole("PKG-035", kind=MOODLE_BACKUP, titles="none")
    kind = next((kind for sign, kind in BEGINNINGS.items() if start.startswith(sign)), "")
    if start[TAR_PLACE:].startswith(TAR):
        kind = "tar"
    if markup := MARKUP.match(start):
        if markup[1] == b"?xml":
            root = ROOT.search(start)
            name = root[1].decode() if root else ""
            return whole("PKG-041") if name in CONTROL_ROOTS else whole("PKG-185", root=name)
        kind = "HTML"
    return whole("PKG-038", kind=kind) if kind else whole("PKG-001", why=why)


def unpacked_start(data: bytes) -> bytes:
    """The first bytes in a gzip file, b"" of a broken one (RFC 1952)."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, CHUNK)
    except zlib.error:
        return b""


def unrecognised(tree: FileTree) -> Finding:
    """What is nearest to a package: a control file that says nothing, one out of its place, another kind of zip."""
    control_files = sorted({standard.control_file for standard in REGISTRY.values() if standard.for_lms})
    present = [name for name in control_files if name in tree]
    other = other_kind(letters(tree.get(MANIFEST, b""))) or kind_in(OTHER_KINDS, tree)
    if other:
        return whole("PKG-035", kind=other, titles=titled(tree), start=starts(tree))
    if present:
        return unknown_standard(tree, present[0])
    if at := misplaced(tree):
        return at_entry("PKG-011", at) if "/" in at else at_entry("PKG-187", at, better=at.lower())
    return aicc(tree) or not_a_package(tree, ", ".join(control_files))


def kind_in(kinds: Mapping[str, Callable[[FileTree], bool]], tree: FileTree) -> str:
    return next((kind for kind, sign in kinds.items() if sign(tree)), "")


def not_a_package(tree: FileTree, expected: str) -> Finding:
    """A document, packages that were packed once more, or anything else."""
    document = kind_in(DOCUMENTS, tree)
    if document:
        return whole("PKG-039", kind=document)
    inner = sorted(path for path in tree if path.lower().endswith(".zip"))
    if inner:
        return whole("PKG-040", count=len(inner), first=inner[0])
    if all(left_behind(path) for path in tree):
        return whole("PKG-184")
    return whole("PKG-012", expected=expected, cst=cst_of(tree))


def cst_of(tree: FileTree) -> str:
    """Moodle's form lets a package in by this, letter for letter (scorm_validate_package: ``/\\.cst$/``)."""
    return "yes" if any(path.endswith(".cst") for path in tree) else "no"


def misplaced(tree: FileTree) -> str:
    """The path of a control file that is not where it belongs, or is in capitals; of several the highest, else ""."""
    control_files = {standard.control_file for standard in REGISTRY.values() if standard.for_lms}
    found = (
        path
        for path in tree
        if path.rpartition("/")[2].lower() in control_files and path not in control_files
    )
    return min(found, key=lambda path: (path.count("/"), path), default="")


def unknown_standard(tree: FileTree, path: str) -> Finding:
    try:
        root = parse_xml(tree[path])
    except XMLSyntaxError as error:
        place = Location(path, max(error.position[0], 1))
        return Finding("PKG-029", place, {"path": path, "why": error.msg or ""})
    version = (root.findtext("{*}metadata/{*}schemaversion") or "").strip()
    return at_entry("PKG-013", path, version=version, titles=titled(tree), start=starts(tree))


def starts(tree: FileTree) -> str:
    """Whether Open edX finds anything to start: the first resource with a file, else an index.html; "yes" or "no"."""
    try:
        root = parse_xml(tree[MANIFEST])
    except (KeyError, XMLSyntaxError):
        return has_index(tree)
    return "yes" if root.find("{*}resources/{*}resource[@href]") is not None else has_index(tree)


def titled(tree: FileTree) -> str:
    """Whether "all" or "some" organizations of the manifest have a title (Open edX wants one); "none": no manifest."""
    try:
        root = parse_xml(tree[MANIFEST])
    except (KeyError, XMLSyntaxError):
        return "none"
    found = root.findall("{*}organizations/{*}organization")
    return "all" if all(one.find("{*}title") is not None for one in found) else "some"


def aicc(tree: FileTree) -> Finding | None:
    """A course in AICC's form, whole or not. ``tried``: with its files at the root, and its units in the package."""
    found = aicc_files(tree)
    if not found:
        return None
    missing = ", ".join(suffix for suffix in SUFFIXES if suffix not in found)
    code = "PKG-180" if missing else "PKG-030"
    apart = any("/" in path for path in found.values()) or any(
        ":" in one for one in assignable_addresses(tree)
    )
    tried = "no" if apart else "yes"
    return whole(code, files=", ".join(found.values()), missing=missing, cst=cst_of(tree), tried=tried)
