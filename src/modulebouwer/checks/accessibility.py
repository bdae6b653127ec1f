"""What WCAG 2.2 asks of the author: text alternatives, headings in order, links that say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.token import Token

from modulebouwer.checks.lookalikes import made_by_a_rule
from modulebouwer.checks.texts import WORD, location, plain_text, section_texts, texts
from modulebouwer.components.component import PlacedComponent, files
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.fields import PICTURE
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once
from modulebouwer.model.source_map import KeyPath

# A section's title is its heading of level 1.
FIRST_LEVEL = 2
EMPTY_WORDS = re.compile(
    r"(?:klik |druk )?hier|lees (?:hier )?(?:meer|verder)|(?:deze |de )?(?:link|pagina|website)"
    r"|(?:click )?here|(?:read )?more|(?:this |the )?(?:link|page|website)",
    re.IGNORECASE,
)


# A picture's file name, the number that a camera or a program gave it, or the bare word for what it is (WCAG 2.2, F30).
SAYS_NOTHING = re.compile(
    r"\S[^/\n]*\.(?:jpe?g|png|gif|svg|webp|avif|heic|tiff?|bmp)"
    r"|(?:img|dsc[nf]?|pxl|mvc|image|whatsapp image|screenshot|schermafbeelding|schermafdruk|scan|foto|afbeelding|"
    r"picture|photo|figuur|figure|slide|dia)[ _-]*\d[\w .:-]*"
    r"|afbeelding|foto|plaatje|beeld|image|picture|photo|figuur|figure|illustratie|illustration|icoon|icon|"
    r"alt|alt[ -]?te(?:kst|xt)|beschrijving|description|\W+",
    re.IGNORECASE,
)

# What a text alternative says where its author had none: see what it stands for, or that none is needed.
NONE_GIVEN = re.compile(
    r"(?:\W*(?:transcript(?:ie)?|tekst|text)\W+)?(?:"
    r"(?:zie|(?:be)?kijk(?: naar)?|(?:be)?luister(?: naar)?|hoor|see|watch|view|listen to|look at)(?: ook| also)?"
    r"(?: (?:de|het|deze|dit|die|the|this))?(?: \w+)? ?(?:film(?:pje)?|video(?:clip)?|clip|movie|ondertitel(?:s|ing)|"
    r"captions?|subtitles?|geluid(?:s(?:fragment|opname|bestand))?|audio(?:fragment|bestand)?|fragment|opname|podcast|"
    r"recording|sound|afbeelding|foto|plaatje|picture|photo|image)(?: (?:hier)?(?:boven|onder)| above| below| zelf)?"
    r"|n\.?v\.?t|niet van toepassing|niet nodig|geen|n/?a|none|not applicable|not needed)\W*"
    r"|\W*transcript(?:ie)?\W*",
    re.IGNORECASE,
)

# What a screen reader says by itself before the text of a picture; in the languages of learners.
NAMES_ITSELF = re.compile(
    r"(?:een |an? |eine? |une |in )?(?:(?:afbeelding|foto|plaatje) van|(?:image|picture|photo|photograph) of"
    r"|(?:bild|foto|abbildung) (?:von|vom|eines|einer)|(?:image|photo) (?:de(?: la)?|du|des)"
    r"|(?:image|photo) d(?=[’'])|(?:ôfbylding|foto|plaatsje) fan)(?=[\s’'])",
    re.IGNORECASE,
)
# What is said word for word in two sections in so many words was copied.
FEWEST_COPIED = 6


def accessibility(module: LearningModule) -> Iterator[Finding]:
    for section in module.sections:
        yield from in_section(section)
    yield from same_alternatives(module.sections)
    for text in texts(module):
        yield from in_text(text)
    for component in module.components:
        captions = {way[:-1]: value for way, _, value in component.fields if way[-1] == "caption"}
        for way, _, value in component.fields:
            if way[-1] == "alt":
                yield from alternative(value.strip(), component, way)
                if same_words(value, str(captions.get(way[:-1], ""))):
                    place = component.source.value_at(*way)
                    yield Finding("A11Y-650", place, {"text": shortened(value.strip())})
            elif way[-1] == "transcript" and NONE_GIVEN.fullmatch(value.strip()):
                place = component.source.value_at(*way)
                yield Finding("A11Y-480", place, {"text": shortened(value.strip())})


def alternative(text: str, component: PlacedComponent, way: KeyPath) -> Iterator[Finding]:
    """WCAG 2.2, 1.1.1: of a picture that is a field of a component."""
    place = component.source.value_at(*way)
    if text and (SAYS_NOTHING.fullmatch(text) or NONE_GIVEN.fullmatch(text)):
        yield Finding("A11Y-011", place, {"text": text})
    yield from names_itself(text, place)
    if not text and not getattr(component.model, "decorative", False):
        yield Finding("A11Y-001", place)


def names_itself(text: str, place: Location) -> Iterator[Finding]:
    """A11Y-651: a screen reader says "picture" before its text."""
    if found := NAMES_ITSELF.match(text):
        values = {"written": found[0], "text": shortened(text[found.end() :].strip())}
        yield Finding("A11Y-651", place, values)


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever stands between them."""
    return WORD.findall(one.casefold()) == WORD.findall(other.casefold()) != []


