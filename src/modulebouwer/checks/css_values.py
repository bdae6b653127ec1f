"""Values in a style sheet that no browser reads: it passes over the whole declaration, and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.look import TextFile

STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
# In these any sign may stand.
OPAQUE = re.compile(
    rf"(?P<comment>/\*.*?(?:\*/|\Z))|\burl\(\s*(?:{STRING}|[^)\"']*)\s*\)|{STRING}", re.DOTALL | re.IGNORECASE
)
DECLARATION = re.compile(
    r"(?<![\w-])(?P<property>--[\w-]+|[a-z][a-z-]*)\s*:(?P<value>[^;{}]*+)(?=[;}])", re.IGNORECASE
)
# A function with none in it.
INNERMOST = re.compile(r"(?P<name>[\w-]*)\((?P<inside>[^()]*)\)")
# How a colour is written (CSS Color 4 and 5).
COLOURS = {
    "light-dark": "light-dark(#rrggbb, #rrggbb)",
    "rgb": "rgb(20 80 120)", "rgba": "rgb(20 80 120 / 50%)",
    "hsl": "hsl(200 50% 40%)", "hsla": "hsl(200 50% 40% / 50%)", "hwb": "hwb(200 20% 40%)",
    "lab": "lab(50% 40 60)", "lch": "lch(50% 40 60)", "oklab": "oklab(60% 0.1 0.1)", "oklch": "oklch(60% 0.1 200)",
    "color-mix": "color-mix(in srgb, #rrggbb, #rrggbb)",
}  # fmt: skip
# What may be filled in as several values.
UNKNOWN = ("var", "env", "attr")
HEX = re.compile(r"(?<![\w#-])#(?!(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-]))[\w-]*", re.IGNORECASE)
# Properties of which every number is a length: only 0 may do without a unit.
SIDE = r"(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end|left|right))?)?"
LENGTHS = re.compile(
    rf"--radius(?:-small)?|border{SIDE}-radius|(?:padding|margin){SIDE}|(?:min-|max-)?(?:width|height)|font-size"
    rf"|(?:row-|column-)?gap|(?:border{SIDE}|outline)-width|letter-spacing|top|right|bottom|left",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<![\w.#%-])-?(?=[\d.]*[1-9])(?:\d+(?:\.\d+)?|\.\d+)(?![\w.%])")


def css_values(file: TextFile) -> Iterator[Finding]:
    """SKN-580, once a declaration."""
    said = OPAQUE.sub(blank, file.text)
    for one in DECLARATION.finditer(said):
        wrong = wrong_in(one["property"], one["value"], file.text[slice(*one.span("value"))])
        if wrong is not None:
            start, end, form = wrong
            start, end = start + one.start("value"), end + one.start("value")
            before = said[:start]
            place = Location(file.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
            written = shortened(file.text[start:end])
            yield Finding("SKN-580", place, {"written": written, "property": one["property"], "form": form})


def blank(found: re.Match[str]) -> str:
    """As many signs that say nothing, on as many lines."""
    return re.sub(r"[^\n]", " " if found["comment"] else "x", found[0])


def wrong_in(name: str, value: str, typed: str) -> tuple[int, int, str] | None:
    """Where what is wrong begins and ends in the value of a property, ``typed`` so, and how it is written."""
    if (more := value.count("(") - value.count(")")) != 0:
        start, text = len(typed) - len(typed.lstrip()), typed.strip()
        right = text + ")" * more if more > 0 else text.removesuffix(")" * -more)
        return start, start + len(text), right
    plain = value
    while call := INNERMOST.search(plain):
        name_of_call = call["name"].lower()
        if name_of_call in COLOURS and not fits(name_of_call, call["inside"]):
            return *call.span(), COLOURS[name_of_call]
        stands_for = "?" if name_of_call in UNKNOWN else "x"
        plain = plain[: call.start()] + stands_for * len(call[0]) + plain[call.end() :]
    if hexadecimal := HEX.search(value):
        return *hexadecimal.span(), "#rrggbb"
    if LENGTHS.fullmatch(name) and (bare := BARE.search(plain)):
        return *bare.span(), f"{bare[0]}px"
    return None


def fits(name: str, inside: str) -> bool:
    """Whether the function ``name`` of a colour has as many values as it takes; what is not known may be right."""
    parts = [part.strip() for part in inside.split(",")]
    if "?" in inside or inside.lstrip().lower().startswith("from "):
        return True
    if "" in parts:
        return False
    if name == "light-dark":
        return len(parts) == 2
    if name == "color-mix":
        return len(parts) == 3 and parts[0].lower().startswith("in ")
    if len(parts) > 1:
        # The older form: only these have it.
        return name in ("rgb", "rgba", "hsl", "hsla") and len(parts) in (3, 4)
    colour, *alpha = inside.split("/")
    return len(colour.split()) == 3 and len(alpha) <= 1
