"""The words for authors: the languages they are in, and how a file of them is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

# The languages of findings, commands and the preview. (Those of learners are the files in templates/locales/.)
LANGUAGES = ("nl", "en")

# Where the program's own files are. A wheel is installed as files: importlib.resources would cost a clean build more
# than all its words.
PACKAGE = Path(__file__).parents[1]

Words = Mapping[str, Any]


def read_words(file: Path) -> Words:
    """A file of our own: mappings and lists of texts, nothing else, whatever YAML would make of them.

    Raises ``ValueError`` with the file's name when it is no YAML.
    """
    # A clean build says nothing and pays nothing for its words.
    import yaml

    try:
        words: Words = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"{file.name}: {error}") from error
    return words
