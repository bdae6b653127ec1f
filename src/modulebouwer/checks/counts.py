"""A number that is said and does not agree: five sections where there are three, four things above a list of three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from modulebouwer.checks.texts import place_of, plain_text, texts, whole
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# Two to twelve, in the languages of learners.
NUMBERS = {
    word: number
    for words in (
        "twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "two three four five six seven eight nine ten eleven twelve",
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
        "twa trije fjouwer fiif seis sân acht njoggen tsien alve tolve",
    )
    for number, word in enumerate(words.split(), 2)
}
NUMBER = rf"(?P<number>{'|'.join(NUMBERS)}|[2-9]|1[0-2])"
# What a list is a list of, at the end of a word: "aandachtspunten".
THINGS = (
    "dingen|punten|stappen|vragen|regels|tips|redenen|manieren|mogelijkheden|fasen|fases|rollen|kenmerken|voorwaarden|"
    "afspraken|vormen|soorten|doelen|principes|uitgangspunten|voorbeelden|onderdelen|zaken|aspecten|factoren|elementen|"
    "taken|adviezen|valkuilen|voordelen|nadelen|argumenten|opties|oorzaken|gevolgen|eisen|pijlers|methodes|methoden|"
    "vaardigheden|categorieën|signalen|misverstanden|bouwstenen|richtlijnen|aanbevelingen|criteria|maatregelen|niveaus|"
    "things|points|steps|questions|rules|reasons|ways|options|phases|stages|roles|features|conditions|forms|kinds|types|"
    "goals|principles|examples|aspects|factors|elements|tasks|pitfalls|arguments|causes|consequences|requirements|pillars|"
    "methods|skills|categories|signs|misconceptions|guidelines|measures|levels|"
    "dinge|punkte|schritte|fragen|regeln|tipps|gründe|möglichkeiten|phasen|rollen|merkmale|bedingungen|formen|arten|ziele|"
    "beispiele|aspekte|faktoren|aufgaben|"
    "choses|étapes|règles|conseils|raisons|manières|façons|rôles|caractéristiques|formes|objectifs|principes|exemples|"
    "facteurs|éléments|tâches|mooglikheden|foarmen|foarbylden|ûnderdielen"
)
# A number that is part of another, or a least or a most, says nothing of the whole list.
PART = (
    r"(?:eerste|laatste|volgende|andere|overige|van (?:de|deze)|één van|minstens|minimaal|ten minste|tenminste|"
    r"op zijn minst|hooguit|hoogstens|maximaal|ongeveer|zeker|meer dan|elke?|iedere?|per|first|last|next|other|"
    r"of the|at least|at most|up to|about|more than|each|every|ersten|letzten|mindestens|höchstens|premiers|"
    r"premières|au moins|au plus)"
)
ANNOUNCED = re.compile(
    rf"(?<![\w-])(?<!: )(?P<said>(?P<part>{PART}\s+)?(?P<which>(?:de|het|deze|die|these|the|diese|die|ces|les|dizze)\s+"
    rf"(?:volgende\s+|following\s+|folgenden\s+)?)?{NUMBER}\s+(?:[^\W\d]+\s+)?[^\W\d]*(?:{THINGS}))(?![\w-])",
    re.IGNORECASE,
)
# Who is asked to choose or to write so many is not told how many there are.
ASKED = re.compile(
    r"(?<!\w)(?:kies|noem|bedenk|zoek|schrijf|formuleer|selecteer|maak|geef|verzin|beantwoord|noteer|choose|pick|name|write|"
    r"think of|select|give|find|note|wähle\w*|nenne\w*|choisis\w*|citez)(?!\w)",
    re.IGNORECASE,
)
LISTS = ("bullet_list", "ordered_list")

PARTS_OF_A_MODULE = (
    r"(?:(?P<section>secties|hoofdstukken|sections|chapters|abschnitte|kapitel|chapitres|seksjes|haadstikken)"
    r"|(?P<goal>leerdoelen|learning objectives|lernziele))"
)
MODULE = r"(?:module|cursus|training|leergang|e-learning|course|modul|kurs|formation|kursus)"
OF_THE_MODULE = re.compile(
    rf"(?<!\w)(?:{MODULE}\s+(?:telt|heeft|kent|omvat|bestaat uit|has|contains|comprises|consists of|hat|umfasst"
    rf"|besteht aus|compte|comprend|bestiet út)|(?:^|(?<=[.!?]\s))in|(?:^|(?<=[.!?]\s)))\s*"
    rf"(?P<said>{NUMBER}\s+(?:[^\W\d]+\s+)?{PARTS_OF_A_MODULE})(?!\w)",
    re.IGNORECASE,
)


def counts(module: LearningModule) -> Iterator[Finding]:
    """MOD-602, where the description counts the module's parts; TXT-604, at a number above a list of others."""
    for text in texts(module):
        yield from announced(text)
    if not whole(module):
        return
    there = {"section": len(module.sections), "goal": len(module.definition.objectives)}
    description = " ".join(module.definition.description.split())
    for found in OF_THE_MODULE.finditer(description):
        kind = "section" if found["section"] else "goal"
        if there[kind] and number_of(found) != there[kind]:
            values: dict[str, str | int] = {"written": found["said"], "there": there[kind]}
            yield Finding("MOD-602", module.source.value_at("description"), values)


def number_of(found: re.Match[str]) -> int:
    return NUMBERS.get(found["number"].lower()) or int(found["number"])


@once
def announced(text: Markdown) -> Iterator[Finding]:
    """TXT-604, at each number that a paragraph says of the list behind it."""
    for number, block in enumerate(text.tokens):
        if block.type != "inline" or not block.content.endswith(":"):
            continue
        items, anywhere = items_behind(text.tokens[number + 2 :])
        said = [one for one in ANNOUNCED.finditer(last_sentence(block)) if not one["part"]]
        if len(said) != 1 or not items or number_of(said[0]) in anywhere:
            continue
        asked = ASKED.search(said[0].string) and not said[0]["which"]
        if not asked:
            place = place_of(said[0]["said"], block, text)
            yield Finding("TXT-604", place, {"written": shortened(said[0]["said"]), "there": items})


def last_sentence(block: Token) -> str:
    return re.split(r"(?<=[.!?])\s+", plain_text(block.children or ()))[-1]


def items_behind(tokens: Sequence[Token]) -> tuple[int, set[int]]:
    """How many items the list has with which ``tokens`` begin (0: no list), and the numbers that may be meant.

    Those are of the list, of it with the lists below it, and of it with those that come up to the next heading.
    """
    if not tokens or tokens[0].type not in (f"{one}_open" for one in LISTS):
        return 0, set()
    level, ended = tokens[0].level, False
    first = together = within = 0
    for token in tokens:
        if token.type == "heading_open" or token.level < level:
            break
        if token.type == "list_item_open":
            outer = token.level == level + 1
            first += outer and not ended
            together += outer
            within += not outer
        ended = ended or (token.type.removesuffix("_close") in LISTS and token.level == level)
    return first, {first, together, within, first + within}
