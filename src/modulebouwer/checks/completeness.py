"""Whether a module is whole: text in every section, times that add up, a title that every LMS can hold."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.checks.texts import has_text, whole
from modulebouwer.findings import Finding
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.model.module import LearningModule

# Between the sections' minutes and the study load: time for work outside the module is normal, a third is not noticed.
USUAL_DIFFERENCE = 0.33


def completeness(module: LearningModule) -> Iterator[Finding]:
    title = module.definition.title
    if len(title) > LONGEST_TITLE:
        yield Finding(
            "MOD-009", module.source.value_at("title"), {"length": len(title), "limit": LONGEST_TITLE}
        )
    for section in module.sections:
        if not has_text(section) and section.source.keys:
            yield Finding("SEC-004", section.body.location, {"section": section.id})
    if whole(module):
        yield from study_load(module)
    if module.definition.answers == "report" and module.recorded:
        yield Finding("MOD-011", module.source.at("answers"))


def study_load(module: LearningModule) -> Iterator[Finding]:
    minutes = sum(section.head.minutes for section in module.sections)
    load = module.definition.study_load
    if abs(minutes - load) > USUAL_DIFFERENCE * load:
        yield Finding("SEC-005", module.source.at("study_load"), {"minutes": minutes, "load": load})
