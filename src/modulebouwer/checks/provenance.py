"""Whether somebody has looked at what another, or a program, made."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.model.colophon import pieces
from modulebouwer.model.module import LearningModule


def provenance(module: LearningModule) -> Iterator[Finding]:
    for piece in pieces(module):
        told = piece.provenance
        if told.checked_by is None or told.checked_on is None:
            yield Finding("MOD-017", piece.place, {"made_by": told.made_by})
