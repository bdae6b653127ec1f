"""A small module in any standard, built by the real pipeline: two sections, three questions with much room."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

BASE_IRI = "https://example.org/modules"
MODULE = f"""\
identifier: proef
title: Proef met standaarden
version: 1.0.0
language: nl
date: 2026-11-23
description: Een kleine module om de standaarden te beproeven.
study_load: 10
base_iri: {BASE_IRI}
objectives:
  - id: bewaren
    text: U schrijft drie antwoorden.
sections: [begin, verder]
completion: {{sections: all, components: none}}
"""

SECTION = """\
---
title: {title}
minutes: 5
---

Lees dit stuk en schrijf op wat u ervan vindt.

{reflections}
"""

REFLECTION = """\
:::{{reflection}}
id: {id}
prompt: Wat wilt u schrijven over {id}?
max_length: 15000
:::
"""


@cache
def small(standard: str, answers: str = "lms", edition: int = 4) -> Package:
    return from_zip(zipped(standard, answers, edition))


@cache
def zipped(standard: str, answers: str = "lms", edition: int = 4) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        choices = f"answers: {answers}\nscorm2004: {{edition: {edition}}}\n"
        (folder / "module.yaml").write_text(MODULE + choices, encoding="utf-8")
        for section, title, ids in [
            ("begin", "Begin", ("regio", "partners")),
            ("verder", "Verder", ("plan",)),
        ]:
            reflections = "\n".join(REFLECTION.format(id=id) for id in ids)
            text = SECTION.format(title=title, reflections=reflections)
            (folder / "sections" / f"{section}.md").write_text(text, encoding="utf-8")
        options = Options(standards=(standard,))
        packages, report = build([str(folder)], Path(name) / "out", options, lambda _: None)
        assert packages, report
        return packages[0].path.read_bytes()
