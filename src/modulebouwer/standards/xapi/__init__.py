"""Plain xAPI with a tincan.xml: what the registry needs to know of it. Its modules, and lxml with them, load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.updates import UPDATES
from modulebouwer.standards.standard import Runtime, Standard, on_use
from modulebouwer.standards.xapi.names import TINCAN

if TYPE_CHECKING:
    from modulebouwer.model.module import LearningModule


def requires(module: LearningModule) -> Iterable[Finding]:
    from modulebouwer.standards.activities.control_file import base_iri_missing

    return base_iri_missing("TIN-001", "xapi", module)


def recognises(tree: FileTree) -> bool:
    return TINCAN in tree


STANDARD = Standard(
    name="xapi",
    title="xAPI",
    codes="TIN",
    record_limit=None,
    control_file=TINCAN,
    write=on_use("modulebouwer.standards.xapi.writer", "write"),
    verify=on_use("modulebouwer.standards.xapi.verify", "verify"),
    recognises=recognises,
    contents=on_use("modulebouwer.standards.xapi.contents", "contents"),
    runtime=Runtime.LRS,
    measured={},
    updates=UPDATES,
    requires=requires,
    may_nest=True,
)
