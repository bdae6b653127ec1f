"""Files of a package that are read when asked for: in a folder on disk, or (``verify.ZipTree``) in a zip."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path

MOST_READ = 8 << 20  # of a file, by a rule that looks into it
CHUNK = 1 << 20


class SizedTree(Mapping[str, bytes]):
    """A ``FileTree`` that knows how large a file is before it is read, and gives no more of it than ``MOST_READ``."""

    @abstractmethod
    def size(self, path: str) -> int:
        """In bytes, unpacked."""


class FolderTree(SizedTree):
    """The files below ``folder``: no links, no pipes, no devices. A file that went meanwhile raises ``OSError``."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }

    def __getitem__(self, path: str) -> bytes:
        with self._files[path].open("rb") as data:
            return data.read(MOST_READ)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def size(self, path: str) -> int:
        return self._files[path].stat().st_size

    def digest(self, path: str) -> str:
        """SHA-256 of the whole file, hexadecimal; read in pieces."""
        digest = hashlib.sha256()
        with self._files[path].open("rb") as data:
            while piece := data.read(CHUNK):
                digest.update(piece)
        return digest.hexdigest()
