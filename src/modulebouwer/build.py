"""The pipeline: module folders in, packages out. Read this file first.

    folder → LearningModule → findings → Course → FileTree → zip → verified → in its place

Everything between the first and the last step is a function of values. Nothing is written before every module has been
read and checked without error, and a zip takes its place only after ``verify`` has seen it.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from modulebouwer import checks
from modulebouwer.checks.appearance import appearance
from modulebouwer.checks.budget import Budget, budget
from modulebouwer.checks.ignores import without_ignored
from modulebouwer.findings import Finding, Report, report
from modulebouwer.model.look import Look
from modulebouwer.model.module import LearningModule
from modulebouwer.package.archive import archive, digest
from modulebouwer.package.verify import verify
from modulebouwer.placing import place
from modulebouwer.render.course import Course
from modulebouwer.render.environment import RenderError
from modulebouwer.render.pages import render
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.loader import ReadSection, load
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.standards import REGISTRY, Standard, WriteOptions
from modulebouwer.wrong_use import WrongUse

# Called with what is being worked on; the command line shows it when it lasts.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """``standards``: names in the registry, none for those that each module.yaml asks for.

    ``against``: the package in use, which the new one must not reset attempts of, but for ``allow_reset``. ``today``:
    the day to hold a module's validity against.
    """

    standards: tuple[str, ...] = ()
    strict: bool = False
    against: Path | None = None
    today: datetime.date | None = None
    allow_reset: bool = False
    write: WriteOptions = field(default_factory=WriteOptions)


@dataclass(frozen=True)
class Source:
    """What was read of a folder. ``look`` is None when there is an error in what the module is shown with."""

    module: LearningModule
    look: Look | None


@dataclass(frozen=True)
class Package:
    """A zip in its place. ``digest`` is that of the contents; ``budget`` is None where the standard has no limit."""

    path: Path
    standard: Standard
    size: int
    sha256: str
    digest: str
    budget: Budget | None


def check(folders: Sequence[str], options: Options, progress: Progress) -> Report:
    """Everything that is wrong with the modules in ``folders``, in one run."""
    _, findings = read(folders, options, progress)
    return report(findings, strict=options.strict)


def build(
    folders: Sequence[str], output: Path, options: Options, progress: Progress
) -> tuple[list[Package], Report]:
    """Build every module for every standard into ``output``; no package at all when anything is an error.

    Raises ``WrongUse`` when ``output`` cannot be written, ``options.against`` cannot be read, or more than one module
    is held against it.
    """
    if options.against and len(folders) > 1:
        raise WrongUse("one_folder")
    sources, findings = read(folders, options, progress)
    packages: list[Package] = []
    for source in sources if not report(findings, strict=options.strict).failed else ():
        module, look = source.module, source.look
        if look is None:
            continue
        try:
            course = render(module, look)
        except RenderError as error:
            findings.append(error.finding)
            continue
        for standard in chosen(module, options):
            progress(f"{module.definition.identifier} {standard.title}")
            package, found = write(module, course, standard, output, options)
            packages += package
            findings += found
    return packages, report(findings, strict=options.strict)


def read(folders: Sequence[str], options: Options, progress: Progress) -> tuple[list[Source], list[Finding]]:
    sources: list[Source] = []
    findings: list[Finding] = []
    for folder in folders:
        progress(folder)
        source, found = read_module(folder, options)
        sources += [source] if source else []
        findings += found
    return sources, [*findings, *repeated_identifiers([source.module for source in sources])]


def read_module(
    folder: str, options: Options, files: Files = DISK, cache: dict[str, ReadSection] | None = None
) -> tuple[Source | None, list[Finding]]:
    """What there is and what is wrong in ``folder`` of ``files``; ``cache`` is that of ``load``."""
    shown = Path(folder).as_posix()
    module, problems = load(Path(folder), shown, cache, files)
    if module is None:
        return None, problems
    templates, unread = read_templates(Path(folder), shown, files)
    look, wrong = read_look(module.definition, module.source, templates)
    source = Source(module, look)
    return source, findings_in(source, [*problems, *unread, *wrong], chosen(module, options))


def findings_in(
    source: Source,
    problems: Iterable[Finding],
    standards: Iterable[Standard],
    today: datetime.date | None = None,
) -> list[Finding]:
    """What was found when reading, what the checks find and what the standards ask for, less what is ignored."""
    module = source.module
    wanted = list(standards)
    limits = {s.name: s.record_limit for s in wanted if s.record_limit is not None}
    required = [finding for standard in wanted for finding in standard.requires(module)]
    interface = appearance(source.look) if source.look else ()
    ignores = module.definition.ignore
    places = [module.source.at("ignore", number) for number in range(len(ignores))]
    return without_ignored(
        [*problems, *checks.run(module, limits, today), *required, *interface], ignores, module.folder, places
    )


def repeated_identifiers(modules: Iterable[LearningModule]) -> Iterator[Finding]:
    """An LMS keeps learners' work by the identifier, and the zips of two such modules would have one name."""
    first: dict[str, LearningModule] = {}
    # Of an incomplete module the identifier may be the loader's stand-in.
    for module in (module for module in modules if module.complete):
        identifier = module.definition.identifier
        other = first.setdefault(identifier, module)
        if other is not module:
            values: Mapping[str, str] = {"identifier": identifier, "other": other.folder}
            yield Finding("PKG-019", module.source.at("identifier"), values)


def chosen(module: LearningModule, options: Options) -> list[Standard]:
    return [REGISTRY[name] for name in options.standards or module.definition.standards]


def write(
    module: LearningModule, course: Course, standard: Standard, output: Path, options: Options
) -> tuple[list[Package], list[Finding]]:
    """One package, in its place when ``verify`` has no error in it; else none, and an earlier one stays."""
    definition = module.definition
    path = output / f"{definition.identifier}-{definition.version}-{standard.name}.zip"
    tree = standard.write(course, options.write)
    data = archive(tree)
    findings = [*verify(io.BytesIO(data), path.as_posix()), *update(data, path, standard, module, options)]
    if report(findings, strict=options.strict).failed:
        return [], findings
    sha256 = hashlib.sha256(data).hexdigest()
    place(path, data)
    place(path.with_name(path.name + ".sha256"), f"{sha256}  {path.name}\n".encode("ascii"))
    room = answer_budget(module, standard)
    return [Package(path, standard, len(data), sha256, digest(tree), room)], findings


def update(
    data: bytes, path: Path, standard: Standard, module: LearningModule, options: Options
) -> Iterable[Finding]:
    """What replacing ``options.against`` by the package ``data`` does to who is half-way.

    Held against the package of its own standard; against each when that standard is not among those being built.
    """
    if options.against is None:
        return ()
    from modulebouwer.diff.compare import compare
    from modulebouwer.diff.release import read_release, release_of_zip
    from modulebouwer.diff.verdict import findings

    old = read_release(options.against)
    if old.standard != standard.name and REGISTRY[old.standard] in chosen(module, options):
        return ()
    difference = compare(old, release_of_zip(data, path.as_posix()))
    return findings(difference, path.as_posix(), allow_reset=options.allow_reset)


def answer_budget(module: LearningModule, standard: Standard) -> Budget | None:
    if standard.record_limit is None:
        return None
    interactions = [i for component in module.recorded for i in component.interactions]
    return budget(interactions, [section.id for section in module.sections], standard.record_limit)
