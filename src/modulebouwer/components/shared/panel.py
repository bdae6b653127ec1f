"""A part with a title of its own."""

from __future__ import annotations

from pydantic import Field

from modulebouwer.components.component import PartModel
from modulebouwer.model.fields import Prose, Text


class Panel(PartModel):
    """A part of an accordion or of tabs."""

    title: Text = Field(description="What stands on the part, plain text.")
    text: Prose = Field(description="What stands in it.")
