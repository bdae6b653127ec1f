"""What a component records, in the words that the standards share, before any standard.

The types are those of SCORM (Run-Time Environment 4.2.9.1) and xAPI (``cmi.interaction``). A component may have several
interactions (the phases of a cycle, the statements of a scale): each is kept, merged and reported by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from modulebouwer.model.identifiers import Identifier

InteractionType = Literal[
    "long-fill-in", "fill-in", "true-false", "choice", "sequencing", "matching", "likert"
]


class Settings(BaseModel):
    """What a component's script must know beyond the page. Its names are in camel case there."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )


@dataclass(frozen=True)
class Response:
    """Something that can be answered: an option, a point of a scale, one side of a match."""

    id: str
    text: str


@dataclass(frozen=True)
class Interaction:
    """One recorded answer. ``id`` is the component's, with a part's id behind a full stop where it has parts.

    ``max_length``: most characters of its value in the record. ``right`` are the right responses as ids
    (``source=target`` for matching, every accepted text for fill-in); empty when there is no right or wrong.
    """

    id: str
    prompt: str
    type: InteractionType
    max_length: int
    options: tuple[Response, ...] = ()
    targets: tuple[Response, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What a component says that it records; nothing without ``interactions``. ``tries``: most checks, None for any."""

    title: str
    interactions: tuple[Interaction, ...]
    settings: Settings = field(default_factory=Settings)
    graded: bool = False
    tries: int | None = None


@dataclass(frozen=True)
class RecordedComponent:
    """A component that records, in its section."""

    id: Identifier
    kind: str
    section: Identifier
    required: bool
    recorded: Recorded

    @property
    def title(self) -> str:
        return self.recorded.title

    @property
    def interactions(self) -> tuple[Interaction, ...]:
        return self.recorded.interactions

    @property
    def settings(self) -> Settings:
        return self.recorded.settings

    @property
    def graded(self) -> bool:
        return self.recorded.graded


def ids_length(responses: Iterable[Response]) -> int:
    """Most characters of a value that names all of ``responses``: ids parted by commas, and a mark of checks."""
    return sum(len(response.id) + 1 for response in responses) + 3


def pairs_length(sources: Collection[Response], targets: Iterable[Response]) -> int:
    """Most characters of a value that gives each of ``sources`` one of ``targets``: ``source=target`` by commas."""
    return ids_length(sources) + len(sources) * max(len(target.id) + 1 for target in targets)
