"""How much a prompt asks for: "minstens 200 woorden", "in drie zinnen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.source_map import KeyPath

NUMBERS = {
    "een": 1, "één": 1, "half": 0.5, "halve": 0.5, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "vijftien": 15, "twintig": 20, "vijftig": 50, "honderd": 100,
    "tweehonderd": 200, "driehonderd": 300, "vijfhonderd": 500, "duizend": 1000,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "fifteen": 15, "twenty": 20, "fifty": 50,
}  # fmt: skip
# The fewest characters that each takes, and what gives room for it.
UNITS = (
    (re.compile(r"wo"), 5, 7.5),
    (re.compile(r"tek|kar|char"), 1, 1),
    (re.compile(r"zin|sent"), 40, 100),
    (re.compile(r"reg|lin"), 50, 90),
    (re.compile(r"al|par"), 200, 500),
    (re.compile(r"a4|pag|blad"), 2000, 3000),
)
NUMBER = rf"\d{{1,2}}[.]?\d{{3}}|\d+|{'|'.join(NUMBERS)}"
ASKED = re.compile(
    rf"\b(?:(?P<low>{NUMBER})\s*(?:tot|à|-|–|to|of|or)\s*)?(?P<amount>{NUMBER})\s+"
    r"(?:(?:hele?|volle|korte|goede|full|whole|short)\s+)?"
    r"(?P<unit>woord(?:en)?|words?|tekens|karakters|characters|zin(?:nen)?|sentences?|regels?|lines|alinea['’]?s?|"
    r"paragraaf|paragrafen|paragraphs?|a4(?:['’]?s|[’']?tjes?)?|pagina['’]?s?|pages?|bladzijden?)\b",
    re.IGNORECASE,
)
# What says, before the number, that it is about what the learner writes.
WRITE = re.compile(
    r"\b(?:(?:be|om)?schrijf(?:t u)?|(?:te|wilt u|kunt u)\b[^.!?]*\b(?:be|om)?schrijven|formuleer\w*|noteer\w*|"
    r"vat|licht|gebruik|geef|vertel|leg|werk|beantwoord|antwoord|write|describe|summari[sz]e|explain|answer|use|give)\b[^.!?]*$|"
    r"\b(?:minstens|minimaal|ten minste|tenminste|at least|in(?: ongeveer| circa| about| zo[’']n| max(?:imaal|\.))?)"
    r"\s+$",
    re.IGNORECASE,
)
# "a text of 2,000 words" is to be read, "the plan of 20 pages" too; "write a letter of 200 words" asks for one.
OF_A_TEXT = re.compile(
    r"\b(?:tekst|artikel|rapport|document|verhaal|bron|boek|text|article|report|story)\s+(?:van|of)\s+(?:\w+\s+)?$"
    r"|\b(?:het|de|uw|jouw|je|die|dat|dit|deze|the|your|that|this)\s+(?:\w+\s+)?\w+\s+(?:van|of)\s+(?:\w+\s+)?$"
    r"|\b(?:waarom|waardoor|hoe|why|how)\b[^.!?]*\s(?:een|a|an)\s+\w+\s+(?:van|of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def asked_room(
    placed: PlacedComponent, texts: Mapping[str, str | None], max_length: int, way: KeyPath = ()
) -> Iterator[Finding]:
    """CMP-370, where one of the ``texts``, by the names of their fields at ``way``, asks for more than can be held."""
    for name, text in texts.items():
        for found in ASKED.finditer(text or ""):
            before = found.string[: found.start()]
            fewest, wanted = room_for(found)
            if fewest > max_length and WRITE.search(before) and not OF_A_TEXT.search(before):
                place = placed.source.text_of(*way, name).at(found.start())
                values: dict[str, str | int] = {
                    "asked": shortened(found.group()),
                    "room": max_length,
                    "wanted": wanted,
                }
                yield Finding("CMP-370", place, values)
                return


def room_for(found: re.Match[str]) -> tuple[int, str]:
    """The fewest characters that it takes, and the ``max_length`` that gives room for it, as one writes it."""
    fewest, wanted = next((one, other) for unit, one, other in UNITS if unit.match(found["unit"].lower()))
    amounts = [amount(found[name] or found["amount"]) for name in ("low", "amount")]
    return round(amounts[0] * fewest), str(min(20_000, ceil(amounts[1] * wanted / 100) * 100))


def amount(written: str) -> float:
    return NUMBERS.get(written.lower()) or float(written.replace(".", ""))
