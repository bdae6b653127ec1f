"""The pipeline: module folders in, packages out. Read this file first.

    folder → LearningModule → findings → Course → FileTree → zip → verified → in its place

Everything between the first and the last step is a function of values. Nothing of a module is written before it was
read and checked without error, and a zip takes its place only after ``verify`` has seen it.

What only a build needs is imported by the functions that need it: ``check`` does not wait for it.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from modulebouwer import checks
from modulebouwer.batch import build_each
from modulebouwer.built import About, BuildReport, Built, Options, Package, Progress, Unbuilt
from modulebouwer.checks.appearance import appearance
from modulebouwer.checks.budget import Budget, answer_budgets, budget
from modulebouwer.checks.ignores import without_ignored
from modulebouwer.diff.in_use import counterpart, holds_packages
from modulebouwer.findings import Finding, Location, Report, report
from modulebouwer.findings.report import of_one_cause
from modulebouwer.model.look import Look, Templates
from modulebouwer.model.module import LearningModule
from modulebouwer.series import Footprint, footprint, series_findings
from modulebouwer.source.brands import FOLDER as BRANDS
from modulebouwer.source.brands import brand_names, branded, has_brands, read_brand
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.languages import in_languages, in_packages, lacking_languages, strange_files
from modulebouwer.source.loader import load
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.source.section_file import ReadSection
from modulebouwer.source.series import SeriesCache, read_member, read_series, series_above
from modulebouwer.source.strange_templates import strange_templates
from modulebouwer.standards import REGISTRY, Standard
from modulebouwer.wrong_use import WrongUse

if TYPE_CHECKING:
    from modulebouwer.diff.compare import Difference
    from modulebouwer.render.course import Course

__all__ = [
    "About",
    "BuildReport",
    "Built",
    "Options",
    "Package",
    "Progress",
    "Source",
    "Unbuilt",
    "build",
    "build_brands",
    "build_module",
    "check",
    "chosen",
    "findings_in",
    "read",
    "read_module",
    "together",
]


@dataclass(frozen=True)
class Source:
    """What was read of a folder. ``look`` is None when there is an error in what the module is shown with."""

    module: LearningModule
    look: Look | None


def check(
    folders: Sequence[str],
    options: Options,
    progress: Progress,
    files: Files = DISK,
    languages: Sequence[str] = (),
) -> Report:
    """Everything that is wrong with the modules in ``folders`` of ``files``, in one run; in each of ``languages``."""
    findings: list[Finding] = []
    for language, those in in_languages(folders, languages).items():
        findings += read(those, replace(options, language=language), progress, files)[1]
    findings += in_brands(folders, options, progress, files)
    findings += lacking(folders, languages)
    return report(of_one_cause(leaning_once(findings)), strict=options.strict)


def lacking(folders: Sequence[str], languages: Sequence[str]) -> Iterator[Finding]:
    for folder in folders:
        yield from lacking_languages(Path(folder), Path(folder).as_posix(), languages)


def leaning_once(findings: Sequence[Finding]) -> list[Finding]:
    """Less SER-002 of a module that leans on a series without being in it: SER-013 tells that."""
    told = {one.location for one in findings if one.code == "SER-013"}
    return [one for one in findings if not (one.code == "SER-002" and one.location in told)]


def in_brands(
    folders: Sequence[str], options: Options, progress: Progress, files: Files
) -> Iterator[Finding]:
    """What is wrong in the files of the brands that the modules in ``folders`` can have."""
    by_brand: dict[str, list[str]] = {}
    for folder in folders:
        names = brand_names(Path(folder).resolve().parent)
        if names and has_brands(Path(folder), files):
            for name in names:
                by_brand.setdefault(name, []).append(folder)
    for name, those in by_brand.items():
        found = read(those, replace(options, brand=name), progress, files)[1]
        # Of its own: what stands in its file, and whether its skin can be read.
        yield from (
            finding
            for finding in found
            if PurePosixPath(finding.location.path).parent.name == BRANDS or finding.code.startswith("SKN-")
        )


def build(
    folders: Sequence[str], output: Path, options: Options, progress: Progress, files: Files = DISK
) -> tuple[list[Package], BuildReport]:
    """Build every module for every standard into ``output``; none of a module in which anything is an error.

    A module that fails does not stop the others. Raises ``WrongUse`` when ``output`` cannot be written,
    ``options.against`` cannot be read, or more than one module is held against one package.
    """
    if options.against and len(folders) > 1 and not holds_packages(options.against):
        raise WrongUse("one_folder")
    series = SeriesCache(files)
    findings = list(repeated_identifiers(named_in(folders, series)))
    twins = {Path(finding.location.path).parent for finding in findings}
    twins |= {Path(str(finding.values["other"])) for finding in findings}
    left = [one for one in folders if Path(one) not in twins]
    built = build_each(build_module, left, output, options, series, progress)
    footprints = [(Path(one.folder).resolve().parent, one.footprint) for one in built if one.footprint]
    findings += [finding for one in built for finding in one.findings]
    findings += of_whole_series(folders, series, footprints) if not options.language else ()
    packages = [package for one in built for package in one.packages]
    made = {one.folder for one in built if one.packages}
    unbuilt = [Unbuilt(one, options.brand, options.language) for one in folders if one not in made]
    return packages, build_report(leaning_once(findings), unbuilt, options)


def build_report(findings: Iterable[Finding], unbuilt: Iterable[Unbuilt], options: Options) -> BuildReport:
    found = report(findings, strict=options.strict)
    return BuildReport(found.findings, found.strict, tuple(unbuilt))


def build_brands(
    folders: Sequence[str],
    output: Path,
    options: Options,
    progress: Progress,
    brands: Sequence[str],
    among: Sequence[str] = (),
) -> tuple[list[Package], BuildReport]:
    """As ``build``, once for each of ``brands``, into a folder of its name in ``output``; "all" is every brand.

    The packages of a brand are held against those in a folder of its name in ``options.against``, if there is one. A
    module beside the series has no brands: it is built once, into ``output`` itself. Raises ``WrongUse`` for a brand
    when no module has brands. ``among``: all modules of the run, when ``folders`` are those in one language.
    """
    every = among or folders
    if "all" in brands:
        brands = sorted({name for folder in every for name in brand_names(Path(folder).resolve().parent)})
    if not brands:
        return build(folders, output, options, progress)
    having = [folder for folder in every if has_brands(Path(folder))] or every
    members = [folder for folder in folders if folder in having]
    others = [folder for folder in folders if folder not in having]
    made = [
        build(members, output / name, of_brand(options, name), progress)
        for name in (dict.fromkeys(brands) if members else ())
    ]
    made += [build(others, output, options, progress)] if others else []
    return all_of(made, options)


def all_of(
    made: Sequence[tuple[list[Package], BuildReport]], options: Options
) -> tuple[list[Package], BuildReport]:
    """What several builds made, as that of one."""
    packages = [package for found, _ in made for package in found]
    findings = (one for _, told in made for one in told.findings)
    unbuilt = (one for _, told in made for one in told.unbuilt)
    return packages, build_report(findings, unbuilt, options)


def of_brand(options: Options, name: str) -> Options:
    below = options.against / name if options.against else None
    return replace(options, brand=name, against=below if below and below.is_dir() else options.against)


def build_languages(
    folders: Sequence[str],
    output: Path,
    options: Options,
    progress: Progress,
    brands: Sequence[str],
    languages: Sequence[str],
    *,
    together: bool = False,
) -> tuple[list[Package], BuildReport]:
    """As ``build_brands``, once for each of ``languages`` the modules that are in it; "all" is every language.

    ``together``: each module in one package with all of these languages that it has, its own first.

    Raises ``WrongUse`` for a language that no module is in.
    """
    made = []
    for (language, *also), those in in_packages(in_languages(folders, languages), together=together):
        there = replace(options, language=language, also=tuple(also))
        made.append(build_brands(those, output, there, progress, brands, folders))
    packages, told = all_of(made, options)
    findings = of_one_cause([*told.findings, *lacking(folders, languages)])
    return packages, build_report(findings, told.unbuilt, options)


def build_module(folder: str, output: Path, options: Options, series: SeriesCache) -> Built:
    """The packages of one module, each in its place; none when there is an error in the module."""
    from modulebouwer.render.environment import RenderError
    from modulebouwer.render.pages import render

    source, findings = read_module(folder, options, series.files, series=series)
    if source is None:
        return Built(folder, findings=tuple(findings))
    module, look = source.module, source.look
    place = Path(folder).resolve()
    own = footprint(module, place.name) if module.complete else None
    keys = frozenset(str(way[0]) for way in module.source.keys if len(way) == 1)
    packages: list[Package] = []
    if look is not None and not report(findings, strict=options.strict).failed:
        try:
            course, told = with_languages(render(module, look), folder, options)
        except RenderError as error:
            return Built(folder, findings=(*findings, error.finding), footprint=own)
        findings += told
        for standard in [] if report(told, strict=options.strict).failed else chosen(module, options):
            package, found = write(module, course, standard, output, options)
            packages += package
            findings += found
    return Built(folder, tuple(packages), tuple(findings), own, keys, module.definition.valid_until)


def with_languages(course: Course, folder: str, options: Options) -> tuple[Course, list[Finding]]:
    """``course`` with the other languages that a learner can choose, and what is wrong with these."""
    from modulebouwer.render.languages import in_one
    from modulebouwer.render.pages import render

    courses, findings = [course], []
    for language in options.also:
        source, found = read_module(folder, replace(options, language=language, also=()))
        findings += found
        if source and source.look and not report(found, strict=options.strict).failed:
            courses.append(render(source.module, source.look))
    return (in_one(courses) if len(courses) > 1 else course), findings


def read(
    folders: Sequence[str], options: Options, progress: Progress, files: Files = DISK
) -> tuple[list[Source], list[Finding]]:
    findings: list[Finding] = []
    cache = SeriesCache(files)
    read: dict[str, Source | None] = {}
    for folder in folders:
        progress(folder)
        read[folder], found = read_module(folder, options, files, series=cache)
        findings += found
    sources = [source for source in read.values() if source is not None]
    # What only all modules show is said of the sources.
    return sources, [*findings, *(together(read, cache) if not options.language else ())]


def together(read: Mapping[str, Source | None], cache: SeriesCache) -> list[Finding]:
    """What only all modules show; ``read``: by their folders, ``cache``: what was read of their series."""
    footprints = []
    for folder, source in read.items():
        if source is not None and source.module.complete:
            place = Path(folder).resolve()
            footprints.append((place.parent, footprint(source.module, place.name)))
    # Of an incomplete module the identifier may be the loader's stand-in.
    modules = [source.module for source in read.values() if source is not None and source.module.complete]
    named = ((one.folder, one.definition.identifier, one.source.at("identifier")) for one in modules)
    return [*of_whole_series([*read], cache, footprints), *repeated_identifiers(named)]


def read_module(
    folder: str,
    options: Options,
    files: Files = DISK,
    cache: dict[str, ReadSection] | None = None,
    series: SeriesCache | None = None,
) -> tuple[Source | None, list[Finding]]:
    """What there is and what is wrong in ``folder`` of ``files``; ``cache`` and ``series`` are those of ``load``."""
    shown = Path(folder).as_posix()
    module, problems = load(Path(folder), shown, cache, files, series)
    if module is None:
        return None, problems
    if options.language not in ("", module.definition.language) and module.complete:
        return read_translated(module, folder, options, files)
    problems += strange_files(module, Path(folder), files) if module.complete else ()
    problems += strange_templates(module, Path(folder), files)
    return dressed(module, folder, options, files, problems)


def read_translated(
    module: LearningModule, folder: str, options: Options, files: Files
) -> tuple[Source | None, list[Finding]]:
    """``module`` in the language of ``options``: its files with the translations in them, read anew."""
    from modulebouwer.source.translations import load_translated

    brand = read_brand(module, Path(folder), options.brand, files)[0] if options.brand else None
    brands = [brand] if brand else []
    again, problems, there = load_translated(module, Path(folder), options.language, brands, files)
    source, found = dressed(again, folder, options, there.files, problems)
    return source, there.with_own(found)


def dressed(
    module: LearningModule, folder: str, options: Options, files: Files, problems: list[Finding]
) -> tuple[Source, list[Finding]]:
    """``module`` with its brand, and the look it asks for; and everything that is wrong with it."""
    shown, brand = module.folder, None
    if options.brand:
        brand, told = read_brand(module, Path(folder), options.brand, files)
        module = branded(module, brand, Path(folder), files) if brand else replace(module, complete=False)
        problems = [*problems, *told]
    templates, unread = read_templates(Path(folder), shown, files, module.shared.folder)
    look, wrong = read_look(module.definition, module.source, templates, brand)
    source = Source(module, look)
    problems = [*problems, *unread, *wrong, *own_templates(templates)]
    return source, findings_in(source, problems, chosen(module, options), options.today)


def own_templates(templates: Templates) -> Iterable[Finding]:
    """What keeps the designer's own templates from being used; Jinja is loaded for who has them alone."""
    if not any(name.endswith(".j2") for name in templates.own):
        return ()
    from modulebouwer.render.template_mistakes import broken_templates

    return broken_templates(templates)


