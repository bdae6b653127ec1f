"""The words of the interface in one language, and how it writes dates, durations, sizes and plurals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# From an hour and a half on a duration is said in hours and halves of them.
FROM_HOURS = 90


def rounded(minutes: int) -> int:
    """Minutes as the page says them."""
    step = step_of(minutes)
    return step * round(minutes / step)


def step_of(minutes: int) -> int:
    """By how many minutes the page counts a duration: by fives from twenty, by thirties from an hour and a half."""
    if 30 * round(minutes / 30) >= FROM_HOURS:
        return 30
    return 5 if minutes >= 20 else 1


@dataclass(frozen=True)
class Locale:
    """``page`` holds the templates' words, ``player`` the scripts', ``references`` those of citations and their list.

    ``components`` holds what each component says, and the families that they share. ``direction`` is HTML's ``dir``.
    """

    direction: str
    months: tuple[str, ...]
    page: Mapping[str, Any]
    player: Mapping[str, Any]
    components: Mapping[str, Mapping[str, Any]]
    references: Mapping[str, Any]

    def date(self, date: datetime.date) -> str:
        """A day in words, as in "23 november 2026"."""
        day = self.page["first_of_month"] if date.day == 1 else str(date.day)
        return fill(self.page["date"], day=day, month=self.months[date.month - 1], year=date.year)

    def duration(self, minutes: int) -> str:
        """Hours and minutes, short, as in "2 u 50 min"."""
        hours, rest = divmod(minutes, 60)
        words = self.page["duration"]
        if not hours:
            return fill(words["minutes"], minutes=rest)
        return fill(words["both" if rest else "hours"], hours=hours, minutes=rest)

    def about(self, minutes: int) -> str:
        """A duration as one says it: by fives from twenty minutes, by half hours from an hour and a half ("3½ uur")."""
        words, said = self.page["about"], rounded(minutes)
        if said < FROM_HOURS:
            return plural(words["minutes"], said)
        hours, rest = divmod(said, 60)
        return fill(words["hours"], hours=f"{hours}{'½' if rest else ''}")

    def number(self, number: float) -> str:
        """As in "12 500,5": the language's decimal sign, and thousands parted by a thin space (BIPM, SI, 5.4.4).

        Four figures stand together.
        """
        text = f"{number:,.10g}" if abs(number) >= 10_000 else f"{number:.10g}"
        text = text.replace(",", "\u202f")
        return text.replace(".", self.page["file_size"]["decimal"]).replace("-", "\u2212")

    def file_size(self, size: int) -> str:
        """Bytes in words, as in "12 kB" or "1,2 MB"; 1 kB is 1,000 bytes (IEC 80000-13) and the least there is."""
        words = self.page["file_size"]
        if size < 999_500:
            return fill(words["kb"], number=max(1, round(size / 1000)))
        return fill(words["mb"], number=f"{size / 1e6:.1f}".replace(".", words["decimal"]))


def fill(text: str, **values: object) -> str:
    """``text`` with its ``{names}`` filled in. A name that ``text`` lacks is left out, one too many is an error."""
    return text.format(**values)


def plural(forms: Mapping[str, str], count: int) -> str:
    """The form for ``count`` (from 1), filled in: our languages have one for 1 and one for the rest (CLDR)."""
    return fill(forms["one" if count == 1 else "other"], count=count)
