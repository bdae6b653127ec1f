"""What a text names and the module has not: a figure by its number, the film below, a day that no month has."""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections.abc import Iterator

from markdown_it.token import Token

from modulebouwer.checks.slips import cites
from modulebouwer.checks.texts import location, place_of, plain_texts, texts, typed_blocks, whole
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# Signs of what the others look for.
NUMBER = re.compile(r"\d")
NO_SPACE = re.compile(r"[.!?][A-Z]")
# "figuur 3 van het rapport" is another's, as "bijlage 3 Wpo", "tabel 4 (Inspectie …)", "bijlage 1, onderdeel C" are.
OF_ANOTHER = (
    r"(?!\d|[.,]\d|,?\s+(?:van|in|uit|bij|of|from)\b|\s*\((?-i:[A-Z])|\s+(?-i:[A-Z])"
    r"|,\s+(?:onderdeel|lid|artikel|deel|part)\b)"
)
# A work in whose sentence a figure's number is that of the work.
WORK = re.compile(
    r"(?:rapport|verslag|boek|artikel|onderzoek|besluit|regeling|kader|brief|document|richtlijn|gids"
    r"|report|book|article|study|paper|policy|guideline)(?:s|en|je)?\b"
    # Not what goes on, or ends so: "weten", "contact".
    r"|plan(?:nen)?\b|wet(?:ten)?\b|nota(?:[’']s)?\b|\bcao(?:[’']s)?\b|\bacts?\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
SHOWN = r"(?:figuur|fig\.|tabel|afbeelding|grafiek|bijlage|figure|table|annex|appendix)"
NUMBERED = re.compile(
    rf"\b(?:zie|in|volgens|see|naar)\s+(?P<named>{SHOWN}\s+\d{{1,2}}){OF_ANOTHER}", re.IGNORECASE
)
TITLE = re.compile(rf"{SHOWN}\s+\d+\b", re.IGNORECASE)
# A work that was cited before, as notes on paper have it.
BEFORE = re.compile(
    r"(?=[ILOiloat])(?<![\w.])(?:(?i:ibid(?:em)?|idem,\s+p|op\.\s?cit|loc\.\s?cit)|a\.w|t\.a\.p)\b\.?"
)
MONTHS_NL = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MONTHS_EN = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {name: number for names in (MONTHS_NL, MONTHS_EN) for number, name in enumerate(names, 1)}
# "40 may" is no day.
DATED = (*MONTHS_NL, "february", "june")
LEAP_YEAR = 2024
DAY = re.compile(
    rf"(?<![\d.,-])(?<!nr\. )(?<!no\. )(?P<day>3[0-9]|[4-9]\d)\s+(?P<month>{'|'.join(DATED)})\b(?!-)",
    re.IGNORECASE,
)
WEEKDAYS = (
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
WEEKDAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(name for names in WEEKDAYS for name in names)})\s+(?P<day>[12]?\d|3[01])\s+"
    rf"(?P<month>{'|'.join(MONTH_NUMBERS)})\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# What a web page has to click on, as a paragraph of its own.
BUTTON = re.compile(
    r"(?:(?:kopieer|code kopiëren|copy)(?: de)?(?: code)?|(?:lees|read) (?:verder|meer|more)(?: over dit onderwerp)?"
    r"|(?:alle cookies accepteren|accepteer alle cookies|accept all cookies)|(?:deel|delen|share)(?: dit| this)?"
    r"(?: artikel| article| bericht| pagina)?(?: (?:op|via|on) \w+)?|terug naar boven|back to top|ga naar de inhoud"
    r"|skip to (?:main )?content|advertentie|advertisement|print deze pagina)\s*[»›>→…]{0,2}",
    re.IGNORECASE,
)
SHOWING = frozenset({"video", "audio", "embed", "tabs", "accordion", "download"})
BELOW = re.compile(
    r"\b(?:(?:[Dd]e|[Hh]et|[Dd]eze|[Dd]it|[Tt]he) (?:video|film|filmpje|podcast|geluidsfragment) (?:hieronder|below)"
    r"|[Oo]nderstaande? (?:video|film|filmpje|podcast|geluidsfragment))\b"
)
# A table of contents: a title, dots, the number of a page.
CONTENTS = re.compile(r"^[^\n]*\S[ ]?(?:\.{4,}|…{2,}|(?:\.[ ]){4,})[ ]?\d{1,3}[ ]*$", re.MULTILINE)
# A sentence that begins without a space: "zo.Dan"; not within an address or the name of a file.
GLUED = re.compile(
    r"(?<![\w/@.:-])(?!(?:mijn|my)\.)[a-zà-ÿ]{2,}[.!?](?!(?:Docx?|Pdf|Xlsx?|Pptx?|Nl|Com|Org|Md|Net|Js)\b)[A-Z][a-zà-ÿ]+(?![\w./@-])"
)


