"""What a designer writes as a colon fence with YAML in it: one class a kind, one template of the same name."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from modulebouwer.model.components.base import NOT_EMPTY, ComponentModel, MediaPath, Prose, Text, prose_ways
from modulebouwer.model.components.media import Audio, Download, Embed, Video
from modulebouwer.model.components.questions import (
    Categorise,
    Choice,
    Match,
    Order,
    Question,
    ShortAnswer,
    TrueFalse,
)
from modulebouwer.model.components.reading import (
    Accordion,
    Callout,
    Cards,
    Figure,
    GuidingQuestion,
    Quote,
    Tabs,
    Term,
    Timeline,
)
from modulebouwer.model.components.scale import Scale
from modulebouwer.model.components.work import Case, Checklist, Plan, StakeholderMap
from modulebouwer.model.components.writing import Cycle, Reflection

__all__ = [
    "COMPONENTS",
    "NOT_EMPTY",
    "Accordion",
    "Audio",
    "Callout",
    "Cards",
    "Case",
    "Categorise",
    "Checklist",
    "Choice",
    "Component",
    "ComponentModel",
    "Cycle",
    "Download",
    "Embed",
    "Figure",
    "GuidingQuestion",
    "Match",
    "MediaPath",
    "Order",
    "Plan",
    "Prose",
    "Question",
    "Quote",
    "Reflection",
    "Scale",
    "ShortAnswer",
    "StakeholderMap",
    "Tabs",
    "Term",
    "Text",
    "Timeline",
    "TrueFalse",
    "Video",
    "prose_ways",
]

Component = Annotated[
    Reflection
    | Cycle
    | Scale
    | Choice
    | TrueFalse
    | Order
    | Match
    | Categorise
    | ShortAnswer
    | Case
    | StakeholderMap
    | Plan
    | Checklist
    | GuidingQuestion
    | Term
    | Callout
    | Figure
    | Quote
    | Accordion
    | Tabs
    | Cards
    | Timeline
    | Audio
    | Video
    | Download
    | Embed,
    Field(discriminator="component"),
]

COMPONENTS: dict[str, type[ComponentModel]] = {
    kind.model_fields["component"].default: kind for kind in get_args(get_args(Component)[0])
}
