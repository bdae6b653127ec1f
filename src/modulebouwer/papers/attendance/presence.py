"""Who met the completion rule, with number and day; who is left out, and why.

The rule itself was applied by the module: it lets nobody finish before, so that the LMS's status tells.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from modulebouwer.findings import Finding, Location
from modulebouwer.papers.attendance.columns import choose, is_answer
from modulebouwer.papers.attendance.days import day
from modulebouwer.papers.attendance.table import Row, Table, read_table

# Statuses as Moodle and others write them, in English and Dutch (mod_scorm, core completion).
MET = re.compile(r"(?:completed|passed|complete|voltooid|geslaagd|afgerond|behaald)\b")
NOT_MET = re.compile(
    r"$|-|not |in-?complete|failed|browsed|enrolled|in progress|no$|false$"
    r"|niet |onvolledig|onvoltooid|mislukt|gezakt|bezig|begonnen|nee$"
)
# What a status says behind a comma or in brackets: completed, and yet the mark was not reached.
BELOW_MARK = re.compile(r"did not|not achieve|not pass|niet|failed")
FAILED = re.compile(
    rf"{BELOW_MARK.pattern.replace('|niet', '')}|mislukt|gezakt|niet (?:geslaagd|behaald|gehaald)"
)
# A number that a spreadsheet has rounded is none: 1,23457E+08, 1.23457E+08.
NUMBER = re.compile(r"(?!\d[.,]\d+[eE])[A-Za-z0-9][A-Za-z0-9./-]*")

EXPORT = ("number", "email", "name", "first", "infix", "last", "status", "date")
MEMBERS = ("number", "email", "name", "first", "infix", "last")


@dataclass(frozen=True)
class Asked:
    """``title``: the heading of the status (the module's title). ``columns``: headings by role, as the user names them.

    ``completed``: words of a status that mean completed, beside those that are known. ``since``: the first day that
    counts. ``today``: a day behind it has not been yet; None for no such limit.
    """

    title: str
    columns: Mapping[str, str]
    completed: frozenset[str] = frozenset()
    since: datetime.date | None = None
    today: datetime.date | None = None


@dataclass(frozen=True)
class Person:
    """Somebody in an export. ``met``: None for a status that is not known."""

    name: str
    email: str
    number: str
    status: str
    met: bool | None
    day: datetime.date | None
    place: Location

    @property
    def key(self) -> str:
        return folded(self.email or self.number or self.name)


@dataclass(frozen=True)
class LeftOut:
    """``why``: the key of a sentence in ``catalogue/papers``, under ``attendance: why``."""

    person: Person
    why: str


@dataclass(frozen=True)
class Attendance:
    present: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]


def attendance(
    exports: Sequence[Path], numbers: Path | None, asked: Asked
) -> tuple[Attendance, list[Finding]]:
    """``numbers``: a list of members with their registration numbers; None when the exports have them."""
    findings: list[Finding] = []
    people: list[Person] = []
    for export in exports:
        found, problems = read_export(export, asked, with_numbers=numbers is None)
        people += found
        findings += problems
    number_of = own_number
    if numbers is not None:
        members, problems = read_members(numbers)
        number_of, findings = members.number, findings + problems
    present: list[Person] = []
    known, left_out = apart(people)
    for person in together(known):
        number, no_number = number_of(person)
        why = why_not(person, asked) or no_number
        if why:
            left_out.append(LeftOut(person, why))
        else:
            present.append(replace(person, number=number))
    present, twice = once_a_number(present)
    in_order = sorted(present, key=lambda person: (person.day or datetime.date.min, person.number))
    return Attendance(tuple(in_order), (*left_out, *twice)), findings


def why_not(person: Person, asked: Asked) -> str:
    """Why a person does not count, whatever their number; "" when they do."""
    if person.met is None:
        return "unknown_status"
    if not person.met:
        return "failed" if FAILED.search(person.status.casefold()) else "not_completed"
    if asked.today and person.day and person.day > asked.today:
        return "ahead"
    if asked.since and person.day is None:
        return "no_day"
    if asked.since and person.day and person.day < asked.since:
        return "earlier"
    return ""


def once_a_number(people: Iterable[Person]) -> tuple[list[Person], list[LeftOut]]:
    """Two people under one number are a mistake in the list: neither can be sent."""
    by_number: dict[str, list[Person]] = {}
    for person in people:
        by_number.setdefault(person.number, []).append(person)
    alone = [found[0] for found in by_number.values() if len(found) == 1]
    return alone, [
        LeftOut(one, "shared_number") for found in by_number.values() if len(found) > 1 for one in found
    ]


def apart(people: Iterable[Person]) -> tuple[list[Person], list[LeftOut]]:
    """Those who can be told apart, and those who share a mail address or a number with somebody of another name."""
    names: dict[str, set[str]] = {}
    people = list(people)
    for one in people:
        if one.name:
            names.setdefault(one.key, set()).add(folded(one.name))
    shared = {key for key, found in names.items() if len(found) > 1}
    return [one for one in people if one.key not in shared], [
        LeftOut(one, "shared_email" if one.email else "shared_number") for one in people if one.key in shared
    ]


def together(people: Iterable[Person]) -> Iterator[Person]:
    """Each person once: of several attempts or rows the first that was completed, else the last."""
    rows: dict[str, list[Person]] = {}
    for person in people:
        rows.setdefault(person.key, []).append(person)
    for found in rows.values():
        met = [person for person in found if person.met]
        yield min(met, key=lambda person: person.day or datetime.date.max) if met else found[-1]


def read_export(path: Path, asked: Asked, *, with_numbers: bool) -> tuple[list[Person], list[Finding]]:
    table, findings = read_table(path, lambda headings: choose(headings, EXPORT, asked.columns, asked.title))
    if table is None:
        return [], findings
    place = Location(path.as_posix())
    if missing := missing_columns(table, "status"):
        return [], [*findings, *(no_column(role, table, place, asked.title) for role in missing)]
    if with_numbers and "number" not in table.roles:
        return [], [*findings, Finding("ATT-003", place)]
    people = [person_in(row, path, asked) for row in table.rows]
    findings += [Finding("ATT-004", one.place, {"status": one.status}) for one in people if one.met is None]
    findings += [
        Finding("ATT-005", one.place, {"date": row.cells.get("date", "")})
        for one, row in zip(people, table.rows, strict=True)
        if one.met and one.day is None
    ]
    return people, findings


def missing_columns(table: Table, needed: str) -> list[str]:
    """Roles without a column: the one that is ``needed``, and one to know people by."""
    missing = [] if needed in table.roles else [needed]
    return missing if {"email", "name", "first", "last"} & table.roles else [*missing, "email"]


def no_column(role: str, table: Table, place: Location, title: str) -> Finding:
    # Moodle's basic report of an activity has attempts and scores, and no word about completion.
    folded_headings = {heading.casefold() for heading in table.headings}
    if (
        role == "status"
        and {"attempt", "score"} <= folded_headings
        and not any(map(is_answer, table.headings))
    ):
        return Finding("ATT-006", place, {"title": title})
    return Finding("ATT-002", place, {"role": role, "title": title, "headings": shown(table.headings)})


def shown(headings: Sequence[str]) -> str:
    """The headings that could be meant; of answers (``Response 12``) not even these."""
    return ", ".join(f"‘{one}’" for one in headings if one and not is_answer(one))


def person_in(row: Row, path: Path, asked: Asked) -> Person:
    cells = row.cells
    status = cells.get("status", "")
    return Person(
        name_in(cells),
        cells.get("email", ""),
        cells.get("number", ""),
        status,
        met(status, asked.completed),
        day(cells.get("date", "")),
        Location(path.as_posix(), row.line),
    )


def met(status: str, completed: frozenset[str]) -> bool | None:
    """Whether a status says that the completion rule was met; None when it is not known what it says."""
    word = status.casefold()
    if word in completed:
        return True
    if NOT_MET.match(word):
        return False
    if known := MET.match(word):
        return not BELOW_MARK.search(word, known.end())
    return None


def name_in(cells: Mapping[str, str]) -> str:
    """In one line, however it was written."""
    parts = (
        [cells["name"]] if cells.get("name") else [cells.get(one, "") for one in ("first", "infix", "last")]
    )
    return " ".join(" ".join(parts).split())


@dataclass(frozen=True)
class Members:
    """Registration numbers, by mail address and by name."""

    by_email: Mapping[str, set[str]]
    by_name: Mapping[str, set[str]]

    def number(self, person: Person) -> tuple[str, str]:
        """The one number of a person, or "" and why there is none. A mail address counts for more than a name."""
        found = self.by_email.get(folded(person.email)) if person.email else None
        # Where both sides have addresses, a name proves nothing: two people may share it.
        if found is None and not (person.email and self.by_email):
            found = self.by_name.get(folded(person.name))
        if not found:
            return "", "no_number"
        return (next(iter(found)), "") if len(found) == 1 else ("", "two_numbers")


def own_number(person: Person) -> tuple[str, str]:
    """The number that the export itself has."""
    return person.number, "" if person.number else "no_number"


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def read_members(path: Path) -> tuple[Members, list[Finding]]:
    by_email: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    members = Members(by_email, by_name)
    table, findings = read_table(path, lambda headings: choose(headings, MEMBERS, {}))
    if table is None:
        return members, findings
    if missing := missing_columns(table, "number"):
        place = Location(path.as_posix())
        return members, [*findings, *(no_column(role, table, place, "") for role in missing)]
    for row in table.rows:
        number = row.cells["number"]
        if number and not NUMBER.fullmatch(number):
            findings.append(Finding("ATT-007", Location(path.as_posix(), row.line), {"number": number}))
        elif number:
            for index, key in ((by_email, row.cells.get("email", "")), (by_name, name_in(row.cells))):
                if key:
                    index.setdefault(folded(key), set()).add(number)
    return members, findings
