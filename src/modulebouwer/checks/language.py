"""Whether the text is in the language that module.yaml gives: buttons, voices and hyphens follow that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from modulebouwer.checks.texts import location, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once

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

# Of a paragraph; a shorter one says too little.
FEWEST_IN_PARAGRAPH = 5
SHORTEST = 80
WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
# What is somebody else's, or is told to be in another language.
QUOTED = re.compile(r"“[^”]*”|„[^”]*”|‘[^’]*’(?!\w)|\"[^\"]*\"|\*[^*]+\*|_[^_]+_|`[^`]*`")
LANGUAGE_STATED = re.compile(r"\[[^\]]*\]\(lang:[^)]*\)")
OTHER = {"u": "je", "je": "u"}
# How Dutch addresses a reader in the other way than `address` says.
OTHER_ADDRESS = {
    "u": re.compile(r"(?<![\w'’-])(?:je|jij|jou|jouw|jezelf)(?![\w'’-])", re.IGNORECASE),
    # "Om 9 u" is an hour.
    "je": re.compile(r"(?<![\w'’-])(?<!\d )(?:u|uw|uzelf)(?![\w'’.-])", re.IGNORECASE),
}


def other_language(module: LearningModule) -> Iterator[Finding]:
    """MOD-191: the text is plainly in another language than module.yaml says."""
    stated = module.definition.language
    own = stated.partition("-")[0]
    if own not in COMMON:
        return
    words: list[str] = []
    for text in texts(module):
        words += WORD.findall(text.text.lower())
        if len(words) > MOST_WORDS:
            break
    counts = {language: sum(word in common for word in words) for language, common in COMMON.items()}
    found = max(counts, key=lambda language: counts[language])
    if counts[found] >= max(FEWEST_COMMON, TIMES_AS_MANY * counts[own]) and module.source.gives(
        ("language",)
    ):
        yield Finding("MOD-191", module.source.value_at("language"), {"value": stated, "suggestion": found})
    elif module.source.gives(("language",)):
        yield from foreign_paragraphs(module, own)


def foreign_paragraphs(module: LearningModule, own: str) -> Iterator[Finding]:
    """TXT-312, once a text: the first paragraph of it that is in another language."""
    for section in module.sections:
        for text in own_texts(section):
            for place, counts in paragraphs(text):
                if max(counts.values()) >= max(FEWEST_IN_PARAGRAPH, TIMES_AS_MANY * counts[own]):
                    other = max(counts, key=lambda language: counts[language])
                    yield Finding("TXT-312", place, {"found": other, "stated": own})
                    break


def other_address(module: LearningModule) -> Iterator[Finding]:
    """TXT-313, once a section: a text that says "je" where the module says "u" to its reader, or the reverse."""
    stated = module.definition.address
    if module.definition.language.partition("-")[0] != "nl":
        return
    for section in module.sections:
        found = (
            Finding("TXT-313", place, {"found": match[0], "stated": stated, "other": OTHER[stated]})
            for text in own_texts(section)
            for place, words in own_words(text)
            if (match := OTHER_ADDRESS[stated].search(words))
        )
        yield from islice(found, 1)


def own_texts(section: Section) -> Iterator[Markdown]:
    """What the author writes; a quote may be in any language."""
    yield section.body
    for placed in section.components:
        if placed.model.component != "quote":
            yield from placed.prose.values()


@once
def paragraphs(text: Markdown) -> Iterator[tuple[Location, dict[str, int]]]:
    """Of each paragraph that may be in any language: the common words of each; quoted ones are left out."""
    for place, words in own_words(text):
        found = WORD.findall(words.lower()) if len(words) > SHORTEST else ()
        if found:
            yield place, {name: sum(w in common for w in found) for name, common in COMMON.items()}


@once
def own_words(text: Markdown) -> Iterator[tuple[Location, str]]:
    """Each paragraph without what is somebody else's in it, or told to be in another language."""
    quoted = 0
    for before, block in pairwise(text.tokens):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(before.type, 0)
        if block.type == "inline" and before.type == "paragraph_open" and not quoted:
            yield location(before), QUOTED.sub(" ", LANGUAGE_STATED.sub(" ", block.content))
