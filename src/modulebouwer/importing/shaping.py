"""What makers of documents do by hand, as what they meant: bold lines as headings, bullets typed as characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from modulebouwer.importing.cells import with_sentences
from modulebouwer.importing.left_out import differing
from modulebouwer.importing.prepared import CAPTION, CONTENTS, TITLE, by_looks, contents
from modulebouwer.importing.tree import (
    Block,
    Break,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Paragraph,
    Picture,
    Quote,
    Styled,
    Table,
    Text,
    all_words,
    block_text,
    merged,
    notes_in,
    plain,
)
from modulebouwer.importing.typed_lists import lines_of, lists

CHAPTER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
LABELLED = re.compile(
    r"(?:hoofdstuk|deel|artikel|les|paragraaf|module|bijeenkomst|week|stap|thema|chapter|part|article|lesson|"
    r"section|unit|session|step)\s(?P<number>\d{1,2})(?![\w.]\w)",
    re.IGNORECASE,
)
# What only the name of an organisation has in it.
ORGANISATION = re.compile(
    r"\b(?:stichting|vereniging|scholengroep|schoolbestuur|onderwijsgroep|hogeschool|universiteit|ministerie|"
    r"inspectie van|raad van|academie|instituut|foundation|university|ministry|institute|academy)\b|"
    r"\w(?:register|raad)\b|\b(?:b\.?v\.?|n\.?v\.?|ltd|inc)\.?$",
    re.IGNORECASE,
)
# The lines that a memo or a letter begins with, and those that say what it is about.
MEMO_LINE = re.compile(
    r"(?P<what>aan|van|cc|verzonden|sent|datum|betreft|onderwerp|kenmerk|ons kenmerk|uw kenmerk|bijlagen?|status|"
    r"to|from|date|subject|concerns|re|reference)\s*:\s*(?P<said>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
SUBJECT = ("betreft", "onderwerp", "subject", "concerns", "re")
KIND = re.compile(
    r"(?:interne? )?(?:memo(?:randum)?|notitie|nota|brief|letter|note|mededeling)", re.IGNORECASE
)
# What stands above the name of whoever wrote a letter; and so many lines at most stand below it.
GREETING = re.compile(
    r"(?:(?:met )?(?:de )?(?:vriendelijke|hartelijke|warme|collegiale|beste|lieve) groet(?:en|jes)?|groet(?:en|jes)?|"
    r"hoogachtend|m\.?\s?v\.?\s?g\.?|(?:with )?(?:kind|best|warm|warmest) regards|regards|"
    r"(?:yours )?sincerely(?: yours)?|yours faithfully)"
    r"(?: van [^.!?]{1,40}|,? (?:namens|on behalf of) [^.!?]{1,60})?\s*[,.!]?",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 4
# What a letter begins with, and among how many lines at most its subject stands above it.
SALUTATION = re.compile(r"(?:geachte|beste|hallo|dag|lieve|dear|hello)\b", re.IGNORECASE)
LONGEST_HEAD = 20
LONGEST_HEADING = 120
# A heading of its maker's own may be longer, but no paragraph.
LONGEST_TITLE = 250


def shaped(document: Document) -> Document:
    before, given = with_notes_of_title(document.blocks)
    blocks, listed = without_contents(list(lists(kept(without_inner_headings(given)))))
    looks = not any(isinstance(block, Heading) for block in blocks)
    given_lines = [str(mark.values["text"]) for mark in document.told if mark.code == "IMP-019"]
    if looks:
        blocks = headings_listed(blocks, [*listed, *(" · ".join(given_lines).split(" · "))])
        looks = not any(isinstance(block, Heading) for block in blocks)
    before_looks = blocks
    blocks = bold_headings(numbered_headings(blocks), told=not looks)
    guessed = [
        words(block)
        for was, block in zip(before_looks, blocks, strict=True)
        if isinstance(block, Heading) and not isinstance(was, Heading) and not marked(block)
    ]
    above = blocks
    blocks, title, subtitle = with_signed_title(blocks, document.title, document.subtitle)
    seen = [str(mark.values["text"]) for mark in document.told if mark.code == "IMP-062"]
    blocks, title, subtitle = titled(blocks, title, subtitle, looks=looks, guessed=looks or bool(seen))
    there = {id(note) for block in blocks for note in notes_of(block)}
    before += [note for block in above for note in notes_of(block) if id(note) not in there]
    blocks = notes_below(before, title, list(levels(numbered_levels(blocks))))
    others = [mark for mark in document.told if mark.code not in ("IMP-019", "IMP-062")]
    guessed = [*(" · ".join(seen).split(" · ") if seen else []), *guessed]
    listed += given_lines
    # What a table of contents is called went with it.
    named = [text for text in guessed if not (listed and CONTENTS.fullmatch(text.strip(" :.")))]
    told = (*others, *contents(listed), *by_looks(text for text in named if text not in (title, subtitle)))
    done = replace(
        document, blocks=tuple(map(with_sentences, blocks)), title=title, subtitle=subtitle, told=told
    )
    return replace(done, told=(*told, *shaped_away(document, done)))


def shaped_away(before: Document, after: Document) -> list[Mark]:
    """The words that the shaping of a document lost, as one finding."""
    told = (str(value) for mark in after.told for value in mark.values.values())
    known = (after.title, after.subtitle, *all_words(after.blocks), *told)
    texts = [text.removeprefix(TITLE) for text in all_words(before.blocks)]
    # A title that stands in the text too is one title, and not a word more.
    named = [text for text in (before.title, before.subtitle) if text not in texts]
    said = [[text] for text in (*named, *texts)]
    # A letter may have been a bullet.
    lost = [text for text in differing(said, known) if len(text) > 1]
    return [Mark("IMP-034", {"text": " · ".join(lost)})] if lost else []


def with_notes_of_title(blocks: Sequence[Block]) -> tuple[list[Note], Sequence[Block]]:
    """The notes of the document's title, which a reader gives as a first paragraph of nothing else; and the rest."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.content and all(isinstance(one, Note) for one in first.content):
        return [one for one in first.content if isinstance(one, Note)], blocks[1:]
    return [], blocks


