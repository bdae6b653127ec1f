"""The real modules in modules/: without findings, easy enough to read, and linked to one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.checks.readability import flesch_douma, section_blocks
from modulebouwer.cli import main
from modulebouwer.model.module import LearningModule
from modulebouwer.source.loader import load

MODULES = Path(__file__).parents[2] / "modules"
REAL = ("samenwerken_regio", "samenwerken_passend_onderwijs")
# What the real modules promise their readers; the check itself warns at less.
EASY = 50


def read(name: str) -> LearningModule:
    module, _ = load(MODULES / name, name)
    assert module is not None
    return module


@pytest.mark.parametrize("name", REAL)
def test_nothing_is_found_even_strictly(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(MODULES / name), "--strict", "--lang", "en"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", REAL)
def test_every_section_reads_easily(name: str) -> None:
    scores = {section.id: flesch_douma(section_blocks(section)) for section in read(name).sections}
    assert len(scores) > 3
    assert {id: score for id, score in scores.items() if score is None or score < EASY} == {}


@pytest.mark.parametrize("name", REAL)
def test_the_sections_take_the_study_load(name: str) -> None:
    module = read(name)
    assert sum(section.head.minutes for section in module.sections) == module.definition.study_load


def test_each_is_a_theme_of_the_other() -> None:
    regio, passend = (read(name).definition for name in REAL)
    assert passend.title in [theme.title for theme in regio.themes]
    assert regio.title in [theme.title for theme in passend.themes]
