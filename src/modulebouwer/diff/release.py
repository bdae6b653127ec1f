"""A version of a module as its learners have it: read out of a package, or out of the folder that it is built from."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from modulebouwer.diff.packaged_course import CoursePage, PackagedCourse, course_pages
from modulebouwer.findings import Finding, Location, Severity, severity
from modulebouwer.package.aicc import AICC, aicc_files, assignable_units, unit_settings
from modulebouwer.package.alone import alone
from modulebouwer.package.archive import SEAL, is_page, unsealed
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.lms_report import Refusal, refusals_in, surprises_in
from modulebouwer.package.sized_tree import Below, FolderTree, SizedTree
from modulebouwer.package.unrecognised import misplaced
from modulebouwer.package.verify import ZipTree, examine_file
from modulebouwer.package.zip_ends import without_comment
from modulebouwer.render.course import Course
from modulebouwer.standards import REGISTRY, Contents, Standard, Unlaunchable, WriteOptions, recognised
from modulebouwer.wrong_use import WrongUse

# The script is named by what is in it: another name is a change, not one file gone and one come.
SCRIPT = re.compile(r"^(player)-[0-9a-f]{8}\.js$")


# What is wrong with a package that is meant as one, in no standard that can be read.
REFUSED_PACKAGES = {"PKG-011", "PKG-013", "PKG-029", "PKG-180", "PKG-187"}
# Too large to be looked into.
NOT_OPENED = {"PKG-010"}


@dataclass(frozen=True)
class Prompt:
    """``options``: id → text of what can be chosen or matched, empty for another kind of answer.

    ``kind``: of its component. ``multiple``: several of them can be chosen.
    """

    id: str
    section: str
    text: str
    max_length: int
    required: bool
    options: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    multiple: bool = False


@dataclass(frozen=True)
class Section:
    """``blocks``: its texts in reading order, white space made single."""

    id: str
    title: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """What a package says in one of its languages."""

    sections: tuple[Section, ...]
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Release:
    """``standard``: a name in the registry, or ``AICC``.
    ``items``: the identifiers under which an LMS keeps work (item, AU or activity), with their titles.
    ``marks`` and ``course``: see ``Contents``. ``settings``: identifier → what the control file says of it, by name;
    ``start`` is the address, ``type`` what SCORM calls it, ``chapter`` what it lies in. ``edition``: the version of the
    standard. ``played_as`` and ``first_in``: see ``Contents``.

    ``identifier``, ``version``, ``sections`` and ``prompts`` are empty for a package of another maker. ``contents``
    are the SHA-256 digests of the files, by path. ``findings``: what of the package could not be read. ``refusals``:
    LMS → why learners cannot work with the package there, as ``verify`` has it; ``surprises``: LMS → code → what its
    findings do to those who can. ``language``: of the texts, and
    ``translations``: what the package says in the other languages that a learner can choose. ``rules``: where
    the module keeps answers and when one is done, by the names in ``module.yaml``. ``unread``: nothing is known of what
    an LMS would start in it. ``outside``: see ``CoursePage``.
    """

    path: str
    standard: str
    title: str
    items: Mapping[str, str]
    contents: Mapping[str, str]
    identifier: str = ""
    version: str = ""
    sections: tuple[Section, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    findings: tuple[Finding, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    course: str = ""
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refusals: Mapping[str, Refusal] = field(default_factory=dict)
    surprises: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    language: str = ""
    translations: Mapping[str, Texts] = field(default_factory=dict)
    edition: str = ""
    played_as: Mapping[str, str] = field(default_factory=dict)
    first_in: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    unread: bool = False
    outside: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.language, *self.translations)

    @property
    def standard_title(self) -> str:
        return REGISTRY[self.standard].title if self.standard in REGISTRY else self.standard.upper()


def read_releases(old: Path, new: Path) -> tuple[Release, Release]:
    """Both sides; the source folder of a module is taken in the other side's standard. Raises ``WrongUse``.

    One of them may be a package that ``verify`` reads and LMSs refuse, even one whose manifest nobody can read.
    """
    sources = [is_source(path) for path in (old, new)]
    first = None if sources[0] else read_side(old)
    second = None if sources[1] else read_side(new)
    read = [one for one in (first, second) if one and not one.unread]
    if not read and not any(sources):
        read_release(old)
    known = next(iter(read), None)
    if known:
        first, second = (as_other(one, known) for one in (first, second))
    standard, languages = (known.standard, known.languages) if known else ("", ())
    return (
        first or built_release(old, standard, languages),
        second or built_release(new, standard, languages),
    )


def as_other(side: Release | None, known: Release) -> Release | None:
    """What cannot be read is taken for what it is to replace, or to be replaced by."""
    return replace(side, standard=known.standard) if side and side.unread else side


def is_source(path: Path) -> bool:
    return (path / "module.yaml").is_file()


def read_release(path: Path) -> Release:
    """The release in a zip, or in a folder with an unpacked package. Raises ``WrongUse`` when it cannot be read."""
    shown = path.as_posix()
    if not path.exists():
        raise WrongUse("not_there", path=shown)
    examined = examine_file(path)
    wrong = [one for one in examined.findings if one.code.startswith("PKG-") and is_error(one)]
    if wrong:
        raise WrongUse("not_comparable", path=shown, code=wrong[0].code)
    found = release_at(path, shown)
    return replace(found, refusals=refusals_in(examined), surprises=surprises_in(examined))


def read_side(path: Path) -> Release:
    """As ``read_release``, also of what is packed or written so that LMSs refuse it. Raises ``WrongUse``."""
    shown = path.as_posix()
    examined = examine_file(path)
    wrong = tuple(one for one in examined.findings if is_error(one))
    codes = {one.code for one in wrong}
    if not (examined.standards or codes & REFUSED_PACKAGES) or codes & NOT_OPENED:
        return read_release(path)
    try:
        found = release_at(path, shown)
    except WrongUse:
        found = Release(shown, "", "", {}, {}, findings=wrong, unread=True)
    return replace(found, refusals=refusals_in(examined), surprises=surprises_in(examined))


def release_at(path: Path, shown: str) -> Release:
    if path.is_dir():
        try:
            return release_of(FolderTree(path), shown)
        except OSError as error:
            raise WrongUse("not_comparable", path=shown, code="PKG-020") from error
    with path.open("rb") as file:
        if (bare := alone(file)) is not None:
            return release_of(bare, shown)
        with zipfile.ZipFile(without_comment(file)) as package:
            return release_of(ZipTree(package), shown)


def is_error(finding: Finding) -> bool:
    return severity(finding.code) is Severity.ERROR


def built_release(folder: Path, standard: str, languages: Sequence[str] = (), brand: str = "") -> Release:
    """The release that ``folder`` would be built to, without writing it; its first standard when none is given.

    ``languages``: as far as the module has them; in that of the source when it has none of these. ``brand``: of the
    module's series.
    """
    from modulebouwer.render.languages import in_one
    from modulebouwer.source.languages import language_names, source_language

    own = source_language(folder)
    known = [own, *language_names(folder)]
    there = [language for language in languages if language in known] or [own]
    courses = [course_of(folder, standard, language, brand) for language in there]
    chosen = REGISTRY[standard or courses[0].definition.standards[0]]
    course = in_one(courses) if len(courses) > 1 else courses[0]
    return release_of(chosen.write(course, WriteOptions()), folder.as_posix())


def course_of(folder: Path, standard: str, language: str, brand: str = "") -> Course:
    """The course in ``folder`` in a language, as a brand has it. Raises ``WrongUse`` when none can be made of it."""
    from modulebouwer.render.pages import render
    from modulebouwer.source.brands import branded, read_brand
    from modulebouwer.source.files import DISK
    from modulebouwer.source.loader import load
    from modulebouwer.source.look import read_look, read_templates
    from modulebouwer.source.translations import load_translated

    files = DISK
    module, problems = load(folder, folder.as_posix())
    ours = read_brand(module, folder, brand, files)[0] if module and brand else None
    if module and module.complete and language not in ("", module.definition.language):
        module, problems, there = load_translated(module, folder, language, [ours] if ours else [])
        files = there.files
    if module and brand:
        ours, told = read_brand(module, folder, brand, files)
        problems = [*problems, *told]
        module = branded(module, ours, folder, files) if ours else module
    series = module.shared.folder if module else ""
    templates, unread = read_templates(folder, folder.as_posix(), files, series)
    look, unshown = read_look(module.definition, module.source, templates, ours) if module else (None, [])
    wrong = [one for one in [*problems, *unread, *unshown] if is_error(one)]
    if module is None or look is None or wrong:
        raise WrongUse("not_comparable", path=folder.as_posix(), code=wrong[0].code if wrong else "SRC-001")
    chosen = REGISTRY[standard or module.definition.standards[0]]
    missing = [one for one in chosen.requires(module) if is_error(one)]
    if missing:
        raise WrongUse("not_comparable", path=folder.as_posix(), code=missing[0].code)
    return render(module, look)


def release_of_zip(data: bytes, shown: str) -> Release:
    """As ``read_release``, for a package that was just built."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return release_of(ZipTree(package), shown)


