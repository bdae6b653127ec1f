"""What the documentation says of a code, as the preview shows it."""

from __future__ import annotations

import pytest

from modulebouwer.findings.page import explanations
from modulebouwer.findings.record import codes, record


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_is_explained_and_by_its_own_words(language: str) -> None:
    found = explanations(language)
    assert sorted(found) == sorted(codes())
    for code, said in found.items():
        assert said.startswith(f"*{record(code).name}*"), code
        assert "<a id=" not in said
        assert "\n## " not in said
