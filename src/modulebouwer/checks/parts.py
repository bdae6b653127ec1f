"""What stands inside a component: each part under a name of its own; and what each kind checks of itself."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.components.component import RecordingModel, twins
from modulebouwer.findings import Finding, Severity, severity
from modulebouwer.model.module import LearningModule


def parts(module: LearningModule) -> Iterator[Finding]:
    """An answer tells parts apart by their id."""
    for placed in module.components:
        if isinstance(placed.model, RecordingModel):
            yield from twins(placed, placed.model.twin, "id")


def own_checks(module: LearningModule) -> Iterator[Finding]:
    """What each component knows of itself: its class says what is wrong with it.

    Advice about a component that is wrong itself waits until it is right.
    """
    for placed in module.components:
        found = [*placed.model.check(placed, module.siblings)]
        wrong = any(severity(one.code) is Severity.ERROR for one in found)
        yield from (one for one in found if not wrong or severity(one.code) is not Severity.ADVICE)
