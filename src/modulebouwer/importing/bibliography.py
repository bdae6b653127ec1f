"""What a reference manager exports (BibTeX, RIS, EndNote XML, CSL JSON) → entries of ``references.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modulebouwer.findings import Finding, Location
from modulebouwer.importing.importing import LARGEST_DOCUMENT, bytes_of
from modulebouwer.importing.pandoc import LIBRARIES, asked
from modulebouwer.importing.proposal import managed
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.model.module import Reference
from modulebouwer.source.csl import TYPES
from modulebouwer.source.loader import load
from modulebouwer.source.references_file import date_parts
from modulebouwer.source.writing import save, write_references
from modulebouwer.wrong_use import WrongUse

FILE = "references.yaml"


@dataclass(frozen=True)
class Added:
    """``added`` and ``known`` count entries; ``complete`` is False when nothing was written because of a finding."""

    findings: tuple[Finding, ...]
    complete: bool = False
    added: int = 0
    known: int = 0


def add_references(names: Sequence[str], folder: Path) -> Added:
    """Add the works in the files ``names`` to the module in ``folder``; what stands there is never changed.

    Raises ``WrongUse`` when ``folder`` cannot be written.
    """
    shown = folder.as_posix()
    module, problems = load(folder, shown)
    if module is None or any(finding.location.path.endswith(FILE) for finding in problems):
        return Added(tuple(problems))
    try:
        entries = [entry for name in names for entry in read_library(Path(name), name)]
    except Unreadable as error:
        return Added((error.finding,))
    there = {reference.id: reference for reference in module.references}
    fresh, found, known = [], [], 0
    for reference in entries:
        standing = there.get(reference.id)
        if standing is None:
            there[reference.id] = reference
            fresh.append(reference)
            continue
        known += 1
        differs = differences(standing.csl, reference.csl)
        if differs:
            where = {"path": reference.location.path, "fields": ", ".join(differs)}
            place = standing.location if standing not in fresh else reference.location
            found.append(Finding("IMP-028", place, {"id": reference.id, **where}))
    if fresh:
        before = bytes_of(folder / FILE)
        save(folder, {FILE: write_references([*module.references, *fresh], before)})
    return Added(tuple(found), True, len(fresh), known)


def read_library(path: Path, shown: str) -> list[Reference]:
    """The works in the file ``path``, under keys that can be cited. Raises ``Unreadable`` and ``WrongUse``."""
    kind = LIBRARIES.get(path.suffix.lower())
    if kind is None:
        raise WrongUse("no_library", path=shown, known=", ".join(sorted(LIBRARIES)))
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            raise Unreadable("IMP-105", shown, limit=f"{LARGEST_DOCUMENT // 1_000_000}")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("IMP-109", shown) from error
    entries = asked(data, shown, kind, "csljson")
    if not entries:
        raise Unreadable("IMP-107", shown)
    return [Reference(str(entry.csl["id"]), usable(entry.csl), Location(shown)) for entry in managed(entries)]


def usable(csl: Mapping[str, Any]) -> dict[str, Any]:
    """An entry as ``references.yaml`` has it: its key and a type that CSL knows first."""
    kind = str(csl.get("type", ""))
    kept = {"id": csl["id"], "type": kind if kind in TYPES else "document"}
    return {**kept, **{key: value for key, value in csl.items() if key not in kept}}


def differences(standing: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The variables that both have and say otherwise."""
    both = standing.keys() & other.keys() - {"id"}
    return sorted(key for key in both if in_one_form(standing[key]) != in_one_form(other[key]))


def in_one_form(value: Any) -> Any:
    """A date written in any way as its numbers, a number as text."""
    return date_parts(value) or (value if isinstance(value, list | dict) else str(value))
