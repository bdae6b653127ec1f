"""What a component's template gets beside the component itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from modulebouwer.model.components import Categorise, Figure, Match, Order, Reflection, Scale
from modulebouwer.model.components.base import prose_fields
from modulebouwer.model.interactions import question_interaction, scale_content
from modulebouwer.model.locale import Locale
from modulebouwer.model.module import LearningModule, PlacedComponent
from modulebouwer.model.source_map import KeyPath
from modulebouwer.render.media import MEDIA, Files, media_extras

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


def extras(
    placed: PlacedComponent, module: LearningModule, files: Files, locale: Locale
) -> Mapping[str, Any]:
    """What a template needs beside the component: of its files, and of the rest of the module."""
    model = placed.model
    if isinstance(model, MEDIA):
        return media_extras(model, module.definition.language, files, locale)
    match model:
        case Figure():
            return {"size": files.figure(model.src)}
        case Reflection():
            earlier = {c.id: c.title for c in module.recorded} if model.builds_on else {}
            return {"earlier": [{"id": id, "prompt": earlier[id]} for id in model.builds_on]}
        case Scale():
            statements, anchors = scale_content(model, module.scales)
            return {"statements": [(s.id, s.text, s.anchors or anchors) for s in statements]}
        case Order():
            return {"shuffled": shuffled(model.items, model.id)}
        case Categorise():
            return {"targets": question_interaction(model).targets}
        case Match():
            return {"targets": shuffled(question_interaction(model).targets, model.id)}
    return {}


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """``items`` in an order that follows from ``seed`` alone and is not the order they came in."""
    order = sorted(range(len(items)), key=lambda number: hashlib.sha256(f"{seed}.{number}".encode()).digest())
    if order == sorted(order):
        order = order[1:] + order[:1]
    return [items[number] for number in order]
