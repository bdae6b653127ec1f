"""What a module says about where its pieces come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from modulebouwer.findings import Location
from modulebouwer.model.fields import fields
from modulebouwer.model.module import LearningModule
from modulebouwer.model.provenance import Provenance

Kind = Literal["module", "cover", "section", "picture"]


@dataclass(frozen=True)
class Piece:
    """``title``: of the section that it is or stands in, "" for the module. ``place``: its provenance in the source."""

    kind: Kind
    title: str
    provenance: Provenance
    place: Location


def pieces(module: LearningModule) -> Iterator[Piece]:
    """Whatever says where it comes from, in reading order."""
    for way, _, value in fields(module.definition):
        if isinstance(value, Provenance):
            kind: Kind = "module" if len(way) == 1 else "cover"
            yield Piece(kind, "", value, module.source.at(*way))
    for section in module.sections:
        title = section.head.title
        if section.head.provenance is not None:
            yield Piece("section", title, section.head.provenance, section.source.at("provenance"))
        for component in section.components:
            for way, _, value in fields(component.model):
                if isinstance(value, Provenance):
                    yield Piece("picture", title, value, component.source.at(*way))
