"""The forms of the fields that designers fill in, for ``module.yaml`` and for components.

``Prose`` is Markdown (citations, terms and links included); ``Text`` is plain text, shown as it is. A field that
names a file says which form of file it takes: ``Picture | None``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, Field
from pydantic.fields import FieldInfo

from modulebouwer.model.form import Form
from modulebouwer.model.source_map import KeyPath

# Something other than white space.
NOT_EMPTY = r"\S"
EMPTY = Form("SRC-110")

Text = Annotated[str, Field(pattern=NOT_EMPTY, max_length=2000), EMPTY]
Prose = Annotated[str, Field(pattern=NOT_EMPTY, json_schema_extra={"format": "markdown"}), EMPTY]


def year_as_text(value: object) -> object:
    """A year that YAML read as a number, as the text that it is; anything else as it came."""
    return str(value) if type(value) is int and value in YEARS else value


YEARS = range(1000, 10_000)
# What is often a year by itself: a moment, a row, a column. An editor that holds the schema is told of both.
Year = Annotated[int, Field(ge=YEARS.start, lt=YEARS.stop)]
MaybeYear = Annotated[Text, BeforeValidator(year_as_text, json_schema_input_type=Text | Year)]
# Whole numbers that authors also write in hours, and as a fraction.
Minutes = Annotated[int, Form("SRC-126")]
Percentage = Annotated[int, Form("SRC-127")]
# An address that a browser may open from a learning environment.
WEB_ADDRESS = r"^https://[^\s/?#:.,;]+\.[^\s.]"
WebAddress = Annotated[str, Field(pattern=WEB_ADDRESS), Form("MOD-003")]


@dataclass(frozen=True)
class Kept:
    """A field whose text is the same in every language: a name of people or of an organisation."""


KEPT = Kept()
Name = Annotated[Text, KEPT]


@dataclass(frozen=True)
class Read:
    """``share``: how much a learner reads, on average, of all that the fields of this kind hold."""

    share: float


# A hint is opened by some; of the feedback on four options a learner meets one or two.
OnDemand = Annotated[Prose, Read(0.5)]
# What is compared, offered or spoken, and not read as it stands.
NOT_READ = Read(0)


@dataclass(frozen=True)
class FileForm:
    """A kind of file: the extensions that every browser of today takes, and the finding about another.

    No extensions: any file.
    """

    code: str = ""
    extensions: frozenset[str] = frozenset()


PICTURE = FileForm("MED-006", frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"}))
SOUND = FileForm("MED-010", frozenset({".mp3", ".m4a", ".ogg", ".wav"}))
FILM = FileForm("MED-011", frozenset({".mp4", ".webm"}))
CAPTIONS = FileForm("MED-012", frozenset({".vtt"}))
ANY_FILE = FileForm()

IN_MEDIA = r"^media/"
_MEDIA = Field(pattern=IN_MEDIA, description="A file below media/.", examples=["media/kaart.svg"])
_IN_MEDIA = Form("MED-001")
Picture = Annotated[str, _MEDIA, _IN_MEDIA, PICTURE]
Sound = Annotated[str, _MEDIA, _IN_MEDIA, SOUND]
Film = Annotated[str, _MEDIA, _IN_MEDIA, FILM]
Captions = Annotated[str, _MEDIA, _IN_MEDIA, CAPTIONS]
AnyFile = Annotated[str, _MEDIA, _IN_MEDIA, ANY_FILE]


# What follows from a field alone is asked for every value that a module has in it: thousands of times a run.
@cache
def is_prose(field: FieldInfo) -> bool:
    """Whether a field holds Markdown."""
    extras = (getattr(one, "json_schema_extra", None) for one in metadata(field))
    return {"format": "markdown"} in [*extras]


@cache
def read_share(field: FieldInfo) -> float:
    """How much of a field's text a learner reads; 0 for a field that holds none."""
    said = metadata(field)
    return min((one.share for one in said if isinstance(one, Read)), default=1) if EMPTY in said else 0


@cache
def file_form(field: FieldInfo) -> FileForm | None:
    """The form of the file that a field names, or None for a field that names none."""
    return next((one for one in metadata(field) if isinstance(one, FileForm)), None)


@cache
def metadata(field: FieldInfo) -> tuple[Any, ...]:
    """What is said of a field's value, also where it may be left out (``Prose | None``)."""
    return (field, *field.metadata, *_inside(field.annotation))


def item_metadata(field: FieldInfo) -> Iterator[Any]:
    """What is said of each item of a field's list, and not of the list."""
    yield from _inside(_item(field.annotation))


def _item(annotation: Any) -> Any:
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    return next((found for part in get_args(annotation) if (found := _item(part)) is not None), None)


def _inside(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _inside(part)


# The way to a field, the field and its value.
Given = tuple[KeyPath, FieldInfo, Any]


def fields(model: BaseModel, way: KeyPath = ()) -> Iterator[Given]:
    """Every field that ``model`` has a value for, also inside its items: the way to it, the field and the value."""
    values = vars(model)
    for name, field in type(model).__pydantic_fields__.items():
        value = values[name]
        if value is not None:
            yield (*way, name), field, value
        if isinstance(value, BaseModel):
            yield from fields(value, (*way, name))
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from fields(item, (*way, name, number))
