from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from modulebouwer.new import scaffold


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """The small example that ``modulebouwer new`` makes."""
    folder = tmp_path / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    return folder
