"""What a SCORM 1.2 manifest gives to the data model at launch (CAM 2.3.2.5.2; RTE 3.4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from modulebouwer.standards.scorm.contents import text

GIVEN = {
    "datafromlms": "cmi.launch_data",
    "masteryscore": "cmi.student_data.mastery_score",
    "maxtimeallowed": "cmi.student_data.max_time_allowed",
    "timelimitaction": "cmi.student_data.time_limit_action",
}


def given(item: etree._Element) -> Iterator[tuple[str, str]]:
    for name, element in GIVEN.items():
        yield element, text(item, f"{{*}}{name}")
