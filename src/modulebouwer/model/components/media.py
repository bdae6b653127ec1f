"""Sound, moving pictures, files to take along and places elsewhere. Each can be used without what it shows or plays."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from modulebouwer.model.components.base import ComponentModel, MediaPath, Prose, Text

HTTPS = r"^https://"


class Audio(ComponentModel):
    """A sound recording with its words (WCAG 2.2, 1.2.1)."""

    component: Literal["audio"] = "audio"
    src: MediaPath = Field(description="A recording below media/: .mp3, .m4a, .ogg or .wav.")
    title: Text = Field(description="What one hears, plain text.")
    transcript: Prose = Field(description="Everything that is said, and the sounds that matter.")


class Video(ComponentModel):
    """A film with captions and its words (WCAG 2.2, 1.2.2 and 1.2.3)."""

    component: Literal["video"] = "video"
    src: MediaPath = Field(description="A film below media/: .mp4 or .webm.")
    title: Text = Field(description="What one sees, plain text.")
    captions: MediaPath = Field(
        description="The captions below media/, in the language of the module: .vtt. They become part of the page, so "
        "that they also show when it is opened from a folder."
    )
    transcript: Prose = Field(description="Everything that is said, and what is seen that matters.")
    poster: MediaPath | None = Field(default=None, description="A picture to show before the film plays.")


class Download(ComponentModel):
    """A file inside the package that the learner may take along."""

    component: Literal["download"] = "download"
    src: MediaPath = Field(description="A file below media/.")
    title: Text = Field(description="What the file is, plain text.")
    description: Prose | None = Field(default=None, description="What it is good for.")


class Embed(ComponentModel):
    """Something on another site: a link with a picture, since no page of another host opens inside the module."""

    component: Literal["embed"] = "embed"
    url: Annotated[str, Field(pattern=HTTPS)] = Field(description="Where it is found.")
    title: Text = Field(description="What is found there, plain text.")
    picture: MediaPath = Field(description="A picture of it below media/.")
    alt: Text = Field(description="What the picture tells.")
    description: Prose | None = Field(default=None, description="Why to go there.")
