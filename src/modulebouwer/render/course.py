"""A module rendered, before any standard knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.identifiers import Identifier
from modulebouwer.package.file_tree import FileTree


@dataclass(frozen=True)
class Interaction:
    """A recorded answer: what the player stores, a report shows and a statement names."""

    id: Identifier
    component: str
    section: Identifier
    prompt: str
    max_length: int
    required: bool


@dataclass(frozen=True)
class Course:
    """Everything a standard's writer needs. ``media`` are the files beside the launch page."""

    definition: ModuleDefinition
    sections: tuple[tuple[Identifier, str], ...]
    interactions: tuple[Interaction, ...]
    page: str
    style: str
    words: Mapping[str, Any]
    media: FileTree
