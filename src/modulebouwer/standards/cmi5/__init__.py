"""cmi5: what the registry needs to know of it. Its writer and verification, and lxml with them, load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.updates import UPDATES
from modulebouwer.standards.cmi5.names import COURSE_STRUCTURE
from modulebouwer.standards.standard import Contents, Runtime, Standard, WriteOptions

if TYPE_CHECKING:
    from modulebouwer.model.module import LearningModule
    from modulebouwer.render.course import Course


def write_course(course: Course, options: WriteOptions) -> FileTree:
    from modulebouwer.standards.cmi5.writer import write

    return write(course, options)


def verify_package(tree: FileTree) -> Iterable[Finding]:
    from modulebouwer.standards.cmi5.verify import verify

    return verify(tree)


def requires(module: LearningModule) -> Iterable[Finding]:
    from modulebouwer.standards.activities.control_file import base_iri_missing

    return base_iri_missing("CM5-001", module)


def contents(tree: FileTree) -> Contents:
    from modulebouwer.standards.cmi5.contents import contents as read

    return read(tree)


def recognises(tree: FileTree) -> bool:
    return COURSE_STRUCTURE in tree


STANDARD = Standard(
    name="cmi5",
    title="cmi5",
    record_limit=None,
    control_file=COURSE_STRUCTURE,
    write=write_course,
    verify=verify_package,
    recognises=recognises,
    contents=contents,
    runtime=Runtime.LRS_UNIT,
    measured=("adl",),
    updates=UPDATES,
    requires=requires,
)
