"""How long a module takes, as one says it."""

from __future__ import annotations

import pytest

from harness.looks import locale


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "ongeveer 1 minuut"),
        (8, "ongeveer 8 minuten"),
        (19, "ongeveer 19 minuten"),
        (22, "ongeveer 20 minuten"),
        (62, "ongeveer 60 minuten"),
        (63, "ongeveer 65 minuten"),
        (74, "ongeveer 75 minuten"),
        (75, "ongeveer 75 minuten"),
        (76, "ongeveer 1½ uur"),
        (215, "ongeveer 3½ uur"),
    ],
)
def test_nobody_says_sixty_two_minutes(minutes: int, said: str) -> None:
    assert locale("nl").about(minutes) == said
