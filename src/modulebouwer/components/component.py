"""What every component is asked. A kind answers with its fields and by overriding what differs from the answer here.

A field's ``description`` and ``examples`` reach the published JSON schema, where an editor shows them.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.components.effort import Effort
from modulebouwer.components.recorded import Recorded, Settings
from modulebouwer.findings import Finding, Location
from modulebouwer.model.fields import FileForm, Given, fields, file_form, is_prose
from modulebouwer.model.identifiers import Identifier, unique
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.source_map import KeyPath, SourceMap

STABLE = "Stable for ever: the learner's answer hangs on it."
REQUIRED = "Counts for completion under `components: required`."


class PartModel(BaseModel):
    """Base of what stands inside a component: an option, an item, a phase.

    ``strangers``: keys that authors and other tools put here, in small letters → the finding that says why not.
    """

    strangers: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class ComponentModel(PartModel):
    """Base of all components.

    ``component`` is the name in the fence's info string and of the folder (there with ``_`` for ``-``).
    ``also_called``: what authors call it, in Dutch and in other tools, for who writes that instead. ``families``
    are what it shares with others in ``shared/``: model, script, style and words stand there under the same name.
    ``typed``: the keys, its own and those of its parts, of texts that what a learner types is held against.
    """

    component: ClassVar[str]
    also_called: ClassVar[tuple[str, ...]] = ()
    families: ClassVar[tuple[str, ...]] = ()
    typed: ClassVar[tuple[str, ...]] = ()

    def recorded(self, siblings: Siblings) -> Recorded | None:  # noqa: ARG002
        """What it records; None for a component that is only read."""
        return None

    def effort(self, siblings: Siblings) -> Effort:
        """What it asks besides reading."""
        found = self.recorded(siblings)
        return Effort.of(found.interactions if found is not None else ())

    def scripted(self) -> bool:
        """Whether it needs its script, where it has one: a package carries only what its module uses."""
        return True

    def glossary_entry(self) -> str | None:
        """The word under which it stands in the glossary; None for a component that stands in the running text."""
        return None

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        """What its template gets beside the component itself: of its files, and of the rest of the module."""
        return {}

    def laid_over(self) -> tuple[KeyPath, ...]:
        """The ways to pictures that are laid over each other, and so must have the same shape."""
        return ()

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """What is wrong with it that its fields alone cannot tell."""
        yield from ()


class RecordingModel(ComponentModel):
    """Base of all components that record something. ``settings``: the class of what its script must know."""

    settings: ClassVar[type[Settings]] = Settings
    # The finding about two parts under one id.
    twin: ClassVar[str] = "CMP-036"

    id: Identifier = Field(description=STABLE)
    required: bool = Field(default=False, description=REQUIRED)

    @abstractmethod
    def recorded(self, siblings: Siblings) -> Recorded | None:
        """What it records: whoever can be required says so."""


@dataclass(frozen=True)
class PlacedComponent:
    """A component, its place, and its Markdown fields parsed, by the way to each: ``("options", 0, "feedback")``."""

    model: ComponentModel
    location: Location
    source: SourceMap
    prose: Mapping[KeyPath, Markdown]

    @property
    def id(self) -> str | None:
        """The author's identifier; None for a kind without one."""
        identifier: str | None = getattr(self.model, "id", None)
        return identifier

    @cached_property
    def fields(self) -> tuple[Given, ...]:
        """Every field that the author gave, also inside its parts."""
        return tuple(fields(self.model))


@dataclass(frozen=True)
class Siblings:
    """All components of a module in reading order, and the ids of those that could not be read.

    ``ordered`` is False when that order is not known. ``unlisted``: what stands in a section that is not listed, or
    in a block of code → the finding that says so. ``lacking``: a section is missing or empty, so that anything may have
    been in it. ``language``: the module's (BCP 47), "" where it is not known.
    """

    placed: tuple[PlacedComponent, ...]
    broken_ids: frozenset[str] = frozenset()
    ordered: bool = True
    unlisted: Mapping[str, Finding] = field(default_factory=dict)
    lacking: bool = False
    language: str = ""

    def missing(self, name: str, finding: Finding, *, anywhere: bool = True) -> Iterator[Finding]:
        """Why nothing is called ``name``: ``finding``, unless it may stand in what was not read.

        ``anywhere``: it may stand in a section that is missing or empty.
        """
        if name in self.unlisted:
            yield self.unlisted[name]
        elif name not in self.broken_ids and not (anywhere and self.lacking):
            yield finding

    def named(self, kind: str) -> Mapping[str, PlacedComponent]:
        """Those of a kind, by id."""
        return {one.id: one for one in self.placed if one.model.component == kind and one.id is not None}

    def before(self, placed: PlacedComponent) -> Siblings:
        """Those that stand before ``placed``; all of them when the order is not known."""
        if not self.ordered:
            return self
        place = next(number for number, one in enumerate(self.placed) if one is placed)
        return replace(self, placed=self.placed[:place])


class PageFiles(Protocol):
    """The files below media/, for a page. What is asked for as ``figure`` or ``packed`` goes into the package."""

    language: str

    def figure(self, path: str) -> Mapping[str, Any]:
        """A picture's ``width`` and ``height``, as far as it tells them."""

    def packed(self, path: str) -> bytes: ...

    def read(self, path: str) -> bytes: ...

    def size_in_words(self, size: int) -> str:
        """Bytes, as in "12 kB"."""

    def number_in_words(self, number: float) -> str:
        """As in "1 250" or "9,5" in Dutch."""


def parts(model: ComponentModel) -> Iterator[tuple[KeyPath, PartModel]]:
    """The parts of ``model`` and the way to each: options, items, phases."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for number, part in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(part, PartModel):
                yield (name, number), part


def twins(placed: PlacedComponent, code: str, name: str) -> Iterator[Finding]:
    """Parts of one field that have the same ``name`` (their id, their text)."""
    fields: dict[str | int, list[tuple[str, Location]]] = {}
    for way, part in parts(placed.model):
        if getattr(part, name, None) is not None:
            fields.setdefault(way[0], []).append((getattr(part, name), placed.source.value_at(*way, name)))
    for named in fields.values():
        yield from unique(code, named)


def prose_ways(model: BaseModel) -> Iterator[KeyPath]:
    """The way to every Markdown text that ``model`` has, also inside its items: ``("options", 0, "feedback")``."""
    return (way for way, field, _ in fields(model) if is_prose(field))


def files(model: BaseModel) -> Iterator[tuple[KeyPath, FileForm, str]]:
    """Every file below media/ that ``model`` names: the way to its name, the form that it must have, and its path."""
    for way, said, value in fields(model):
        form = file_form(said)
        if form is not None:
            yield way, form, value