def release_of(tree: FileTree, shown: str) -> Release:
    standards = recognised(tree)
    folder = misplaced(tree).rpartition("/")[0]
    if not standards and folder and isinstance(tree, SizedTree):
        found = release_of(Below(tree, folder), shown)
        return replace(found, contents={f"{folder}/{path}": data for path, data in found.contents.items()})
    contents = {SCRIPT.sub(r"\1.js", path): digest(tree, path) for path in tree}
    if not standards and aicc_files(tree):
        units = assignable_units(tree)
        title = next(iter(units.values()), "")
        return Release(shown, AICC, title, units, contents, settings=unit_settings(tree))
    if not standards:
        raise WrongUse("not_comparable", path=shown, code="PKG-012")
    standard = standards[0]
    held = held_for_an_lms(tree, standard, shown)
    items = {launch.id: launch.title for launch in held.launches}
    title = held.title or next(iter(items.values()), "")
    first, *others = course_pages(tree)
    course = first.course()
    if course is None:
        unread = (Finding("UPD-007", Location(shown)),) if first.marked else ()
        foreign = Release(shown, standard.name, title, items, contents, findings=unread, marks=held.marks)
        return replace(
            foreign,
            course=held.course,
            settings=settings_of(held),
            edition=held.version or "",
            played_as=held.played_as,
            first_in=held.first_in,
        )
    texts = texts_of(first, course)
    return Release(
        path=shown,
        standard=standard.name,
        title=course.title,
        items=items or {course.identifier: course.title},
        contents=contents,
        identifier=course.identifier,
        version=course.version,
        sections=texts.sections,
        prompts=texts.prompts,
        marks=held.marks,
        course=held.course,
        settings=settings_of(held),
        edition=held.version or "",
        played_as=held.played_as,
        first_in=held.first_in,
        rules=rules_of(course),
        outside=first.outside(),
        language=first.language,
        translations={
            page.language: texts_of(page, there) for page in others if (there := page.course()) is not None
        },
    )