def same_alternatives(sections: Sequence[Section]) -> Iterator[Finding]:
    """A11Y-390: two pictures that tell the same: who cannot see them takes them for one.

    A few words may do for the pictures of two sections: "Het team aan tafel".
    """
    first: dict[str, tuple[str, Location, Section]] = {}
    for section in sections:
        for path, words, place in pictured(section):
            told = " ".join(words.casefold().split())
            other, known, where = first.setdefault(told, (path, place, section))
            copied = where is section or told.count(" ") >= FEWEST_COPIED - 1
            if told and other != path and copied and not SAYS_NOTHING.fullmatch(words):
                yield Finding("A11Y-390", place, {"text": shortened(words), "first": str(known)})


@once
def pictured(section: Section) -> Iterator[tuple[str, str, Location]]:
    """The path, the alternative text and the place of that, of the pictures in the text and then in components."""
    for text in section_texts(section):
        for block in text.tokens:
            for token in block.children or ():
                if token.type == "image":
                    words = plain_text(token.children or ()).strip()
                    yield str(token.attrs.get("src", "")), words, location(token)
    for component in section.components:
        paths = {way[:-1]: path for way, form, path in files(component.model) if form is PICTURE}
        for way, _, value in component.fields:
            if way[-1] == "alt" and way[:-1] in paths:
                yield paths[way[:-1]], value.strip(), component.source.value_at(*way)


@once
def in_section(section: Section) -> Iterator[Finding]:
    yield from bold_headings(section.body)
    yield from headings(section.body, has_head=bool(section.source.keys), title=section.head.title)
    if section.has_text and section.source.keys:
        yield from empty_headings(section.body)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    yield from unnamed_columns(text)
    for block in text.tokens:
        children = block.children or ()
        yield from pictures(children)
        yield from link_texts(children)


def unnamed_columns(text: Markdown) -> Iterator[Finding]:
    """A11Y-481 (WCAG 2.2, 1.3.1): a table of which the head is empty; one empty cell above the rows' names is right."""
    for number, table in enumerate(text.tokens):
        if table.type == "table_open":
            head = takewhile(lambda one: one.type != "thead_close", text.tokens[number:])
            if not any(cell.type == "inline" and cell.content.strip() for cell in head):
                yield Finding("A11Y-481", location(table))


def pictures(tokens: Sequence[Token]) -> Iterator[Finding]:
    for token in tokens:
        if token.type != "image":
            continue
        words = plain_text(token.children or ()).strip()
        if not words:
            yield Finding("A11Y-001", location(token))
        elif SAYS_NOTHING.fullmatch(words) or NONE_GIVEN.fullmatch(words):
            yield Finding("A11Y-011", location(token), {"text": words})
        yield from names_itself(words, location(token))


