"""What the learner's answers can hold against what a standard promises to keep.

Short Dutch prose, deflated and in base64, takes one character of the record for each 1.6 of text. What stands beside
the answers (checksum, ids, times, visited sections) is counted as the player writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from modulebouwer.components.recorded import Interaction
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

EXPECTED_GAIN = 1.6
# What the roomiest standard with a limit keeps, for who could choose that instead (held by a test).
ROOMIER = 60_000

# As player/codec.ts writes it: ``MB1|revision|length|crc|codec|`` and ``|.``, a revision up to 99,999.
HEADER = 30
# ``["1.0.0","location",[...],1764000000000]`` with a location of 20 characters.
PLACE = 54
# A visited section's id has quotes and a comma.
PER_SECTION = 3
# ``["id",1764000000000,"text"]~`` around an answer.
PER_ANSWER = 22


@dataclass(frozen=True)
class Budget:
    """``answers`` prompts of at most ``characters`` together; ``worst`` and ``expected`` sizes of the saved record.

    ``fits``: every prompt can be filled to its ``max_length`` with ordinary Dutch. ``guaranteed``: with any ASCII.
    ``breaking`` is the index of the first prompt that does not fit, or None.
    """

    answers: int
    characters: int
    worst: int
    expected: int
    limit: int
    breaking: int | None

    @property
    def fits(self) -> bool:
        return self.expected <= self.limit

    @property
    def guaranteed(self) -> bool:
        return self.worst <= self.limit


def budget(interactions: Sequence[Interaction], sections: Sequence[str], limit: int) -> Budget:
    """The budget of ``interactions`` in reading order, with these section ids, against ``limit`` characters."""
    overhead = HEADER + PLACE + sum(len(section) + PER_SECTION for section in sections)
    characters, worst, expected, breaking = 0, overhead, overhead / EXPECTED_GAIN, None
    for number, interaction in enumerate(interactions):
        own = len(interaction.id) + PER_ANSWER + interaction.max_length
        characters += interaction.max_length
        worst += own
        expected += own / EXPECTED_GAIN
        if expected > limit and breaking is None:
            breaking = number
    return Budget(len(interactions), characters, worst, ceil(expected), limit, breaking)


def answer_budgets(module: LearningModule, limits: Mapping[str, int]) -> Iterator[Finding]:
    """The first prompt for which a standard has no room, when all before it are answered at full length."""
    if module.definition.answers == "device":
        return
    interactions = [i for component in module.recorded for i in component.interactions]
    sections = [section.id for section in module.sections]
    places = {c.id: c for c in module.components}
    for standard, limit in limits.items():
        result = budget(interactions, sections, limit)
        if result.breaking is not None:
            breaking = interactions[result.breaking].id
            longest = max(interactions[: result.breaking + 1], key=lambda one: one.max_length)
            # One that takes more than half of the room is why there is none for the others.
            alone = longest.max_length / EXPECTED_GAIN > limit / 2
            component = places[(longest.id if alone else breaking).split(".")[0]]
            values: dict[str, str | int] = {
                "id": breaking,
                "standard": standard,
                "answers": result.answers,
                "characters": result.characters,
                "expected": result.expected,
                "limit": limit,
                "longest": longest.id,
                "most": longest.max_length,
                "roomier": "yes" if limit < ROOMIER and result.expected <= ROOMIER else "no",
            }
            yield Finding("BUD-001", component.source.value_at("max_length"), values)
