"""What every standard offers to the pipeline. Light to import: the command line asks for the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree

if TYPE_CHECKING:
    from modulebouwer.model.module import LearningModule
    from modulebouwer.render.course import Course


@dataclass(frozen=True)
class WriteOptions:
    """What a designer chooses at build time. ``control_documents``: package the standard's official schemas."""

    control_documents: bool = True


@dataclass(frozen=True)
class Standard:
    """``name`` is the folder's, the command line's and the player bundle's name.

    ``record_limit``: most characters of saved state that it promises (SCORM 1.2 RTE 3.4.4: 4,096), None without.
    ``control_file``: the file at the root that an LMS looks for first; ``write`` puts it first in the tree.
    ``recognises`` tells from a package's files, whoever made them, whether ``verify`` is the one to judge it.
    ``verify`` gives its findings at the paths of the tree.
    ``requires`` tells what the standard misses in a module's source, before anything is rendered.
    """

    name: str
    title: str
    record_limit: int | None
    control_file: str
    write: Callable[[Course, WriteOptions], FileTree]
    verify: Callable[[FileTree], Iterable[Finding]]
    recognises: Callable[[FileTree], bool]
    requires: Callable[[LearningModule], Iterable[Finding]] = lambda _module: ()
