"""Questions for personal data, in Dutch and English: of the learner where nobody may be known, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding
from modulebouwer.model.source_map import KeyPath

# What makes one person known by itself.
NUMBER = (
    r"(?:bsn(?:-nummer)?|burgerservicenummer|sofi-?nummer|geboortedat(?:um|a)|paspoortnummer|bankrekeningnummer|iban"
    r"|leerlingnummer|patiëntnummer|cliëntnummer|strafblad"
    r"|date of birth|birth ?date|social security number|passport number|bank account number|patient number)"
)
# Those who are in somebody's care: a colleague's name may well be asked, of whom one works with.
IN_CARE = (
    r"(?:leerling|cliënt|client|patiënt|kind|bewoner|zorgvrager|pupil|patient|child|resident|student|scholier)"
    r"(?:e?n|s|ren|eren)?"
)
ARTICLE = r"(?:de|het|uw|je|jouw|zijn|haar|hun|diens|the|your|his|her|their)"
ANY = rf"(?:{ARTICLE}|een|a|an)"
NAME = rf"(?:(?:voor|achter)?na(?:am|men)|(?:first |last |full )?names?) (?:van|of) (?:{ANY} )?(?:\w+ )?{IN_CARE}"
# A team, too, can have a diagnosis.
ILLNESS = (
    r"(?:diagnoses?|medicatie|medicijnen|ziekte|diagnosis|medication|illness) (?:van|of) "
    rf"(?:{ANY} )?(?:\w+ )?(?:{IN_CARE}|collega|medewerker|werknemer|colleague|employee)"
)
# "Noteer de datum, de naam en …": what goes before in the same row.
ROW = rf"(?:(?:{ARTICLE} )?(?:\w+ )?\w+(?:,? en |,? and | & |, )){{0,4}}?"
ASKED = re.compile(
    r"\b(?:noteer|noem|schrijf|vermeld|geef|vul|zet|note|name|write(?: down)?|state|give|list|enter) "
    rf"(?:hier |eerst |ook |here |first |(?:bij|per) (?:\w+ )?\w+ )?{ROW}"
    rf"(?P<asked>{ARTICLE} (?:\w+ )?{NUMBER}|(?:{ARTICLE} )?(?:\w+ )?(?:{NAME}|{ILLNESS}))\b"
    rf"|\b(?:wat is|what is) (?P<said>{ARTICLE} (?:{NUMBER} (?:van|of) {ANY}|{NAME}|{ILLNESS}))\b"
    rf"|\b(?P<called>hoe he(?:et|ten) {ARTICLE} (?:\w+ )?{IN_CARE})\b",
    re.IGNORECASE,
)
# The data of nobody: of a case, or under another name; and a request not to give them.
OF_NOBODY = re.compile(
    r"\b(?:casus|voorbeeld\w*|fragment|video|film|verhaal|tekst|artikel|verzonnen|bedacht\w*|fictie\w*|geen|niet|nooit|zonder"
    r"|schuilnaam|pseudoniem|geanonimiseerd\w*|initialen|waarom|case|example|clip|story|text|article|invented|fictional"
    r"|not|no|never|without|don[’']t|pseudonym|initials|why)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
# What makes a learner known, in a question where nobody may be.
WHO = re.compile(
    r"\b(?:uw|je|jouw|your)\s(?:\w+ (?:en|and) (?:(?:uw|je|jouw|your) )?)?(?:volledige |eigen |full |own )?"
    r"(?:(?:voor|achter)?naam|e-?mail(?:adres)?|mailadres|telefoonnummer|personeelsnummer|studentnummer|leerlingnummer"
    r"|(?:first |last )?name|e-?mail(?: address)?|phone number|staff number|student number)\b"
    r"|^\s*(?:(?:voor|achter)?naam|e-?mail(?:adres)?|telefoon(?:nummer)?|name|phone(?: number)?)\b"
    r"(?=\s*(?:[:?(/,&]|en\b|and\b|$))"
    r"|\bwie (?:bent u|ben je)\b|\bwho are you\b|\bhoe heet (?:u|je|jij)\b",
    re.IGNORECASE,
)


def asks_who(question: str) -> str:
    """The words in ``question`` that ask who the learner is; "" for none."""
    found = WHO.search(question)
    return found.group().strip() if found and not OF_NOBODY.search(question) else ""


def asks_for(text: str) -> tuple[int, str] | None:
    """Where in ``text`` somebody's data are asked for, and in which words; None where they are not."""
    for sentence in SENTENCE.finditer(text):
        found = ASKED.search(sentence.group())
        if found and not OF_NOBODY.search(sentence.group()):
            group = found.lastgroup or 0
            return sentence.start() + found.start(group), found[group]
    return None


def asked_data(
    placed: PlacedComponent, texts: Mapping[str, str | None], way: KeyPath = ()
) -> Iterator[Finding]:
    """CMP-622, at each of the ``texts``, by the names of their fields at ``way``, that asks for somebody's data."""
    for name, text in texts.items():
        if found := asks_for(text or ""):
            offset, asked = found
            yield Finding("CMP-622", placed.source.text_of(*way, name).at(offset), {"asked": asked})
