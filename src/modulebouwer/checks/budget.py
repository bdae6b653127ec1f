"""What the learner's answers can hold against what a standard promises to keep.

The limits and the gain of compression were measured on Dutch prose in real systems; base64 of deflate needs 1 character
for 1.6 of text on average. The bookkeeping beside the answers (format mark, checksum, ids, times, visited sections) is
counted as the player writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modulebouwer.model.components import Reflection

# Characters of text that fit in one character of the compressed record, for short Dutch prose.
EXPECTED_GAIN = 1.6

# Format mark, revision, length, checksum, version, location, finish time.
RECORD_OVERHEAD = 120
# Quotes, id, time (13 digits) and punctuation of one answer.
ANSWER_OVERHEAD = 24
# Quotes and comma of one visited section's id.
SECTION_OVERHEAD = 3


@dataclass(frozen=True)
class Budget:
    """``answers`` prompts of at most ``characters`` together; ``worst`` and ``expected`` sizes of the saved record.

    ``fits``: every prompt can be filled to its ``max_length`` with ordinary Dutch. ``guaranteed``: with any text.
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


def budget(reflections: Sequence[Reflection], sections: Sequence[str], limit: int) -> Budget:
    """The budget of ``reflections`` in reading order against ``limit`` characters of saved state."""
    overhead = RECORD_OVERHEAD + sum(len(section) + SECTION_OVERHEAD for section in sections)
    characters, expected, breaking = 0, overhead / EXPECTED_GAIN, None
    worst = overhead
    for number, reflection in enumerate(reflections):
        own = len(reflection.id) + ANSWER_OVERHEAD
        characters += reflection.max_length
        worst += own + reflection.max_length
        expected += (own + reflection.max_length) / EXPECTED_GAIN
        if expected > limit and breaking is None:
            breaking = number
    return Budget(len(reflections), characters, worst, round(expected), limit, breaking)
