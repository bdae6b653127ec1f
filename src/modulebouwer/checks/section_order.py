"""Sections in another order than their components need: one line in ``module.yaml`` is the cause of many findings."""

from __future__ import annotations

from collections.abc import Sequence

from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

# What is told of a component that stands before what it builds on.
TOO_EARLY = frozenset({"CMP-007", "CMP-034"})
# So many in one section that build on another one are no slip in a name.
FEWEST = 2


def in_order(module: LearningModule, found: Sequence[Finding]) -> list[Finding]:
    """``found`` with SEC-480 for what several components of a section say of one that comes later."""
    paths = {section.source.path: section.id for section in module.sections}
    sections = {one.id: section.id for section in module.sections for one in section.components if one.id}
    pairs: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        if one.code in TOO_EARLY:
            later = sections.get(str(one.values["id"]).partition(".")[0], "")
            before = paths.get(one.location.path, "")
            if later and before and later != before:
                pairs.setdefault((before, later), []).append(one)
    told, causes = set[int](), []
    for (before, later), group in pairs.items():
        if len(group) >= FEWEST:
            told |= {id(one) for one in group}
            names = " / ".join(f"‘{name}’" for name in dict.fromkeys(str(one.values["id"]) for one in group))
            place = module.source.at("sections", module.definition.sections.index(later))
            causes.append(Finding("SEC-480", place, {"section": later, "before": before, "names": names}))
    return [*(one for one in found if id(one) not in told), *causes]
