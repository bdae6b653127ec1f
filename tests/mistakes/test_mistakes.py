"""Every mistake of the table is told: what is named there, at its place, in that order, and nothing else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from mistakes.edits import Mistake
from mistakes.table import MISTAKES
from modulebouwer.build import Options, check
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Report
from modulebouwer.new import scaffold


def told(mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    for edit in mistake.edits:
        edit(Path("les"))
    return check(["les"], Options(), lambda _: None)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_first_at_its_place_and_alone(
    mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = told(mistake, tmp_path, monkeypatch)
    found = [f"{f.code} {str(f.location).removeprefix('les/')}" for f in report.findings]
    assert found == list(mistake.told)
    for language in LANGUAGES:
        expected = 2 * len(found) + sum(bool(finding.others) for finding in report.findings)
        assert len(report.text(language).splitlines()) == expected, "a finding without a hint"


def test_there_are_at_least_a_hundred_that_are_told() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert sum(bool(mistake.told) for mistake in MISTAKES) >= 140
