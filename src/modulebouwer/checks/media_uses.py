"""Every place that names a file below ``media/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from modulebouwer.checks.texts import inline_tokens, location, texts
from modulebouwer.components.component import files
from modulebouwer.findings import Location
from modulebouwer.model.fields import PICTURE, FileForm
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once


@dataclass(frozen=True)
class Use:
    """A place that names a file, and the form that it must have there."""

    path: str
    place: Location
    form: FileForm


@once
def uses(module: LearningModule) -> Iterator[Use]:
    """Every place that names a file: the cover, fields of components, and pictures in the text."""
    if cover := module.definition.cover.picture:
        yield Use(cover, module.source.value_at("cover", "picture"), PICTURE)
    for component in module.components:
        for way, form, path in files(component.model):
            yield Use(path, component.source.value_at(*way), form)
    for text in texts(module):
        yield from pictures(text)


@once
def pictures(text: Markdown) -> Iterator[Use]:
    for token in inline_tokens(text):
        if token.type == "image":
            yield Use(unquote(str(token.attrs.get("src", ""))), location(token), PICTURE)
