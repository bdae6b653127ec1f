"""Mistakes inside a component's parts: each at its own line, with the field that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.findings import message
from modulebouwer.source.loader import load

MODULE = """identifier: proef
title: Proef
version: 1.0.0
language: nl
date: 2026-09-01
description: Een module.
study_load: 10
sections: [begin]
"""
HEAD = "---\ntitle: Begin\nminutes: 10\n---\n"
SCALE = (
    ":::{scale}\nid: s\ntitle: T\nanchors: [Nee, Ja]\nstatements:\n  - id: een\n    text: Een.\n  - %s\n:::\n"
)
CASE = ":::{case}\nid: c\ntitle: T\ntext: T\nchoices:\n  - id: een\n    %s\n:::\n"
CYCLE = ":::{cycle}\nid: c\ntitle: T\nphases:\n  - id: een\n    prompt: Een?\n  - %s\n:::\n"
CALLOUT = ":::{callout}\nkind: tip\n%s\n:::\n"
CHECKLIST = ":::{checklist}\nid: c\ntitle: T\nitems:\n  - %s\n:::\n"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    [
        (SCALE % "id: twee\n    tekst: Twee.", "SRC-101", 13, 5, "text"),
        (SCALE % "id: twee", "SRC-102", 12, 5, "text"),
        (SCALE % "id: Twee Drie\n    text: Twee.", "SRC-116", 12, 9, "twee-drie"),
        (SCALE % "id: twee\n    text: Twee.\n    anchors: [Ja]", "SRC-115", 14, 5, "anchors"),
        (SCALE % "id: twee\n    text: Twee.\n    anchors: [Ja, 3]", "SRC-103", 14, 19, "anchors"),
        (CASE % "text: Een.", "SRC-102", 10, 5, "consequence"),
        # The one key that does not exist stands for the one that is missing.
        (CASE % "text: Een.\n    gevolg: Zo.", "SRC-101", 12, 5, "consequence"),
        (CASE % "text: Een.\n    consequences: Zo.", "SRC-101", 12, 5, "consequence"),
        (CYCLE % "id: twee\n    promt: Twee?", "SRC-101", 12, 5, "prompt"),
        (CYCLE % "id: twee\n    prompt: Twee?\n    max_length: 10", "SRC-113", 13, 17, "50"),
        (CHECKLIST % "{id: een, tekst: Een}", "SRC-101", 9, 15, "text"),
        (CHECKLIST % "een", "SRC-107", 9, 5, "items"),
        # A text that goes on at the margin is no key without its colon.
        (CALLOUT % "text: Spreek uw zin uit,\nen nog een keer.", "SRC-500", 8, 1, "`text: |`"),
        (
            CALLOUT % "text: Spreek uw zin uit,\nen nog een keer, voor de spiegel.",
            "SRC-500",
            8,
            1,
            "`text: |`",
        ),
        (CALLOUT % "text: Spreek uw zin\n  uit, hardop,\nEn nog een keer.", "SRC-500", 9, 1, "2 sp"),
        (SCALE % "id: twee\n    text: Spreek uw zin uit,\nen nog een keer.", "SRC-500", 14, 1, "6 sp"),
        # These are one, or nothing above is a text.
        (CALLOUT % "text: Spreek uw zin uit.\ntitle Oefen", "SRC-024", 8, 1, "title"),
        (CALLOUT % "text: Spreek uw zin uit.\ntitel Oefen", "SRC-024", 8, 1, "titel"),
        (CALLOUT % "titl Oefen\ntext: Spreek uw zin uit.", "SRC-024", 7, 1, "titl"),
        (CALLOUT % "en nog een keer\ntext: Spreek uw zin uit.", "SRC-024", 7, 1, "en"),
        (SCALE % "id: twee\n    text: Spreek uw zin uit.\nid twee", "SRC-024", 14, 1, "id"),
    ],
)
def test_where_and_what(tmp_path: Path, text: str, code: str, line: int, column: int, hint: str) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "module.yaml").write_text(MODULE, encoding="utf-8")
    (tmp_path / "sections" / "begin.md").write_text(HEAD + text, encoding="utf-8")
    _, problems = load(tmp_path, "proef")
    found = [problem for problem in problems if problem.code == code]
    assert [(p.location.path, p.location.line, p.location.column) for p in found] == [
        ("proef/sections/begin.md", line, column)
    ]
    for language in ("nl", "en"):
        assert hint in " ".join(message(found[0], language))
