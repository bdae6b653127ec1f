"""The fault table: after every fault an answer of 900 characters is in the LMS, or the page has said that it is not.

Here the LMS fails, in each standard in its own way, and the learner always does the same. The other rows are in
``test_page_faults.py``, ``test_room.py`` and ``test_found_records.py``: one test a row, of the row's name.
"""

from __future__ import annotations

import pytest

from reliability.learner import Desk, is_sent, is_told, place_kept, sees_saved, survives, write
from reliability.lms_faults import FAULTS, LmsFault
from reliability.small_module import small_module
from reliability.table import Ends

CASES = [
    pytest.param(fault, standard, id=f"{fault.name}-{standard}")
    for fault in FAULTS
    for standard in fault.doubles
]


@pytest.mark.parametrize(("fault", "standard"), CASES)
def test_fault(desk: Desk, ends: Ends, fault: LmsFault, standard: str) -> None:
    double = fault.doubles[standard]
    if double.storage:
        desk.browser_keeps(double.storage)
    package = small_module(standard, answers=fault.answers)
    with desk.hurrying(fault.patient):
        visit = desk.launch(package, double.profile, *double.faults, **double.changes)
        visit.visit("begin")
        if fault.course in ("saved", "recovers"):
            place_kept(visit)
        write(visit)
        if fault.course in ("told", "recovers"):
            outcome = is_told(visit)
        if fault.course in ("saved", "recovers"):
            sees_saved(visit)
        if fault.course == "unseen":
            visit.close()
        if fault.course == "sent":
            outcome = is_sent(visit)
        ends(outcome if fault.course in ("told", "sent") else survives(visit))
