"""What Pandoc reads (docx, odt, rtf, html, epub, Markdown) → our tree, from its JSON syntax tree (API 1.23).

Pandoc runs as another program: with ``--sandbox`` it reads nothing but the document, with a limit on time and memory
a document made to exhaust them ends in a finding.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from modulebouwer.importing import e_book, open_document, rich_text, web_page, word
from modulebouwer.importing.left_out import left_out
from modulebouwer.importing.linked_notes import leading, with_linked_notes, without_sign
from modulebouwer.importing.prepared import (
    CELL_NOTE,
    COMMENT,
    Change,
    Prepared,
    before_text,
    comment,
    open_changes,
)
from modulebouwer.importing.tree import (
    UNFIT,
    Block,
    Break,
    Cited,
    Code,
    Definition,
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
    Style,
    Styled,
    Table,
    Text,
    all_words,
    block_text,
    merged,
    notes_in,
    plain,
)
from modulebouwer.importing.typed_columns import with_typed_columns
from modulebouwer.importing.unreadable import Unreadable

SECONDS = 60
MEGABYTES = 512

LARGEST_PICTURE = 100_000_000
# So many letters in several paragraphs are no cell of a table.
LONGEST_CELL = 800

MACROS = ".docm"
WORD = (".docx", MACROS)
WEB = (".html", ".htm")
MARKDOWN = ".md"
FORMATS = {
    **dict.fromkeys(WORD, "docx+citations"),
    ".odt": "odt",
    ".rtf": "rtf",
    **dict.fromkeys(WEB, "html-native_divs-native_spans"),
    ".epub": "epub",
    ".md": "markdown-raw_html-implicit_figures-smart",
}
STYLES: Mapping[str, Style] = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Subscript": "sub",
    "Superscript": "super",
}
PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp)$", re.IGNORECASE)
# What programs call a picture of which its maker said nothing.
OWN_WORDS = re.compile(
    r"(?:image|picture|graphic|figure|photo|img|afbeelding|beeld|figuur|foto|grafik|bild)[\s_-]?\d*|"
    r"[^\s]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|emf|wmf)",
    re.IGNORECASE,
)
COMMENTED = re.compile(rf"{COMMENT}(?P<comment>\d+){COMMENT}|{CELL_NOTE}(?P<note>\d+){CELL_NOTE}")
# Pandoc's names of what a reference manager exports. BibLaTeX's reader knows the fields of BibTeX too.
LIBRARIES = {".bib": "biblatex", ".ris": "ris", ".xml": "endnotexml", ".json": "csljson"}
DIV_END = re.compile(rb"([^\s>])[ \t]*(</div>[ \t]*\r?$)", re.MULTILINE | re.IGNORECASE)
# The classes of spans that Pandoc makes of tracked changes.
CHANGES = {"insertion", "deletion", "paragraph-insertion", "paragraph-deletion"}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def read_with_pandoc(path: Path, shown: str) -> Document:
    """The document in ``path``. Raises ``Unreadable``."""
    prepared = as_meant(path, shown)
    with tempfile.TemporaryDirectory() as folder:
        data = run(prepared.data, path.suffix.lower(), shown, Path(folder))
        files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(Path(folder).rglob("*"))
            if file.is_file()
        }
    alternatives = prepared.alternatives if len(prepared.alternatives) == elements(data, "Image") else ()
    reader = _Reader(folder, alternatives, prepared.comments, prepared.changes, prepared.notes)
    blocks = with_linked_notes(with_typed_columns(reader.blocks(data["blocks"])))
    meta = data.get("meta", {})
    told = open_changes(reader.changes)
    told += [Mark("IMP-016", {})] if path.suffix.lower() == MACROS else []
    told += prepared.told
    if len(prepared.formulas) > elements(data, "Math"):
        told.append(Mark("IMP-034", {"text": " · ".join(prepared.formulas)}))
    beside, missing = pictures_beside(path, (name for name in reader.sources if name not in files))
    told += [Mark("IMP-029", {"name": name}) for name in missing]
    files |= beside
    title, subtitle = (reader.meta_text(meta.get(key)) for key in ("title", "subtitle"))
    if path.suffix.lower() in WORD:
        # There they are paragraphs of the text.
        blocks = (*reader.fields(meta), *blocks)
    elif path.suffix.lower() == MARKDOWN:
        blocks = (*reader.fields(meta, ("abstract",)), *blocks)
        above = [f"{key}: {said}" for key in ("author", "date") for said in reader.field_texts(meta, key)]
        told += before_text(above)
    blocks = (*reader.notes_of(meta), *blocks)
    works = [csl(entry) for entry in meta.get("references", {}).get("c", [])]
    names = list(reader.field_texts(meta, "bibliography")) if path.suffix.lower() == MARKDOWN else []
    libraries = [work for name in names for work in cited_beside(path, name, cited_in(data["blocks"]), shown)]
    reader.replaced += names
    values = (str(value) for mark in told for value in mark.values.values())
    kept = (title, subtitle, *all_words(blocks), *values, *reader.replaced)
    told += left_out(path.read_bytes(), path.suffix.lower(), kept)
    return Document(
        shown,
        blocks,
        title=title,
        subtitle=subtitle,
        language=reader.meta_text(meta.get("lang")),
        files=files,
        references=(*works, *libraries),
        told=tuple(told),
        numbers=tuple(prepared.numbers),
    )


def pictures_beside(path: Path, names: Iterable[str]) -> tuple[dict[str, bytes], list[str]]:
    """The pictures in the document's own folder that it names, and the names of those that are not there.

    Nothing outside that folder is read, and nothing that is no picture by its name.
    """
    folder = path.resolve().parent
    found: dict[str, bytes] = {}
    missing: list[str] = []
    for name in dict.fromkeys(names):
        file = (folder / unquote(name)).resolve() if not re.match(r"[a-z]+:|/", name, re.IGNORECASE) else None
        inside = file is not None and file.is_relative_to(folder) and PICTURE_NAME.search(name) is not None
        if file is not None and inside and file.is_file() and file.stat().st_size <= LARGEST_PICTURE:
            found[name] = file.read_bytes()
        else:
            missing.append(name)
    return found, missing


def cited_beside(path: Path, name: str, keys: Collection[str], shown: str) -> list[dict[str, Any]]:
    """The works with the ``keys`` in the library ``name`` beside the document, as CSL; none when it is not there.

    Raises ``Unreadable``.
    """
    folder = path.resolve().parent
    file = (folder / name).resolve()
    kind = LIBRARIES.get(file.suffix.lower())
    if kind is None or not (file.is_relative_to(folder) and file.is_file()):
        return []
    if file.stat().st_size > LARGEST_PICTURE:
        raise Unreadable("IMP-105", shown, limit=f"{LARGEST_PICTURE // 1_000_000}")
    works: list[dict[str, Any]] = asked(file.read_bytes(), shown, kind, "csljson")
    return [work for work in works if work["id"] in keys]


def cited_in(tree: Any) -> set[str]:
    """The keys of the works that are cited in Pandoc's JSON."""
    if isinstance(tree, list):
        return set().union(*map(cited_in, tree))
    if isinstance(tree, dict):
        own = {tree["citationId"]} if "citationId" in tree else set()
        return own.union(*map(cited_in, tree.values()))
    return set()


