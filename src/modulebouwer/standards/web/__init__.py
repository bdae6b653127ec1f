"""A page for an own website, or to read offline: no LMS, answers stay in the browser. Its modules load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree
from modulebouwer.standards.standard import Contents, Launch, Standard, WriteOptions

if TYPE_CHECKING:
    from modulebouwer.render.course import Course


def write_course(course: Course, options: WriteOptions) -> FileTree:
    from modulebouwer.standards.web.writer import write

    return write(course, options)


def verify_package(tree: FileTree) -> Iterable[Finding]:
    from modulebouwer.standards.web.verify import verify

    return verify(tree)


def contents(tree: FileTree) -> Contents:  # noqa: ARG001
    """The page; what it is called, only the page knows."""
    return Contents("", (Launch(LAUNCH_PAGE, "", LAUNCH_PAGE),))


def recognises(tree: FileTree) -> bool:
    return LAUNCH_PAGE in tree


STANDARD = Standard(
    name="web",
    title="web",
    record_limit=None,
    control_file=LAUNCH_PAGE,
    write=write_course,
    verify=verify_package,
    recognises=recognises,
    contents=contents,
)
