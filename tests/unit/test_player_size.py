"""The player's bundles: small, and each with only what its standard needs."""

from __future__ import annotations

import pytest

from modulebouwer.resources import player
from modulebouwer.standards import REGISTRY

# The player without an LMS is its core; a standard's tracker comes on top of that.
CORE_BYTES = 70_000
TRACKER_BYTES = 16_000


@pytest.mark.parametrize("standard", REGISTRY)
def test_the_player_is_small(standard: str) -> None:
    core = len(player("web").encode())
    assert core <= CORE_BYTES
    assert len(player(standard).encode()) - core <= TRACKER_BYTES
