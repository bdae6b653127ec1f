"""The colours of a skin: all there, and readable on each other; and nothing of a look is fetched from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from modulebouwer.checks.css_values import css_values
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.look import Look, TextFile

# Text and what it stands on (WCAG 2.2, 1.4.3: 4.5), then what shows a field, a button or the focus (1.4.11: 3).
TEXT_PAIRS = (
    ("ink", "paper surface accent-soft own mark"),
    ("quiet", "paper surface accent-soft"),
    ("accent", "paper surface accent-soft own alarm-soft"),
    ("on-accent", "accent"),
    ("own-ink", "own paper"),
    ("alarm", "paper own alarm-soft"),
)
SIGN_PAIRS = (
    ("focus", "paper surface own accent-soft alarm-soft"),
    ("control", "paper surface own accent-soft alarm-soft"),
)

COLOURS = sorted({name for text, on in (*TEXT_PAIRS, *SIGN_PAIRS) for name in (text, *on.split())})

# The skin whose colours another can begin with.
STANDARD = "skins/standaard/skin.css"

HEX = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
NAME = re.compile(r"--([a-z-]+)\s*:")
# What a style sheet or a template has fetched: an import, a picture, a typeface, a script.
FETCHED = re.compile(
    r"(?:@import\s+|\burl\(\s*|<(?:link|script|img|iframe|source|video|audio)\b[^<>]*?\b(?:src|href)\s*=\s*)"
    r"(?:url\(\s*)?[\"']?(?P<address>(?:https?:)?//[^\s\"'()<>;]+)",
    re.IGNORECASE,
)
# What a style sheet names that stands in a file beside it; a link within the page and what a template fills in do not.
BESIDE = re.compile(
    r"""(?:\burl\(\s*|@import\s+)["']?(?P<address>(?![\w+.-]+:|//|#|%23|media/|url\()[^\s"'(){}<>;]+)["']?\s*[);]""",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PROPERTY = re.compile(rf"--([a-z-]+)\s*:\s*(?:({HEX})|light-dark\(\s*({HEX})\s*,\s*({HEX})\s*\))\s*;")


class Colour(NamedTuple):
    """A skin's colour in both schemes, and the line where it stands."""

    light: str
    dark: str
    line: int


def appearance(look: Look) -> Iterator[Finding]:
    """Findings about the skin that the module asks for, and about what a designer wrote in place of our templates."""
    sheets = {file.path: file for file in (look.skin, *look.templates.own.values())}
    for file in sheets.values():
        yield from fetched(file)
    of_skin = [*skin_findings(look.skin.text, look.skin.path, look.templates.built_in[STANDARD].text)]
    yield from of_skin
    # A colour of the skin that cannot be read is told as such.
    told = {(one.location.path, one.location.line) for one in of_skin if one.code == "SKN-004"}
    for file in sheets.values():
        found = css_values(file) if file.path.endswith(".css") else ()
        yield from (one for one in found if (one.location.path, one.location.line) not in told)


def fetched(file: TextFile) -> Iterator[Finding]:
    """SKN-360: an address of another server, from which the page fetches nothing (its policy, launch_page.py).

    SKN-390: a file beside the style sheet, which goes into no package.
    """
    said = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), file.text)
    for code, pattern, text in (("SKN-360", FETCHED, file.text), ("SKN-390", BESIDE, said)):
        for match in pattern.finditer(text):
            before = text[: match.start("address")]
            place = Location(file.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
            yield Finding(code, place, {"address": shortened(match["address"])})


def skin_findings(css: str, path: str, standard: str) -> Iterator[Finding]:
    """SKN-001: a colour with too little contrast with others; SKN-004: a colour in a form that we do not read.

    SKN-320: the colours that are not there, with those of the skin ``standard`` to begin with.
    """
    found = colours(css)
    named = {match[1]: css.count("\n", 0, match.start()) + 1 for match in NAME.finditer(css)}
    for name in COLOURS:
        if name not in found and name in named:
            yield Finding("SKN-004", Location(path, named[name]), {"colour": name})
    if missing := [name for name in COLOURS if name not in named]:
        lines = " ".join(match[0] for match in PROPERTY.finditer(standard) if match[1] not in named)
        yield Finding("SKN-320", Location(path), {"count": len(missing), "lines": lines})
    for scheme in ("light", "dark"):
        yield from low_contrasts(found, scheme, path)


class Pair(NamedTuple):
    """Two colours with too little contrast: what stands in front, and behind."""

    front: str
    back: str
    ratio: float
    needed: float


def low_contrasts(found: Mapping[str, Colour], scheme: str, path: str) -> Iterator[Finding]:
    """One finding for each colour that most of the pairs have in common: it is the one to change."""
    low = [
        Pair(front, back, ratio, needed)
        for pairs, needed in ((TEXT_PAIRS, 4.5), (SIGN_PAIRS, 3.0))
        for front, backs in pairs
        for back in backs.split()
        if front in found and back in found
        if (ratio := contrast(getattr(found[front], scheme), getattr(found[back], scheme))) < needed
    ]
    while low:
        count = Counter(name for pair in low for name in (pair.front, pair.back))
        # Of two that are in as many pairs, the one in front.
        colour = max((name for pair in low for name in (pair.front, pair.back)), key=lambda name: count[name])
        own = [pair for pair in low if colour in (pair.front, pair.back)]
        low = [pair for pair in low if pair not in own]
        others = [pair.back if pair.front == colour else pair.front for pair in own]
        # Cut, not rounded: 4.499 must not read as 4.5.
        shown = (
            f"--{name} ({int(pair.ratio * 100) / 100:.2f} < {pair.needed})"
            for name, pair in zip(others, own, strict=True)
        )
        values = {
            "scheme": scheme,
            "colour": colour,
            "others": ", ".join(shown),
            "way": way_from(found, colour, others, scheme),
        }
        yield Finding("SKN-001", Location(path, found[colour].line), values)


def way_from(found: Mapping[str, Colour], colour: str, others: list[str], scheme: str) -> str:
    """How a colour must change to differ from the others: ``darker``, ``lighter``, or ``either`` when it is between."""
    own = luminance(getattr(found[colour], scheme))
    lighter = [luminance(getattr(found[other], scheme)) >= own for other in others]
    return "darker" if all(lighter) else "either" if any(lighter) else "lighter"


def colours(css: str) -> dict[str, Colour]:
    """The custom properties of a skin whose value is a colour: ``#rrggbb`` or ``light-dark(#rrggbb, #rrggbb)``."""
    result = {}
    for match in PROPERTY.finditer(css):
        name, both, light, dark = match.groups()
        result[name] = Colour(both or light, both or dark, css.count("\n", 0, match.start()) + 1)
    return result


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb``, 0 to 1 (WCAG 2.2, "relative luminance")."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
