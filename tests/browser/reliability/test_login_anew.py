"""The session ends, the learner stays on the page, and logs in beside it: as it was seen in a Moodle 5.1."""

from __future__ import annotations

import pytest

from browser.reliability.chromium_desk import ChromiumDesk
from browser.reliability.learner import is_told, open_section, told_that_it_is_over, write
from harness.lms import Visit
from reliability.small_module import small_module


def stays(visit: Visit) -> None:
    """The LMS sends the tab elsewhere, as Moodle does to its login, and the learner stays when asked."""
    with visit.page.expect_event("dialog") as asked:
        visit.page.close(run_before_unload=True)
    asked.value.dismiss()
    assert asked.value.type == "beforeunload"


def saves_anew(visit: Visit) -> None:
    visit.sco.locator('[data-rescue="partners"]').get_by_role("button", name="Opnieuw bewaren").click()


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_who_logs_in_beside_a_page_whose_session_is_over_is_told_nothing_false(
    desk: ChromiumDesk, standard: str
) -> None:
    visit = told_that_it_is_over(desk, standard)
    stays(visit)
    visit.launch.logged_in_anew = True
    saves = len(visit.saves)
    write(visit, "regio", "Na het inloggen")
    saves_anew(visit)
    visit.settle()
    is_told(visit, "partners")
    is_told(visit, "regio", "Na het inloggen")
    assert len(visit.saves) == saves


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_who_logs_in_before_the_page_knows_and_stays_is_told_nothing_false(
    desk: ChromiumDesk, standard: str
) -> None:
    """The package's own file comes with the new session: only the LMS's own answer tells, and no beacon has one."""
    visit = desk.launch(small_module(standard), "moodle")
    open_section(visit)
    visit.settle()
    visit.expire()
    visit.launch.logged_in_anew = True
    saves = len(visit.saves)
    write(visit, "partners")
    is_told(visit, "partners")
    stays(visit)
    saves_anew(visit)
    write(visit, "regio")
    visit.settle()
    is_told(visit, "regio")
    is_told(visit, "partners")
    assert len(visit.saves) == saves
