"""A poll and a commitment: what there is to say to it, and what comes back where one finishes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.components.choosing import at
from browser.reliability.store import held
from harness.lms import Desk, eventually
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

MODULE = """\
identifier: voornemen
title: Voornemen
version: 1.0.0
language: nl
date: 2026-11-27
description: Een peiling en een voornemen.
study_load: 5
base_iri: https://example.org/modules
sections: [begin]
"""
BEGIN = """\
---
title: Begin
minutes: 5
---

Wat doet u?

:::{poll}
id: wanneer
prompt: Wanneer zegt u het meestal?
options:
  - id: meteen
    text: Dezelfde dag
    response: Dan is het nog klein.
  - id: nooit
    text: Ik laat het zitten
after: U bent niet de enige.
required: true
:::

:::{commitment}
id: beloof
prompt: Vrijdag heb ik …
required: true
:::
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    folder = tmp_path_factory.mktemp("voornemen")
    (folder / "sections").mkdir()
    (folder / "module.yaml").write_text(MODULE, "utf-8")
    (folder / "sections" / "begin.md").write_text(BEGIN, "utf-8")
    packages, report = build([str(folder)], folder / "dist", Options(standards=("scorm12",)), lambda _: None)
    assert packages, report.text("en")
    return from_zip(packages[0].path.read_bytes())


def test_what_there_is_to_say_comes_with_the_choice(desk: Desk, package: Package) -> None:
    visit = at(desk.launch(package))
    sco = visit.sco
    said = sco.locator(".said")
    to_one, to_all = said.get_by_text("Dan is het nog klein."), said.get_by_text("U bent niet de enige.")
    expect(to_one).to_be_hidden()
    expect(to_all).to_be_hidden()
    sco.get_by_role("radio", name="Dezelfde dag").check()
    expect(to_one).to_be_visible()
    expect(to_all).to_be_visible()
    expect(sco.get_by_role("status").first).to_have_text("Dan is het nog klein. U bent niet de enige.")
    sco.get_by_role("radio", name="Ik laat het zitten").check()
    expect(to_one).to_be_hidden()
    expect(to_all).to_be_visible()
    eventually(lambda: held(visit) == {"wanneer": "nooit"})


def test_a_commitment_comes_back_where_one_finishes(desk: Desk, package: Package) -> None:
    visit = at(desk.launch(package), "finish")
    expect(visit.sco.locator("[data-finish]")).to_be_visible()
    expect(visit.sco.locator(".come-back")).to_be_hidden()
    at(visit)
    visit.sco.locator("#answer-beloof").fill("de conciërge gesproken.")
    eventually(lambda: held(visit) == {"beloof": "de conciërge gesproken."})
    again = at(desk.launch(package))
    expect(again.sco.locator("#answer-beloof")).to_have_value("de conciërge gesproken.")
    at(again, "finish")
    back = again.sco.locator(".come-back")
    expect(back).to_contain_text("Dit nam u zich voor: Vrijdag heb ik …")
    expect(back).to_contain_text("de conciërge gesproken.")
    back.get_by_role("link").click()
    expect(again.sco.locator("#answer-beloof")).to_be_focused()
