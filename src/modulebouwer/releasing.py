"""A new version of each module that changed: its number by what it does to who is half-way, and its changelog."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modulebouwer.diff.compare import Difference, Fate, compare
from modulebouwer.diff.in_use import counterpart
from modulebouwer.diff.release import built_release, read_release
from modulebouwer.diff.report import changed_lines
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
    """None for a module that says what its package says."""
    module = readable(folder)
    definition = module.definition
    standard = definition.standards[0]
    old = read_release(counterpart(against, definition.identifier, standard))
    difference = compare(old, built_release(folder, standard))
    if difference.same:
        return None
    reset = loses_attempts(difference)
    if reset and not reason:
        raise WrongUse("reset_without_reason", path=folder.as_posix())
    wanted = raised(old.version, part(difference))
    lines = [*([reason] if reset else ()), *changed_lines(difference, language)]
    # Who raised the version by hand knows better.
    new = max(wanted, definition.version, key=numbers)
    return NextVersion(folder, module, old.version, new, tuple(lines))


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
