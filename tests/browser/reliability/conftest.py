"""Each row of the fault table writes its outcome down; docs/reliability.md must say the same.

``UPDATE_RELIABILITY=1 pytest tests/browser/reliability`` (in one process) writes the table anew.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "reliability.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
HEAD = "| Fault | What happens | How it ends for the text |\n| --- | --- | --- |\n"

UPDATE = bool(os.environ.get("UPDATE_RELIABILITY"))

Ends = Callable[[str], None]
_rows: dict[str, str] = {}


def line_of(node: pytest.Item) -> str:
    """The row's name: the test's, in words."""
    return node.name.removeprefix("test_").replace("_", " ").replace("[", ": ").rstrip("]")


def table() -> str:
    return DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]


@pytest.fixture
def ends(request: pytest.FixtureRequest) -> Iterator[Ends]:
    """Called once by each row with its outcome; the description is the first line of the test's docstring."""
    name = line_of(request.node)
    outcomes: list[str] = []
    yield outcomes.append
    if request.session.testsfailed and not outcomes:
        return
    description = (inspect.getdoc(request.function) or "").partition("\n")[0].rstrip(".")
    row = f"| {name} | {description} | {outcomes[0]} |\n"
    _rows[name] = row
    if not UPDATE:
        assert row in table(), f"docs/reliability.md is not fresh: {row}"


@pytest.fixture
def rows() -> dict[str, str]:
    """Name of each row in the document → how it ends."""
    lines = "".join(_rows.values()) if UPDATE else table().removeprefix(HEAD)
    cells = [line.strip("|\n ").split(" | ") for line in lines.splitlines()]
    return {name: outcome for name, _, outcome in cells}


def pytest_sessionfinish() -> None:
    if not UPDATE or not _rows:
        return
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    DOCUMENT.write_text(before + BEGIN + HEAD + "".join(_rows.values()) + END + after, encoding="utf-8")
