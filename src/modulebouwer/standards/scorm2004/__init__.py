"""SCORM 2004: what the registry needs to know of it. Its writer and verification, and lxml with them, load on use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modulebouwer.package.file_tree import FileTree, letters
from modulebouwer.standards.scorm import MANIFEST, other_kind
from modulebouwer.standards.scorm.updates import UPDATES
from modulebouwer.standards.standard import Contents, Runtime, Standard, on_use

if TYPE_CHECKING:
    from pydantic import BaseModel

# What only a manifest of this standard contains, also one too broken to parse.
SIGNS = (b"adlcp_v1p3", b"imscp_v1p1")
# Sign enough, unless the manifest is written in SCORM 1.2's namespaces.
VERSIONS, OTHERS = (b">2004 ", b">CAM 1.3<"), (b"imscp_rootv1p1p2", b"adlcp_rootv1p2")


def contents(tree: FileTree) -> Contents:
    from modulebouwer.standards.scorm.contents import contents as read
    from modulebouwer.standards.scorm2004.given import given

    return read(tree, given)


def settings() -> type[BaseModel]:
    from modulebouwer.standards.scorm2004.settings import Scorm2004

    return Scorm2004


def recognises(tree: FileTree) -> bool:
    data = letters(tree.get(MANIFEST, b""))
    if other_kind(data):
        return False
    if any(sign in data for sign in SIGNS):
        return True
    return any(sign in data for sign in VERSIONS) and not any(other in data for other in OTHERS)


STANDARD = Standard(
    name="scorm2004",
    title="SCORM 2004",
    codes="S24",
    # RTE 4.2.21 promises 64,000 characters; some LMSs lose a commit of more than 64 KiB in all (scormhost).
    record_limit=60_000,
    control_file=MANIFEST,
    write=on_use("modulebouwer.standards.scorm2004.writer", "write"),
    verify=on_use("modulebouwer.standards.scorm2004.verify", "verify"),
    recognises=recognises,
    contents=contents,
    runtime=Runtime.SCORM_2004,
    measured={
        "moodle": "moodle-run",
        "openedx": "xblock-runtime",
        "forma": "forma-run",
        "adl": "adl-run",
    },
    updates=UPDATES,
    settings=settings,
)
