"""Who gets a certificate: a list with names and days, as ``attendance --output`` writes it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from modulebouwer.findings import Finding, Location
from modulebouwer.papers.attendance.columns import choose
from modulebouwer.papers.attendance.days import day
from modulebouwer.papers.attendance.presence import met, name_in, no_column
from modulebouwer.papers.attendance.table import read_table

ROLES = ("email", "name", "first", "infix", "last", "status", "date")


@dataclass(frozen=True)
class Participant:
    name: str
    email: str
    day: datetime.date


def read_people(path: Path, today: datetime.date) -> tuple[list[Participant], list[Finding]]:
    """Each once. Where the list has a status, only those who completed; nobody whose day is not known or to come."""
    table, findings = read_table(path, lambda headings: choose(headings, ROLES, {}))
    if table is None:
        return [], findings
    place = Location(path.as_posix())
    missing = [] if "date" in table.roles else ["date"]
    missing += [] if {"name", "first", "last"} & table.roles else ["name"]
    if missing:
        return [], [*findings, *(no_column(role, table, place, "") for role in missing)]
    people: dict[str, Participant] = {}
    for row in table.rows:
        name, email = name_in(row.cells), row.cells.get("email", "")
        if "status" in table.roles and not met(row.cells["status"], frozenset()):
            continue
        found = day(row.cells["date"])
        if found is None or found > today or not name:
            at = Location(path.as_posix(), row.line)
            findings.append(Finding("ATT-008", at, {"date": row.cells["date"]}))
            continue
        people.setdefault((email or name).casefold(), Participant(name, email, found))
    return list(people.values()), findings
