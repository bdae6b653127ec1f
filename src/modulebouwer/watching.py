"""Where a watch over folders has to look, so that it does not go through links: one may lead to the whole disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def places(folders: Iterable[Path]) -> tuple[list[Path], bool]:
    """What to watch, and whether with what lies below it.

    The watch itself follows links. So where there is one to a folder, every real folder is named, each by itself.
    """
    roots = list(folders)
    walked = [(Path(path), names) for root in roots for path, names, _ in os.walk(root)]
    linked = any(is_link(path / name) for path, names in walked for name in names)
    return ([path for path, _ in walked], False) if linked else (roots, True)


def is_link(path: Path) -> bool:
    """Of a path that the system finds too long nobody can say it, and no watch goes there."""
    try:
        return path.is_symlink()
    except OSError:
        return False
