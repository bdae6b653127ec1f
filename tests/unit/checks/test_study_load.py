"""The study load is the sum that the documentation writes out: each part counted by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from modulebouwer import checks
from modulebouwer.checks.study_load import StudyLoad, said_times, section_load, section_words, study_load
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.new import scaffold
from modulebouwer.source.loader import load

ROOT = Path(__file__).parents[3]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    return tmp_path / "les"


def first_section(folder: Path, body: str, head: str = "") -> tuple[Section, LearningModule]:
    text = f"---\ntitle: Voorbereiden\nminutes: 8\n{head}---\n\n{body}\n"
    (folder / "sections/voorbereiden.md").write_text(text, "utf-8")
    module, _ = load(folder, "les")
    assert module is not None
    return module.sections[0], module


def loaded(folder: Path, body: str, head: str = "") -> StudyLoad:
    section, module = first_section(folder, body, head)
    return section_load(section, module.siblings)


def test_two_hundred_words_are_read_in_a_minute(written: Path) -> None:
    assert loaded(written, "woord " * 600) == StudyLoad(reading=3)


def test_hints_and_feedback_count_for_half(written: Path) -> None:
    options = "".join(
        f"  - id: o{n}\n    text: antwoord {n}\n    right: {str(n == 1).lower()}\n    feedback: {'omdat ' * 200}\n"
        for n in (1, 2)
    )
    body = f":::{{choice}}\nid: v\nquestion: {'vraag ' * 200}\noptions:\n{options}:::"
    # 200 words of question, half of 400 of feedback, two of "antwoord"; and one question.
    assert loaded(written, body) == StudyLoad(reading=2, questions=1)


def test_what_is_compared_or_offered_is_not_read(written: Path) -> None:
    accepted = "".join(f"  - {'goed ' * 100}{n}\n" for n in range(4))
    section, _ = first_section(
        written, f":::{{short-answer}}\nid: v\nquestion: Hoeveel?\naccepted:\n{accepted}:::"
    )
    assert section_words(section) == 1


def test_a_field_is_half_filled_at_fifteen_words_a_minute(written: Path) -> None:
    # 1,710 characters, half of them written, 5.7 a word: 150 words in 10 minutes, and one to think.
    assert loaded(written, ":::{reflection}\nid: v\nprompt: Waarom?\nmax_length: 1710\n:::").writing == 11


def test_nobody_fills_twenty_thousand_characters(written: Path) -> None:
    long = loaded(written, ":::{reflection}\nid: v\nprompt: Waarom?\nmax_length: 20000\n:::")
    # A page of 1,500 characters: 263 words.
    assert long.writing == round(1 + 1500 / 5.7 / 15) == 19


def test_rows_are_thought_about_filled_and_placed(written: Path) -> None:
    body = ":::{stakeholder-map}\nid: kaart\nprompt: Wie?\nmin_rows: 4\nmax_rows: 22\n:::"
    # 240 characters of cells a row, a third filled: 14 words; four rows: 4 + 3.7 minutes, and 8 levels of 15 seconds.
    assert loaded(written, body) == StudyLoad(writing=8, questions=2)


def test_a_scale_is_fifteen_seconds_a_statement(written: Path) -> None:
    statements = "".join(f"  - id: s{n}\n    text: Ik kan dit\n" for n in range(8))
    body = (
        f":::{{scale}}\nid: s\ntitle: Waar staat u?\nanchors: [nooit, altijd]\nstatements:\n{statements}:::"
    )
    assert loaded(written, body) == StudyLoad(questions=2)


def test_sound_lasts_as_long_as_its_words_and_they_are_not_read_as_well(written: Path) -> None:
    (written / "media/gesprek.mp3").write_bytes(b"ID3")
    body = f":::{{audio}}\nsrc: media/gesprek.mp3\ntitle: Gesprek\ntranscript: {'woord ' * 390}\n:::"
    assert loaded(written, body) == StudyLoad(media=3)


def test_tasks_are_what_the_author_says(written: Path) -> None:
    assert loaded(written, "Lees de schoolgids.", "task_minutes: 7\n") == StudyLoad(tasks=7)


def test_a_module_is_the_sum_of_its_sections() -> None:
    module, _ = load(ROOT / "modules/samenwerken_regio", "m")
    assert module is not None
    parts = [section_load(section, module.siblings) for section in module.sections]
    assert study_load(module).minutes == sum(part.minutes for part in parts)


def test_every_component_says_what_it_asks() -> None:
    module, _ = load(ROOT / "modules/component_guide", "m")
    assert module is not None
    assert {placed.model.component for placed in module.components} == set(COMPONENTS)
    counted = {
        placed.model.component
        for placed in module.components
        if placed.model.effort(module.siblings) != type(placed.model.effort(module.siblings))()
    }
    read_only = {
        "accordion", "before-after", "callout", "cards", "chart", "download", "embed", "figure", "gallery",
        "guiding-question", "labelled-picture", "quote", "tabs", "term", "timeline", "worked-example",
    }  # fmt: skip
    assert counted == set(COMPONENTS) - read_only


def test_a_study_load_that_one_section_breaks_is_told_at_that_section(written: Path) -> None:
    _, module = first_section(written, "woord " * 600)
    head = module.sections[0].head.model_copy(update={"minutes": 100})
    module = replace(module, sections=(replace(module.sections[0], head=head), *module.sections[1:]))
    assert {"SEC-005", "SEC-010"} & {one.code for one in checks.run(module, {})} == {"SEC-010"}
    heads = [one.head.model_copy(update={"minutes": 100}) for one in module.sections]
    both = tuple(replace(one, head=head) for one, head in zip(module.sections, heads, strict=True))
    assert {"SEC-005", "SEC-010"} <= {one.code for one in checks.run(replace(module, sections=both), {})}


@pytest.mark.parametrize(
    ("description", "minutes", "found"),
    [
        ("In een kwartier tot twintig minuten oefent u.", 15, ""),
        ("In 15-20 minuten oefent u.", 20, ""),
        ("Dit duurt tussen de 15 en 20 minuten.", 15, ""),
        ("Dit duurt tussen de 80 en 90 minuten.", 15, "tussen de 80 en 90 minuten"),
        ("In een uur tot anderhalf uur oefent u.", 15, "een uur tot anderhalf uur"),
        ("In een kwartier oefent u.", 60, ""),
        ("In een uur oefent u.", 20, "een uur"),
    ],
)
def test_a_time_in_the_description_is_held_against_the_load(
    written: Path, description: str, minutes: int, found: str
) -> None:
    """Where the sections, of fifteen minutes together, agree with it, the load alone is told."""
    module, _ = load(written, "les")
    assert module is not None
    definition = module.definition.model_copy(update={"description": description, "study_load": minutes})
    told = [*said_times(replace(module, definition=definition))]
    assert [one.values["written"] for one in told] == ([found] if found else [])
