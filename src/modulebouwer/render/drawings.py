"""Drawings in the skin's colours, one for each scheme.

A drawing that the page shows as a picture reads neither the page's custom properties nor, in browsers of 2022 and in
WebKit, its choice between light and dark. So what it says of them is filled in here, and the page chooses the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import escape
from pathlib import PurePosixPath

from modulebouwer.render.style_sheet import LIGHT_DARK

COLOUR = re.compile(r"(--[a-z-]+)\s*:\s*(#[0-9a-fA-F]+|light-dark\([^()]*\))\s*;")
# var(--accent) or var(--accent, #0b5864), which is what it looks like by itself.
VARIABLE = re.compile(r"var\(\s*(--[a-z-]+)\s*(?:,[^()]*)?\)")
# A rule for one scheme, with the rules in it.
ONE_SCHEME = re.compile(
    r"@media\s*\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)\s*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}"
)
PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+\.svg)"[^>]*>')
# What is chosen in the page, and paper, change this query (player/drawings.ts).
DARK = "(prefers-color-scheme:dark)"


def in_both_schemes(page: str, media: Mapping[str, bytes], skin: str) -> tuple[str, dict[str, bytes]]:
    """``page`` and ``media`` with a second file for each drawing that looks otherwise in the dark.

    ``media``: path → contents; ``skin``: the text of its style sheet.
    """
    files = dict(media)
    names: dict[str, str] = {}
    for path in sorted(media.keys() & set(PICTURE.findall(page))):
        light, dark = (drawn(media[path], skin, scheme) for scheme in ("light", "dark"))
        files[path] = light
        if light != dark:
            names[path] = name_beside(path, files)
            files[names[path]] = dark

    def chosen(found: re.Match[str]) -> str:
        dark = names.get(found[1])
        if dark is None:
            return found[0]
        return f'<picture><source srcset="{escape(dark)}" media="{DARK}">{found[0]}</picture>'

    return PICTURE.sub(chosen, page), files


def drawn(data: bytes, skin: str, scheme: str) -> bytes:
    """A drawing in the skin's colours of ``scheme``: ``light`` or ``dark``."""
    side = r"\1" if scheme == "light" else r"\2"
    colours = {name: LIGHT_DARK.sub(side, value).strip() for name, value in COLOUR.findall(skin)}
    text = data.decode("utf-8", "surrogateescape")
    text = ONE_SCHEME.sub(lambda rule: rule[2] if rule[1] == scheme else "", text)
    text = VARIABLE.sub(lambda found: colours.get(found[1], found[0]), text)
    return text.encode("utf-8", "surrogateescape")


def name_beside(path: str, taken: Collection[str]) -> str:
    """A name for the dark drawing in the same folder, which no other file has."""
    place = PurePosixPath(path)
    while str(place) in taken:
        place = place.with_stem(f"{place.stem}-dark")
    return str(place)
