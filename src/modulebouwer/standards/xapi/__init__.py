"""Plain xAPI with a tincan.xml: what the registry needs to know of it. Its modules, and lxml with them, load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.updates import UPDATES
from modulebouwer.standards.standard import Contents, Runtime, Standard, WriteOptions
from modulebouwer.standards.xapi.names import TINCAN

if TYPE_CHECKING:
    from modulebouwer.model.module import LearningModule
    from modulebouwer.render.course import Course


def write_course(course: Course, options: WriteOptions) -> FileTree:
    from modulebouwer.standards.xapi.writer import write

    return write(course, options)


def verify_package(tree: FileTree) -> Iterable[Finding]:
    from modulebouwer.standards.xapi.verify import verify

    return verify(tree)


def requires(module: LearningModule) -> Iterable[Finding]:
    from modulebouwer.standards.activities.control_file import base_iri_missing

    return base_iri_missing("TIN-001", module)


def contents(tree: FileTree) -> Contents:
    from modulebouwer.standards.xapi.contents import contents as read

    return read(tree)


def recognises(tree: FileTree) -> bool:
    return TINCAN in tree


STANDARD = Standard(
    name="xapi",
    title="xAPI",
    record_limit=None,
    control_file=TINCAN,
    write=write_course,
    verify=verify_package,
    recognises=recognises,
    contents=contents,
    runtime=Runtime.LRS,
    measured=(),
    updates=UPDATES,
    requires=requires,
)
