"""What a module takes from its series: the works it cites, the terms it links to, the files and modules it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from modulebouwer.checks.media_uses import uses
from modulebouwer.checks.references import citations
from modulebouwer.checks.texts import inline_tokens, texts
from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, MediaFile, Shared, term_words
from modulebouwer.model.series import Series
from modulebouwer.source.folder import Folder
from modulebouwer.source.series import SeriesCache, meant_members, read_member


def with_shared(
    module: LearningModule, series: Series, folder: Path, inherited: Mapping[str, Any], cache: SeriesCache
) -> tuple[LearningModule, list[Finding]]:
    """``module`` with what it takes from ``series`` in ``folder``; its own goes before. And what cannot be read."""
    named = {theme.id: theme.module for theme in module.definition.themes if theme.module is not None}
    members = {id: read_member(folder, name, cache) for id, name in named.items()}
    listed = series.definition.modules
    astray = any(members[id] is None and name in listed for id, name in named.items())
    shared = Shared(
        series.folder,
        series.definition.modules,
        inherited,
        {id: member for id, member in members.items() if member is not None},
        terms=tuple(wanted_terms(module, series)),
        overridden=overridden(module, series),
        words=term_words(series.terms),
        keys=frozenset(reference.id for reference in series.references),
        meant=meant_members(listed, folder, cache) if astray else {},
    )
    module = replace(
        module,
        shared=shared,
        broken_ids=module.broken_ids | series.broken_ids,
        unread=module.unread | series.unread,
    )
    own = {reference.id for reference in module.references}
    cited = {citation.key for citation in citations(module)} - own
    files = Folder(folder, series.folder, cache.files)
    present = {file.path for file in module.media}
    wanted = sorted({use.path for use in uses(module)} & set(series.media) - present)
    read = [(path, files.media_data(path)) for path in wanted]
    shared = replace(
        shared,
        references=tuple(reference for reference in series.references if reference.id in cited),
        media=tuple(MediaFile(path, data) for path, data in read if data is not None),
    )
    return replace(module, shared=shared, complete=module.complete and series.complete), [
        *two_meanings(module, series),
        *two_works(module, series),
        *files.problems,
    ]


def overridden(module: LearningModule, series: Series) -> dict[tuple[str, str], Location]:
    """What the module has itself though ``series`` has it too: what it is, and its name → where the series has it."""
    given = {key for key in series.defaults.keys if len(key) == 1} & module.source.keys.keys()
    ours = {("term", term.id) for term in module.glossary if term.id is not None}
    ours |= {("reference", one.id) for one in module.references} | {
        ("media", one.path) for one in module.media
    }
    theirs = {("term", term.id): term.location for term in series.terms if term.id is not None}
    theirs |= {("reference", one.id): one.location for one in series.references}
    theirs |= {("media", path): Location(str(PurePosixPath(series.folder) / path)) for path in series.media}
    found = {("field", str(name)): series.defaults.at(name) for (name,) in given}
    return {**found, **{key: place for key, place in theirs.items() if key in ours}}


def two_meanings(module: LearningModule, series: Series) -> Iterator[Finding]:
    """SER-620: a term of the module that ``series`` explains in other words, under the same id or the same word."""
    theirs = {one.model.glossary_entry() or "": one for one in series.terms}
    by_word = {folded(word): one for word, one in theirs.items()} | {str(one.id): one for one in series.terms}
    for section in module.sections:
        for term in section.terms:
            word = term.model.glossary_entry() or ""
            other = by_word.get(str(term.id)) or by_word.get(folded(word))
            if other and said_of(term) != said_of(other):
                values = {"term": word, "place": str(other.location), "id": str(other.id)}
                yield Finding("SER-620", term.source.value_at("definition"), values)


def two_works(module: LearningModule, series: Series) -> Iterator[Finding]:
    """SER-621: a key under which the module has another work than ``series``."""
    theirs = {one.id: one for one in series.references}
    for own in module.references:
        other = theirs.get(own.id)
        titles = [folded(str(one.csl.get("title", ""))) for one in (own, other) if one]
        # A copy may have a subtitle more, or less.
        if other and all(titles) and not any(one.startswith(two) for one, two in permutations(titles)):
            values = {
                "key": own.id,
                "title": shortened(str(other.csl["title"])),
                "place": str(other.location),
            }
            yield Finding("SER-621", own.location, values)


def said_of(term: PlacedComponent) -> str:
    return " ".join(folded(text.text) for text in term.prose.values())


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def leans_on(module: LearningModule, series: Series) -> bool:
    """Whether the module uses what only ``series`` has: a term, a work, or another module."""
    cited = {citation.key for citation in citations(module)} - {one.id for one in module.references}
    return (
        any(True for _ in wanted_terms(module, series))
        or bool(cited & {one.id for one in series.references})
        or any(theme.module in series.definition.modules for theme in module.definition.themes)
    )


def wanted_terms(module: LearningModule, series: Series) -> Iterator[PlacedComponent]:
    """The terms that the module's texts link to and it has none of, with those that these link to in turn."""
    own = {term.id for term in module.glossary}
    terms = {term.id: term for term in series.terms if term.id not in own}
    linked = {name for text in texts(module) for name in linked_terms(text)}
    wanted: set[str | None] = set()
    while new := (linked & terms.keys()) - wanted:
        wanted |= new
        linked |= {name for id in new for text in terms[id].prose.values() for name in linked_terms(text)}
    return (term for id, term in terms.items() if id in wanted)


def linked_terms(text: Markdown) -> Iterator[str]:
    for token in inline_tokens(text):
        scheme, _, name = unquote(str(token.attrs.get("href", ""))).partition(":")
        if token.type == "link_open" and scheme.lower() == "term":
            yield name
