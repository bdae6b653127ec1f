"""Whether a date of a timeline is plainly earlier than the one above it."""

from __future__ import annotations

import pytest

from modulebouwer.components.timeline.moments import moment

EARLIER = (
    ("Week 6", "Week 1"), ("Dag 3", "dag 2"), ("Na 6 weken", "Na 2 weken"), ("2014", "1998"),
    ("12 maart 2014", "3 januari 2014"), ("12 maart", "3 maart"), ("maart 2001", "januari 2001"),
    ("March 12, 2014", "January 3, 2014"), ("2014-03-12", "2014-01-12"), ("12-03-2014", "03-01-2014"),
    ("Maand 3", "Maand 2"), ("Stap 2", "Stap 1"), ("4 mai 2020", "2 avril 2020"), ("1. März 2020", "1. Januar 2020"),
    ("begin mei 2014", "eind april 2014"), ("Semaine 4", "Semaine 2"), ("Woche 4", "Woche 2"), ("Wike 4", "Wike 2"),
)  # fmt: skip
NOT_EARLIER = (
    ("1998", "Maandag"), ("december", "maart"), ("28 december", "3 januari"), ("Week 48", "Week 3"),
    ("Maand 11", "Maand 2"), ("300 v.Chr.", "100 v.Chr."), ("3 weken ervoor", "1 week ervoor"),
    ("maart tot mei 2014", "april 2014"), ("12–14 maart 2014", "13 maart 2014"), ("Week 3", "Week 2 (leerjaar 2)"),
    ("Nu", "2014"), ("najaar 2014", "maart 2014"), ("23:00", "01:00"), ("3 dagen", "1 dag"), ("Week 6", "Dag 3"),
    ("mei 2014–juni 2015", "mei 2014"), ("1998–2014", "maart 2001"),
)  # fmt: skip


@pytest.mark.parametrize(("above", "below"), EARLIER)
def test_it_is_earlier(above: str, below: str) -> None:
    first, second = moment(above), moment(below)
    assert first
    assert second
    assert second.comes_before(first)
    assert not first.comes_before(second)


@pytest.mark.parametrize(("above", "below"), NOT_EARLIER)
def test_it_is_not_plain_that_it_is_earlier(above: str, below: str) -> None:
    first, second = moment(above), moment(below)
    assert not (first and second and second.comes_before(first))
