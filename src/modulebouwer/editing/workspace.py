"""The modules that an editor has open: what ``check`` would find in them, on what stands in the editor now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from modulebouwer import build as pipeline
from modulebouwer.editing.document import Document, Units, utf16
from modulebouwer.findings import Finding, Report, report
from modulebouwer.model.module import LearningModule
from modulebouwer.render.citations import Bibliography
from modulebouwer.source.files import Files
from modulebouwer.source.loader import ReadSection
from modulebouwer.source.text_file import decode


@dataclass
class OpenModule:
    """A module's folder. ``source`` is None when there is no module to speak of; ``stale``: something changed.

    ``bibliography`` is made when it is asked for.
    """

    folder: Path
    source: pipeline.Source | None = None
    findings: Sequence[Finding] = ()
    stale: bool = True
    cache: dict[str, ReadSection] = field(default_factory=dict)
    bibliography: Bibliography | None = None

    @property
    def module(self) -> LearningModule | None:
        return self.source.module if self.source else None


@dataclass
class Workspace:
    """``roots``: the folders that the editor opened, each a module or a folder of modules.

    ``open``: the texts in the editor by real path; ``versions`` their versions in the protocol.
    """

    roots: list[Path] = field(default_factory=list)
    open: dict[Path, bytes] = field(default_factory=dict)
    versions: dict[Path, int] = field(default_factory=dict)
    modules: dict[Path, OpenModule] = field(default_factory=dict)
    units: Units = utf16

    @property
    def files(self) -> Files:
        return Files(self.open)

    def add_root(self, folder: Path) -> None:
        self.roots.append(folder)
        for module in modules_in(folder, self.files):
            self.modules.setdefault(module, OpenModule(module))

    def drop_root(self, folder: Path) -> None:
        self.roots = [root for root in self.roots if root != folder]
        held = {self.folder_of(path) for path in self.open}
        self.modules = {
            path: module
            for path, module in self.modules.items()
            if path in held or any(path.is_relative_to(root) for root in self.roots)
        }

    def change(self, path: Path, text: str, version: int) -> OpenModule | None:
        """``text`` stands in the editor; the module that it belongs to."""
        self.open[path] = text.encode("utf-8", "surrogatepass")
        self.versions[path] = version
        return self.touch(path)

    def close(self, path: Path) -> OpenModule | None:
        self.open.pop(path, None)
        self.versions.pop(path, None)
        return self.touch(path)

    def touch(self, path: Path) -> OpenModule | None:
        """Something changed at ``path``."""
        folder = self.folder_of(path)
        if folder is None:
            return None
        module = self.modules.setdefault(folder, OpenModule(folder))
        module.stale = True
        return module

    def folder_of(self, path: Path) -> Path | None:
        """The module's folder in which a file stands, also when its module.yaml is not there yet."""
        for folder in path.parents:
            if folder in self.modules or self.files.is_file(folder / "module.yaml"):
                return folder
            if folder in self.roots:
                break
        if path.parent.name == "sections" and path.suffix == ".md":
            return path.parent.parent
        return path.parent if path.name in ("module.yaml", "references.yaml") else None

    def module_of(self, path: Path) -> OpenModule | None:
        """The module in which a file stands, as it is now."""
        folder = self.folder_of(path)
        return self.read(self.modules.setdefault(folder, OpenModule(folder))) if folder else None

    def read(self, module: OpenModule) -> OpenModule:
        if module.stale:
            shown = module.folder.as_posix()
            module.source, module.findings = pipeline.read_module(
                shown, pipeline.Options(), self.files, module.cache
            )
            module.stale, module.bibliography = False, None
        return module

    def reports(self) -> Report:
        """What ``check`` finds in all modules together."""
        read = [self.read(module) for module in self.modules.values()]
        together = [module.module for module in read if module.module is not None]
        found = [finding for module in read for finding in module.findings]
        return report([*found, *pipeline.repeated_identifiers(together)])

    def document(self, path: Path) -> Document | None:
        """A text as it is now; None for what cannot be read as one."""
        folder = self.folder_of(path)
        relative = path.relative_to(folder).as_posix() if folder else path.name
        try:
            text, _ = decode(self.files.read(path), relative)
        except OSError:
            return None
        return None if text is None else Document(path, relative, text, self.units)

    def document_in(self, module: OpenModule, shown: str) -> Document | None:
        """The document of a finding's or token's path."""
        return self.document(path_of(module, shown))


def path_of(module: OpenModule, shown: str) -> Path:
    """The file at a place that the loader told; the folder itself stands for its module.yaml."""
    relative = PurePosixPath(shown).relative_to(module.folder.as_posix()) if shown else PurePosixPath()
    return module.folder / (relative if relative.parts else "module.yaml")


def modules_in(folder: Path, files: Files) -> list[Path]:
    """As for ``check``: a module, or every module in a folder of modules."""
    if files.is_file(folder / "module.yaml"):
        return [folder]
    try:
        names = sorted(files.names(folder))
    except OSError:
        return []
    return [folder / name for name in names if files.is_file(folder / name / "module.yaml")]
