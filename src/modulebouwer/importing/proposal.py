"""A document → the module that it could be, with what was guessed and what is left to the designer."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from modulebouwer.catalogue import Words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Location
from modulebouwer.importing.literature import (
    IN_PARENTHESES,
    NUMBERED,
    Binder,
    Entry,
    named,
    references,
    without_empty_lists,
)
from modulebouwer.importing.markdown import Writer, delimiters, without_marks
from modulebouwer.importing.pictures import pictures
from modulebouwer.importing.tree import (
    Block,
    Definition,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Picture,
    Styled,
    Text,
    block_text,
    plain,
)
from modulebouwer.model.definition import ModuleDefinition, SectionHead, Theme
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.module import LearningModule, Reference, Section
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces
from modulebouwer.source.csl import VARIABLES
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.markdown_parser import KEY
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.writing import FileComments, fence

LONGEST_SECTION = 2000
# A section of so many words takes an hour to read.
LONGEST_PART = 12_000
WORDS_A_MINUTE = 200
LONGEST_DESCRIPTION = 600
MOST_QUESTIONS = 12

THEMES = re.compile(
    r"(?:aansluitende|gerelateerde|verwante|aanpalende|andere|related|linked|connecting|other) "
    r"(?:professionaliserings)?(?:thema[’']?s|themes)",
    re.IGNORECASE,
)
GLOSSARY = re.compile(
    r"(?:begrippen|definities|woordenlijst|glossary|terms|definitions)(?:lijst)?", re.IGNORECASE
)
SENTENCES = re.compile(r"(?<=[.?!:])\s+(?=[\"'‘“(]?[^\Wa-z_])")
ANNOUNCES = re.compile(r"(?:vragen|questions)\b[^.?!]*:$", re.IGNORECASE)
TYPED_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
QUOTED = re.compile(r"[‘'“\"](?P<title>[^’'”\"]{3,80})[’'”\"]")
TERM_LINE = re.compile(r"(?P<term>[^:.–]{2,60})(?::| – | - )\s*(?P<meaning>\S.+)", re.DOTALL)


@dataclass(frozen=True)
class Choices:
    """What is not in the document. ``split_at``: the heading level that makes a section, None to choose.

    ``media``: the pictures that the module has already, by their path.
    """

    identifier: str
    date: datetime.date
    language: str = ""
    split_at: int | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """``marks``: the findings of each section by their offset in its body; ``guessed``: keys and what they hold.

    ``cited``: the works that the text names, each once. ``level``: that of the headings that begin a section. ``told``
    are findings about the document as a whole.
    """

    module: LearningModule
    comments: FileComments
    marks: Mapping[str, Sequence[tuple[int, Mark]]]
    guessed: tuple[tuple[str, KeyPath, Mark], ...]
    told: tuple[Mark, ...]
    cited: tuple[str, ...]
    level: int


@dataclass
class Part:
    """A section to be."""

    title: str
    blocks: list[Block] = field(default_factory=list)


def propose(document: Document, choices: Choices, words: Words) -> Proposal:
    """``words`` are those of ``catalogue/importing/`` in the module's language."""
    without_list, typed = references(document.blocks)
    if document.references:
        without_list = without_empty_lists(without_list)
    entries = managed(document.references) or typed
    renamed = {
        str(old["id"]): str(new.csl["id"]) for old, new in zip(document.references, entries, strict=False)
    }
    binder = Binder(entries, renamed)
    blocks = binder.blocks(without_list)
    level = choices.split_at or split_level(blocks)
    parts = [piece for part in divided(blocks, level, words) for piece in by_size(part, words)]
    questions = guiding_questions(parts)
    parts, themes = without_themes(parts, words)
    shown = pictures(document.files, choices.media)
    writer = Writer(shown.paths, words["alternative"], renamed)
    sections, marks = written(parts, writer, level, words)
    title_of = document.title.strip() or only_heading(document.blocks) or title_in(document.path)
    definition = MODULE_YAML(
        identifier=choices.identifier,
        title=title_of,
        subtitle=document.subtitle.strip() or None,
        version="0.1.0",
        language=choices.language or document.language or "nl",
        date=choices.date,
        description=description(without_list, title_of, numbered=any(entry.number for entry in entries)),
        study_load=sum(section.head.minutes for section in sections),
        guiding_questions=questions,
        themes=tuple(theme(item, number, writer) for number, item in enumerate(themes)),
        sections=tuple(section.id for section in sections),
    )
    guessed = list(guesses(definition, entries))
    comments: FileComments = {
        "module.yaml": {
            (): "yaml-language-server: $schema=.schema/module.json",
            **{(key,): words["guessed"] for key in guessed_keys(definition)},
        },
        "references.yaml": {
            ("references", number): comment_on(entry, words)
            for number, entry in enumerate(entries)
            if entry.source
        },
    }
    place = Location("references.yaml")
    listed = tuple(Reference(str(entry.csl["id"]), entry.csl, place) for entry in entries)
    module = LearningModule("", definition, SourceMap("", {}, {}), {}, sections, listed, shown.files)
    return Proposal(
        module, comments, marks, tuple(guessed), (*document.told, *shown.told), binder.works, level
    )


