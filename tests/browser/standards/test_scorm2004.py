"""What SCORM 2004 adds to the learner's path: objectives, progress, answers in reports, room beyond suspend data."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.reliability.learner import field, is_told, open_section, sees_saved, write
from browser.reliability.store import answers
from browser.standards.modules import small, zipped
from harness.lms import Desk, Visit, eventually
from reliability.learner import TEXTS

if TYPE_CHECKING:
    from harness.scormhost import ScormHost


def noise(length: int) -> str:
    """Text that no codec makes shorter; always the same."""
    letters = [chr(code) for code in range(35, 92)]
    return "".join(random.Random(7).choices(letters, k=length))


def reading(desk: Desk, profile: str = "strict", answers: str = "lms", **changes: Any) -> Visit:
    visit = desk.launch(small("scorm2004", answers), profile, **changes)
    open_section(visit)
    return visit


@pytest.mark.parametrize("profile", ["strict", "moodle", "moodle-strict", "openedx"])
@pytest.mark.parametrize("edition", [3, 4])
def test_left_and_found_again(desk: Desk, profile: str, edition: int) -> None:
    visit = desk.launch(small("scorm2004", edition=edition), profile)
    open_section(visit)
    write(visit)
    sees_saved(visit)
    visit.close()
    again = visit.relaunch()
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    assert again.values["cmi.exit"] == "suspend"


def test_objectives_and_progress_are_the_modules(desk: Desk) -> None:
    visit = reading(desk)
    eventually(lambda: visit.values.get("cmi.progress_measure") == "0.5")
    assert visit.values["cmi.objectives.0.id"] == "bewaren"
    assert visit.values["cmi.objectives.0.completion_status"] == "incomplete"
    open_section(visit, "verder")
    eventually(lambda: visit.values.get("cmi.progress_measure") == "0.99")
    assert visit.values["cmi.completion_status"] == "incomplete"
    visit.frame.evaluate("location.hash = '#finish'")
    visit.sco.locator('[data-action="finish"]').click()
    eventually(lambda: visit.values.get("cmi.completion_status") == "completed")
    assert visit.values["cmi.progress_measure"] == "1"
    assert visit.values["cmi.objectives.0.completion_status"] == "completed"
    assert visit.values.get("cmi.success_status", "unknown") == "unknown"


@pytest.mark.parametrize("profile", ["strict", "moodle"])
def test_answers_for_the_report(desk: Desk, profile: str) -> None:
    visit = reading(desk, profile, answers="report")
    write(visit)
    eventually(lambda: "cmi.interactions.0.learner_response" in visit.values)
    response = visit.values["cmi.interactions.0.learner_response"]
    assert visit.values["cmi.interactions.0.id"] == "regio"
    assert json.loads(f'"{response.removeprefix("{lang=nl}")}"') == TEXTS["regio"]


def test_no_answer_in_interactions_unless_chosen(desk: Desk) -> None:
    visit = reading(desk)
    write(visit)
    sees_saved(visit)
    assert not any(name.startswith("cmi.interactions") for name in visit.values)


def test_an_answer_that_has_no_room_is_told_and_costs_no_other(desk: Desk) -> None:
    """Always packed, in suspend data alone: what does not fit there stays on the page."""
    text = noise(9_000) + "\nEn een regel."
    visit = reading(desk, suspend_data_limit=4_096)
    write(visit, "partners", "Kort.")
    sees_saved(visit, "partners")
    write(visit, "regio", text)
    is_told(visit, "regio", text)
    assert answers(visit.values["cmi.suspend_data"]) == {"partners": "Kort."}
    visit.close()
    expect(field(visit.relaunch(), "partners")).to_have_value("Kort.")


def test_in_a_real_lms(host: ScormHost, context: BrowserContext) -> None:
    """scormhost: what it stores of objectives, progress, exit and time, and that one commit never gets too large.

    More than 64 KiB in a commit would lose that and all later ones, all of them with "true".
    """
    package = host.upload(zipped("scorm2004"), "proef-2004")
    visit = host.visit(package, context)
    open_section(visit)
    text = noise(70_000)
    write(visit, "partners", text)
    is_told(visit, "partners", text)
    write(visit)
    sees_saved(visit, where="leeromgeving")
    eventually(
        lambda: (
            answers(host.values(package, context).get("cmi.suspend_data", "")) == {"regio": TEXTS["regio"]}
        )
    )
    write(visit, "partners", "Kort.")
    sees_saved(visit, "partners", where="leeromgeving")
    stored = host.values(package, context)
    assert stored["cmi.objectives.0.id"] == "bewaren"
    assert (stored["cmi.exit"], stored["cmi.completion_status"]) == ("suspend", "incomplete")
    assert stored["cmi.progress_measure"] == "0.5"
    visit.page.close(run_before_unload=True)
    again = host.visit(package, context)
    expect(field(again, "regio")).to_have_value(TEXTS["regio"])
    expect(field(again, "partners")).to_have_value("Kort.")
