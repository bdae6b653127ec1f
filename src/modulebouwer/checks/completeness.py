"""Whether a module is whole: text in every section, a title that every LMS can hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.model.module import LearningModule


def completeness(module: LearningModule) -> Iterator[Finding]:
    title = module.definition.title
    if len(title) > LONGEST_TITLE:
        yield Finding(
            "MOD-009", module.source.value_at("title"), {"length": len(title), "limit": LONGEST_TITLE}
        )
    for section in module.sections:
        if not section.has_text and section.source.keys:
            yield Finding("SEC-004", section.body.location, {"section": section.id})
    for name in dict.fromkeys(() if "sections" in module.unread else module.unlisted.values()):
        path = PurePosixPath(module.folder) / f"sections/{name}.md"
        yield Finding("SEC-002", Location(str(path)), {"name": path.name})
    if module.definition.answers == "report" and module.recorded:
        yield Finding("MOD-011", module.source.at("answers"))
