"""``series.yaml`` and what stands beside it, which modules in the folders below it share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding, Location, Severity, severity
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.identifiers import slug, unique
from modulebouwer.model.module import Member
from modulebouwer.model.series import Series, SeriesDefinition
from modulebouwer.model.source_map import SourceMap, TextPlaces
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.meant import identifier_like
from modulebouwer.source.misplaced import misnamed_brands, misplaced_beside
from modulebouwer.source.references_file import Bibliography, bibliography_of
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import parse_yaml

SERIES, TERMS, REFERENCES, MODULE = "series.yaml", "terms.md", "references.yaml", "module.yaml"
# What stands beside the modules' folders and may be part of any of them.
SHARED = (SERIES, TERMS, REFERENCES, "media", "templates", "translations")


@dataclass
class SeriesCache:
    """What was read of series and of the modules that themes name: a run over many modules reads each once."""

    files: Files = DISK
    series: dict[Path, tuple[Series | None, tuple[Finding, ...]]] = field(default_factory=dict)
    members: dict[Path, Member | None] = field(default_factory=dict)


def series_above(folder: Path, shown: str, files: Files = DISK) -> tuple[Path, str] | None:
    """The folder of the series that the module in ``folder`` belongs to, and how it is told; None for none."""
    above = folder.resolve().parent
    if not files.is_file(above / SERIES):
        return None
    return above, shown_above(shown)


def shown_above(shown: str) -> str:
    """How the folder above that of a module is told."""
    named = PurePosixPath(shown)
    return str(named / ".." if named.name in ("", "..") else named.parent)


def is_series(folder: Path, files: Files = DISK) -> bool:
    real = folder.resolve()
    return files.is_file(real / SERIES) and not files.exists(real / MODULE)


def read_series(folder: Path, shown: str, cache: SeriesCache) -> tuple[Series | None, tuple[Finding, ...]]:
    """The series in ``folder``, ``shown`` as the user typed it; None when there is no series.yaml to go by."""
    if folder not in cache.series:
        cache.series[folder] = reading(Folder(folder, shown, cache.files))
    return cache.series[folder]


def reading(folder: Folder) -> tuple[Series | None, tuple[Finding, ...]]:
    text = folder.text(SERIES)
    if text is None:
        return None, tuple(folder.problems)
    document = parse_yaml(text, folder.path(SERIES))
    definition, problems = validate(SeriesDefinition, document.data or {}, document.source)
    problems = [*document.problems, *problems] if document.data is not None else list(document.problems)
    definition = definition or salvaged(document.data or {}, document.source)
    if definition is None:
        # What else is shared is read all the same: one mistake hides no other.
        *_, told = read_terms(folder)
        return None, (*problems, *told, *read_works(folder).problems, *folder.problems)
    places = (
        (name, document.source.at("groups", group, "modules", number))
        for group, listed in enumerate(definition.groups)
        for number, name in enumerate(listed.modules)
    )
    problems += unique("SER-003", places)
    terms, unread_terms, found = read_terms(folder)
    problems += found
    broken = {*unread_terms} | ({term.id for term in terms if term.id is not None} if found else set())
    # What stands there in another form may be meant for the term that is missed.
    broken |= {
        identifier_like(word)
        for one in found
        for word in re.findall(r"[\w-]+", str(one.values.get("what", "")))
    }
    works = read_works(folder)
    broken |= works.broken_ids - {""}
    unread = {"references.yaml"} if "" in works.broken_ids else set()
    problems += [
        *works.problems,
        *works.remarks,
        *unique("REF-005", ((one.id, one.location) for one in works.references)),
    ]
    media = tuple(folder.walk("media"))
    misnamed = [*misplaced_beside(folder)]
    problems += [*folder.problems, *misnamed, *misnamed_brands(folder)]
    complete = not any(severity(problem.code) is Severity.ERROR for problem in problems)
    found_series = Series(
        folder.shown,
        definition,
        document.source,
        works.references,
        terms,
        media,
        complete,
        frozenset(broken),
        frozenset(str(one.values["wanted"]) for one in misnamed) | unread,
    )
    return found_series, tuple(problems)


def salvaged(data: Mapping[str, Any], source: SourceMap) -> SeriesDefinition | None:
    """What is right by itself, when that tells at least which modules there are: one mistake hides no other."""
    right = {"title": "?", "groups": data.get("groups")}
    for key in ("defaults", "ignore"):
        if key in data and validate(SeriesDefinition, {**right, key: data[key]}, source)[0] is not None:
            right[key] = data[key]
    return validate(SeriesDefinition, right, source)[0]


def read_terms(folder: Folder) -> tuple[tuple[PlacedComponent, ...], frozenset[str], list[Finding]]:
    """The terms in terms.md, and the identifiers of those that cannot be read ("": any).

    Whatever else stands there would be nowhere, and is told.
    """
    if not folder.has(TERMS):
        return (), frozenset(), []
    text = folder.text(TERMS)
    if text is None:
        return (), frozenset({""}), []
    parsed = parse_markdown(TextPlaces.of_lines(folder.path(TERMS), text, 1))
    problems = list(parsed.problems)
    terms = tuple(one for one in parsed.components if one.model.glossary_entry() is not None)
    problems += [
        Finding("SER-004", one.location, {"what": f":::{{{one.model.component}}}"})
        for one in parsed.components
        if one not in terms
    ]
    problems += [
        Finding(
            "SER-004", text_location(token.meta.get("location"), folder), {"what": shortened(token.content)}
        )
        for token in parsed.markdown.tokens
        if token.type in ("inline", "fence", "code_block", "html_block") and token.content.strip()
    ]
    problems += unique("CMP-190", ((one.id or "", one.source.value_at("id")) for one in terms))
    return terms, parsed.broken_ids, problems


def read_works(folder: Folder) -> Bibliography:
    text = folder.text(REFERENCES) if folder.has(REFERENCES) else None
    return bibliography_of(text, folder.path(REFERENCES)) if text and text.strip() else Bibliography()


def text_location(place: object, folder: Folder) -> Location:
    return place if isinstance(place, Location) else Location(folder.path(TERMS))


def read_member(folder: Path, name: str, cache: SeriesCache) -> Member | None:
    """What ``module.yaml`` of the module ``name`` in a series' folder says of it; None when that cannot be read."""
    place = folder / name
    if place not in cache.members:
        text = Folder(place, name, cache.files).text(MODULE)
        document = parse_yaml(text, MODULE) if text is not None else None
        data = (document.data if document else None) or {}
        title, identifier = data.get("title"), data.get("identifier")
        if document and isinstance(title, str) and isinstance(identifier, str):
            cache.members[place] = Member(name, identifier, title, document.source.at("identifier").line)
        else:
            cache.members[place] = None
    return cache.members[place]


