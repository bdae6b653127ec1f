"""The words of CSL: types and variables of CSL 1.0.2 (appendix III and IV), names and dates as CSL-JSON writes them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)
NAMES = words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator"""
)
DATES = words("accessed available-date event-date issued original-date submitted")
TEXTS = words(
    """abstract annote archive archive-place archive_collection archive_location authority call-number categories
    chapter-number citation-key citation-label citation-number collection-number collection-title container-title
    container-title-short custom dimensions division DOI edition event event-place event-title
    first-reference-note-number genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license locator
    medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title
    page page-first part-number part-title PMCID PMID printing-number publisher publisher-place references
    reviewed-genre reviewed-title scale section shortTitle source status supplement-number title title-short URL
    version volume volume-title year-suffix"""
)
VARIABLES = NAMES | DATES | TEXTS | {"id", "type"}
NAME_PARTS = words(
    """family given literal suffix dropping-particle non-dropping-particle comma-suffix static-ordering parse-names"""
)
DATE_PARTS = words("date-parts literal raw season circa year month day")
