"""Plain data → a model, and pydantic's errors → our findings, each at its key or value.

Only pydantic's error *types* are used; its English sentences never reach a reader.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.fields import metadata
from modulebouwer.model.form import Form, Missing
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.source_map import Scalar, SourceMap
from modulebouwer.source.yaml_file import LIST_MARK

Model = TypeVar("Model", bound=BaseModel)
Kind = TypeVar("Kind")

ANY_OTHER = "SRC-109"
# Error type of pydantic → our code.
CODES = {
    "extra_forbidden": "SRC-101",
    "missing": "SRC-102",
    "string_type": "SRC-103",
    "int_type": "SRC-104",
    "int_from_float": "SRC-104",
    "int_parsing_size": "SRC-104",
    "float_type": "SRC-125",
    "bool_type": "SRC-105",
    "tuple_type": "SRC-106",
    "model_type": "SRC-107",
    "date_type": "SRC-108",
    "date_parsing": "SRC-108",
    "date_from_datetime_parsing": "SRC-108",
    "date_from_datetime_inexact": "SRC-108",
    "string_too_short": "SRC-111",
    "string_too_long": "SRC-112",
    "greater_than": "SRC-113",
    "greater_than_equal": "SRC-113",
    "less_than": "SRC-114",
    "less_than_equal": "SRC-114",
    "too_short": "SRC-115",
    "too_long": "SRC-117",
}


YES_OR_NO = {
    **dict.fromkeys(("ja", "j", "yes", "y", "on", "waar", "1"), "true"),
    **dict.fromkeys(("nee", "n", "no", "off", "onwaar", "0"), "false"),
}
# What Dutch authors call a key; of several the first that the place knows.
DUTCH = {
    "aanwijzing": "hint", "afbeelding": "src picture", "antwoord": "answer text", "antwoorden": "answers options",
    "auteurs": "authors", "begrip": "term", "beschrijving": "description alt", "bestand": "src file",
    "bron": "source", "doelgroep": "audience", "licentie": "licence", "niveau": "level",
    "datum": "date", "doelen": "objectives goals", "duur": "minutes study_load",
    "correct": "right", "goed": "right accepted", "juist": "right accepted",
    "kernvragen": "guiding_questions", "leerdoelen": "objectives goals", "minuten": "minutes", "naam": "title name",
    "omschrijving": "description text", "ondertitel": "subtitle", "onderdelen": "items parts", "opties": "options",
    "punten": "points items", "secties": "sections", "soort": "kind type", "stellingen": "statements",
    "stappen": "steps", "studielast": "study_load", "taal": "language", "tekst": "text", "thema's": "themes",
    "themas": "themes", "titel": "title", "toelichting": "hint feedback why", "trefwoorden": "keywords",
    "uitgever": "publisher", "uitleg": "text definition feedback", "verplicht": "required", "versie": "version",
    "vraag": "prompt question", "waarom": "why",
}  # fmt: skip


# What Dutch authors write where one of a few words is asked.
DUTCH_CHOICES = {
    "alle": "all", "allemaal": "all", "alles": "all", "apparaat": "device", "artikel": "article-journal",
    "geen": "none", "jij": "je", "jou": "je", "let op": "warning", "niets": "none", "opmerking": "note",
    "rapport": "report", "uw": "u", "verplicht": "required", "waarschuwing": "warning", "website": "webpage",
}  # fmt: skip
LANGUAGES = {
    "nederlands": "nl", "dutch": "nl", "engels": "en", "english": "en", "frans": "fr", "french": "fr", "duits": "de",
    "german": "de", "deutsch": "de", "fries": "fy", "frysk": "fy", "frisian": "fy", "vlaams": "nl-BE",
}  # fmt: skip
# How the months begin in Dutch and English.
MONTHS = ("jan", "feb", "maa|mar|mrt", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
UNITS = {"uur": 60, "uren": 60, "hour": 60, "hours": 60, "u": 60, "h": 60}


def validate(
    model: type[Model], data: Mapping[str, Any], source: SourceMap, *, hidden: frozenset[str] = frozenset()
) -> tuple[Model | None, list[Finding]]:
    """``data`` as a ``model``, or None and every reason. ``hidden`` fields are not the author's to write."""
    known = ", ".join(sorted(set(model.model_fields) - hidden))
    problems = [
        Finding("SRC-101", source.at(name), {"key": name, "suggestion": "", "known": known})
        for name in hidden & data.keys()
    ]
    visible = {key: value for key, value in data.items() if key not in hidden}
    try:
        return model.model_validate_json(json.dumps(visible)), problems
    except ValidationError as error:
        errors = [e for e in error.errors(include_url=False, include_context=True) if not only_looks_short(e)]
    errors = first_of_each_list(errors)
    renamed = misspelt(model, errors, hidden)
    # A misspelt key is one mistake, not also a missing one.
    meant = {(*way[:-1], name) for way, name in renamed.items()}
    astray = lines_astray(errors, source)
    if astray:
        # A key that is missing is what should have stood above them.
        return None, [
            *problems,
            *astray.values(),
            *(
                finding(model, item, source, hidden, renamed)
                for item in errors
                if item["type"] != "missing" and item["loc"] not in astray | dict.fromkeys(meant, "")
            ),
        ]
    problems += [
        finding(model, item, source, hidden, renamed)
        for item in errors
        if item["type"] != "missing" or item["loc"] not in meant
    ]
    return None, problems


