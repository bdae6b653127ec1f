"""A remark set apart."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from modulebouwer.components.component import ComponentModel
from modulebouwer.model.fields import Prose, Text


class Callout(ComponentModel):
    """A remark set apart from the running text."""

    component: ClassVar[str] = "callout"
    also_called: ClassVar[tuple[str, ...]] = (
        "kader",
        "tip",
        "let-op",
        "note",
        "info",
        "waarschuwing",
        "warning",
        "box",
        "admonition",
        "opmerking",
    )
    kind: Literal["note", "tip", "warning"] = Field(default="note", description="What sort of remark it is.")
    title: Text | None = Field(default=None, description="The heading, plain text.")
    text: Prose = Field(description="The remark.")
