"""The modules that an editor has open: what ``check`` would find in them, on what stands in the editor now."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from modulebouwer import build as pipeline
from modulebouwer.editing.document import Document, Units, utf16
from modulebouwer.findings import Finding, Report, report
from modulebouwer.model.module import LearningModule
from modulebouwer.render.citations import Bibliography
from modulebouwer.source.files import Files
from modulebouwer.source.languages import FOLDER as TRANSLATIONS
from modulebouwer.source.section_file import ReadSection
from modulebouwer.source.series import MODULE, REFERENCES, SERIES, SeriesCache, modules_in
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

    ``open``: the texts in the editor by real path; ``versions`` their versions in the protocol. ``series`` is what was
    read of the series above the modules. ``today``: what the day is, for modules whose validity ends.
    """

    roots: list[Path] = field(default_factory=list)
    open: dict[Path, bytes] = field(default_factory=dict)
    versions: dict[Path, int] = field(default_factory=dict)
    modules: dict[Path, OpenModule] = field(default_factory=dict)
    units: Units = utf16
    today: Callable[[], datetime.date] | None = None

    def __post_init__(self) -> None:
        self.files = Files(self.open)
        self.series = SeriesCache(self.files)

    def add_root(self, folder: Path) -> None:
        self.roots.append(folder)
        for name in modules_in(folder.as_posix(), self.files):
            if self.files.is_file(Path(name) / MODULE):
                self.modules.setdefault(Path(name), OpenModule(Path(name)))

    def drop_root(self, folder: Path) -> None:
        self.roots = [root for root in self.roots if root != folder]
        held = {self.folder_of(path) for path in self.open}
        self.modules = {
            path: module
            for path, module in self.modules.items()
            if path in held or any(path.is_relative_to(root) for root in self.roots)
        }

    def change(self, path: Path, text: str, version: int) -> None:
        """``text`` stands in the editor."""
        self.open[path] = text.encode("utf-8", "surrogatepass")
        self.versions[path] = version
        self.touch(path)

    def close(self, path: Path) -> None:
        self.open.pop(path, None)
        self.versions.pop(path, None)
        self.touch(path)

    def touch(self, path: Path) -> None:
        """Something changed at ``path``: in a section, in the rest of a module, or in what modules share."""
        folder = self.folder_of(path)
        if folder is not None:
            self.module(folder).stale = True
            self.series.members.pop(folder, None)
        if folder is not None and path.parent == folder / "sections":
            return
        above = folder.parent if folder else next((a for a in path.parents if self.below(a)), None)
        if above is not None and self.files.is_file(above / SERIES):
            self.series.series.pop(above, None)
            for one in self.below(above):
                self.series.members.pop(one.folder, None)
                one.stale = True

    def module(self, folder: Path) -> OpenModule:
        return self.modules.setdefault(folder, OpenModule(folder))

    def below(self, above: Path) -> list[OpenModule]:
        return [one for folder, one in self.modules.items() if folder.parent == above]

    def folder_of(self, path: Path) -> Path | None:
        """The module's folder in which a file stands, also when its module.yaml is not there yet."""
        for folder in path.parents:
            # A translation of module.yaml stands in translations/<language>/ and makes no module there.
            if folder.parent.name == TRANSLATIONS:
                continue
            if folder in self.modules or self.files.is_file(folder / MODULE):
                return folder
            if folder in self.roots or self.files.is_file(folder / SERIES):
                break
        if path.parent.name == "sections" and path.suffix == ".md":
            return path.parent.parent
        if TRANSLATIONS in path.parts:
            return None
        alone = path.name in (MODULE, REFERENCES) and not self.files.is_file(path.parent / SERIES)
        return path.parent if alone else None

    def module_of(self, path: Path) -> OpenModule | None:
        """The module in which a file stands, as it is now; one of the series for what modules share."""
        module = self.last_module_of(path)
        return self.read(module) if module else None

    def last_module_of(self, path: Path) -> OpenModule | None:
        """The same, as it was last read."""
        folder = self.folder_of(path)
        if folder is not None:
            return self.module(folder)
        return next((one for above in path.parents for one in self.below(above)), None)

    def sharing(self, module: OpenModule) -> list[OpenModule]:
        """The modules of the same series, ``module`` among them."""
        above = module.folder.parent
        return (
            [self.read(one) for one in self.below(above)] if self.files.is_file(above / SERIES) else [module]
        )

    def read(self, module: OpenModule) -> OpenModule:
        if module.stale:
            module.source, module.findings = pipeline.read_module(
                module.folder.as_posix(), self.options, self.files, module.cache, self.series
            )
            for language in self.languages_open(module):
                options = replace(self.options, language=language)
                there = pipeline.read_module(
                    module.folder.as_posix(), options, self.files, series=self.series
                )[1]
                # What is wrong in the source's own words is told already.
                module.findings = [*module.findings, *(one for one in there if one not in module.findings)]
            module.stale, module.bibliography = False, None
        return module

    def languages_open(self, module: OpenModule) -> list[str]:
        """The languages of the translations of ``module`` that somebody has open."""
        below = module.folder / TRANSLATIONS
        return sorted({path.relative_to(below).parts[0] for path in self.open if below in path.parents})

    @property
    def options(self) -> pipeline.Options:
        return pipeline.Options(today=self.today() if self.today else None)

    def reports(self) -> Report:
        """What ``check`` finds in all modules together."""
        for folder in [folder for folder in self.modules if self.is_gone(folder)]:
            del self.modules[folder]
            self.series.members.pop(folder, None)
        read = {module.folder.as_posix(): self.read(module) for module in self.modules.values()}
        found = [finding for module in read.values() for finding in module.findings]
        sources = {folder: module.source for folder, module in read.items()}
        return report([*found, *pipeline.together(sources, self.series)])

    def is_gone(self, folder: Path) -> bool:
        """Whether a module was taken away: ``check`` would not look there either."""
        held = folder in self.roots or any(folder in path.parents for path in self.open)
        return not held and not self.files.is_file(folder / MODULE)

    def document(self, path: Path) -> Document | None:
        """A text as it is now; None for what cannot be read as one."""
        folder = self.folder_of(path)
        relative = path.relative_to(folder).as_posix() if folder else path.name
        try:
            text, _ = decode(self.files.read(path), relative)
        except OSError:
            return None
        return None if text is None else Document(path, relative, text, self.units)

    def path_of(self, shown: str) -> Path:
        """The file at a place that the loader told; a module's folder stands for its module.yaml."""
        path = Path(shown)
        return path / MODULE if path in self.modules else path
