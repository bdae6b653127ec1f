"""Documents for the tests: a text with everything in it that an import has to recognise, as Pandoc writes it."""

from __future__ import annotations

import re
import subprocess
import textwrap
from pathlib import Path

import pypandoc

THEME = """---
title: Werken met de wijk
subtitle: Themabeschrijving
lang: nl
---

Dit thema gaat over de school en haar wijk.[^1] Het helpt schoolleiders om met anderen afspraken te maken over opvang, sport en zorg voor kinderen. Deze vragen komen aan bod: Hoe haal ik de wijk naar binnen? Hoe past mijn school bij de buurt? Wat zie ik over de grens van mijn school? Hoe krijg ik anderen mee?

[^1]: In een grote stad kan hier ook ‘de stad’ staan.

# Wat en waarom

De school staat niet los van haar omgeving (Smit & Maas, 2008). Wie afstemt, bereikt meer (Bakker & Pol, 2008; Hof, Steen & Hof, 2013). Dat vraagt de wet ook (Smit & Dijk, 2016; Smit, 2016).

| Partner | Waarvoor |
|---|---|
| Opvang | Hele dagen |
| Sport\\|spel | H~2~O en m^2^ |

## Krimp

Soms zijn er minder kinderen (Commissie Vermeer, 2011; Onderzoek, 2010; SER, 2011). Kies dan *samen* wat **nodig** is.

1. Eerst kijken
2. Dan praten
   - met ouders
   - met het team

# In de praktijk

Vertrouwen groeit langzaam (Smit, 2007). De school is een onderneming (Mulder, 2008).

> Een school is van de hele buurt.

## Taken

U verbindt mensen (Noord, geciteerd in Gijs, 2015). U kijkt naar buiten (Anders & Krans, 2012). Dat was al bekend (Smit, 2007; Kamp & Van den Berg, 2013).

# Aansluitende thema’s

Dit thema raakt andere thema’s.

- Ondersteuning vraagt om anderen. Kies dan voor ‘Samen aan passend onderwijs’.
- Wie samenwerkt, legt uit. Kies dan voor ‘Open over keuzes’.
- Wat voor leider wilt u zijn? Zie ‘Persoonlijk leiderschap’.
"""  # noqa: E501
WORKS = 13


def made(folder: Path, name: str, text: str = THEME, *options: str) -> Path:
    """``text`` (Pandoc's Markdown) as the document ``name`` in ``folder``."""
    target = folder / name
    if name.endswith(".md"):
        target.write_text(text, "utf-8")
        return target
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--standalone", *options, "-o", str(target)]
    subprocess.run(command, input=text, encoding="utf-8", check=True)
    return target


def typed(folder: Path, name: str = "thema.txt") -> Path:
    """``THEME`` without its table, as programs take it out of a PDF: wrapped, a note and a page's number first."""
    head, _, text = THEME.removeprefix("---\n").partition("---\n")
    title, subtitle = re.findall(r"title: (.*)", head)
    note = re.search(r"^\[\^1\]: (.*)$", text, re.MULTILINE)
    assert note is not None
    lines = ["", f"1 {note[1]}              1", f" {subtitle}", "", title, ""]
    for block in text.replace(note.group(), "").replace("wijk.[^1]", "wijk1.").split("\n\n"):
        if not block.startswith("|"):
            for line in block.strip().split("\n"):
                bulleted = re.sub(r"^ *- ", "● ", re.sub(r"^[#>]+ |[*]", "", line))
                lines += textwrap.wrap(bulleted, 100)
            lines.append("")
    target = folder / name
    target.write_text("\n".join(lines), "utf-8")
    return target
