"""What ``module.yaml`` is to say, guessed from the text: title, description, guiding questions, themes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from modulebouwer.catalogue import Words
from modulebouwer.importing.literature import IN_PARENTHESES, NUMBERED, is_list_heading
from modulebouwer.importing.markdown import Writer
from modulebouwer.importing.parts import Part, text
from modulebouwer.importing.tree import (
    Block,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Styled,
    block_text,
    plain,
)
from modulebouwer.model.definition import ModuleDefinition, Theme
from modulebouwer.model.identifiers import identifier_from

LONGEST_DESCRIPTION = 600
MOST_QUESTIONS = 12

THEMES = re.compile(
    r"(?:aansluitende|gerelateerde|verwante|aanpalende|andere|related|linked|connecting|other) "
    r"(?:professionaliserings)?(?:thema[’']?s|themes)",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.?!:])\s+(?=[\"'‘“(]?[^\Wa-z_])")
ANNOUNCES = re.compile(r"(?:vragen|questions)\b[^.?!]*:$", re.IGNORECASE)
TYPED_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
MAIL_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|antw(?:oord)?|betr|doorgest(?:uurd)?)\.?\s*:\s*)+", re.IGNORECASE)
# "03_", "27b ", "2026-03-01_" before a name, and "03" right before a word.
FILE_NUMBER = re.compile(r"^(?:(?:\d+[a-c]?(?:[\s_.-]+|$))+|\d{2,}(?=[^\W\d_]{3})|[\s_.-]+)")
QUOTED = re.compile(r"[‘'“\"](?P<title>[^’'”\"]{3,80})[’'”\"]")


def only_heading(blocks: Sequence[Block]) -> str:
    """The words of the heading that a document begins with, when it has no other but that of a list; else ""."""
    headings = [block for block in blocks if isinstance(block, Heading) and not is_list_heading(block)]
    return plain(headings[0].content).strip() if len(headings) == 1 and headings[0] is blocks[0] else ""


def title_in(path: str) -> str:
    """A file's name as a title: ``03_verzuim-in-de-regio.docx`` is "Verzuim in de regio"."""
    stem = PurePosixPath(path).stem
    words = re.sub(r"[\s_-]+", " ", FILE_NUMBER.sub("", stem)).strip() or stem
    return words[:1].upper() + words[1:]


def without_prefix(title: str) -> str:
    """The subject of an e-mail without what programs put before it at each answer."""
    return MAIL_PREFIX.sub("", title) or title


def guiding_questions(parts: Iterable[Part]) -> tuple[str, ...]:
    """Questions to read with: those that the text announces; else headings that ask, and questions in a row."""
    found = [question for part in parts for question in questions_in(part)]
    announced = [question for question, is_announced in found if is_announced]
    once: dict[str, str] = {}
    for question in announced or [question for question, _ in found]:
        once.setdefault(bare_question(question), question)
    return tuple(once.values())[:MOST_QUESTIONS]


def bare_question(text: str) -> str:
    """The letters of a question, by which it is the same as another."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def questions_in(part: Part) -> Iterator[tuple[str, bool]]:
    """The questions of a section to be, and whether a sentence before them announces them."""
    headings = [part.title, *(plain(b.content) for b in part.blocks if isinstance(b, Heading))]
    for title in headings:
        if title.strip().endswith("?"):
            yield TYPED_NUMBER.sub("", title.strip()), False
    before = ""
    for block in part.blocks:
        if isinstance(block, Items):
            asked = [" ".join(map(block_text, item)).strip() for item in block.items]
            if len(asked) > 1 and all(one.endswith("?") for one in asked):
                yield from ((one, ANNOUNCES.search(before) is not None) for one in asked)
        elif isinstance(block, Paragraph):
            run: list[str] = []
            for sentence in [*SENTENCES.split(" ".join(plain(block.content).split())), ""]:
                if sentence.endswith("?"):
                    run.append(sentence)
                    continue
                announced = ANNOUNCES.search(before) is not None
                yield from ((one, announced) for one in run if len(run) > 1)
                run = []
                before = sentence or before


def without_themes(parts: list[Part], words: Words) -> tuple[list[Part], list[tuple[Block, ...]]]:
    """The parts without the list of linked themes, and each theme's blocks.

    What else stood there comes to stand where it was: at the end of the part before it, else of its own.
    """
    for place, part in enumerate(parts):
        for number, block in enumerate([Heading(1, text(part.title)), *part.blocks]):
            if not isinstance(block, Heading) or not THEMES.fullmatch(
                plain(block.content).strip(" :.0123456789")
            ):
                continue
            after = part.blocks[number:]
            level = block.level if number else 0
            end = next((n for n, b in enumerate(after) if isinstance(b, Heading)), len(after))
            below = next(
                (n for n, b in enumerate(after) if isinstance(b, Heading) and b.level <= level), len(after)
            )
            listed, rest = listed_themes(after[:end])
            if not listed:
                end = below
                listed, rest = headed_themes(after[:end])
            if not listed:
                continue
            title = Heading(2, (Mark("IMP-010", {}), *text(words["left"])))
            left: list[Block] = [title, Paragraph(block.content), *rest]
            if number or after[end:] or len(parts) == 1:
                part.blocks = [*part.blocks[: max(0, number - 1)], *left, *after[end:]]
                return parts, listed
            if place:
                parts[place - 1].blocks += left
            else:
                parts[1].blocks[:0] = left
            return [other for other in parts if other is not part], listed
    return parts, []


def headed_themes(blocks: Sequence[Block]) -> tuple[list[tuple[Block, ...]], list[Block]]:
    """The themes that have a heading each with a few words below it, and what stands above the first heading."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading)]
    ends = [*starts[1:], len(blocks)]
    found = [tuple(blocks[start:end]) for start, end in zip(starts, ends, strict=True)]
    same = len({block.level for number in starts if isinstance(block := blocks[number], Heading)}) == 1
    if not same or not all(
        0 < len(" ".join(map(block_text, each[1:]))) <= LONGEST_DESCRIPTION for each in found
    ):
        return [], list(blocks)
    return found, list(blocks[: starts[0]])


