"""Rows of the fault table that are also met in Chromium: each row in one standard, all standards in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from browser.reliability.chromium_desk import ChromiumDesk
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.server import create_app, serving
from reliability.table import COLUMNS, name_of
from reliability.table import ends as ends

ROWS = Path(__file__).with_name("test_rows.py")
# Their faults begin at a certain commit. Which commit that is, is certain under the virtual clock (tests/reliability),
# and a matter of how fast the machine is here.
COUNTED = ("save fails once", "second commit not sent", "api vanishing half way", "launched again")

# What a server answers, an API throws or a record holds, and a page in Node meets no differently: of such rows one of
# each kind is met here as well. The others are played in Node in every standard, as all rows are.
ALIKE = (
    "setvalue throws",
    "getvalue throws",
    "getlasterror throws",
    "too many requests",
    "nothing can be read",
    "no list yet",
    "no token",
    "statements fail",
    "report refused",
    "read back that lags 5 s",
    "module version: 0.9.0",
    "newer record",
    "whole answer in the report",
)


@pytest.fixture
def desk(context: BrowserContext) -> Iterator[ChromiumDesk]:
    lms = Lms()
    with serving(create_app(lms)) as address:
        yield ChromiumDesk(lms, address, context)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of each row the cell whose turn it is."""
    rows: dict[str, list[pytest.Function]] = {}
    for item in items:
        if isinstance(item, pytest.Function) and item.path == ROWS:
            rows.setdefault(name_of(item), []).append(item)
    kept = set()
    for number, cells in enumerate(rows.values()):
        cells.sort(key=lambda cell: list(COLUMNS).index(str(cell.callspec.params["standard"])))
        kept.add(cells[number % len(cells)])
    for name in (*COUNTED, *ALIKE):
        kept -= set(rows.get(name, ()))
    left = [item for cells in rows.values() for item in cells if item not in kept]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
