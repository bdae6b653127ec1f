"""What stands inside a component: each part under a name of its own, and enough of them to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.checks.identifiers import unique
from modulebouwer.findings import Finding
from modulebouwer.model.components import Case, Checklist, Component, Cycle, Scale
from modulebouwer.model.module import LearningModule, PlacedComponent


def parts(module: LearningModule) -> Iterator[Finding]:
    for placed in module.components:
        name, ids = named_parts(placed.model)
        yield from unique(
            "CMP-036", ((id, placed.source.value_at(name, number, "id")) for number, id in enumerate(ids))
        )
        if isinstance(placed.model, Case):
            yield from fork(placed, placed.model)


def named_parts(model: Component) -> tuple[str, list[str]]:
    """The field that holds the component's parts, and their ids."""
    match model:
        case Scale():
            return "statements", [statement.id for statement in model.statements]
        case Cycle():
            return "phases", [phase.id for phase in model.phases]
        case Case():
            return "choices", [way.id for way in model.choices]
        case Checklist():
            return "items", [item.id for item in model.items]
    return "", []


def fork(placed: PlacedComponent, case: Case) -> Iterator[Finding]:
    if case.question is not None and not case.choices:
        yield Finding("CMP-037", placed.source.at("question"), {"id": case.id})
    if len(case.choices) == 1:
        yield Finding("CMP-038", placed.source.at("choices"), {"id": case.id})