def run(data: bytes, suffix: str, shown: str, media: Path) -> dict[str, Any]:
    """Pandoc's JSON; pictures go to ``media``. Raises ``Unreadable``."""
    options = ["--track-changes=all", f"--extract-media={media.as_posix()}"]
    tree: dict[str, Any] = asked(data, shown, FORMATS[suffix], "json", options)
    return tree


def elements(tree: Any, kind: str) -> int:
    """How many elements of a kind (``Image``, ``Math``) stand in Pandoc's JSON."""
    if isinstance(tree, list):
        return sum(elements(one, kind) for one in tree)
    if isinstance(tree, dict):
        return (tree.get("t") == kind) + sum(elements(one, kind) for one in tree.values())
    return 0


def asked(data: bytes, shown: str, form: str, to: str, options: Iterable[str] = ()) -> Any:
    """What Pandoc makes of ``data`` in a form of JSON (``to``), within the limits. Raises ``Unreadable``."""
    import pypandoc

    limits = ["+RTS", f"-M{MEGABYTES}m", "-RTS", "--sandbox"]
    command = [pypandoc.get_pandoc_path(), *limits, f"--from={form}", f"--to={to}", *options]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("IMP-106", shown, seconds=SECONDS, megabytes=MEGABYTES) from error
    # GHC ends with 251 when the heap is full.
    if done.returncode == 251:
        raise Unreadable("IMP-106", shown, seconds=SECONDS, megabytes=MEGABYTES)
    if done.returncode != 0:
        raise Unreadable("IMP-102", shown)
    return json.loads(done.stdout)


