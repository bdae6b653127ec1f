"""Components in which the learner writes a text for themselves."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from modulebouwer.model.components.base import REQUIRED, STABLE, ComponentModel, PartModel, Prose, Text
from modulebouwer.model.identifiers import Identifier


class Reflection(ComponentModel):
    """A question that the learner answers in writing, for themselves."""

    component: Literal["reflection"] = "reflection"
    id: Identifier = Field(description=STABLE)
    prompt: Text = Field(description="The question, plain text.")
    hint: Prose | None = Field(default=None, description="Help on demand.")
    max_length: int = Field(default=1000, ge=50, le=20_000, description="Most characters of an answer.")
    required: bool = Field(default=False, description=REQUIRED)
    builds_on: tuple[Identifier, ...] = Field(
        default=(), description="Earlier reflections whose answers are shown above the field."
    )


class Phase(PartModel):
    """A step of a cycle: a question with a field of its own."""

    id: Identifier = Field(description=STABLE)
    prompt: Text = Field(description="The question, plain text.")
    hint: Prose | None = Field(default=None, description="Help on demand.")
    max_length: int = Field(default=1000, ge=50, le=20_000, description="Most characters of an answer.")


class Cycle(ComponentModel):
    """Several fields that make one reflection; each is kept by itself."""

    component: Literal["cycle"] = "cycle"
    id: Identifier = Field(description=STABLE)
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the first step.")
    phases: tuple[Phase, ...] = Field(min_length=2, max_length=8, description="The steps, in order.")
    required: bool = Field(default=False, description=REQUIRED)
