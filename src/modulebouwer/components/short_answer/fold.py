"""What counts in a short answer."""

from __future__ import annotations

import re
import unicodedata

# Accents and their kin, and signs that nobody sees, such as a soft hyphen (Unicode, general categories M and Cf).
NOT_SEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
# What does not count before an answer, by the language's first subtag; `components.questions.articles` in the locales.
ARTICLES = {
    "de": "der die das den dem des ein eine einen einem einer",
    "en": "the a an",
    "fr": "le la les un une des l'",
    "fy": "de it in 't",
    "nl": "de het een 't 'n",
}


def fold(text: str) -> str:
    """A text without what does not count in an answer, as ``fold`` in shared/questions/right.ts."""
    marked = unicodedata.normalize("NFKD", text.replace("\u2212", "-"))
    letters = [c for c in marked if not c.isspace() and unicodedata.category(c) not in NOT_SEEN]
    plain = "".join(letters).lower()
    return trimmed(plain) or plain


def forms(text: str, language: str) -> set[str]:
    """A text as it counts, and without the article that it begins with, as ``forms`` in shared/questions/right.ts."""
    plain = text.strip().lower().replace("’", "'")
    articles = ARTICLES.get(language.partition("-")[0], "").split()
    leads = (one if one.endswith("'") else f"{one} " for one in articles)
    bare = next((plain[len(one) :] for one in leads if plain.startswith(one) and fold(plain[len(one) :])), "")
    return {fold(text), fold(bare)} if bare else {fold(text)}


def trimmed(text: str) -> str:
    """``text`` without the punctuation (Unicode category P) around it; a number's minus and a percentage stay."""
    start, end = 0, len(text)
    while start < end and punctuation(text[start]) and not re.match(r"-\d", text[start:]):
        start += 1
    while end > start and punctuation(text[end - 1]) and text[end - 1] not in "%‰":
        end -= 1
    return text[start:end]


def punctuation(character: str) -> bool:
    return unicodedata.category(character).startswith("P")
