"""What is checked of a module that could be read: generators ``LearningModule`` → findings, a file a concern."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from modulebouwer.checks.accessibility import accessibility
from modulebouwer.checks.budget import answer_budgets
from modulebouwer.checks.completeness import completeness
from modulebouwer.checks.identifiers import identifiers
from modulebouwer.checks.links import links
from modulebouwer.checks.lookalikes import lookalikes
from modulebouwer.checks.markup import markup
from modulebouwer.checks.media import media
from modulebouwer.checks.media_content import media_content
from modulebouwer.checks.objectives import objectives, validity
from modulebouwer.checks.parts import own_checks, parts
from modulebouwer.checks.provenance import provenance
from modulebouwer.checks.readability import readability
from modulebouwer.checks.references import references
from modulebouwer.checks.score import score
from modulebouwer.checks.study_load import times
from modulebouwer.checks.themes import themes
from modulebouwer.checks.typed_citations import typed_citations
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

Check = Callable[[LearningModule], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    identifiers,
    references,
    typed_citations,
    links,
    themes,
    media,
    media_content,
    accessibility,
    markup,
    lookalikes,
    readability,
    completeness,
    times,
    objectives,
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
    found = [finding for check in CHECKS for finding in check(module)]
    expired = validity(module, today) if today else ()
    return [*found, *expired, *answer_budgets(module, record_limits)]
