"""A file in its place: the only way in which a file is written over one that somebody has."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

from modulebouwer.wrong_use import WrongUse


def place(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all, for those for whom the file was before.

    A name that stands in another's place holds its bytes by then, on the disk. Raises ``WrongUse``.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat() if path.exists() else None
        # What is nobody else's to read is not so for a moment.
        part.touch(0o600 if before else 0o666)
        part.write_bytes(data)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if before:
            give_to(part, before)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise WrongUse("cannot_write", path=path.as_posix(), why=error.strerror or str(error)) from error


def give_to(part: Path, before: os.stat_result) -> None:
    """The same people may read and write it, as far as the system lets us say so."""
    # Windows has no owners of this kind.
    if hasattr(os, "chown"):
        for owner in (before.st_uid, -1):
            with suppress(OSError):
                os.chown(part, owner, before.st_gid)
                break
    part.chmod(S_IMODE(before.st_mode))


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
