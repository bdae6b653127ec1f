"""One finding: what is wrong, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """``ERROR`` stops the build; ``WARNING`` does with ``--strict``; ``ADVICE`` never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file: a POSIX path as the user would type it, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """Severity, text and hint belong to ``code`` and stand in its record; ``values`` fill them.

    Numbers are numbers, so that each language can write them in its own way. ``count``: how many of the kind this one
    stands for (``report.gathered``); ``others``: the first places of the rest.
    """

    code: str
    location: Location
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    count: int = 1
    others: tuple[Location, ...] = ()
