"""A module read for its papers: whole, or with the findings that stand in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from modulebouwer.build import Options, Source, read
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import Finding, Location, Report, report
from modulebouwer.model.identifiers import is_example
from modulebouwer.model.locale import plural
from modulebouwer.model.module import LearningModule
from modulebouwer.standards import Standard
from modulebouwer.wrong_use import WrongUse

# Told when papers are made; a package does without.
OF_PAPERS = ("PAP-001", "PAP-002")
TO_FILL_IN = ("publisher", "authors", "audience", "level", "register", "licence", "valid_until")


def require_extra(
    packages: Iterable[tuple[str, str]] = (("docx", "python-docx"), ("typst", "typst")),
) -> None:
    """Raises ``WrongUse`` when packages of the extra ``papers`` are not there: names to import, and to install."""
    for name, package in packages:
        if find_spec(name) is None:
            raise WrongUse("no_papers", package=package)


def module_for_papers(folder: str, options: Options) -> tuple[Source | None, Report]:
    """The module, or None when it has an error."""
    sources, findings = read([Path(folder).as_posix()], options, lambda _: None)
    source = sources[0] if sources and sources[0].look is not None else None
    findings += to_fill_in(source.module) if source else ()
    found = report(findings, strict=options.strict)
    return (None if found.failed else source), found


def to_fill_in(module: LearningModule) -> Iterator[Finding]:
    """What only the provider can say, and the papers would say wrongly or not at all."""
    definition = module.definition
    if definition.base_iri and is_example(definition.base_iri):
        yield Finding("PAP-001", module.source.at("base_iri"), {"iri": definition.base_iri})
    if missing := [name for name in TO_FILL_IN if not getattr(definition, name)]:
        yield Finding("PAP-002", Location(f"{module.folder}/module.yaml"), {"fields": ", ".join(missing)})


def language_of(source: Source, otherwise: str) -> str:
    """The language of a module's papers: its own where there are words in it."""
    language = source.module.definition.language.partition("-")[0]
    return language if language in LANGUAGES else otherwise


def changes_since(
    against: Path | None, module: LearningModule, standard: Standard, language: str
) -> list[str]:
    """What changed in ``module`` since the version in ``against``, a line each; none without it.

    ``against``: a package, a module's folder, or a folder of packages, of which the newest for ``standard`` counts.
    Raises ``WrongUse`` when there is none, or it cannot be read or is of another module.
    """
    if against is None:
        return []
    from modulebouwer.diff.compare import compare
    from modulebouwer.diff.in_use import counterpart
    from modulebouwer.diff.release import read_releases
    from modulebouwer.diff.report import section_kind
    from modulebouwer.papers.words import paper_words

    package = counterpart(against, module.definition.identifier, standard.name)
    if package is None:
        return []
    old, new = read_releases(package, Path(module.folder))
    if old.identifier != new.identifier:
        values = {"found": old.identifier or old.title, "identifier": new.identifier}
        raise WrongUse("against_another", path=package.as_posix(), **values)
    told = paper_words(language)["dossier"]["changed"]
    found = [told["version"].format(old=old.version, new=new.version)]
    for change in compare(old, new).sections:
        passages = plural(told["passages"], len(change.passages))
        found.append(told[section_kind(change)].format(title=change.title, passages=passages))
    before, after = {prompt.id for prompt in old.prompts}, {prompt.id for prompt in new.prompts}
    found += [told["came"].format(count=len(after - before))] if after - before else []
    found += [told["gone"].format(count=len(before - after))] if before - after else []
    return found
