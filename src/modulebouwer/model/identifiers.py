"""The forms of an author's identifier, and how a name in any language becomes one.

An identifier is the author's and stable for ever: learners' answers hang on it. The form is the part that every
standard accepts as it is: an NCName (SCORM, XML Schema part 2, 3.3.7), an IRI segment (cmi5), a file name
(lower case ASCII: standards' packages run on case-sensitive stores) and an HTML id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from modulebouwer.findings import Finding, Location
from modulebouwer.model.form import Form

IDENTIFIER_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
IDENTIFIER_LENGTH = 60

# Signs of Unicode, for a class of a regular expression: those without width that no text needs, all that nobody sees,
# and what a word processor makes of a hyphen.
NEEDLESS = r"\u200b\u2060\ufeff"
INVISIBLE = rf"\u00ad\u200c-\u200f{NEEDLESS}"
DASHES = r"\u2010-\u2015\u2212"

# What nobody types: in a key, or in an answer that a learner's is held against.
UNSEEN = re.compile(f"[{INVISIBLE}]")

Identifier = Annotated[
    str,
    Field(pattern=IDENTIFIER_PATTERN, max_length=IDENTIFIER_LENGTH, examples=["samenwerken-regio"]),
    Form("SRC-116"),
]

# The id of an answer: a component's, with that of a part behind a full stop where it has parts.
ANSWER_PATTERN = rf"{IDENTIFIER_PATTERN[:-1]}(\.{IDENTIFIER_PATTERN[1:-1]})?$"
AnswerIdentifier = Annotated[
    str, Field(pattern=ANSWER_PATTERN, examples=["moment", "look-back.meant"]), Form("SRC-116")
]

# Letters that Unicode does not take apart into a letter of ASCII and a mark.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

# What Windows takes for a device, with whatever extension (Microsoft, "Naming Files, Paths, and Namespaces").
DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def ascii_letters(text: str) -> str:
    """``text`` in lower case and ASCII: "Één straße" is "een strasse". What has no letter in ASCII is left out."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return plain.encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    """The letters and digits of ``text`` with single hyphens between, at most ``IDENTIFIER_LENGTH``; "" for none."""
    words = re.sub(r"[^a-z0-9]+", "-", ascii_letters(text)).strip("-")
    return words[:IDENTIFIER_LENGTH].rstrip("-")


def identifier_from(text: str) -> str:
    """The identifier that an author probably means by ``text``, or "" when nothing is left of it."""
    found = slug(text)
    return found if re.fullmatch(IDENTIFIER_PATTERN, found) else ""


def file_stem(name: str) -> str:
    """``name``, or another where a file of that name cannot be opened in Windows: "con" is "con-1"."""
    return f"{name}-1" if DEVICE.fullmatch(name.lower()) else name


def is_example(iri: str) -> bool:
    """Whether an address is in a domain that nobody can have (RFC 2606, 2): one that still has to be filled in."""
    host = urlsplit(iri).hostname or ""
    return host.rpartition(".")[2] in ("example", "invalid", "test", "localhost")


def unique(code: str, named: Iterable[tuple[str, Location]]) -> Iterator[Finding]:
    """Names that are there already. Case counts as the same: file systems and LMSs do not all tell it apart."""
    first: dict[str, Location] = {}
    for name, place in named:
        before = first.setdefault(name.lower(), place)
        if before is not place:
            yield Finding(code, place, {"id": name, "first": str(before)})
