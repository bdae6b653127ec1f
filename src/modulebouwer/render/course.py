"""A module rendered, before any standard knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from modulebouwer.components.recorded import RecordedComponent
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.identifiers import Identifier
from modulebouwer.package.file_tree import FileTree


@dataclass(frozen=True)
class CourseSection:
    """What the contents list and a standard's activity tree need of a section. ``minutes`` is reading time."""

    id: Identifier
    title: str
    minutes: int


@dataclass(frozen=True)
class Course:
    """Everything a standard's writer needs.

    ``page`` is the HTML of the launch page's body and ``style`` its CSS; ``render.launch_page`` makes the file of them.
    ``direction`` is the writing direction (HTML ``dir``). ``components`` are those that record, ``scripts`` the names
    of the parts of the player that the module needs beyond its core. ``words`` are what the scripts say: the locale's
    ``player`` words, and those of the components in use. ``privacy`` are the sentences that say who can read the
    answers, by the place that keeps them (see ``launch_page``). ``media`` are the files beside the launch page.
    ``choice``: what the page says on which a language is chosen, ``logo``: the HTML of the brand's picture there, ""
    without one. ``others``: the same module in the languages that a learner can choose besides.
    """

    definition: ModuleDefinition
    direction: str
    sections: tuple[CourseSection, ...]
    components: tuple[RecordedComponent, ...]
    scripts: tuple[str, ...]
    page: str
    style: str
    words: Mapping[str, Any]
    privacy: Mapping[str, str]
    media: FileTree
    choice: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    others: tuple[Course, ...] = ()