def settings_of(held: Contents) -> dict[str, dict[str, str]]:
    return {
        launch.id: {
            "title": launch.title,
            "start": launch.address,
            **({"type": launch.type} if launch.type else {}),
            **({"chapter": " › ".join(launch.chapters)} if launch.chapters else {}),
            **launch.data,
        }
        for launch in held.launches
    }


def rules_of(course: PackagedCourse) -> dict[str, str]:
    """Without those that a package of an earlier version does not state."""
    stated = {
        "answers": course.answers,
        "pass_mark": "" if course.pass_mark is None else str(course.pass_mark),
        "completion.sections": course.completion.sections,
        "completion.components": course.completion.components,
        "completion.score": course.completion.score,
    }
    return {name: value for name, value in stated.items() if value}


def texts_of(page: CoursePage, course: PackagedCourse) -> Texts:
    several = {id for each in course.components if each.settings.multiple for id in each.interactions}
    return Texts(
        sections=tuple(Section(s.id, s.title, page.texts(s.id)) for s in course.sections),
        prompts=tuple(
            Prompt(
                i.id,
                i.section,
                i.prompt,
                i.max_length,
                i.required,
                {option.id: option.text for option in (*i.targets, *i.options)},
                i.component,
                i.id in several,
            )
            for i in course.interactions
        ),
    )


def digest(tree: FileTree, path: str) -> str:
    if is_page(path) and SEAL.search(tree[path]):
        return hashlib.sha256(unsealed(tree, path)).hexdigest()
    return tree.digest(path) if isinstance(tree, SizedTree) else hashlib.sha256(tree[path]).hexdigest()


def held_for_an_lms(tree: FileTree, standard: Standard, shown: str) -> Contents:
    """What an LMS starts, and keeps work for. Raises ``WrongUse`` for a control file that cannot be read."""
    if not standard.for_lms:
        return Contents("", ())
    try:
        return standard.contents(tree)
    except Unlaunchable as error:
        wrong = (one.code for one in standard.verify(tree) if is_error(one))
        raise WrongUse("not_comparable", path=shown, code=next(wrong, "PKG-013")) from error