def of_whole_series(
    folders: Sequence[str], cache: SeriesCache, footprints: Sequence[tuple[Path, Footprint]]
) -> Iterator[Finding]:
    """What is wrong with each series of which all modules are among ``folders``."""
    given = {Path(folder).resolve() for folder in folders}
    found = (series_above(Path(folder), folder) for folder in folders)
    for above, shown in {one[0]: one for one in found if one}.values():
        series, _ = read_series(above, shown, cache)
        listed = {above / name for name in series.definition.modules} if series else set()
        if series and {folder for folder in listed if (folder / "module.yaml").exists()} <= given:
            yield from series_findings(series, above, [one for where, one in footprints if where == above])


def findings_in(
    source: Source,
    problems: Iterable[Finding],
    standards: Iterable[Standard],
    today: datetime.date | None = None,
) -> list[Finding]:
    """What was found when reading, what the checks find and what the standards ask for, less what is ignored.

    Something may be ignored for a standard of the module's own that is not wanted now: it is not useless then.
    """
    module = source.module
    wanted = list(standards)
    other = [REGISTRY[name] for name in module.definition.standards if REGISTRY[name] not in wanted]
    limits = record_limits(wanted)
    required = [finding for standard in wanted for finding in standard.requires(module)]
    unwanted = [
        *answer_budgets(module, record_limits(other)),
        *(finding for standard in other for finding in standard.requires(module)),
    ]
    interface = appearance(source.look) if source.look else ()
    ignores = module.definition.ignore
    places = [module.source.at("ignore", number) for number in range(len(ignores))]
    return without_ignored(
        [*problems, *checks.run(module, limits, today), *required, *interface],
        ignores,
        module.folder,
        places,
        unwanted,
    )


