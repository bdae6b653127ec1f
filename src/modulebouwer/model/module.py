"""A whole module as a value: what was read, with the place of everything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from modulebouwer.components.component import PlacedComponent, RecordingModel, Siblings
from modulebouwer.components.recorded import RecordedComponent
from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.identifiers import Identifier, identifier_from
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.source_map import SourceMap

# Tokens of what a reader sees.
TEXT = frozenset({"inline", "component", "fence", "code_block"})
# The identifiers of components, in a block of code.
CODE_IDS = re.compile(r"^[ \t]*id:[ \t]*[\"']?([a-z][\w-]*)", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """``loose``: the texts of components that could not be read, for the checks alone."""

    id: Identifier
    head: SectionHead
    source: SourceMap
    body: Markdown
    components: tuple[PlacedComponent, ...]
    loose: tuple[Markdown, ...] = ()

    @property
    def has_text(self) -> bool:
        return any(token.type in TEXT for token in self.body.tokens)

    @cached_property
    def terms(self) -> tuple[PlacedComponent, ...]:
        """What stands in the glossary."""
        return tuple(c for c in self.components if c.model.glossary_entry() is not None)


@dataclass(frozen=True)
class Reference:
    """One entry of ``references.yaml``: CSL variables by their CSL names (CSL 1.0.2, appendix IV).

    Dates are always in the form ``{"date-parts": [[2015, 3, 12]]}`` or ``{"literal": "..."}``.
    ``dated`` and ``addressed``: the places of the date and of the URL.
    """

    id: str
    csl: Mapping[str, Any]
    location: Location
    dated: Location | None = None
    addressed: Location | None = None


@dataclass(frozen=True)
class MediaFile:
    """A file below ``media/``: POSIX path from the module's folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Comment:
    """A line of ``module.yaml`` or ``references.yaml`` that begins with ``#``; ``below``: the first that does not."""

    path: str
    text: str
    below: int


@dataclass(frozen=True)
class Member:
    """Another module, as far as one that names it has to know. ``line``: of its identifier in ``module.yaml``."""

    name: str
    identifier: Identifier
    title: str
    line: int = 1


@dataclass(frozen=True)
class Shared:
    """What a module takes from its series: only what it uses.

    ``folder``: the series', as it is told to the user; "" for none. ``modules``: the names of all in the series.
    ``linked``: the id of a theme → the module that it names. ``inherited``: the fields of ``module.yaml`` that the
    series gives, as plain data. ``overridden``: where the series says what the module says itself, by what it is
    (field, term, reference, media) and its name. ``words``: every term that it has, by its word as an identifier, and
    ``keys`` those of all its references, for who mistypes one.
    ``meant``: a module that has no folder of its name → the folder that is meant, where a theme leads to such a one.
    """

    folder: str = ""
    modules: tuple[str, ...] = ()
    inherited: Mapping[str, Any] = field(default_factory=dict)
    linked: Mapping[Identifier, Member] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    terms: tuple[PlacedComponent, ...] = ()
    media: tuple[MediaFile, ...] = ()
    overridden: Mapping[tuple[str, str], Location] = field(default_factory=dict)
    words: Mapping[str, Identifier] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    meant: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LearningModule:
    """``folder`` is the module's folder as the user typed it (POSIX); every ``Location.path`` begins with it.

    ``complete`` is False when something could not be read: the module is then only good for finding more mistakes,
    never for building. ``broken_ids`` are the identifiers of what was not read ("": any), so that a link to it is no
    mistake, and ``unread`` what nothing is known of (``module.yaml``, ``references.yaml``, ``themes``, a section not
    listed, a key of ``module.yaml`` that has a stand-in). ``unlisted`` are the names of sections in the folder that
    ``module.yaml`` does not list, and the identifiers in them → the section. ``lacking`` is True when a section's file
    is not there. ``ordered`` is False when nothing says in which order the sections come. ``references`` and ``media``
    are the module's own; what it takes from its series is ``shared``. ``drafted_by``: the machines that translated a
    part of it which nobody has confirmed yet. ``released``: the newest version in its changelog, "" when none is told.
    ``comments``: of its YAML, in which an import leaves notes.
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
    unread: frozenset[str] = frozenset()
    unlisted: Mapping[str, Identifier] = field(default_factory=dict)
    lacking: bool = False
    ordered: bool = True
    shared: Shared = Shared()
    drafted_by: tuple[str, ...] = ()
    released: str = ""
    comments: tuple[Comment, ...] = ()

    @cached_property
    def components(self) -> tuple[PlacedComponent, ...]:
        """All components in reading order."""
        return tuple(component for section in self.sections for component in section.components)

    @cached_property
    def shown_components(self) -> tuple[PlacedComponent, ...]:
        """What the page shows: all components, and the terms of the series."""
        return (*self.components, *self.shared.terms)

    @cached_property
    def glossary(self) -> tuple[PlacedComponent, ...]:
        """What stands in the glossary, the terms of the series too."""
        return (*(term for section in self.sections for term in section.terms), *self.shared.terms)

    @cached_property
    def all_references(self) -> tuple[Reference, ...]:
        return (*self.references, *self.shared.references)

    @cached_property
    def all_media(self) -> tuple[MediaFile, ...]:
        return (*self.media, *self.shared.media)

    def media_location(self, file: MediaFile) -> Location:
        """Where a file stands, as it is told to the user."""
        folder = self.shared.folder if file in self.shared.media else self.folder
        return Location(str(PurePosixPath(folder) / file.path))

    @cached_property
    def shown_as_code(self) -> Mapping[Identifier, Finding]:
        """What is meant as a component and stands in a block of code → the finding that says so."""
        blocks = [
            (block, found)
            for section in self.sections
            for block in section.body.tokens
            if block.type == "fence" and ":::" in block.content
            for found in CODE_IDS.findall(block.content)
        ]
        return {
            name: Finding(
                "CMP-480", block.meta["location"], {"id": name, "written": block.markup + block.info.strip()}
            )
            for block, name in blocks
        }

    @cached_property
    def siblings(self) -> Siblings:
        return Siblings(
            self.components,
            self.broken_ids,
            self.ordered,
            {
                **self.shown_as_code,
                **{name: self.unlisted_section(section) for name, section in self.unlisted.items()},
            },
            self.lacking or "" in self.broken_ids or not all(section.has_text for section in self.sections),
            self.definition.language,
        )

    def unlisted_section(self, section: Identifier) -> Finding:
        """Why what is named elsewhere is not there: it stands in a section that is not listed."""
        return Finding("SEC-013", self.source.at("sections"), {"section": section})

    @cached_property
    def recorded(self) -> tuple[RecordedComponent, ...]:
        """What the learner leaves behind, in reading order."""
        return tuple(
            RecordedComponent(model.id, model.component, section.id, model.required, found)
            for section in self.sections
            for model in (placed.model for placed in section.components)
            if isinstance(model, RecordingModel)
            if (found := model.recorded(self.siblings)) is not None and found.interactions
        )


def term_words(terms: Iterable[PlacedComponent]) -> dict[str, Identifier]:
    """Each term by its word, in the form of an identifier."""
    return {
        identifier_from(entry): term.id
        for term in terms
        if term.id is not None and (entry := term.model.glossary_entry()) is not None
    }
