"""A file of ``translations/<language>/``: texts of one file of the source in another language."""

from __future__ import annotations

from pydantic import Field

from modulebouwer.model.base import DefinitionModel
from modulebouwer.model.fields import Prose, Text


class Unit(DefinitionModel):
    """A text and its translation."""

    at: str = Field(
        description="What the text is in its file, for who translates: a field's name, or `text`."
    )
    source: Prose = Field(description="The text as it was when it was translated.")
    text: Prose = Field(description="The translation, with the same links, citations and other marks.")
    made_by: Text | None = Field(
        default=None,
        description="The machine that made this draft. Take it out once a person has confirmed the text.",
    )


class Translation(DefinitionModel):
    """The translations of a file's texts, in the order of the file."""

    units: tuple[Unit, ...] = Field(default=(), description="The texts that are translated.")
