"""Most paragraphs are let go by one cheap pattern, which must let none go that another pattern would tell of."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modulebouwer.checks.lookalikes import LEFTOVERS, SIGN


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in LEFTOVERS])
def test_each_leftover_has_a_sign(pattern: str) -> None:
    # What must stand before is left out: texts are made of the rest.
    written = re.compile(pattern.removeprefix(r"(?<=\])"), re.MULTILINE)

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
    @given(st.from_regex(written))
    def holds(text: str) -> None:
        assert SIGN.search(text), f"a text with {pattern!r} needs a sign of its own in SIGN"

    holds()
