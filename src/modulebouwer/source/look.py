"""Templates, words and skin: read once, before anything is checked or rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from modulebouwer import resources
from modulebouwer.checks.appearance import STANDARD, skin_findings
from modulebouwer.findings import Finding, Location, Severity, severity
from modulebouwer.findings.wording import closest, quoted, shortened
from modulebouwer.model.brand import Brand
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.locale import Locale
from modulebouwer.model.look import Look, Templates, TextFile
from modulebouwer.model.source_map import KeyPath, SourceMap
from modulebouwer.source.brands import reworded
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.yaml_file import YamlDocument, parse_yaml

FOLDER = "templates"
SUFFIXES = (".j2", ".css", ".yaml")

# The file whose keys all others must have.
REFERENCE = "locales/nl.yaml"

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# A word is plain text: learners would read this as it stands.
MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>?|&#?\w+;")
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


@cache
def built_in_templates() -> Mapping[str, TextFile]:
    """What comes with modulebouwer, read once; the preview, in which it is written, clears that."""
    root = resources.templates()
    paths = sorted(path for path in root.rglob("*") if path.name.endswith(SUFFIXES))
    return {
        path.relative_to(root).as_posix(): TextFile(path.as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    }


def read_look(
    definition: ModuleDefinition, source: SourceMap, templates: Templates, brand: Brand | None = None
) -> tuple[Look | None, list[Finding]]:
    """The look that a module asks for, or None and why there is none, and what is less than good in its words.

    ``source`` is that of module.yaml. With a ``brand`` its words go before.
    """
    text = templates.get(locale_file(templates, definition.language, definition.address))
    languages = templates.between("locales/", ".yaml")
    findings = (
        [*locale_findings(text, templates.built_in[REFERENCE])]
        if text
        else [not_there("LOC-001", source, "language", definition.language, languages)]
    )
    words = {} if text is None or any_error(findings) else parse(text).data or {}
    if brand is not None and words:
        words, wrong = reworded(words, brand)
        findings += [*wrong, *brand_word_findings(brand, parse(templates.built_in[REFERENCE]).data)]
    name = f"skins/{definition.skin}/skin.css"
    skin = templates.get(name)
    if skin is None:
        skins = templates.between("skins/", "/skin.css")
        findings.append(not_there("SKN-002", source, "skin", definition.skin, skins))
    if skin is None or text is None or any_error(findings):
        # There is no look of which the colours can be checked: it is done here.
        standard = templates.built_in[STANDARD].text
        return None, [*findings, *(skin_findings(skin.text, skin.path, standard) if skin else ())]
    return Look(templates, locale(words), skin, brand.definition if brand else None), findings


def any_error(findings: Iterable[Finding]) -> bool:
    return any(severity(one.code) is Severity.ERROR for one in findings)


def not_there(code: str, source: SourceMap, key: str, name: str, known: Sequence[str]) -> Finding:
    """A language or skin that there is not, told where it is asked for, with what there is."""
    place = source.value_at(key)
    # What the series or a brand asks for, it has to bring.
    shared = "yes" if place.path != source.path else "no"
    values = {key: name, "known": quoted(known), "suggestion": closest(name, known), "shared": shared}
    return Finding(code, place, values)


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


# Of more words than these, that they are missing is told once.
FEW_MISSING = 10


@cache
def locale_findings(file: TextFile, reference: TextFile) -> tuple[Finding, ...]:
    """What is wrong with a locale, held against the one whose words all others have.

    LOC-002: a word is missing, LOC-371: many are; LOC-370: a word that nothing asks for, LOC-372: and many are missing;
    LOC-003: it asks for a value that it does not get; LOC-004: it has another form;
    LOC-005: it leaves a value out; LOC-006: it has markup in it.
    """
    document = parse(file)
    if document.data is None or document.problems:
        return tuple(document.problems)
    ours, wanted = dict(texts(document.data)), dict(texts(parse(reference).data))
    missing = [way for way in wanted if not ours.get(way, "").strip()]
    strangers = [way for way in ours if way not in wanted and way[0] != "months"]
    found: list[Finding] = []
    meant: set[str] = set()
    for way in strangers[:1] if len(missing) > FEW_MISSING else strangers:
        near = closest(word_name(way), [word_name(one) for one in missing])
        meant.add(near)
        values: dict[str, str | int] = {"word": word_name(way), "suggestion": near}
        if len(missing) > FEW_MISSING:
            values["count"] = len(missing)
        code = "LOC-372" if len(missing) > FEW_MISSING else "LOC-370"
        found.append(Finding(code, document.source.at(*way), values))
    if len(missing) > FEW_MISSING:
        # The whole file is not what it is meant to be: word by word nobody would read it.
        place = document.source.at(*next(iter(ours), ()))
        return tuple(found) or (Finding("LOC-371", place, {"count": len(missing)}),)
    return (
        *found,
        *(
            finding
            for way, text in wanted.items()
            if word_name(way) not in meant
            for finding in word_findings(way, ours.get(way, ""), text, document.source.at(*way))
        ),
    )


def brand_word_findings(brand: Brand, reference: Any) -> Iterator[Finding]:
    """The same of the words of a brand, which are all known to the interface."""
    ours = dict(texts(brand.definition.words))
    for way, text in texts(reference):
        if way in ours:
            yield from word_findings(way, ours[way], text, brand.source.at("words", *way))


def word_findings(way: KeyPath, word: str, reference: str, place: Location) -> Iterator[Finding]:
    """What is wrong with one word at ``place``, held against that of the reference."""
    name = word_name(way)
    if not word.strip():
        yield Finding("LOC-002", place, {"word": name})
        return
    given, asked = set(PLACEHOLDER.findall(reference)), set(PLACEHOLDER.findall(word))
    pattern, allowed = FORMS.get(name, (".*", ""))
    loose = re.search(r"[{}]", PLACEHOLDER.sub("", word))
    if loose or not re.fullmatch(pattern, word, re.DOTALL):
        values = {"word": name, "text": word, "allowed": allowed or " ".join(sorted(given)) or reference}
        yield Finding("LOC-004", place, values)
        return
    for value in sorted(asked - given):
        yield Finding("LOC-003", place, {"word": name, "value": value.strip("{}")})
    # The form for 1 may write its number out.
    if asked < given and not name.endswith(".one"):
        yield Finding("LOC-005", place, {"word": name, "values": ", ".join(sorted(given - asked))})
    if found := MARKUP.search(word):
        yield Finding("LOC-006", place, {"word": name, "markup": shortened(found[0])})


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
