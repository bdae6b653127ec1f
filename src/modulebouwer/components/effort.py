"""What a component asks of a learner besides reading, counted; study_load.py makes minutes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from modulebouwer.components.recorded import Interaction

# Learners fill about half of a field (samenwerken_regio, answered by a school leader: 0.49), and stop at a page.
FILLED, PAGE = 0.5, 1500
# Characters of a word with its space, in the same answers.
PER_WORD = 5.7
WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Effort:
    """``fields`` to think about and ``words`` to write in them; ``questions`` to answer; ``marks`` to set.

    A mark is a quick choice: a statement on a scale, an item to place. ``spoken``: words to listen to.
    """

    fields: int = 0
    words: float = 0
    questions: int = 0
    marks: int = 0
    spoken: int = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.fields + other.fields,
            self.words + other.words,
            self.questions + other.questions,
            self.marks + other.marks,
            self.spoken + other.spoken,
        )

    @classmethod
    def of(cls, interactions: Iterable[Interaction]) -> Effort:
        """What answering ``interactions`` asks."""
        return sum((answering(one) for one in interactions), cls())

    @classmethod
    def listening(cls, transcript: str) -> Effort:
        """Sound or film, by the words that are said in it."""
        return cls(spoken=len(WORD.findall(transcript)))


def answering(interaction: Interaction) -> Effort:
    if interaction.type == "long-fill-in":
        return Effort(fields=1, words=expected_words(interaction.max_length))
    if interaction.type == "likert":
        return Effort(marks=1)
    placed = interaction.type in ("matching", "sequencing")
    return Effort(questions=1, marks=len(interaction.options) if placed else 0)


def expected_words(characters: int, filled: float = FILLED) -> float:
    """Words that a learner writes where ``characters`` are offered."""
    return min(characters * filled, PAGE) / PER_WORD
