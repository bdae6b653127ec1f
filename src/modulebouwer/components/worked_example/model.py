"""A problem that somebody solves before the reader's eyes, step by step."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PartModel
from modulebouwer.model.fields import Prose, Text


class WorkedStep(PartModel):
    """A step of the worked example."""

    title: Text = Field(description="What is done in this step, plain text.")
    ask: Text | None = Field(
        default=None, description="What the reader thinks of first, before the step is shown; plain text."
    )
    text: Prose = Field(description="How it is done, and why so.")


class WorkedExample(ComponentModel):
    """A problem solved step by step: the reader thinks first, and then sees how it is done."""

    component: ClassVar[str] = "worked-example"
    also_called: ClassVar[tuple[str, ...]] = (
        "uitgewerkt-voorbeeld",
        "voorbeelduitwerking",
        "voorbeeld",
        "example",
        "walkthrough",
    )
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="The problem that it begins with.")
    steps: tuple[WorkedStep, ...] = Field(min_length=2, max_length=10, description="The steps, in order.")
