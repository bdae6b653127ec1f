"""Who or what made a piece of the module, and who checked it."""

from __future__ import annotations

import datetime

from pydantic import Field

from modulebouwer.model.base import DefinitionModel
from modulebouwer.model.fields import Name, Text


class Provenance(DefinitionModel):
    """Where a text or a picture comes from. It counts as checked with a name and a day."""

    made_by: Text = Field(
        description="Who or what made it: a name, or a program such as a language model.",
        examples=["een taalmodel"],
    )
    checked_by: Name | None = Field(default=None, description="Who checked it.")
    checked_on: datetime.date | None = Field(
        default=None, description="The day on which it was checked, ISO 8601."
    )
