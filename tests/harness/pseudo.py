"""A language for tests: every text a third longer, with accents on its letters, and its marks as they are.

Who reads it still reads the source, and what was forgotten shows itself: it has no accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modulebouwer.model.translation import Unit
from modulebouwer.source.translations import Pair
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.translating.segments import pieces
from modulebouwer.translating.work import work_in, written

PSEUDO = "en-XA"
# Letters as readers know them, with an accent that Dutch and English never have.
ACCENTED = str.maketrans("aceiouynszACEIOUYNSZ", "ǎčěǐǒǔŷňšžǍČĚǏǑǓŶŇŠŽ")
LONGER = "ǔǒǐěǎǔǒǐěǎ"
# A word; or a sign by its name, or with a backslash, that is none.
WORD = re.compile(r"&#?\w+;|\\.|[^\W\d_]+")


def pseudo(text: str) -> str:
    """``text`` with every word accented and a third longer."""
    return "".join(stretched(piece.text) if piece.role == "words" else piece.text for piece in pieces(text))


def stretched(words: str) -> str:
    return WORD.sub(lambda found: longer(found.group()), words)


def longer(word: str) -> str:
    if not word.isalpha():
        return word
    return word.translate(ACCENTED) + LONGER[: (len(word) + 2) // 3]


def translate(folder: Path) -> None:
    """Translate the module in ``folder``, with what it shares, into the pseudo-language; the interface too."""
    work, _ = work_in(str(folder), PSEUDO)
    assert work is not None
    for file in work.there.by_file.values():
        path = Path(file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(file, [unit(pair) for pair in file.pairs]), "utf-8")


def unit(pair: Pair) -> Unit:
    text = pair.text
    made = pseudo(text.text) if text.markdown else stretched(text.text)
    most = text.longest or len(made)
    return Unit(at=text.name, source=text.text, text=made[:most])


def locale(words: Any) -> Any:
    """The words of the interface; what stands in braces is filled in and stays."""
    if isinstance(words, Mapping):
        return {key: value if key in KEPT else locale(value) for key, value in words.items()}
    if isinstance(words, list):
        return [locale(value) for value in words]
    if not isinstance(words, str):
        return words
    parts = words.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(part if part.startswith("{") else stretched(part) for part in parts)


# What the program reads and nobody else.
KEPT = ("direction", "particle", "comma", "decimal")


def write_locale(templates: Path, source: Path) -> None:
    """The interface's words in the pseudo-language, of the locale ``source``, below ``templates``."""
    words = parse_yaml(source.read_text("utf-8"), source.name).data
    path = templates / "locales" / f"{PSEUDO}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_yaml(locale(words)), "utf-8")


def untranslated(text: str) -> list[str]:
    """The words in ``text`` that have a vowel and no accent: nobody translated them."""
    words = (word for word in WORD.findall(text) if set(word.lower()) & set("aeiou"))
    return [word for word in words if unicodedata.normalize("NFD", word) == word]
