"""What a SCORM 2004 manifest gives to the data model at launch (CAM 3.4.1 and 5.1; RTE 4.2.6, 4.2.15, 4.2.21)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from modulebouwer.standards.scorm.contents import text

OBJECTIVE = "{*}sequencing/{*}objectives/{*}primaryObjective"


def given(item: etree._Element) -> Iterator[tuple[str, str]]:
    yield "cmi.launch_data", text(item, "{*}dataFromLMS")
    yield "cmi.time_limit_action", text(item, "{*}timeLimitAction")
    limits = item.find("{*}sequencing/{*}limitConditions")
    if limits is not None:
        yield "cmi.max_time_allowed", limits.get("attemptAbsoluteDurationLimit", "")
    objective = item.find(OBJECTIVE)
    if objective is not None and objective.get("satisfiedByMeasure") == "true":
        # Sequencing definition 3.10.2: 1.0 where nothing is said.
        yield "cmi.scaled_passing_score", text(objective, "{*}minNormalizedMeasure") or "1.0"
    threshold = item.find("{*}completionThreshold")
    if threshold is not None:
        # 4th Edition: an attribute, in force with completedByMeasure; 3rd: the text.
        by_measure = threshold.get("completedByMeasure") == "true"
        stated = (
            threshold.get("minProgressMeasure", "1.0")
            if by_measure
            else " ".join((threshold.text or "").split())
        )
        yield "cmi.completion_threshold", stated
