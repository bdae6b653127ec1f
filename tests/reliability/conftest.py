"""Rows of the fault table in Node; those that are also met in Chromium are in tests/browser/reliability."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from modulebouwer.lms.lms import Lms
from reliability.node_desk import Node, NodeDesk
from reliability.table import ends as ends
from reliability.table import pytest_sessionfinish as pytest_sessionfinish
from reliability.table import rows as rows


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    node = Node()
    yield node
    node.close()


@pytest.fixture
def desk(node: Node) -> NodeDesk:
    return NodeDesk(Lms(), node)
