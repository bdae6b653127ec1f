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
from modulebouwer.components.short_answer.fold import fold, forms
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import NOT_READ, OnDemand, Text
from modulebouwer.model.identifiers import UNSEEN
from modulebouwer.model.source_map import KeyPath

# Most characters of what a learner types.
LONGEST = 100
# Several answers in one: "vragen / ik vraag", "vragen || ik vraag"; and "vraag*", "vraag(en)", ".*vraag.*", "/vraag/i".
BETWEEN = re.compile(r"\s+/\s*|\s*/\s+|\s*\|\|?\s*|\s*;\s+")
PATTERN = re.compile(
    r"\.[*+]|(?<=[^\W\d_]{2})\*|\*(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})\([^\W\d_]+\)|^/(?=\w.*/i?$)|\(\?[:i]"
)
# An answer of words alone, as the parts of a list are.
WORDS = re.compile(r"(?!(?:en|of|and|or)\b)[a-zà-ÿ][\w’'-]*(?: [\w’'-]+)*")
# A question to which the answer is a list.
ASKS_FOR_MORE = re.compile(
    r"\b(?:welke|noem|geef|som|vul|maak|zet|wie|drie\w*|twee\w*|vier\w*|vijf\w*|zes|zeven|acht|alle|beide|woorden|rij\w*"
    r"|volgorde|leus|leuze|spreekwoord|gezegde|zin|citaat|which|name|list|complete|fill|put|who|two|three|four|five|six"
    r"|all|both|words|order|proverb|saying|sentence|quote|motto)\b|\d|…|\.\.\.|_{2,}|:\s*$",
    re.IGNORECASE,
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
    typed: ClassVar[tuple[str, ...]] = ("accepted", "answers")
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
        yield from self.read_as_one(placed, siblings.language)
        yield from self.unseen(placed)
        said = [
            (("mistakes", number, "feedback"), one.feedback, False)
            for number, one in enumerate(self.mistakes)
        ]
        yield from contradictions(placed, self.question, said)
        right = {form: text for text in reversed(self.accepted) for form in forms(text, siblings.language)}
        for way, text in self.answers():
            same = sorted(forms(text, siblings.language) & right.keys()) if way[0] == "mistakes" else ()
            if same:
                values = {"text": text, "accepted": right[same[0]]}
                yield Finding("CMP-020", placed.source.value_at(*way), values)

    def answers(self) -> Iterator[tuple[KeyPath, str]]:
        """Every text that what a learner types is held against, with the way to it."""
        yield from ((("accepted", number), text) for number, text in enumerate(self.accepted))
        for number, mistake in enumerate(self.mistakes):
            yield from ((("mistakes", number, "answers", n), text) for n, text in enumerate(mistake.answers))

    def unseen(self, placed: PlacedComponent) -> Iterator[Finding]:
        """CMP-430, at an answer with a sign in it that nobody sees, such as the soft hyphen of a word processor."""
        for way, text in self.answers():
            if sign := UNSEEN.search(text):
                plain = shortened(UNSEEN.sub("", text))
                values = {"text": plain, "character": f"U+{ord(sign.group()):04X}"}
                yield Finding("CMP-430", placed.source.value_at(*way), values)

    def read_as_one(self, placed: PlacedComponent, language: str) -> Iterator[Finding]:
        """CMP-391 and CMP-392, at what other programs read as more answers than the one that it is here."""
        for way, text in self.answers():
            parts = [one for one in BETWEEN.split(text) if re.search(r"[^\W\d_]{2}", one)]
            if len(parts) < len(BETWEEN.split(text)) or len(parts) == 1:
                parts = self.with_commas(text, language)
            if parts:
                meant = ", ".join(f'"{one}"' if re.search(r"[,:#\[\]{}]", one) else one for one in parts)
                values = {"text": shortened(text), "meant": f"[{meant}]"}
                yield Finding("CMP-391", placed.source.value_at(*way), values)
            elif odd := PATTERN.search(text):
                values = {"text": shortened(text), "written": odd.group()}
                yield Finding("CMP-392", placed.source.value_at(*way), values)
                # One who writes answers so, writes them all so.
                return

    def with_commas(self, text: str, language: str) -> list[str]:
        """The answers of a text that is a list of them; none for one answer that has commas in it.

        A list says one thing twice, or has a few words in each part where one thing is asked for.
        """
        parts = [one.strip() for one in text.split(",")]
        if len(parts) == 1 or not all(WORDS.fullmatch(one) for one in parts):
            return []
        said = [form for one in parts for form in forms(one, language)]
        others = {form for one in self.accepted if one != text for form in forms(one, language)}
        if len(said) > len(set(said)) or others & set(said):
            return parts
        longest = 1 if len(parts) == 2 else 3
        few = all(len(one.split()) <= longest for one in parts)
        return parts if few and not ASKS_FOR_MORE.search(self.question) else []
