"""The player's bundles: small, and each with only what its standard needs."""

from __future__ import annotations

import pytest

from modulebouwer.resources import player
from modulebouwer.standards import REGISTRY

MOST_BYTES = 70_000


@pytest.mark.parametrize("standard", REGISTRY)
def test_the_player_is_small(standard: str) -> None:
    assert len(player(standard).encode()) <= MOST_BYTES
