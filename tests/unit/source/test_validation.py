"""Mistakes are chosen by what a field says of itself; a field that says nothing is no crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import codes, report
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.form import Form, Missing
from modulebouwer.model.identifiers import identifier_from, slug
from modulebouwer.model.ways import metadata_of
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import parse_yaml


def models() -> Iterator[type[BaseModel]]:
    """Every class that an author fills in, with what stands inside it."""
    waiting: list[type[BaseModel]] = [MODULE_YAML, SectionHead, *COMPONENTS.values()]
    for model in waiting:
        yield model
        inside = model.model_json_schema().get("$defs", {})
        waiting += [one for one in subclasses(BaseModel) if one.__name__ in inside and one not in waiting]


def subclasses(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Ours alone: other packages name theirs as we do (a protocol's ``Completion``)."""
    for one in base.__subclasses__():
        if one.__module__.startswith("modulebouwer."):
            yield one
        yield from subclasses(one)


def test_every_field_with_a_pattern_names_the_finding_that_explains_it() -> None:
    asked = 0
    for model in models():
        for name, schema in model.model_json_schema()["properties"].items():
            if '"pattern"' in json.dumps(schema):
                form = metadata_of(model, (name,), Form)
                assert form is not None, f"{model.__name__}.{name}"
                assert form.code in codes()
                asked += 1
            missing = metadata_of(model, (name,), Missing)
            assert missing is None or missing.code in codes()
    assert asked > 40


class Unexplained(BaseModel):
    model_config = ConfigDict(strict=True)

    colour: Annotated[str, Field(pattern="^(red|blue)$")]
    even: Annotated[int, Field(multiple_of=2)] = 0


@pytest.mark.parametrize(("text", "key"), [("colour: groen", "colour"), ("colour: red\neven: 3", "even")])
def test_a_form_that_nobody_explains_is_a_finding_too(text: str, key: str) -> None:
    document = parse_yaml(text, "f")
    found, problems = validate(Unexplained, document.data or {}, document.source)
    assert found is None
    assert [(one.code, one.values["key"]) for one in problems] == [("SRC-109", key)]
    assert report(problems).text("nl")


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Één les", "een-les"),
        ("Straße & Ærø", "strasse-aero"),
        ("Łódź", "lodz"),
        ("2 scholen", ""),
        ("中文", ""),
        ("a" * 80, "a" * 60),
    ],
)
def test_an_identifier_from_a_name(text: str, identifier: str) -> None:
    assert identifier_from(text) == identifier


def test_a_slug_may_begin_with_a_digit() -> None:
    assert slug("2 scholen, één wijk!") == "2-scholen-een-wijk"
