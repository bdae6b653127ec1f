"""The sections that stand under another id: it is the name of a file, which one may change without a thought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from modulebouwer.diff.release import Section


def renamed_sections(old: Sequence[Section], new: Sequence[Section]) -> dict[str, str]:
    """Old id → new id of what went and what came with one title, else one text, that no other shares."""
    before, after = {section.id for section in old}, {section.id for section in new}
    found: dict[str, str] = {}
    for alike in (titled_alike, worded_alike):
        gone = [section for section in old if section.id not in after | {*found}]
        came = [section for section in new if section.id not in before | {*found.values()}]
        pairs = [(one.id, other.id) for one in gone for other in came if alike(one, other)]
        often = Counter(id for pair in pairs for id in pair)
        found |= {one: other for one, other in pairs if often[one] == often[other] == 1}
    return found


def titled_alike(one: Section, other: Section) -> bool:
    return one.title == other.title


def worded_alike(one: Section, other: Section) -> bool:
    """Whether more than half of the longer stands in both."""
    shared = (Counter(one.blocks) & Counter(other.blocks)).total()
    return 2 * shared > max(len(one.blocks), len(other.blocks))
