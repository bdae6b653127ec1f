"""What is known of LMSs: the files ``lms.yaml`` of the standards and ``catalogue/lms/``, read into values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from modulebouwer.catalogue import LANGUAGES, PACKAGE, Words, read_words
from modulebouwer.findings import Finding
from modulebouwer.standards import REGISTRY

SHARED = re.compile(r"S(12|24)-")
LMS_FILE = PACKAGE.joinpath("catalogue", "lms", "lms.yaml")
# In the place of an LMS: what holds in every one.
EVERY = "every"


class Verdict(StrEnum):
    """``UNMEASURED``: nothing known speaks against it, and nobody has tried."""

    REFUSED = "refused"
    SURPRISES = "surprises"
    UNMEASURED = "unmeasured"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Cell:
    """What a finding, or any package of a standard, does in an LMS.

    ``when`` is searched in the finding's "name=value" lines. ``seen``: language → what the administrator or the
    learner sees, empty where nothing is to be seen; a finding's values fill it. ``origin``: what was run or read to
    know it, and its version. ``standard``: the only one in whose packages it holds, "" for all. ``unusable``: the
    package is taken, but nobody can begin it, or nothing of the learner is kept.
    """

    does: Verdict
    when: re.Pattern[str]
    seen: Mapping[str, str]
    origin: str
    standard: str = ""
    unusable: bool = False

    def speaks_of(self, finding: Finding) -> bool:
        lines = "\n".join(f"{name}={value}" for name, value in finding.values.items())
        return self.when.search(lines) is not None


@dataclass(frozen=True)
class Lms:
    """``known_in_part``: what is known of it holds for packages of every standard. ``compared``: ``diff`` names it
    always, also where nothing is known. ``checker``: it judges packages and plays them to nobody. ``reads``: the
    standards of which it reads packages, where that is known; empty for all.
    """

    id: str
    name: Mapping[str, str]
    known_in_part: bool
    compared: bool
    checker: bool
    reads: tuple[str, ...] = ()

    def is_for(self, standards: Sequence[str]) -> bool:
        """Whether a package in one of the ``standards`` concerns it; one in none may be meant for it."""
        return not self.reads or not standards or not {*self.reads}.isdisjoint(standards)


@cache
def lmss() -> tuple[Lms, ...]:
    """All LMSs of the report, in its order."""
    stated = read_words(LMS_FILE)
    return tuple(
        Lms(
            id,
            stated["names"][id],
            id in stated["known_in_part"],
            id in stated["compared"],
            id in stated["checkers"],
            tuple(name for name in REGISTRY if id in facts_of(name).get("judges", ())),
        )
        for id in stated["order"]
    )


def meant(word: str) -> str:
    """The ``id`` of the LMS that somebody calls ``word``, however it is written; "" for none or more than one."""
    wanted = plain(word)
    own = {lms.id: {plain(lms.id), *map(plain, lms.name.values())} for lms in lmss()}
    found = [id for id, names in own.items() if any(name.startswith(wanted) for name in names)]
    return found[0] if wanted and len(found) == 1 else ""


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def origins() -> Mapping[str, str]:
    """Name → what was run or read, and its version."""
    stated: Mapping[str, str] = read_words(LMS_FILE)["origins"]
    return stated


def cell(finding: Finding, lms: str, standards: Sequence[str]) -> Cell | None:
    """What is known of a finding in a package of the ``standards`` in an LMS.

    Under the code itself, else under what all SCORM versions share.
    """
    for code in (finding.code, SHARED.sub("SCM-", finding.code)):
        stated = effects().get(code, {})
        cells = [one for one in stated.get(lms, stated.get(EVERY, ())) if one.standard in ("", *standards)]
        if cells:
            return next((one for one in cells if one.speaks_of(finding)), None)
    return None


@cache
def effects() -> Mapping[str, Mapping[str, tuple[Cell, ...]]]:
    """Code → LMS → its cells."""
    found: dict[str, dict[str, tuple[Cell, ...]]] = {}
    for standard, stated in stated_effects():
        for code, row in stated.items():
            for lms, cells in row.items():
                read = tuple(read_cell(one, standard) for one in cells)
                found.setdefault(code, {})[lms] = found.get(code, {}).get(lms, ()) + read
    return found


def stated_effects() -> Iterator[tuple[str, Words]]:
    """The tables, each with the standard whose folder it lies in, "" for what several share."""
    yield "", read_words(PACKAGE.joinpath("catalogue", "lms", "effects.yaml"))["effects"]
    for folder in sorted(PACKAGE.joinpath("standards").iterdir(), key=lambda folder: folder.name):
        file = folder.joinpath("lms.yaml")
        if file.is_file():
            yield folder.name if folder.name in REGISTRY else "", read_words(file).get("effects", {})


def read_cell(stated: Mapping[str, Any], standard: str = "") -> Cell:
    seen = {language: stated[language] for language in LANGUAGES if language in stated}
    return Cell(
        Verdict(stated["does"]),
        re.compile(stated.get("when", ""), re.MULTILINE),
        seen,
        origins()[stated["origin"]],
        standard,
        stated.get("unusable", False),
    )


@cache
def package_cells(standard: str) -> Mapping[str, Cell]:
    """LMS → what it does to every package of a standard; only where it is more than playing it."""
    return {lms: read_cell(stated) for lms, stated in facts_of(standard).get("packages", {}).items()}


def notes_of(standard: str, lms: str) -> Iterator[Words]:
    """What holds for every package of a standard in an LMS: its own, and what it shares with those of one runtime."""
    for folder in (standard, REGISTRY[standard].runtime.kind):
        yield from facts_of(folder).get("notes", {}).get(lms, ())


@cache
def facts_of(folder: str) -> Words:
    """``packages`` and ``notes`` of a standard, or of what several share: LMS → what holds for every package.

    ``judges``: who reads no others.
    """
    file = PACKAGE.joinpath("standards", folder, "lms.yaml")
    return read_words(file) if file.is_file() else {}


@cache
def lms_words(language: str) -> Mapping[str, Any]:
    return read_words(PACKAGE.joinpath("catalogue", "lms", f"{language}.yaml"))
