"""A measurement that learners take of themselves, once or at several moments."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from modulebouwer.model.components.base import REQUIRED, STABLE, ComponentModel, PartModel, Prose, Text
from modulebouwer.model.identifiers import Identifier

Anchors = Annotated[tuple[Text, ...], Field(min_length=2, max_length=7)]


class Statement(PartModel):
    """What the learner places on the scale."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="The statement, plain text.")
    anchors: Anchors | None = Field(
        default=None, description="What each point means for this statement; as many as the scale has."
    )


class Scale(ComponentModel):
    """Statements with anchored answers. A later moment names the earlier scale, and shows its answers beside."""

    script: ClassVar[str] = "scale"
    component: Literal["scale"] = "scale"
    id: Identifier = Field(description=STABLE)
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the statements.")
    moment: Text | None = Field(
        default=None, description="The name of this measuring moment.", examples=["Aan het begin"]
    )
    anchors: Anchors | None = Field(default=None, description="What each point means, lowest first.")
    statements: tuple[Statement, ...] = Field(default=(), max_length=20, description="The statements.")
    earlier: Identifier | None = Field(
        default=None, description="The scale whose statements and anchors are asked again here."
    )
    required: bool = Field(default=False, description=REQUIRED)
