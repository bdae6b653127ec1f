"""A day as LMSs and spreadsheets write it, in Dutch or English."""

from __future__ import annotations

import datetime
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mrt maart mar march", "apr april", "mei may",
            "jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oktober oct october",
            "nov november", "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
# Day first, as in the Netherlands: a date that is none that way round is not guessed at.
NUMBERS = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
WORDS = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.? (?P<month>[a-z]+)\.? (?P<year>\d{4})")
# What Excel keeps of a date: days since 30 December 1899 (ECMA-376 part 1, 18.17.4.1), of this century.
SERIAL = re.compile(r"(?P<days>[3-9]\d{4})(?:\.\d+)?")
EPOCH = datetime.date(1899, 12, 30)


def day(text: str) -> datetime.date | None:
    """The first day that ``text`` names, or None."""
    written = text.strip().lower().replace(",", "")
    if serial := SERIAL.fullmatch(written):
        return EPOCH + datetime.timedelta(int(serial["days"]))
    found = ISO.search(written) or NUMBERS.search(written) or WORDS.search(written)
    if found is None:
        return None
    month = found["month"]
    try:
        number = int(month) if month.isdigit() else MONTHS[month]
        return datetime.date(int(found["year"]), number, int(found["day"]))
    except (KeyError, ValueError):
        return None
