"""What is checked of a module that could be read: generators ``LearningModule`` → findings, a file a concern."""

from __future__ import annotations

from collections.abc import Mapping

from modulebouwer.diagnostics import Diagnostic
from modulebouwer.model.module import LearningModule


def run(module: LearningModule, record_limits: Mapping[str, int]) -> list[Diagnostic]:
    """All findings about ``module``. ``record_limits``: characters of saved state that each chosen standard promises."""
    return []
