"""What stands inside a component: each part under a name of its own; and what each kind checks of itself."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.components.component import PlacedComponent, RecordingModel, twins
from modulebouwer.components.shared.questions.model import QuestionModel
from modulebouwer.findings import Finding, Severity, severity
from modulebouwer.model.fields import EMPTY, is_prose, metadata
from modulebouwer.model.identifiers import unique
from modulebouwer.model.module import LearningModule

# What the parts of a component are known by.
WORDS = ("text", "title", "label", "term")


def parts(module: LearningModule) -> Iterator[Finding]:
    """An answer tells parts apart by their id, and who reads them by their words."""
    for placed in module.components:
        ids = [*twins(placed, placed.model.twin, "id")] if isinstance(placed.model, RecordingModel) else []
        yield from ids
        # A part that was copied with its id is told once.
        if not ids and not isinstance(placed.model, QuestionModel):
            for name in WORDS:
                yield from twins(placed, "CMP-374", name)
            yield from twin_items(placed)


def twin_items(placed: PlacedComponent) -> Iterator[Finding]:
    """CMP-374, for lists of plain texts: anchors, statements, series."""
    for way, field, value in placed.fields:
        if isinstance(value, tuple) and EMPTY in metadata(field) and not is_prose(field):
            named = [(str(one), placed.source.value_at(*way, n)) for n, one in enumerate(value)]
            yield from unique("CMP-374", named)


def own_checks(module: LearningModule) -> Iterator[Finding]:
    """What each component knows of itself: its class says what is wrong with it.

    Advice about a component that is wrong itself waits until it is right.
    """
    for placed in module.components:
        found = [*placed.model.check(placed, module.siblings)]
        wrong = any(severity(one.code) is Severity.ERROR for one in found)
        yield from (one for one in found if not wrong or severity(one.code) is not Severity.ADVICE)
