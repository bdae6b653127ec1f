"""What goes out to a translator and what comes back, whatever the form of the file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from modulebouwer.catalogue import Words
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest
from modulebouwer.model.translation import Unit
from modulebouwer.source.translations import Pair, TranslatedFile, squeezed
from modulebouwer.translating.segments import pieces
from modulebouwer.translating.work import Work, key, state, written

# Said of a translation that a tool marks as uncertain: it is a draft until a person confirms it.
UNCERTAIN = "fuzzy"


@dataclass(frozen=True)
class Item:
    """A text that goes out. ``path``: of its file, from the module's folder. ``target``: "" without a translation.

    ``state``: see ``work.STATES``. ``longest``: most characters. ``notes``: what the translator must know.
    """

    path: str
    at: str
    source: str
    markdown: bool
    target: str
    state: str
    longest: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """All that goes out of one module. Languages in BCP 47."""

    title: str
    source_language: str
    target_language: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Returned:
    """A text that came back. ``uncertain``: the tool says so; "unless changed" where it may have forgotten to."""

    path: str
    at: str
    source: str
    target: str
    uncertain: Literal["no", "yes", "unless changed"] = "no"


def batch(work: Work, words: Words) -> Batch:
    """The texts of a module, each text of one name once. ``words``: ``exchange`` of the command line's catalogue."""
    items: dict[tuple[str, str, str], Item] = {}
    for told, file in work.there.by_file.items():
        path = from_folder(work, told)
        for pair in file.pairs:
            text = pair.text
            items.setdefault((path, text.name, text.text), item(path, pair, words))
    definition = work.module.definition
    return Batch(definition.title, definition.language, work.there.language, tuple(items.values()))


def from_folder(work: Work, told: str) -> str:
    return os.path.relpath(told, work.module.folder or ".").replace(os.sep, "/")


def item(path: str, pair: Pair, words: Words) -> Item:
    text, unit = pair.text, pair.placed.unit if pair.placed else None
    return Item(
        path,
        text.name,
        text.text,
        text.markdown,
        unit.text.strip() if unit else "",
        state(pair),
        text.longest,
        tuple(notes(pair, words)),
    )


def notes(pair: Pair, words: Words) -> Iterator[str]:
    """What the text is, how long it may be, what stays as it is, and what its translation was made of."""
    text, unit = pair.text, pair.placed.unit if pair.placed else None
    yield words["place"].format(name=text.name, place=text.start)
    if text.longest:
        yield words["longest"].format(count=text.longest)
    kept = [one.text.strip() for one in pieces(text.text, markdown=text.markdown) if one.role != "words"]
    if any(kept):
        yield words["kept"].format(marks=" ".join(one for one in kept if one))
    if unit and pair.stale:
        yield words["stale"].format(text=unit.source)
    if unit and unit.made_by:
        yield words["draft"].format(made_by=unit.made_by)


def taken_back(
    work: Work, returned: Sequence[Returned], name: str, made_by: str | None = None
) -> tuple[Mapping[str, str], list[Finding]]:
    """The files of translations that ``returned`` changes, by their path; and what belongs to no file of the module.

    What comes back is kept with the text that it was made of, so that nothing is mixed up when the source was changed
    meanwhile. ``name``: of the file that came back. ``made_by``: the machine that made it all.
    """
    by_path = {from_folder(work, told): file for told, file in work.there.by_file.items()}
    changed, findings = {}, []
    for path in dict.fromkeys(one.path for one in returned):
        if path not in by_path:
            values = {"path": path, "suggestion": closest(path, by_path)}
            findings.append(Finding("TRN-009", Location(name), values))
            continue
        file = by_path[path]
        units = [*new_units(file, (one for one in returned if one.path == path), made_by)]
        if units:
            changed[file.path] = written(file, units)
    return changed, findings


def new_units(file: TranslatedFile, returned: Iterable[Returned], made_by: str | None) -> Iterator[Unit]:
    """What differs from what is there."""
    texts = {(pair.text.name, squeezed(pair.text.text)): pair for pair in file.pairs}
    for one in returned:
        target = one.target.strip()
        pair = texts.get((one.at, squeezed(one.source)))
        there = pair.placed.unit if pair and pair.placed else None
        same = there is not None and there.text.strip() == target
        if not target or (same and one.uncertain != "no"):
            continue
        drafted = made_by or (UNCERTAIN if one.uncertain == "yes" else None)
        unit = Unit(at=one.at, source=pair.text.text if pair else one.source, text=target, made_by=drafted)
        if there is None or key(there) != key(unit) or not same or there.made_by != unit.made_by:
            yield unit
