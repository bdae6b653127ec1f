"""A parsed Markdown text, with the place of what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from modulebouwer.findings import Location
from modulebouwer.model.source_map import TextPlaces


@dataclass(frozen=True)
class Markdown:
    """A parsed Markdown text.

    Inline tokens that need a place carry it in ``token.meta["location"]`` (a ``Location``): ``link_open``, ``image``,
    ``citation``, ``footnote_ref``; block tokens carry theirs too. A ``component`` token stands for a fence and carries
    the ``PlacedComponent`` in ``token.meta["component"]``. A ``citation`` token carries its ``Citation``s in
    ``token.meta["citations"]`` and whether it is part of the sentence (``@key``) in ``token.meta["narrative"]``; when
    that is between round brackets, ``token.meta["enclosed"]`` is what comes behind its year there. ``token.content`` is
    what the author wrote.
    """

    places: TextPlaces
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        return self.places.text

    @property
    def location(self) -> Location:
        return self.places.at(0)

    def at(self, offset: int) -> Location:
        """The place of a character of the text, counted from 0."""
        return self.places.at(offset)


@dataclass(frozen=True)
class Citation:
    """One work cited: the reference's key and the place in it as the author wrote it (``p. 12``; empty: the whole).

    ``prefix``: the words before it; ``bare``: without its author, who is in the sentence.
    """

    key: str
    locator: str
    location: Location
    prefix: str = ""
    bare: bool = False