# Errors about no single value, and about lists, whose other marks are told by themselves.
NO_VALUE = frozenset({"missing", "extra_forbidden", "tuple_type"})


def lines_astray(errors: Sequence[ErrorDetails], source: SourceMap) -> dict[tuple[str | int, ...], Finding]:
    """Where a number, a date or a choice goes on on the next line: that line belongs to a key that is not there."""
    found = {}
    for item in errors:
        scalar = source.written(item["loc"]) if item["type"] not in NO_VALUE else None
        if scalar is not None and not scalar.style and "\n" in scalar.raw:
            line = scalar.raw.split("\n")[1]
            column = len(line) - len(line.lstrip()) + scalar.indent + 1
            place = Location(source.at(*item["loc"]).path, scalar.line + 1, column)
            found[item["loc"]] = Finding("SRC-037", place, {"key": str(item["loc"][-1])})
    return found


def misspelt(
    model: type[BaseModel], errors: Sequence[ErrorDetails], hidden: frozenset[str]
) -> dict[tuple[str | int, ...], str]:
    """The way to each key that does not exist → the one that was probably meant: the nearest, or the one missing."""
    unknown = [item["loc"] for item in errors if item["type"] == "extra_forbidden"]
    missing = [item["loc"] for item in errors if item["type"] == "missing"]
    found = {}
    for way in unknown:
        known = field_names(model, way[:-1]) - hidden
        lacking = [other for other in missing if other[:-1] == way[:-1]]
        alone = len(lacking) == 1 and sum(other[:-1] == way[:-1] for other in unknown) == 1
        name = key_like(str(way[-1]), known) or (str(lacking[0][-1]) if alone else "")
        if name:
            found[way] = name
    return found


