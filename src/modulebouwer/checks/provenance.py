"""Whether somebody has looked at what another, or a program, made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.model.colophon import pieces
from modulebouwer.model.module import LearningModule


def ahead(module: LearningModule, today: datetime.date) -> Iterator[Finding]:
    """A check or a review on a day that is still to come."""
    days = [(piece.day, piece.provenance.checked_on, "checked_on") for piece in pieces(module)]
    days += [
        (module.source.value_at("authors", number, "reviewed_on"), author.reviewed_on, "reviewed_on")
        for number, author in enumerate(module.definition.authors)
    ]
    for place, day, key in days:
        if day is not None and day > today:
            yield Finding("MOD-021", place, {"key": key, "date": day.isoformat()})


def provenance(module: LearningModule) -> Iterator[Finding]:
    for piece in pieces(module):
        told = piece.provenance
        if told.checked_by is None or told.checked_on is None:
            yield Finding("MOD-017", piece.place, {"made_by": told.made_by})
