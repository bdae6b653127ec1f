"""What a module is read from: the disk, or the disk with what stands in an editor over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Files:
    """``open``: the bytes that an editor holds, saved or not, by the real path of their file.

    ``within``: nothing outside that folder is there, for who may see no more.

    Every method takes a real path (``Path.resolve``), and raises ``OSError`` as the disk would.
    """

    open: Mapping[Path, bytes] = field(default_factory=dict)
    within: Path | None = None

    def sees(self, path: Path) -> bool:
        return self.within is None or path.is_relative_to(self.within)

    def is_folder(self, path: Path) -> bool:
        if not self.sees(path):
            return False
        return path.is_dir() or any(path in file.parents for file in self.open)

    def is_file(self, path: Path) -> bool:
        return self.sees(path) and (path in self.open or path.is_file())

    def exists(self, path: Path) -> bool:
        return self.sees(path) and (path in self.open or path.exists())

    def size(self, path: Path) -> int:
        held = self.open.get(path)
        return path.stat().st_size if held is None else len(held)

    def read(self, path: Path) -> bytes:
        self.refuse_outside(path)
        held = self.open.get(path)
        return path.read_bytes() if held is None else held

    def names(self, folder: Path) -> set[str]:
        """The names in a folder."""
        self.refuse_outside(folder)
        held = {file.relative_to(folder).parts[0] for file in self.open if folder in file.parents}
        try:
            return {path.name for path in folder.iterdir()} | held
        except FileNotFoundError:
            if not held:
                raise
            return held

    def refuse_outside(self, path: Path) -> None:
        if not self.sees(path):
            raise PermissionError(path)


DISK = Files()
