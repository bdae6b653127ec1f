"""The package in use that a new one is held against, by its name."""

from __future__ import annotations

import re
from pathlib import Path

from modulebouwer.wrong_use import WrongUse


def holds_packages(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.zip"))


def counterpart(against: Path, identifier: str, standard: str) -> Path:
    """The package in use: ``against`` itself, or in a folder of packages the newest of the module in a standard.

    Raises ``WrongUse`` when there is none.
    """
    if not holds_packages(against):
        return against
    names = {path.name.removesuffix(f"-{standard}.zip"): path for path in against.glob(f"*-{standard}.zip")}
    versions = {
        tuple(int(part) for part in match["version"].split(".")): path
        for name, path in names.items()
        if (match := re.fullmatch(rf"{re.escape(identifier)}-(?P<version>\d+\.\d+\.\d+)", name))
    }
    if not versions:
        raise WrongUse("no_counterpart", path=against.as_posix(), identifier=identifier, standard=standard)
    return versions[max(versions)]
