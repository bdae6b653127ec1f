"""Components in which the learner fills rows: limits that can be met, and no role offered twice."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.model.components import Plan, StakeholderMap
from modulebouwer.model.module import LearningModule, PlacedComponent


def rows(module: LearningModule) -> Iterator[Finding]:
    for component in module.components:
        model = component.model
        if isinstance(model, StakeholderMap | Plan) and model.max_rows < model.min_rows:
            values = {"min": model.min_rows, "max": model.max_rows}
            # One of the two may be a default, and then has no place of its own.
            key = "max_rows" if "max_rows" in model.model_fields_set else "min_rows"
            yield Finding("CMP-040", component.source.value_at(key), values)
        if isinstance(model, StakeholderMap):
            yield from repeated_suggestions(component, model)


def repeated_suggestions(component: PlacedComponent, model: StakeholderMap) -> Iterator[Finding]:
    """The reader sees no difference in case or in spaces."""
    seen: set[str] = set()
    for number, role in enumerate(model.suggestions):
        same = " ".join(role.casefold().split())
        if same in seen:
            yield Finding("CMP-041", component.source.value_at("suggestions", number), {"role": role})
        seen.add(same)
