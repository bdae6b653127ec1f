"""All papers of a module that need nothing but its source: file name → contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from modulebouwer.build import Source
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.model.look import Look
from modulebouwer.papers.data_sheet import data_sheet
from modulebouwer.papers.document import Document
from modulebouwer.papers.dossier import dossier
from modulebouwer.papers.metadata import nl_lom
from modulebouwer.papers.pdf import pdf
from modulebouwer.papers.word import word
from modulebouwer.papers.words import paper_words
from modulebouwer.render.learning_resource import learning_resource
from modulebouwer.render.pages import render
from modulebouwer.standards import Standard


def papers(
    source: Source, look: Look, standards: Iterable[Standard], language: str, changes: Sequence[str]
) -> dict[str, bytes]:
    """Dossier in ``language``, data sheets in both languages for each of ``standards``, metadata.

    Raises ``RenderError`` for a mistake in a template.
    """
    module = source.module
    start = f"{module.definition.identifier}-{module.definition.version}"
    words = paper_words(language)
    made = dict(
        printed(f"{start}-{words['dossier']['file']}", dossier(module, look.locale, words, language, changes))
    )
    course = render(module, look)
    for standard in standards:
        for spoken in LANGUAGES:
            own = paper_words(spoken)
            sheet = data_sheet(module, course, standard, own, spoken)
            made |= dict(printed(f"{start}-{standard.name}-{own['data_sheet']['file']}", sheet))
    return {
        **made,
        f"{start}.nllom.xml": nl_lom(module),
        f"{start}.jsonld": learning_resource(module.definition),
    }


def printed(name: str, document: Document) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.docx", word(document)
    yield f"{name}.pdf", pdf(document)
