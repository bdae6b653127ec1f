"""A new version of each module that changed: its number by what it does to who is half-way, and its changelog."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from modulebouwer.diff.compare import Difference, Fate, compare
from modulebouwer.diff.in_use import holds_packages, in_use
from modulebouwer.diff.release import built_release, read_release
from modulebouwer.diff.report import changed_lines, translated_lines, translation_title
from modulebouwer.diff.verdict import loses_attempts
from modulebouwer.model.module import LearningModule
from modulebouwer.restructuring import readable
from modulebouwer.source.writing import save, write_definition
from modulebouwer.wrong_use import WrongUse

CHANGELOG = "CHANGELOG.md"
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
    """What is written for one module: ``old`` and ``new`` versions, and the lines of its changelog."""

    folder: Path
    module: LearningModule
    old: str
    new: str
    lines: tuple[str, ...]


def release(
    folders: Sequence[str], against: Path, reason: str, today: datetime.date, language: str
) -> list[NextVersion]:
    """Give every module that differs from its package in ``against`` (a folder of packages) its next version.

    Nothing is written before all modules were judged. Raises ``WrongUse`` when who is half-way would begin again and no
    ``reason`` is given, when a module has an error, has no package there, or cannot be written.
    """
    found = [next_version(Path(folder), against, reason, language) for folder in folders]
    versions = [one for one in found if one is not None]
    for one in versions:
        before = {
            name: path.read_bytes()
            for name in ("module.yaml", CHANGELOG)
            if (path := one.folder / name).exists()
        }
        definition = one.module.definition.model_copy(update={"version": one.new, "date": today})
        written = write_definition(definition, before["module.yaml"], inherited=one.module.shared.inherited)
        log = changelog(before.get(CHANGELOG, b"").decode("utf-8"), one, today)
        save(one.folder, {CHANGELOG: log.encode(), "module.yaml": written}, before)
    return versions


def next_version(folder: Path, against: Path, reason: str, language: str) -> NextVersion | None:
    """None for a module that says what its packages say, in each of the languages in use."""
    module = readable(folder)
    definition = module.definition
    differences = [one for one in changes(folder, module, against) if not one.same]
    if not differences:
        return None
    reset = any(loses_attempts(one) for one in differences)
    if reset and not reason:
        raise WrongUse("reset_without_reason", path=folder.as_posix())
    part_up = min(part(one) for one in differences)
    wanted = max((raised(one.old.version, part_up) for one in differences), key=numbers)
    lines = [reason] if reset else []
    for one in told_once(differences):
        lines += changelog_lines(one, definition.language, language)
    # Who raised the version by hand knows better.
    new = max(wanted, definition.version, key=numbers)
    old = max((one.old.version for one in differences), key=numbers)
    return NextVersion(folder, module, old, new, tuple(lines))


def changes(folder: Path, module: LearningModule, against: Path) -> Iterator[Difference]:
    """What ``folder`` would change in each of the packages in use, one a choice of languages."""
    definition = module.definition
    standard = definition.standards[0]
    packages = in_use(against, definition.identifier, standard) if holds_packages(against) else {"": against}
    for _, path in sorted(packages.items()):
        old = read_release(path)
        yield compare(old, built_release(folder, standard, old.languages))


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


def changelog_lines(difference: Difference, source: str, language: str) -> list[str]:
    """Of one package; a translation is headed by its language. ``source``: the language of the module's source."""
    own, others = changed_lines(difference, language), translated_lines(difference, language)
    if own and difference.new.language != source:
        own = [f"* {translation_title(difference.new.language, language)}", *own]
    return [*own, *others]


def part(difference: Difference) -> int:
    """Which number of the version goes up (https://semver.org): 0 when who is half-way begins again."""
    if loses_attempts(difference):
        return 0
    larger = any(difference.fated(fate) for fate in LARGER)
    sections = any(not (change.old and change.new) for change in difference.sections)
    return 1 if larger or sections else 2


def raised(version: str, which: int) -> str:
    found = numbers(version)
    return ".".join(str(n + 1 if i == which else n if i < which else 0) for i, n in enumerate(found))


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def changelog(before: str, one: NextVersion, today: datetime.date) -> str:
    """The changelog with one entry more, the newest first."""
    head = f"# {one.module.definition.title}\n"
    rest = before.removeprefix(head).lstrip("\n")
    entry = "".join(f"{line}\n" for line in one.lines)
    return f"{head}\n## {one.new} - {today.isoformat()}\n\n{entry}" + (f"\n{rest}" if rest else "")
