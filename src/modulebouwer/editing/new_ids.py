"""Ids for what has none yet: from the words beside it, and never one that is there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from modulebouwer.editing.document import Document
from modulebouwer.model.identifiers import IDENTIFIER_LENGTH, identifier_from
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap
from modulebouwer.source.csl import words
from modulebouwer.source.markdown_file import ids_in
from modulebouwer.source.section_file import yaml_parts

# The fields whose words tell best what something is, the best first.
TELLING = ("term", "title", "prompt", "question", "statement", "text", "match", "label")
# Words that tell nothing: a question word or an article.
EMPTY = words(
    """a an and are at de dat die do does een en het hoe how i in is jouw my of om on the to u uw van voor waar waarom
    wanneer wat we welk welke what when where which who why wie with you your"""
)
FEW_WORDS = 3


def proposals(
    document: Document, module: LearningModule | None, source: SourceMap, way: KeyPath, kind: str
) -> Iterator[str]:
    """Ids for the mapping at ``way`` of a part, none of them taken: from its words, and from its kind."""
    taken = taken_ids(document, module, source, way)
    said = [source.scalars[(*way, name)].text for name in TELLING if (*way, name) in source.scalars]
    for text in dict.fromkeys([*map(short, said), kind]):
        if name := identifier_from(text):
            yield free(name, taken)


def short(text: str) -> str:
    """The few words by which a text is known."""
    every = re.findall(r"[^\W_]+", text)
    telling = [word for word in every if word.lower() not in EMPTY]
    return " ".join((telling or every)[:FEW_WORDS])


def free(name: str, taken: Iterable[str]) -> str:
    """``name``, or with a number behind it when it is taken."""
    lower = {other.lower() for other in taken}
    found, number = name[:IDENTIFIER_LENGTH], 2
    while found in lower:
        ending = f"-{number}"
        found, number = f"{name[: IDENTIFIER_LENGTH - len(ending)]}{ending}", number + 1
    return found


def taken_ids(document: Document, module: LearningModule | None, source: SourceMap, way: KeyPath) -> set[str]:
    """The ids that one more may not have: of all components, or of the other items of the same list."""
    if way:
        mine = (*way, "id")
        return {
            scalar.text
            for other, scalar in source.scalars.items()
            if other != mine and len(other) == len(mine) and other[-1] == "id" and other[:-2] == mine[:-2]
        }
    here = {placed_id for placed_id in every_id(module, document) if placed_id}
    for part in yaml_parts(document.relative, document.text):
        if source.keys.get(()) != (part.first_line, 1 + part.indent):
            here |= ids_in(part.text)
    return here


def every_id(module: LearningModule | None, document: Document) -> Iterator[str | None]:
    """The ids of the components that stand in other files; the document itself may have changed since."""
    if module is None:
        return
    yield from module.broken_ids
    for placed in module.components:
        if not placed.location.path.endswith(f"/{document.relative}"):
            yield placed.id
