"""What only the whole series shows: modules that nobody leads to, and what is shared and never used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modulebouwer.checks.ignores import without_ignored
from modulebouwer.checks.references import citations, near_key
from modulebouwer.checks.texts import texts
from modulebouwer.findings import Finding, Location
from modulebouwer.model.module import LearningModule
from modulebouwer.model.series import Series
from modulebouwer.source.brands import logos
from modulebouwer.source.series import MODULE, SeriesCache, meant_members
from modulebouwer.source.sharing import linked_terms


@dataclass(frozen=True)
class Lead:
    """A theme that leads to the module ``to``, and why; ``place``: of the reason."""

    to: str
    why: str
    place: Location


@dataclass(frozen=True)
class Footprint:
    """What a module, the folder ``name``, takes from its series and where it leads: by this the whole is judged.

    ``terms``, ``references``: with those that it has of its own instead. ``astray``: it leads to a term of nobody.
    """

    name: str
    leads: tuple[Lead, ...] = ()
    terms: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    astray: bool = False


def footprint(module: LearningModule, name: str) -> Footprint:
    shared = module.shared
    terms = {term.id for term in module.glossary if term.id is not None}
    own = {
        kind: frozenset(name for what, name in shared.overridden if what == kind)
        for kind in ("term", "reference")
    }
    linked = {name for text in texts(module) for name in linked_terms(text)}
    return Footprint(
        name,
        tuple(
            Lead(theme.module, theme.why, module.source.value_at("themes", number, "why"))
            for number, theme in enumerate(module.definition.themes)
            if theme.module is not None
        ),
        frozenset(term.id for term in shared.terms if term.id is not None) | own["term"],
        frozenset(reference.id for reference in shared.references) | nearly_cited(module) | own["reference"],
        frozenset(file.path for file in shared.media),
        astray=not linked <= terms | module.broken_ids,
    )


def nearly_cited(module: LearningModule) -> frozenset[str]:
    """The works of the series that a key of the module which nobody has is nearly called (REF-006)."""
    known = {reference.id for reference in module.all_references}
    unknown = {citation.key for citation in citations(module)} - known
    return frozenset(near_key(key, module.shared.keys) for key in unknown)


def series_findings(series: Series, folder: Path, footprints: Sequence[Footprint]) -> list[Finding]:
    """What is wrong with the series in ``folder`` as a whole; ``footprints``: of those modules that could be read.

    Nothing is said to be unused, and nobody to be alone, while a module is missing.
    """
    ignores = series.definition.ignore
    places = [series.source.at("ignore", number) for number in range(len(ignores))]
    read = {one.name: one for one in footprints}
    found = list(listing(series, folder))
    if series.complete and series.definition.modules and read.keys() >= set(series.definition.modules):
        found += [
            *reasons(footprints),
            *orphans(series, footprints),
            *unused(series, footprints, logos(folder)),
        ]
    kept = without_ignored(found, ignores, series.folder, places)
    # Whether something is still to be ignored is not known while something is missing.
    missing = not series.complete or any(one.code == "SER-001" for one in found)
    return [one for one in kept if not (missing and one.code == "MOD-005")]


def listing(series: Series, folder: Path) -> Iterator[Finding]:
    """SER-001: a module that is not there; SER-002: one that is and does not take part."""
    listed = series.definition.modules
    meant = meant_members(listed, folder, SeriesCache())
    for group, one in enumerate(series.definition.groups):
        for number, name in enumerate(one.modules):
            if name in meant:
                place = series.source.at("groups", group, "modules", number)
                yield Finding("SER-001", place, {"module": name, "suggestion": meant[name]})
    for name in (file.parent.name for file in sorted(folder.glob(f"*/{MODULE}"))):
        if name not in listed and name not in meant.values():
            yield Finding("SER-002", Location(path_in(series, f"{name}/{MODULE}")), {"module": name})


def reasons(footprints: Iterable[Footprint]) -> Iterator[Finding]:
    """SER-008: one reason for two modules, which is right for at most one of them."""
    first: dict[str, Lead] = {}
    for lead in (lead for one in footprints for lead in one.leads):
        words = " ".join(lead.why.split())
        other = first.setdefault(words, lead)
        if other.to != lead.to:
            yield Finding(
                "SER-008", lead.place, {"module": lead.to, "other": other.to, "first": str(other.place)}
            )


def orphans(series: Series, footprints: Sequence[Footprint]) -> Iterator[Finding]:
    """SER-009: a module that no theme of another leads to."""
    reached = {lead.to for one in footprints for lead in one.leads if lead.to != one.name}
    if not reached <= set(series.definition.modules):  # the name that is wrong may be this module's
        return
    for group, one in enumerate(series.definition.groups):
        for number, name in enumerate(one.modules):
            if name not in reached and len(series.definition.modules) > 1:
                yield Finding(
                    "SER-009", series.source.at("groups", group, "modules", number), {"module": name}
                )


def unused(series: Series, footprints: Sequence[Footprint], logos: frozenset[str]) -> Iterator[Finding]:
    """SER-010: a term, SER-011: a work, SER-012: a file that is shared by nobody, and is no brand's logo."""
    terms = frozenset[str]().union(*(one.terms for one in footprints))
    references = frozenset[str]().union(*(one.references for one in footprints))
    media = logos.union(*(one.media for one in footprints))
    # Who leads to a term that is not there may mean one that nobody leads to.
    for term in () if any(one.astray for one in footprints) else series.terms:
        if term.id is not None and term.id not in terms:
            yield Finding("SER-010", term.location, {"id": term.id})
    for reference in series.references:
        if reference.id not in references:
            yield Finding("SER-011", reference.location, {"key": reference.id})
    for path in series.media:
        if path not in media:
            yield Finding("SER-012", Location(path_in(series, path)), {"path": path})


def path_in(series: Series, relative: str) -> str:
    return str(PurePosixPath(series.folder) / relative)
