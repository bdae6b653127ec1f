"""The words of the papers, in the languages of those who ask for them."""

from __future__ import annotations

from functools import cache

from modulebouwer.catalogue import PACKAGE, Words, read_words


@cache
def paper_words(language: str) -> Words:
    """Those in ``nl`` or ``en``."""
    return read_words(PACKAGE.joinpath("catalogue", "papers", f"{language}.yaml"))
