"""A module's version does not go back behind what its changelog has told already."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.model.definition import version_numbers
from modulebouwer.model.module import LearningModule


def versions(module: LearningModule) -> Iterator[Finding]:
    """MOD-400: ``CHANGELOG.md`` has a newer version than ``module.yaml``."""
    version = module.definition.version
    written = ("version",) in module.source.keys and "module.yaml" not in module.unread
    if written and module.released and version_numbers(module.released) > version_numbers(version):
        values = {"version": version, "suggestion": module.released}
        yield Finding("MOD-400", module.source.value_at("version"), values)
