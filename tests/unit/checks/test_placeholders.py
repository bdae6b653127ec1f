"""What is still to be filled in: what a person leaves open between brackets, and what the program wrote itself."""

from __future__ import annotations

import pytest

from modulebouwer import restructuring
from modulebouwer.catalogue import LANGUAGES, PACKAGE, read_words
from modulebouwer.checks.placeholders import OURS, PLACEHOLDER, in_text, is_whole, line_of
from modulebouwer.findings import Location
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.yaml_file import parse_yaml


def test_what_the_program_writes_for_an_author_is_known() -> None:
    written = set(restructuring.PLACEHOLDER.values())
    for language in LANGUAGES:
        words = read_words(PACKAGE.joinpath("catalogue", "importing", f"{language}.yaml"))
        written |= {str(words[name]) for name in ("left", "empty", "alternative")}
    assert written == OURS


@pytest.mark.parametrize(
    "open_place",
    [
        "[naam van uw school]",
        "[Naam school]",
        "<naam school>",
        "[uw school]",
        "[link naar het formulier]",
        "[VUL HIER IN]",
        "[hier een voorbeeld]",
        "[School name]",
        "[Insert your example]",
        "[NOG INVULLEN: voorbeeld van de school]",
        "[TODO: voorbeeld]",
        "[todo voorbeeld zoeken]",
        "[to do: example]",
        "[nog aanvullen]",
        "[voorbeeld toevoegen]",
        "[… volgt]",
        "[cijfers volgen nog]",
        "[nog niet af]",
        "[nader te bepalen]",
        "[nog schrijven over ouders]",
        "[to be confirmed]",
        "[add example here]",
        "{invullen}",
        "<invullen>",
        "<<invullen>>",
        "<<nog in te vullen>>",
        "Hier moet nog een voorbeeld",
        "hier nog een foto toevoegen",
    ],
)
def test_an_open_place(open_place: str) -> None:
    found = PLACEHOLDER.search(f"Op {open_place} begint het.")
    assert found is not None
    assert found.group() == open_place


@pytest.mark.parametrize(
    "ordinary",
    [
        "[naam]",
        "[...]",
        "[datum]",
        "[sic]",
        "[de leraar]",
        "[naam van de leerling]",
        "[PO VO]",
        "[voorbeeld](a)",
        "[nog te kiezen aanpak]",
        "[de leerlingen volgen]",
        "[het plan nog niet]",
        "[to do]",
        "hier nog een voorbeeld: zo",
        "(het team volgt nog)",
        "x < y, insert z >",
    ],
)
def test_ordinary_brackets(ordinary: str) -> None:
    assert PLACEHOLDER.search(f"Op {ordinary} begint het.") is None


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        (">-\n  Een module over\n  gesprekken. Lorem ipsum dolor.", 3, 15),
        ("|\n  Een module.\n\n  Lorem ipsum dolor.", 4, 3),
        ("Over Lorem ipsum.", 1, 14),
    ],
)
def test_in_a_value_of_many_lines_its_own_line_is_told(value: str, line: int, column: int) -> None:
    source = parse_yaml(f"description: {value}\n", "m/module.yaml").source
    assert line_of("Lorem ipsum", ("description",), source) == Location("m/module.yaml", line, column)


@pytest.mark.parametrize(
    ("written", "text", "whole"),
    [("Volgt nog", "Volgt nog.\n", "yes"), ("TODO", "TODO", "yes"), ("TODO", "Begin. TODO", "no")],
)
def test_what_is_all_of_a_text_is_not_to_be_taken_away(written: str, text: str, whole: str) -> None:
    assert is_whole(written, text) == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_import_writes_for_a_picture_is_told_in_running_text_too(language: str) -> None:
    words = read_words(PACKAGE.joinpath("catalogue", "importing", f"{language}.yaml"))["alternative"]
    typed = f"Een zin.\n\nZie ![{words}](media/a.svg) en ![Een brug over de Maas](media/b.svg)."
    (found,) = in_text(parse_markdown(TextPlaces.of_lines("a.md", typed, 1)).markdown)
    assert (found.code, found.location.line, found.values) == ("TXT-194", 3, {"written": words})
