"""What a module consists of: its sections with minutes, words and answers, and the components in each."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from modulebouwer.checks.study_load import StudyLoad, section_load, section_words, study_load
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.source.series import SERIES, series_above


def outline(module: LearningModule) -> dict[str, Any]:
    """Plain data: identifier, title, version, study load, and a list of sections, each with its components.

    What module.yaml should say and does not, or wrongly, is None.
    """
    stated = ("identifier", "title", "version", "study_load")
    sections = [section_outline(section, module) for section in module.sections]
    return {
        **{name: None if name in module.unread else getattr(module.definition, name) for name in stated},
        **{name: sum(section[name] for section in sections) for name in ("minutes", "words", "answers")},
        "reckoned": reckoned(study_load(module)),
        "sections": sections,
    }


def section_outline(section: Section, module: LearningModule) -> dict[str, Any]:
    recorded = {one.id: one for one in module.recorded if one.section == section.id}
    components = [
        {
            "component": placed.model.component,
            "id": placed.id,
            "answers": len(recorded[placed.id].interactions) if placed.id in recorded else 0,
            "required": placed.id in recorded and recorded[placed.id].required,
            "line": placed.location.line,
        }
        for placed in section.components
    ]
    return {
        "id": section.id,
        "title": section.head.title,
        "minutes": section.head.minutes,
        "reckoned": reckoned(section_load(section, module.siblings)),
        "words": section_words(section),
        "answers": sum(len(one.interactions) for one in recorded.values()),
        "components": components,
    }


def reckoned(load: StudyLoad) -> dict[str, int]:
    return {"minutes": load.minutes, **load.parts}


def origin_of(module: LearningModule) -> dict[str, Any]:
    """``origins``, and as ``outside`` the path of a series.yaml above that does not list it, or None.

    Plain data.
    """
    above = series_above(Path(module.folder), module.folder)
    beside = above is not None and not module.shared.folder
    outside = str(PurePosixPath(above[1]) / SERIES) if above and beside else None
    return {"origins": origins(module), "outside": outside}


def origins(module: LearningModule) -> list[dict[str, Any]]:
    """Where each field that was given stands, and each term, work and file: the module's own, then its series'.

    Plain data: ``what`` (field, term, reference, media), ``name``, ``path``, ``line``, ``inherited``; ``overrides`` is
    ``path`` and ``line`` of what the series says, when the module's own goes before, else None.
    """
    given = module.definition.model_dump(exclude_unset=True)
    shared = module.shared
    own_terms = [term for section in module.sections for term in section.terms]
    found = [("field", name, module.source.at(name), name in shared.inherited) for name in given]
    for inherited, part in ((False, module), (True, shared)):
        terms = shared.terms if inherited else own_terms
        found += [("term", term.id or "", term.location, inherited) for term in terms]
        found += [("reference", entry.id, entry.location, inherited) for entry in part.references]
        found += [("media", file.path, module.media_location(file), inherited) for file in part.media]
    return [
        {
            "what": what,
            "name": name,
            "path": place.path,
            "line": place.line,
            "inherited": inherited,
            "overrides": {"path": hidden.path, "line": hidden.line} if hidden else None,
        }
        for what, name, place, inherited in found
        for hidden in [shared.overridden.get((what, name))]
    ]
