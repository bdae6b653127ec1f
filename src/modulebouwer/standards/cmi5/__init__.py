"""cmi5: what the registry needs to know of it. Its writer and verification, and lxml with them, load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.updates import UPDATES
from modulebouwer.standards.cmi5.names import COURSE_STRUCTURE
from modulebouwer.standards.standard import Runtime, Standard, on_use

if TYPE_CHECKING:
    from modulebouwer.model.module import LearningModule


def requires(module: LearningModule) -> Iterable[Finding]:
    from modulebouwer.standards.activities.control_file import base_iri_missing

    return base_iri_missing("CM5-001", "cmi5", module)


def recognises(tree: FileTree) -> bool:
    return COURSE_STRUCTURE in tree


STANDARD = Standard(
    name="cmi5",
    title="cmi5",
    codes="CM5",
    record_limit=None,
    control_file=COURSE_STRUCTURE,
    write=on_use("modulebouwer.standards.cmi5.writer", "write"),
    verify=on_use("modulebouwer.standards.cmi5.verify", "verify"),
    recognises=recognises,
    contents=on_use("modulebouwer.standards.cmi5.contents", "contents"),
    runtime=Runtime.LRS_UNIT,
    measured={"catapult": "catapult-run"},
    updates=UPDATES,
    requires=requires,
    # cmi5 14.2: where all its addresses are whole.
    stands_alone="courseStructure",
    verify_alone=on_use("modulebouwer.standards.cmi5.verify", "verify_alone"),
)
