"""What the player needs of the browser stands in one value (``player/environment.ts``), which tests replace."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src" / "modulebouwer"
SEAM = {SOURCES / "player" / name for name in ("environment.ts", "browser.ts", "kept.ts")}
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
# A network, a store or another tab that no test could hold: by the global itself, not by what was handed down.
GLOBAL = re.compile(
    r"(?<![.#\w])fetch\(|\b(?:sessionStorage|localStorage|indexedDB|caches|BroadcastChannel|XMLHttpRequest|sendBeacon)\b"
)


def past_the_seam(source: str) -> list[str]:
    return GLOBAL.findall(COMMENT.sub("", source))


def test_network_and_stores_are_asked_for_in_one_place() -> None:
    files = [
        path for part in ("player", "standards", "components") for path in (SOURCES / part).rglob("*.ts")
    ]
    assert set(files) > SEAM
    found = {
        path.relative_to(SOURCES).as_posix(): past_the_seam(path.read_text())
        for path in files
        if path not in SEAM
    }
    assert {name: asked for name, asked in found.items() if asked} == {}


def test_what_goes_past_it_is_found() -> None:
    assert past_the_seam("await fetch(url); window.sessionStorage.getItem('')") == [
        "fetch(",
        "sessionStorage",
    ]
    assert past_the_seam("// fetch(url)\nthis.#fetch(url); environment.fetch(url)") == []
