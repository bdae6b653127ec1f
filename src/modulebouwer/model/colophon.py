"""What a module says about where its pieces come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from modulebouwer.findings import Location
from modulebouwer.model.fields import fields
from modulebouwer.model.module import LearningModule
from modulebouwer.model.provenance import Provenance
from modulebouwer.model.source_map import KeyPath, SourceMap

Kind = Literal["module", "cover", "section", "picture"]


@dataclass(frozen=True)
class Piece:
    """``title``: of the section that it is or stands in, "" for the module. ``place``: its provenance in the source.

    ``day``: where the day of its check stands.
    """

    kind: Kind
    title: str
    provenance: Provenance
    place: Location
    day: Location


def piece(kind: Kind, title: str, value: Provenance, source: SourceMap, way: KeyPath) -> Piece:
    return Piece(kind, title, value, source.at(*way), source.value_at(*way, "checked_on"))


def pieces(module: LearningModule) -> Iterator[Piece]:
    """Whatever says where it comes from, in reading order."""
    for way, _, value in fields(module.definition):
        if isinstance(value, Provenance):
            kind: Kind = "module" if len(way) == 1 else "cover"
            yield piece(kind, "", value, module.source, way)
    for section in module.sections:
        title = section.head.title
        if section.head.provenance is not None:
            yield piece("section", title, section.head.provenance, section.source, ("provenance",))
        for component in section.components:
            for way, _, value in component.fields:
                if isinstance(value, Provenance):
                    yield piece("picture", title, value, component.source, way)
