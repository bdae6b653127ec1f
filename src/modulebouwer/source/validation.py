"""Plain data → a model, and pydantic's errors → our findings, each at its key or value.

Only pydantic's error *types* are used; its English sentences never reach a reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import FILM, IN_MEDIA, SOUND, FileForm, is_prose
from modulebouwer.model.form import Form, Missing
from modulebouwer.model.source_map import Scalar, SourceMap
from modulebouwer.model.ways import (
    annotation_at,
    is_list,
    literal_choices,
    metadata_of,
    model_in,
    model_inside,
)
from modulebouwer.source.meant import (
    OTHER_DASHES,
    SUGGESTIONS,
    choice_like,
    identifier_like,
    length_like,
    list_like,
    named_by_title,
    unit_of,
)
from modulebouwer.source.samples import is_ticked, sample, value_of
from modulebouwer.source.stray_keys import Way, explained, key_like, misspelt, stray_key
from modulebouwer.source.yaml_file import KEY_LINE, LIST_MARK, UNSEEN, in_quotes_if_needed, quotes_around

Model = TypeVar("Model", bound=BaseModel)

ANY_OTHER = "SRC-109"
# Quotation marks of a word processor around what is no text to read.
CURLY_AROUND = re.compile(r"[“”„‟‘’‚«»](?P<plain>[^“”„‟‘’‚«»]+)[“”„‟‘’‚«»]")
# A key at the margin with a list below it.
OPEN_LIST = re.compile(r"([a-z]\w*): *")
# A key with a text of several words behind it, without quotation marks and not below a sign.
TEXT_OF_A_KEY = re.compile(r" *(?:- +)*(?P<key>[a-z]\w*): +[^\s\[\]{}|>\"'#&*!][^\s]* .*\S.*")
# The value on a line of YAML; marks of Markdown in one, with the words in them.
VALUE = re.compile(r"\s*(?:- +)*(?:(?P<key>[a-z]\w*): +)?(?P<value>\S.*?)\s*")
MARKED = re.compile(
    r"(?P<mark>\*{1,3}|`+)(?=\S)(?P<words>[^*`]*[^\s*`])(?P=mark)|\[(?P<linked>[^\[\]]+)\]\([^()\s]*\)"
)
# Fields that name something else by its id.
NAMING = frozenset({"builds_on", "trained_by", "checked_by", "category"})
# Error type of pydantic → our code.
CODES = {
    "string_type": "SRC-103",
    "int_type": "SRC-104",
    "int_from_float": "SRC-104",
    "int_parsing_size": "SRC-104",
    "float_type": "SRC-140",
    "bool_type": "SRC-105",
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
    errors = once_explained(model, first_of_each_list(errors))
    errors, split = split_items(errors, source)
    if renamed := misspelt(model, errors, hidden, source):
        # What is left to mend is told at once, as if the names were right.
        told = [stray_key(model, way, source, hidden, name) for way, name in renamed.items()]
        data, source = under_other_names(data, renamed), source.under_other_names(renamed)
        told, left = with_values(told, validate(model, data, source, hidden=hidden)[1])
        return None, [*split, *once_each(told), *left]
    errors = without_foreign_items(errors, data)
    astray = lines_astray(errors, source)
    follow = following(errors, astray)
    told = [finding(model, item, source, hidden) for item in errors if item["loc"] not in follow]
    told = [named_by_title(one, ids_by_title(data)) if one.code == "SRC-153" else one for one in told]
    return None, [*problems, *split, *astray.values(), *once_each(told)]


def under_other_names(data: Any, renamed: Mapping[Way, str], way: Way = ()) -> Any:
    """``data`` with the keys at the ways of ``renamed`` under their other names."""
    if isinstance(data, Mapping):
        return {
            renamed.get((*way, key), key): under_other_names(value, renamed, (*way, key))
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [under_other_names(item, renamed, (*way, number)) for number, item in enumerate(data)]
    return data


def with_values(strays: Sequence[Finding], left: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """SRC-101 with the value that was meant as well, where that is wrong too; and what is ``left`` beside those.

    For "correct: ja" it asks "Did you mean right: true?".
    """
    values = {
        (place.line, one.values.get("key")): one
        for one in left
        if value_meant(one)
        for place in (one.location, *one.others)
    }
    told, said = [], []
    for stray in strays:
        name = stray.values["suggestion"]
        if value := values.get((stray.location.line, name)):
            said.append(value)
            meant = f"{name}: {value_meant(value)}"
            stray = replace(stray, values={**stray.values, "suggestion": meant})
        told.append(stray)
    return told, [one for one in left if one not in said]


def value_meant(found: Finding) -> str:
    """The value that ``found`` says was meant; "" for none."""
    listed = str(found.values["known"]) if found.code == "SRC-128" else "…"
    return str(found.values.get("suggestion", "")) or ("" if "…" in listed else f"[{listed}]")


def following(errors: Sequence[ErrorDetails], astray: Mapping[Way, Finding]) -> set[Way]:
    """The ways whose error follows from another: told of there, or the key is there elsewhere."""
    strays = [item["loc"] for item in errors if item["type"] == "extra_forbidden"]
    moved = {way[-1] for way in strays}
    addresses = [item["loc"][:-1] for item in errors if is_address(item)]
    return (
        {*astray}
        | {
            item["loc"]
            for item in errors
            if item["type"] == "missing"
            # A missing key is what should have stood above the lines astray; a film elsewhere needs no captions.
            and (astray or item["loc"][-1] in moved or item["loc"][:-1] in addresses)
        }
    )


def without_foreign_items(errors: Sequence[ErrorDetails], data: Mapping[str, Any]) -> list[ErrorDetails]:
    """Of an item that has none of the keys that it needs, one error instead of one for each key."""
    strays: dict[Way, list[ErrorDetails]] = {}
    lacking: dict[Way, int] = {}
    for item in errors:
        way = item["loc"][:-1]
        if item["type"] == "extra_forbidden" and way and isinstance(way[-1], int):
            strays.setdefault(way, []).append(item)
        elif item["type"] == "missing":
            lacking[way] = lacking.get(way, 0) + 1
    foreign = {
        way
        for way, found in strays.items()
        if lacking.get(way, 0) > 1 and len(found) == len(value_at(data, way))
    }
    kept = [item for item in errors if item["loc"][:-1] not in foreign]
    for way in sorted(foreign, key=str):
        whole = strays[way][0].copy()
        whole["type"], whole["loc"] = "model_type", way
        kept.append(whole)
    return kept


def split_items(
    errors: Sequence[ErrorDetails], source: SourceMap
) -> tuple[list[ErrorDetails], list[Finding]]:
    """SRC-154: two items in a row that each lack what the other has are one, with a hyphen too many."""
    lacking: dict[Way, set[str]] = {}
    for item in errors:
        if item["type"] == "missing" and len(item["loc"]) > 1 and isinstance(item["loc"][-2], int):
            lacking.setdefault(item["loc"][:-1], set()).add(str(item["loc"][-1]))
    found: list[Finding] = []
    settled: set[Way] = set()
    for way in sorted(lacking, key=lambda one: (len(one), str(one[:-1]), one[-1])):
        after = (*way[:-1], int(way[-1]) + 1)
        own = {str(key[-1]) for key in source.keys if key[:-1] == way}
        others = {str(key[-1]) for key in source.keys if key[:-1] == after}
        if way in settled or after not in lacking or not own or not others:
            continue
        if lacking[way] <= others and lacking[after] <= own and not own & others:
            first = min(others, key=lambda key: source.keys[(*after, key)])
            values = {"key": first, "above": min(own, key=lambda key: source.keys[(*way, key)])}
            found.append(Finding("SRC-154", source.at(*after), values))
            settled |= {way, after}
    return [one for one in errors if not (one["type"] == "missing" and one["loc"][:-1] in settled)], found[:1]


def once_explained(model: type[BaseModel], errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Keys that the model itself explains, once for each explanation; what is missing beside them follows."""
    told: dict[tuple[Way, str], Way] = {}
    for item in errors:
        if item["type"] == "extra_forbidden" and (code := explained(model, item["loc"])):
            told.setdefault((item["loc"][:-1], code), item["loc"])
    beside = {way for way, _ in told}
    return [
        item
        for item in errors
        if not (item["type"] == "missing" and item["loc"][:-1] in beside)
        and not (
            item["type"] == "extra_forbidden"
            and (code := explained(model, item["loc"]))
            and told[item["loc"][:-1], code] != item["loc"]
        )
    ]


