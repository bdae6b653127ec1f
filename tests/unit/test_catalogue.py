"""The words for authors: in each language the same, with the same values, and none of them empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modulebouwer import catalogue
from modulebouwer.catalogue import LANGUAGES, read_words

ROOT = Path(catalogue.__file__).parent
FOLDERS = sorted(path.parent for path in ROOT.glob(f"*/{LANGUAGES[0]}.yaml"))


def texts(words: object, way: str = "") -> Iterator[tuple[str, str]]:
    """``options.check.strict`` → its text."""
    if isinstance(words, dict):
        for key, inner in words.items():
            yield from texts(inner, f"{way}.{key}" if way else key)
    elif isinstance(words, list):
        for number, inner in enumerate(words):
            yield from texts(inner, f"{way}.{number}")
    else:
        yield way, str(words)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_text_is_there_in_every_language(folder: Path) -> None:
    told = {language: dict(texts(read_words(folder / f"{language}.yaml"))) for language in LANGUAGES}
    for language, ours in told.items():
        file = f"catalogue/{folder.name}/{language}.yaml"
        for way, text in {way: text for words in told.values() for way, text in words.items()}.items():
            assert way in ours, f"{file}: {way} is missing"
            assert ours[way].strip(), f"{file}: {way} is empty"
            missing = set(re.findall(r"\{\w*\}", text)) - set(re.findall(r"\{\w*\}", ours[way]))
            assert not missing, f"{file}: {way} does not say {missing}"


@pytest.mark.parametrize(
    "path", sorted(ROOT.parent.rglob("schema.nl.yaml")), ids=lambda path: path.parent.name
)
def test_no_description_is_empty(path: Path) -> None:
    for way, text in texts(read_words(path)):
        assert text.strip(), f"{path.relative_to(ROOT.parent)}: {way} is empty"
