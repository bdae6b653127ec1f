"""How hard a section reads: the Flesch-Douma score for Dutch (Douma 1960).

206.835 - 0.93 x words per sentence - 77 x syllables per word; 50 is about what a newspaper asks of its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from modulebouwer.checks.texts import WORD, plain_text, section_texts
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once

EASY_ENOUGH = 45
# Below this a score says more about chance than about the text.
FEWEST_WORDS = 100

SENTENCE_END = re.compile(r"[.!?…]++[\"'’”)\]]*+(?=\s+[\"'‘“(\[]*[^\Wa-z_]|\s*$)")
ACCENTS = str.maketrans("áàâãéèêíìîóòôõúùûý", "aaaaeeeiiioooouuuy")
# What is spelt with more vowels than it is said with: bureau, quiz, station.
SAID = (
    (re.compile(r"eau(?=s?$)"), "o"),
    (re.compile(r"qu(?=[aeiou])"), "kw"),
    (re.compile(r"tion(?=s?$|s)"), "sjon"),
)
NUCLEUS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|(?<![aeiou])y(?=[aeiou])|[aeiouyäëïöü]"
)


def readability(module: LearningModule) -> Iterator[Finding]:
    """Advice for each Dutch section that reads hard."""
    if not module.definition.language.startswith("nl"):
        return
    for section in module.sections:
        (score,) = score_of(section)
        if score is not None and score < EASY_ENOUGH:
            values = {"score": round(score), "wanted": EASY_ENOUGH}
            yield Finding("TXT-001", section.body.location, values)


@once
def score_of(section: Section) -> Iterator[float | None]:
    yield flesch_douma(section_blocks(section))


def section_blocks(section: Section) -> Iterator[str]:
    """The running text: paragraphs and list items, no headings or tables."""
    for text in section_texts(section):
        for before, token in zip(text.tokens, text.tokens[1:], strict=False):
            if token.type == "inline" and before.type == "paragraph_open":
                yield plain_text(token.children or ())


def flesch_douma(blocks: Iterable[str]) -> float | None:
    """The score of a text given as its paragraphs, or None when it is too short to say."""
    sentences = words = vowels = 0
    for block in blocks:
        found = WORD.findall(block)
        if not found:
            continue
        words += len(found)
        sentences += max(1, len(SENTENCE_END.findall(block)))
        vowels += sum(map(syllables, found))
    if words < FEWEST_WORDS:
        return None
    return 206.835 - 0.93 * words / sentences - 77 * vowels / words


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The number of syllables of a Dutch word: its groups of vowels, where a trema begins a new one."""
    spoken = word.lower().translate(ACCENTS)
    for written, said in SAID:
        spoken = written.sub(said, spoken)
    if spoken.startswith("y") and len(spoken) > 1 and spoken[1] in "aeiou":
        spoken = "j" + spoken[1:]
    return max(1, len(NUCLEUS.findall(spoken)))
