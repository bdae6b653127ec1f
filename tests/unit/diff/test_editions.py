"""Another ``schemaversion``: what is kept stays where an LMS plays both packages in one standard, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.diff import report
from modulebouwer.diff.compare import Difference, compare
from modulebouwer.diff.release import read_releases
from modulebouwer.diff.verdict import Option, moodle_option, outcomes, stops
from modulebouwer.package.archive import archive
from packages import faults

# Finds the API of either version, and keeps nothing.
EITHER = "var api=parent.API_1484_11||parent.API;api;'cmi.completion_status cmi.core.lesson_status'"


def difference(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> Difference:
    for name, tree in (("oud", old), ("nieuw", new)):
        (folder / f"{name}.zip").write_bytes(archive(tree))
    return compare(*read_releases(folder / "oud.zip", folder / "nieuw.zip"))


def of_edition(version: str) -> dict[str, bytes]:
    return {**faults.scorm2004(version), "a.html": faults.page(script=EITHER)}


def in_moodle(found: Difference) -> str:
    return next(each.outcome.value for each in outcomes(found) if each.lms == "moodle")


@pytest.mark.parametrize(
    ("before", "after", "outcome", "option"),
    [
        ("2004 3rd Edition", "2004 4th Edition", "safe", Option.REPLACE),
        ("2004 4th Edition", "1.3", "safe", Option.REPLACE),
        # To Moodle, that reads to the letter, "2004 4th edition" is SCORM 1.2; from there to 2004 it was measured.
        ("2004 4th edition", "2004 4th Edition", "reset", Option.NEW_ACTIVITY),
        ("2004 4th Edition", "2004 4th edition", "unmeasured", Option.NEW_ACTIVITY),
        ("2004", "2004 5th Edition", "safe", Option.REPLACE),
    ],
)
def test_another_edition(tmp_path: Path, before: str, after: str, outcome: str, option: Option) -> None:
    found = difference(tmp_path, of_edition(before), of_edition(after))
    assert in_moodle(found) == outcome
    assert moodle_option(found) is option
    assert (("played", "moodle") in stops(found)) == (option is Option.NEW_ACTIVITY)


def test_why_another_edition_is_safe(tmp_path: Path) -> None:
    told = report.text(
        difference(tmp_path, of_edition("2004 3rd Edition"), of_edition("2004 4th Edition")), "en"
    )
    assert "(schemaversion): 2004 3rd Edition → 2004 4th Edition" in told
    assert "It plays both versions as SCORM 2004" in told


def test_another_standard_starts_empty_in_moodle(tmp_path: Path) -> None:
    found = difference(tmp_path, faults.one_sco(), faults.scorm2004())
    assert in_moodle(found) == "reset"
    assert ("standard", "SCORM 2004") in stops(found)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", ' parameters="?deel=3"', "start file's parameters nothing → ?deel=3"),
        (' parameters="?deel=3"', ' parameters="?deel=4"', "start file's parameters ?deel=3 → ?deel=4"),
    ],
)
def test_other_parameters_are_no_other_start_file(tmp_path: Path, before: str, after: str, line: str) -> None:
    trees = [
        faults.scorm12(
            faults.organization(faults.item(more=more)), faults.sco("a.html"), {"a.html": faults.page()}
        )
        for more in (before, after)
    ]
    assert f"Deel 1: {line}" in report.text(difference(tmp_path, *trees), "en")
