"""What is checked of a module that could be read: generators ``LearningModule`` → findings, a file a concern."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from modulebouwer.checks.accessibility import accessibility
from modulebouwer.checks.budget import answer_budgets
from modulebouwer.checks.causes import causes
from modulebouwer.checks.codecs import codecs
from modulebouwer.checks.completeness import completeness
from modulebouwer.checks.copied import copied
from modulebouwer.checks.counts import counts
from modulebouwer.checks.described import described
from modulebouwer.checks.example_left import example_left
from modulebouwer.checks.fill_in_lines import fill_in_lines
from modulebouwer.checks.folded_lists import folded_lists
from modulebouwer.checks.glued_items import glued_items
from modulebouwer.checks.identifiers import identifiers
from modulebouwer.checks.ignored_paths import ignored_paths
from modulebouwer.checks.import_notes import import_notes
from modulebouwer.checks.language import other_address, other_language
from modulebouwer.checks.left_by_programs import left_by_programs
from modulebouwer.checks.links import links
from modulebouwer.checks.lookalikes import lookalikes
from modulebouwer.checks.loose_ends import loose_ends
from modulebouwer.checks.markup import markup
from modulebouwer.checks.media import media
from modulebouwer.checks.media_content import captions_in_time, media_content, shapes
from modulebouwer.checks.misspelt import misspelt
from modulebouwer.checks.motion import motion
from modulebouwer.checks.objectives import dates, far_off, objectives, validity
from modulebouwer.checks.parts import own_checks, parts
from modulebouwer.checks.pasted import pasted
from modulebouwer.checks.placeholders import placeholders
from modulebouwer.checks.plain_fields import plain_fields
from modulebouwer.checks.provenance import ahead, provenance
from modulebouwer.checks.readability import readability
from modulebouwer.checks.references import references
from modulebouwer.checks.score import score
from modulebouwer.checks.section_order import in_order
from modulebouwer.checks.slips import slips
from modulebouwer.checks.study_load import said_times, times
from modulebouwer.checks.themes import themes
from modulebouwer.checks.typed_citations import typed_citations
from modulebouwer.checks.typed_notes import typed_notes
from modulebouwer.checks.uneven_marks import uneven_marks
from modulebouwer.checks.unfinished import unfinished
from modulebouwer.checks.versions import versions
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

Check = Callable[[LearningModule], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    identifiers,
    references,
    typed_citations,
    typed_notes,
    links,
    themes,
    media,
    media_content,
    codecs,
    shapes,
    captions_in_time,
    left_by_programs,
    motion,
    accessibility,
    markup,
    folded_lists,
    lookalikes,
    glued_items,
    uneven_marks,
    placeholders,
    fill_in_lines,
    slips,
    loose_ends,
    pasted,
    plain_fields,
    described,
    counts,
    unfinished,
    misspelt,
    readability,
    other_language,
    other_address,
    completeness,
    copied,
    example_left,
    import_notes,
    times,
    said_times,
    objectives,
    dates,
    versions,
    ignored_paths,
    provenance,
    parts,
    own_checks,
    score,
)


def run(
    module: LearningModule, record_limits: Mapping[str, int], today: datetime.date | None = None
) -> list[Finding]:
    """All findings about ``module``; ``record_limits``: characters of saved state that each chosen standard keeps.

    ``today``: the day to hold its validity against.
    """
    found = in_order(module, [finding for check in CHECKS for finding in check(module)])
    of_days = [*validity(module, today), *far_off(module, today), *ahead(module, today)] if today else []
    return [*causes([*found, *of_days]), *answer_budgets(module, record_limits)]
