"""Components to read; nothing of them is recorded."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from modulebouwer.model.components.base import ComponentModel, MediaPath, PartModel, Prose, Text
from modulebouwer.model.identifiers import Identifier


class GuidingQuestion(ComponentModel):
    """A question to read with; nothing is recorded."""

    component: Literal["guiding-question"] = "guiding-question"
    question: Text = Field(description="The question, plain text.")
    note: Prose | None = Field(default=None, description="Something to think of, shown below the question.")


class Term(ComponentModel):
    """An entry of the glossary, shown on the spot where ``[word](term:id)`` stands."""

    component: Literal["term"] = "term"
    id: Identifier = Field(description="What links name: `[word](term:id)`.")
    term: Text = Field(description="The word as it stands in the glossary.")
    definition: Prose = Field(description="What the word means in this module.")


class Callout(ComponentModel):
    """A remark set apart from the running text."""

    component: Literal["callout"] = "callout"
    kind: Literal["note", "tip", "warning"] = Field(default="note", description="What sort of remark it is.")
    title: Text | None = Field(default=None, description="The heading, plain text.")
    text: Prose = Field(description="The remark.")


class Figure(ComponentModel):
    """A picture with its text alternative (WCAG 2.2, 1.1.1)."""

    component: Literal["figure"] = "figure"
    src: MediaPath = Field(description="A picture below media/.")
    alt: str = Field(
        max_length=500, description="What the picture tells; empty only with `decorative: true`."
    )
    decorative: bool = Field(
        default=False, description="The picture tells nothing; screen readers pass it by."
    )
    caption: Prose | None = Field(default=None, description="What stands below the picture.")


class Quote(ComponentModel):
    """Words of somebody else, with their source."""

    component: Literal["quote"] = "quote"
    text: Prose = Field(description="The words quoted.")
    source: Prose | None = Field(default=None, description="Who said it; may be a citation.")


class Panel(PartModel):
    """A part of an accordion or of tabs."""

    title: Text = Field(description="What stands on the part, plain text.")
    text: Prose = Field(description="What stands in it.")


class Accordion(ComponentModel):
    """Parts that a reader opens, for background that not everybody needs."""

    component: Literal["accordion"] = "accordion"
    items: tuple[Panel, ...] = Field(min_length=1, max_length=20, description="The parts, in order.")


class Tabs(ComponentModel):
    """Parts of which one shows at a time; without script and on paper they stand below each other."""

    script: ClassVar[str] = "tabs"
    component: Literal["tabs"] = "tabs"
    items: tuple[Panel, ...] = Field(min_length=2, max_length=6, description="The parts, in order.")


class Card(PartModel):
    """One of several that stand beside each other."""

    title: Text = Field(description="The heading, plain text.")
    label: Text | None = Field(default=None, description="A short line above the heading, plain text.")
    text: Prose = Field(description="What the card says.")


class Cards(ComponentModel):
    """Things of one kind, side by side where there is room."""

    component: Literal["cards"] = "cards"
    items: tuple[Card, ...] = Field(min_length=2, max_length=12, description="The cards, in order.")


class Event(PartModel):
    """A moment on a timeline."""

    date: Text = Field(description="When, in words: a year, a day, a period.")
    title: Text = Field(description="What happened, plain text.")
    text: Prose | None = Field(default=None, description="More about it.")


class Timeline(ComponentModel):
    """Events in the order of time."""

    component: Literal["timeline"] = "timeline"
    items: tuple[Event, ...] = Field(min_length=2, max_length=20, description="The events, earliest first.")
