"""Every field that a designer can write, with every type that YAML has: accepted or a finding, never a traceback."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from modulebouwer.build import Options, Source, check, chosen, findings_in, read_module
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, message
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.look import Look
from modulebouwer.new import scaffold
from modulebouwer.source.csl import VARIABLES
from modulebouwer.source.loader import load
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.references_file import read_references
from modulebouwer.source.section_file import ReadSection, read_section
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import parse_yaml

MODULE, SECTION, REFERENCES = "module.yaml", "sections/beginnen.md", "references.yaml"
SHARES = 4

VALUES = (
    "", "~", "woord", '""', "'  '", "1", "-1", "0", "1.5", "1e400", "true", "2026-01-02", "01:30", "[]", "[woord]",
    "[1]", "[[]]", "[~]", "{}", "{id: x}", "{x: y}", "[{}]", "[{id: x}]", "[{x: [1]}]", "{x: {y: {z: 1}}}", "../x",
    "|\n        tekst", '"\\0"', "[woord, woord]", "'[@x]'", "'{{ 7 * 7 }}'", "'<b>'", "99999999999999999999",
)  # fmt: skip


def below(annotation: Any) -> type[BaseModel] | None:
    """The model in ``Theme``, ``Theme | None`` or ``tuple[Theme, ...]``, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := below(part)) is not None), None)


def fields(model: type[BaseModel]) -> Iterator[str]:
    """YAML in which one place waits for a value: a field, and each field of what stands in it."""
    for name, field in model.model_fields.items():
        yield f"{name}: @"
        inside = below(field.annotation)
        if inside is not None:
            for other in inside.model_fields:
                yield f"{name}: [{{{other}: @}}]"
                yield f"{name}: {{{other}: @}}"


def definitions() -> list[tuple[str, str]]:
    found = [(MODULE, text) for text in fields(MODULE_YAML)]
    found += [(SECTION, text) for text in fields(SectionHead)]
    found += [(REFERENCES, f"{name}: @") for name in sorted(VARIABLES)]
    found += [(REFERENCES, f"author: [{{{name}: @}}]") for name in ("family", "given", "literal")]
    found += [
        (REFERENCES, f"issued: {{{name}: @}}") for name in ("date-parts", "season", "literal", "raw", "year")
    ]
    for kind in COMPONENTS:
        found += [(kind, text) for text in fields(COMPONENTS[kind])]
    return found


def document(place: str, text: str, example: Mapping[str, str]) -> str:
    """The file of the example, with ``text`` where it belongs."""
    key = text.partition(":")[0]
    if place in COMPONENTS:
        return f"{example[SECTION]}\n:::{{{place}}}\n{text}\n:::\n"
    if place == REFERENCES:
        kept = [
            line
            for line in example[place].split("\n")
            if line.startswith("  ") and line[2:].split(":")[0] != key
        ]
        items = [*([] if key == "id" else ["  id: rogers-farson-1957"]), *kept, f"  {text}"]
        return "\n".join(["references:", items[0].replace("  ", "- ", 1), *items[1:], ""])
    lines, skipping = [], False
    for line in example[place].split("\n"):
        if not line.startswith(" "):
            skipping = line.startswith(f"{key}:")
        if not skipping:
            lines.append(line)
    at = 1 if place == SECTION else 0
    return "\n".join([*lines[:at], text, *lines[at:]])


def refused(place: str, text: str) -> list[Finding]:
    """What reading ``text``, a whole file, finds by itself: most values stop there."""
    if place == REFERENCES:
        read = parse_yaml(text, "f")
        return [*read.problems, *read_references(read.data or {}, read.source).problems]
    if place == MODULE:
        read = parse_yaml(text, "f")
        return [*read.problems, *validate(MODULE_YAML, read.data or {}, read.source)[1]]
    return list(read_section("beginnen", "f", text).problems)


def check_look() -> Look:
    """The look of the module in ``les``."""
    source, _ = read_module("les", Options())
    assert source
    assert source.look
    return source.look


def checked(look: Look, cache: dict[str, ReadSection]) -> list[Finding]:
    """What ``check`` finds in ``les``, of which module.yaml is as it was."""
    module, problems = load(Path("les"), "les", cache)
    assert module is not None
    return findings_in(Source(module, look), problems, chosen(module, Options()))


DEFINITIONS = definitions()


@pytest.mark.parametrize("share", range(SHARES))
def test_every_value_in_every_field(share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    example = {name: (Path("les") / name).read_text("utf-8") for name in (MODULE, SECTION, REFERENCES)}
    # The body of the section is the same for every value: it is read where the whole module is.
    short = {**example, SECTION: "---{}---\n\nTekst.\n".format(example[SECTION].split("---", 2)[1])}
    # What is written elsewhere changes nothing of the look, nor of the sections that stand as they were.
    look, cache = check_look(), dict[str, ReadSection]()
    told = whole = 0
    for place, field in DEFINITIONS[share::SHARES]:
        name = SECTION if place in COMPONENTS else place
        for value in VALUES:
            text = field.replace("@", value)
            found = refused(place, document(place, text, short))
            if not found:
                (Path("les") / name).write_text(document(place, text, example), "utf-8")
                found = (
                    list(check(["les"], Options(), lambda _: None).findings)
                    if name == MODULE
                    else checked(look, cache)
                )
                whole += 1
            for finding in found:
                for language in LANGUAGES:
                    assert all(message(finding, language))
            told += bool(found)
        (Path("les") / name).write_text(example[name], "utf-8")
    assert told > whole > 0
