"""What is previewed, and how it becomes a package that can be played: a module's folder, or a package of any tool."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from modulebouwer import build as pipeline
from modulebouwer import resources
from modulebouwer.findings import Finding, Location, Report, report
from modulebouwer.findings.report import gathered
from modulebouwer.lms.package import NotAPackage, Package, from_files, from_folder, from_zip
from modulebouwer.model.look import Templates
from modulebouwer.model.module import LearningModule
from modulebouwer.package.verify import MOST_BYTES, examine, examine_file
from modulebouwer.render.environment import RenderError
from modulebouwer.render.pages import render
from modulebouwer.source.languages import language_names
from modulebouwer.source.loader import load
from modulebouwer.source.look import built_in_templates, locale_file, read_look, read_templates
from modulebouwer.source.section_file import ReadSection
from modulebouwer.source.series import SHARED, modules_in, series_above
from modulebouwer.source.translations import load_translated
from modulebouwer.standards import REGISTRY, WriteOptions


@dataclass(frozen=True)
class Choice:
    """In which form a module is shown; "" is what the module itself says.

    ``language`` names a locale file (``nl-je``): it changes the interface's words, and the author's as far as the
    module has a translation into that language.
    """

    standard: str = ""
    language: str = ""
    skin: str = ""


@dataclass(frozen=True)
class Built:
    """``package`` is None when ``report`` says why. ``choice`` is what was built, in full.

    ``standards``, ``languages`` and ``skins`` are what can be chosen; empty where there is nothing to choose.
    ``module``: as far as it could be read; None for a package.
    """

    title: str
    package: Package | None
    report: Report
    choice: Choice = Choice()
    standards: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skins: tuple[str, ...] = ()
    module: LearningModule | None = None


class Source(Protocol):
    """``shown``: its path, as it is told to the user."""

    @property
    def shown(self) -> str: ...

    @property
    def watched(self) -> Sequence[Path]:
        """Where a change asks for a new ``build``."""

    def build(self, choice: Choice) -> Built:
        """Reads everything anew. A choice that there is not counts as none."""


@dataclass
class FolderSource:
    """A module's folder, ``shown`` as the user typed it. Sections that did not change are not parsed again."""

    shown: str
    _cache: dict[str, ReadSection] = field(default_factory=dict)

    @property
    def watched(self) -> Sequence[Path]:
        above = series_above(Path(self.shown), self.shown)
        beside = [above[0] / name for name in SHARED if (above[0] / name).exists()] if above else []
        return self.folder, *beside, resources.templates()

    @property
    def folder(self) -> Path:
        return Path(self.shown)

    def build(self, choice: Choice) -> Built:
        module, problems = load(self.folder, self.shown, self._cache)
        if module is None:
            return Built(self.folder.name, None, report(problems))
        built_in_templates.cache_clear()
        templates, unread = read_templates(self.folder, self.shown, series=module.shared.folder)
        own = Choice(module.definition.standards[0], locale_of(module, templates), module.definition.skin)
        languages, skins = templates.between("locales/", ".yaml"), templates.between("skins/", "/skin.css")
        chosen = Choice(
            choice.standard if choice.standard in REGISTRY else own.standard,
            choice.language if choice.language in languages else own.language,
            choice.skin if choice.skin in skins else own.skin,
        )
        shown, translation = module, None
        language = chosen.language.removesuffix("-u").removesuffix("-je")
        if module.complete and chosen.language != own.language and language in language_names(self.folder):
            shown, problems, translation = load_translated(module, self.folder, language)
        dressed = in_form(shown, chosen, own)
        standard = REGISTRY[chosen.standard]
        wanted = dict.fromkeys([*pipeline.chosen(module, pipeline.Options()), standard])
        look, wrong = read_look(dressed.definition, dressed.source, templates)
        source = pipeline.Source(dressed, look)
        findings = pipeline.findings_in(source, [*problems, *unread, *wrong], wanted)
        if translation:
            findings = translation.with_own(findings)
        package = None
        if look and not report(findings).failed:
            try:
                course = render(dressed, look)
                package = from_files(standard.write(course, WriteOptions(control_documents=False)))
            except RenderError as error:
                findings.append(error.finding)
        return Built(
            module.definition.title,
            package,
            report(findings),
            chosen,
            tuple(REGISTRY),
            languages,
            skins,
            module,
        )


