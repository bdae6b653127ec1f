"""The typefaces that a skin names → the rules that bring them along, inside the page.

A face of 600 or more is the family's bold one. As the fonts are in the style sheet itself, they are there before the
first text is painted: nothing moves when they arrive. A module or a skin that names others uses those of the device.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from modulebouwer import resources

NAMED = re.compile(r"--(?:serif|sans|text|display):([^;}]+)")
QUOTED = re.compile(r"\"([^\"]+)\"")


def typefaces(skin: str) -> str:
    """``@font-face`` rules (CSS Fonts 4, 4) for each typeface of ours that ``skin`` (CSS) names in quotation marks."""
    names = [name for value in NAMED.findall(skin) for name in QUOTED.findall(value)]
    return "".join(
        font_face(name, file)
        for name in dict.fromkeys(names)
        for file in resources.typeface(name.lower().replace(" ", "-"))
    )


def font_face(name: str, file: Path) -> str:
    """``file`` as a rule: its name ends in weight and style, ``-600-normal.woff2``."""
    weight, style = file.stem.split("-")[-2:]
    weights = f"{weight} 900" if int(weight) > 400 else weight
    data = base64.b64encode(file.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{name}"; font-weight: {weights}; font-style: {style}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
