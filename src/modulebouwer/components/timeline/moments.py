"""When the dates of a timeline are, as far as that can be told of words: "12 maart 2014", "Week 6"."""

from __future__ import annotations

import re
from dataclasses import dataclass

# How the months begin in the languages of learners.
MONTHS = (
    "jan", "feb|fév", "maart|mrt|march|mar\\b|mars|märz", "apr|avr", "mei|may|mai|maaie", "juni?\\b|june|juin|juny",
    "jul|juil", "aug|aoû", "sep", "okt|oct", "nov", "dec|déc|dez|des",
)  # fmt: skip
MONTH = "|".join(f"(?P<month{number}>{names})" for number, names in enumerate(MONTHS, 1))
# What may go before: "begin maart 2014", "vanaf 1 mei". Of a period only the year is known.
LEAD = r"(?:(?:op|vanaf|sinds|per|in|begin|half|medio|eind|on|from|since|early|mid|late|am|ab|seit|le|dès|sûnt)[ -])?"
NAMED = re.compile(
    rf"\s*{LEAD}(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|e)?\s)?\s*(?:{MONTH})[^\W\d_]*\.?"
    r"(?:\s(?P<us>\d{1,2}),)?(?:\s(?P<year>(?:1\d|20)\d\d))?(?![\w-])(?!\s*[-–—/])",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"\s*(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4}))(?!\d)"
)
# A year by itself, in "2014" and "2014–2016"; before our era the years count down.
YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d]|[.,]\d)")
BEFORE_OUR_ERA = re.compile(r"\b(?:v\.?\s?C|BCE?\b|B\.C)", re.IGNORECASE)
# "Week 6", "Na 3 maanden", without another number by which it may be elsewhere.
UNITS = (
    ("day", "dag(?:en)?|days?|tage?n?|jours?|dei"), ("week", "week|weken|weeks|wochen?|semaines?|wiken?"),
    ("month", "maand(?:en)?|months?|monate?n?|mois|moannen?"),
    ("year", "(?:leer|school)?ja(?:ar|ren)|years?|jahre?n?|an(?:née|s)?|jier(?:ren)?"),
    ("step", "stap|step|schritt|étape"), ("phase", "fase|phase|faze"), ("lesson", "les|lesson|lektion|leçon"),
    ("meeting", "bijeenkomst|sessie|session|sitzung|séance|gearkomste|sesje"),
)  # fmt: skip
UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS)
COUNTED = re.compile(
    rf"\s*(?:in\s)?(?:{UNIT})\s(?P<number>\d{{1,3}})(?:\s?[-–/]\s?\d{{1,3}})?\D*", re.IGNORECASE
)
AFTER = re.compile(rf"\s*(?:na|after|nach|après|nei)\s(?P<number>\d{{1,3}})\s(?:{UNIT})\b\D*", re.IGNORECASE)
# After the last week or month of a year comes the first of the next.
HALF = {"week": 26, "month": 6}
LARGEST = 1000


@dataclass(frozen=True)
class Moment:
    """``numbers``: of a date (``unit`` is "") its year, month and day, 0 for what is not said; else how many units."""

    unit: str
    numbers: tuple[int, ...]

    def comes_before(self, above: Moment) -> bool:
        """Whether it is plainly earlier than the one that stands above it."""
        if self.unit != above.unit:
            return False
        if self.unit:
            return 0 < above.numbers[0] - self.numbers[0] < HALF.get(self.unit, LARGEST)
        (year, month, day), (other_year, other_month, other_day) = self.numbers, above.numbers
        if year != other_year:
            return 0 < year < other_year
        # Of months without a year the next may be in the next year.
        if month != other_month:
            return 0 < month < other_month and year > 0
        return 0 < day < other_day


def moment(date: str) -> Moment | None:
    """What ``date`` says; None when that is not plain."""
    if BEFORE_OUR_ERA.search(date):
        return None
    for pattern, kind in ((COUNTED, ""), (AFTER, "after ")):
        if found := pattern.fullmatch(date):
            unit = next(name for name, _ in UNITS if found[name])
            return Moment(kind + unit, (int(found["number"]),))
    if found := NUMBERS.match(date):
        parts = (found["year"] or found["y"], found["month"] or found["m"], found["day"] or found["d"])
        return Moment("", tuple(map(int, parts)))
    year = YEAR.search(date)
    named = NAMED.match(date)
    if named and (named["year"] or not year):
        month = next(number for number in range(1, 13) if named[f"month{number}"])
        return Moment("", (int(named["year"] or 0), month, int(named["day"] or named["us"] or 0)))
    return Moment("", (int(year[0]), 0, 0)) if year else None
