"""What stays of the example that ``new`` makes, in a module whose text is another: learners read it on the cover."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from modulebouwer.catalogue import LANGUAGES, PACKAGE
from modulebouwer.checks.texts import whole
from modulebouwer.findings import Finding
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.module import LearningModule

# A shorter paragraph of the example may stand in any module.
LONGEST_COMMON = 40


class Example(NamedTuple):
    """Each text as one line: ``definition``, its ``module.yaml``, and the paragraphs of its sections."""

    definition: str
    paragraphs: tuple[str, ...]


def example_left(module: LearningModule) -> Iterator[Finding]:
    """MOD-440, once; not while a paragraph of the example is there, for then it is still being changed."""
    if not whole(module):
        return
    for example in map(example_in, LANGUAGES):
        keys = [key for key, text in told_by(module.definition) if text and text in example.definition]
        if not keys or keys == ["title"]:
            continue
        texts = [one_line(section.body.text) for section in module.sections]
        if not any(paragraph in text for paragraph in example.paragraphs for text in texts):
            yield Finding("MOD-440", module.source.value_at(keys[0]), {"keys": ", ".join(keys)})


def told_by(definition: ModuleDefinition) -> Iterator[tuple[str, str]]:
    """The fields that the example has, each as it stands in its file; of a list what comes first."""
    yield "title", f"title: {definition.title} version:"
    yield "description", one_line(definition.description)
    keywords = " - ".join(definition.keywords)
    yield "keywords", f"keywords: - {keywords} study_load:" if keywords else ""
    yield "objectives", next((one_line(one.text) for one in definition.objectives), "")
    yield "guiding_questions", next(map(one_line, definition.guiding_questions), "")
    yield "themes", next((one_line(one.why) for one in definition.themes if one.why), "")


@cache
def example_in(language: str) -> Example:
    folder = PACKAGE.joinpath("examples", language)
    sections = [path.read_text("utf-8") for path in sorted(folder.joinpath("sections").glob("*.md"))]
    paragraphs = [one_line(one) for text in sections for one in text.split("\n\n")]
    return Example(
        one_line(folder.joinpath("module.yaml").read_text("utf-8")),
        tuple(one for one in paragraphs if len(one) > LONGEST_COMMON),
    )


def one_line(text: str) -> str:
    return " ".join(text.split())
