"""Whether the text is in the language that module.yaml gives: buttons, voices and hyphens follow that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from modulebouwer.checks.texts import is_dialogue, paragraphs, plain_texts, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once
from modulebouwer.source.meant import is_misnamed, language_like

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
# More of them, some of which several languages have: by these a sentence is known.
EVERYDAY = {
    language: COMMON[language] | frozenset(words.split())
    for language, words in {
        "nl": "en de die om uit dan dit door over hun nog wel moet heeft hebben geen daar hier waar je wij zich jij "
        "jou elkaar iemand mensen twee is er als op zo ze hij hebt bent kan",
        "en": "of was by were there will how out them these some would could been who after sitting people woman "
        "showing shows looking between around while his it's don't when each other than into does at",
        "de": "eine einen einem einer dem wann wem wen wenn sich nach aus oder aber vor durch noch über zum zur wir "
        "ihr ihre ihnen sind haben im am sein was",
        "fr": "par ce il elle ils plus leur leurs deux ou où du au entre quand votre vos",
        "fy": "",
    }.items()
}
# Of a sentence: so many different words of another language, fewer where none is of its own and they are many of all.
FEWEST_IN_SENTENCE = 4
PART_OF_SENTENCE = 0.3
# What says who made something, or what it is called, may be in any language.
NAMED = frozenset({"title", "source", "author", "credit", "by", "publisher"})
# Two that share too many words to tell them apart by a sentence.
ALIKE = frozenset({"nl", "fy"})
COMMON_ANYWHERE = frozenset().union(*COMMON.values())
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
    """MOD-002: there is no such region; MOD-191: the text is plainly in another language than module.yaml says."""
    stated = module.definition.language
    own = stated.partition("-")[0]
    if is_misnamed(stated) and module.source.gives(("language",)):
        values = {"value": stated, "suggestion": language_like(stated)}
        yield Finding("MOD-002", module.source.value_at("language"), values)
    if own not in COMMON:
        return
    words: list[str] = []
    for text in texts(module):
        words += WORD.findall(text.text.lower())
        if len(words) > MOST_WORDS:
            break
    counts = {language: count(words, language) for language in COMMON}
    found = max(counts, key=lambda language: counts[language])
    if counts[found] >= max(FEWEST_COMMON, TIMES_AS_MANY * counts[own]) and module.source.gives(
        ("language",)
    ):
        yield Finding("MOD-191", module.source.value_at("language"), {"value": stated, "suggestion": found})
    elif module.source.gives(("language",)):
        yield from foreign_paragraphs(module, own)
        yield from foreign_sentences(module, own)


def foreign_paragraphs(module: LearningModule, own: str) -> Iterator[Finding]:
    """TXT-312, once a text: the first paragraph of it that is in another language."""
    for section in module.sections:
        for text in own_texts(section):
            found = (
                Finding("TXT-312", place, {"found": other, "stated": own})
                for place, words in common_words(text)
                if (other := another(words, own))
            )
            yield from islice(found, 1)


def foreign_sentences(module: LearningModule, own: str) -> Iterator[Finding]:
    """TXT-620, once a file: a text of a line or two in another language, such as an alt or a caption."""
    found: dict[str, Finding] = {}
    for plain in plain_texts(module):
        if plain.key not in NAMED and (other := of_sentence(QUOTED.sub(" ", plain.text), own)):
            place = plain.at(0)
            values = {"text": shortened(plain.text), "found": other, "stated": own}
            found.setdefault(place.path, Finding("TXT-620", place, values))
    for section in module.sections:
        for text in own_texts(section):
            for place, words in own_words(text):
                if len(words) <= SHORTEST and (other := of_sentence(words, own)):
                    values = {"text": shortened(words), "found": other, "stated": own}
                    found.setdefault(place.path, Finding("TXT-620", place, values))
    yield from found.values()


def of_sentence(text: str, own: str) -> str:
    """The language that a sentence is plainly in instead of ``own``, or ""."""
    words = WORD.findall(text.lower())
    ours = sum(map(EVERYDAY[own].__contains__, words))
    for language, known in EVERYDAY.items():
        if {own, language} <= ALIKE:
            continue
        theirs = {*words} & (known - EVERYDAY[own])
        alone = (
            not ours
            and len(theirs) >= FEWEST_IN_SENTENCE - 1
            and len(theirs) >= PART_OF_SENTENCE * len(words)
        )
        if alone or len(theirs) >= FEWEST_IN_SENTENCE * max(ours, 1):
            return language
    return ""


def another(words: Sequence[str], own: str) -> str:
    """The language that a text with these common ``words`` is plainly in instead of ``own``, or ""."""
    least = max(FEWEST_IN_PARAGRAPH, TIMES_AS_MANY * count(words, own))
    # Hardly a paragraph in its own language gets further.
    if least > len(words):
        return ""
    most = max(COMMON, key=lambda language: count(words, language))
    return most if count(words, most) >= least else ""


def count(words: Sequence[str], language: str) -> int:
    return sum(map(COMMON[language].__contains__, words))


def other_address(module: LearningModule) -> Iterator[Finding]:
    """TXT-313, once a section: a text that says "je" where the module says "u" to its reader, or the reverse."""
    stated = module.definition.address
    if module.definition.language.partition("-")[0] != "nl" or not is_stated(module):
        return
    for section in module.sections:
        found = [
            (place, words, match)
            for text in own_texts(section)
            for place, words in addressing(text)
            for match in OTHER_ADDRESS[stated].finditer(words)
        ]
        if len(found) == 1 and is_anybody(found[0][1], found[0][2]):
            continue
        for place, _, match in found[:1]:
            yield Finding("TXT-313", place, {"found": match[0], "stated": stated, "other": OTHER[stated]})


def is_stated(module: LearningModule) -> bool:
    """Whether it is known how the module addresses its reader: not where what says so cannot be read."""
    if module.unread & {"module.yaml", "series.yaml", "defaults"}:
        return False
    written = module.source.scalars.get(("address",))
    return written is None or written.text in OTHER_ADDRESS


# "Je" that is said to the reader: behind the verb that begins a sentence or that a learner does, in a question, and
# beside an order. Otherwise it may be anybody: "de vraag of je dan doodgaat".
ANYBODY = (
    "als|dat|of|omdat|wat|wie|hoe|waar|wanneer|zoals|toen|zodra|hoewel|terwijl|voordat|nadat|totdat|zodat|"
    "waarom|waarin"
)
TO_READER = re.compile(
    rf"^(?!(?:{ANYBODY})\b)\w+ je\b|^je\b|\bje\b.*\?"
    r"|\b(?:leer|lees|kies|oefen|bekijk|beantwoord|onderzoek|ontdek|schrijf) je\b"
    r"|^(?:bedenk|begin|bekijk|bereid|beschrijf|bespreek|deel|denk|ga|gebruik|geef|houd|kies|kijk|laat|lees|leg|let"
    r"|luister|maak|neem|noem|noteer|oefen|onthoud|plan|probeer|schrijf|sluit|start|stel|vertel|vraag|vul|wees|zet"
    r"|zoek|zorg)\b",
    re.IGNORECASE | re.DOTALL,
)
SENTENCE = re.compile(r"[^.!?]*[.!?]*")


def is_anybody(words: str, match: re.Match[str]) -> bool:
    """Whether the one "je" of a section may be anybody, and not the reader."""
    if match[0].lower() != "je":
        return False
    inside = (one for one in SENTENCE.finditer(words) if one.start() <= match.start() < one.end())
    return not any(TO_READER.search(one[0].strip()) for one in inside)


def addressing(text: Markdown) -> Iterator[tuple[Location, str]]:
    """Each paragraph in which the author may speak to a reader: not what somebody says in a dialogue."""
    spoken = {id(one.place) for one in paragraphs(text) if is_dialogue(one.inline)}
    return ((place, words) for place, words in own_words(text) if id(place) not in spoken)


def own_texts(section: Section) -> Iterator[Markdown]:
    """What the author writes; a quote may be in any language."""
    yield section.body
    for placed in section.components:
        if placed.model.component != "quote":
            yield from placed.prose.values()


@once
def common_words(text: Markdown) -> Iterator[tuple[Location, list[str]]]:
    """Of each paragraph that may be in any language: the words in it that some language is full of."""
    for place, words in own_words(text):
        if len(words) > SHORTEST:
            yield place, [word for word in WORD.findall(words.lower()) if word in COMMON_ANYWHERE]


@once
def own_words(text: Markdown) -> Iterator[tuple[Location, str]]:
    """Each paragraph without what is somebody else's in it, or told to be in another language."""
    for paragraph in paragraphs(text):
        if not paragraph.quoted:
            words = QUOTED.sub(" ", LANGUAGE_STATED.sub(" ", paragraph.inline.content))
            yield paragraph.place, words
