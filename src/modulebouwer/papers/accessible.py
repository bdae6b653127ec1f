"""The way of the accessibility report: folder, findings and the report as it was → OpenACR, Word and HTML."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modulebouwer import checks, resources
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.checks.appearance import appearance
from modulebouwer.findings import Finding
from modulebouwer.model.look import Look
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.accessibility import Digests, judge, open_acr, report, strange
from modulebouwer.papers.page import web_page
from modulebouwer.papers.word import word
from modulebouwer.papers.words import paper_words
from modulebouwer.render.pages import scripts
from modulebouwer.source.languages import language_names
from modulebouwer.source.loader import load
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.source.mending import read_texts
from modulebouwer.source.text_file import decode
from modulebouwer.source.translations import load_translated
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.standards import REGISTRY

KEPT = "accessibility.yaml"
# A module with such a mistake gets a report that tells it; with any other there is nothing to report on yet.
TOLD = ("A11Y-", "SKN-001", "MED-012", "MED-023")


def accessibility_report(
    folder: Path, today: datetime.date, otherwise: str
) -> tuple[dict[str, bytes], list[Finding]]:
    """Files by their name, and what is wrong; ``otherwise``: a language.

    No files when the module cannot be read, or the report as people left it.
    """
    module, problems = load(folder, folder.as_posix())
    if module is None:
        return {}, problems
    templates, unread = read_templates(folder, folder.as_posix(), series=module.shared.folder)
    look, wrong = read_look(module.definition, module.source, templates)
    found = [*problems, *unread, *wrong, *checks.run(module, {}, None), *(appearance(look) if look else ())]
    if look is None or (not module.complete and not any(one.code.startswith(TOLD) for one in found)):
        return {}, found
    others = in_other_languages(folder, module)
    found += [one for _, told in others.values() for one in told if one.code.startswith(TOLD)]
    own = module.definition.language.partition("-")[0]
    language = own if own in LANGUAGES else otherwise
    words = paper_words(language)["accessibility"]
    before, unreadable = read_before(folder)
    if before is None:
        return {}, unreadable
    texts = {f"{name}/{path}": data for name, (files, _) in others.items() for path, data in files.items()}
    now = Digests(content(folder, module, texts), player(look, module))
    judged, unsigned = judge(module, found, before, now, today, words, language)
    name = f"{module.definition.identifier}-{module.definition.version}-{words['file']}"
    document = report(module, judged, module.definition.date, words, language)
    data = open_acr(module, judged, before, now, today, words)
    made = {
        KEPT: write_yaml(data, {(): words["comments"]}).encode(),
        f"{name}.docx": word(document),
        f"{name}.html": web_page(document),
    }
    return made, [*unreadable, *unsigned]


def in_other_languages(
    folder: Path, module: LearningModule
) -> dict[str, tuple[dict[str, bytes], list[Finding]]]:
    """Of each language that the module is translated into: its texts by their paths, and what is wrong in them."""
    if not module.complete:
        return {}
    made = {}
    for language in language_names(folder):
        translated, problems, there = load_translated(module, folder, language)
        found = there.with_own([*problems, *checks.run(translated, {}, None)])
        made[language] = ({path: file.text.encode() for path, file in there.changed.items()}, found)
    return made


def read_before(folder: Path) -> tuple[Mapping[str, Any] | None, list[Finding]]:
    """The report as it was, empty when there is none; None and why when it cannot be read to its end.

    People's judgements are in it: what cannot be read is never begun anew.
    """
    path = folder / KEPT
    if not path.is_file():
        return {}, []
    text, problems = decode(path.read_bytes(), path.as_posix())
    if text is None:
        return None, problems
    if not text.strip():
        return {}, []
    document = parse_yaml(text, path.as_posix())
    if document.data is None or document.problems:
        return None, list(document.problems)
    place = strange(document.data)
    if place is not None:
        return None, [Finding("ACR-002", document.source.at(*place))]
    return document.data, []


def content(folder: Path, module: LearningModule, translations: Mapping[str, bytes]) -> str:
    """A digest of all that the author made, translations too, and of what the module takes from its series."""
    shared = module.shared
    taken = {
        "inherited": shared.inherited,
        "terms": [one.model.model_dump(mode="json") for one in shared.terms],
        "references": [one.csl for one in shared.references],
    }
    return digest(
        {
            **read_texts(folder),
            **translations,
            **{file.path: file.data for file in module.media},
            **{f"../{file.path}": file.data for file in shared.media},
            "..": json.dumps(taken, sort_keys=True, default=str).encode(),
        }
    )


def player(look: Look, module: LearningModule) -> str:
    """A digest of what surrounds it: the programs that the module needs, the templates and the words."""
    programs = {f"player/{name}": resources.player(name).encode() for name in REGISTRY}
    programs |= {f"player_parts/{name}": resources.player_part(name).encode() for name in scripts(module)}
    templates = {**look.templates.built_in, **look.templates.own}
    return digest({**programs, **{name: file.text.encode() for name, file in templates.items()}})


def digest(parts: Mapping[str, bytes]) -> str:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(parts.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
