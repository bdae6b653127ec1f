"""A film with captions and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar
from urllib.parse import quote

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, Siblings
from modulebouwer.components.effort import Effort
from modulebouwer.components.video.film_size import film_size
from modulebouwer.model.fields import NOT_READ, Captions, Film, Picture, Prose, Text
from modulebouwer.model.form import Missing


class Video(ComponentModel):
    """A film with captions and its words (WCAG 2.2, 1.2.2 and 1.2.3)."""

    component: ClassVar[str] = "video"
    also_called: ClassVar[tuple[str, ...]] = ("film", "filmpje", "movie")
    src: Film = Field(description="A film below media/: .mp4 or .webm.")
    title: Text = Field(description="What one sees, plain text.")
    captions: Annotated[Captions, Missing("A11Y-009")] = Field(
        description="The captions below media/, in the language of the module: .vtt. They become part of the page, so "
        "that they also show when it is opened from a folder."
    )
    transcript: Annotated[Prose, Missing("A11Y-008"), NOT_READ] = Field(
        description="Everything that is said, and what is seen that matters."
    )
    poster: Picture | None = Field(default=None, description="A picture to show before the film plays.")

    def effort(self, siblings: Siblings) -> Effort:  # noqa: ARG002
        return Effort.listening(self.transcript)

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        """Its size and captions. These go into the page: from a folder on disk a browser loads no track."""
        size = film_size(page.packed(self.src))
        poster = page.figure(self.poster) if self.poster else {}
        return {
            "size": {"width": size[0], "height": size[1]} if size else poster,
            "captions": "data:text/vtt;charset=utf-8," + quote(page.read(self.captions)),
            "language": page.language,
        }