def only_heading(blocks: Sequence[Block]) -> str:
    """The words of the heading that a document begins with, when it has no other; else ""."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    return plain(headings[0].content).strip() if len(headings) == 1 and headings[0] is blocks[0] else ""


def title_in(path: str) -> str:
    """A file's name as a title: ``03_verzuim-in-de-regio.docx`` is "Verzuim in de regio"."""
    stem = PurePosixPath(path).stem
    words = re.sub(r"[\s_-]+", " ", re.sub(r"^[\d\s_.-]+", "", stem)).strip() or stem
    return words[:1].upper() + words[1:]


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def managed(found: Sequence[Mapping[str, object]]) -> list[Entry]:
    """References of a reference manager: what CSL knows of them, under keys that can be cited."""
    bare = [
        Entry({key: value for key, value in entry.items() if key in VARIABLES - {"id"}}) for entry in found
    ]
    again = named(bare)
    return [
        Entry({**entry.csl, "id": str(old["id"])}) if is_name(str(old["id"])) else entry
        for entry, old in zip(again, found, strict=True)
    ]


def is_name(key: str) -> bool:
    """Whether a person gave the key, and no database."""
    return re.fullmatch(KEY, key) is not None and not key.isdigit() and "/" not in key


def split_level(blocks: Iterable[Block]) -> int:
    """The highest level with more than one heading; with none the highest there is."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    repeated = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    return repeated[0] if repeated else min(levels, default=1)


def divided(blocks: Iterable[Block], level: int, words: Words) -> Iterator[Part]:
    """The sections: each heading at ``level`` or above begins one."""
    part = Part(words["introduction"])
    begun = False
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            if begun or part.blocks:
                yield part
            begun = True
            part = Part(plain(block.content).strip(), [Paragraph(m) for m in [marks_of(block.content)] if m])
        else:
            part.blocks.append(block)
    yield part


def by_size(part: Part, words: Words) -> list[Part]:
    """The part; one too long to be read, or written as a file, as parts of about the length that is still well read."""
    counts = [len(block_text(block).split()) for block in part.blocks]
    if sum(counts) <= LONGEST_PART:
        return [part]
    pieces = [[part.blocks[0]]]
    size = counts[0]
    for block, count in zip(part.blocks[1:], counts[1:], strict=True):
        # A heading stays with its text.
        if size + count > LONGEST_SECTION and not isinstance(pieces[-1][-1], Heading):
            pieces.append([])
            size = 0
        pieces[-1].append(block)
        size += count
    mark = Paragraph((Mark("IMP-064", {"words": sum(counts), "count": len(pieces)}),))
    pieces[0].insert(0, mark)
    titled = words["part"]
    return [
        Part(titled.format(title=part.title, number=number, count=len(pieces)), blocks)
        for number, blocks in enumerate(pieces, 1)
    ]


def marks_of(content: Iterable[Inline]) -> tuple[Inline, ...]:
    return tuple(item for item in content if isinstance(item, Mark))


def written(
    parts: Sequence[Part], writer: Writer, level: int, said: Words
) -> tuple[tuple[Section, ...], dict[str, list[tuple[int, Mark]]]]:
    sections, marks, taken = [], {}, set()
    for number, part in enumerate(parts, 1):
        name = identifier_from(part.title.lstrip("0123456789. ")) or f"deel-{number}"
        base, count = name[:56].rstrip("-"), 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        words = len(" ".join(map(block_text, part.blocks)).split())
        blocks: list[Block] = [*part.blocks]
        if not any(
            block_text(block).strip() or pictured(block) for block in blocks if not isinstance(block, Heading)
        ):
            blocks.append(Paragraph((Mark("IMP-017", {}), *text(said["empty"]))))
        if words > LONGEST_SECTION:
            blocks.insert(0, Paragraph((Mark("IMP-004", {"words": words, "limit": LONGEST_SECTION}),)))
        writer.count = 0
        signed = body(
            blocks, writer, level, bool(GLOSSARY.fullmatch(part.title.strip(" :.0123456789"))), taken
        )
        clean, marks[name] = without_marks(f"\n{signed}\n", writer.marks)
        parsed = parse_markdown(TextPlaces.of_lines("", clean, 1))
        head = SectionHead(title=part.title or name, minutes=max(1, round(words / WORDS_A_MINUTE)))
        sections.append(Section(name, head, SourceMap("", {}, {}), parsed.markdown, parsed.components))
    return tuple(sections), marks


def pictured(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(item, Picture) for item in block.content)


def body(blocks: Sequence[Block], writer: Writer, level: int, glossary: bool, taken: set[str]) -> str:
    """A section's Markdown: headings below its own, definitions as terms."""
    pieces: list[str] = []
    lead = ""
    for block, sign in zip(blocks, delimiters(blocks), strict=True):
        if isinstance(block, Heading):
            block = Heading(max(2, block.level - level + 1), block.content)
        found = defined(block, glossary, writer)
        piece = term(*found, taken) if found else writer.blocks([block], [sign])
        if re.fullmatch("(?:\ufdd0\\d+\ufdd1)+", piece):
            # A mark alone stands at what follows it.
            lead += piece
            continue
        pieces += [lead + piece] if piece else []
        lead = "" if piece else lead
    return "\n\n".join(pieces) + lead


