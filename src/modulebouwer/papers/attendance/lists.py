"""What is handed over: numbers to paste, a table for a planning system, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modulebouwer.papers.attendance.presence import Attendance, Person
from modulebouwer.papers.spreadsheet import table


def numbers(found: Attendance) -> str:
    """A registration number a line."""
    return "".join(f"{person.number}\n" for person in found.present)


def numbers_with_days(found: Attendance) -> str:
    """A number and a day (ISO 8601) a line, with a tab between."""
    return "".join(f"{person.number}\t{written(person)}".rstrip() + "\n" for person in found.present)


def present_table(found: Attendance, words: Mapping[str, Any], module: Mapping[str, str]) -> bytes:
    rows = (
        (
            one.number,
            one.name,
            one.email,
            written(one),
            module["title"],
            module["identifier"],
            version_of(one, module),
        )
        for one in found.present
    )
    return table(words["present"], rows)


def version_of(person: Person, module: Mapping[str, str]) -> str:
    """The module's version, "" for who finished before there was one (both days in ISO 8601)."""
    return "" if written(person) and written(person) < module["date"] else module["version"]


def left_out_table(found: Attendance, words: Mapping[str, Any]) -> bytes:
    rows = (
        (one.person.name, one.person.email, one.person.status, words["why"][one.why])
        for one in found.left_out
    )
    return table(words["left_out"], rows)


def written(person: Person) -> str:
    return person.day.isoformat() if person.day else ""
