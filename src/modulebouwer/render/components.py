"""What a component's template gets beside the component itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from pydantic import BaseModel

from modulebouwer.model.components import (
    Audio,
    Download,
    Embed,
    Figure,
    Order,
    Reflection,
    Scale,
    StakeholderMap,
    Video,
)
from modulebouwer.model.components.base import prose_fields
from modulebouwer.model.interactions import RecordedComponent, scale_content
from modulebouwer.model.module import LearningModule, MediaFile, PlacedComponent
from modulebouwer.model.source_map import KeyPath
from modulebouwer.render.film_size import film_size
from modulebouwer.render.locale import Locale

T = TypeVar("T")


def prose_view(model: BaseModel, html: Mapping[KeyPath, Markup], way: KeyPath = ()) -> dict[str, Any]:
    """The HTML of a model's Markdown in its own form, ``prose.options[0].feedback``; empty where it has none."""
    view: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in prose_fields(type(model)):
            view[name] = html.get((*way, name), Markup())
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            view[name] = [prose_view(item, html, (*way, name, number)) for number, item in enumerate(value)]
    return view


class Files(Protocol):
    """The files below media/. What is asked for as ``figure`` or ``packed`` goes into the package."""

    def figure(self, path: str) -> Mapping[str, Any]:
        """A picture's ``width`` and ``height``, as far as it tells them."""

    def packed(self, path: str) -> MediaFile: ...

    def read(self, path: str) -> MediaFile: ...


def extras(
    placed: PlacedComponent, module: LearningModule, files: Files, locale: Locale
) -> Mapping[str, Any]:
    """What a template needs beside the component: of its files, and of the rest of the module."""
    model = placed.model
    match model:
        case Figure():
            return {"size": files.figure(model.src)}
        case Audio():
            files.packed(model.src)
        case Video():
            return film(model, module, files)
        case Download():
            file = files.packed(model.src)
            kind = PurePosixPath(file.path).suffix.removeprefix(".").upper()
            return {"file": {"type": kind, "size": locale.file_size(len(file.data))}}
        case Embed():
            return {"size": files.figure(model.picture), "site": urlsplit(model.url).hostname}
        case Reflection():
            prompts = {i.id: i.prompt for component in module.recorded for i in component.interactions}
            return {"earlier": [{"id": id, "prompt": prompts[id]} for id in model.builds_on]}
        case Scale():
            statements, anchors = scale_content(model, module.scales)
            return {"statements": [(s.id, s.text, s.anchors or anchors) for s in statements]}
        case Order():
            return {"shuffled": shuffled(list(enumerate(model.items)), model.id)}
        case StakeholderMap():
            return {"levels": range(1, 5)}
    return {}


def film(model: Video, module: LearningModule, files: Files) -> Mapping[str, Any]:
    """Size and captions of a film. The captions go into the page: from a folder on disk a browser loads no track."""
    size = film_size(files.packed(model.src).data)
    if model.poster:
        poster = files.figure(model.poster)
        size = size or (poster.get("width", 0), poster.get("height", 0))
    captions = files.read(model.captions).data
    return {
        "size": {"width": size[0], "height": size[1]} if size and all(size) else {},
        "captions": "data:text/vtt;charset=utf-8," + quote(captions),
        "language": module.definition.language,
    }


def interaction_of(placed: PlacedComponent, module: LearningModule) -> RecordedComponent | None:
    """What ``placed`` records, None when it is only read."""
    identifier = getattr(placed.model, "id", None)
    return next((c for c in module.recorded if c.id == identifier), None)


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """``items`` in an order that follows from ``seed`` alone and is not the order they came in."""
    order = sorted(range(len(items)), key=lambda number: hashlib.sha256(f"{seed}.{number}".encode()).digest())
    if order == sorted(order):
        order = order[1:] + order[:1]
    return [items[number] for number in order]