def locale_of(module: LearningModule, templates: Templates) -> str:
    return PurePosixPath(locale_file(templates, module.definition.language, module.definition.address)).stem


def in_form(module: LearningModule, chosen: Choice, own: Choice) -> LearningModule:
    """The module with the words and the looks of ``chosen``; as it is where that is its ``own``."""
    changes = {} if chosen.skin == own.skin else {"skin": chosen.skin}
    if chosen.language != own.language:
        language, _, address = chosen.language.partition("-")
        form = {"address": address} if address in ("u", "je") else {"address": "u"}
        changes |= {"language": language if address in ("u", "je") else chosen.language, **form}
    return replace(module, definition=module.definition.model_copy(update=changes))


def unplayed(found: Report, path: Path) -> Report:
    """What is wrong with a package that is not played, or that nothing is: it is of a kind that is not played here."""
    if found.failed:
        return found
    return report([*found.findings, Finding("PKG-044", Location(path.as_posix()))])


@dataclass(frozen=True)
class ZipSource:
    """A package of any tool, ``shown`` as the user typed it. Nothing of it is unpacked to disk."""

    shown: str

    @property
    def watched(self) -> Sequence[Path]:
        return (Path(self.shown),)

    def build(self, choice: Choice) -> Built:  # noqa: ARG002 (a package is what it is)
        path = Path(self.shown)
        try:
            state = path.stat()
            size = state.st_size
            if not stat.S_ISREG(state.st_mode):
                return self.refused("PKG-033")
            data = path.read_bytes() if size <= MOST_BYTES else b""
        except OSError as error:
            return self.refused("PKG-020", why=error.strerror or str(error))
        if size > MOST_BYTES:
            return self.refused("PKG-007", size=size >> 20, most=MOST_BYTES >> 20)
        found = examine(io.BytesIO(data), path.as_posix()).findings
        return of_package(path, path.name, found, lambda: from_zip(data))

    def refused(self, code: str, **values: str | int) -> Built:
        path = Path(self.shown)
        return Built(path.name, None, report([Finding(code, Location(path.as_posix()), values)]))


@dataclass(frozen=True)
class UnpackedSource:
    """The folder of a package of any tool that was unpacked, ``shown`` as the user typed it."""

    shown: str

    @property
    def watched(self) -> Sequence[Path]:
        return (Path(self.shown),)

    def build(self, choice: Choice) -> Built:  # noqa: ARG002 (a package is what it is)
        path = Path(self.shown)
        return of_package(path, path.resolve().name, examine_file(path).findings, lambda: from_folder(path))


def of_package(path: Path, name: str, findings: Iterable[Finding], read: Callable[[], Package]) -> Built:
    """The package at ``path``, called ``name``, played where it can be ``read``; what is found twice is told once."""
    found = report(gathered(report(findings).findings))
    try:
        package = read()
    except (NotAPackage, OSError):
        return Built(name, None, unplayed(found, path))
    return Built(package.title or name, package, found, Choice(package.standard))


def is_unpacked(folder: Path) -> bool:
    """Whether a package lies in ``folder`` and no module: a file that an LMS or a browser starts with is there."""
    wanted = {standard.control_file for standard in REGISTRY.values()}
    return not (folder / "module.yaml").exists() and any((folder / name).is_file() for name in wanted)


def source_of(path: str) -> Source:
    """The package, or the module, at ``path``."""
    place = Path(path)
    if not place.is_dir():
        return ZipSource(path)
    return UnpackedSource(path) if is_unpacked(place) else FolderSource(path)


def sources(path: str) -> dict[str, Source]:
    """Name in addresses → what is there to preview: a package (zip or folder), a module, or all modules in a folder."""
    place = Path(path)
    if not place.is_dir():
        return {place.resolve().stem: source_of(path)}
    below = modules_in(path)
    if below != [path]:
        return {Path(folder).name: FolderSource(folder) for folder in below}
    return {place.resolve().name: source_of(place.as_posix())}