def defined(block: Block, glossary: bool, writer: Writer) -> tuple[str, str] | None:
    """A word and its meaning in Markdown, when the block is a definition."""
    if isinstance(block, Definition):
        return plain(block.term).strip(), writer.blocks(block.blocks)
    if glossary and isinstance(block, Paragraph):
        match = TERM_LINE.fullmatch(plain(block.content))
        if match:
            whole = writer.blocks([Paragraph(text(match["meaning"]))])
            return match["term"].strip(), whole
    return None


def term(word: str, meaning: str, taken: set[str]) -> str:
    name = identifier_from(word) or "begrip"
    base, count = name[:56].rstrip("-"), 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    clean = re.sub("\ufdd0\\d+\ufdd1", "", meaning)
    return fence(COMPONENTS["term"].model_validate({"id": name, "term": word, "definition": clean or word}))


def guiding_questions(parts: Iterable[Part]) -> tuple[str, ...]:
    """Questions to read with: those that the text announces; else headings that ask, and questions in a row."""
    found = [question for part in parts for question in questions_in(part)]
    announced = [text for text, is_announced in found if is_announced]
    return tuple(dict.fromkeys(announced or [text for text, _ in found]))[:MOST_QUESTIONS]


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
            end = next((n for n, b in enumerate(after) if isinstance(b, Heading)), len(after))
            listed, rest = listed_themes(after[:end])
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
    """A linked theme: its name stands in quotes, in bold, as a link or before a colon."""
    why = re.sub("\ufdd0\\d+\ufdd1", "", writer.blocks(item))
    said = " ".join(map(block_text, item))
    content = next((block.content for block in item if isinstance(block, Paragraph)), ())
    styled = next(
        (plain(i.content) for i in content if isinstance(i, Styled | Link) and plain(i.content).strip()), ""
    )
    quoted = QUOTED.search(said)
    before = said.partition(":")[0]
    title = quoted["title"] if quoted else styled or (before if len(before) <= 80 else said[:60])
    url = next((i.url for i in content if isinstance(i, Link) and i.url.startswith("https://")), None)
    return Theme(
        id=identifier_from(title) or f"thema-{number + 1}", title=title.strip(), why=why or title, url=url
    )


def description(blocks: Iterable[Block], title: str, *, numbered: bool) -> str:
    """The beginning of the first paragraph worth the name; its citations are words, those in parentheses left out.

    ``numbered``: works are cited by numbers, which say nothing here.
    """
    first = next(
        (plain(b.content) for b in blocks if isinstance(b, Paragraph) and len(plain(b.content)) > 80), title
    )
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


def guesses(definition: ModuleDefinition, entries: Sequence[Entry]) -> Iterator[tuple[str, KeyPath, Mark]]:
    keys = guessed_keys(definition)
    yield "module.yaml", (keys[0],), Mark("IMP-001", {"keys": ", ".join(keys)})
    for number, entry in enumerate(entries):
        if entry.unread:
            mark = Mark("IMP-007", {"id": str(entry.csl["id"]), "text": entry.unread})
            yield "references.yaml", ("references", number), mark
        elif entry.source:
            yield "references.yaml", ("references", number), Mark("IMP-011", {"id": str(entry.csl["id"])})


def guessed_keys(definition: ModuleDefinition) -> list[str]:
    """Those of ``module.yaml`` whose values are a proposal, in the file's order."""
    keys = ("title", "subtitle", "language", "description", "study_load", "guiding_questions", "themes")
    return [key for key in keys if getattr(definition, key)]


def comment_on(entry: Entry, words: Words) -> str:
    said: str = words["read_from"].format(source=entry.source)
    return said + (("\n" + words["not_understood"].format(text=entry.unread)) if entry.unread else "")
