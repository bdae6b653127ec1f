"""A question to read with."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.model.fields import Prose, Text


class GuidingQuestion(ComponentModel):
    """A question to read with."""

    component: ClassVar[str] = "guiding-question"
    also_called: ClassVar[tuple[str, ...]] = ("kernvraag", "leidvraag", "hoofdvraag")
    question: Text = Field(description="The question, plain text.")
    note: Prose | None = Field(default=None, description="Something to think of, shown below the question.")
