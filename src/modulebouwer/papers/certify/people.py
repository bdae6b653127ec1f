"""Who gets a certificate: a list with names and days, as ``attendance --output`` writes it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.papers.attendance.columns import choose, only_visits
from modulebouwer.papers.attendance.days import day
from modulebouwer.papers.attendance.presence import folded, met, name_in, shown
from modulebouwer.papers.attendance.table import Row, Table, read_table

ROLES = (
    "number",
    "email",
    "name",
    "first",
    "infix",
    "last",
    "status",
    "date",
    "module",
    "identifier",
    "version",
)


@dataclass(frozen=True)
class Participant:
    """``place``: of the row."""

    name: str
    email: str
    number: str
    day: datetime.date
    place: Location

    @property
    def key(self) -> str:
        """What they are known by: a mail address counts for more than a number, and that for more than a name."""
        return folded(self.email or self.number or self.name)


def read_people(
    path: Path, definition: ModuleDefinition, today: datetime.date
) -> tuple[list[Participant], list[Finding]]:
    """Each once, the day that they first finished.

    Left out, and told: who did not complete, whose day is not known, to come or before this version, and people that
    cannot be told apart. A list of another module, or one that does not say who completed, is an error.
    """
    table, findings = read_table(path, lambda headings: choose(headings, ROLES, {}, definition.title))
    if table is None:
        return [], findings
    if wrong := list(unfit(table, path, definition)):
        return [], [*findings, *wrong]
    done = [row for row in table.rows if "status" not in table.roles or met(row.cells["status"], frozenset())]
    statuses = Counter(row.cells["status"] for row in table.rows if row not in done)
    findings += [
        Finding("ATT-012", Location(path.as_posix()), {"status": status, "count": count})
        for status, count in statuses.items()
    ]
    people: list[Participant] = []
    for row in done:
        found = participant(row, path, definition, today)
        if isinstance(found, Participant):
            people.append(found)
        else:
            findings.append(found)
    alone, doubted = apart(people)
    return alone, [*findings, *doubted]


def unfit(table: Table, path: Path, definition: ModuleDefinition) -> Iterator[Finding]:
    """Why nobody in this table can have a certificate of this module."""
    place = Location(path.as_posix())
    if "status" not in table.roles and only_visits(table.headings):
        yield Finding("ATT-009", place, {"title": definition.title})
        return
    missing = [] if "date" in table.roles else ["date"]
    missing += [] if {"name", "first", "last"} & table.roles else ["name"]
    for role in missing:
        yield Finding("ATT-010", place, {"role": role, "headings": shown(table.headings)})
    ours = {folded(definition.identifier), folded(definition.title)}
    for row in table.rows:
        named = row.cells.get("identifier") or row.cells.get("module") or ""
        if named and folded(named) not in ours:
            yield Finding("ATT-011", place_of(row, path), {"found": named, "title": definition.title})
            return


def participant(
    row: Row, path: Path, definition: ModuleDefinition, today: datetime.date
) -> Participant | Finding:
    name, found = name_in(row.cells), day(row.cells["date"])
    place = place_of(row, path)
    if found is None or found > today or not name:
        return Finding("ATT-008", place, {"date": row.cells["date"]})
    version = row.cells.get("version") or definition.version
    if found < definition.date or version != definition.version:
        values = {
            "day": found.isoformat(),
            "version": definition.version,
            "date": definition.date.isoformat(),
        }
        return Finding("ATT-013", place, values)
    return Participant(name, row.cells.get("email", ""), row.cells.get("number", ""), found, place)


def place_of(row: Row, path: Path) -> Location:
    return Location(path.as_posix(), row.line)


def apart(people: Iterable[Participant]) -> tuple[list[Participant], list[Finding]]:
    """Each person's first row, and a finding for people of different names under one mail address or number."""
    rows: dict[str, list[Participant]] = {}
    for person in people:
        rows.setdefault(person.key, []).append(person)
    alone, doubted = [], []
    for found in rows.values():
        if len({folded(one.name) for one in found}) == 1:
            alone.append(min(found, key=lambda one: one.day))
        else:
            names = ", ".join(dict.fromkeys(one.name for one in found))
            values = {"names": names, "shared": found[0].email or found[0].number}
            doubted.append(Finding("ATT-014", found[1].place, values))
    return alone, doubted