def as_meant(path: Path, shown: str) -> Prepared:
    """The document as Pandoc understands it. Raises ``Unreadable``."""
    suffix = path.suffix.lower()
    if suffix in WORD:
        return word.as_meant(path, shown)
    if suffix == ".odt":
        return open_document.as_meant(path, shown)
    if suffix == ".epub":
        return e_book.as_meant(path, shown)
    data = path.read_bytes()
    if suffix == ".rtf":
        return rich_text.as_meant(data)
    # The end of an HTML element is text to Pandoc where it is not on a line of its own.
    return web_page.as_meant(data) if suffix in WEB else Prepared(DIV_END.sub(rb"\1\n\2", data))


class _Reader:
    """Pandoc's elements, ``{"t": name, "c": contents}``, as ours. ``changes``: those that were tracked and left open.

    ``alternatives``: what each picture shows, in their order, and ``comments`` by their numbers, where Pandoc does not
    read them.
    """

    def __init__(
        self,
        media: str,
        alternatives: Iterable[str] = (),
        comments: Sequence[tuple[str, str]] = (),
        changes: Sequence[Change] = (),
        notes: Sequence[str] = (),
    ) -> None:
        self.media = media.replace("\\", "/") + "/"
        self.alternatives = iter(alternatives)
        self.sources: list[str] = []
        # The words of citations, whose works stand in their place.
        self.replaced: list[str] = []
        self.comments = comments
        self.changes = list(changes)
        self.notes = notes
        # Within a table that divides the page.
        self.dividing = False

    def blocks(self, items: Iterable[Any]) -> Iterator[Block]:
        for item in items:
            yield from self.block(item["t"], item.get("c"))

    def block(self, kind: str, content: Any) -> Iterator[Block]:
        if kind in ("Para", "Plain"):
            yield Paragraph(self.inlines(content))
        elif kind == "Header":
            yield Heading(content[0], self.inlines(content[2]))
        elif kind == "LineBlock":
            lines = [inline for line in content for inline in (Break(), *self.inlines(line))]
            yield Paragraph(tuple(lines[1:]))
        elif kind == "CodeBlock" or kind == "RawBlock":
            yield Code(content[1])
        elif kind == "BlockQuote":
            yield Quote(tuple(self.blocks(content)))
        elif kind == "BulletList":
            yield Items(None, tuple(tuple(self.blocks(item)) for item in content))
        elif kind == "OrderedList":
            yield Items(content[0][0], tuple(tuple(self.blocks(item)) for item in content[1]))
        elif kind == "DefinitionList":
            for pair in content:
                term, meanings = pair[0], pair[1]
                blocks = tuple(block for meaning in meanings for block in self.blocks(meaning))
                yield Definition(self.inlines(term), blocks)
        elif kind == "Div":
            # A box of Quarto says above it what it is called.
            title = dict(content[0][2]).get("title", "").strip()
            inner = tuple(self.blocks(content[1]))
            yield from (Quote((Paragraph((Styled("strong", (Text(title),)),)), *inner)),) if title else inner
        elif kind == "Figure":
            yield from self.blocks(content[2])
            yield from self.blocks(content[1][1])
        elif kind == "Table":
            yield from self.table(content)

    def table(self, content: Any) -> Iterator[Block]:
        caption, head = content[1], content[3]
        yield from self.blocks(caption[1])
        rows = rows_of(content)
        if any(is_page(cell[4]) for row in rows for cell in row[1]):
            # It parts a page, and its cells hold the text.
            around, self.dividing = self.dividing, True
            held = [block for row in rows for cell in row[1] for block in self.blocks(cell[4])]
            self.dividing = around
            for number, block in enumerate(held):
                if not around and isinstance(block, Paragraph) and plain(block.content).strip():
                    held[number] = replace(block, content=(Mark("IMP-063", {}), *block.content))
                    break
            yield from held
            return
        # Word leaves a row without text where a table has no head.
        if (
            len(rows) > 1
            and not head[1]
            and not any(letters(cell) + elements(cell, "Image") for cell in rows[0][1])
        ):
            rows = rows[1:]
        if len(rows) == 1 and len(rows[0][1]) == 1:
            # A frame around a text.
            yield Quote(tuple(self.blocks(rows[0][1][0][4])))
            return
        after: list[Block] = []
        marks: list[Mark] = []
        covered: Counter[int] = Counter()
        cells = [self.row(row[1], covered, after, marks) for row in rows]
        width = max((len(row) for row in cells), default=0)
        if width == 0:
            return
        filled = [(*row, *[()] * (width - len(row))) for row in cells]
        if marks:
            filled[0] = ((marks[0], *filled[0][0]), *filled[0][1:])
        yield Table(tuple(filled))
        yield from after

    def row(
        self, cells: Iterable[Any], covered: Counter[int], after: list[Block], marks: list[Mark]
    ) -> tuple[tuple[Inline, ...], ...]:
        """The cells of a row; ``covered``: of each column, how many rows a cell above goes on into."""
        result: list[tuple[Inline, ...]] = []

        def skip() -> None:
            while covered[len(result)] > 0:
                covered[len(result)] -= 1
                result.append(())

        for _, _, down, across, blocks in cells:
            skip()
            inlines: list[Inline] = []
            for block in self.blocks(blocks):
                if isinstance(block, Table):
                    marks.append(Mark("IMP-009", {}))
                    after.append(block)
                else:
                    inlines += [*([Break()] if inlines else []), *flat(block)]
            if down > 1 or across > 1:
                marks.append(Mark("IMP-009", {}))
            covered.update(dict.fromkeys(range(len(result), len(result) + across), down - 1))
            result.append(merged(inlines))
            result += [()] * (across - 1)
        skip()
        return tuple(result)

    def inlines(self, items: Iterable[Any]) -> tuple[Inline, ...]:
        found = merged(inline for item in items for inline in self.inline(item["t"], item.get("c")))
        # A sign may come in pieces.
        return tuple(
            piece
            for inline in found
            for piece in (self.commented(inline.text) if isinstance(inline, Text) else (inline,))
        )

    def inline(self, kind: str, content: Any) -> Iterator[Inline]:
        if kind == "Str":
            # Where a word may be divided is the page's concern.
            yield Text(content.replace("\u00ad", ""))
        elif kind in ("Space", "SoftBreak"):
            yield Text(" ")
        elif kind == "LineBreak":
            yield Break()
        elif kind in STYLES:
            inner = merged(without_style(STYLES[kind], self.inlines(content)))
            # A note is raised itself, and a finding is nothing to see.
            unseen = all(isinstance(one, Note | Mark) for one in inner)
            yield from inner if unseen else [Styled(STYLES[kind], inner)]
        elif kind in ("Underline", "SmallCaps"):
            yield from self.inlines(content)
        elif kind == "Strikeout":
            inner = self.inlines(content)
            yield from (*([Mark("IMP-031", {"text": plain(inner)})] if plain(inner).strip() else ()), *inner)
        elif kind == "Math":
            yield from (Mark("IMP-032", {"text": content[1]}), Styled("code", (Text(content[1]),)))
        elif kind == "Code":
            yield Styled("code", (Text(COMMENTED.sub("", content[1])),))
        elif kind == "RawInline":
            yield Text(content[1])
        elif kind == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            yield from (Text(opening), *self.inlines(content[1]), Text(closing))
        elif kind == "Link":
            yield Link(content[2][0], self.inlines(content[1]))
        elif kind == "Image":
            source = content[2][0].replace("\\", "/").removeprefix(self.media)
            self.sources.append(source)
            alt = next(self.alternatives, "") or plain(self.inlines(content[1]))
            yield Picture(source, "" if is_no_alternative(alt, source) else alt)
        elif kind == "Note":
            blocks = tuple(unquoted(self.blocks(content)))
            yield Note((without_sign(blocks[0]), *blocks[1:]) if blocks and leading(blocks[0]) else blocks)
        elif kind == "Cite":
            yield from self.cite(content)
        elif kind == "Span":
            yield from self.span(content)

    def commented(self, text: str) -> Iterator[Inline]:
        """The text, and the comments and notes at the signs in it."""
        last = 0
        for match in COMMENTED.finditer(text):
            yield from [Text(text[last : match.start()])] if match.start() > last else []
            last = match.end()
            if match["note"]:
                yield Note((Paragraph((Text(self.notes[int(match["note"])]),)),))
            else:
                author, said = self.comments[int(match["comment"])]
                yield comment(author, said)
        yield from [Text(text[last:])] if text[last:] else []

    def span(self, content: Any) -> Iterator[Inline]:
        attributes_of, inner = content[0], content[1]
        _, classes, attributes = attributes_of
        values = dict(attributes)
        if CHANGES & set(classes):
            self.changes.append(Change.of(values.get("author"), values.get("date")))
        if "deletion" in classes:
            return
        if "comment-start" in classes:
            text = plain(self.inlines(inner))
            yield comment(values.get("author", ""), text)
        elif not {"paragraph-insertion", "paragraph-deletion"} & set(classes):
            yield from self.inlines(inner)

    def cite(self, content: Any) -> Iterator[Inline]:
        citations, inner = content
        self.replaced.append(plain(self.inlines(inner)))
        works, prefixes, narrative = [], [], False
        for citation in citations:
            before = plain(self.inlines(citation["citationPrefix"])).strip()
            after = plain(self.inlines(citation["citationSuffix"])).strip(" ,")
            prefixes.append("" if UNFIT.search(before) else before)
            if before and not prefixes[-1]:
                yield Text(f"{before} ")
            works.append((citation["citationId"], located(after)))
            narrative = narrative or citation["citationMode"]["t"] == "AuthorInText"
        if works:
            alone = narrative and len(works) == 1
            if alone and prefixes[0]:
                yield Text(f"{prefixes[0]} ")
            yield Cited(tuple(works), alone, () if alone else tuple(prefixes))
        else:
            yield from self.inlines(inner)

    def field_texts(self, meta: Mapping[str, Any], name: str) -> Iterator[str]:
        """What a field of the metadata says, each of its values by itself."""
        yield from filter(None, (block_text(block) for block in self.fields(meta, (name,))))

    def fields(
        self, meta: Mapping[str, Any], names: Iterable[str] = ("author", "date", "abstract")
    ) -> Iterator[Block]:
        """The authors, the date and the abstract, which Pandoc takes out of the text."""
        for name in names:
            value = meta.get(name)
            for one in value["c"] if value and value["t"] == "MetaList" else [value]:
                if one and one["t"] == "MetaBlocks":
                    yield from self.blocks(one["c"])
                elif said := self.meta_text(one):
                    yield Paragraph((Text(said),))

    def notes_of(self, meta: Mapping[str, Any]) -> Iterator[Block]:
        """The notes of the title and the subtitle, as a paragraph of nothing else."""
        values = [value for key in ("title", "subtitle") if (value := meta.get(key))]
        texts = [value["c"] for value in values if value["t"] == "MetaInlines"]
        if notes := tuple(note for text in texts for note in notes_in(self.inlines(text))):
            yield Paragraph(notes)

    def meta_text(self, value: Any) -> str:
        if value is None:
            return ""
        if value["t"] == "MetaString":
            return str(value["c"])
        return plain(self.inlines(value["c"])) if value["t"] == "MetaInlines" else ""


