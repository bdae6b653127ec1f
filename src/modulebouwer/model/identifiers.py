"""The forms of an author's identifier.

An identifier is the author's and stable for ever: learners' answers hang on it. The form is the part that every
standard accepts as it is: an NCName (SCORM, XML Schema part 2, 3.3.7), an IRI segment (cmi5), a file name
(lower case ASCII: standards' packages run on case-sensitive stores) and an HTML id.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

IDENTIFIER_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
IDENTIFIER_LENGTH = 60

Identifier = Annotated[
    str,
    Field(pattern=IDENTIFIER_PATTERN, max_length=IDENTIFIER_LENGTH, examples=["samenwerken-regio"]),
]
