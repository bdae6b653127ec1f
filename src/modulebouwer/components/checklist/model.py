"""Items to tick off."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from modulebouwer.components.component import STABLE, PartModel, RecordingModel, Siblings
from modulebouwer.components.recorded import Interaction, Recorded, Response, Settings, ids_length
from modulebouwer.model.fields import Prose, Text
from modulebouwer.model.identifiers import Identifier


class Item(PartModel):
    """Something to tick off."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="What it is, plain text.")


class ChecklistSettings(Settings):
    """``items``: the ids of all that can be ticked."""

    items: tuple[str, ...]


class Checklist(RecordingModel):
    """Items to tick off; done when all are."""

    component: ClassVar[str] = "checklist"
    also_called: ClassVar[tuple[str, ...]] = ("afvinklijst", "checklijst")
    families: ClassVar[tuple[str, ...]] = ("picks",)
    settings: ClassVar[type[Settings]] = ChecklistSettings
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the items.")
    items: tuple[Item, ...] = Field(min_length=1, max_length=20, description="The items, in order.")

    def recorded(self, siblings: Siblings) -> Recorded:  # noqa: ARG002
        items = tuple(Response(item.id, item.text) for item in self.items)
        ticked = Interaction(self.id, self.title, "choice", ids_length(items), items)
        return Recorded(self.title, (ticked,), ChecklistSettings(items=tuple(item.id for item in self.items)))
