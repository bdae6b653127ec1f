"""What ``import`` noted for its author in the files, and is still there: nobody has looked at what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

# The comments of catalogue/importing, in the languages of authors.
GUESSED = frozenset({"Voorstel uit het document; kijk het na.", "Proposed from the document; please check."})
READ_FROM = re.compile(r"(?:Geraden uit|Guessed from): ")
NOT_UNDERSTOOD = re.compile(r"(?:Niet begrepen|Not understood): (?P<text>.*)")


def import_notes(module: LearningModule) -> Iterator[Finding]:
    """IMP-001, IMP-007 and IMP-011 again, as ``import`` told them, at what stands below the note."""
    yield from guessed_fields(module)
    yield from guessed_works(module)


def guessed_fields(module: LearningModule) -> Iterator[Finding]:
    source = module.source
    keys = {line: str(way[0]) for way, (line, _) in source.keys.items() if len(way) == 1}
    noted = {one.below for one in module.comments if one.path == source.path and one.text in GUESSED}
    if found := [keys[line] for line in sorted(noted & keys.keys())]:
        yield Finding("IMP-001", source.at(found[0]), {"keys": ", ".join(found)})


def guessed_works(module: LearningModule) -> Iterator[Finding]:
    works = {one.location: one for one in module.references}
    for place, work in works.items():
        notes = [one.text for one in module.comments if (one.path, one.below) == (place.path, place.line)]
        unread = next(filter(None, map(NOT_UNDERSTOOD.fullmatch, notes)), None)
        if unread:
            yield Finding("IMP-007", place, {"id": work.id, "text": unread["text"]})
        elif any(map(READ_FROM.match, notes)):
            yield Finding("IMP-011", place, {"id": work.id})
