"""Something on another site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import Picture, Prose, Text, WebAddress


class Embed(ComponentModel):
    """Something on another site: a link with a picture, since no page of another host opens inside the module."""

    component: ClassVar[str] = "embed"
    also_called: ClassVar[tuple[str, ...]] = ("youtube", "vimeo", "iframe", "insluiten")
    url: WebAddress = Field(description="Where it is found.")
    title: Text = Field(description="What is found there, plain text.")
    picture: Picture = Field(description="A picture of it below media/.")
    alt: Text = Field(description="What the picture tells.")
    description: Prose | None = Field(default=None, description="Why to go there.")

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        return {"size": page.figure(self.picture), "site": host(self.url)}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """It leads somewhere: its address has a host."""
        if not host(self.url):
            yield Finding("LNK-006", placed.source.value_at("url"), {"address": shortened(self.url)})


def host(address: str) -> str:
    """The host in an address, "" when there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
