"""Components with which the learner works something out: a case, a map of stakeholders, a plan, a checklist."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from modulebouwer.model.components.base import REQUIRED, STABLE, ComponentModel, PartModel, Prose, Text
from modulebouwer.model.identifiers import Identifier


class Way(PartModel):
    """Something to do in a case, and what comes of it."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What one would do, plain text.")
    consequence: Prose = Field(description="What comes of it.")


class Case(ComponentModel):
    """A situation to think with; with `choices` the learner chooses, sees what comes of it, and may come back."""

    script: ClassVar[str] = "choices"
    component: Literal["case"] = "case"
    id: Identifier = Field(description="Stable for ever, and not used for anything else in the module.")
    title: Text = Field(description="The heading, plain text.")
    fictional: bool = Field(default=True, description="Says in the label that the case was made up.")
    text: Prose = Field(description="What happened.")
    question: Text | None = Field(default=None, description="What there is to decide, plain text.")
    choices: tuple[Way, ...] = Field(default=(), max_length=5, description="What one could do.")
    required: bool = Field(default=False, description=REQUIRED)


class RowsModel(ComponentModel):
    """What components have in which the learner fills rows."""

    script: ClassVar[str] = "rows"
    id: Identifier = Field(description=STABLE)
    prompt: Text = Field(description="What to fill in, plain text.")
    hint: Prose | None = Field(default=None, description="Help on demand.")
    required: bool = Field(default=False, description=REQUIRED)


class StakeholderMap(RowsModel):
    """Stakeholders with their role, interest and influence, and how to approach them; drawn as a map."""

    component: Literal["stakeholder-map"] = "stakeholder-map"
    min_rows: int = Field(default=8, ge=1, le=22, description="Fewest rows that make the map done.")
    max_rows: int = Field(default=22, ge=1, le=30, description="Most rows.")
    suggestions: tuple[Text, ...] = Field(
        default=(), max_length=40, description="Roles that the first column offers while typing."
    )


class Plan(RowsModel):
    """Actions with a partner, a first step, a date, a sign of success and a rule to stop."""

    component: Literal["plan"] = "plan"
    min_rows: int = Field(default=1, ge=1, le=10, description="Fewest rows that make the plan done.")
    max_rows: int = Field(default=5, ge=1, le=10, description="Most rows.")


class Item(PartModel):
    """Something to tick off."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")


class Checklist(ComponentModel):
    """Items to tick off; done when all are."""

    script: ClassVar[str] = "choices"
    component: Literal["checklist"] = "checklist"
    id: Identifier = Field(description=STABLE)
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the items.")
    items: tuple[Item, ...] = Field(min_length=1, max_length=20, description="The items, in order.")
    required: bool = Field(default=False, description=REQUIRED)
