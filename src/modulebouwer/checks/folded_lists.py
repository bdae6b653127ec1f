"""A list in a text that YAML folds to one running sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from modulebouwer.checks.texts import written_fields
from modulebouwer.findings import Finding
from modulebouwer.model.fields import Given, is_prose
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.yaml_file import ITEM_IN_TEXT

# Two items, no further indented than the line before the first: YAML folds these (YAML 1.2.2, 8.1.3).
ITEM = r"(?:[-*+]|\d{1,2}[.)])[ ]+\S"
FOLDED_ITEMS = re.compile(rf"\n(?P<indent>[ ]*)(?:\S.*\n(?P=indent))?(?P<item>{ITEM}).*\n(?P=indent){ITEM}")


def folded_lists(module: LearningModule) -> Iterator[Finding]:
    for given, source in written_fields(module):
        yield from in_fields(given, source)


def in_fields(given: Iterable[Given], source: SourceMap) -> Iterator[Finding]:
    """SRC-036 in a text without a sign, SRC-194 below ``>``; once a text, at the first item."""
    for way, field, value in given:
        scalar = source.written(way) if isinstance(value, str) else None
        if scalar is None or (scalar.style == ">" and not is_prose(field)):
            continue
        pattern = {"": ITEM_IN_TEXT, ">": FOLDED_ITEMS}.get(scalar.style)
        item = pattern.search(scalar.raw) if pattern else None
        if item:
            place = source.text_of(*way).at(value.find(item["item"]))
            yield Finding("SRC-036" if not scalar.style else "SRC-194", place, {"key": str(way[-1])})