def record_limits(standards: Iterable[Standard]) -> dict[str, int]:
    return {s.name: s.record_limit for s in standards if s.record_limit is not None}


def repeated_identifiers(named: Iterable[tuple[str, str, Location]]) -> Iterator[Finding]:
    """An LMS keeps learners' work by the identifier, and the zips of two such modules would have one name.

    ``named``: of each module its folder, its identifier and where that stands.
    """
    first: dict[str, str] = {}
    for folder, identifier, location in named:
        other = first.setdefault(identifier, folder)
        if other != folder:
            yield Finding("PKG-019", location, {"identifier": identifier, "other": other})


def named_in(folders: Iterable[str], series: SeriesCache) -> Iterator[tuple[str, str, Location]]:
    """What ``repeated_identifiers`` asks, from ``module.yaml`` alone."""
    for folder in folders:
        path = Path(folder).resolve()
        member = read_member(path.parent, path.name, series)
        if member is not None:
            yield folder, member.identifier, Location(f"{Path(folder).as_posix()}/module.yaml", member.line)


def chosen(module: LearningModule, options: Options) -> list[Standard]:
    return [REGISTRY[name] for name in options.standards or module.definition.standards]


def write(
    module: LearningModule, course: Course, standard: Standard, output: Path, options: Options
) -> tuple[list[Package], list[Finding]]:
    """One package, in its place when ``verify`` has no error in it; else none, and an earlier one stays."""
    from modulebouwer.package.archive import archive, digest, sealed
    from modulebouwer.package.verify import verify
    from modulebouwer.placing import place

    definition = module.definition
    languages = languages_of(course, options)
    language = "".join(f"-{name}" for name in languages)
    path = output / f"{definition.identifier}-{definition.version}{language}-{standard.name}.zip"
    tree = sealed(standard.write(course, options.write))
    data = archive(tree)
    difference, told = update(data, path, standard, module, languages, options)
    findings = [*verify(io.BytesIO(data), path.as_posix()), *told]
    if report(findings, strict=options.strict).failed:
        return [], findings
    sha256 = hashlib.sha256(data).hexdigest()
    place(path, data)
    place(path.with_name(path.name + ".sha256"), f"{sha256}  {path.name}\n".encode("ascii"))
    room = answer_budget(module, standard)
    shown = tuple(one.definition.language for one in (course, *course.others))
    change = kind_of(difference)
    about = About(definition.title, definition.version, shown, change, difference, options.brand)
    return [Package(path, standard, len(data), sha256, digest(tree), room, about)], findings


