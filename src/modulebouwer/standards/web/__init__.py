"""A page for an own website, or to read offline: no LMS, answers stay in the browser. Its modules load on use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.standard import Standard, WriteOptions

if TYPE_CHECKING:
    from modulebouwer.render.course import Course

LAUNCH_PAGE = "index.html"
# The same page with one of these beside it is a package for an LMS.
CONTROL_FILES = {"imsmanifest.xml", "cmi5.xml", "tincan.xml"}


def write_course(course: Course, options: WriteOptions) -> FileTree:
    from modulebouwer.standards.web.writer import write

    return write(course, options)


def verify_package(tree: FileTree) -> Iterable[Finding]:
    from modulebouwer.standards.web.verify import verify

    return verify(tree)


def recognises(tree: FileTree) -> bool:
    return LAUNCH_PAGE in tree and CONTROL_FILES.isdisjoint(tree)


STANDARD = Standard(
    name="web",
    title="web",
    record_limit=None,
    control_file=LAUNCH_PAGE,
    write=write_course,
    verify=verify_package,
    recognises=recognises,
)
