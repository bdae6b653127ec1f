"""Scales have something to choose from, and a later moment asks what an earlier one asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modulebouwer.findings import Finding
from modulebouwer.model.components import Scale
from modulebouwer.model.module import LearningModule, PlacedComponent
from modulebouwer.source.validation import closest


def scales(module: LearningModule) -> Iterator[Finding]:
    before: dict[str, PlacedComponent] = {}
    for placed in module.components:
        scale = placed.model
        if not isinstance(scale, Scale):
            continue
        if scale.earlier is None:
            yield from content(placed, scale)
        else:
            yield from later_moment(placed, scale, scale.earlier, before, module)
        before.setdefault(scale.id, placed)


def content(placed: PlacedComponent, scale: Scale) -> Iterator[Finding]:
    if not scale.statements:
        yield Finding("CMP-030", placed.source.at("id"), {"id": scale.id})
        return
    bare = [n for n, statement in enumerate(scale.statements) if statement.anchors is None]
    if scale.anchors is None and bare:
        values = {"id": scale.statements[bare[0]].id}
        yield Finding("CMP-031", placed.source.at("statements", bare[0]), values)
        return
    wanted = len(scale.anchors or scale.statements[0].anchors or ())
    for number, statement in enumerate(scale.statements):
        found = len(statement.anchors or ())
        if found not in (0, wanted):
            place = placed.source.at("statements", number, "anchors")
            yield Finding("CMP-035", place, {"id": statement.id, "found": found, "wanted": wanted})


def later_moment(
    placed: PlacedComponent,
    scale: Scale,
    earlier: str,
    before: Mapping[str, PlacedComponent],
    module: LearningModule,
) -> Iterator[Finding]:
    for name in ("anchors", "statements"):
        if getattr(scale, name):
            yield Finding("CMP-032", placed.source.at(name), {"key": name, "earlier": earlier})
    place = placed.source.value_at("earlier")
    if earlier not in module.scales:
        if earlier not in module.broken_ids:
            yield Finding("CMP-033", place, {"id": earlier, "suggestion": closest(earlier, before)})
    elif earlier not in before:
        yield Finding("CMP-034", place, {"id": earlier})
    else:
        for one in (before[earlier], placed):
            if isinstance(one.model, Scale) and one.model.moment is None:
                yield Finding("CMP-039", one.source.at("id"), {"id": one.model.id})
