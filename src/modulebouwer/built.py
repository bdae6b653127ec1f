"""What a build is asked, and what comes of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from modulebouwer.checks.budget import Budget
from modulebouwer.findings import Finding, Report
from modulebouwer.series import Footprint
from modulebouwer.standards import Standard, WriteOptions

if TYPE_CHECKING:
    from modulebouwer.diff.compare import Difference

# Called with what is being worked on; the command line shows it when it lasts.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """``standards``: names in the registry, none for those that each module.yaml asks for.

    ``brand``: the name of one of the series' brands. ``language``: of the packages, "" for that of the source.
    ``also``: languages that stand in the same package, for the learner to choose.
    ``jobs``: how many modules are built at a time. ``keep``: leave alone what did not change since the last time.
    ``against``: the package in use, or a folder of them, which the new
    one must not reset attempts of, but for ``allow_reset``. ``today``: the day to hold a module's validity against.
    """

    standards: tuple[str, ...] = ()
    strict: bool = False
    against: Path | None = None
    today: datetime.date | None = None
    allow_reset: bool = False
    write: WriteOptions = field(default_factory=WriteOptions)
    jobs: int = 1
    keep: bool = False
    brand: str = ""
    language: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What a list of packages says of a module. ``update``: what replacing the package in use by this one does to who
    is half-way (a kind of ``diff``), "" when none was named; ``difference``: what it changes there. ``brand``: its
    name, "" for none.
    """

    title: str
    version: str
    languages: tuple[str, ...]
    update: str = ""
    difference: Difference | None = None
    brand: str = ""


@dataclass(frozen=True)
class Package:
    """A zip in its place. ``digest`` is that of the contents; ``budget`` is None where the standard has no limit.

    ``unchanged``: it stood there already, and nothing that goes into it is otherwise; so it was not built again.
    """

    path: Path
    standard: Standard
    size: int
    sha256: str
    digest: str
    budget: Budget | None
    about: About
    unchanged: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Unbuilt:
    """A module that failed: no package of it was made for this brand in this language ("" for the source's)."""

    folder: str
    brand: str
    language: str


@dataclass(frozen=True)
class BuildReport(Report):
    """The findings of a build, and what it did not make."""

    unbuilt: tuple[Unbuilt, ...] = ()


@dataclass(frozen=True)
class Built:
    """What came of the module in ``folder``. ``packages`` are in their place.

    ``footprint``: None when the module could not be read whole. ``keys``: the fields that it gives itself. ``until``:
    the last day of its validity.
    """

    folder: str
    packages: tuple[Package, ...] = ()
    findings: tuple[Finding, ...] = ()
    footprint: Footprint | None = None
    keys: frozenset[str] = frozenset()
    until: datetime.date | None = None