def notes_of(block: Block) -> list[Note]:
    return list(notes_in(block.content)) if isinstance(block, Heading | Paragraph) else []


def notes_below(notes: Sequence[Note], title: str, blocks: Sequence[Block]) -> list[Block]:
    """The notes and pictures of a heading, which is a title in the module, at the first paragraph below it; told.

    A table above that paragraph has them in its first cell; where its part has no paragraph, another block has; and
    where nothing else is below it, what the note says is a paragraph. ``notes`` are of the ``title``.
    """
    waiting = [(note, title) for note in notes]
    result: list[Block] = []
    level = begin = 0
    for block in blocks:
        if isinstance(block, Heading):
            if waiting and block.level <= level:
                result[begin:] = noted_or_said(result[begin:], waiting)
                waiting = []
            found = [(note, words(block)) for note in notes_of(block)]
            level = block.level if found or not waiting else level
            pictures = [item for item in block.content if isinstance(item, Picture)]
            result.append(
                replace(block, content=without_notes(block.content)) if found or pictures else block
            )
            result += [Paragraph((picture,)) for picture in pictures]
            begin = len(result) if not waiting else begin
            waiting += found
            continue
        now = isinstance(block, Table) or (isinstance(block, Paragraph) and words(block))
        held = with_notes(block, waiting) if waiting and now else None
        waiting = waiting if held is None else []
        result.append(block if held is None else held)
    result[begin:] = noted_or_said(result[begin:], waiting)
    return result


def noted_or_said(blocks: list[Block], waiting: Sequence[tuple[Note, str]]) -> list[Block]:
    """The blocks of a part with notes of its heading at the first that can have them, or what they say below."""
    for number, block in enumerate(blocks if waiting else ()):
        if (held := with_notes(block, waiting)) is not None:
            return [*blocks[:number], held, *blocks[number + 1 :]]
    return [*blocks, *(block for note, _ in waiting for block in note.blocks)]


