"""A page for an own website, or to read offline: no LMS, answers stay in the browser. Its modules load on use."""

from __future__ import annotations

from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree
from modulebouwer.standards.standard import Contents, Launch, Standard, on_use


def contents(tree: FileTree) -> Contents:  # noqa: ARG001
    """The page; what it is called, only the page knows."""
    return Contents("", (Launch(LAUNCH_PAGE, "", LAUNCH_PAGE),))


def recognises(tree: FileTree) -> bool:
    return LAUNCH_PAGE in tree


STANDARD = Standard(
    name="web",
    title="web",
    codes="WEB",
    record_limit=None,
    control_file=LAUNCH_PAGE,
    write=on_use("modulebouwer.standards.web.writer", "write"),
    verify=on_use("modulebouwer.standards.web.verify", "verify"),
    recognises=recognises,
    contents=contents,
)
