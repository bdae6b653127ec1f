"""What stands inside a component: each part under a name of its own; and what each kind checks of itself."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.components.component import RecordingModel, twins
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule


def parts(module: LearningModule) -> Iterator[Finding]:
    """An answer tells parts apart by their id."""
    for placed in module.components:
        if isinstance(placed.model, RecordingModel):
            yield from twins(placed, placed.model.twin, "id")


def own_checks(module: LearningModule) -> Iterator[Finding]:
    """What each component knows of itself: its class says what is wrong with it."""
    for placed in module.components:
        yield from placed.model.check(placed, module.siblings)
