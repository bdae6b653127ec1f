"""Templates, words and skin: read once, before anything is checked or rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from modulebouwer import resources
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.brand import Brand
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.locale import Locale
from modulebouwer.model.look import Look, Templates, TextFile
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.brands import reworded
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.yaml_file import YamlDocument, parse_yaml

FOLDER = "templates"
SUFFIXES = (".j2", ".css", ".yaml")

# The file whose keys all others must have.
REFERENCE = "locales/nl.yaml"

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# Words that the program reads, or that say nothing without their values: what they may be, and how that is told.
FORMS = {
    "direction": ("ltr|rtl", "ltr, rtl"),
    "page.date": (r"(?=.*\{day\})(?=.*\{month\})(?=.*\{year\}).*", "{day} {month} {year}"),
    "references.date": (r"(?=.*\{day\})(?=.*\{month\})(?=.*\{year\}).*", "{day} {month} {year}"),
    "references.day": (r"(?=.*\{day\})(?=.*\{month\}).*", "{day} {month}"),
    "references.particle": ("capital|small", "capital, small"),
    "references.comma": ("inside|outside", "inside, outside"),
    "references.quotes": (r".+\{text\}.+", "“{text}”"),
}


def read_templates(
    folder: Path, shown: str, files: Files = DISK, series: str = ""
) -> tuple[Templates, list[Finding]]:
    """The templates of the module in ``folder``, ``shown`` as typed, over its series' and the built-in ones.

    ``series``: the folder above as it is told to the user, when the module belongs to the series there.
    """
    place = Folder(folder, shown, files)
    shared = Folder(folder.resolve().parent, series, files) if series else None
    own = {**(templates_in(shared) if shared else {}), **templates_in(place)}
    problems = [*(shared.problems if shared else ()), *place.problems]
    return Templates(built_in_templates(), own, place.path(FOLDER)), problems


def templates_in(folder: Folder) -> Mapping[str, TextFile]:
    """What stands below ``templates/`` in a folder, by its path there."""
    found = {}
    for path in folder.walk(FOLDER):
        text = folder.text(path) if path.endswith(SUFFIXES) else None
        if text is not None:
            found[path.removeprefix(f"{FOLDER}/")] = TextFile(folder.path(path), text)
    return found


def built_in_templates() -> Mapping[str, TextFile]:
    root = resources.templates()
    paths = sorted(path for path in root.rglob("*") if path.name.endswith(SUFFIXES))
    return {
        path.relative_to(root).as_posix(): TextFile(path.as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    }


def read_look(
    definition: ModuleDefinition, source: SourceMap, templates: Templates, brand: Brand | None = None
) -> tuple[Look | None, list[Finding]]:
    """The look that a module asks for, or None and why there is none; ``source`` is that of module.yaml.

    With a ``brand`` its words go before.
    """
    text = templates.get(locale_file(templates, definition.language, definition.address))
    languages = templates.between("locales/", ".yaml")
    findings = (
        [*locale_findings(text, templates.built_in[REFERENCE])]
        if text
        else [not_there("LOC-001", source, "language", definition.language, languages)]
    )
    name = f"skins/{definition.skin}/skin.css"
    skin = templates.get(name)
    if skin is None:
        skins = templates.between("skins/", "/skin.css")
        findings.append(not_there("SKN-002", source, "skin", definition.skin, skins))
    if skin is None or text is None or findings:
        return None, findings
    words = parse(text).data or {}
    if brand is None:
        return Look(templates, locale(words), skin), []
    words, wrong = reworded(words, brand)
    return (None, wrong) if wrong else (Look(templates, locale(words), skin, brand.definition), [])


def not_there(code: str, source: SourceMap, key: str, name: str, known: Sequence[str]) -> Finding:
    """A language or skin that there is not, told where it is asked for, with what there is."""
    values = {key: name, "known": ", ".join(known), "suggestion": closest(name, known)}
    return Finding(code, source.value_at(key), values)


def locale(words: Mapping[str, Any]) -> Locale:
    """The words of a complete locale file."""
    player = {**words["player"], "months": words["months"]}
    months = tuple(words["months"])
    return Locale(words["direction"], months, words["page"], player, words["components"], words["references"])


def locale_file(templates: Templates, language: str, address: str) -> str:
    """The file for the language with the form of address (``nl-je``), else for the tag, else for its first part."""
    primary = language.split("-")[0]
    names = [f"locales/{name}.yaml" for name in (f"{primary}-{address}", language, primary)]
    return next((name for name in names if templates.get(name)), names[-1])


@cache
def locale_findings(file: TextFile, reference: TextFile) -> tuple[Finding, ...]:
    """What is wrong with a locale, held against the one whose words all others have.

    LOC-002: a word is missing; LOC-003: it asks for a value that it does not get; LOC-004: it has another form.
    """
    document = parse(file)
    if document.data is None or document.problems:
        return tuple(document.problems)
    return tuple(wrong_words(document, parse(reference).data))


def wrong_words(document: YamlDocument, reference: Any) -> Iterator[Finding]:
    ours = dict(texts(document.data))
    for way, text in texts(reference):
        if not ours.get(way, "").strip():
            yield Finding("LOC-002", document.source.at(*way), {"word": word_name(way)})
        else:
            pattern, allowed = FORMS.get(word_name(way), (".*", ""))
            if not re.fullmatch(pattern, ours[way], re.DOTALL):
                values = {"word": word_name(way), "text": ours[way], "allowed": allowed}
                yield Finding("LOC-004", document.source.at(*way), values)
            for value in sorted(PLACEHOLDER.findall(ours[way])):
                if value not in PLACEHOLDER.findall(text):
                    values = {"word": word_name(way), "value": value}
                    yield Finding("LOC-003", document.source.at(*way), values)


@cache
def parse(file: TextFile) -> YamlDocument:
    """A locale's YAML; a run over many modules reads few locales."""
    return parse_yaml(file.text, file.path)


def texts(words: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The key paths of all words, in the order of the file, with the words."""
    if isinstance(words, Mapping | list):
        for key, value in words.items() if isinstance(words, Mapping) else enumerate(words):
            yield from texts(value, (*way, key))
    elif isinstance(words, str):
        yield way, words


def word_name(way: tuple[str | int, ...]) -> str:
    return ".".join(str(key) for key in way)
