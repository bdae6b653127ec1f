"""What is checked of a module that could be read: generators ``LearningModule`` → findings, a file a concern."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from modulebouwer.checks.accessibility import accessibility
from modulebouwer.checks.budget import answer_budgets
from modulebouwer.checks.completeness import completeness
from modulebouwer.checks.copied import copied
from modulebouwer.checks.example_left import example_left
from modulebouwer.checks.folded_lists import folded_lists
from modulebouwer.checks.glued_items import glued_items
from modulebouwer.checks.identifiers import identifiers
from modulebouwer.checks.language import other_address, other_language
from modulebouwer.checks.links import links
from modulebouwer.checks.lookalikes import lookalikes
from modulebouwer.checks.loose_ends import loose_ends
from modulebouwer.checks.markup import markup
from modulebouwer.checks.media import media
from modulebouwer.checks.media_content import captions_in_time, media_content, shapes
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
from modulebouwer.checks.study_load import fits, said_times, times
from modulebouwer.checks.themes import themes
from modulebouwer.checks.typed_citations import typed_citations
from modulebouwer.checks.typed_notes import typed_notes
from modulebouwer.checks.uneven_marks import uneven_marks
from modulebouwer.checks.versions import versions
from modulebouwer.findings import Finding, Severity, severity
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
    shapes,
    captions_in_time,
    motion,
    accessibility,
    markup,
    folded_lists,
    lookalikes,
    glued_items,
    uneven_marks,
    placeholders,
    slips,
    loose_ends,
    pasted,
    plain_fields,
    readability,
    other_language,
    other_address,
    completeness,
    copied,
    example_left,
    times,
    said_times,
    objectives,
    dates,
    versions,
    provenance,
    parts,
    own_checks,
    score,
)


# A section that is not listed, whatever it is called.
UNLISTED = frozenset({"SEC-002", "SEC-320", "SEC-321"})
# What is said of all that a module has in it, and so means little while part of its text is code.
OF_WHAT_IS_READ = frozenset(
    ["SEC-005", "SEC-010", "SEC-011", "REF-007", "MED-004", "LNK-009", "MOD-013", "MOD-014", "CMP-017"]
)
# What is not said where a whole section is code, which stops a build by itself.
OF_A_SECTION = frozenset({"CMP-018", "LNK-002"})


# What is not said where its cause is told: a copied component's id, a word that is proposed twice, code on which
# another component builds; on the same line, an unseen sign within a name, how a chatbot addresses who asked it, and
# the asterisks that uneven ones leave.
SAME_PLACE = {"CMP-005": "CMP-371", "CMP-374": "CMP-041", "CMP-200": "CMP-480", "CMP-480": "CMP-400"}
SAME_LINE = {"TXT-202": "LNK-150", "TXT-313": "TXT-152", "TXT-009": "TXT-480"}


def causes(found: list[Finding]) -> list[Finding]:
    """Less what follows from another: the minutes of a section with an error in it, what SEC-013 says too, what a
    block of code keeps from being read (CMP-200, CMP-400, TXT-232), and what another says better of the same place or
    line.
    """
    wrong = {one.location.path for one in found if severity(one.code) is Severity.ERROR}
    needed = {f"{one.values['section']}.md" for one in found if one.code == "SEC-013"}
    swallowed = any(one.code in ("CMP-200", "CMP-400", "TXT-232") for one in found)
    section = any(one.code == "CMP-400" for one in found)
    places = {(one.code, one.location) for one in found}
    lines = {(one.code, one.location.path, one.location.line) for one in found}
    return [
        one
        for one in found
        if not (swallowed and one.code in OF_WHAT_IS_READ)
        and not (section and one.code in OF_A_SECTION)
        and not (one.code == "SEC-010" and one.location.path in wrong)
        and not (one.code == "SEC-005" and is_of_one_section(one, found))
        and not (one.code in UNLISTED and one.values["name"] in needed)
        and (SAME_PLACE.get(one.code, ""), one.location) not in places
        and (SAME_LINE.get(one.code, ""), one.location.path, one.location.line) not in lines
    ]


def is_of_one_section(load: Finding, found: Sequence[Finding]) -> bool:
    """Whether the study load fits as soon as one section that is told (SEC-010) has the minutes that are reckoned."""
    total, wanted = int(load.values["minutes"]), int(load.values["load"])
    apart = [one.values for one in found if one.code == "SEC-010"]
    return len(apart) == 1 and fits(total - int(apart[0]["said"]) + int(apart[0]["minutes"]), wanted)


def run(
    module: LearningModule, record_limits: Mapping[str, int], today: datetime.date | None = None
) -> list[Finding]:
    """All findings about ``module``; ``record_limits``: characters of saved state that each chosen standard keeps.

    ``today``: the day to hold its validity against.
    """
    found = causes(in_order(module, [finding for check in CHECKS for finding in check(module)]))
    of_days = [*validity(module, today), *far_off(module, today), *ahead(module, today)] if today else []
    # Of two days in the wrong order one is told: that with a year which can only be a slip.
    if any(one.code == "MOD-190" for one in of_days):
        found = [one for one in found if one.code != "MOD-019"]
    return [*found, *of_days, *answer_budgets(module, record_limits)]
