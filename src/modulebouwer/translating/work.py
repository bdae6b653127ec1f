"""What is translated of a module and its series, and what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule
from modulebouwer.model.translation import Unit
from modulebouwer.source.brands import brand_names, read_brand
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.loader import load
from modulebouwer.source.translations import Pair, Translated, TranslatedFile, squeezed, translated
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.wrong_use import WrongUse

STATES = ("done", "draft", "wrong", "stale", "missing")


@dataclass(frozen=True)
class Work:
    """A module and all that is, or is to be, translated of it, with what its series and their brands say."""

    module: LearningModule
    there: Translated

    @property
    def counts(self) -> Mapping[str, int]:
        """How many texts are in each of ``STATES``; "wrong" only where there are any."""
        states = [state(pair) for file in self.there.by_file.values() for pair in file.pairs]
        return {name: states.count(name) for name in STATES if name != "wrong" or name in states}


def state(pair: Pair) -> str:
    """One of ``STATES``."""
    if pair.placed is None:
        return "missing"
    if pair.stale:
        return "stale"
    if not pair.fits or pair.too_long:
        return "wrong"
    return "draft" if pair.placed.unit.made_by else "done"


def work_in(folder: str, language: str, files: Files = DISK) -> tuple[Work | None, list[Finding]]:
    """The work on the module in ``folder``; None, with findings, when it cannot be read.

    Raises ``WrongUse`` for the language that the module itself is in.
    """
    module, problems = load(Path(folder), Path(folder).as_posix(), files=files)
    if module is None or not module.complete:
        return None, problems
    if language == module.definition.language:
        raise WrongUse("own_language", path=folder, language_asked=language)
    series = Path(folder).resolve().parent
    names = brand_names(series) if module.shared.folder else []
    brands = [read_brand(module, Path(folder), name, files)[0] for name in names]
    there = translated(module, Path(folder), language, [one for one in brands if one], files)
    return Work(module, there), list(there.findings)


def written(file: TranslatedFile, units: Sequence[Unit]) -> str:
    """The file's YAML with ``units`` in it.

    One replaces a unit of the same text, and one that had stood for its text under another wording.
    """
    new = {key(unit): unit for unit in units}
    old = [placed.unit for placed in file.unused]
    old += [pair.placed.unit for pair in file.pairs if pair.placed]
    fresh = {squeezed(unit.source) for unit in units}
    replaced = {
        key(pair.placed.unit)
        for pair in file.pairs
        if pair.placed and pair.stale and squeezed(pair.text.text) in fresh
    }
    kept = [unit for unit in old if key(unit) not in new and key(unit) not in replaced]
    order = {(pair.text.name, squeezed(pair.text.text)): number for number, pair in enumerate(file.pairs)}
    known = {key(pair.placed.unit): number for number, pair in enumerate(file.pairs) if pair.placed}
    last = len(order)
    every = sorted([*units, *kept], key=lambda unit: order.get(key(unit), known.get(key(unit), last)))
    return write_yaml({"units": [plain(unit) for unit in every]})


def key(unit: Unit) -> tuple[str, str]:
    return unit.at, squeezed(unit.source)


def plain(unit: Unit) -> dict[str, str]:
    return {name: value for name, value in unit.model_dump().items() if value is not None}
