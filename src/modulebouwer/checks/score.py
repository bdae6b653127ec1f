"""Graded components, a pass mark and a rule that asks for it belong together."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.checks.texts import whole
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

# A percentage that nobody asks for, and a mark on the scale of ten that Dutch schools use.
HIGHEST_MARK = 10


def score(module: LearningModule) -> Iterator[Finding]:
    mark = module.definition.pass_mark
    if mark is not None and mark <= HIGHEST_MARK:
        yield Finding(
            "MOD-310", module.source.value_at("pass_mark"), {"value": mark, "suggestion": mark * 10}
        )
    if not whole(module):  # what could not be read, or is not listed, may be what is missing
        return
    definition = module.definition
    passing = definition.completion.score == "pass"
    places = {placed.id: placed for placed in module.components}
    graded = [component for component in module.recorded if component.graded]
    if graded and definition.pass_mark is None:  # one line is missing, however many questions miss it
        first = places[graded[0].id]
        # Where finishing asks for a score, the mark belongs there.
        place = module.source.at("completion", "score") if passing else first.source.at("graded")
        yield Finding("CMP-016", place, {"id": graded[0].id})
    for component in graded:
        placed = places[component.id]
        if passing and component.recorded.tries is not None:
            yield Finding("CMP-022", placed.source.at("tries"), {"id": component.id})
    if graded and definition.completion.full_score:
        yield Finding("CMP-042", module.source.at("completion", "full_score"))
    # One cause: where finishing asks for a score, the mark that it asks for is told with it.
    if not graded and passing:
        mark_given = "no" if definition.pass_mark is None else "yes"
        yield Finding("CMP-018", module.source.at("completion", "score"), {"mark": mark_given})
    elif not graded and definition.pass_mark is not None:
        yield Finding("CMP-017", module.source.at("pass_mark"))
