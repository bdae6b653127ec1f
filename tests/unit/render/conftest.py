"""Modules of a few lines, rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from harness.looks import look_for
from modulebouwer.render.course import Course
from modulebouwer.render.pages import render
from modulebouwer.source.loader import load

HEAD = """identifier: proef
title: Proef
version: 1.0.0
language: nl
date: 2026-09-01
description: Een module om te tonen.
study_load: 10
sections: [begin]
"""
SECTION = "---\ntitle: Begin\nminutes: 10\n---\n\n"

Render = Callable[..., Course]


@pytest.fixture
def rendered(tmp_path: Path) -> Render:
    """``rendered(text, head="", files={})``: the course of a module with one section of that Markdown."""

    def make(
        text: str, head: str = "", files: Mapping[str, str | bytes] | None = None, language: str = "nl"
    ) -> Course:
        folder = tmp_path / "proef"
        (folder / "sections").mkdir(parents=True)
        (folder / "module.yaml").write_text(HEAD.replace("nl", language) + head, encoding="utf-8")
        (folder / "sections" / "begin.md").write_text(SECTION + text, encoding="utf-8")
        for name, content in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        module, problems = load(folder, "proef")
        assert module is not None, problems
        return render(module, look_for(module.definition, folder))

    return make
