"""What Moodle exports about a SCORM activity, in the shape that Moodle 5.1 gives it, of people who do not exist.

``TRACKS`` stands for the database: a row an attempt that was opened. The reports are made of it as Moodle makes them;
``completed`` is what a query of the database says.
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

TITLE = "Samenwerken met de regio"
SECRET = 'Ik zei tegen de wethouder dat het niet kon; "dat" was\nniet waar.'


@dataclass(frozen=True)
class Track:
    user: str
    attempt: int
    status: str
    at: datetime.datetime


def on(day: int, hour: int, minute: int) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute)


USERS = {
    "sanne": "Sanne de Vries",
    "joris": "Joris Hoekstra",
    "noor": "Noor El Amrani",
    "zoë": "Zoë Brønsted-Çelik",
    "piet": "Piet van der Berg",
    "teacher": "Tineke Docent",
}
TRACKS = (
    Track("sanne", 1, "completed", on(25, 9, 5)),
    Track("joris", 1, "incomplete", on(25, 22, 45)),
    # Finished, and begun again in a second attempt.
    Track("zoë", 1, "completed", on(24, 16, 0)),
    Track("zoë", 2, "incomplete", on(26, 8, 30)),
    # Passed at the second attempt.
    Track("piet", 1, "failed", on(20, 12, 0)),
    Track("piet", 2, "passed", on(26, 22, 13)),
)
WORDS = {
    "completed": "Completed", "incomplete": "Incomplete", "failed": "Failed", "passed": "Passed", "": "Not attempted",
}  # fmt: skip


def email(user: str) -> str:
    return f"{user.replace('ë', 'e')}@example.invalid"


def completed() -> dict[str, datetime.date]:
    """Mail address → the day, as a query over the tracks gives it."""
    days: dict[str, datetime.date] = {}
    for track in sorted(TRACKS, key=lambda one: one.at, reverse=True):
        if track.status in ("completed", "passed"):
            days[email(track.user)] = track.at.date()
    return days


def moment(at: datetime.datetime) -> str:
    return f"{at:%A}, {at.day} {at:%B} {at.year}, {at:%I:%M %p}"


def interactions() -> list[list[str]]:
    """Report "Interactions", with the answers that stand in it."""
    rows = [
        ["Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score", TITLE]
        + [f"Response {number}" for number in range(3)]
    ]
    for user, name in USERS.items():
        mine = [track for track in TRACKS if track.user == user]
        if not mine:
            rows.append([name, email(user), "-", "-", "-", "-", "Not attempted", "", "", ""])
        for track in mine:
            opened = moment(track.at)
            rows.append(
                [
                    name,
                    email(user),
                    str(track.attempt),
                    opened,
                    opened,
                    "0",
                    WORDS[track.status],
                    SECRET,
                    "3",
                    SECRET,
                ]
            )
    return rows


def basic() -> list[list[str]]:
    """Report "Basic", which has no status."""
    return [row[:6] for row in interactions()]


def progress() -> list[list[str]]:
    """The course's report "Activity completion" (report/progress/index.php): the name has no heading."""
    rows = [["", "Email address", "Forum", "", TITLE, ""]]
    days = completed()
    for user, name in USERS.items():
        day = days.get(email(user))
        state = ["Completed", f"{day.isoformat()} 09:05:00"] if day else ["Not completed", ""]
        rows.append([name, email(user), "Not completed", "", *state])
    return rows


def separated(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook as Moodle's: shared strings, in the order of first use."""
    strings: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{chr(65 + index)}{number}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
            for index, text in enumerate(row)
            if text
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>",
        )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        file.writestr("xl/sharedStrings.xml", f"<sst {space}>{items}</sst>")
    return data.getvalue()
