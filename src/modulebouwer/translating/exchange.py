"""What goes out to a translator and what comes back, whatever the form of the file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from modulebouwer.catalogue import Words
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.translation import Unit
from modulebouwer.source.translations import Pair, TranslatedFile, squeezed
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.translating.segments import pieces
from modulebouwer.translating.work import Work, key, state, written

# Said of a translation that a tool marks as uncertain: it is a draft until a person confirms it.
UNCERTAIN = "fuzzy"
SENT = re.compile(r"\bwas:([0-9a-f]{12}|0)\b")


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
    """A text that came back. ``uncertain``: the tool says so; "unless changed" where it may have forgotten to.

    ``sent``: the ``mark`` of the translation that went out; None when the file does not say.
    """

    path: str
    at: str
    source: str
    target: str
    uncertain: Literal["no", "yes", "unless changed"] = "no"
    sent: str | None = None


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
    if state(pair) == "wrong":
        yield words["wrong"]
    yield words["sent"].format(mark=f"was:{mark(unit.text if unit else '')}")


def mark(target: str) -> str:
    """What a translation is known by: 12 hexadecimal digits, or 0 when there is none."""
    text = squeezed(target)
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else "0"


def sent_in(notes: Iterable[str]) -> str | None:
    """The ``mark`` in the notes that came back; translators' tools keep these, and attributes of ours not."""
    found = SENT.search("\n".join(notes))
    return found.group(1) if found else None


def taken_back(
    work: Work, returned: Sequence[Returned], name: str, made_by: str | None = None, *, replace: bool = False
) -> tuple[Mapping[str, str], list[Finding]]:
    """The files of translations that ``returned`` changes, by their path; and what is told of it.

    What comes back is kept with the text that it was made of, so that nothing is mixed up when the source was changed
    meanwhile. ``name``: of the file that came back. ``made_by``: the machine that made what is new in it. ``replace``:
    what came in since the export gives way.
    """
    by_path = {from_folder(work, told): file for told, file in work.there.by_file.items()}
    changed: dict[str, str] = {}
    findings: list[Finding] = []
    for path in dict.fromkeys(one.path for one in returned):
        if path not in by_path:
            values = {"path": path, "suggestion": closest(path, by_path)}
            findings.append(Finding("TRN-009", Location(name), values))
            continue
        file = by_path[path]
        met = [*meetings(file, (one for one in returned if one.path == path), made_by, replace=replace)]
        units = [one.unit for one in met if one.taken]
        if units:
            changed[file.path] = written(file, units)
        findings += told_of(file, met, changed.get(file.path), name)
    return changed, findings


@dataclass(frozen=True)
class Meeting:
    """A text that came back, and the ``code`` of what is told of it ("" for nothing). ``there``: what stands there."""

    unit: Unit
    there: Unit | None
    code: str = ""

    @property
    def taken(self) -> bool:
        return self.code in ("", "TRN-162")


def meetings(
    file: TranslatedFile, returned: Iterable[Returned], made_by: str | None, *, replace: bool
) -> Iterator[Meeting]:
    """What differs from what is there."""
    texts = {(pair.text.name, squeezed(pair.text.text)): pair for pair in file.pairs}
    placed = [*file.unused, *(pair.placed for pair in file.pairs if pair.placed)]
    known = {key(one.unit): one.unit for one in placed}
    for one in returned:
        target = one.target.strip()
        pair = texts.get((one.at, squeezed(one.source)))
        there = pair.placed.unit if pair and pair.placed else known.get((one.at, squeezed(one.source)))
        same = there is not None and there.text.strip() == target
        if not target or (same and one.uncertain != "no"):
            continue
        untouched = one.sent == mark(target)
        unsure = one.uncertain == "yes" or (one.uncertain == "unless changed" and untouched)
        source = pair.text.text if pair else one.source
        unit = Unit(at=one.at, source=source, text=target, made_by=made_by or (UNCERTAIN if unsure else None))
        if same and there is not None and key(there) == key(unit):
            # Who sends a draft back as it is and as final confirms it; a machine confirms nothing.
            if there.made_by and not made_by:
                yield Meeting(unit, there)
            continue
        if there and there.made_by and unit.made_by and untouched and one.sent != mark(there.text):
            # A newer draft came in since, and this is the one that went out.
            continue
        yield Meeting(unit, there, judged(there, unit, one.sent, replace=replace))


def judged(there: Unit | None, unit: Unit, sent: str | None, *, replace: bool) -> str:
    """The code of what is told when ``unit`` meets what is ``there``.

    A translation that a person confirmed since the export gives way to no draft, and to another only when that is
    asked for. Where the file no longer says what went out, what a person made goes first, and that is told.
    """
    if there is None or there.made_by or key(there) != key(unit) or sent == mark(there.text):
        return ""
    if unit.made_by:
        return "TRN-160"
    return "TRN-162" if replace or sent is None else "TRN-161"


def told_of(file: TranslatedFile, met: Iterable[Meeting], text: str | None, name: str) -> Iterator[Finding]:
    """The findings of ``met``, where each stands in ``text``, the file as it becomes; None when it stays as it is."""
    told = [one for one in met if one.code and one.there]
    if not told:
        return
    if text is None:
        placed = [*file.unused, *(pair.placed for pair in file.pairs if pair.placed)]
        places = {key(one.unit): one.places.at(0) for one in placed}
    else:
        document = parse_yaml(text, file.path)
        units = (document.data or {})["units"]
        places = {
            (one["at"], squeezed(one["source"])): document.source.text_of("units", number, "text").at(0)
            for number, one in enumerate(units)
        }
    for one in told:
        assert one.there
        values = {"ours": shortened(one.there.text), "theirs": shortened(one.unit.text), "file": name}
        yield Finding(one.code, places[key(one.unit)], values)
