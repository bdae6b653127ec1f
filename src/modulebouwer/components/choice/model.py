"""A question with options, of which one is chosen, or several with `multiple: true`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PartModel, PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction, Response, Settings, ids_length
from modulebouwer.components.shared.questions.model import QuestionModel, QuestionSettings
from modulebouwer.components.shared.questions.verdicts import contradictions
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text
from modulebouwer.model.identifiers import Identifier

# What an author notes behind or before an answer, and the learner reads: "(juist)", "✓".
GIVEN_AWAY = re.compile(
    r"(?P<note>[(\[]\s*(?:(?:dit is )?(?:het |de )?(?:juiste?|goede?|correcte?|foute?|onjuiste?)(?: antwoord)?"
    r"|right|correct|wrong|incorrect)\s*[)\]])\s*[.!?]?\s*$|(?P<sign>^\s*[✓✔✅☑❌✗✘]|[✓✔✅☑❌✗✘]\s*$)",
    re.IGNORECASE,
)


NUMBERS = {
    "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "zwei": 2, "fünf": 5, "sechs": 6, "sieben": 7, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "sept": 7, "twa": 2, "trije": 3, "fjouwer": 4, "fiif": 5, "seis": 6, "sân": 7,
}  # fmt: skip
SEVERAL_NUMBERS = "|".join(["[2-7]", *(name for name, number in NUMBERS.items() if number > 1)])
# What says in a question how many answers are asked for.
SEVERAL = re.compile(
    rf"\b(?:(?:kies|kruis|vink|selecteer) er (?P<of_them>{'|'.join(NUMBERS)})\b"
    rf"|(?:choose|select|pick|tick) (?P<only>{'|'.join(NUMBERS)})(?= of\b|[.!?:;)]|$)"
    r"|meer(?:dere)? antwoorden(?: zijn)? (?:mogelijk|goed|juist)"
    r"|(?:kies|kruis|vink|selecteer|geef|noem) alle (?:juiste|goede) antwoorden|all that apply"
    rf"|several answers|(?:kies|kruis|selecteer|choose|select|welke) (?:de |er |the )?"
    rf"(?P<number>{'|'.join(NUMBERS)}) (?:juiste |goede |beste |right |correct |best )?"
    r"(?:antwoord(?:en)?|opties?|answers?|options?)"
    # "Welke twee vragen stelt u?"
    rf"|(?:welke|which|welchen?|quels|quelles|hokker|hokfoar) (?P<things>{SEVERAL_NUMBERS})(?= \w))\b",
    re.IGNORECASE,
)
# What an answer is told in that names several things by itself: "zeggen en vragen", "1 + 3".
TOGETHER = re.compile(r",|[+&/]|\b(?:en|én|and|und|et)\b", re.IGNORECASE)
# A letter before an answer, and an answer that is called by its letter: the page shows none.
LETTER = re.compile(r"^\s*\(?(?P<mark>[a-hA-H1-8])[.)]\s+(?=\S)")
BY_LETTER = re.compile(r"\b(?:[Aa]ntwoord|[Oo]ptie|[Aa]nswer|[Oo]ption)\s+(?P<letter>[A-H])\b")


class Option(PartModel):
    """A possible answer."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="The answer, plain text.")
    right: bool = Field(default=False, description="Whether it is a right answer.")
    feedback: OnDemand | None = Field(default=None, description="Why it is right, or why it is not.")


class ChoiceSettings(QuestionSettings):
    """``multiple``: several can be chosen."""

    multiple: bool