def listed_themes(blocks: Sequence[Block]) -> tuple[list[tuple[Block, ...]], list[Block]]:
    """The themes below their heading (a list, or paragraphs that each name one in quotes), and what else is there."""
    listed = [item for block in blocks if isinstance(block, Items) for item in block.items]
    if listed:
        return listed, [block for block in blocks if not isinstance(block, Items)]
    named = [
        block for block in blocks if isinstance(block, Paragraph) and QUOTED.search(plain(block.content))
    ]
    return (
        ([(block,) for block in named], [b for b in blocks if b not in named]) if len(named) > 1 else ([], [])
    )


def theme(item: tuple[Block, ...], number: int, writer: Writer) -> Theme:
    """A linked theme: its name is its heading, or stands in quotes, in bold, as a link or before a colon."""
    heading = item[0] if isinstance(item[0], Heading) else None
    item = item[1:] if heading else item
    why = re.sub("\ufdd0\\d+\ufdd1", "", writer.blocks(item))
    said = " ".join(map(block_text, item))
    content = next((block.content for block in item if isinstance(block, Paragraph)), ())
    styled = next(
        (plain(i.content) for i in content if isinstance(i, Styled | Link) and plain(i.content).strip()), ""
    )
    quoted = QUOTED.search(said)
    before = said.partition(":")[0]
    named = quoted["title"] if quoted else styled or (before if len(before) <= 80 else said[:60])
    title = plain(heading.content) if heading else named
    url = next((i.url for i in content if isinstance(i, Link) and i.url.startswith("https://")), None)
    return Theme(
        id=identifier_from(title) or f"thema-{number + 1}", title=title.strip(), why=why or title, url=url
    )


def description(blocks: Iterable[Block], title: str, *, numbered: bool) -> str:
    """The beginning of the first paragraph worth the name; its citations are words, those in parentheses left out.

    ``numbered``: works are cited by numbers, which say nothing here.
    """
    texts = (plain(without_raised(block.content)) for block in blocks if isinstance(block, Paragraph))
    first = next((text for text in texts if len(text) > 80), title)
    bare = IN_PARENTHESES.sub("", " ".join((NUMBERED.sub("", first) if numbered else first).split()))
    sentences = SENTENCES.split(re.sub(r" +(?=[.,;:?!])", "", bare))
    result = sentences[0]
    for sentence in sentences[1:]:
        if (
            len(result) + len(sentence) > LONGEST_DESCRIPTION
            or sentence.endswith("?")
            or sentence.endswith(":")
        ):
            break
        result += f" {sentence}"
    return result[:2000]


def without_raised(content: Iterable[Inline]) -> Iterator[Inline]:
    """Inline text without raised figures, which are numbers of works or notes."""
    for item in content:
        if not (isinstance(item, Styled) and item.style == "super" and plain(item.content).strip().isdigit()):
            yield item


def guessed_keys(definition: ModuleDefinition) -> list[str]:
    """Those of ``module.yaml`` whose values are a proposal, in the file's order."""
    keys = ("title", "subtitle", "language", "description", "study_load", "guiding_questions", "themes")
    return [key for key in keys if getattr(definition, key)]
