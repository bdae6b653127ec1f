"""``licences.txt``: whose work is in a package beside that of its author, and on which terms it is there.

The licences of what is bundled ask that their text goes along with every copy. What is inside is looked up, not kept in
a list: the programs' contents are esbuild's own report (hatch_build.py), typefaces are named by the style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from modulebouwer import resources

LICENCES = "licences.txt"
FAMILY = re.compile(r"@font-face \{ font-family: \"([^\"]+)\"")
COPYRIGHT = re.compile(rb"Copyright \([^<>]*?(?= *(?:<|-->))")
# Makers of the official schemas by how a file's name begins, and their terms; the rest is the W3C's.
SCHEMA_MAKERS = {
    "adl": (
        "Advanced Distributed Learning (ADL)",
        "Licensed under the Apache License, Version 2.0, whose text follows.",
    ),
    "ims": (
        "IMS Global Learning Consortium (IMS, today 1EdTech); the metadata binds that of the IEEE",
        "Free to use; who passes the files on keeps the notices in them (http://www.imsglobal.org/speclicense.html). "
        "What IMS says in its schemas:",
    ),
    "": (
        "World Wide Web Consortium (W3C)",
        "Free to use, copy and pass on with the notices in the files (https://www.w3.org/copyright/), on these terms:",
    ),
}
# All their licences ask that the text goes along.
TEXTS = {"adl": "apache-2.0", "ims": "ims", "": "w3c"}


def licences(scripts: Iterable[str], style: str, schemas: Mapping[str, bytes]) -> bytes:
    """The notice for the programs ``scripts`` (as ``player/cmi5``), a style sheet and ``schemas`` by their paths."""
    programs = dict.fromkeys(name for script in scripts for name in resources.inside(script))
    families = dict.fromkeys(FAMILY.findall(style))
    parts = [
        "Beside the work of its author this package holds the work of others, on the terms below.",
        f"modulebouwer (the page and its script)\n\n{resources.licence('modulebouwer')}",
        *(f"{name} (in the script)\n\n{resources.licence(name)}" for name in programs),
        *(f"{family} (typeface, in the page)\n\n{resources.typeface_licence(family)}" for family in families),
        *schema_notices(schemas),
    ]
    return f"\n\n{'-' * 72}\n\n".join(part.strip() for part in parts).encode() + b"\n"


def schema_notices(schemas: Mapping[str, bytes]) -> Iterator[str]:
    left = dict(schemas)
    for beginning, (maker, terms) in SCHEMA_MAKERS.items():
        files = {path: left.pop(path) for path in sorted(left) if path.startswith(beginning)}
        said = {
            match.decode("utf-8", "replace") for data in files.values() for match in COPYRIGHT.findall(data)
        }
        stated = "".join(f"{' '.join(line.split())}\n" for line in sorted(said))
        if files:
            text = resources.licence(TEXTS[beginning])
            head = f"{maker} (schemas, unchanged as they come with the standard)"
            yield f"{head}\n\n{stated}{', '.join(files)}\n\n{terms}\n\n{text}"
