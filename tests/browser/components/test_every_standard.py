"""Every component that records, in every standard: kept letter for letter, and found again by the next launch.

The other tests of a component play it in one standard: what a standard does with a text, it does with anybody's.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.components import choosing, question_module, test_rows
from browser.components.choosing import at, choose, group, place
from browser.components.question_module import answer_all, question
from browser.components.test_case import NEIGHBOUR, SELF, way
from browser.components.test_cycle import HAPPENED, step, write
from browser.components.test_rows import MR, ODD, PLAN, cells, fill, rows
from browser.reliability.store import held
from harness.lms import Desk, Visit, eventually
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip
from reliability.learner import EVERY

SECTIONS = {
    "begin": choosing.BEGIN,
    "eind": choosing.END,
    "vragen": question_module.SECTION,
    "rijen": test_rows.SECTION,
}
TICKED = "Mijn plan, met datum en stopregel"
# As the record has them; of rows, that the empty row between two is none.
KEPT = {
    "startschaal.kennen": "3",
    "startschaal.delen": "2",
    "dorp": "buurschool,zelf",
    "bewijs": "plan",
    "terugblik.gebeurd": HAPPENED,
    **question_module.ANSWERS,
}


@cache
def everything(standard: str) -> Package:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        definition = choosing.MODULE.format(answers="lms").replace(
            "[begin, eind]", f"[{', '.join(SECTIONS)}]"
        )
        (folder / "module.yaml").write_text(f"{definition}pass_mark: 60\n", "utf-8")
        for section, text in SECTIONS.items():
            (folder / "sections" / f"{section}.md").write_text(text, "utf-8")
        packages, report = build([str(folder)], Path(name) / "out", Options((standard,)), lambda _: None)
        assert packages, report.text("en")
        return from_zip(packages[0].path.read_bytes())


def work(visit: Visit) -> None:
    """Something in every component."""
    at(visit, "section-begin")
    place(visit, "startschaal", 3, 2)
    choose(visit, NEIGHBOUR)
    choose(visit, SELF)
    at(visit, "section-eind")
    group(visit, "Bewijs verzamelen", "checklist-bewijs").get_by_role("checkbox", name=TICKED).check()
    write(visit, "Wat gebeurde er?", HAPPENED)
    at(visit, "section-vragen")
    answer_all(visit.sco)
    at(visit, "section-rijen")
    fill(visit, ODD)
    fill(visit, MR, 2)
    fill(visit, PLAN, 0, "plan")


@pytest.mark.parametrize("standard", EVERY)
def test_kept_and_found_again(desk: Desk, standard: str) -> None:
    visit = desk.launch(everything(standard))
    work(visit)
    for id in ("startschaal", "dorp", "bewijs", "terugblik.gebeurd", "kaart", "plan"):
        expect(visit.sco.locator(f'[data-status="{id}"]')).to_contain_text("Bewaard in")
    for id in question_module.ANSWERS:
        expect(question(visit.sco, id).locator("[data-status]")).to_contain_text("Bewaard in")
    expect(visit.sco.locator('[data-status="terugblik.anders"]')).to_have_text("")
    eventually(lambda: {id: held(visit).get(id) for id in KEPT} == KEPT)
    assert set(held(visit)) == {*KEPT, "kaart", "plan"}
    visit.close()

    again = at(visit.relaunch())
    sco = again.sco
    expect(sco.locator('input[name="startschaal.kennen"]').nth(2)).to_be_checked()
    expect(sco.locator('input[name="startschaal.delen"]').nth(1)).to_be_checked()
    expect(sco.locator("#scale-startschaal :checked")).to_have_count(2)
    expect(sco.get_by_role("radio", name=SELF)).to_be_checked()
    expect(way(again, SELF)).to_be_visible()
    expect(way(again, NEIGHBOUR)).to_have_count(0)
    expect(sco.get_by_role("radio", name=NEIGHBOUR)).to_have_accessible_name(f"{NEIGHBOUR} (bekeken)")

    at(again, "section-eind")
    boxes = group(again, "Bewijs verzamelen", "checklist-bewijs").get_by_role("checkbox")
    expect(boxes.first).not_to_be_checked()
    expect(boxes.last).to_be_checked()
    expect(step(again, "Wat gebeurde er?")).to_have_value(HAPPENED)
    expect(step(again, "Wat doet u anders?")).to_have_value("")

    at(again, "section-vragen")
    expect(sco.get_by_label("De inspectie")).to_be_checked()
    expect(question(sco, "partners").get_by_label("Het wijkteam")).to_be_checked()
    expect(question(sco, "partners").get_by_label("De bso")).not_to_be_checked()
    expect(sco.get_by_label("Onjuist")).to_be_checked()
    order = ["Verkennen", "Terugkijken", "Uitvoeren", "Afspreken"]
    expect(sco.locator(".order [data-text]")).to_have_text(order)
    expect(sco.get_by_label("Buren")).to_have_value("inspectie")
    expect(sco.get_by_label("Bestuur")).to_have_value("")
    expect(sco.get_by_label("Wijkraad")).to_have_value("buiten")
    expect(sco.get_by_label("Hoeveel uur")).to_have_value("« 1000 »")
    expect(question(sco, "toezicht")).to_contain_text("De inspectie houdt extern toezicht.")
    expect(question(sco, "plek").locator("[data-result]")).to_have_text("Goed.")

    at(again, "section-rijen")
    # The empty row between them was no row.
    expect(rows(again).first.locator("[data-cell]").first).to_have_value(ODD[0])
    assert (cells(again), cells(again, 1), cells(again, 0, "plan")) == (ODD, MR, PLAN)
