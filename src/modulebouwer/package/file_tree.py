"""A package as a value, before it is a zip."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

# The page that modulebouwer's packages start with.
LAUNCH_PAGE = "index.html"

# POSIX path relative to the package's root → the file's bytes, in the order of the zip.
FileTree = Mapping[str, bytes]


# What operating systems put beside the files of a folder.
LEFT_BEHIND = {".ds_store", "thumbs.db", "desktop.ini", "__macosx"}


def left_behind(path: str) -> bool:
    return not LEFT_BEHIND.isdisjoint(part.lower() for part in PurePosixPath(path).parts)


def has_index(tree: FileTree) -> str:
    """Whether there is a page for who starts ``index.html`` where the manifest names nothing, as Open edX does."""
    return "yes" if any(path.rpartition("/")[2] == LAUNCH_PAGE for path in tree) else "no"


def file_tree(files: Mapping[str, bytes]) -> FileTree:
    """A read-only ``FileTree`` that keeps the order of ``files``."""
    return MappingProxyType(dict(files))


def letters(data: bytes) -> bytes:
    """XML as it can be searched for ASCII, also in UTF-16 or UTF-32, well-formed or not."""
    return data.replace(b"\0", b"")
