"""The standards a course can be written in: one folder each, and one line in ``REGISTRY``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from modulebouwer.diagnostics import Diagnostic
from modulebouwer.package.file_tree import FileTree
from modulebouwer.render.course import Course


@dataclass(frozen=True)
class WriteOptions:
    """What a designer chooses at build time. ``control_documents``: put the standard's official schemas in the package."""

    control_documents: bool = True


@dataclass(frozen=True)
class Standard:
    """``name`` is the folder's, the command line's and the player bundle's name.

    ``record_limit``: most characters of saved state that the standard promises (SCORM 1.2 RTE 3.4.4: 4,096), None without.
    """

    name: str
    title: str
    record_limit: int | None
    write: Callable[[Course, WriteOptions], FileTree]
    verify: Callable[[FileTree], Iterable[Diagnostic]]
    recognises: Callable[[FileTree], bool]


REGISTRY: dict[str, Standard] = {}