def first_of_each_list(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Who writes one item of a list in the wrong form, writes them all so: it is told once."""
    kept, seen = [], set()
    for item in errors:
        mark = (item["type"], item["loc"][:-1], isinstance(item["input"], str))
        whole = isinstance(item["loc"][-1], int) and item["type"] in ("model_type", "string_type")
        if not whole or mark not in seen:
            kept.append(item)
        seen.add(mark)
    return kept


def key_like(word: str, known: Iterable[str]) -> str:
    """The key that ``word`` stands for: Dutch keys are written by who thinks in Dutch, or ``""``."""
    meant = [name for name in DUTCH.get(word.lower(), "").split() if name in known]
    return meant[0] if meant else closest(word, known)


def on_other_lines(problems: Iterable[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The findings about values, less those on a line where reading it already went wrong: they follow from that."""
    lines = {(one.location.path, one.location.line) for one in before}
    return [one for one in problems if (one.location.path, one.location.line) not in lines]


def only_looks_short(error: ErrorDetails) -> bool:
    """Pydantic counts the items that are right: a list with enough items is not also too short when one is wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def finding(
    model: type[BaseModel],
    error: ErrorDetails,
    source: SourceMap,
    hidden: frozenset[str],
    renamed: Mapping[tuple[str | int, ...], str],
) -> Finding:
    way, context = error["loc"], error.get("ctx", {})
    name = str(next((part for part in reversed(way) if isinstance(part, str)), ""))
    values: dict[str, str | int] = {"key": name}
    if error["type"] == "extra_forbidden":
        values["suggestion"] = renamed.get(way, "")
        values["known"] = ", ".join(sorted(field_names(model, way[:-1]) - hidden))
        return Finding("SRC-101", source.at(*way), values)
    if error["type"] == "missing":
        missing = metadata_of(model, way, Missing)
        return Finding(missing.code if missing else "SRC-102", source.at(*way[:-1]), values)
    if error["input"] is None:
        return Finding("SRC-110", source.value_at(*way), values)
    if error["type"] == "string_type" and isinstance(error["input"], list | dict):
        return not_a_text(error["input"], way, source, name)
    if error["type"] == "model_type":
        inside = model_in(annotation_at(model, way)).model_fields
        needed = [key for key, field in inside.items() if field.is_required()]
        values["known"] = ", ".join(f"{key}: …" for key in needed or inside)
    if error["type"] == "tuple_type":
        mark = other_list_mark(error["input"], way, source)
        if mark is not None:
            return mark
    if error["type"] == "string_type" and isinstance(way[-1], int):
        values["suggestion"] = decimal_like(way, source)
        if values["suggestion"]:
            return Finding(
                "SRC-119", source.value_at(*way), {**values, "value": str(values["suggestion"]).strip('"')}
            )
    written = written_at(source, way, error["input"])
    # A number where a form is asked ("version: 1.0") is told by the form, so that the hint need not be followed twice.
    number = error["type"] == "string_type" and isinstance(error["input"], int | float)
    form = metadata_of(model, way, Form) if number or error["type"] == "string_pattern_mismatch" else None
    if number and form and form.code not in SUGGESTIONS:
        form = None
    code = form.code if form else CODES.get(error["type"], ANY_OTHER)
    if code in SUGGESTIONS:
        values["suggestion"] = SUGGESTIONS[code](written)
    if code == ANY_OTHER:
        choices = literal_choices(model, way)
        values["choices"] = ", ".join(choices) or context.get("pattern", "…")
        values["suggestion"] = choice_like(written, choices)
        values["value"] = shortened(written)
    for limit in ("max_length", "min_length", "ge", "le"):
        if limit in context:
            values["limit"] = context[limit]
    if "gt" in context:
        values["limit"] = int(context["gt"]) + 1
    if isinstance(error["input"], str | int | float):
        values["value"] = shortened(written)
    return Finding(code, source.value_at(*way), values)


def not_a_text(
    value: Sequence[Any] | Mapping[str, Any], way: tuple[str | int, ...], source: SourceMap, name: str
) -> Finding:
    """A list or keys where a text belongs; one key is a text with a colon in it."""
    if isinstance(value, Mapping) and len(value) == 1:
        key = next(iter(value))
        place = source.at(*way, key)
        if place.line == source.at(*way).line:
            return Finding("SRC-012", Location(place.path, place.line, place.column + len(key)))
    return Finding("SRC-118", source.value_at(*way), {"key": name})


def other_list_mark(value: object, way: tuple[str | int, ...], source: SourceMap) -> Finding | None:
    """A list begun by another mark than a hyphen and a space; YAML takes it for a text, or for a key."""
    first = str(next(iter(value))) if isinstance(value, Mapping) and value else ""
    place = source.at(*way, first) if first else source.value_at(*way)
    line = first or (source.written(way) or Scalar("", "", "", 0, 0)).raw.split("\n")[0]
    found = LIST_MARK.fullmatch(line)
    if found is None or place.line == source.at(*way).line:
        return None
    return Finding("SRC-033", place, {"sign": found["sign"], "rest": shortened(found["rest"])})


def decimal_like(way: tuple[str | int, ...], source: SourceMap) -> str:
    """``"1,5"`` for a number with a decimal comma in [1,5], which to YAML is a list of two numbers; or ``""``."""
    number = int(way[-1])
    one, next_one = source.written(way), source.written((*way[:-1], number + 1))
    if one is None or next_one is None or one.style or next_one.style:
        return ""
    glued = one.line == next_one.line and next_one.column == one.column + len(one.text) + 1
    digits = one.text.lstrip("-").isdigit() and next_one.text.isdigit()
    return f'"{one.text},{next_one.text}"' if glued and digits else ""


def choice_like(written: str, choices: Sequence[str]) -> str:
    """The choice that was meant, in Dutch too."""
    dutch = DUTCH_CHOICES.get(written.strip().lower(), "")
    return dutch if dutch in choices else closest(written, choices)


def written_at(source: SourceMap, way: tuple[str | int, ...], value: object) -> str:
    """A value as it was typed: 1.10 is another version than 1.1, but the same number."""
    scalar = source.written(way)
    return scalar.text if scalar else str(value)


def version_like(text: str) -> str:
    """Three numbers, for one or two with or without what goes around them: "v1.2" is 1.2.0."""
    numbers = re.findall(r"[0-9]+", text)
    return ".".join([*numbers, "0", "0"][:3]) if 1 <= len(numbers) <= 3 else ""


def number_like(text: str) -> str:
    """The whole number that was meant: without quotation marks, points and units; hours and 1:30 are minutes."""
    plain = text.strip(" \t\"'“”„‘’").lower()
    if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", plain):
        return re.sub(r"[.,]", "", plain)
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", plain):
        return str(int(clock[1]) * 60 + int(clock[2]))
    match = re.fullmatch(r"([0-9]{1,6})(?:[.,]([0-9]))?\s*([a-z%]*)\.?", plain)
    if match is None or (match[2] and match[3] not in UNITS and match[2] != "0"):
        return ""
    tenths = int(match[1]) * 10 + int(match[2] or 0)
    return str(tenths * UNITS.get(match[3], 1) // 10)


def amount_like(text: str) -> str:
    """The number that was meant, with a point: "9,5" and "9.5 %" are 9.5, "12.500" is 12500."""
    plain = re.sub(r"\s*([A-Za-z]+|%)$", "", text.strip(" \t\"'“”„‘’€"))
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", plain):
        plain = plain.replace(".", "")
    return plain.replace(",", ".") if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", plain) else ""


def date_like(text: str) -> str:
    """2026-01-02 for "2 januari 2026", 02-01-2026, 2/1/2026 and 2026/1/2, when there is such a day."""
    plain = text.strip(" \t\"'“”„‘’").lower()
    numbers = re.fullmatch(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})", plain)
    words = re.fullmatch(r"(\d{1,2})\.? ([a-z]+)\.? (\d{4})", plain)
    if numbers:
        year, month, day = (int(part) for part in numbers.groups())
        if len(numbers[1]) < 4:
            year, day = day, year
    elif words:
        month = next((n for n, name in enumerate(MONTHS, 1) if re.match(name, words[2])), 0)
        year, day = int(words[3]), int(words[1])
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def language_like(text: str) -> str:
    """The code of a language's name, or a code in another form of letters."""
    plain = text.strip()
    code = re.fullmatch(r"([A-Za-z]{2})(?:[_-]([A-Za-z]{2}))?", plain)
    if code:
        return f"{code[1].lower()}-{code[2].upper()}" if code[2] else code[1].lower()
    return LANGUAGES.get(plain.lower(), "")


def list_like(text: str) -> str:
    """The list that a text with commas is meant to be."""
    parts = [part.strip() for part in text.split(",")]
    return f"[{', '.join(parts)}]" if all(re.fullmatch(r"[\w .-]{1,40}", part) for part in parts) else ""


def media_like(text: str) -> str:
    """The file below media/ that is meant by a name alone, or by a path with the slashes of Windows."""
    name = re.split(r"[/\\]", text)[-1]
    return f"media/{name}" if re.fullmatch(r"[\w .-]+\.\w{2,5}", name) else ""


def address_like(text: str) -> str:
    """A web address for one without its beginning, or with http."""
    host = re.fullmatch(
        r"(?:https?:/{0,2})?((?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?)", text.strip(), re.IGNORECASE
    )
    return f"https://{host[1]}" if host else ""


def namespace_like(text: str) -> str:
    """As ``address_like``, without what no names can stand under."""
    return re.sub(r"[?#].*", "", address_like(text))


def quoted(text: str) -> str:
    return f'"{text}"' if re.fullmatch(r"[\w.+-]+", text) else ""


def truth_like(text: str) -> str:
    return YES_OR_NO.get(text.strip().lower(), "")


def identifier_like(text: str) -> str:
    """An identifier for a name; a section is called by its file's name without folder and .md."""
    return identifier_from(re.split(r"[/\\]", text)[-1].removesuffix(".md"))


# Code of a form → what was probably meant by a value.
SUGGESTIONS: Mapping[str, Callable[[str], str]] = {
    "SRC-103": quoted,
    "SRC-104": number_like,
    "SRC-125": amount_like,
    "SRC-105": truth_like,
    "SRC-106": list_like,
    "SRC-108": date_like,
    "SRC-116": identifier_like,
    "MED-001": media_like,
    "MOD-001": version_like,
    "MOD-002": language_like,
    "MOD-003": address_like,
    "MOD-008": namespace_like,
}


def metadata_of(model: type[BaseModel], way: tuple[str | int, ...], kind: type[Kind]) -> Kind | None:
    """What the field at ``way`` says of itself in ``Annotated``."""
    names = [number for number, part in enumerate(way) if isinstance(part, str)]
    field = model_in(annotation_at(model, way[: names[-1]])).model_fields[str(way[names[-1]])]
    return next((one for one in metadata(field) if isinstance(one, kind)), None)


def annotation_at(model: type[BaseModel], way: tuple[str | int, ...]) -> Any:
    """The type that a model expects at ``way``."""
    current: Any = model
    for part in way:
        if isinstance(part, str):
            current = model_in(current).model_fields[part].annotation
    return current


def model_in(annotation: Any) -> type[BaseModel]:
    """The model in an annotation such as ``Theme``, ``Theme | None`` or ``tuple[Theme, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(model_in(part) for part in get_args(annotation) if part is not type(None) and part is not ...)


def field_names(model: type[BaseModel], way: tuple[str | int, ...]) -> set[str]:
    return set(model_in(annotation_at(model, way)).model_fields)


def literal_choices(model: type[BaseModel], way: tuple[str | int, ...]) -> list[str]:
    """What a field can be; nothing for a field that is no choice."""
    parts = [annotation_at(model, way)]
    for annotation in parts:
        if get_origin(annotation) is Literal:
            return [str(choice) for choice in get_args(annotation)]
        parts += get_args(annotation)
    return []
