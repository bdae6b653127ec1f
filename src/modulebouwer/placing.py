"""A file in its place: the only way in which results are written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from modulebouwer.wrong_use import WrongUse


def place(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all: a half package never stands under its name."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise WrongUse("cannot_write", path=path.as_posix(), why=error.strerror or str(error)) from error


def set_aside(path: Path, data: bytes) -> Path | None:
    """Rename a file at ``path`` that holds something else than ``data``; under which name, None when there was none."""
    if not path.is_file() or path.read_bytes() == data:
        return None
    number = 1
    while (kept := path.with_name(f"{path.stem}.{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(kept)
    except OSError as error:
        raise WrongUse("cannot_write", path=kept.as_posix(), why=error.strerror or str(error)) from error
    return kept
