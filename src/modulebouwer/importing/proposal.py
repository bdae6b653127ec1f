"""A document → the module that it could be, with what was guessed and what is left to the designer."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modulebouwer.catalogue import Words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Location
from modulebouwer.importing.guessed import (
    description,
    guessed_keys,
    guiding_questions,
    only_heading,
    theme,
    title_in,
    without_prefix,
    without_themes,
)
from modulebouwer.importing.literature import (
    Binder,
    Entry,
    lists_told,
    named,
    references,
    without_empty_lists,
)
from modulebouwer.importing.markdown import Writer, delimiters, without_marks
from modulebouwer.importing.parts import LONGEST_SECTION, Part, by_size, divided, split_level, text
from modulebouwer.importing.pictures import pictures
from modulebouwer.importing.pointing import pointed
from modulebouwer.importing.tree import (
    Block,
    Cited,
    Definition,
    Document,
    Heading,
    Inline,
    Link,
    Mark,
    Note,
    Paragraph,
    Picture,
    Styled,
    block_text,
    plain,
)
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.identifiers import file_stem, identifier_from
from modulebouwer.model.module import LearningModule, Reference, Section
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces
from modulebouwer.source.csl import VARIABLES
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.markdown_parser import KEY
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.writing import FileComments, fence

WORDS_A_MINUTE = 200

GLOSSARY = re.compile(
    r"(?:begrippen|definities|woordenlijst|glossary|terms|definitions)(?:lijst)?", re.IGNORECASE
)
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


def propose(document: Document, choices: Choices, words: Words) -> Proposal:
    """``words`` are those of ``catalogue/importing/`` in the module's language."""
    without_list, typed = references(document.blocks)
    listed_told = lists_told(document.blocks, without_list)
    if document.references:
        without_list = without_empty_lists(without_list)
    entries = managed(document.references) or typed
    renamed = {
        str(old["id"]): str(new.csl["id"]) for old, new in zip(document.references, entries, strict=False)
    }
    binder = Binder(entries, renamed)
    blocks = pointed(binder.blocks(without_list), document.numbers)
    level = choices.split_at or split_level(blocks)
    parts = [piece for part in divided(blocks, level, words) for piece in by_size(part, words)]
    questions = guiding_questions(parts)
    parts, themes = without_themes(parts, words)
    shown = pictures(document.files, choices.media)
    writer = Writer(shown.paths, words["alternative"], renamed)
    sections, marks = written(parts, writer, level, words)
    title_of = document.title.strip() or only_heading(without_list) or title_in(document.path)
    title_of = without_prefix(title_of)
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
        module,
        comments,
        marks,
        tuple(guessed),
        (*document.told, *shown.told, *listed_told),
        binder.works,
        level,
    )


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


def written(
    parts: Sequence[Part], writer: Writer, level: int, said: Words
) -> tuple[tuple[Section, ...], dict[str, list[tuple[int, Mark]]]]:
    sections, marks, taken = [], {}, set()
    for number, part in enumerate(parts, 1):
        name = identifier_from(part.title.lstrip("0123456789. ")) or f"deel-{number}"
        name = file_stem(name)
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
            blocks, writer, level, bool(GLOSSARY.fullmatch(part.title.strip(" :.0123456789"))), taken, said
        )
        clean, marks[name] = without_marks(f"\n{signed}\n", writer.marks)
        parsed = parse_markdown(TextPlaces.of_lines("", clean, 1))
        head = SectionHead(title=part.title or name, minutes=max(1, round(words / WORDS_A_MINUTE)))
        sections.append(Section(name, head, SourceMap("", {}, {}), parsed.markdown, parsed.components))
    return tuple(sections), marks


def pictured(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(item, Picture) for item in block.content)


def body(
    blocks: Sequence[Block], writer: Writer, level: int, glossary: bool, taken: set[str], said: Words
) -> str:
    """A section's Markdown: headings below its own, definitions as terms; those that are guessed are told."""
    pieces: list[str] = []
    lead = ""
    guessed = [match["term"].strip() for block in blocks if glossary and (match := term_in(block))]
    if guessed:
        lead = writer.mark(Mark("IMP-083", {"terms": " · ".join(guessed)}))
    for block, sign in zip(blocks, delimiters(blocks), strict=True):
        if isinstance(block, Heading):
            block = Heading(max(2, block.level - level + 1), block.content)
        found = defined(block, glossary, writer)
        piece = term(*found, taken) if found else writer.blocks([block], [sign])
        if found and term_in(block):
            opening, _, fields = piece.partition("\n")
            piece = f"{opening}\n# {said['guessed']}\n{fields}"
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
    match = term_in(block) if glossary else None
    if match:
        return match["term"].strip(), writer.blocks([Paragraph(text(match["meaning"]))])
    return None


def term_in(block: Block) -> re.Match[str] | None:
    """A paragraph that is a word and its meaning, and nothing that a term has no place for, such as a note."""
    if not isinstance(block, Paragraph) or any(
        isinstance(one, Note | Cited | Link | Picture | Mark) for one in flat(block.content)
    ):
        return None
    return TERM_LINE.fullmatch(plain(block.content))


def flat(content: Iterable[Inline]) -> Iterator[Inline]:
    """Inline text, and what is within what is styled."""
    for item in content:
        yield item
        if isinstance(item, Styled):
            yield from flat(item.content)


def term(word: str, meaning: str, taken: set[str]) -> str:
    name = identifier_from(word) or "begrip"
    base, count = name[:56].rstrip("-"), 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    clean = re.sub("\ufdd0\\d+\ufdd1", "", meaning)
    return fence(COMPONENTS["term"].model_validate({"id": name, "term": word, "definition": clean or word}))


def guesses(definition: ModuleDefinition, entries: Sequence[Entry]) -> Iterator[tuple[str, KeyPath, Mark]]:
    keys = guessed_keys(definition)
    yield "module.yaml", (keys[0],), Mark("IMP-001", {"keys": ", ".join(keys)})
    for number, entry in enumerate(entries):
        if entry.unread:
            mark = Mark("IMP-007", {"id": str(entry.csl["id"]), "text": entry.unread})
            yield "references.yaml", ("references", number), mark
        elif entry.source:
            yield "references.yaml", ("references", number), Mark("IMP-011", {"id": str(entry.csl["id"])})


def comment_on(entry: Entry, words: Words) -> str:
    said: str = words["read_from"].format(source=entry.source)
    return said + (("\n" + words["not_understood"].format(text=entry.unread)) if entry.unread else "")
