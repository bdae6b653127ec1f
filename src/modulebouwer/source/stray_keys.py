"""A key that a place does not have: what is meant by it, or where it belongs.

Who writes a key that does not exist here has a reason: it is misspelt, Dutch, what another tool calls it, a level too
deep or too high, another component's, or another file's. The finding says which, so that the cure is plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from modulebouwer.components.component import ComponentModel, RecordingModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.source_map import SourceMap
from modulebouwer.model.ways import annotation_at, field_names, model_in, model_inside

# What authors and other tools call a key; of several the first that the place knows.
MEANT = {
    "achterkant": "text", "back": "text", "front": "title", "voorkant": "title", "lengte": "max_length",
    "max_tekens": "max_length", "max_words": "max_length", "woorden": "max_length", "privacy": "answers",
    "aanwijzing": "hint", "afbeelding": "src picture", "antwoord": "answer text", "antwoorden": "answers options",
    "auteurs": "authors", "begrip": "term", "beschrijving": "description alt", "bestand": "src file",
    "bron": "source", "doelgroep": "audience", "licentie": "licence", "niveau": "level",
    "datum": "date", "doelen": "objectives goals", "duur": "minutes study_load",
    "correct": "right", "goed": "right accepted", "juist": "right accepted",
    "kernvragen": "guiding_questions", "leerdoelen": "objectives goals", "minuten": "minutes", "naam": "title name",
    "omschrijving": "description text", "ondertitel": "subtitle", "onderdelen": "items parts", "opties": "options",
    "punten": "points items", "secties": "sections", "soort": "kind type", "stellingen": "statements",
    "stappen": "steps phases items", "studielast": "study_load", "taal": "language", "tekst": "text",
    "thema's": "themes", "themas": "themes", "titel": "title", "toelichting": "hint feedback why",
    "trefwoorden": "keywords", "uitgever": "publisher", "uitleg": "text definition feedback explanation",
    "verplicht": "required", "versie": "version", "vraag": "prompt question", "waarom": "why",
    "aanspreekvorm": "address", "alt_text": "alt", "alttekst": "alt", "answers": "options accepted",
    "attempts": "tries", "auteur": "authors source", "author": "authors source", "begrippen": "terms",
    "bijschrift": "caption", "body": "text", "by": "source made_by", "caption": "title", "categorie": "category",
    "categorieën": "categories", "categorieen": "categories", "choices": "options", "columns": "categories",
    "content": "text", "definitie": "definition", "description": "text definition alt",
    "duration": "minutes study_load",
    "explanation": "feedback", "feedback": "consequence explanation", "file": "src", "gevolg": "consequence",
    "goals": "objectives", "href": "url", "id": "identifier", "image": "src picture", "img": "src picture",
    "introductie": "intro", "inleiding": "intro", "is_correct": "right", "juiste_antwoord": "answer accepted",
    "keuzes": "options", "kleur": "kind", "koppels": "pairs", "label": "text title term name", "lang": "language",
    "licenses": "licence", "link": "url src", "literatuur": "references", "mandatory": "required", "max": "max_length",
    "maxlength": "max_length", "maximum": "max_length", "mijlpalen": "items", "name": "title identifier",
    "nabespreking": "debrief", "nakijken_door": "checked_by", "objectives": "goals", "omslag": "cover",
    "ondertiteling": "captions", "paren": "pairs", "path": "src", "pogingen": "tries", "prompt": "question statement",
    "question": "prompt statement", "questions": "guiding_questions", "rol": "role", "slug": "identifier",
    "schema": "anchors", "skins": "skin", "stelling": "statement", "subject": "title", "subtitles": "captions",
    "summary": "description", "tags": "keywords", "text": "prompt question statement definition", "tijd": "minutes",
    "time": "minutes", "type": "kind", "transcriptie": "transcript", "uri": "url", "video": "src",
    "voldoende": "pass_mark", "volgorde": "items", "weblink": "url", "woord": "term", "word": "term",
}  # fmt: skip

Way = tuple[str | int, ...]


def misspelt(
    model: type[BaseModel], errors: Sequence[ErrorDetails], hidden: frozenset[str], written: SourceMap
) -> dict[Way, str]:
    """The way to each key that does not exist → the one that was probably meant: the nearest, or the one missing."""
    unknown = [item["loc"] for item in errors if item["type"] == "extra_forbidden"]
    missing = [item["loc"] for item in errors if item["type"] == "missing"]
    found: dict[Way, str] = {}
    for way in unknown:
        if explained(model, way):
            continue
        known = field_names(model, way[:-1]) - hidden
        # What stands there already, under its own name or another, is not meant once more.
        taken = {name for other, name in found.items() if other[:-1] == way[:-1]}
        open_keys = {name for name in known - taken if (*way[:-1], name) not in written.keys}
        lacking = [other for other in missing if other[:-1] == way[:-1]]
        alone = len(lacking) == 1 and sum(other[:-1] == way[:-1] for other in unknown) == 1
        name = key_like(str(way[-1]), open_keys) or (str(lacking[0][-1]) if alone else "")
        if name:
            found[way] = name
    return found


def key_like(word: str, known: Iterable[str]) -> str:
    """The key that ``word`` stands for: Dutch keys are written by who thinks in Dutch, or ``""``."""
    meant = [name for name in MEANT.get(word.strip().lower(), "").split() if name in known]
    return meant[0] if meant else closest(word.strip(), known)


def explained(model: type[BaseModel], way: Way) -> str:
    """The code of the finding by which the model itself explains why it has no such key; "" for none."""
    owner = model_in(annotation_at(model, way[:-1]))
    strangers: Mapping[str, str] = getattr(owner, "strangers", {})
    return strangers.get(str(way[-1]).lower(), "")


def stray_key(
    model: type[BaseModel], way: Way, source: SourceMap, hidden: frozenset[str], suggestion: str
) -> Finding:
    """Why the key at ``way`` cannot stand there, by the most telling reason."""
    key, place = str(way[-1]), source.at(*way)
    known = ", ".join(sorted(field_names(model, way[:-1]) - hidden))
    if suggestion:
        return Finding("SRC-101", place, {"key": key, "suggestion": suggestion, "known": known})
    code = explained(model, way)
    if code:
        return Finding(code, place, {"key": key})
    levels = [part for part in way[:-1] if isinstance(part, str)]
    elsewhere = [other for other in ways_to(model, key) if [*other] != levels]
    above = [other for other in elsewhere if levels[: len(other)] == [*other]]
    if above:
        return Finding("SRC-122", place, {"key": key, "parent": levels[len(above[-1])]})
    if elsewhere:
        return Finding("SRC-121", place, {"key": key, "parent": elsewhere[0][-1]})
    if not levels and (other := of_another(model, key)):
        return Finding(other[0], place, {"key": key, **other[1]})
    # What is meant may stand there as well, under its own name.
    twin = key_like(key, field_names(model, way[:-1]) - hidden)
    return Finding("SRC-101", place, {"key": key, "suggestion": twin, "known": known})


def ways_to(model: type[BaseModel], key: str, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where ``model`` has a field ``key``: the names of the keys above it, from the top."""
    if key in model.model_fields:
        yield way
    for name, field in model.model_fields.items():
        inner = model_inside(field.annotation)
        if inner is not None:
            yield from ways_to(inner, key, (*way, name))


def of_another(model: type[BaseModel], key: str) -> tuple[str, Mapping[str, str]] | None:
    """The code and values for a key of another component, or of another file; None for a key of none."""
    if issubclass(model, ComponentModel):
        having = [name for name, other in COMPONENTS.items() if key in other.model_fields]
        recording = key in RecordingModel.model_fields or key == "graded"
        if recording and having and not issubclass(model, RecordingModel):
            return "SRC-124", {"component": model.component}
        if having:
            return "SRC-120", {"component": model.component, "known": some(having)}
    elif issubclass(model, ModuleDefinition) and key in SectionHead.model_fields:
        return "SRC-123", {"file": "sections/….md"}
    elif model is SectionHead and key in ModuleDefinition.model_fields:
        return "SRC-123", {"file": "module.yaml"}
    elif "defaults" in model.model_fields and key in ModuleDefinition.model_fields:
        return "SRC-121", {"parent": "defaults"}
    return None


# So many components are named; of more, these say enough.
MOST_NAMED = 6


def some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
