"""Whether the text is in the language that module.yaml gives: buttons, voices and hyphens follow that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.checks.texts import texts
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

# Words that every text in a language is full of, and that are no such words in the others.
COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "nl": "het een van niet dat zijn wordt maar ook aan bij naar deze uw wat hoe wie te met voor worden kunnen",
        "en": "the and to that for with you your are not this what they from have which their can because about",
        "de": "und der das nicht ist ein mit sie ich zu den auf für eine wird auch bei von werden können weil",
        "fr": "les des est et une que pour vous dans pas sur qui avec sont aux nous être cette mais comme",
        "fy": "it fan net wurdt dy oan foar jo mei wat hoe ek nei dizze binne wurde kinne om't",
    }.items()
}
# So many words are looked at, and of those of another language there are at least so many, and so many times as many.
MOST_WORDS = 2_000
FEWEST_COMMON = 30
TIMES_AS_MANY = 6


def other_language(module: LearningModule) -> Iterator[Finding]:
    """MOD-191: the text is plainly in another language than module.yaml says."""
    stated = module.definition.language
    own = stated.partition("-")[0]
    if own not in COMMON:
        return
    words: list[str] = []
    for text in texts(module):
        words += re.findall(r"[^\W\d_]+(?:['’]t)?", text.text.lower())
        if len(words) > MOST_WORDS:
            break
    counts = {language: sum(word in common for word in words) for language, common in COMMON.items()}
    found = max(counts, key=lambda language: counts[language])
    if counts[found] >= max(FEWEST_COMMON, TIMES_AS_MANY * counts[own]) and module.source.gives(
        ("language",)
    ):
        yield Finding("MOD-191", module.source.value_at("language"), {"value": stated, "suggestion": found})
