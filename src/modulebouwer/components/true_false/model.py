"""A statement that is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent, Siblings
from modulebouwer.components.recorded import Interaction
from modulebouwer.components.shared.questions.model import QuestionModel
from modulebouwer.components.shared.questions.verdicts import contradictions, of_the_answer
from modulebouwer.findings import Finding
from modulebouwer.model.fields import OnDemand, Text

# Most characters of a value: `99!false`.
LONGEST = 8


class TrueFalse(QuestionModel):
    """A statement that is right or wrong."""

    component: ClassVar[str] = "true-false"
    also_called: ClassVar[tuple[str, ...]] = (
        "waar-onwaar",
        "stelling",
        "juist-onjuist",
        "goed-fout",
        "truefalse",
    )
    statement: Text = Field(description="The statement, plain text.")
    answer: bool = Field(description="Whether the statement is right.")
    if_true: OnDemand | None = Field(default=None, description="Feedback to who says that it is right.")
    if_false: OnDemand | None = Field(default=None, description="Feedback to who says that it is wrong.")

    @property
    def ways(self) -> int:
        return 2

    def interaction(self) -> Interaction:
        right = "true" if self.answer else "false"
        return Interaction(self.id, self.statement, "true-false", LONGEST, right=(right,))

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        yield from super().check(placed, siblings)
        said = [(("if_true",), self.if_true, self.answer)]
        # What is said to the others, "Onjuist: …", may be said of the statement too.
        if of_the_answer(self.if_false):
            said.append((("if_false",), self.if_false, not self.answer))
        yield from contradictions(placed, "", said)
        # Who chooses wrong learns most from why: by the feedback or, failing that, the explanation.
        wrong = "false" if self.answer else "true"
        if self.explanation is None and getattr(self, f"if_{wrong}") is None:
            yield Finding("CMP-021", placed.source.at("answer"), {"name": f"if_{wrong}", "id": wrong})
