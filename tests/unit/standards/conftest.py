"""The tests of a standard go with its folder: without that they are not looked for."""

from __future__ import annotations

from pathlib import Path

from modulebouwer.standards import REGISTRY

collect_ignore = [
    folder.name
    for folder in Path(__file__).parent.iterdir()
    if folder.is_dir() and not folder.name.startswith("_") and folder.name not in REGISTRY
]
