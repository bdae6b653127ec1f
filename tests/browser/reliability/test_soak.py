"""A learner acts at random in a real browser, against an LMS that fails at random; what was called saved is there."""

from __future__ import annotations

import os
import random
from functools import partial

import pytest

from browser.reliability.learner import field, open_section, status
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually
from modulebouwer.lms.behaviour import Fault
from reliability.learner import WORKING
from reliability.small_module import small_module

# Of this run; SOAK_SEED=... runs another.
SEED = int(os.environ.get("SOAK_SEED", "20261123"))
ACTIONS = 60
IDS = ("regio", "partners")
FAULTS = (
    Fault("SetValue", "false", element="cmi.suspend_data", probability=0.2),
    Fault("Commit", "send-fails", probability=0.2),
    Fault("Commit", "throw", probability=0.05),
    Fault("GetValue", "null", element="cmi.suspend_data", probability=0.05),
)


@pytest.mark.parametrize("seed", [SEED], ids=lambda seed: f"seed-{seed}")
def test_soak(desk: Desk, seed: int) -> None:
    choose = random.Random(seed)
    typed: dict[str, list[str]] = {id: [""] for id in IDS}
    # Id → place in `typed` of the text that the page last called saved.
    saved = dict.fromkeys(IDS, 0)
    visit = desk.launch(small_module("scorm12"), "moodle", *FAULTS)
    open_section(visit)

    for number in range(ACTIONS):
        id = choose.choice(IDS)
        action = choose.choices(
            ["type", "blur", "reload", "relaunch", "offline", "wait"], [8, 5, 1, 1, 1, 2]
        )[0]
        if action == "type":
            typed[id].append(f"Tekst {number} over {id}. " * choose.randint(1, 40))
            field(visit, id).fill(typed[id][-1])
        elif action == "blur":
            field(visit, id).blur()
        elif action == "reload":
            visit.reload()
            open_section(visit)
        elif action == "relaunch":
            visit.launch = desk.lms.launch(visit.launch.package, behaviour=visit.launch.behaviour)
            visit.page.goto(f"{desk.address}/launch/{visit.launch.id}")
            open_section(visit)
        elif action == "offline":
            visit.offline()
            field(visit, id).blur()
            visit.offline(False)
        else:
            visit.page.wait_for_timeout(choose.randint(50, 400))
        note(visit, typed, saved)

    visit.close()
    again = visit.relaunch(behaviour=WORKING["scorm12"])
    open_section(again)
    for id in IDS:
        # What the LMS did not take before comes from the browser, and is in the LMS a moment later.
        eventually(partial(same, again, id))
        assert field(again, id).input_value() in typed[id][saved[id] :]
    assert any(saved.values())


def same(visit: Visit, id: str) -> bool:
    return held(visit).get(id, "") == field(visit, id).input_value()


def note(visit: Visit, typed: dict[str, list[str]], saved: dict[str, int]) -> None:
    for id in IDS:
        if status(visit, id).inner_text().startswith("Bewaard"):
            saved[id] = max(saved[id], typed[id].index(field(visit, id).input_value()))
