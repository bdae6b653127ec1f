"""Words of somebody else."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.model.fields import Prose


class Quote(ComponentModel):
    """Words of somebody else, with their source."""

    component: ClassVar[str] = "quote"
    also_called: ClassVar[tuple[str, ...]] = ("citaat", "blockquote")
    text: Prose = Field(description="The words quoted.")
    source: Prose | None = Field(default=None, description="Who said it; may be a citation.")