def headings(body: Markdown, *, has_head: bool, title: str = "") -> Iterator[Finding]:
    """WCAG 2.2, 1.3.1 and 2.4.6: a reader who jumps from heading to heading meets every level.

    Where the section's head is missing, the first heading is what should stand in it.
    """
    level = FIRST_LEVEL - 1
    for opening, inline in zip(body.tokens, body.tokens[1:], strict=False):
        if opening.type != "heading_open" or made_by_a_rule(opening, inline, body):
            continue
        found = int(opening.tag[1:])
        if found < FIRST_LEVEL:
            if has_head:
                again = (
                    bool(title) and plain_text(inline.children or ()).strip().casefold() == title.casefold()
                )
                yield Finding("TXT-204" if again else "A11Y-003", location(opening))
            has_head = True
        elif found > level + 1:
            yield Finding("A11Y-002", location(opening), {"level": found, "expected": level + 1})
        if not plain_text(inline.children or ()).strip():
            yield Finding("A11Y-004", location(opening))
        level = max(found, FIRST_LEVEL)


def empty_headings(body: Markdown) -> Iterator[Finding]:
    """TXT-310: a heading that another of its level or above follows at once, or nothing at all.

    One that should be no heading here, or has no words, is told by TXT-011, A11Y-003 and A11Y-004; where it follows,
    there is text.
    """
    tokens = body.tokens
    for number, opening in enumerate(tokens):
        if opening.type != "heading_open" or not opening.markup.startswith("##"):
            continue
        words, after = plain_text(tokens[number + 1].children or ()).strip(), tokens[number + 3 : number + 5]
        if words and (not after or after[0].type == "footnote_block_open" or is_next(body, opening, *after)):
            yield Finding("TXT-310", location(opening), {"title": shortened(words)})


def is_next(body: Markdown, opening: Token, after: Token, inline: Token | None = None) -> bool:
    """Whether what stands after a heading is one with words in it, of the same level or above."""
    if inline is None or after.type != "heading_open" or made_by_a_rule(after, inline, body):
        return False
    return bool(plain_text(inline.children or ()).strip()) and after.tag <= opening.tag


# What a heading may have below it.
HEADED = ("paragraph_open", "bullet_list_open", "ordered_list_open", "table_open", "component")
# "Duration: 10 minutes" heads nothing, and "Table 1. Who does what" is a caption.
NO_HEADING = re.compile(
    r":\s*\d|^\s*(?:tabel|table|figuur|figure|fig\.|afbeelding|grafiek|schema|kader|box)\s+\d", re.IGNORECASE
)


def bold_headings(body: Markdown) -> Iterator[Finding]:
    """WCAG 2.2, 1.3.1: what looks like a heading is one. A bold line of its own, with text below it."""
    for before, inline, after in zip(body.tokens, body.tokens[1:], body.tokens[3:], strict=False):
        children = inline.children or ()
        if (
            before.type == "paragraph_open"
            and before.level == 0
            and after.type in HEADED
            and [token.type for token in children if token.content or token.nesting]
            == ["strong_open", "text", "strong_close"]
            and not plain_text(children).rstrip().endswith((".", "!", "…", ":"))
            and not NO_HEADING.search(plain_text(children))
        ):
            yield Finding("A11Y-010", location(before), {"text": plain_text(children)})


def link_texts(tokens: Sequence[Token]) -> Iterator[Finding]:
    """WCAG 2.2, 2.4.4."""
    for number, token in enumerate(tokens):
        if token.type != "link_open":
            continue
        inside = []
        for child in tokens[number + 1 :]:
            if child.type == "link_close":
                break
            inside.append(child)
        words = plain_text(inside).strip()
        if not words and not any(child.type == "citation" for child in inside):
            yield Finding("A11Y-007", location(token))
        elif EMPTY_WORDS.fullmatch(words):
            yield Finding("A11Y-005", location(token), {"text": words})
