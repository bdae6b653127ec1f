"""Where an author mends what a new version does: the place in the source of a finding about a package."""

from __future__ import annotations

from dataclasses import replace

from modulebouwer.findings import Finding, Location
from modulebouwer.model.module import LearningModule

VERSIONS = ("UPD-006", "UPD-230")


def at_source(finding: Finding, module: LearningModule) -> Finding:
    """``finding`` at the version, section or question that it is about; as it is when the source does not tell."""
    place = place_of(finding, module)
    return replace(finding, location=place) if place else finding


def place_of(finding: Finding, module: LearningModule) -> Location | None:
    if finding.code in VERSIONS:
        return module.source.value_at("version")
    after, sections = finding.values.get("after"), module.definition.sections
    if finding.code == "UPD-231" and after in sections:
        return module.source.value_at("sections", sections.index(str(after)))
    return place_of_question(str(finding.values.get("id", "")), str(finding.values.get("prompt", "")), module)


def place_of_question(identifier: str, prompt: str, module: LearningModule) -> Location | None:
    """The id of a question; of one with the same text when that one is no longer there."""
    texts = {one.id: [said.prompt for said in one.interactions] for one in module.recorded}
    alike: Location | None = None
    for component in module.components:
        if component.id is None or component.id not in texts:
            continue
        place = component.source.value_at("id")
        if component.id == identifier.partition(".")[0]:
            return place
        if prompt in texts[component.id]:
            alike = place
    return alike
