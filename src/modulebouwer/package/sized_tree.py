"""Files of a package that are read when asked for: in a folder on disk, or (``verify.ZipTree``) in a zip."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

MOST_READ = 8 << 20  # of a file, by a rule that looks into it
CHUNK = 1 << 20


class SizedTree(Mapping[str, bytes]):
    """A ``FileTree`` that knows how large a file is before it is read, and gives no more of it than ``MOST_READ``."""

    @abstractmethod
    def __contains__(self, path: object) -> bool:
        """Without reading the file, as a mapping's own test would."""

    @abstractmethod
    def size(self, path: str) -> int:
        """In bytes, unpacked."""

    @abstractmethod
    def opened(self, path: str) -> IO[bytes]:
        """The file, to be read from its beginning and closed."""

    def __getitem__(self, path: str) -> bytes:
        with self.opened(path) as data:
            return data.read(MOST_READ)

    def digest(self, path: str) -> str:
        """SHA-256 of the whole file, hexadecimal; read in pieces."""
        digest = hashlib.sha256()
        with self.opened(path) as data:
            while piece := data.read(CHUNK):
                digest.update(piece)
        return digest.hexdigest()


class FolderTree(SizedTree):
    """The files below ``folder``. ``links`` and ``odd``: the paths of what is none, links and pipes or devices.

    A file that went meanwhile raises ``OSError``.
    """

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, Path] = {}
        self.links: list[str] = []
        self.odd: list[str] = []
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                self.links.append(name)
            elif path.is_file():
                self._files[name] = path
            elif not path.is_dir():
                self.odd.append(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def size(self, path: str) -> int:
        return self._files[path].stat().st_size

    def opened(self, path: str) -> IO[bytes]:
        return self._files[path].open("rb")


class Below(SizedTree):
    """The files of another tree that are in its ``folder``, by their path from there."""

    def __init__(self, tree: SizedTree, folder: str) -> None:
        self._tree = tree
        self._start = f"{folder}/"

    def __iter__(self) -> Iterator[str]:
        return (path.removeprefix(self._start) for path in self._tree if path.startswith(self._start))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return f"{self._start}{path}" in self._tree

    def size(self, path: str) -> int:
        return self._tree.size(self._start + path)

    def opened(self, path: str) -> IO[bytes]:
        return self._tree.opened(self._start + path)
