"""Several modules as one whole: ``series.yaml`` in the folder above theirs, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import PlacedComponent
from modulebouwer.model.base import DefinitionModel
from modulebouwer.model.definition import UNIQUE, FolderName, Ignore, Title
from modulebouwer.model.module import Reference
from modulebouwer.model.source_map import SourceMap


class Group(DefinitionModel):
    """Modules of a series that belong together, in the order in which they are meant to be done."""

    title: Title | None = Field(default=None, description="What the group is called.")
    modules: tuple[FolderName, ...] = Field(
        min_length=1, description="Names of the modules' folders, in order.", json_schema_extra=UNIQUE
    )


class SeriesDefinition(DefinitionModel):
    """Several modules as one whole: ``series.yaml`` in the folder above theirs."""

    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("modules", "module", "delen", "lessen", "items", "onderdelen"), "SER-150"
    )

    title: Title = Field(description="What the series is called.")
    groups: tuple[Group, ...] = Field(min_length=1, description="The modules in order, in groups.")
    defaults: dict[str, Any] = Field(
        default={},
        description="Fields of module.yaml that hold for each module without such a field of its own.",
    )

    ignore: tuple[Ignore, ...] = Field(
        default=(), description="Warnings and advice about the series that you accept, with the reason."
    )

    @property
    def modules(self) -> tuple[str, ...]:
        """The names of the folders in order."""
        return tuple(name for group in self.groups for name in group.modules)


@dataclass(frozen=True)
class Series:
    """``folder``: as it is told to the user. ``terms``, ``references`` and ``media`` (paths): all that is shared.

    ``complete`` is False when something of it could not be read; ``broken_ids`` are the identifiers of that, ``unread``
    the files under another name.
    """

    folder: str
    definition: SeriesDefinition
    source: SourceMap
    references: tuple[Reference, ...] = ()
    terms: tuple[PlacedComponent, ...] = ()
    media: tuple[str, ...] = ()
    complete: bool = True
    broken_ids: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def defaults(self) -> SourceMap:
        """Where the defaults stand, by the keys of ``module.yaml``."""
        return self.source.below("defaults")
