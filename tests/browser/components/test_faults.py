"""The faults of the table (tests/browser/reliability) met by every kind of component: told and offered, or saved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from browser.reliability.learner import open_section
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip
from reliability.learner import LMS, WORKING
from reliability.lms_faults import FAULTS, LmsFault

MODULE = """\
identifier: proef
title: Proef met alles
version: 1.0.0
language: nl
date: 2026-11-25
description: Een kleine module met elk onderdeel dat iets vastlegt.
study_load: 10
base_iri: https://example.org/modules
sections: [begin]
"""

SECTION = """\
---
title: Begin
minutes: 10
---

Doe wat hieronder staat.

:::{scale}
id: schaal
title: Waar staat u?
anchors: [Nog niet, Soms, Altijd]
statements: [{id: kennen, text: Ik ken ze.}, {id: delen, text: Wij delen een doel.}]
:::

:::{choice}
id: vraag
question: Wie regelt de opvang?
options: [{id: bestuur, text: Het bestuur, right: true}, {id: school, text: De school, feedback: Nee.}]
:::

:::{short-answer}
id: uren
question: Hoeveel uur?
accepted: ["960"]
:::

:::{case}
id: dorp
title: Het dorp
text: De bso vertrekt.
question: Wat doet u?
choices:
  - {id: zelf, text: Zelf beginnen, consequence: Er komen elf kinderen.}
  - {id: samen, text: Samen zoeken, consequence: Dat duurt een jaar.}
:::

:::{checklist}
id: bewijs
title: Bewijs
items: [{id: kaart, text: Mijn kaart}, {id: blad, text: Het blad}]
:::

:::{stakeholder-map}
id: kaart
prompt: Maak de kaart.
min_rows: 1
:::

:::{plan}
id: plan
prompt: Maak het plan.
:::

:::{cycle}
id: cyclus
title: Terugkijken
phases: [{id: toen, prompt: Wat gebeurde er?}, {id: dan, prompt: Wat doet u anders?}]
:::
"""


class Work(NamedTuple):
    """What a learner does in a component, what is kept of it, and words of it that the learner can take along."""

    status: str
    act: Callable[[Visit], None]
    kept: Mapping[str, str]
    words: str


def points(visit: Visit) -> None:
    visit.sco.locator('input[name="schaal.kennen"]').nth(1).check()
    visit.sco.locator('input[name="schaal.delen"]').nth(2).check()


def check(visit: Visit) -> None:
    visit.sco.get_by_label("De school").check()
    visit.sco.locator('[data-question="vraag"]').get_by_role("button", name="Controleer").click()


def answer(visit: Visit) -> None:
    visit.sco.get_by_label("Hoeveel uur").fill("96 uur")
    visit.sco.get_by_label("Hoeveel uur").press("Enter")


def choose(visit: Visit) -> None:
    visit.sco.get_by_role("radio", name="Samen zoeken").check()
    visit.sco.get_by_role("button", name="Bekijk wat er gebeurt").click()


def tick(visit: Visit) -> None:
    visit.sco.get_by_role("checkbox", name="Het blad").check()


def stakeholder(visit: Visit) -> None:
    row = visit.sco.locator("#stakeholder-map-kaart .row").first
    row.locator("[data-cell]").nth(0).fill("Het wijkteam")
    row.locator("[data-cell]").nth(2).select_option("3")
    row.locator("[data-cell]").nth(3).select_option("2")
    row.locator("[data-cell]").nth(3).blur()


def action(visit: Visit) -> None:
    row = visit.sco.locator("#plan-plan .row").first
    row.locator("[data-cell]").nth(0).fill("Middag meelopen")
    row.locator("[data-cell]").nth(0).blur()


def phase(visit: Visit) -> None:
    visit.sco.get_by_label("Wat gebeurde er?").fill("Eén regel.\nNog één.")
    visit.sco.get_by_label("Wat gebeurde er?").blur()


WORK = (
    Work("schaal", points, {"schaal.kennen": "2", "schaal.delen": "3"}, "Soms"),
    Work("vraag", check, {"vraag": "1!school"}, "De school"),
    Work("uren", answer, {"uren": "1!96 uur"}, "96 uur"),
    Work("dorp", choose, {"dorp": "samen"}, "Samen zoeken"),
    Work("bewijs", tick, {"bewijs": "blad"}, "Het blad"),
    Work("kaart", stakeholder, {"kaart": "Het wijkteam\t\t3\t2"}, "Het wijkteam"),
    Work("plan", action, {"plan": "Middag meelopen"}, "Middag meelopen"),
    Work("cyclus.toen", phase, {"cyclus.toen": "Eén regel.\nNog één."}, "Nog één."),
)
TOLD = [fault for fault in FAULTS if fault.name in ("write refused", "save fails for ever")]
(RECOVERS,) = [fault for fault in FAULTS if fault.name == "save fails once"]


@cache
def package(standard: str) -> Package:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        (folder / "module.yaml").write_text(MODULE, encoding="utf-8")
        (folder / "sections" / "begin.md").write_text(SECTION, encoding="utf-8")
        packages, report = build([str(folder)], Path(name) / "out", Options((standard,)), lambda _: None)
        assert packages, report.text("en")
        return from_zip(packages[0].path.read_bytes())


@pytest.mark.parametrize("standard", LMS)
@pytest.mark.parametrize("fault", TOLD, ids=lambda fault: fault.name)
def test_what_an_lms_does_not_take_is_told_and_offered(desk: Desk, fault: LmsFault, standard: str) -> None:
    double = fault.doubles[standard]
    visit = desk.launch(package(standard), double.profile, *double.faults, **double.changes)
    open_section(visit)
    for work in WORK:
        work.act(visit)
        status = visit.sco.locator(f'[data-status="{work.status}"]')
        expect(status).to_contain_text("Niet bewaard")
        field = status.locator("xpath=ancestor::*[.//*[@data-rescue]][1]")
        with visit.page.expect_download() as download:
            field.locator("[data-rescue]").get_by_role("button", name="Download tekst").click()
        assert work.words in download.value.path().read_text("utf-8")
    assert not held(visit)


@pytest.mark.parametrize("standard", LMS)
def test_what_fails_once_is_saved_letter_for_letter_and_comes_back(desk: Desk, standard: str) -> None:
    double = RECOVERS.doubles[standard]
    visit = desk.launch(package(standard), double.profile, *double.faults, **double.changes)
    open_section(visit)
    for work in WORK:
        work.act(visit)
    wanted = {id: value for work in WORK for id, value in work.kept.items()}
    eventually(lambda: held(visit) == wanted)
    for work in WORK:
        expect(visit.sco.locator(f'[data-status="{work.status}"]')).to_contain_text("Bewaard in")
    again = visit.relaunch(behaviour=WORKING[standard])
    open_section(again)
    assert (
        again.sco.locator("#answer-kaart .row").first.locator("[data-cell]").nth(0).input_value()
        == "Het wijkteam"
    )
    expect(again.sco.get_by_role("checkbox", name="Het blad")).to_be_checked()
    expect(again.sco.get_by_label("Wat gebeurde er?")).to_have_value("Eén regel.\nNog één.")
    expect(again.sco.locator('input[name="schaal.delen"]').nth(2)).to_be_checked()
    assert held(again) == wanted
