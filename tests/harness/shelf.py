"""The shelf of a provider: the two real modules as a series for two clients, in Dutch and in a language of accents."""

from __future__ import annotations

import shutil
from pathlib import Path

from harness import pseudo

ROOT = Path(__file__).parents[2]
MODULES = ("samenwerken_regio", "samenwerken_passend_onderwijs")
PUBLISHERS = {"linde": "Lindekring", "haven": "Havenkring"}
# One client with much of its own, and one with little.
BRANDS = {
    "linde": """\
publisher: Lindekring
skin: helder
logo: media/linde.svg
colophon: Samengesteld voor schoolleiders bij de Lindekring.
words:
  page:
    begin: Aan de slag
addresses:
  - module: samenwerken_regio
    url: https://leren.linde.example/regio
where: Zoek op de titel in de leeromgeving van de Lindekring.
""",
    "haven": "publisher: Havenkring\nwhere: Vraag uw opleider waar u deze module vindt.\n",
}
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60" viewBox="0 0 240 60">
  <rect x="4" y="8" width="44" height="44" fill="#1d5c3f"/>
  <rect x="60" y="24" width="172" height="12" fill="#1d5c3f"/>
</svg>
"""


def lay_out(folder: Path) -> Path:
    """The shelf in ``folder``; the folder of the series."""
    series = folder / "modules"
    shutil.copytree(ROOT / "modules", series)
    for path, text in {
        "media/linde.svg": LOGO,
        **{f"brands/{name}.yaml": text for name, text in BRANDS.items()},
    }.items():
        (series / path).parent.mkdir(exist_ok=True)
        (series / path).write_text(text, "utf-8")
    for name in MODULES:
        pseudo.translate(series / name)
    pseudo.write_locale(series / "templates", ROOT / "templates" / "locales" / "nl.yaml")
    return series
