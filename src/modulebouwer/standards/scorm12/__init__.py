"""SCORM 1.2: what the registry needs to know of it. Its writer and verification, and lxml with them, load on use."""

from __future__ import annotations

from modulebouwer.package.file_tree import FileTree, letters
from modulebouwer.standards.scorm import MANIFEST, other_kind
from modulebouwer.standards.scorm.updates import UPDATES
from modulebouwer.standards.standard import Contents, Runtime, Standard, on_use

# What only a manifest of this standard contains, also one too broken to parse.
SIGNS = (b"imscp_rootv1p1p2", b"adlcp_rootv1p2")
# Sign enough, unless the manifest is full of SCORM 2004: metadata may have a version 1.2 of its own.
VERSION, OTHER = b">1.2<", b"adlcp_v1p3"


def contents(tree: FileTree) -> Contents:
    from modulebouwer.standards.scorm.contents import contents as read
    from modulebouwer.standards.scorm12.given import given

    return read(tree, given)


def recognises(tree: FileTree) -> bool:
    data = letters(tree.get(MANIFEST, b""))
    if other_kind(data):
        return False
    return any(sign in data for sign in SIGNS) or (VERSION in data and OTHER not in data)


STANDARD = Standard(
    name="scorm12",
    title="SCORM 1.2",
    codes="S12",
    record_limit=4096,
    control_file=MANIFEST,
    write=on_use("modulebouwer.standards.scorm12.writer", "write"),
    verify=on_use("modulebouwer.standards.scorm12.verify", "verify"),
    recognises=recognises,
    contents=contents,
    runtime=Runtime.SCORM_1_2,
    measured={
        "moodle": "moodle-run",
        "openedx": "xblock-runtime",
        "ilias": "ilias-run",
        "forma": "forma-run",
    },
    updates={**UPDATES, "remarked": {"anewspring": "other"}},
    restarts=("scorm2004",),
)