def value_at(data: Any, way: Way) -> Any:
    for part in way:
        data = data[part]
    return data


def ids_by_title(data: Any) -> dict[str, str]:
    """Of all in ``data`` that has an id, the id by what it is called, in small letters."""
    found: dict[str, str] = {}
    if isinstance(data, Mapping):
        names = [data.get(key) for key in ("title", "text", "name", "prompt", "question")]
        if isinstance(data.get("id"), str):
            found |= {name.strip().lower(): data["id"] for name in names if isinstance(name, str)}
    for inner in data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ():
        found |= ids_by_title(inner)
    return found


def once_each(told: Iterable[Finding]) -> list[Finding]:
    """What is said of several places in the same words, once: at the first, with the others."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in told:
        alike.setdefault((one.code, repr(one.values)), []).append(one)
    return [
        replace(first, count=len(others) + 1, others=tuple(one.location for one in others))
        if others
        else first
        for first, *others in alike.values()
    ]


# Errors about no single value, and about lists, whose other marks are told by themselves.
NO_VALUE = frozenset({"missing", "extra_forbidden", "tuple_type"})


def lines_astray(errors: Sequence[ErrorDetails], source: SourceMap) -> dict[Way, Finding]:
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


def first_of_each_list(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Who writes one item of a list in the wrong form, writes them all so: it is told once.

    The hint shows one of them as it should be: one that is ticked, since it shows what becomes of that as well.
    """
    kept: list[ErrorDetails] = []
    seen: dict[tuple[str, Way, bool], int] = {}
    for item in errors:
        mark = (item["type"], item["loc"][:-1], isinstance(item["input"], str))
        whole = isinstance(item["loc"][-1], int) and item["type"] in ("model_type", "string_type")
        if not whole or mark not in seen:
            seen.setdefault(mark, len(kept))
            kept.append(item)
        elif is_ticked(item["input"]) and not is_ticked(kept[seen[mark]]["input"]):
            kept[seen[mark]]["input"] = item["input"]
    return kept