def rows_of(table: Any) -> list[Any]:
    """The rows of a table in Pandoc's JSON: of its head, its bodies and its foot."""
    _, _, _, head, bodies, foot = table
    return [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]


def is_page(blocks: Sequence[Any]) -> bool:
    """Whether a cell in Pandoc's JSON is a part of a page: a heading with a text, or more than a cell can hold.

    Or it holds a table that divides the page.
    """
    nested = [rows_of(block["c"]) for block in blocks if block["t"] == "Table"]
    if any(is_page(cell[4]) for rows in nested for row in rows for cell in row[1]):
        return True
    texts = [block for block in blocks if block["t"] != "Table" and letters(block)]
    headed = any(block["t"] == "Header" for block in texts) and len(texts) > 1
    return headed or (len(texts) > 3 and letters(texts) > LONGEST_CELL)


def letters(tree: Any) -> int:
    """How many letters stand in Pandoc's JSON."""
    if isinstance(tree, list):
        return sum(map(letters, tree))
    if isinstance(tree, dict):
        return len(tree["c"]) if tree.get("t") == "Str" else sum(map(letters, tree.values()))
    return 0


def flat(block: Block) -> Iterator[Inline]:
    """A block's text on one line, for a table cell."""
    if isinstance(block, Heading | Paragraph):
        yield from block.content
    elif isinstance(block, Items):
        for number, item in enumerate(block.items):
            sign = "• " if block.start is None else f"{block.start + number}. "
            yield from ([Break()] if number else [])
            yield Text(sign)
            for place, inner in enumerate(item):
                yield from (*([Break()] if place else []), *flat(inner))
    elif isinstance(block, Quote):
        for inner in block.blocks:
            yield from flat(inner)
    elif isinstance(block, Code):
        yield Styled("code", (Text(block.text.replace("\n", " ")),))
    elif isinstance(block, Definition):
        yield from (*block.term, Text(": "))
        for inner in block.blocks:
            yield from flat(inner)