class Choice(QuestionModel):
    """A question with options, of which one is chosen, or several with `multiple: true`."""

    component: ClassVar[str] = "choice"
    also_called: ClassVar[tuple[str, ...]] = (
        "meerkeuze",
        "meerkeuzevraag",
        "multiple-choice",
        "quiz",
        "vraag",
        "question",
        "keuze",
        "toets",
    )
    settings: ClassVar[type[Settings]] = ChoiceSettings
    strangers: ClassVar[Mapping[str, str]] = {
        **QuestionModel.strangers,
        **dict.fromkeys(
            ("answer", "antwoord", "correct", "correct_answer", "right", "goed", "juist", "juiste_antwoord"),
            "CMP-043",
        ),
    }
    question: Text = Field(description="The question, plain text.")
    multiple: bool = Field(default=False, description="Several options can be right and chosen.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=8, description="The options, as shown.")

    @property
    def ways(self) -> int:
        return 0 if self.multiple else len(self.options)

    def interaction(self) -> Interaction:
        options = tuple(Response(option.id, option.text) for option in self.options)
        right = tuple(option.id for option in self.options if option.right)
        return Interaction(self.id, self.question, "choice", ids_length(options), options, right=right)

    def script_settings(self) -> ChoiceSettings:
        return ChoiceSettings(tries=self.tries or 0, multiple=self.multiple)

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        yield from super().check(placed, siblings)
        yield from self.right_options(placed)
        # Who chooses wrong learns most from why: by the option's own feedback or, failing that, the explanation.
        for number, option in enumerate(self.options):
            if not option.right and option.feedback is None and self.explanation is None:
                values = {"name": "feedback", "id": option.id}
                yield Finding("CMP-021", placed.source.at("options", number), values)

        yield from self.how_many(placed)
        yield from lettered(placed, self)
        yield from self.same_feedback(placed)
        said = [
            (("options", number, "feedback"), one.feedback, one.right)
            for number, one in enumerate(self.options)
        ]
        yield from contradictions(placed, self.question, said)
        for number, option in enumerate(self.options):
            if given := GIVEN_AWAY.search(option.text):
                values = {"id": option.id, "written": given.group().strip()}
                yield Finding("CMP-231", placed.source.value_at("options", number, "text"), values)

    def how_many(self, placed: PlacedComponent) -> Iterator[Finding]:
        """CMP-376: the question asks for several answers, or for another number than are right."""
        asked = SEVERAL.search(self.question)
        if asked is None:
            return
        right = sum(option.right for option in self.options)
        if right > 1 and not self.multiple:
            return  # CMP-011 says so
        if asked["things"] and all(TOGETHER.search(option.text) for option in self.options if option.right):
            return  # each option is such a pair
        wanted = next((NUMBERS.get(one.lower()) or int(one) for one in asked.groups() if one), 0)
        if (not self.multiple and wanted != 1) or (wanted and right not in (0, wanted)):
            values: dict[str, str | int] = {
                "written": asked.group(),
                "right": right,
                "multiple": str(self.multiple).lower(),
            }
            yield Finding("CMP-376", placed.source.value_at("question"), values)

    def same_feedback(self, placed: PlacedComponent) -> Iterator[Finding]:
        """CMP-204: one feedback for a right and a wrong answer tells nobody which of the two it is."""
        groups: dict[str, list[int]] = {}
        for number, option in enumerate(self.options):
            groups.setdefault(" ".join((option.feedback or "").split()), []).append(number)
        for said, numbers in groups.items():
            alike = [self.options[number] for number in numbers]
            if said and len({option.right for option in alike}) > 1:
                place = placed.source.value_at("options", numbers[0], "feedback")
                yield Finding("CMP-204", place, {"ids": ", ".join(option.id for option in alike)})

    def right_options(self, placed: PlacedComponent) -> Iterator[Finding]:
        right = [number for number, option in enumerate(self.options) if option.right]
        place = placed.source.at("options")
        if not right:
            yield Finding("CMP-010", place, {"id": self.id})
        elif len(right) > 1 and not self.multiple:
            second = placed.source.at("options", right[1], "right")
            wrong = "some" if len(right) < len(self.options) else "none"
            yield Finding("CMP-011", second, {"id": self.id, "count": len(right), "wrong": wrong})
        elif len(right) == len(self.options):
            yield Finding("CMP-012", place, {"id": self.id})


def lettered(placed: PlacedComponent, choice: Choice) -> Iterator[Finding]:
    """CMP-377, at the first text that gives an answer a letter or calls it by one."""
    marks = [LETTER.match(option.text) for option in choice.options]
    # "A. Jansen" and "1. Meer niet." alone are no row of letters.
    if marks[0] and marks[1] and ord(marks[1]["mark"]) == ord(marks[0]["mark"]) + 1:
        place = placed.source.value_at("options", 0, "text")
        yield Finding("CMP-377", place, {"written": marks[0].group().strip()})
        return
    shown = " ".join([choice.question, *(option.text for option in choice.options)])
    said = [(("options", number, "feedback"), one.feedback) for number, one in enumerate(choice.options)]
    for way, text in [*said, (("explanation",), choice.explanation), (("hint",), choice.hint)]:
        called = BY_LETTER.search(text or "")
        # "Option A" may be one of the two that the question is about.
        if called and not re.search(rf"\b{called['letter']}\b", shown):
            yield Finding("CMP-377", placed.source.value_at(*way), {"written": called.group()})
            return