def meant_members(listed: Sequence[str], folder: Path, cache: SeriesCache) -> dict[str, str]:
    """What series.yaml in ``folder`` lists and is no module's folder → the folder that is meant, "" when not plain."""
    names = sorted(cache.files.names(folder))
    present = [name for name in names if cache.files.exists(folder / name / MODULE)]
    members = {name: read_member(folder, name, cache) for name in present if name not in listed}
    unlisted = {name: member.title if member else "" for name, member in members.items()}
    lacking = [name for name in listed if name not in present]
    return {name: meant_member(name, lacking, unlisted) for name in lacking}


def meant_member(name: str, lacking: Sequence[str], unlisted: Mapping[str, str]) -> str:
    """The folder that is meant by ``name`` in series.yaml, where there is no such folder; "" when it is not plain.

    ``lacking``: all such names; ``unlisted``: folders of modules that series.yaml does not name → their titles.
    """
    titled = (folder for folder, title in unlisted.items() if slug(title) == slug(name))
    near = closest(name, unlisted) or next(titled, "")
    alone = len(lacking) == 1 and len(unlisted) == 1
    return near or (next(iter(unlisted)) if alone else "")


def modules_in(folder: str, files: Files = DISK) -> list[str]:
    """The modules' folders in ``folder``, in the order of its series; ``folder`` itself when it is a module."""
    place = Path(folder)
    if files.exists(place.resolve() / MODULE):
        return [folder]
    try:
        names = sorted(files.names(place.resolve()))
    except OSError:
        return [folder]
    below = {
        name: (place / name).as_posix() for name in names if files.is_file(place.resolve() / name / MODULE)
    }
    series = read_series(place, folder, SeriesCache(files))[0] if is_series(place, files) else None
    named = [name for name in dict.fromkeys(series.definition.modules) if name in below] if series else []
    return [below[name] for name in [*named, *(name for name in below if name not in named)]] or [folder]
