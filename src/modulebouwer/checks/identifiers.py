"""Identifiers are the author's and stable for ever: each names one thing, and what is named is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modulebouwer.findings import Finding, Location
from modulebouwer.model.components import Reflection
from modulebouwer.model.module import LearningModule
from modulebouwer.source.validation import closest


def identifiers(module: LearningModule) -> Iterator[Finding]:
    yield from unique("CMP-005", component_ids(module))
    yield from unique("REF-005", ((entry.id, entry.location) for entry in module.references))
    for name in ("objectives", "themes"):
        entries = getattr(module.definition, name)
        yield from unique(
            "MOD-010", ((e.id, module.source.value_at(name, i, "id")) for i, e in enumerate(entries))
        )
    for name in ("sections", "standards", "keywords"):
        values = getattr(module.definition, name)
        yield from unique("MOD-010", ((value, module.source.at(name, i)) for i, value in enumerate(values)))
    yield from earlier_reflections(module)


def component_ids(module: LearningModule) -> Iterator[tuple[str, Location]]:
    """Components share one space of identifiers: answers, links and places in the page all hang on it."""
    for component in module.components:
        identifier = getattr(component.model, "id", None)
        if identifier is not None:
            yield identifier, component.source.value_at("id")


def unique(code: str, named: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """Letters' case counts as the same: file systems and LMSs do not all tell it apart."""
    first: dict[str, Location] = {}
    for name, place in named:
        before = first.setdefault(name.lower(), place)
        if before is not place:
            yield Finding(code, place, {"id": name, "first": str(before)})


def earlier_reflections(module: LearningModule) -> Iterator[Finding]:
    """``builds_on`` shows answers already written, so it names reflections that come before."""
    every = {c.model.id for c in module.components if isinstance(c.model, Reflection)}
    seen: set[str] = set()
    for component in module.components:
        if not isinstance(component.model, Reflection):
            continue
        for number, name in enumerate(component.model.builds_on):
            place = component.source.at("builds_on", number)
            if name not in every:
                if name not in module.broken_ids:
                    yield Finding("CMP-006", place, {"id": name, "suggestion": closest(name, seen)})
            elif name not in seen:
                yield Finding("CMP-007", place, {"id": name})
        seen.add(component.model.id)
