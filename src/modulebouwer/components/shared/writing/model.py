"""What components have in which the learner writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, to_choose_from
from modulebouwer.model.identifiers import AnswerIdentifier
from modulebouwer.model.source_map import KeyPath

MaxLength = Annotated[int, Field(ge=50, le=20_000, description="Most characters of an answer.")]

BuildsOn = Annotated[
    tuple[AnswerIdentifier, ...],
    Field(
        description="Earlier answers shown above the field: a reflection by its id, a step of a cycle as `cycle.step`."
    ),
]


def check_builds_on(
    placed: PlacedComponent, siblings: Siblings, way: KeyPath, names: Iterable[str]
) -> Iterator[Finding]:
    """It shows answers already written, so it names what comes before. ``way``: to the names in the source."""
    names = tuple(names)
    # Most build on nothing, and need not know of all the others.
    if not names:
        return
    every, seen = answers_in(siblings), answers_in(siblings.before(placed))
    for number, name in enumerate(names):
        place = placed.source.at(*way, number)
        if name not in every:
            other = next((one.model for one in siblings.placed if one.id == name), None)
            if other is not None and "writing" not in other.families:
                yield Finding("CMP-159", place, {"id": name, "component": other.component})
                continue
            steps = (one for one in seen if one.startswith(f"{name}."))
            values = {
                "id": name,
                **to_choose_from(seen),
                "suggestion": closest(name, seen) or next(steps, ""),
            }
            yield from siblings.missing(name.partition(".")[0], Finding("CMP-006", place, values))
        elif name not in seen:
            yield Finding("CMP-007", place, {"id": name})


def answers_in(siblings: Siblings) -> list[str]:
    """The ids of all answers that are written in words."""
    return [
        interaction.id
        for one in siblings.placed
        if isinstance(one.model, RecordingModel) and "writing" in one.model.families
        for recorded in [one.model.recorded(siblings)]
        if recorded
        for interaction in recorded.interactions
    ]
