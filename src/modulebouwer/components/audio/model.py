"""Sound with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, Siblings
from modulebouwer.components.effort import Effort
from modulebouwer.model.fields import NOT_READ, Prose, Sound, Text
from modulebouwer.model.form import Missing


class Audio(ComponentModel):
    """A sound recording with its words (WCAG 2.2, 1.2.1)."""

    component: ClassVar[str] = "audio"
    also_called: ClassVar[tuple[str, ...]] = ("geluid", "podcast", "sound", "geluidsfragment")
    src: Sound = Field(description="A recording below media/: .mp3, .m4a, .ogg or .wav.")
    title: Text = Field(description="What one hears, plain text.")
    transcript: Annotated[Prose, Missing("A11Y-008"), NOT_READ] = Field(
        description="Everything that is said, and the sounds that matter."
    )

    def effort(self, siblings: Siblings) -> Effort:  # noqa: ARG002
        return Effort.listening(self.transcript)

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        page.packed(self.src)
        return {}
