"""The HTML of a component's Markdown, in the form of the component."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from modulebouwer.model.fields import is_prose
from modulebouwer.model.source_map import KeyPath


def prose_view(model: BaseModel, html: Mapping[KeyPath, Markup], way: KeyPath = ()) -> dict[str, Any]:
    """The HTML of a model's Markdown in its own form, ``prose.options[0].feedback``; empty where it has none."""
    view: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if is_prose(field):
            view[name] = html.get((*way, name), Markup())
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            view[name] = [prose_view(item, html, (*way, name, number)) for number, item in enumerate(value)]
    return view
