"""Words that are surely misspelt. There is no dictionary here: what may be right in some text is left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from modulebouwer.checks.language import LANGUAGE_STATED, NAMED, QUOTED
from modulebouwer.checks.texts import PlainText, is_in, paragraphs, place_of, plain_texts, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, term_words
from modulebouwer.model.once import once

# What is never right in a language, and what is.
NEVER = {
    "nl": {
        "zowiezo": "sowieso", "zoiezo": "sowieso", "sowiezo": "sowieso", "eigelijk": "eigenlijk",
        "onmiddelijk": "onmiddellijk", "interresant": "interessant", "interressant": "interessant",
        "accomodatie": "accommodatie", "proffesioneel": "professioneel", "profesioneel": "professioneel",
        "dichtsbijzijnde": "dichtstbijzijnde", "hetzelde": "hetzelfde", "belangerijk": "belangrijk",
        "entousiast": "enthousiast", "ideeen": "ideeën", "nogsteeds": "nog steeds", "geinteresseerd": "geïnteresseerd",
    },
    "en": {
        "recieve": "receive", "seperate": "separate", "seperately": "separately", "definately": "definitely",
        "occured": "occurred", "untill": "until", "accomodate": "accommodate", "neccessary": "necessary",
        "begining": "beginning", "beleive": "believe", "enviroment": "environment", "goverment": "government",
        "succesful": "successful", "priviledge": "privilege",
    },
    "de": {
        "warscheinlich": "wahrscheinlich", "nähmlich": "nämlich", "vorraussetzung": "Voraussetzung",
        "agressiv": "aggressiv", "interresant": "interessant", "entgültig": "endgültig", "sowiso": "sowieso",
        "kommision": "Kommission", "rythmus": "Rhythmus", "athmosphäre": "Atmosphäre", "standart": "Standard",
        "wiederspiegeln": "widerspiegeln",
    },
    "fr": {
        "acceuil": "accueil", "parmis": "parmi", "malgrés": "malgré", "cauchemard": "cauchemar",
        "éxemple": "exemple", "appercevoir": "apercevoir", "professionel": "professionnel", "biensûr": "bien sûr",
        "quelquechose": "quelque chose", "dilemne": "dilemme", "aggressif": "agressif", "dévelloper": "développer",
    },
}  # fmt: skip
# Verbs whose stem ends in d, and is no noun.
STEMS = "vind|word|houd|bied|leid|rijd|meld"
WITHOUT_T = re.compile(
    rf"(?<!\d )\b(?P<who>hij|zij|ze|men|iemand|niemand|u) (?P<verb>{STEMS})\b(?! (?:ik|je|jij)\b)(?!-)",
    re.IGNORECASE,
)
WITH_T = re.compile(rf"\b(?P<verb>(?:{STEMS})t) (?P<who>ik|jij)\b", re.IGNORECASE)
HAPPENED = re.compile(r"\b(?:wat|hoe|waarom|wanneer|hier|daar) (?P<verb>gebeurd) er\b", re.IGNORECASE)
SENTENCE_BEFORE = re.compile(r"[^.!?:;]*$")
# What is no word of a reader: an address, a citation, braces.
NO_WORDS = re.compile(
    r"\]\([^)\s]*\)|\[[^\[\]]*@[^\[\]]*\]|\{[^{}]*\}|https?://\S+|\S+@\S+|[\w-]+\.[a-z]{2,4}\b"
)
WORD = re.compile(r"(?<![\w’'.-])[^\W\d_]+(?![\w’'-])")
FEWEST_LETTERS = 6
# Two of these that changed places; "s" stands in front of many that it stands behind as well.
SWAPPED = re.compile(r"(?=([bcdfghjklmnpqrtvwxz])([bcdfghjklmnpqrtvwxz]))")


@dataclass(frozen=True)
class Said:
    """What an author says in a paragraph or field, without what is another's; ``at``: where a word of it stands."""

    words: str
    at: Callable[[str], Location]


def said(module: LearningModule) -> Iterator[Said]:
    for text in texts(module):
        yield from said_in(text)
    for plain in plain_texts(module):
        if plain.key not in NAMED:
            yield Said(QUOTED.sub(" ", plain.text), partial(place_in, plain))


def place_in(plain: PlainText, written: str) -> Location:
    return plain.at(max(0, plain.text.find(written)))


@once
def said_in(text: Markdown) -> Iterator[Said]:
    for one in paragraphs(text):
        if not one.quoted:
            words = QUOTED.sub(" ", LANGUAGE_STATED.sub(" ", one.inline.content))
            yield Said(NO_WORDS.sub(" ", words), partial(place_of, block=one.inline, text=text))


def misspelt(module: LearningModule) -> Iterator[Finding]:
    """TXT-640: a word that is never right; TXT-641: a verb with the wrong end; TXT-642: a word beside another."""
    if not is_in(module, *NEVER):
        return
    language = module.definition.language.partition("-")[0]
    parts = [*said(module)]
    counts: Counter[str] = Counter()
    for part in parts:
        found = WORD.findall(part.words)
        counts.update(found)
        for word in found:
            if meant := NEVER[language].get(word.lower()):
                yield Finding("TXT-640", part.at(word), {"written": word, "meant": meant})
        if language == "nl":
            yield from wrong_ends(part)
    once_only = {
        word: meant for word, times in counts.items() if times == 1 and (meant := swapped(word, counts))
    }
    if not once_only:
        return
    terms = " ".join([*module.shared.words, *term_words(module.glossary)])
    for part in parts:
        for word in WORD.findall(part.words):
            if word in once_only and word not in terms:
                yield Finding("TXT-642", part.at(word), {"written": word, "suggestion": once_only[word]})


def wrong_ends(part: Said) -> Iterator[Finding]:
    """TXT-641. "Waar ik ze vind" is right: who says "ik" earlier in a sentence may find them."""
    for found in WITHOUT_T.finditer(part.words):
        before = SENTENCE_BEFORE.search(part.words[: found.start()])
        if before is None or not re.search(r"\b(?:ik|je|jij)\b", before[0], re.IGNORECASE):
            yield of_verb(part, found, found["verb"] + "t")
    for found in WITH_T.finditer(part.words):
        yield of_verb(part, found, found["verb"][:-1])
    for found in HAPPENED.finditer(part.words):
        yield of_verb(part, found, found["verb"][:-1] + "t")


def of_verb(part: Said, found: re.Match[str], verb: str) -> Finding:
    meant = found[0].replace(found["verb"], verb)
    return Finding("TXT-641", part.at(found[0]), {"written": found[0], "meant": meant})


def swapped(word: str, counts: Counter[str]) -> str:
    """The word that stands in the module more than once and differs from ``word`` by two consonants that changed."""
    if len(word) < FEWEST_LETTERS or not word.islower():
        return ""
    for pair in SWAPPED.finditer(word):
        at, (first, second) = pair.start(), pair.groups()
        other = word[:at] + second + first + word[at + 2 :]
        if first != second and counts.get(other, 0) > 1:
            return other
    return ""
