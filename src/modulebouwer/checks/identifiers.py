"""Identifiers are the author's and stable for ever: each names one thing, and what is named is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding, Location
from modulebouwer.model.identifiers import unique
from modulebouwer.model.module import LearningModule


def identifiers(module: LearningModule) -> Iterator[Finding]:
    terms = {term.source.value_at("id") for term in module.glossary}
    for found in unique("CMP-005", component_ids(module)):
        yield replace(found, code="CMP-190") if found.location in terms else found
    yield from twin_words(module)
    yield from unique("REF-005", ((entry.id, entry.location) for entry in module.references))
    for name in ("objectives", "themes"):
        entries = getattr(module.definition, name)
        yield from unique(
            "MOD-010", ((e.id, module.source.value_at(name, i, "id")) for i, e in enumerate(entries))
        )
    for name in ("sections", "standards", "keywords"):
        values = getattr(module.definition, name)
        yield from unique("MOD-018", ((value, module.source.at(name, i)) for i, value in enumerate(values)))


def component_ids(module: LearningModule) -> Iterator[tuple[str, Location]]:
    """Components share one space of identifiers: answers, links and places in the page all hang on it."""
    for component in module.shown_components:
        if component.id is not None:
            yield component.id, component.source.value_at("id")


def twin_words(module: LearningModule) -> Iterator[Finding]:
    """CMP-201: one word that is explained twice, under two identifiers: who looks it up meets both."""
    first: dict[str, PlacedComponent] = {}
    for term in module.glossary:
        word = term.model.glossary_entry() or ""
        other = first.setdefault(" ".join(word.split()).casefold(), term)
        if other.id != term.id:
            values = {"term": word, "id": str(other.id)}
            yield Finding("CMP-201", term.source.value_at("term"), values)
