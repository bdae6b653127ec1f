"""Each test of a row writes its outcome down; docs/reliability.md must say the same.

``make fresh WHAT=reliability`` writes it anew.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
COLUMNS = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004", "cmi5": "cmi5", "xapi": "xAPI", "web": "web"}
HEAD = f"| Fault | What happens | {' | '.join(COLUMNS.values())} |\n|{' --- |' * (2 + len(COLUMNS))}\n"
# The row does not apply to the standard.
NONE = "–"

# Where a run writes the table anew, instead of holding it against the document.
UPDATE = os.environ.get("UPDATE_RELIABILITY")

Ends = Callable[[str], None]
# Name → standard → how it ends for the text.
Rows = Mapping[str, Mapping[str, str]]

_what: dict[str, str] = {}
_outcomes: dict[str, dict[str, str]] = {}


def name_of(test: Any) -> str:
    """The row's name: that of the fault, else the test's in words, with what it is tried with but for the standard."""
    given = test.callspec.params
    if "fault" in given:
        return str(given["fault"].name)
    tried = [str(value) for name, value in given.items() if name != "standard"]
    return ": ".join([test.originalname.removeprefix("test_"), *tried]).replace("_", " ")


def what_of(test: Any) -> str:
    """What happens: the fault says it, else the first line of the test's docstring."""
    if "fault" in test.callspec.params:
        return str(test.callspec.params["fault"].what)
    return (inspect.getdoc(test.function) or "").partition("\n")[0].rstrip(".")


def line(name: str, what: str, outcomes: Mapping[str, str]) -> str:
    return f"| {name} | {what} | {' | '.join(outcomes.get(standard, NONE) for standard in COLUMNS)} |\n"


def written() -> dict[str, tuple[str, dict[str, str]]]:
    """Name → what and outcomes, of the rows in the document."""
    table = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    cells = [row.strip("|\n ").split(" | ") for row in table.removeprefix(HEAD).splitlines()]
    return {
        name: (what, {s: end for s, end in zip(COLUMNS, ends, strict=True) if end != NONE})
        for name, what, *ends in cells
    }


@pytest.fixture
def ends(request: pytest.FixtureRequest) -> Iterator[Ends]:
    """Called once by each test of a row with its outcome."""
    outcomes: list[str] = []
    yield outcomes.append
    if request.session.testsfailed and not outcomes:
        return
    name, what, standard = (
        name_of(request.node),
        what_of(request.node),
        request.node.callspec.params["standard"],
    )
    _what[name] = what
    _outcomes.setdefault(name, {})[standard] = outcomes[0]
    if not UPDATE:
        stated, cells = written().get(name, ("", {}))
        assert (stated, cells.get(standard)) == (what, outcomes[0]), (
            f"docs/reliability.md is not fresh: {name}"
        )


@pytest.fixture
def rows() -> Rows:
    """The rows of the document, or of this run when it writes the document."""
    return _outcomes if UPDATE else {name: outcomes for name, (_, outcomes) in written().items()}


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not UPDATE or not _outcomes or session.testsfailed:
        return
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    table = "".join(line(name, _what[name], outcomes) for name, outcomes in _outcomes.items())
    Path(UPDATE).write_text(before + BEGIN + HEAD + table + END + rest.split(END)[1], encoding="utf-8")
