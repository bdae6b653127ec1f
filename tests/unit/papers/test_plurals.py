"""A number before a noun has the form of the noun that it asks for, in every paper and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.model.locale import plural
from modulebouwer.papers.evaluations import Evaluation, shown
from modulebouwer.papers.words import paper_words

# A number, with a word behind it: not "{difference} more", nor the title or date of something.
COUNTED = re.compile(r"\{(?:count|sections|required|number)\} [^\W\d_]")


def texts(words: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(words, dict):
        for key, inner in words.items():
            yield from texts(inner, (*way, key))
    elif isinstance(words, str):
        yield way, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_noun_has_two_forms(language: str) -> None:
    told = {way for way, text in texts(paper_words(language)) if COUNTED.search(text)}
    assert told
    assert {way for way in told if way[-1] not in ("one", "other")} == set()


@pytest.mark.parametrize(
    ("language", "one", "more"),
    [("nl", "1 evaluatie\n", "2 evaluaties\n"), ("en", "1 evaluation\n", "2 evaluations\n")],
)
def test_one_evaluation(language: str, one: str, more: str) -> None:
    words = paper_words(language)["evaluation"]
    for count, told in ((1, one), (2, more)):
        assert told in shown(Evaluation("Les", "les", "1.0.0", count, (), ()), words)


def test_one_minute_one_section_and_one_task() -> None:
    own = paper_words("nl")["certificate"]
    assert plural(own["minutes"], 1) == "1 minuut"
    assert plural(own["opened"], 1) == "de sectie geopend"
    assert plural(own["done"], 1) == "1 verplicht onderdeel gedaan"