def with_notes(block: Block, waiting: Sequence[tuple[Note, str]]) -> Block | None:
    """The block with the notes of headings in it, told; None where it has no place for them."""
    marks = [Mark("IMP-082", {"heading": heading}) for heading in dict.fromkeys(said for _, said in waiting)]
    notes = [note for note, _ in waiting]
    if isinstance(block, Paragraph):
        return replace(block, content=(*marks, *block.content, *notes)) if words(block) else None
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        for row in rows:
            for number, cell in enumerate(row):
                if plain(cell).strip():
                    row[number] = (*marks, *cell, *notes)
                    return Table(tuple(map(tuple, rows)))
        return None
    if isinstance(block, Items):
        for number, item in enumerate(block.items):
            for place, inner in enumerate(item):
                if (held := with_notes(inner, waiting)) is not None:
                    changed = (*item[:place], held, *item[place + 1 :])
                    return replace(block, items=(*block.items[:number], changed, *block.items[number + 1 :]))
        return None
    if isinstance(block, Quote):
        for place, inner in enumerate(block.blocks):
            if (held := with_notes(inner, waiting)) is not None:
                return Quote((*block.blocks[:place], held, *block.blocks[place + 1 :]))
    return None


def without_notes(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inline text without its notes and pictures."""
    return tuple(
        replace(item, content=without_notes(item.content)) if isinstance(item, Styled | Link) else item
        for item in content
        if not isinstance(item, Note | Picture)
    )


def with_signed_title(blocks: list[Block], title: str, subtitle: str) -> tuple[list[Block], str, str]:
    """The title that a reader put the sign before, and a short line above or below it as the subtitle."""
    place = next((n for n, block in enumerate(blocks) if words(block).startswith(TITLE)), None)
    if place is None:
        return blocks, title, subtitle
    found = words(blocks[place]).removeprefix(TITLE).strip()
    before, after = blocks[:place], blocks[place + 1 :]
    if not subtitle and len(before) == 1 and is_short(before[0]):
        return after, found, words(before[0])
    if not (subtitle or before) and after and is_short(after[0]):
        return after[1:], found, words(after[0])
    return [*before, *after], found, subtitle


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Without a table of contents, which is made of the headings; and its lines."""
    result: list[Block] = []
    gone: list[str] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        number += 1
        if isinstance(block, Heading | Paragraph) and CONTENTS.fullmatch(words(block).strip(" :.")):
            end = number
            while end < len(blocks) and (is_entry(blocks[end]) or not block_text(blocks[end]).strip()):
                end += 1
            after = blocks[end] if end < len(blocks) else None
            empty = isinstance(block, Heading) and isinstance(after, Heading) and after.level <= block.level
            if end > number or empty:
                gone += filter(
                    None, (line.strip() for entry in blocks[number - 1 : end] for line in lines_in(entry))
                )
                number = end
                continue
        result.append(block)
    return result, gone


def lines_in(block: Block) -> Iterator[str]:
    """The words of a block, of each point of a list by themselves."""
    if isinstance(block, Items):
        yield from (line for item in block.items for inner in item for line in lines_in(inner))
    else:
        yield block_text(block)


def headings_listed(blocks: list[Block], lines: Iterable[str]) -> list[Block]:
    """The blocks of a document without a heading: paragraphs that its table of contents names are headings.

    Their levels are those of the numbers in it ("2.1"). One line alone may stand there by chance.
    """
    levels: dict[str, int] = {}
    for line in lines:
        number = CHAPTER.match(line.strip())
        entry = heading_key(re.sub(r"[\s.…]*\d{1,4}\s*$", "", line))
        if entry:
            levels.setdefault(entry, number["number"].count(".") + 1 if number else 1)
    found: dict[str, int] = {}
    for place, block in enumerate(blocks):
        key = heading_key(words(block)) if isinstance(block, Paragraph) else ""
        if key in levels:
            found.setdefault(key, place)
    if len(found) < 2:
        return blocks
    places = {place: levels[key] for key, place in found.items()}
    return [
        Heading(places[place], bold_words(block) or block.content)
        if place in places and isinstance(block, Paragraph)
        else block
        for place, block in enumerate(blocks)
    ]


def numbered_headings(blocks: list[Block]) -> list[Block]:
    """The blocks of a document with no heading but its title: lines whose typed numbers follow each other are headings.

    1, 1.1, 2; or "Artikel 1", "Artikel 2". Two of the highest level at least.
    """
    real = [block for block in blocks if isinstance(block, Heading)]
    if len(real) > 1 or (real and real[0] is not blocks[0]):
        return blocks
    found: dict[int, tuple[int, ...]] = {}
    last: tuple[int, ...] = ()
    for place, block in enumerate(blocks[:-1]):
        number = chapter_number(words(block)) if isinstance(block, Paragraph) else ()
        if number and could_be_heading(words(block)) and comes_after(number, last):
            found[place] = last = number
    if sum(len(number) == 1 for number in found.values()) < 2:
        return blocks
    return [
        Heading(min(6, len(found[place]) + len(real)), bold_words(block) or block.content)
        if place in found and isinstance(block, Paragraph)
        else block
        for place, block in enumerate(blocks)
    ]


def chapter_number(line: str) -> tuple[int, ...]:
    """The typed number at the beginning of a line, each of its parts; () for none."""
    match = CHAPTER.match(line) or LABELLED.match(line)
    return tuple(map(int, match["number"].split("."))) if match else ()


def comes_after(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a chapter's number is the next one: of its level, of a level above, or the first of the level below."""
    if not last:
        return number in ((0,), (1,))
    following = [(*last[:depth], last[depth] + 1) for depth in range(len(last))]
    return number in (*following, (*last, 1))


def marked(block: Heading) -> bool:
    """Whether its being a heading is told at its place."""
    return any(isinstance(item, Mark) for item in block.content)


def heading_key(line: str) -> str:
    """A heading's words without its typed number, space and case."""
    return " ".join(CHAPTER.sub("", line.strip(), count=1).split()).casefold()


def is_entry(block: Block) -> bool:
    """Whether it is a line of a table of contents: it ends in a page's number, or is a link to a place in the text.

    Lines that begin with the number of a chapter have been taken for a list.
    """
    if isinstance(block, Items):
        return all(is_entry(inner) for item in block.items for inner in item)
    if not isinstance(block, Paragraph):
        return False
    linked = all(isinstance(item, Link) and item.url.startswith("#") for item in block.content)
    return linked or re.search(r"(?:\s|\.)\d{1,4}$", words(block)) is not None


def kept(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without paragraphs of nothing but spaces, which line breaks make too; a heading without words is no heading."""
    for block in chain.from_iterable(map(apart, blocks)):
        if isinstance(block, Heading | Paragraph):
            content = stripped(block.content)
            if isinstance(block, Heading):
                # What all of a heading is in has nothing to say.
                while len(content) == 1 and isinstance(content[0], Styled) and content[0].style != "code":
                    content = content[0].content
                said = plain(content).strip()
                # A numbered clause of a contract has the style of a heading, and is one no more than it is short.
                block = block if 0 < len(said) <= LONGEST_TITLE else Paragraph(content)
            if any(not isinstance(item, Break) for item in content):
                yield replace(block, content=content)
        else:
            yield block


def apart(block: Block) -> list[Block]:
    """A paragraph with an empty line in it as one above that line and one below it; any other block as it is."""
    if not isinstance(block, Paragraph):
        return [block]
    parts: list[list[Inline]] = [[]]
    for item in block.content:
        if isinstance(item, Break) and parts[-1] and all(map(is_nothing, after_break(parts[-1]))):
            parts.append([])
        else:
            parts[-1].append(item)
    return [block] if len(parts) == 1 else [Paragraph(tuple(part)) for part in parts]


def after_break(line: Sequence[Inline]) -> Sequence[Inline]:
    """What stands behind the last line break; the whole where there is none."""
    last = next((n for n in reversed(range(len(line))) if isinstance(line[n], Break)), -1)
    return line[last + 1 :]


def is_nothing(item: Inline) -> bool:
    return isinstance(item, Text) and not item.text.strip()


def without_inner_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """A list whose points each begin with a heading as parts of the text; any other heading in a list as bold words."""
    for block in blocks:
        if isinstance(block, Items):
            headed = all(item and isinstance(item[0], Heading) for item in block.items)
            if headed and any(len(item) > 1 for item in block.items):
                for number, item in enumerate(block.items):
                    first = item[0]
                    assert isinstance(first, Heading)
                    sign = () if block.start is None else (Text(f"{block.start + number}. "),)
                    yield replace(first, content=merged((*sign, *first.content)))
                    yield from without_inner_headings(item[1:])
            else:
                yield replace(block, items=tuple(tuple(map(as_inner, item)) for item in block.items))
        else:
            yield as_inner(block) if isinstance(block, Quote) else block


def as_inner(block: Block) -> Block:
    """A block within a list or a quotation, where a heading is a line of bold words."""
    if isinstance(block, Heading):
        return (
            Paragraph((Styled("strong", block.content),))
            if plain(block.content).strip()
            else Paragraph(block.content)
        )
    if isinstance(block, Items):
        return replace(block, items=tuple(tuple(map(as_inner, item)) for item in block.items))
    return Quote(tuple(map(as_inner, block.blocks))) if isinstance(block, Quote) else block


def stripped(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Without white space and line breaks around."""
    items = list(merged(content))
    while items and (
        isinstance(items[0], Break) or (isinstance(items[0], Text) and not items[0].text.strip())
    ):
        items.pop(0)
    while items and (
        isinstance(items[-1], Break) or (isinstance(items[-1], Text) and not items[-1].text.strip())
    ):
        items.pop()
    return tuple(items)


def bold_headings(blocks: Sequence[Block], *, told: bool) -> list[Block]:
    """Short paragraphs that are bold as a whole and no sentence as headings, below the last real one.

    ``told``: the document has other headings, so each is a guess that its maker hears of.
    """
    result: list[Block] = []
    level = 0
    signed = signatures(list(map(words, blocks)))
    for number, block in enumerate(blocks):
        level = block.level if isinstance(block, Heading) else level
        content = () if number in signed else bold_words(block)
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        # Above another line of bold words, or the end, nothing hangs below it.
        if content and not (told and (after is None or isinstance(after, Heading))):
            mark = (Mark("IMP-027", {}),) if told else ()
            result.append(Heading(min(6, level + 1), (*mark, *content)))
        else:
            result.append(block)
    return result


def signatures(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines below the greeting that ends a letter: names, functions and addresses, no headings."""
    return {
        number
        for place, line in enumerate(lines)
        if GREETING.fullmatch(line.strip())
        for number in range(place + 1, min(len(lines), place + 1 + LONGEST_SIGNATURE))
    }


def bold_words(block: Block) -> tuple[Inline, ...]:
    """The words of a paragraph that could be a heading by its looks, not bold any more; else nothing."""
    if not isinstance(block, Paragraph):
        return ()
    content = [item for item in block.content if not (isinstance(item, Text) and not item.text.strip())]
    words = plain(content).strip()
    bold = words and all(isinstance(item, Styled) and item.style == "strong" for item in content)
    if not bold or not could_be_heading(words):
        return ()
    return tuple(inner for item in content if isinstance(item, Styled) for inner in item.content)


def could_be_heading(words: str) -> bool:
    """Whether a line is short, no sentence and no caption."""
    long = len(words) > LONGEST_HEADING
    return bool(words) and not (long or words.endswith((".", ":", ";", ",")) or CAPTION.match(words))


def numbered_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where headings of one level have numbers of several parts (1, 1.1), those tell their levels."""
    depths = {id(b): depth_of(b) for b in blocks if isinstance(b, Heading)}
    mixed = {
        level
        for level in range(1, 7)
        if len({depths[id(b)] for b in blocks if isinstance(b, Heading) and b.level == level} - {0}) > 1
    }
    return [
        replace(block, level=min(6, block.level + max(0, depths[id(block)] - 1)))
        if isinstance(block, Heading) and block.level in mixed
        else block
        for block in blocks
    ]


def depth_of(heading: Heading) -> int:
    """Of how many parts its typed number is; 0 without one."""
    match = CHAPTER.match(plain(heading.content).strip())
    return match["number"].count(".") + 1 if match else 0


def titled(
    blocks: list[Block], title: str, subtitle: str, *, looks: bool = False, guessed: bool = False
) -> tuple[list[Block], str, str]:
    """The title and what stands below or above it, where the document does not name them itself.

    The title is the only heading of the highest level, at the beginning; or a short line before the first heading.
    The name of an organisation above it is none, and where headings are bold (``looks``) no line that is not. Where
    all are ``guessed``, so is the first that has nothing below it.
    """
    subject = subject_of(blocks)
    if subject and (not title or KIND.fullmatch(title)):
        return blocks, subject[:1].upper() + subject[1:], subtitle or title
    if title and blocks and words(blocks[0]) == title:
        # Said in the document's properties and shown at its beginning.
        blocks = blocks[1:]
        if blocks and is_short(blocks[0]) and words(blocks[0]) == (subtitle or words(blocks[0])):
            return blocks[1:], title, words(blocks[0])
    if title or not blocks:
        return blocks, title, subtitle
    headings = [block for block in blocks if isinstance(block, Heading)]
    short = [is_short(block) for block in blocks[:2]]
    if len(headings) > 1 and is_alone(headings[0], headings):
        position = blocks.index(headings[0])
        after = blocks[position + 1]
        if position == 0 and isinstance(after, Heading) and is_subtitle(headings):
            return blocks[2:], words(headings[0]), subtitle or words(after)
        if position == 0:
            return blocks[1:], words(headings[0]), subtitle
        if position == 1 and short[0]:
            return blocks[2:], words(headings[0]), subtitle or words(blocks[0])
    if len(headings) > 2 and blocks[:2] == headings[:2] and is_alone(headings[1], headings):
        # What sort of text it is, in smaller letters above the title.
        return blocks[2:], words(headings[1]), subtitle or words(headings[0])
    if guessed and len(headings) > 1 and blocks[:2] == headings[:2] and not chapter_number(words(blocks[0])):
        # Nothing is below it but the parts.
        above = ORGANISATION.search(words(blocks[0])) is not None and len(headings) > 2
        return blocks[1 + above :], words(blocks[above]), subtitle or (words(blocks[0]) if above else "")
    if looks and position_of_parts(blocks) == 2:
        # A title with a line about the document, above headings that are bold as it is.
        return blocks[2:], words(blocks[0]), subtitle or words(blocks[1])
    above = len(headings) > 1 and short[0] and isinstance(blocks[1], Heading)
    above = above and not chapter_number(words(blocks[1]))
    if above and (looks or ORGANISATION.search(words(blocks[0]))):
        return blocks[2:], words(blocks[1]), subtitle or words(blocks[0])
    if headings and short[0]:
        second = len(short) > 1 and short[1]
        lines = [words(block) for block in blocks[: 2 if second else 1]]
        if second and stands_above(blocks[0], blocks[1]):
            lines.reverse()
        return blocks[len(lines) :], lines[0], subtitle or (lines[1] if second else "")
    return blocks, title, subtitle


def subject_of(blocks: Sequence[Block]) -> str:
    """What a memo says that it is about, in the lines at its beginning (or in a table there); else ""."""
    lines: list[str] = []
    for number, block in enumerate(blocks[:12]):
        found = memo_lines(block)
        if not any(map(MEMO_LINE.fullmatch, found)) and (lines or number > 1):
            break
        lines += found
    matches = [match for line in lines if (match := MEMO_LINE.fullmatch(line))]
    about = [match["said"].strip() for match in matches if match["what"].lower() in SUBJECT]
    if about and len(matches) > 1:
        return about[0] if len(about[0]) <= LONGEST_TITLE else ""
    return subject_of_letter(blocks)


def subject_of_letter(blocks: Sequence[Block]) -> str:
    """What a letter says that it is about, in a line above "Geachte ouders,"; else ""."""
    lines = [line for block in blocks[:LONGEST_HEAD] for line in memo_lines(block)]
    for number, line in enumerate(lines):
        match = MEMO_LINE.fullmatch(line)
        about = match["said"].strip() if match and match["what"].lower() in SUBJECT else ""
        greeted = any(SALUTATION.match(below) for below in lines[number + 1 : number + 4])
        if about and greeted and len(about) <= LONGEST_TITLE:
            return about
    return ""


def memo_lines(block: Block) -> list[str]:
    """The lines of a paragraph; the rows of a table of two columns."""
    if isinstance(block, Table):
        rows = [[plain(cell).strip() for cell in row] for row in block.rows]
        return [f"{row[0].rstrip(' :')}: {row[1]}" for row in rows if len(row) == 2]
    if not isinstance(block, Paragraph):
        return []
    return [said for line in lines_of(block.content) if (said := words(line))]


def position_of_parts(blocks: Sequence[Block]) -> int:
    """The number of the second heading, when a heading and one line that is no sentence stand above it; else 0."""
    if len(blocks) < 5:
        return 0
    first, line, second = blocks[:3]
    heads = isinstance(first, Heading) and isinstance(second, Heading)
    return 2 if heads and is_short(line) and not CHAPTER.match(words(first)) else 0


def stands_above(first: Block, second: Block) -> bool:
    """Whether the second of two lines is the title: it alone is bold, or the first names an organisation."""
    bold = [bool(bold_words(block)) for block in (first, second)]
    named = [ORGANISATION.search(words(block)) is not None for block in (first, second)]
    return bold == [False, True] or named == [True, False]


def is_alone(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Whether it is the only one of its level, and none is higher."""
    return sum(other.level <= heading.level for other in headings) == 1


def is_subtitle(headings: Sequence[Heading]) -> bool:
    """Whether the second heading is no part's: the only one of its level, or below the next one's."""
    if len(headings) < 3:
        return False
    alone = sum(other.level == headings[1].level for other in headings) == 1
    return alone or headings[1].level > headings[2].level


def is_short(block: Block) -> bool:
    """Whether it is a paragraph of a few words and no sentence."""
    said = words(block)
    ended = said.endswith((".", ":", ";", ",", "?"))
    return isinstance(block, Paragraph) and 0 < len(said) <= LONGEST_HEADING and not ended


def words(block: Block) -> str:
    return plain(block.content).strip() if isinstance(block, Heading | Paragraph) else ""


def levels(blocks: Sequence[Block], *, guessed: bool = False) -> Iterator[Block]:
    """Headings without a level skipped; what was mended is told, unless the levels were ``guessed`` themselves."""
    before = min((block.level for block in blocks if isinstance(block, Heading)), default=1) - 1
    shift: dict[int, int] = {}
    for block in blocks:
        if isinstance(block, Heading):
            shift = {level: to for level, to in shift.items() if level <= block.level}
            wanted = shift.get(block.level, min(block.level, before + 1))
            shift[block.level] = before = wanted
            if wanted != block.level:
                mark = () if guessed else (Mark("IMP-003", {"level": block.level, "now": wanted}),)
                block = Heading(wanted, (*mark, *block.content))
        yield block


def only_guessed(blocks: Sequence[Block]) -> tuple[list[Block], list[Mark]]:
    """The blocks of a document that has no headings but those that their looks tell; and that they are a guess.

    No line below a letter's greeting is one, no question that stands among others, and no level is skipped.
    """
    blocks = list(asked_in_a_row(blocks))
    signed = signatures(list(map(words, blocks)))
    unsigned: list[Block] = [
        Paragraph(block.content) if number in signed and isinstance(block, Heading) else block
        for number, block in enumerate(blocks)
    ]
    headings = [words(block) for block in unsigned if isinstance(block, Heading)]
    return list(levels(unsigned, guessed=True)), by_looks(headings)


def asked_in_a_row(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; headings that ask, right below each other, as the lines of one paragraph."""
    for asks, group in groupby(
        blocks, key=lambda block: isinstance(block, Heading) and words(block).endswith("?")
    ):
        run = list(group)
        if asks and len(run) > 1:
            lines = [(Break(), *block.content) for block in run if isinstance(block, Heading)]
            yield Paragraph(tuple(chain.from_iterable(lines))[1:])
        else:
            yield from run
