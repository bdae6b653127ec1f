"""Rows of the fault table: texts for which there is no room, or no room in one place."""

from __future__ import annotations

import json
import re

from browser.reliability.store import STATE
from reliability.learner import (
    EVERY,
    LMS,
    LRS,
    SAVED,
    SCORM,
    TEXTS,
    Desk,
    Visit,
    is_told,
    noise,
    of,
    place_kept,
    reading,
    sees_saved,
    survives,
    write,
)
from reliability.small_module import small_module
from reliability.table import Ends

ROOM = 4096
# Characters that are too many: SCORM 2004 has more room, and interactions beside it.
TOO_LONG = {"scorm2004": 70_000}


def with_little_room(desk: Desk, standard: str) -> Visit:
    if standard == "web":
        desk.browser_keeps(str(ROOM))
        return reading(desk, standard)
    if standard in LRS:
        return reading(desk, standard, body_limit=ROOM)
    return reading(desk, standard)


@of(*EVERY)
def test_no_room(desk: Desk, ends: Ends, standard: str) -> None:
    """A second answer is far too long for the LMS, or for one document: the others stay saved, the long one is told."""
    visit = with_little_room(desk, standard)
    place_kept(visit)
    write(visit)
    long = noise(TOO_LONG.get(standard, 6_000))
    write(visit, "partners", long)
    outcome = is_told(visit, "partners", long)
    if standard in SCORM:
        assert visit.told_room({"scorm12": 4_096, "scorm2004": 64_000}[standard])
    visit.visit("verder")
    write(visit, "plan")
    sees_saved(visit, "plan")
    survives(visit, "regio", "plan")
    ends(outcome)


@of("scorm2004")
def test_little_suspend_data(desk: Desk, ends: Ends, standard: str) -> None:
    """Suspend data holds 4,000 characters (forma.lms): what does not fit is told, and what fits is packed."""
    visit = reading(desk, standard, suspend_data_limit=4_000)
    long = noise(6_000)
    write(visit, "partners", long)
    outcome = is_told(visit, "partners", long)
    write(visit)
    sees_saved(visit)
    assert len(visit.values[STATE]) <= 4_000
    survives(visit)
    ends(outcome)


@of("scorm12")
def test_more_than_ascii_holds(desk: Desk, ends: Ends, standard: str) -> None:
    """Three long answers in 4,096 characters: two are saved, one is told; all are at the second launch."""
    texts = dict(zip(TEXTS, noises(1_650), strict=False))
    visit = reading(desk, standard, "moodle-strict")
    for id in ("regio", "partners"):
        write(visit, id, texts[id])
        sees_saved(visit, id)
    visit.visit("verder")
    write(visit, "plan", texts["plan"])
    is_told(visit, "plan", texts["plan"])
    for launch in ("first", "second", "third"):
        assert len(visit.values[STATE]) <= ROOM
        visit.close()
        # What was told is in this browser alone; from the second launch on any other has all.
        visit = visit.relaunch(another=launch == "second")
        for id, text in texts.items():
            visit.visit("verder" if id == "plan" else "begin")
            shows(visit, id, text)
            sees_saved(visit, id)
    assert re.fullmatch(r"MB2[ZK][ -~]+[\u4e00-\u8dff]+\.", visit.values[STATE])
    ends(SAVED)


def shows(visit: Visit, id: str, text: str) -> None:
    visit.eventually(lambda: visit.value(id) == text)


def noises(length: int) -> list[str]:
    """Three texts of which no codec makes less."""
    text = noise(3 * length)
    return [text[at : at + length] for at in range(0, 3 * length, length)]


@of(*LMS)
def test_whole_answer_in_the_report(desk: Desk, ends: Ends, standard: str) -> None:
    """`answers: report` where a response has little room: SCORM 1.2 gets it in pieces of 255 characters."""
    visit = desk.launch(small_module(standard, answers="report"))
    visit.visit("begin")
    write(visit)
    sees_saved(visit)
    visit.eventually(
        lambda: reported(visit) == TEXTS["regio"].replace("\n", " / " if standard == "scorm12" else "\n")
    )
    ends(survives(visit))


def reported(visit: Visit) -> str:
    """The answer as staff see it: responses of interactions, or that of the statement."""
    if visit.launch.session:
        results = [statement.get("result", {}) for statement in visit.desk.lms.lrs.statements]
        return "".join(result.get("response", "") for result in results)
    field = "student_response" if visit.launch.package.standard == "scorm12" else "learner_response"
    pieces = [value for element, value in visit.values.items() if element.endswith(field)]
    assert all(len(piece) <= (255 if field == "student_response" else 4000) for piece in pieces)
    text = "".join(pieces)
    return text if field == "student_response" else plain(text)


def plain(response: str) -> str:
    """A response of SCORM 2004 as the learner wrote it: one line of JSON's ASCII behind the language."""
    text: str = json.loads(f'"{response.removeprefix("{lang=nl}")}"')
    return text


@of(*SCORM)
def test_total_above_64_kib(desk: Desk, ends: Ends, standard: str) -> None:
    """A paste of 100 kB where more than 64 KiB in one Commit loses that and all later ones (scormhost)."""
    visit = reading(desk, standard, rules="anything", transport="async", body_limit=65_536)
    long = noise(100_000)
    write(visit, "partners", long)
    outcome = is_told(visit, "partners", long)
    write(visit)
    sees_saved(visit)
    survives(visit)
    ends(outcome)
