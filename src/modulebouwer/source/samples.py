"""Keys with their values as YAML that can be pasted, for who wrote a text, or nothing, where keys belong."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import file_form
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.provenance import Provenance
from modulebouwer.model.ways import is_list, model_inside

# Where the text of an item stands that is one text.
TEXT_KEYS = ("text", "title", "question", "prompt", "label", "name", "src", "definition", "made_by")
# What may be left out, and is told when it is (MOD-017).
ASKED_FOR: Mapping[type[BaseModel], tuple[str, ...]] = {Provenance: ("checked_by", "checked_on")}
# A mark before a text, or behind it: as a list to tick off has, and as a test has behind its right answer.
TICK = re.compile(r"\[[xXvV✓✔√]?[ ]*\]|[✓✔√☑☐]")
RIGHT = re.compile(TICK.pattern + r"|\((?:[xXvV✓✔√]|goed|juist|correct)\)")
OPEN_TICKS = frozenset({"[]", "[ ]", "☐"})
IN_MEDIA = re.compile(r"media/[\w./-]+$")
# A longer text is shown in part.
LONGEST_SHOWN = 200
# An identifier of so many words tells items apart.
WORDS_OF_AN_ID = 3


def needed_keys(model: type[BaseModel]) -> list[str]:
    """The keys that ``model`` cannot do without, or a check cannot; all, where it can do without each."""
    fields = model.model_fields
    return [
        key for key, field in fields.items() if field.is_required() or key in ASKED_FOR.get(model, ())
    ] or [*fields]


def sample(model: type[BaseModel], written: str = "") -> str:
    """What ``model`` needs as a flow mapping (YAML 1.2.2, 7.4.2), with the text that was ``written`` in it.

    "{id: te-laat, text: "Te laat"}"; a mark of the right answer, "Op tijd (x)", becomes its key; of
    others is asked why they are wrong (CMP-021).
    """
    fields = model.model_fields
    file = next((key for key, one in fields.items() if file_form(one)), "")
    if file and IN_MEDIA.match(written) and not any(one.is_required() for one in fields.values()):
        return f"{{{file}: {written}}}"
    needed = needed_keys(model)
    text, right = without_tick(written, RIGHT if "right" in model.model_fields else TICK)
    values = {key: value_of(model.model_fields[key].annotation) for key in needed}
    if own := next((key for key in TEXT_KEYS if key in needed and text), ""):
        values[own] = json.dumps(text if len(text) <= LONGEST_SHOWN else shortened(text), ensure_ascii=False)
        if "id" in values and (name := short_id(text)):
            values["id"] = name
    if right and "right" in model.model_fields:
        values["right"] = "true"
    elif {"right", "feedback"} <= model.model_fields.keys():
        values["feedback"] = "…"
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def value_of(annotation: Any) -> str:
    """Where a value belongs: keys, a list and a day are seen to be such."""
    inner = model_inside(annotation)
    value = sample(inner) if inner else "YYYY-MM-DD" if datetime.date in get_args(annotation) else "…"
    return f"[{value}, …]" if is_list(annotation) else value


def short_id(text: str) -> str:
    return identifier_from(" ".join(re.findall(r"[^\W\d_]+", text)[:WORDS_OF_AN_ID]))


def without_tick(text: str, mark: re.Pattern[str]) -> tuple[str, bool]:
    """``text`` without a ``mark`` before or behind it, and whether that says that it holds."""
    plain = text.strip()
    for found in mark.finditer(plain):
        before, behind = plain[: found.start()].rstrip(), plain[found.end() :].lstrip()
        if not before or not behind:
            return before or behind, found.group() not in OPEN_TICKS
    return plain, False


def is_ticked(text: object) -> bool:
    return isinstance(text, str) and without_tick(text, RIGHT)[1]
