"""Style sheets as designers write them → one that browsers of 2022 read as well (Chrome 109, Firefox 115, Safari 15).

A skin says each colour once, as ``light-dark(#light, #dark)`` (CSS Color 5, 6), and text that is only seen gets an
empty alternative, ``content: "✓" / ""`` (CSS Content 3, 1.2). A browser without them drops the whole declaration, so
the page would have no colours and no signs: here they become what every browser reads.
"""

from __future__ import annotations

import re

# White space: it means something between two words, before a colon (a descendant) and around + and - (in calc()).
SPACE = re.compile(r"\s*([{};,>!])\s*|(:)\s+|\s+")
# A name needs no quotation marks (Selectors 4, 6.4): at the beginning of a component's rules there are hundreds.
NAMED = re.compile(r"(\[[a-z-]+[~^]?=)\"([a-z][a-z-]*)\"\]")
# 0.5 is .5 as well (CSS Values 4, 6.2).
ZERO = re.compile(r"(?<![\w.#%])0(?=\.\d)")
STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
LIGHT_DARK = re.compile(r"light-dark\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)")
# A custom property with two colours in its value.
TWO_COLOURS = re.compile(rf"(--[a-z0-9-]+)\s*:\s*([^;{{}}]*{LIGHT_DARK.pattern}[^;{{}}]*);")
# content: "what is seen" / "what is read out", where neither holds a quotation mark.
ALTERNATIVE = re.compile(r"content:\s*((?:\"[^\"]*\"|attr\([^)]*\)|\s)+?)\s*/\s*(\"[^\"]*\")")


def style_sheet(*sheets: str) -> str:
    """``sheets`` in their order as one, on one line; colours for two schemes as plain ones for each."""
    text = COMMENT.sub("", "".join(sheets))
    text = ALTERNATIVE.sub(r"content: \1; content: \1 / \2", text)
    dark = [(name, LIGHT_DARK.sub(r"\2", value)) for name, value, *_ in TWO_COLOURS.findall(text)]
    return on_one_line(LIGHT_DARK.sub(r"\1", text) + dark_scheme(dark))


def on_one_line(css: str) -> str:
    """``css`` with no more white space than it means something by; what stands in quotation marks stays."""
    pieces = STRING.split(NAMED.sub(r"\1\2]", css))
    pieces[::2] = [
        ZERO.sub("", SPACE.sub(lambda space: space.group(1) or space.group(2) or " ", piece))
        for piece in pieces[::2]
    ]
    return "".join(pieces).replace(";}", "}").strip()


def dark_scheme(properties: list[tuple[str, str]]) -> str:
    """Rules that give ``properties`` to who chose the dark scheme, or has it and did not choose; never on paper."""
    if not properties:
        return ""
    block = "{" + "".join(f"{name}:{value.strip()};" for name, value in properties) + "}"
    return (
        f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-scheme="light"]) {block} }}\n'
        f'@media screen {{ :root[data-scheme="dark"] {block} }}\n'
    )
