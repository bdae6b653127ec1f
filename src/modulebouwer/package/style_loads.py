"""What a style sheet loads: a tokenizer for the part of CSS in which addresses stand (CSS Syntax 3, section 4).

Comments and strings are passed over, escapes read; every pattern takes each character once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPED = r"\\(?:[0-9A-Fa-f]{1,6}\s?|.)"
DOUBLE, SINGLE = rf'"((?:{ESCAPED}|[^"\\\n]+)*)"?', rf"'((?:{ESCAPED}|[^'\\\n]+)*)'?"
# All of these begin with one of few letters, which are looked for at once.
TOKEN = re.compile(
    rf"(?=[-/@ius;{{}}\"'])(?:(?P<comment>/\*(?:.*?\*/|.*))|(?P<own>(?<![\w-])--[-\w]+(?=\s*:))|(?P<at>@[-\w]+)|(?P<set>\b(?:image-set|src)\()|(?P<end>[;{{}}])"
    rf"|(?P<url>(?<![\w-])url\(\s*(?:{DOUBLE}|{SINGLE}|((?:{ESCAPED}|[^\s\"'()\\]+)*)))|{DOUBLE}|{SINGLE})",
    re.IGNORECASE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
# Rules whose address names something and loads nothing.
NAMING = {"@namespace", "@charset", "@document", "@-moz-document"}
# What may stand before an import (CSS Cascade 5, 2; the second as a statement). Behind any other rule it is ignored.
BEFORE_IMPORTS = {"@charset", "@layer", "@import"}
LATE = "@import that is late"


def style_loads(
    text: str, *, attribute: bool = False, used: frozenset[str] | None = None
) -> Iterator[tuple[str, int]]:
    """Address and its offset: of ``url()`` anywhere, and of the strings after ``@import`` and in ``image-set()``.

    ``attribute``: declarations alone, as in the ``style`` of an element, where no rule can stand. ``used``: the custom
    properties whose value is asked for; None for all.
    """
    rule = own = ""
    strings_load = False
    late = attribute
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "own":
            own = token[0]
        elif kind == "at":
            rule = token[0].lower()
            late = late or rule not in BEFORE_IMPORTS
            rule = LATE if late and rule == "@import" else rule
            strings_load = rule == "@import"
        elif kind == "end":
            rule, own, strings_load = "", "", False
            late = late or token[0] == "{"
        elif kind == "set":
            strings_load = True
        elif kind != "comment" and rule not in {*NAMING, LATE} and (kind == "url" or strings_load):
            place = next((number for number in range(1, token.re.groups + 1) if is_address(token, number)), 0)
            if place and (not own or used is None or own in used):
                yield unescaped(token[place]), token.start(place)
            # What follows in an import are its conditions.
            strings_load = strings_load and rule != "@import"


def is_address(token: re.Match[str], number: int) -> bool:
    return number not in NAMED and bool(token[number])


NAMED = set(TOKEN.groupindex.values())


def unescaped(text: str) -> str:
    return ESCAPE.sub(lambda found: character(found[1]) if found[1] else found[2].strip("\n"), text)


def character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