def on_other_lines(problems: Iterable[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The findings about values, less those on a line where reading it already went wrong: they follow from that."""
    lines = {(one.location.path, one.location.line) for one in before}
    return [one for one in problems if (one.location.path, one.location.line) not in lines]


def only_looks_short(error: ErrorDetails) -> bool:
    """Pydantic counts the items that are right: a list with enough items is not also too short when one is wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def finding(
    model: type[BaseModel], error: ErrorDetails, source: SourceMap, hidden: frozenset[str]
) -> Finding:
    way, given = error["loc"], error["input"]
    name = str(next((part for part in reversed(way) if isinstance(part, str)), ""))
    if error["type"] == "extra_forbidden":
        return stray_key(model, way, source, hidden, "")
    if error["type"] == "missing":
        missing = metadata_of(model, way, Missing)
        values = {"key": name, **({} if missing else {"line": line_of(model, way, name)})}
        return Finding(missing.code if missing else "SRC-102", source.at(*way[:-1]), values)
    if given is None and isinstance(way[-1], int):
        return Finding("SRC-191", source.at(*way), {"key": name})
    if given is None and needs_keys(model, way):
        return Finding("SRC-107", source.value_at(*way), {"key": name, "known": line_of(model, way, name)})
    if given is None:
        return Finding("SRC-110", source.value_at(*way), {"key": name})
    if error["type"] == "string_type" and isinstance(given, list | dict):
        return not_a_text(model, given, way, source, name)
    if error["type"] == "model_type" and isinstance(way[-1], str) and (form := metadata_of(model, way, Form)):
        return Finding(form.code, source.value_at(*way), {"key": name})
    if error["type"] == "model_type":
        shown = sample(model_in(annotation_at(model, way)), given if isinstance(given, str) else "")
        known = f"- {shown}" if isinstance(way[-1], int) else f"{name}: {shown}"
        return Finding("SRC-107", source.value_at(*way), {"key": name, "known": known})
    if error["type"] == "tuple_type":
        return not_a_list(model, given, way, source, name)
    if error["type"] == "string_type" and isinstance(way[-1], int) and (number := decimal_like(way, source)):
        values = {"key": name, "suggestion": number, "value": number.strip('"')}
        return Finding("SRC-119", source.value_at(*way), values)
    return wrong_value(model, error, source, name)


def wrong_value(model: type[BaseModel], error: ErrorDetails, source: SourceMap, name: str) -> Finding:
    """A value of the right kind in the wrong form, or a number, text or truth where another belongs."""
    way, context = error["loc"], error.get("ctx", {})
    values: dict[str, str | int] = {"key": name}
    written = written_at(source, way, error["input"])
    if name in NAMING and form_code(model, error) == "SRC-116" and re.search(r"[A-Z\s]", written):
        values |= {"value": shortened(written), "suggestion": ""}
        return Finding("SRC-153", source.value_at(*way), values)
    code = form_code(model, error) or CODES.get(error["type"], ANY_OTHER)
    if code == "MED-001" and is_address(error):
        code = "MED-027" if metadata_of(model, way, FileForm) in (FILM, SOUND) else "MED-026"
    if code == "MED-001" and re.match(r"(?:data|blob|cid|attachment|sandbox):", written):
        return Finding("MED-371", source.value_at(*way), {"path": shortened(written)})
    if code == "SRC-116" and isinstance(error["input"], bool):
        code = "SRC-103"
    if code == "SRC-140" and (unit := unit_of(written)):
        code, values["unit"] = "SRC-321", unit
    if code in SUGGESTIONS:
        values["suggestion"] = SUGGESTIONS[code](written)
    if code == "SRC-116" and (unseen := UNSEEN.search(written)):
        values |= {"id": shortened(written), "character": f"U+{ord(unseen.group()):04X}"}
        values["suggestion"] = identifier_like(UNSEEN.sub("", written))
        return Finding("LNK-150", source.value_at(*way), values)
    curly = CURLY_AROUND.fullmatch(written.strip())
    if curly and not values.get("suggestion"):
        values |= {"value": shortened(written), "plain": shortened(curly["plain"])}
        return Finding("SRC-152", source.value_at(*way), values)
    if code == "SRC-108" and OTHER_DASHES.search(written) and values["suggestion"]:
        values["value"] = shortened(written)
        return Finding("SRC-192", source.value_at(*way), values)
    if code == "SRC-104" and (length := length_like(written)):
        code, values["suggestion"] = "SRC-156", length
    if code == ANY_OTHER:
        choices = literal_choices(model, way)
        values["choices"] = ", ".join(choices) or context.get("pattern", "…")
        values["suggestion"] = choice_like(written, choices)
        values["value"] = shortened(written)
    if code == "SRC-113" and error["input"] == 0 and may_be_left_out(model, way):
        code = "SRC-481"
    for limit in ("max_length", "min_length", "ge", "le"):
        if limit in context:
            values["limit"] = context[limit]
    if "gt" in context:
        values["limit"] = int(context["gt"]) + 1
    if isinstance(error["input"], str | int | float) or code == "SRC-155":
        values["value"] = shortened(written)
    return Finding(code, source.value_at(*way), values)


def may_be_left_out(model: type[BaseModel], way: Way) -> bool:
    """Whether nothing need stand at ``way``, and nothing means none."""
    field = model_in(annotation_at(model, way[:-1])).model_fields.get(str(way[-1]))
    return field is not None and not field.is_required() and field.default is None


def form_code(model: type[BaseModel], error: ErrorDetails) -> str:
    """The code of the form that a value does not have; "" where its type says enough."""
    kind, given = error["type"], error["input"]
    form = metadata_of(model, error["loc"], Form)
    if form is None or kind == "string_pattern_mismatch":
        return form.code if form else ""
    # A number where a form is asked ("version: 1.0") is told by the form: the hint need not be followed twice.
    number = kind == "string_type" and isinstance(given, int | float)
    whole = CODES.get(kind) == "SRC-104"
    if form.limits and CODES.get(kind) in ("SRC-113", "SRC-114"):
        return form.code
    return form.code if (number or whole) and form.code in SUGGESTIONS else ""


def is_address(error: ErrorDetails) -> bool:
    """Whether a web address stands where a file below media/ belongs."""
    given = error["input"]
    return (
        error["type"] == "string_pattern_mismatch"
        and error.get("ctx", {}).get("pattern") == IN_MEDIA
        and isinstance(given, str)
        and re.match(r"(?:https?:)?//|www\.|(?:youtu|vimeo)", given.strip(), re.IGNORECASE) is not None
    )


def not_a_text(
    model: type[BaseModel], given: Sequence[Any] | Mapping[str, Any], way: Way, source: SourceMap, name: str
) -> Finding:
    """A list or keys where a text belongs; keys may be a text with a colon in it, or an item that is one text."""
    if isinstance(given, Mapping) and given:
        key = str(next(iter(given)))
        place = source.at(*way, key)
        same_line = place.line == source.at(*way).line
        colon = Location(place.path, place.line, place.column + len(key))
        if isinstance(way[-1], int) and (text := item_text(given, named=is_name(model, way))):
            return Finding("SRC-125", source.value_at(*way), {"key": name, "text": text})
        if len(given) == 1 and same_line and isinstance(way[-1], int):
            return Finding("SRC-012", colon, {"quotes": quotes_around(f"{key}: {given[key]}")})
        if not same_line and re.search(r"[A-Z ]", key):
            return Finding("SRC-039", colon, {"key": name})
    if isinstance(given, list) and (field := metadata_of(model, way, FieldInfo)) and is_prose(field):
        return Finding("SRC-193", source.value_at(*way), {"key": name})
    return Finding("SRC-118", source.value_at(*way), {"key": name})


def as_wanted(found: Finding, model: type[BaseModel], text: str, first_line: int) -> Finding:
    """A finding of a YAML ``text`` that cannot be read, told by what ``model`` has at that place."""
    lines = text.split("\n")[: found.location.line - first_line + 1]
    if found.code == "SRC-320":
        return ticked_item(found, model, lines)
    if found.code in ("SRC-024", "SRC-031"):
        return text_at_the_margin(found, model, lines)
    return marked_text(found, model, lines) if found.code == "SRC-022" else found


def text_at_the_margin(found: Finding, model: type[BaseModel], lines: Sequence[str]) -> Finding:
    """SRC-500 for a line that begins with no key of ``model`` and goes on with the text above it."""
    if key_like(str(found.values.get("key", "")), all_keys(model)):
        return found
    for line in reversed(lines[:-1]):
        if above := TEXT_OF_A_KEY.fullmatch(line):
            values: dict[str, str | int] = {"key": above["key"], "spaces": above.start("key") + 2}
            return replace(found, code="SRC-500", values=values)
        if not line.strip() or KEY_LINE.match(line):
            break
    return found


def all_keys(model: type[BaseModel]) -> set[str]:
    """The names of the fields of ``model`` and of what is in it."""
    inside = [inner for field in model.model_fields.values() if (inner := model_inside(field.annotation))]
    return set(model.model_fields).union(*(all_keys(one) for one in inside))


def ticked_item(found: Finding, model: type[BaseModel], lines: Sequence[str]) -> Finding:
    """A tick in a list, on the last of ``lines``, with an item as the list of ``model`` wants it."""
    field = model.model_fields.get(list_above(lines[:-1]))
    inner = model_inside(field.annotation) if field else None
    if inner is None:
        return found
    return replace(found, values={**found.values, "known": f"- {sample(inner, lines[-1].lstrip(' -'))}"})


def marked_text(found: Finding, model: type[BaseModel], lines: Sequence[str]) -> Finding:
    """SRC-440 for a text that begins with a mark of Markdown, on the last of ``lines``, where none has a meaning."""
    line = VALUE.fullmatch(lines[-1])
    key = (line["key"] or list_above(lines[:-1])) if line else ""
    asked = [*fields_called(key, model)] if key else []
    if line is None or not asked or any(is_prose(field) for field in asked):
        return found
    words = MARKED.sub(lambda mark: mark["words"] or mark["linked"], line["value"])
    if words == line["value"]:
        return found
    values = {"written": shortened(line["value"]), "key": key, "known": in_quotes_if_needed(words)}
    return Finding("SRC-440", found.location, values)


def list_above(lines: Sequence[str]) -> str:
    """The key at the margin that has the list below it of which ``lines`` are the beginning."""
    return next((key[1] for line in reversed(lines) if (key := OPEN_LIST.fullmatch(line))), "")


def fields_called(key: str, model: type[BaseModel]) -> Iterator[FieldInfo]:
    """The fields of that name, of ``model`` and of what is in it."""
    for name, field in model.model_fields.items():
        if name == key:
            yield field
        if inner := model_inside(field.annotation):
            yield from fields_called(key, inner)


def is_name(model: type[BaseModel], way: Way) -> bool:
    form = metadata_of(model, way, Form)
    return form is not None and form.code == "SRC-116"


def item_text(given: Mapping[str, Any], *, named: bool) -> str:
    """The text of an item that has keys where it should be one text; "" for a text with a colon in it.

    ``named``: the text is an identifier.
    """
    order = ("text", "title", "question", "name", "id", "section", "file")
    texts = [given.get(key) for key in (reversed(order) if named else order)]
    if (
        named
        and len(given) == 1
        and (key := str(next(iter(given)))) not in order
        and identifier_like(key) == key
    ):
        # "- beginnen: Hoe u begint": the name with what it is called behind it.
        return key
    return next((shortened(text) for text in texts if isinstance(text, str)), "")


def needs_keys(model: type[BaseModel], way: Way) -> bool:
    """Whether what stands at ``way`` can neither be left out nor be one value."""
    field = model_in(annotation_at(model, way[:-1])).model_fields[str(way[-1])]
    return (
        field.is_required() and model_inside(field.annotation) is not None and not is_list(field.annotation)
    )


def line_of(model: type[BaseModel], way: Way, name: str) -> str:
    """The line to write for a key that is missing, with the keys or the list that it takes."""
    return f"{name}: {value_of(annotation_at(model, way))}"


def not_a_list(model: type[BaseModel], given: Any, way: Way, source: SourceMap, name: str) -> Finding:
    mark = other_list_mark(given, way, source)
    if mark is not None:
        return mark
    written = written_at(source, way, given) if not isinstance(given, Mapping) else ""
    inner = model_inside(annotation_at(model, way))
    if inner is not None:
        # Who writes all in a row, "Mirjam Postma, Jan de Wit", sees how the first becomes a part of the list.
        known = sample(inner, re.split(r"[,;]\s", written, maxsplit=1)[0])
        return Finding("SRC-128", source.value_at(*way), {"key": name, "known": known})
    suggestion = list_like(written, literal_choices(model, way))
    return Finding(
        "SRC-106",
        source.value_at(*way),
        {"key": name, "suggestion": suggestion, "meant": "yes" if suggestion else "no"},
    )


def other_list_mark(value: object, way: Way, source: SourceMap) -> Finding | None:
    """A list begun by another mark than a hyphen and a space; YAML takes it for a text, or for a key."""
    first = str(next(iter(value))) if isinstance(value, Mapping) and value else ""
    place = source.at(*way, first) if first else source.value_at(*way)
    line = first or (source.written(way) or Scalar("", "", "", 0, 0)).raw.split("\n")[0]
    found = LIST_MARK.fullmatch(line)
    if found is None or place.line == source.at(*way).line:
        return None
    return Finding("SRC-033", place, {"sign": found["sign"], "rest": shortened(found["rest"])})


def written_at(source: SourceMap, way: Way, value: object) -> str:
    """A value as it was typed: 1.10 is another version than 1.1, but the same number."""
    scalar = source.written(way)
    return scalar.text if scalar else str(value)


def decimal_like(way: Way, source: SourceMap) -> str:
    """``"1,5"`` for a number with a decimal comma in [1,5], which to YAML is a list of two numbers; or ``""``."""
    number = int(way[-1])
    one, next_one = source.written(way), source.written((*way[:-1], number + 1))
    if one is None or next_one is None or one.style or next_one.style:
        return ""
    glued = one.line == next_one.line and next_one.column == one.column + len(one.text) + 1
    digits = one.text.lstrip("-").isdigit() and next_one.text.isdigit()
    return f'"{one.text},{next_one.text}"' if glued and digits else ""
