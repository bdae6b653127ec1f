"""A small module, built for any standard by the real pipeline: two sections, three questions."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

MODULE = """\
identifier: proef
title: Proef met bewaren
version: {version}
language: nl
date: 2026-11-23
description: Een kleine module om het bewaren van antwoorden te beproeven.
study_load: 10
base_iri: https://example.org/modules
objectives:
  - id: bewaren
    text: U schrijft drie antwoorden.
sections: [begin, verder]
answers: {answers}
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
max_length: 1000
:::
"""


@cache
def small_module(
    standard: str, version: str = "1.0.0", answers: str = "lms", first: str = "regio"
) -> Package:
    """``first`` is the id of the first question, which another version may have dropped for another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        (folder / "module.yaml").write_text(MODULE.format(version=version, answers=answers), encoding="utf-8")
        for section, title, ids in [("begin", "Begin", (first, "partners")), ("verder", "Verder", ("plan",))]:
            reflections = "\n".join(REFLECTION.format(id=id) for id in ids)
            text = SECTION.format(title=title, reflections=reflections)
            (folder / "sections" / f"{section}.md").write_text(text, encoding="utf-8")
        options = Options(standards=(standard,))
        packages, report = build([str(folder)], Path(name) / "out", options, lambda _: None)
        assert packages, report
        return from_zip(packages[0].path.read_bytes())
