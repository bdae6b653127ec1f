"""An entry of the glossary."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.model.fields import Prose, Text
from modulebouwer.model.identifiers import Identifier


class Term(ComponentModel):
    """An entry of the glossary, shown on the spot where ``[word](term:id)`` stands."""

    component: ClassVar[str] = "term"
    also_called: ClassVar[tuple[str, ...]] = ("begrip", "definitie", "definition", "glossary", "woord")
    id: Identifier = Field(description="What links name: `[word](term:id)`.")
    term: Text = Field(description="The word as it stands in the glossary.")
    definition: Prose = Field(description="What the word means in this module.")

    def glossary_entry(self) -> str:
        return self.term
