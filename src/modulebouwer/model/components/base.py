"""What all components share: the forms of their fields, and the way to their Markdown.

A field's ``description`` and ``examples`` reach the published JSON schema, where an editor shows them.
``Prose`` is Markdown (citations, terms and links included); ``Text`` is plain text, shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.model.source_map import KeyPath

# Something other than white space.
NOT_EMPTY = r"\S"

Text = Annotated[str, Field(pattern=NOT_EMPTY, max_length=2000)]
Prose = Annotated[str, Field(pattern=NOT_EMPTY, json_schema_extra={"format": "markdown"})]
MediaPath = Annotated[
    str, Field(pattern=r"^media/", description="A file below media/.", examples=["media/kaart.svg"])
]

STABLE = "Stable for ever: the learner's answer hangs on it."
REQUIRED = "Counts for completion under `components: required`."


class PartModel(BaseModel):
    """Base of what stands inside a component: an option, an item, a phase."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ComponentModel(PartModel):
    """Base of all components. ``component`` comes from the fence's info string, never from the YAML body.

    ``script`` names the program in player/components/ that brings the component to life, when the player's core does
    not: a package carries only those that its module uses.
    """

    script: ClassVar[str] = ""


@cache
def prose_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of the fields of ``model`` itself that hold Markdown."""
    return tuple(name for name, field in model.model_fields.items() if _is_prose(field.annotation, field))


def prose_ways(model: BaseModel, way: KeyPath = ()) -> Iterator[KeyPath]:
    """The way to every Markdown text that ``model`` has, also inside its items: ``("options", 0, "feedback")``."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in prose_fields(type(model)):
            if value is not None:
                yield (*way, name)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from prose_ways(item, (*way, name, number))


def _is_prose(annotation: Any, *metadata: Any) -> bool:
    extras = [getattr(item, "json_schema_extra", None) for item in metadata]
    if {"format": "markdown"} in extras:
        return True
    return any(_is_prose(part, *getattr(part, "__metadata__", ())) for part in get_args(annotation))
