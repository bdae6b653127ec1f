"""A list in a text that YAML folds to one running sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from modulebouwer.findings import Finding
from modulebouwer.model.fields import fields
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.yaml_file import ITEM_IN_TEXT


def folded_lists(module: LearningModule) -> Iterator[Finding]:
    yield from in_fields(module.definition, module.source)
    for section in module.sections:
        yield from in_fields(section.head, section.source)
        for placed in section.components:
            yield from in_fields(placed.model, placed.source)


def in_fields(model: BaseModel, source: SourceMap) -> Iterator[Finding]:
    """SRC-036, once a text, at the first item."""
    for way, _, value in fields(model):
        scalar = source.written(way) if isinstance(value, str) else None
        item = ITEM_IN_TEXT.search(scalar.raw) if scalar is not None and not scalar.style else None
        if item:
            folded = item["item"]
            place = source.text_of(*way).at(value.find(folded))
            yield Finding("SRC-036", place, {"key": str(way[-1])})
