"""Rows of the fault table: what the module finds at a launch, other versions of it, and the LMS's modes."""

from __future__ import annotations

import pytest

from browser.reliability.store import STATE
from modulebouwer.lms.behaviour import Fault, HttpFault
from reliability.learner import (
    EVERY,
    LMS,
    LRS,
    SCORM,
    TEXTS,
    TOLD,
    WORKING,
    Desk,
    Visit,
    held,
    is_told,
    leave_for_good,
    of,
    raw,
    reading,
    sees_saved,
    survives,
    tamper,
    unable_to_save,
    write,
)
from reliability.small_module import small_module
from reliability.table import Ends

HIDING = [
    *((standard, effect) for effect in ("null", "undefined") for standard in SCORM),
    *((standard, "HTTP 503") for standard in LRS),
]


@pytest.mark.parametrize(("standard", "effect"), HIDING)
def test_earlier_answer_hidden(desk: Desk, ends: Ends, standard: str, effect: str) -> None:
    """That is what the LMS gives for what is asked, although it holds an earlier answer, which stays there."""
    first = reading(desk, standard)
    write(first, "partners")
    sees_saved(first, "partners")
    leave_for_good(first)
    if standard in SCORM:
        visit = reading(desk, standard, "strict", Fault("GetValue", effect))  # type: ignore[arg-type]
    else:
        # cmi5's launch data is a State document too.
        after = 1 if standard == "cmi5" else 0
        visit = reading(desk, standard, http_faults=(HttpFault("state", 503, "GET", after=after),))
    write(visit)
    outcome = is_told(visit)
    leave_for_good(visit)
    survives(first, "partners")
    ends(outcome)


def with_record(desk: Desk, standard: str, old: str, new: str) -> Visit:
    """A learner who has written two answers comes back, and ``old`` in what was stored is now ``new``."""
    first = reading(desk, standard)
    write(first, "partners")
    sees_saved(first, "partners")
    write(first)
    sees_saved(first)
    if standard == "web":
        tamper(first, old, new)
    leave_for_good(first)
    if standard != "web":
        tamper(first, old, new)
    visit = first.relaunch()
    visit.visit("begin")
    return visit


@of("scorm12", "scorm2004", "web")
def test_truncated_record(desk: Desk, ends: Ends, standard: str) -> None:
    """The record was cut: whole answers are there, and nothing is overwritten before the learner goes on."""
    visit = with_record(desk, standard, r"(?s).{8}$", "")
    assert visit.told_of("truncated")
    assert visit.value("partners") == TEXTS["partners"]
    before = raw(visit)
    write(visit)
    visit.is_told("regio", TEXTS["regio"], why="found")
    assert raw(visit) == before
    visit.go_on()
    sees_saved(visit)
    ends(survives(visit, "partners", "regio"))


@of(*EVERY)
def test_damaged_record(desk: Desk, ends: Ends, standard: str) -> None:
    """The record is changed in the middle: it can be downloaded, and stays until the learner goes on."""
    visit = with_record(desk, standard, r"[\w-](?=[\w-]{30}\.+(\"|$))", "!")
    assert visit.told_of("damaged")
    assert "!" in visit.downloads_what_stood_there()
    before = raw(visit)
    write(visit)
    visit.is_told("regio", TEXTS["regio"], why="found")
    assert raw(visit) == before
    visit.go_on()
    sees_saved(visit)
    ends(survives(visit))


@of(*EVERY)
def test_newer_record(desk: Desk, ends: Ends, standard: str) -> None:
    """The record has the format of a later player: it is not touched."""
    visit = with_record(desk, standard, r"MB2z\.", "MB3z.")
    assert visit.told_of("newer")
    write(visit)
    visit.is_told("regio", TEXTS["regio"], why="read-only")
    leave_for_good(visit)
    assert "MB3z." in raw(visit.relaunch() if standard == "web" else visit)
    ends(TOLD)


@of(*EVERY)
@pytest.mark.parametrize("version", ["2.0.0", "0.9.0"])
def test_module_version(desk: Desk, ends: Ends, standard: str, version: str) -> None:
    """The module is replaced by that version, which has dropped the question."""
    first = reading(desk, standard)
    write(first)
    sees_saved(first)
    leave_for_good(first)
    replaced = small_module(standard, version, first="vervanger")
    visit = first.relaunch(package=replaced, behaviour=WORKING[standard])
    visit.visit("begin")
    write(visit, "partners")
    sees_saved(visit, "partners")
    assert "Over regio" in visit.earlier()
    leave_for_good(visit)
    ends(survives(first, "regio", "partners"))


@of(*LMS)
def test_second_attempt(desk: Desk, ends: Ends, standard: str) -> None:
    """The LMS starts a new, empty attempt while a text of the first one is not saved."""
    visit = unable_to_save(desk, standard)
    write(visit)
    is_told(visit)
    desk.lms.new_attempt(visit.launch.package)
    visit.relaunch_here(behaviour=WORKING[standard])
    visit.visit("begin")
    if standard in LRS:
        # The registration tells that it is another attempt: the text is offered.
        assert visit.value("regio") == ""
        visit.take_over()
    sees_saved(visit)
    ends(survives(visit))


# Modes


@of("scorm12", "scorm2004", "cmi5")
def test_review(desk: Desk, ends: Ends, standard: str) -> None:
    """The LMS opens the module for review: an edited answer is saved, status and place are not touched."""
    first = reading(desk, standard)
    write(first)
    sees_saved(first)
    leave_for_good(first)
    before = raw(first, "record")
    visit = first.relaunch(mode="review")
    visit.visit("verder")
    write(visit, "plan")
    sees_saved(visit, "plan")
    if standard in SCORM:
        changed = {call["element"] for call in visit.calls if call["call"] == "SetValue"}
        assert changed - {"cmi.exit"} == {STATE}
    else:
        assert raw(visit, "record") != before
        assert [
            statement["verb"]["id"].rpartition("/")[2] for statement in visit.desk.lms.lrs.statements
        ].count("completed") == 0
    ends(survives(visit, "regio", "plan"))


@of("scorm12", "scorm2004", "cmi5")
def test_browse(desk: Desk, ends: Ends, standard: str) -> None:
    """A preview: nothing is written, and the page says so."""
    visit = desk.launch(small_module(standard), mode="browse")
    visit.visit("begin")
    write(visit)
    assert visit.told_of("browse")
    visit.is_told("regio", TEXTS["regio"], why="read-only")
    if standard in SCORM:
        assert not [call for call in visit.calls if call["call"] in ("SetValue", "Commit")]
    visit.leave()
    assert not visit.values
    assert not held(visit)
    ends(TOLD)
