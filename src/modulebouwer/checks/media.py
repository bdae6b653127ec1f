"""Pictures and other files below ``media/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from modulebouwer.checks.texts import inline_tokens, location, texts
from modulebouwer.diagnostics import Diagnostic, Location
from modulebouwer.model.components import Figure
from modulebouwer.model.module import LearningModule
from modulebouwer.source.validation import closest, shortened

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
# A picture that takes seconds on a slow school connection.
LARGE_PICTURE = 1_000_000


def media(module: LearningModule) -> Iterator[Diagnostic]:
    present = frozenset(file.path for file in module.media)
    used: set[str] = set()
    for source, place in pictures(module):
        used.add(source)
        for finding in picture(source, place, present):
            # A file whose name is misspelt elsewhere is not also unused.
            used.add(str(finding.values.get("suggestion", "")))
            yield finding
    yield from files(module, used)


def pictures(module: LearningModule) -> Iterator[tuple[str, Location]]:
    """Every picture's path or address, and its place."""
    for component in module.components:
        if isinstance(component.model, Figure):
            yield component.model.src, component.source.value_at("src")
    for text in texts(module):
        for token in inline_tokens(text):
            if token.type == "image":
                yield unquote(str(token.attrs.get("src", ""))), location(token)


def picture(source: str, place: Location, present: frozenset[str]) -> Iterator[Diagnostic]:
    path = PurePosixPath(source)
    values = {"path": shortened(source)}
    if ":" in source or source.startswith("//"):
        yield Diagnostic("MED-005", place, values)
    elif ".." in path.parts or path.is_absolute():
        yield Diagnostic("MED-008", place, values)
    elif source not in present:
        yield Diagnostic("MED-003", place, {**values, "suggestion": closest(source, present)})
    elif path.suffix.lower() not in PICTURES:
        yield Diagnostic("MED-006", place, values)


def files(module: LearningModule, used: set[str]) -> Iterator[Diagnostic]:
    names: dict[str, str] = {}
    for file in module.media:
        path = PurePosixPath(file.path)
        place = Location(str(PurePosixPath(module.folder) / file.path))
        if module.complete and file.path not in used:
            yield Diagnostic("MED-004", place, {"path": file.path})
        first = names.setdefault(path.name.lower(), file.path)
        if first != file.path:
            yield Diagnostic("MED-007", place, {"path": file.path, "first": first})
        if path.suffix in PICTURES and len(file.data) > LARGE_PICTURE:
            yield Diagnostic("MED-009", place, {"path": file.path, "size": f"{len(file.data) / 1e6:.1f}"})
