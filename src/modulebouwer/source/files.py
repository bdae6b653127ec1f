"""What a module is read from: the disk, or the disk with what stands in an editor over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Files:
    """``open``: the bytes that an editor holds, saved or not, by the real path of their file.

    Every method takes any path to a file or folder, and raises ``OSError`` as the disk would.
    """

    open: Mapping[Path, bytes] = field(default_factory=dict)

    def is_folder(self, path: Path) -> bool:
        return path.is_dir() or any(path.resolve() in file.parents for file in self.open)

    def is_file(self, path: Path) -> bool:
        return path.is_file() or (bool(self.open) and path.resolve() in self.open)

    def exists(self, path: Path) -> bool:
        return path.exists() or self.is_file(path)

    def size(self, path: Path) -> int:
        held = self.held(path)
        return path.stat().st_size if held is None else len(held)

    def read(self, path: Path) -> bytes:
        held = self.held(path)
        return path.read_bytes() if held is None else held

    def held(self, path: Path) -> bytes | None:
        return self.open.get(path.resolve()) if self.open else None

    def names(self, folder: Path) -> set[str]:
        """The names in a folder."""
        real = folder.resolve()
        held = {file.relative_to(real).parts[0] for file in self.open if real in file.parents}
        try:
            return {path.name for path in folder.iterdir()} | held
        except FileNotFoundError:
            if not held:
                raise
            return held


DISK = Files()
