"""The standards a course can be written in: a folder each, and a line in ``REGISTRY``."""

from __future__ import annotations

import copyreg
from importlib import import_module

from modulebouwer.package.aicc import aicc_files
from modulebouwer.package.file_tree import FileTree
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

# Each folder's ``STANDARD``. The first is what a module gets that asks for none.
REGISTRY: dict[str, Standard] = {
    name: import_module(f"{__package__}.{name}").STANDARD
    for name in (
        "scorm12",
        "scorm2004",
        "cmi5",
        "xapi",
        "web",
    )
}


def registered(name: str) -> Standard:
    return REGISTRY[name]


# Another process finds a standard by its name.
copyreg.pickle(Standard, lambda standard: (registered, (standard.name,)))


def recognised(tree: FileTree) -> list[Standard]:
    """The standards that a package is written in; a page beside an LMS's control file is no package of its own.

    Nor is one beside a file that was meant to be such (in a folder, or in capitals), or in a course in AICC's form.
    """
    controls = {standard.control_file for standard in REGISTRY.values() if standard.for_lms}
    meant = any(path.rpartition("/")[2].lower() in controls for path in tree) or bool(aicc_files(tree))
    return [
        standard
        for standard in REGISTRY.values()
        if standard.recognises(tree) and (standard.for_lms or not meant)
    ]
