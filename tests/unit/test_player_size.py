"""The player's bundles: small, and each with only what its standard needs."""

from __future__ import annotations

import pytest

from modulebouwer.resources import player
from modulebouwer.standards import REGISTRY

MOST_BYTES = 60_000
# The beginning of the text that the packer of SCORM 1.2 has read beforehand (player/primer.ts).
PRIMER = "kijken, leren, helpen"


@pytest.mark.parametrize("standard", REGISTRY)
def test_the_player_is_small(standard: str) -> None:
    assert len(player(standard).encode()) <= MOST_BYTES


def test_only_scorm12_carries_the_packer() -> None:
    assert [standard for standard in REGISTRY if PRIMER in player(standard)] == ["scorm12"]
