"""The standards a course can be written in: one folder each, and one line in ``REGISTRY``."""

from __future__ import annotations

from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards import cmi5, scorm12, scorm2004, web, xapi
from modulebouwer.standards.standard import (
    Contents,
    Launch,
    Runtime,
    Standard,
    Unlaunchable,
    WriteOptions,
)

__all__ = [
    "REGISTRY",
    "Contents",
    "Launch",
    "Runtime",
    "Standard",
    "Unlaunchable",
    "WriteOptions",
    "recognised",
]

# The first is what a module gets that asks for none.
REGISTRY: dict[str, Standard] = {
    standard.name: standard
    for standard in (
        scorm12.STANDARD,
        scorm2004.STANDARD,
        cmi5.STANDARD,
        xapi.STANDARD,
        web.STANDARD,
    )
}


def recognised(tree: FileTree) -> list[Standard]:
    """The standards that a package is written in; a page beside an LMS's control file is no package of its own."""
    controls = {standard.control_file for standard in REGISTRY.values() if standard.for_lms}
    return [
        standard
        for standard in REGISTRY.values()
        if standard.recognises(tree) and (standard.for_lms or controls.isdisjoint(tree))
    ]
