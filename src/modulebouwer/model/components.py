"""The components a designer writes as a colon fence with a YAML body: one class a kind, one template of the same name.

A field's ``description`` and ``examples`` reach the published JSON schema, where an editor shows them.
``Prose`` is Markdown (citations, terms and links included); ``Text`` is plain text, shown as it is.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.model.identifiers import Identifier

# Something other than white space.
NOT_EMPTY = r"\S"

Text = Annotated[str, Field(pattern=NOT_EMPTY, max_length=2000)]
Prose = Annotated[str, Field(pattern=NOT_EMPTY, json_schema_extra={"format": "markdown"})]
MediaPath = Annotated[
    str, Field(pattern=r"^media/", description="A file below media/.", examples=["media/kaart.svg"])
]


class ComponentModel(BaseModel):
    """Base of all components. ``component`` comes from the fence's info string, never from the YAML body."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Reflection(ComponentModel):
    """A question that the learner answers in writing, for themselves."""

    component: Literal["reflection"] = "reflection"
    id: Identifier = Field(description="Stable for ever: the learner's answer hangs on it.")
    prompt: Text = Field(description="The question, plain text.")
    hint: Prose | None = Field(default=None, description="Help on demand.")
    max_length: int = Field(default=1000, ge=50, le=20_000, description="Most characters of an answer.")
    required: bool = Field(default=False, description="Counts for completion under `reflections: required`.")
    builds_on: tuple[Identifier, ...] = Field(
        default=(), description="Earlier reflections whose answers are shown above the field."
    )


class GuidingQuestion(ComponentModel):
    """A question to read with; nothing is recorded."""

    component: Literal["guiding-question"] = "guiding-question"
    question: Text = Field(description="The question, plain text.")
    note: Prose | None = Field(default=None, description="Something to think of, shown below the question.")


class Term(ComponentModel):
    """An entry of the glossary, shown on the spot where ``[word](term:id)`` stands."""

    component: Literal["term"] = "term"
    id: Identifier = Field(description="What links name: `[word](term:id)`.")
    term: Text = Field(description="The word as it stands in the glossary.")
    definition: Prose = Field(description="What the word means in this module.")


class Case(ComponentModel):
    """A situation to think with."""

    component: Literal["case"] = "case"
    id: Identifier = Field(description="Stable for ever, and not used for anything else in the module.")
    title: Text = Field(description="The heading, plain text.")
    fictional: bool = Field(default=True, description="Says in the label that the case was made up.")
    text: Prose = Field(description="What happened.")


class Callout(ComponentModel):
    """A remark set apart from the running text."""

    component: Literal["callout"] = "callout"
    kind: Literal["note", "tip", "warning"] = Field(default="note", description="What sort of remark it is.")
    title: Text | None = Field(default=None, description="The heading, plain text.")
    text: Prose = Field(description="The remark.")


class Figure(ComponentModel):
    """A picture with its text alternative (WCAG 2.2, 1.1.1)."""

    component: Literal["figure"] = "figure"
    src: MediaPath = Field(description="A picture below media/.")
    alt: str = Field(
        max_length=500, description="What the picture tells; empty only with `decorative: true`."
    )
    decorative: bool = Field(
        default=False, description="The picture tells nothing; screen readers pass it by."
    )
    caption: Prose | None = Field(default=None, description="What stands below the picture.")


class Quote(ComponentModel):
    """Words of somebody else, with their source."""

    component: Literal["quote"] = "quote"
    text: Prose = Field(description="The words quoted.")
    source: Prose | None = Field(default=None, description="Who said it; may be a citation.")


Component = Annotated[
    Reflection | GuidingQuestion | Term | Case | Callout | Figure | Quote, Field(discriminator="component")
]

COMPONENTS: dict[str, type[ComponentModel]] = {
    kind.model_fields["component"].default: kind for kind in get_args(get_args(Component)[0])
}


@cache
def prose_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of the fields of ``model`` that hold Markdown."""
    return tuple(name for name, field in model.model_fields.items() if _is_prose(field.annotation, field))


def _is_prose(annotation: Any, *metadata: Any) -> bool:
    extras = [getattr(item, "json_schema_extra", None) for item in metadata]
    if {"format": "markdown"} in extras:
        return True
    return any(_is_prose(part, *getattr(part, "__metadata__", ())) for part in get_args(annotation))
