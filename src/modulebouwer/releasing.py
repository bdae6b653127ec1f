"""A new version of each module that changed: its number by what it does to who is half-way, and its changelog."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from modulebouwer.diff import changed_hands
from modulebouwer.diff.compare import Difference, Fate, compare
from modulebouwer.diff.in_use import VERSIONED, holds_packages, packages_in_use
from modulebouwer.diff.release import built_release, read_release
from modulebouwer.diff.report import (
    changed_lines,
    outside_items,
    translated_lines,
    translation_title,
    unseen_item,
)
from modulebouwer.diff.verdict import findings, loses_attempts
from modulebouwer.diff.where import VERSIONS, at_source
from modulebouwer.findings import Finding, message
from modulebouwer.model.definition import version_numbers
from modulebouwer.model.module import LearningModule
from modulebouwer.package.lms_facts import lms_words
from modulebouwer.restructuring import readable
from modulebouwer.source.brands import brand_names, has_brands
from modulebouwer.source.writing import save, write_definition
from modulebouwer.standards import REGISTRY
from modulebouwer.wrong_use import WrongUse

CHANGELOG = "CHANGELOG.md"
# The findings of which who is half-way begins again.
RESETS = ("UPD-001", "UPD-003", "UPD-210")
# Where a prompt or section comes or goes, there is something new to do or somewhere to look.
LARGER = (
    Fate.NEW,
    Fate.REMOVED,
    Fate.MOVED,
    Fate.REQUIRED,
    Fate.FEWER_OPTIONS,
    Fate.OTHER_OPTIONS,
    Fate.SHORTER,
)


@dataclass(frozen=True)
class NextVersion:
    """What is written for one module: ``old`` and ``new`` versions, and the lines of its changelog.

    ``part``: which number goes up, and so what becomes of who is half-way (see ``part``); ``causes``: by what who is
    half-way begins again. ``former``: the identifier that it had; ``taken``: the title of the module that had its own.
    ``brands``: in which alone something changed; none when it did in every package. ``advice``: what may not have been
    meant. ``old`` is empty and nothing is written for a module that nobody has yet.
    """

    folder: Path
    module: LearningModule
    old: str
    new: str
    lines: tuple[str, ...]
    part: int = 2
    causes: tuple[str, ...] = ()
    former: str = ""
    taken: str = ""
    brands: tuple[str, ...] = ()
    advice: tuple[Finding, ...] = ()


def release(
    folders: Sequence[str],
    against: Path,
    reason: str,
    today: datetime.date,
    language: str,
    *,
    dry_run: bool = False,
) -> list[NextVersion]:
    """Give every module that differs from its package in ``against`` (a folder of packages) its next version.

    Nothing is written before all modules were judged, and nothing at all in a ``dry_run``, which refuses no reset
    either. Raises ``WrongUse`` when who is half-way would begin again and no ``reason`` is given, when a module has an
    error or cannot be written, or when none has a package there.
    """
    modules = {folder: readable(Path(folder)) for folder in folders}
    known = {module.definition.identifier: module.definition.title for module in modules.values()}
    found = [
        next_version(Path(one), module, against, reason, language, known) for one, module in modules.items()
    ]
    versions = [one for one in found if one is not None]
    if versions and len(versions) == len(modules) and not any(one.old for one in versions):
        first = versions[0].module.definition
        names = {"identifier": first.identifier, "standard": first.standards[0]}
        raise WrongUse("no_counterpart", path=against.as_posix(), **names)
    if not dry_run:
        refuse_resets(versions, reason)
        write(versions, today)
    return versions


def refuse_resets(versions: Iterable[NextVersion], reason: str) -> None:
    """Raises ``WrongUse`` when who is half-way would begin again without a ``reason``."""
    resets = [one for one in versions if one.causes and not reason]
    for one in (one for one in resets if one.former):
        after = one.module.definition.identifier
        names = {"path": one.folder.as_posix(), "before": one.former, "after": after}
        raise (
            WrongUse("identifier_taken", **names, title=one.taken)
            if one.taken
            else WrongUse("identifier_changed", **names)
        )
    if resets:
        causes = [f"  {one.folder.as_posix()}: {cause}" for one in resets for cause in one.causes]
        raise WrongUse("reset_without_reason", causes="\n".join(causes))


def write(versions: Iterable[NextVersion], today: datetime.date) -> None:
    for one in (one for one in versions if one.old):
        before = {
            name: path.read_bytes()
            for name in ("module.yaml", CHANGELOG)
            if (path := one.folder / name).exists()
        }
        definition = one.module.definition.model_copy(update={"version": one.new, "date": today})
        written = write_definition(definition, before["module.yaml"], inherited=one.module.shared.inherited)
        log = changelog(before.get(CHANGELOG, b"").decode("utf-8"), one, today)
        save(one.folder, {CHANGELOG: log.encode(), "module.yaml": written}, before)


def next_version(
    folder: Path, module: LearningModule, against: Path, reason: str, language: str, known: Mapping[str, str]
) -> NextVersion | None:
    """None for a module that says what its packages say, in each of the standards, languages and brands in use.

    ``known``: the titles of all modules by their identifiers. A package of another one with this module's title was
    made of it.
    """
    definition = module.definition
    in_use = list(changes(folder, module, against, definition.identifier))
    own = [one for _, one in in_use]
    taken = next((one for one in own if changed_hands.made_of(one)), None)
    origin = changed_hands.made_of(taken) if taken else None
    former = origin.identifier if origin else former_identifier(against, module, known) if not own else ""
    found = list(changes(folder, module, against, former)) if former else in_use
    if not found:
        return NextVersion(folder, module, "", definition.version, ())
    differences = [one for _, one in found if not one.same]
    if not differences:
        return None
    reset = any(loses_attempts(one) for one in differences)
    part_up = min(part(one) for one in differences)
    # Of an identifier that was another module's, its packages have a version too.
    wanted = max((raised(one.old.version, part_up) for one in [*differences, *own]), key=version_numbers)
    resetting = [*differences, *([taken] if taken else [])]
    causes = causes_of_reset(resetting, folder.as_posix(), language)
    lines = [reason] if reset and reason else []
    lines += [f"* {cause}" for cause in without_paths(causes, resetting)]
    lines += changelog_lines(found, definition.language, language)
    # Who raised the version by hand knows better.
    new = max(wanted, definition.version, key=version_numbers)
    old = max((one.old.version for one in differences), key=version_numbers)
    title = taken.old.title if taken else ""
    names = changed_brands(found)
    advice = tuple(advice_on(differences, module, folder.as_posix()))
    return NextVersion(folder, module, old, new, tuple(lines), part_up, causes, former, title, names, advice)


def without_paths(causes: Iterable[str], differences: Sequence[Difference]) -> Iterator[str]:
    """With the title and version of an old package for its path, which says nothing to who reads a changelog."""
    for cause in causes:
        for old in (one.old for one in differences):
            cause = cause.replace(old.path, f"‘{old.title}’ {old.version}")
        yield cause


def causes_of_reset(differences: Iterable[Difference], shown: str, language: str) -> tuple[str, ...]:
    """By what who is half-way begins again, each once for all packages in which it is so."""
    told: dict[tuple[object, ...], str] = {}
    for one in (one for each in differences for one in reset_findings(each, shown)):
        if one.code in RESETS:
            what = tuple(value for name, value in sorted(one.values.items()) if name != "old")
            told.setdefault((one.code, *what), message(one, language)[0])
    return tuple(told.values())


def advice_on(differences: Iterable[Difference], module: LearningModule, shown: str) -> Iterator[Finding]:
    """What ``build --against`` would advise, each once: the version goes up here, and a reset is a cause."""
    told: list[Finding] = []
    for one in (one for each in differences for one in findings(each, shown, allow_reset=False)):
        if one.code not in (*VERSIONS, *RESETS) and one not in told:
            told.append(one)
            yield at_source(one, module)


def reset_findings(difference: Difference, shown: str) -> Iterator[Finding]:
    yield from findings(difference, shown, allow_reset=False)
    yield from changed_hands.findings(difference, shown, allow_reset=False)


def changes(
    folder: Path, module: LearningModule, against: Path, identifier: str
) -> Iterator[tuple[str, Difference]]:
    """Brand ("" for none) → what ``folder`` would change in each of the packages of ``identifier`` in use there.

    A package in a standard that the module no longer has is held against the first that it has, and only when there is
    none in a standard of its own.
    """
    own = module.definition.standards
    places = folders_in_use(folder, against)
    if not places:
        old = read_release(against)
        standard = old.standard if old.standard in own else own[0]
        yield "", compare(old, built_release(folder, standard, old.languages))
    for brand, place in places:
        given = {name: packages_in_use(place, identifier, name) for name in REGISTRY}
        kept = [name for name in given if given[name] and (brand or name in own)]
        for name in kept or [name for name in given if given[name]]:
            for _, path in sorted(given[name].items()):
                old = read_release(path)
                new = name if name in kept else own[0]
                yield brand, compare(old, built_release(folder, new, old.languages, brand))


def folders_in_use(folder: Path, against: Path) -> list[tuple[str, Path]]:
    """Brand ("" for none) → a folder of packages: ``against``, or those of the brands in it, named as ``build`` does.

    Empty when ``against`` is one package. Raises ``WrongUse`` for a folder of folders that are no brand's.
    """
    above = folder.resolve().parent
    brands = brand_names(above) if has_brands(folder) else []
    own = against.resolve().name
    found = [(own if own in brands else "", against)] if holds_packages(against) else []
    found += [(name, against / name) for name in brands if holds_packages(against / name)]
    if not found and against.is_dir() and any(against.glob("*/*.zip")):
        return [("", against)]
    return found


def former_identifier(against: Path, module: LearningModule, known: Mapping[str, str]) -> str:
    """The identifier in a package in use of this title and sections that no module has any more; "" when there is none.

    A module has it no more when it came from another package, whose title it has. ``known``: identifier → title.
    """
    sections = {section.id for section in module.sections}
    paths = sorted([*against.glob("*.zip"), *against.glob("*/*.zip")])
    releases = [read_release(path) for path in paths if VERSIONED.fullmatch(path.stem)]
    titles = {one.title: one.identifier for one in releases}
    for old in releases:
        alike = old.title == module.definition.title and sections & {one.id for one in old.sections}
        holder = known.get(old.identifier)
        moved = holder is not None and titles.get(holder, old.identifier) != old.identifier
        if alike and old.identifier and (holder is None or (holder != old.title and moved)):
            return old.identifier
    return ""


def told_once(differences: Iterable[Difference]) -> Iterator[Difference]:
    """``differences`` without what another one tells too: a language stands in more packages than one."""
    told: set[str] = set()
    for one in differences:
        left = {name: texts for name, texts in one.translations.items() if name not in told}
        again = one.new.language in told
        told |= {one.new.language, *left}
        yield (
            replace(one, sections=(), prompts=(), translations=left)
            if again
            else replace(one, translations=left)
        )


def changed_brands(found: Sequence[tuple[str, Difference]]) -> tuple[str, ...]:
    """The brands in which something changed, where there are others in which nothing did; else none."""
    changed = {brand for brand, one in found if not one.same}
    kept = {brand for brand, _ in found} - changed
    return tuple(sorted(changed)) if kept and "" not in changed else ()


def changelog_lines(found: Sequence[tuple[str, Difference]], source: str, language: str) -> list[str]:
    """Of all packages, each thing once; a translation is headed by its language. ``source``: that of the module.

    Outside the sections a brand is named where it is not so in all.
    """
    told = set[tuple[str, ...]]()
    lines: list[str] = []
    changed = [one for _, one in found if not one.same]
    for whole, one in zip(changed, told_once(changed), strict=True):
        own, others = changed_lines(one, language), translated_lines(one, language)
        items = [item for item in outside_items(whole, language) if item not in told]
        told |= {*items}
        for item in items:
            own += in_brands(item, having(item, found, language), found, language)
        if own and one.new.language != source:
            own = [f"* {translation_title(one.new.language, language)}", *own]
        lines += [*own, *others]
    if lines:
        return lines
    names = {brand for brand, one in found if not one.same}
    return [*in_brands(unseen_item(changed[0], language), names, found, language)]


def having(item: tuple[str, ...], found: Iterable[tuple[str, Difference]], language: str) -> set[str]:
    """The brands in which that is otherwise."""
    return {brand for brand, one in found if item in outside_items(one, language)}


def in_brands(
    item: tuple[str, ...], having: set[str], found: Sequence[tuple[str, Difference]], language: str
) -> tuple[str, ...]:
    """``item`` with the brands ``having`` it, where there are brands in which it is not."""
    if "" in having or having >= {brand for brand, _ in found}:
        return item
    head = lms_words(language)["updates"]["in_brands"].format(brands=", ".join(sorted(having)))
    return (f"* {head}: {item[0].removeprefix('* ')}", *item[1:])


def part(difference: Difference) -> int:
    """Which number of the version goes up (https://semver.org): 0 when who is half-way begins again."""
    if loses_attempts(difference):
        return 0
    larger = any(difference.fated(fate) for fate in LARGER)
    sections = any(change.old_id or not (change.old and change.new) for change in difference.sections)
    return 1 if larger or sections else 2


def raised(version: str, which: int) -> str:
    found = version_numbers(version)
    return ".".join(str(n + 1 if i == which else n if i < which else 0) for i, n in enumerate(found))


def changelog(before: str, one: NextVersion, today: datetime.date) -> str:
    """The changelog with one entry more, the newest first; a version that has one keeps what stands there."""
    head = f"# {one.module.definition.title}\n"
    rest = before.removeprefix(head).lstrip("\n")
    entry = "".join(f"{line}\n" for line in one.lines)
    if same := re.match(rf"## {re.escape(one.new)} - .*\n\n?((?:(?!## ).*\n)*)", rest):
        rest = rest[same.end() :]
        entry = joined(same[1], entry)
    return f"{head}\n## {one.new} - {today.isoformat()}\n\n{entry}" + (f"\n{rest}" if rest else "")


def joined(before: str, entry: str) -> str:
    """``before``, and of ``entry`` the items that do not stand there yet."""
    items = [re.split(r"(?m)^(?=\S)", text) for text in (f"{before.strip()}\n", entry)]
    return "".join(dict.fromkeys(item for item in (*items[0], *items[1]) if item.strip()))