def loose_ends(module: LearningModule) -> Iterator[Finding]:
    numbered = "\n".join(found for text in texts(module) for found in titles(text))
    numbered += "\n".join(one.text for one in plain_texts(module) if one.key == "title")
    yield from films_below(module)
    for text in texts(module):
        for found in in_text(text):
            if found.code != "TXT-372" or str(found.values["named"]).lower() not in numbered.lower():
                yield found


def films_below(module: LearningModule) -> Iterator[Finding]:
    """TXT-442: a section that speaks of the film or sound below, and has none."""
    for section in module.sections if whole(module) else ():
        kinds = {placed.model.component for placed in section.components}
        for block, typed in typed_blocks(section.body) if not kinds & SHOWING else ():
            if (found := BELOW.search(typed)) and not cites(block):
                yield Finding("TXT-442", place_of(found[0], block, section.body), {"written": found[0]})
                break


@once
def titles(text: Markdown) -> Iterator[str]:
    """What stands at the beginning of a paragraph, heading or caption, where a figure gets its number."""
    begun = (TITLE.match(block.content.lstrip("*_")) for block in text.tokens if block.type == "inline")
    return (found[0] for found in begun if found)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """TXT-372 to TXT-375 and REF-370, each once a paragraph."""
    for block, typed in typed_blocks(text):
        yield from in_block(block, typed, text)


def in_block(block: Token, typed: str, text: Markdown) -> Iterator[Finding]:
    def finding(code: str, found: re.Match[str], name: str = "written", group: str | int = 0) -> Finding:
        return Finding(code, place_of(found[group], block, text), {name: shortened(found[group])})

    # Hardly any paragraph has a sign of what is looked for; looking for that takes ten times as long.
    numbers = typed if NUMBER.search(typed) else ""
    named = None if cites(block) else NUMBERED.search(numbers)
    if named and not WORK.search(sentence_around(named)):
        yield finding("TXT-372", named, "named", "named")
    if contents := CONTENTS.search(numbers):
        yield finding("TXT-373", contents)
    if NO_SPACE.search(typed) and (glued := GLUED.search(typed)):
        yield finding("TXT-374", glued)
    days = (
        one
        for one in DAY.finditer(numbers)
        if int(one["day"]) > monthrange(LEAP_YEAR, MONTH_NUMBERS[one["month"].lower()])[1]
    )
    if day := next(days, None):
        yield finding("TXT-375", day)
    if other := next(other_weekdays(numbers), None):
        found, weekday = other
        place = finding("TXT-441", found).location
        yield Finding("TXT-441", place, {"written": found[0], "weekday": weekday})
    if button := BUTTON.fullmatch(typed.strip()):
        yield Finding("TXT-443", location(block), {"written": shortened(button[0])})
    if before := BEFORE.search(typed):
        yield finding("REF-370", before)


def other_weekdays(typed: str) -> Iterator[tuple[re.Match[str], str]]:
    """The dates on another day of the week than is said, with that day."""
    for found in WEEKDAY.finditer(typed):
        names = next(names for names in WEEKDAYS if found["weekday"].lower() in map(str.lower, names))
        year, month, day = int(found["year"]), MONTH_NUMBERS[found["month"].lower()], int(found["day"])
        if day <= monthrange(year, month)[1]:
            right = names[weekday(year, month, day)]
            if right.lower() != found["weekday"].lower():
                yield found, right


def sentence_around(found: re.Match[str]) -> str:
    before = found.string[: found.start()]
    start = max((end.end() for end in SENTENCE_END.finditer(before)), default=0)
    return SENTENCE_END.split(found.string[start:], 1)[0]
