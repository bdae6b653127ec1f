"""All papers of a module that need nothing but its source: file name → contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modulebouwer.build import Source
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Location
from modulebouwer.model.look import Look
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.data_sheet import data_sheet
from modulebouwer.papers.document import Document
from modulebouwer.papers.dossier import dossier
from modulebouwer.papers.metadata import nl_lom
from modulebouwer.papers.pdf import NoGlyphError, pdf
from modulebouwer.papers.word import word
from modulebouwer.papers.words import paper_words
from modulebouwer.render.learning_resource import learning_resource
from modulebouwer.render.pages import render
from modulebouwer.standards import Standard


def papers(
    source: Source, look: Look, standards: Iterable[Standard], language: str, changes: Sequence[str]
) -> tuple[dict[str, bytes], list[Finding]]:
    """Dossier in ``language``, data sheets in both languages for each of ``standards``, metadata; and what failed.

    Raises ``RenderError`` for a mistake in a template.
    """
    module = source.module
    start = f"{module.definition.identifier}-{module.definition.version}"
    words = paper_words(language)
    paper = dossier(module, look.locale, words, language, changes)
    made, findings = printed(f"{start}-{words['dossier']['file']}", paper, module)
    course = render(module, look)
    for standard in standards:
        for spoken in LANGUAGES:
            own = paper_words(spoken)
            sheet = data_sheet(module, course, standard, own, spoken)
            files, problems = printed(f"{start}-{standard.name}-{own['data_sheet']['file']}", sheet, module)
            made, findings = {**made, **files}, [*findings, *problems]
    metadata = {
        f"{start}.nllom.xml": nl_lom(module),
        f"{start}.jsonld": learning_resource(module.definition),
    }
    return {**made, **metadata}, findings


def printed(name: str, document: Document, module: LearningModule) -> tuple[dict[str, bytes], list[Finding]]:
    """The paper as Word and PDF; without the PDF, and with a finding, where no typeface has its letters."""
    made = {f"{name}.docx": word(document)}
    try:
        return {**made, f"{name}.pdf": pdf(document)}, []
    except NoGlyphError as error:
        place = Location(f"{module.folder}/module.yaml")
        return made, [Finding("PAP-003", place, {"file": f"{name}.pdf", "text": error.text})]
