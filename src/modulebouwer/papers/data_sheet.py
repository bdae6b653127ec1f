"""The data sheet for a processing agreement: which data, where, how long, who reads them. One page.

Each sentence hangs on a setting or on a fact of the package; ``tests/unit/papers/test_data_sheet.py`` holds each
against the packages that are built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from modulebouwer.model.locale import plural
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.document import Document, Paragraph, Table, lines, plain
from modulebouwer.render.course import Course
from modulebouwer.standards import Standard

# Topic and key of a sentence in ``catalogue/papers``, under ``data_sheet``, and the number of which it speaks, else 0.
Sentence = tuple[str, str, int]
# To write on, where nobody but the reader can know.
ROOM = "_" * 24
OUTSIDE = re.compile(r'href="(https?://[^"]+)"')


def sentences(module: LearningModule, course: Course, standard: Standard) -> Iterator[Sentence]:
    """What is true of the module's package for ``standard``, topic after topic."""
    count = sum(len(one.interactions) for one in module.recorded)
    place = place_of_answers(module, standard)
    kind = standard.runtime.kind
    yield "what", "answers" if count else "no_answers", count
    if any(one.type == "long-fill-in" for found in module.recorded for one in found.interactions):
        yield "what", "others", 0
    if any(hasattr(one.model, "hand_in") for one in module.components):
        yield "what", "evaluation", 0
    yield "what", "progress" if kind == "none" else "progress_and_time", 0
    if any(one.graded for one in module.recorded):
        yield "what", "score", 0
    elif module.definition.completion.full_score and kind == "scorm":
        yield "what", "full_score", 0
    yield "name", "no_name" if kind == "none" else "name", 0
    if count:
        yield "where", place, 0
        if module.definition.answers == "report" and kind == "scorm":
            yield "where", "interactions", 0
    if kind == "lrs":
        yield (
            "where",
            "statements_with_answers" if module.definition.answers == "report" else "statements",
            0,
        )
    else:
        yield "where", {"scorm": "progress_in_lms", "none": "progress_in_browser"}[kind], 0
    if kind != "none":
        yield "where", "drafts", 0
    yield "how_long", "browser" if kind == "none" else "attempt", 0
    if count and place == "device" and kind != "none":
        yield "how_long", "device", 0
    if count:
        yield "who", reader(module, place), 0
        yield "rights", "rights_in_browser" if kind == "none" else "rights", 0
    yield "third", {"scorm": "own_server", "lrs": "own_store", "none": "nobody"}[kind], 0
    if links := len(set(OUTSIDE.findall(course.page))):
        yield "third", "links", links
    yield "third", "maker", 0


def place_of_answers(module: LearningModule, standard: Standard) -> str:
    if standard.runtime.kind == "none" or module.definition.answers == "device":
        return "device"
    return "suspend_data" if standard.runtime.kind == "scorm" else "state"


def reader(module: LearningModule, place: str) -> str:
    """Who can read the answers: as the learner is told on the page (``page: privacy`` of a locale)."""
    if place == "device":
        return "device"
    suffix = "_report" if module.definition.answers == "report" else ""
    return {"suspend_data": "lms", "state": "store"}[place] + suffix


def data_sheet(
    module: LearningModule, course: Course, standard: Standard, words: Any, language: str
) -> Document:
    """``words``: ``paper_words``, in ``language``."""
    own, definition = words["data_sheet"], module.definition
    told: dict[str, list[str]] = {}
    for topic, key, count in sentences(module, course, standard):
        sentence = own["sentences"][topic][key]
        told.setdefault(topic, []).append(plural(sentence, count) if count else sentence)
    rows = [(plain(own["topics"][topic]), lines(texts)) for topic, texts in told.items()]
    asked = own["fill_in"]["none" if standard.runtime.kind == "none" else "lms"]
    asked = [*([] if definition.publisher else [own["fill_in"]["publisher"]]), *asked]
    rows += [(plain(own["topics"]["fill_in"]), lines(f"{one} {ROOM}" for one in asked))]
    subtitle = own["subtitle"].format(
        title=definition.title,
        version=definition.version,
        date=definition.date.isoformat(),
        standard=standard.title,
    )
    if definition.publisher:
        subtitle += f". {own['publisher'].format(publisher=definition.publisher)}"
    footer = own["footer"].format(identifier=definition.identifier, version=definition.version)
    blocks = (Paragraph(plain(own["lead"])), Table(tuple(rows), widths=(2, 7)))
    return Document(own["title"], subtitle, language, definition.date, footer, blocks)
