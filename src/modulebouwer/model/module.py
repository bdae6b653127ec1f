"""A whole module as a value: what was read, with the place of everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markdown_it.token import Token

from modulebouwer.findings import Location
from modulebouwer.model.components import Component, Scale, Term
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.identifiers import Identifier
from modulebouwer.model.interactions import RecordedComponent, recorded_components
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces


@dataclass(frozen=True)
class Markdown:
    """A parsed Markdown text.

    Inline tokens that need a place carry it in ``token.meta["location"]`` (a ``Location``): ``link_open``, ``image``,
    ``citation``, ``footnote_ref``; block tokens carry theirs too. A ``component`` token stands for a fence and carries
    the ``PlacedComponent`` in ``token.meta["component"]``. A ``citation`` token carries its ``Citation``s in
    ``token.meta["citations"]`` and whether it is part of the sentence (``@key``) in ``token.meta["narrative"]``;
    ``token.content`` is what the author wrote.
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
    """One work cited: the reference's key and the place in it as the author wrote it (``p. 12``; empty: the whole)."""

    key: str
    locator: str
    location: Location


@dataclass(frozen=True)
class PlacedComponent:
    """A component, its place, and its Markdown fields parsed, by the way to each: ``("options", 0, "feedback")``."""

    model: Component
    location: Location
    source: SourceMap
    prose: Mapping[KeyPath, Markdown]


@dataclass(frozen=True)
class Section:
    id: Identifier
    head: SectionHead
    source: SourceMap
    body: Markdown
    components: tuple[PlacedComponent, ...]

    @cached_property
    def terms(self) -> tuple[PlacedComponent, ...]:
        return tuple(c for c in self.components if isinstance(c.model, Term))


@dataclass(frozen=True)
class Reference:
    """One entry of ``references.yaml``: CSL variables by their CSL names (CSL 1.0.2, appendix IV).

    Dates are always in the form ``{"date-parts": [[2015, 3, 12]]}`` or ``{"literal": "..."}``.
    """

    id: str
    csl: Mapping[str, Any]
    location: Location


@dataclass(frozen=True)
class MediaFile:
    """A file below ``media/``: POSIX path from the module's folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class LearningModule:
    """``folder`` is the module's folder as the user typed it (POSIX); every ``Location.path`` begins with it.

    ``complete`` is False when something could not be read: the module is then only good for finding more mistakes,
    never for building. ``broken_ids`` are the identifiers of what was not read, so that a link to it is no mistake.
    """

    folder: str
    definition: ModuleDefinition
    source: SourceMap
    theme_prose: Mapping[Identifier, Markdown]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    media: tuple[MediaFile, ...]
    complete: bool = True
    broken_ids: frozenset[str] = frozenset()

    @cached_property
    def components(self) -> tuple[PlacedComponent, ...]:
        """All components in reading order."""
        return tuple(component for section in self.sections for component in section.components)

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        return {c.model.id: c.model for c in self.components if isinstance(c.model, Scale)}

    @cached_property
    def recorded(self) -> tuple[RecordedComponent, ...]:
        """What the learner leaves behind, in reading order."""
        placed = ((section.id, c.model) for section in self.sections for c in section.components)
        return tuple(recorded_components(placed))
