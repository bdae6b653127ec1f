"""What a module consists of: its sections with minutes, words and answers, and the components in each."""

from __future__ import annotations

from typing import Any

from modulebouwer.checks.study_load import StudyLoad, section_load, section_words, study_load
from modulebouwer.model.module import LearningModule, Section


def outline(module: LearningModule) -> dict[str, Any]:
    """Plain data: identifier, title, version, study load, and a list of sections, each with its components."""
    definition = module.definition
    sections = [section_outline(section, module) for section in module.sections]
    return {
        "identifier": definition.identifier,
        "title": definition.title,
        "version": definition.version,
        "study_load": definition.study_load,
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


def origins(module: LearningModule) -> list[dict[str, Any]]:
    """Where each field that was given stands, and then what the module takes from its series besides.

    Plain data: ``what`` (field, term, reference, media), ``name``, ``path``, ``line``, ``inherited``.
    """
    given = module.definition.model_dump(exclude_unset=True)
    shared = module.shared
    found = [("field", name, module.source.at(name), name in shared.inherited) for name in given]
    found += [("term", term.id or "", term.location, True) for term in shared.terms]
    found += [("reference", entry.id, entry.location, True) for entry in shared.references]
    found += [("media", file.path, module.media_location(file), True) for file in shared.media]
    return [
        {"what": what, "name": name, "path": place.path, "line": place.line, "inherited": inherited}
        for what, name, place, inherited in found
    ]
