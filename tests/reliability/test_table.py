"""The table in docs/reliability.md as a whole; runs after the rows, by its name."""

from __future__ import annotations

import pytest

from reliability.learner import SAVED, SENT, TOLD
from reliability.table import Rows, name_of


def test_the_table_has_these_rows_and_no_others(request: pytest.FixtureRequest, rows: Rows) -> None:
    """The document is written from the run of these files; no row ends in another way than these."""
    tests = [item for item in request.session.items if "ends" in getattr(item, "fixturenames", ())]
    here = {(name_of(test), test.callspec.params["standard"]) for test in tests}  # type: ignore[attr-defined]
    there = {(name, standard) for name, outcomes in rows.items() for standard in outcomes}
    narrowed = request.config.getoption("keyword") or any(
        ".py" in argument for argument in request.config.args
    )
    assert here <= there
    assert narrowed or here == there
    outcomes = {outcome for row in rows.values() for outcome in row.values()}
    assert all(outcome.startswith((SAVED, SENT, TOLD)) for outcome in outcomes)
