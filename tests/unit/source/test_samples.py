"""What a hint shows to write can be pasted: it is YAML, and nothing is wrong with it but what is left open."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.model.ways import model_inside
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.samples import needed_keys, sample
from modulebouwer.source.yaml_file import parse_yaml

MODELS: tuple[type[BaseModel], ...] = (ModuleDefinition, *COMPONENTS.values())
ITEMS = {
    f"{model.__name__}.{name}": inner
    for model in MODELS
    for name, field in model.model_fields.items()
    if (inner := model_inside(field.annotation))
}
HARD = 'Zo: "ja" # of nee, {denk} \\ \'s avonds'


@pytest.mark.parametrize("item", ITEMS.values(), ids=[*ITEMS])
def test_a_sample_is_yaml_with_the_keys_that_are_needed(item: type[BaseModel]) -> None:
    document = parse_yaml(f"items:\n  - {sample(item, HARD)}\n", "f")
    assert document.problems == ()
    assert document.data is not None
    (read,) = document.data["items"]
    # Of an answer that is not right is asked why (CMP-021).
    why = ["feedback"] if "right" in item.model_fields else []
    assert [*read] == [*needed_keys(item), *why]


def problems(items: str) -> list[tuple[str, str]]:
    """Codes with what each hint shows."""
    text = f":::{{choice}}\nid: zin\nquestion: Welke?\noptions:\n{items}:::\n"
    found = parse_markdown(TextPlaces.of_lines("f", text, 1)).problems
    return [(one.code, str(one.values.get("known", ""))) for one in found]


@pytest.mark.parametrize(
    "right", ["Op tijd. (x)", "(x) Op tijd.", '"[x] Op tijd."', "Op tijd. ✓", "Op tijd. (goed)"]
)
def test_the_mark_of_the_right_answer_becomes_its_key(right: str) -> None:
    shown = '- {id: op-tijd, text: "Op tijd.", right: true}'
    assert problems(f"  - Altijd te laat.\n  - {right}\n") == [("SRC-107", shown)]
    other = '{id: te-laat, text: "Altijd te laat."}'
    assert problems(f"  - {other}\n  {shown}\n") == []


def test_ticks_of_markdown_are_told_with_the_item_that_is_wanted() -> None:
    shown = '- {id: op-tijd, text: "Op tijd.", right: true}'
    assert problems("  - [x] Op tijd.\n  - [ ] Altijd te laat.\n") == [("SRC-320", shown)]


def test_a_text_keeps_what_is_no_mark() -> None:
    assert sample(ITEMS["Checklist.items"], "Ik sprak de juf (v)") == (
        '{id: ik-sprak-de, text: "Ik sprak de juf (v)"}'
    )


def test_a_picture_where_the_keys_of_a_cover_belong_becomes_its_picture() -> None:
    """All of them, "{picture: …, provenance: …}", could not be pasted: what is left open there is no provenance."""
    assert sample(ITEMS["ModuleDefinition.cover"], "media/team.png") == "{picture: media/team.png}"
    assert sample(ITEMS["ModuleDefinition.cover"], "Een team").startswith("{picture: …, ")


def test_of_answers_in_a_row_the_first_is_shown_as_a_part_of_the_list() -> None:
    text = ":::{choice}\nid: zin\nquestion: Welke?\noptions: Uren, Taak, Verzuim\n:::\n"
    (found,) = parse_markdown(TextPlaces.of_lines("f", text, 1)).problems
    assert (found.code, found.values["known"]) == ("SRC-128", '{id: uren, text: "Uren", feedback: …}')
