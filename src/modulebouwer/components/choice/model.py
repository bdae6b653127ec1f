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
# "Kies er twee", "Er zijn meer antwoorden goed".
ASKS_FOR_SEVERAL = re.compile(
    r"\b(?:kies|selecteer|vink|kruis|noem|geef|choose|select|pick|tick|name|mark)\s+(?:(?:er|de|het|the|any)\s+)?(?:beste\s+|juiste\s+|goede\s+)?"
    r"(?:twee|drie|vier|vijf|[2-5]|two|three|four|five)\b"
    r"|\b(?:meer(?:dere)?|several)\s+(?:antwoorden|opties|answers|options)\s+(?:kunnen|zijn|mogelijk|mogen|can|are|may)\b"
    r"|\bmore than one (?:answer|option)\b|\bkies (?:alle|alles) |\bselect all\b",
    re.IGNORECASE,
)
# An option that has several things in it may be the two that are asked for.
HAS_SEVERAL = re.compile(r"\b(?:en|and)\b|[,;&+/–-]", re.IGNORECASE)


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

    def same_feedback(self, placed: PlacedComponent) -> Iterator[Finding]:
        """CMP-204: one feedback for a right and a wrong answer tells nobody which of the two it is."""
        first: dict[str, Option] = {}
        for number, option in enumerate(self.options):
            said = " ".join((option.feedback or "").split())
            other = first.setdefault(said, option)
            if said and other.right != option.right:
                values = {"id": option.id, "other": other.id}
                yield Finding("CMP-204", placed.source.value_at("options", number, "feedback"), values)
                return

    def right_options(self, placed: PlacedComponent) -> Iterator[Finding]:
        right = [number for number, option in enumerate(self.options) if option.right]
        place = placed.source.at("options")
        if not right:
            yield Finding("CMP-010", place, {"id": self.id})
        elif len(right) > 1 and not self.multiple:
            second = placed.source.at("options", right[1], "right")
            yield Finding("CMP-011", second, {"id": self.id, "count": len(right)})
        elif len(right) == len(self.options):
            yield Finding("CMP-012", place, {"id": self.id})
        elif not self.multiple and (asked := self.asks_for_several()):
            offset = asked.start()
            yield Finding("CMP-390", placed.source.text_of("question").at(offset), {"asked": asked.group()})

    def asks_for_several(self) -> re.Match[str] | None:
        """What in the question asks for more than one option; None where an option may itself be several."""
        if all(HAS_SEVERAL.search(option.text) for option in self.options):
            return None
        return ASKS_FOR_SEVERAL.search(self.question)
