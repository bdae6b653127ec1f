"""What a model of pydantic expects at a way through it, such as ``("themes", 0, "title")``."""

from __future__ import annotations

from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from modulebouwer.model.fields import metadata

Kind = TypeVar("Kind")


def metadata_of(model: type[BaseModel], way: tuple[str | int, ...], kind: type[Kind]) -> Kind | None:
    """What the field at ``way`` says of itself in ``Annotated``."""
    names = [number for number, part in enumerate(way) if isinstance(part, str)]
    field = model_in(annotation_at(model, way[: names[-1]])).model_fields[str(way[names[-1]])]
    return next((one for one in metadata(field) if isinstance(one, kind)), None)


def annotation_at(model: type[BaseModel], way: tuple[str | int, ...]) -> Any:
    """The type that a model expects at ``way``."""
    current: Any = model
    for part in way:
        if isinstance(part, str):
            current = model_in(current).model_fields[part].annotation
    return current


def model_in(annotation: Any) -> type[BaseModel]:
    """The model in an annotation such as ``Theme``, ``Theme | None`` or ``tuple[Theme, ...]``."""
    found = model_inside(annotation)
    if found is None:
        raise TypeError(f"no model in {annotation}")
    return found


def model_inside(annotation: Any) -> type[BaseModel] | None:
    """As ``model_in``, None when there is no model in the annotation."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for part in get_args(annotation) if (found := model_inside(part)) is not None), None)


def is_list(annotation: Any) -> bool:
    """Whether a list is expected, with whatever around it."""
    return get_origin(annotation) is tuple or any(map(is_list, get_args(annotation)))


def field_names(model: type[BaseModel], way: tuple[str | int, ...]) -> set[str]:
    return set(model_in(annotation_at(model, way)).model_fields)


def literal_choices(model: type[BaseModel], way: tuple[str | int, ...]) -> list[str]:
    """What a field can be; nothing for a field that is no choice."""
    parts = [annotation_at(model, way)]
    for annotation in parts:
        if get_origin(annotation) is Literal:
            return [str(choice) for choice in get_args(annotation)]
        parts += get_args(annotation)
    return []
