"""A module in which a learner chooses: a scale at two moments, a case with choices, a checklist and a cycle."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, expect

from harness.lms import Visit
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

MODULE = """\
identifier: proef
title: Proef met kiezen
version: 1.0.0
language: nl
date: 2026-11-23
description: Een kleine module om het kiezen te beproeven.
study_load: 10
base_iri: https://example.org/modules
sections: [begin, eind]
completion: {{sections: all, components: all}}
answers: {answers}
"""

BEGIN = """\
---
title: Begin
minutes: 5
---

Waar staat u nu?

:::{scale}
id: startschaal
title: Waar staat u?
intro: Kies wat het **meest** op u lijkt.
moment: Aan het begin
anchors: [Nog niet., "Soms, bij één partner.", Altijd.]
statements:
  - id: kennen
    text: Ik ken de mensen om onze school.
    anchors: [Ik zou niet weten wie., Ik zoek een nummer op., Ik weet wie ik bel.]
  - id: delen
    text: Wij delen een doel.
:::

:::{case}
id: dorp
title: De opvang vertrekt
text: De opvang sluit in juli.
question: Wat stelt u voor?
choices:
  - id: zelf
    text: Met ouders zelf beginnen.
    consequence: Er komen *elf* kinderen, en u bent er elke week vier uur aan kwijt.
    debrief: Wie zelf begint, haalt werk binnen.
  - id: buurschool
    text: Met de buurschool één opvang voorbereiden.
    consequence: Drie gezinnen stappen over; in januari is de opvang er.
debrief: Geen van de wegen is gratis.
:::

:::{case}
id: lezen
title: Een casus om te lezen
text: Hier valt niets te kiezen.
:::
"""

END = """\
---
title: Eind
minutes: 5
---

En nu?

:::{scale}
id: eindschaal
title: En nu?
moment: Aan het eind
earlier: startschaal
:::

:::{checklist}
id: bewijs
title: Bewijs verzamelen
intro: Vink aan wat u al hebt.
items:
  - {id: kaart, text: Mijn kaart van nu}
  - {id: plan, text: "Mijn plan, met datum en stopregel"}
:::

:::{cycle}
id: terugblik
title: Terugkijken
intro: Neem één gesprek.
phases:
  - id: gebeurd
    prompt: Wat gebeurde er?
    hint: Begin bij het begin.
  - id: anders
    prompt: Wat doet u anders?
:::
"""


@cache
def choosing(standard: str, answers: str = "lms") -> Package:
    """The module as a package, built by the real pipeline."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        (folder / "module.yaml").write_text(MODULE.format(answers=answers), encoding="utf-8")
        (folder / "sections" / "begin.md").write_text(BEGIN, encoding="utf-8")
        (folder / "sections" / "eind.md").write_text(END, encoding="utf-8")
        options = Options(standards=(standard,))
        packages, report = build([str(folder)], Path(name) / "out", options, lambda _: None)
        assert packages, report.text("en")
        return from_zip(packages[0].path.read_bytes())


def at(visit: Visit, place: str = "section-begin") -> Visit:
    """Waits for the player, then goes to a page or a place in it."""
    visit.sco.locator("html.ready").wait_for(state="attached")
    visit.frame.evaluate("(place) => { location.hash = place }", place)
    return visit


def group(visit: Visit, name: str, component: str) -> Locator:
    return visit.sco.locator(f"#{component}").get_by_role("group", name=name)


def place(visit: Visit, scale: str, kennen: int, delen: int) -> None:
    """Chooses a point at both statements, with the mouse."""
    for statement, point in (("kennen", kennen), ("delen", delen)):
        visit.sco.locator(f'input[name="{scale}.{statement}"]').nth(point - 1).check()


def choose(visit: Visit, way: str) -> None:
    """Chooses a way in the case and looks at what comes of it."""
    visit.sco.get_by_role("radio", name=way).check()
    visit.sco.get_by_role("button", name="Bekijk wat er gebeurt").click()


def sees_saved(visit: Visit, id: str) -> None:
    expect(visit.sco.locator(f'[data-status="{id}"]')).to_contain_text("Bewaard in")
