"""The fault table: after every fault an answer of 900 characters is in the LMS, or the page has said that it is not.

Here the LMS fails, in each standard in its own way, and the learner always does the same. The other rows are in
``test_page_faults.py``, ``test_room.py`` and ``test_found_records.py``: one test a row, of the row's name.
"""

from __future__ import annotations

import pytest

from browser.reliability.conftest import Ends
from browser.reliability.learner import (
    hurry,
    is_told,
    open_section,
    place_kept,
    sees_saved,
    survives,
    write,
)
from browser.reliability.lms_faults import FAULTS, LmsFault
from browser.reliability.small_module import small_module
from harness.lms import Desk

CASES = [
    pytest.param(fault, standard, id=f"{fault.name}-{standard}")
    for fault in FAULTS
    for standard in fault.doubles
]


@pytest.mark.parametrize(("fault", "standard"), CASES)
def test_fault(desk: Desk, ends: Ends, fault: LmsFault, standard: str) -> None:
    double = fault.doubles[standard]
    if double.browser:
        desk.context.add_init_script(double.browser)
    if fault.patient:
        desk.context.clock.install()
    package = small_module(standard, answers=fault.answers)
    visit = desk.launch(package, double.profile, *double.faults, **double.changes)
    open_section(visit)
    if fault.course in ("saved", "recovers"):
        place_kept(visit)
    write(visit)
    if fault.patient:
        hurry(visit)
    if fault.course in ("told", "recovers"):
        outcome = is_told(visit)
    if fault.course in ("saved", "recovers"):
        sees_saved(visit)
    if fault.course == "unseen":
        visit.close()
    ends(outcome if fault.course == "told" else survives(visit))