def without_style(style: Style, content: Iterable[Inline]) -> Iterator[Inline]:
    """What stands in a style, without the same style within it."""
    for item in content:
        if isinstance(item, Styled):
            inner = merged(without_style(style, item.content))
            yield from inner if item.style == style else (Styled(item.style, inner),)
        else:
            yield item


def unquoted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a note, no quotation or heading: Pandoc takes an indent for one, and LibreOffice indents notes.

    In RTF a note takes the level of the heading that it is on.
    """
    for block in blocks:
        if isinstance(block, Heading):
            yield from [Paragraph(block.content)] if plain(block.content).strip() else []
        else:
            yield from block.blocks if isinstance(block, Quote) else (block,)


def is_no_alternative(alt: str, source: str) -> bool:
    """Whether a program made the words: a kind of picture with a number, or the name of a file."""
    name = alt.strip().rpartition("/")[2]
    return OWN_WORDS.fullmatch(name) is not None or name == source.rpartition("/")[2]


def located(words: str) -> str:
    """A place in a work: a reference manager says "page 12"."""
    for long, short in (("pages ", "pp. "), ("page ", "p. ")):
        if words.startswith(long):
            return short + words.removeprefix(long)
    return words


def csl(value: Mapping[str, Any]) -> dict[str, Any]:
    """A reference of Pandoc's metadata (Zotero's, Mendeley's, EndNote's fields) as CSL."""
    reader = _Reader("")

    def plain_data(item: Mapping[str, Any]) -> Any:
        kind, content = item["t"], item["c"]
        if kind == "MetaMap":
            return {key: plain_data(inner) for key, inner in content.items()}
        if kind == "MetaList":
            return [plain_data(inner) for inner in content]
        if kind == "MetaBlocks":
            return " ".join(plain(b.content) for b in reader.blocks(content) if isinstance(b, Paragraph))
        return content if isinstance(content, bool) else reader.meta_text(item)

    data: dict[str, Any] = plain_data(value)
    return data
