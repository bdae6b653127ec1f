"""A small module with a question of every kind, in any standard, and a learner who answers them."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page

from harness.lms import press
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

Place = Page | Frame

MODULE = """\
identifier: toets
title: Proef met vragen
version: 1.0.0
language: nl
date: 2026-11-25
description: Een kleine module om de vragen te beproeven.
study_load: 10
base_iri: https://example.org/modules
sections: [begin]
"""

SECTION = """\
---
title: Begin
minutes: 10
---

Lees dit stuk en toets wat u weet.

:::{choice}
id: toezicht
question: Wie houdt intern toezicht op het bestuur?
graded: true
hint: Denk aan wie het bestuur benoemt.
options:
  - {id: raad, text: De raad van toezicht, right: true, feedback: De raad benoemt het bestuur.}
  - {id: inspectie, text: De inspectie, feedback: De inspectie houdt **extern** toezicht.}
  - {id: ouders, text: De ouders}
explanation: Intern toezicht hoort bij het bestuur *zelf*.
:::

:::{choice}
id: partners
question: Welke partners zitten buiten de school?
multiple: true
options:
  - {id: wijkteam, text: Het wijkteam, right: true, feedback: Dat is van de gemeente.}
  - {id: bso, text: De bso, right: true}
  - {id: team, text: Het eigen team, feedback: Dat werkt in de school.}
:::

:::{true-false}
id: stelling
statement: Een netwerk heeft altijd een leider.
answer: false
if_true: Netwerken kunnen zonder.
graded: true
tries: 2
:::

:::{order}
id: stappen
question: In welke volgorde zet u deze stappen?
items:
  - {id: verkennen, text: Verkennen, feedback: Eerst kijken wie er zijn.}
  - {id: afspreken, text: Afspreken}
  - {id: uitvoeren, text: Uitvoeren}
  - {id: terugkijken, text: Terugkijken}
:::

:::{match}
id: richting
question: Naar wie kijkt u?
pairs:
  - {id: inspectie, text: Toezicht, match: Omhoog, feedback: Wie toezicht houdt kijkt mee.}
  - {id: ouders, text: Buren, match: Opzij}
  - {id: bestuur, text: Bestuur, match: Omhoog}
:::

:::{categorise}
id: plek
question: Waar hoort het?
categories:
  - {id: binnen, title: Binnen de school}
  - {id: buiten, title: Buiten de school}
items:
  - {id: team, text: Lerarenkamer, category: binnen}
  - {id: wijk, text: Wijkraad, category: buiten, feedback: De wijk ligt om de school heen.}
:::

:::{short-answer}
id: uren
question: Hoeveel uur onderwijs is het minst?
accepted: ["940", 940 uur]
mistakes:
  - answers: ["1000"]
    feedback: Dat was de norm van vroeger.
:::
"""

ANSWERS = {
    "toezicht": "1!inspectie",
    "partners": "1!wijkteam,team",
    "stelling": "1!false",
    "stappen": "1!verkennen,terugkijken,uitvoeren,afspreken",
    "richting": "1!inspectie=inspectie,ouders=inspectie",
    "plek": "1!team=binnen,wijk=buiten",
    "uren": "1!« 1000 »",
}
KINDS = {
    "toezicht": "choice",
    "partners": "choice",
    "stelling": "true-false",
    "stappen": "order",
    "richting": "match",
    "plek": "categorise",
    "uren": "short-answer",
}


def write_module(folder: Path, settings: str = "pass_mark: 60\n", section: str = SECTION) -> Path:
    (folder / "sections").mkdir(parents=True)
    (folder / "module.yaml").write_text(MODULE + settings, encoding="utf-8")
    (folder / "sections" / "begin.md").write_text(section, encoding="utf-8")
    return folder


@cache
def quiz(standard: str, settings: str = "pass_mark: 60\n") -> Package:
    with tempfile.TemporaryDirectory() as name:
        folder = write_module(Path(name) / "toets", settings)
        options = Options(standards=(standard,))
        packages, report = build([str(folder)], Path(name) / "out", options, lambda _: None)
        assert packages, report
        return from_zip(packages[0].path.read_bytes())


def question(place: Place, id: str) -> Locator:
    return place.locator(f'[data-question="{id}"]')


def check(place: Place, id: str) -> None:
    question(place, id).get_by_role("button", name="Controleer").click()


def answer_all(place: Place) -> None:
    """Gives what ``ANSWERS`` has and checks it."""
    press(place.get_by_label("De inspectie"))
    press(place.get_by_label("Het wijkteam"))
    press(place.get_by_label("Het eigen team"))
    press(place.get_by_label("Onjuist"))
    press(place.get_by_role("button", name="Verplaats ‘Verkennen’ omhoog"))
    place.get_by_label("Toezicht", exact=True).select_option(label="Omhoog")
    place.get_by_label("Buren").select_option(label="Omhoog")
    place.get_by_label("Lerarenkamer").select_option(label="Binnen de school")
    place.get_by_label("Wijkraad").select_option(label="Buiten de school")
    place.get_by_label("Hoeveel uur").fill("« 1000 »")
    for id in ANSWERS:
        press(question(place, id).get_by_role("button", name="Controleer"))
