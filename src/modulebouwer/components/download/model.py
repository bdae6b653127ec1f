"""A file to take along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, Siblings
from modulebouwer.model.fields import AnyFile, Prose, Text


class Download(ComponentModel):
    """A file inside the package that the learner may take along."""

    component: ClassVar[str] = "download"
    also_called: ClassVar[tuple[str, ...]] = ("bijlage", "bestand", "file", "attachment", "pdf")
    src: AnyFile = Field(description="A file below media/.")
    title: Text = Field(description="What the file is, plain text.")
    description: Prose | None = Field(default=None, description="What it is good for.")

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        size = len(page.packed(self.src))
        extension = PurePosixPath(self.src).suffix.removeprefix(".").upper()
        return {"file": {"type": extension, "size": page.size_in_words(size)}}
