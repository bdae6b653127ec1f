"""A hyphen before a space: a broken word in a language whose joining words are known, and in no other."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from modulebouwer import checks
from modulebouwer.source.loader import load

CASES = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize(
    ("language", "told"), [("nl", True), ("nl-BE", True), ("fr", True), ("en-XA", False), ("tr", False)]
)
def test_a_hyphen_is_judged_where_the_words_behind_it_are_known(
    tmp_path: Path, language: str, told: bool
) -> None:
    folder = tmp_path / "module"
    shutil.copytree(CASES / "base", folder)
    definition = folder / "module.yaml"
    definition.write_text(
        definition.read_text("utf-8").replace("language: nl", f"language: {language}"), "utf-8"
    )
    shutil.copy(CASES / "TXT-561/sections/begin.md", folder / "sections/begin.md")
    module, _ = load(folder, "module")
    assert module is not None
    found = {finding.code for finding in checks.run(module, {}, datetime.date(2026, 9, 1))}
    assert ("TXT-561" in found) is told
