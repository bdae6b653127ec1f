"""A question to answer in a word or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from modulebouwer.components.component import PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction, Settings
from modulebouwer.components.shared.questions.model import QuestionModel, QuestionSettings
from modulebouwer.components.shared.questions.verdicts import contradictions
from modulebouwer.components.short_answer.fold import fold
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import NOT_READ, OnDemand, Text
from modulebouwer.model.source_map import KeyPath

# Most characters of what a learner types.
LONGEST = 100
# Several answers in one: "vragen / ik vraag", "vragen || ik vraag"; and "vraag*", "vraag(en)", ".*vraag.*", "/vraag/i".
BETWEEN = re.compile(r"\s+/\s*|\s*/\s+|\s*\|\|?\s*|\s*;\s+")
PATTERN = re.compile(
    r"\.[*+]|(?<=[^\W\d_]{2})\*|\*(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})\([^\W\d_]+\)|^/(?=\w.*/i?$)|\(\?[:i]"
)


class Mistake(PartModel):
    """Wrong answers that deserve an explanation of their own."""

    answers: Annotated[tuple[Text, ...], NOT_READ] = Field(
        min_length=1, max_length=20, description="What the learner may have typed."
    )
    feedback: OnDemand = Field(description="Why it is wrong.")


class ShortAnswerSettings(QuestionSettings):
    """``mistakes``: the texts of each mistake that has feedback of its own."""

    mistakes: tuple[tuple[str, ...], ...]


class ShortAnswer(QuestionModel):
    """A question to answer in a word or a number."""

    component: ClassVar[str] = "short-answer"
    also_called: ClassVar[tuple[str, ...]] = ("kort-antwoord", "invulvraag", "open-antwoord", "fill-in")
    settings: ClassVar[type[Settings]] = ShortAnswerSettings
    question: Text = Field(description="The question, plain text.")
    accepted: Annotated[tuple[Text, ...], NOT_READ] = Field(
        min_length=1,
        max_length=20,
        description="The right answers. Capitals, accents, spaces, marks around and an article before do not count.",
    )
    mistakes: tuple[Mistake, ...] = Field(
        default=(), max_length=10, description="Wrong answers with feedback."
    )

    def interaction(self) -> Interaction:
        return Interaction(self.id, self.question, "fill-in", LONGEST, right=self.accepted)

    def script_settings(self) -> ShortAnswerSettings:
        mistakes = tuple(mistake.answers for mistake in self.mistakes)
        return ShortAnswerSettings(tries=self.tries or 0, mistakes=mistakes)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """Accepted texts that come to the same, and mistakes that are accepted or already told of."""
        yield from super().check(placed, siblings)
        accepted: dict[str, str] = {}
        for number, text in enumerate(self.accepted):
            first = accepted.setdefault(fold(text), text)
            if first is not text:
                place = placed.source.value_at("accepted", number)
                yield Finding("CMP-019", place, {"text": text, "first": first})
        yield from self.read_as_one(placed)
        said = [
            (("mistakes", number, "feedback"), one.feedback, False)
            for number, one in enumerate(self.mistakes)
        ]
        yield from contradictions(placed, self.question, said)
        for number, mistake in enumerate(self.mistakes):
            for index, text in enumerate(mistake.answers):
                if fold(text) in accepted:
                    place = placed.source.value_at("mistakes", number, "answers", index)
                    yield Finding("CMP-020", place, {"text": text, "accepted": accepted[fold(text)]})

    def read_as_one(self, placed: PlacedComponent) -> Iterator[Finding]:
        """CMP-391 and CMP-392, at what other programs read as more answers than the one that it is here."""
        answers: list[tuple[KeyPath, str]] = [
            (("accepted", number), text) for number, text in enumerate(self.accepted)
        ]
        for number, mistake in enumerate(self.mistakes):
            answers += [(("mistakes", number, "answers", n), text) for n, text in enumerate(mistake.answers)]
        for way, text in answers:
            parts = [one for one in BETWEEN.split(text) if re.search(r"[^\W\d_]{2}", one)]
            if len(parts) > 1 and len(parts) == len(BETWEEN.split(text)):
                meant = ", ".join(f'"{one}"' if re.search(r"[,:#\[\]{}]", one) else one for one in parts)
                values = {"text": shortened(text), "meant": f"[{meant}]"}
                yield Finding("CMP-391", placed.source.value_at(*way), values)
            elif odd := PATTERN.search(text):
                values = {"text": shortened(text), "written": odd.group()}
                yield Finding("CMP-392", placed.source.value_at(*way), values)
                # One who writes answers so, writes them all so.
                return
