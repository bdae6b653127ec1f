"""Questions that have a right answer: a check for the learner, with feedback, and never a mark unless `graded`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from modulebouwer.model.components.base import REQUIRED, STABLE, ComponentModel, PartModel, Prose, Text
from modulebouwer.model.identifiers import Identifier


class QuestionModel(ComponentModel):
    """What all questions have."""

    script: ClassVar[str] = "questions"
    id: Identifier = Field(description=STABLE)
    hint: Prose | None = Field(default=None, description="Help on demand.")
    explanation: Prose | None = Field(
        default=None, description="Shown after every check, whether the answer is right or not."
    )
    graded: bool = Field(
        default=False, description="Counts for the score; asks for `pass_mark` in module.yaml."
    )
    tries: int | None = Field(default=None, ge=1, le=10, description="Most checks; without it no limit.")
    required: bool = Field(default=False, description=REQUIRED)


class Option(PartModel):
    """A possible answer."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="The answer, plain text.")
    right: bool = Field(default=False, description="Whether it is a right answer.")
    feedback: Prose | None = Field(default=None, description="Why it is right, or why it is not.")


class Choice(QuestionModel):
    """A question with options, of which one is chosen, or several with `multiple: true`."""

    component: Literal["choice"] = "choice"
    question: Text = Field(description="The question, plain text.")
    multiple: bool = Field(default=False, description="Several options can be right and chosen.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=8, description="The options, as shown.")


class TrueFalse(QuestionModel):
    """A statement that is right or wrong."""

    component: Literal["true-false"] = "true-false"
    statement: Text = Field(description="The statement, plain text.")
    answer: bool = Field(description="Whether the statement is right.")
    if_true: Prose | None = Field(default=None, description="Feedback to who says that it is right.")
    if_false: Prose | None = Field(default=None, description="Feedback to who says that it is wrong.")


class Step(PartModel):
    """Something that has a place in an order."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")
    feedback: Prose | None = Field(default=None, description="Why its place is not elsewhere.")


class Order(QuestionModel):
    """Items to put in order."""

    component: Literal["order"] = "order"
    question: Text = Field(description="The question, plain text.")
    items: tuple[Step, ...] = Field(
        min_length=3,
        max_length=8,
        description="The items in the right order; the learner meets them in another.",
    )


class Pair(PartModel):
    """Two things that belong together."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What is asked, plain text.")
    match: Text = Field(description="What belongs to it, plain text.")
    feedback: Prose | None = Field(default=None, description="Why they belong together.")


class Match(QuestionModel):
    """Things to bring together in pairs."""

    component: Literal["match"] = "match"
    question: Text = Field(description="The question, plain text.")
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=8, description="The pairs.")


class Category(PartModel):
    """A heading to sort under."""

    id: Identifier = Field(description=STABLE)
    title: Text = Field(description="What it is, plain text.")


class Sorted(PartModel):
    """Something to sort."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")
    category: Identifier = Field(description="The id of the category in which it belongs.")
    feedback: Prose | None = Field(default=None, description="Why it belongs there.")


class Categorise(QuestionModel):
    """Items to sort into categories."""

    component: Literal["categorise"] = "categorise"
    question: Text = Field(description="The question, plain text.")
    categories: tuple[Category, ...] = Field(min_length=2, max_length=5, description="The categories.")
    items: tuple[Sorted, ...] = Field(min_length=2, max_length=12, description="The items, as shown.")


class Mistake(PartModel):
    """Wrong answers that deserve an explanation of their own."""

    answers: tuple[Text, ...] = Field(
        min_length=1, max_length=20, description="What the learner may have typed."
    )
    feedback: Prose = Field(description="Why it is wrong.")


class ShortAnswer(QuestionModel):
    """A question to answer in a word or a number."""

    component: Literal["short-answer"] = "short-answer"
    question: Text = Field(description="The question, plain text.")
    accepted: tuple[Text, ...] = Field(
        min_length=1,
        max_length=20,
        description="The right answers. Capitals, accents, spaces and marks around them do not count.",
    )
    mistakes: tuple[Mistake, ...] = Field(
        default=(), max_length=10, description="Wrong answers with feedback."
    )


Question = Choice | TrueFalse | Order | Match | Categorise | ShortAnswer