def languages_of(course: Course, options: Options) -> list[str]:
    """What the name of a package says of its languages: nothing when it has that of the source alone."""
    others = [one.definition.language for one in course.others]
    return [course.definition.language, *others] if others else [options.language] if options.language else []


def kind_of(difference: Difference | None) -> str:
    if difference is None:
        return ""
    from modulebouwer.diff.verdict import kind

    return kind(difference)


def update(
    data: bytes,
    path: Path,
    standard: Standard,
    module: LearningModule,
    languages: Sequence[str],
    options: Options,
) -> tuple[Difference | None, Iterable[Finding]]:
    """What replacing ``options.against`` by the package ``data`` changes, and what it does to who is half-way.

    Held against the package of its own standard; against each when that standard is not among those being built.
    """
    if options.against is None:
        return None, ()
    from modulebouwer.diff import changed_hands
    from modulebouwer.diff.compare import compare
    from modulebouwer.diff.release import read_release, release_of_zip
    from modulebouwer.diff.verdict import findings
    from modulebouwer.diff.where import at_source

    identifier = module.definition.identifier
    in_use = counterpart(options.against, identifier, standard.name, languages)
    if in_use is None:
        return None, ()
    old = read_release(in_use)
    if old.standard != standard.name and REGISTRY[old.standard] in chosen(module, options):
        return None, ()
    difference = compare(old, release_of_zip(data, path.as_posix()))
    told = [*findings(difference, path.as_posix(), allow_reset=options.allow_reset)]
    told += changed_hands.findings(difference, path.as_posix(), allow_reset=options.allow_reset)
    return difference, [at_source(finding, module) for finding in told]


def answer_budget(module: LearningModule, standard: Standard) -> Budget | None:
    if standard.record_limit is None:
        return None
    interactions = [i for component in module.recorded for i in component.interactions]
    return budget(interactions, [section.id for section in module.sections], standard.record_limit)
