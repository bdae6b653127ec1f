"""The forms of an author's identifier.

An identifier is the author's and stable for ever: learners' answers hang on it. The form is the part that every
standard accepts as it is: an NCName (SCORM, XML Schema part 2, 3.3.7), an IRI segment (cmi5), a file name
(lower case ASCII: standards' packages run on case-sensitive stores) and an HTML id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from modulebouwer.findings import Finding, Location

IDENTIFIER_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
IDENTIFIER_LENGTH = 60

Identifier = Annotated[
    str,
    Field(pattern=IDENTIFIER_PATTERN, max_length=IDENTIFIER_LENGTH, examples=["samenwerken-regio"]),
]


def unique(code: str, named: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """Names that are there already. Case counts as the same: file systems and LMSs do not all tell it apart."""
    first: dict[str, Location] = {}
    for name, place in named:
        before = first.setdefault(name.lower(), place)
        if before is not place:
            yield Finding(code, place, {"id": name, "first": str(before)})
