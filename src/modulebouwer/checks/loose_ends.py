"""What a text names and the module has not: a figure by its number, a work by "ibid.", a day that no month has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from modulebouwer.checks.slips import cites
from modulebouwer.checks.texts import location, plain_texts, texts, typed_blocks
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
    r"(?:rapport|verslag|boek|artikel|onderzoek|plan|wet|besluit|regeling|kader|nota|brief|document|richtlijn|cao|gids"
    r"|report|book|article|study|paper|act|policy|guideline)(?:s|en|je)?\b",
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
MONTHS = {
    "februari": 29, "april": 30, "juni": 30, "september": 30, "november": 30, "february": 29, "june": 30,
    "januari": 31, "maart": 31, "mei": 31, "juli": 31, "augustus": 31, "oktober": 31, "december": 31,
}  # fmt: skip
DAY = re.compile(
    rf"(?<![\d.,-])(?<!nr\. )(?<!no\. )(?P<day>3[0-9]|[4-9]\d)\s+(?P<month>{'|'.join(MONTHS)})\b(?!-)",
    re.IGNORECASE,
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
    for text in texts(module):
        for found in in_text(text):
            if found.code != "TXT-372" or str(found.values["named"]).lower() not in numbered.lower():
                yield found


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
        at = text.text.find(found[group], max(0, text.text.find(block.content)))
        place = text.at(at) if at >= 0 else location(block)
        return Finding(code, place, {name: shortened(found[group])})

    # Hardly any paragraph has a sign of what is looked for; looking for that takes ten times as long.
    numbers = typed if NUMBER.search(typed) else ""
    named = None if cites(block) else NUMBERED.search(numbers)
    if named and not WORK.search(sentence_around(named)):
        yield finding("TXT-372", named, "named", "named")
    if contents := CONTENTS.search(numbers):
        yield finding("TXT-373", contents)
    if NO_SPACE.search(typed) and (glued := GLUED.search(typed)):
        yield finding("TXT-374", glued)
    days = (one for one in DAY.finditer(numbers) if int(one["day"]) > MONTHS[one["month"].lower()])
    if day := next(days, None):
        yield finding("TXT-375", day)
    if before := BEFORE.search(typed):
        yield finding("REF-370", before)


def sentence_around(found: re.Match[str]) -> str:
    before = found.string[: found.start()]
    start = max((end.end() for end in SENTENCE_END.finditer(before)), default=0)
    return SENTENCE_END.split(found.string[start:], 1)[0]
