"""Our tree → the Markdown that a designer would have written: one paragraph a line, notes below their paragraph.

A ``Mark`` leaves a sign in the text; ``without_marks`` takes the signs out and tells where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modulebouwer.importing.tree import (
    Block,
    Break,
    Cited,
    Definition,
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
    merged,
    plain,
)
from modulebouwer.render.prose import OUTSIDE, PLACES

# Unicode's noncharacters stand in no document.
SIGN = re.compile("\ufdd0(\\d+)\ufdd1")
SIGNS = {"emphasis": "*", "strong": "**", "sub": "~", "super": "^"}
SPECIAL = re.compile(r"[\\`*\[\]~^]|_(?=\W|$)|(?<!\w)_|<(?=[A-Za-z/!?])|(?<![\w./@-])@(?=\w)|&(?=#?\w+;)")


@dataclass
class Writer:
    """``pictures``: the path below the module's folder of each picture. ``marks`` are those written so far.

    ``alternative`` stands where a picture has no words, ``keys`` names the references that have another key now.
    """

    pictures: Mapping[str, str]
    alternative: str
    keys: Mapping[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[int, Note]] = field(default_factory=list)
    count: int = 0

    def blocks(self, blocks: Sequence[Block], signs: Iterable[str] | None = None) -> str:
        """The blocks with an empty line between; "" for none. ``signs``: those behind the numbers of each."""
        written = []
        for block, delimiter in zip(blocks, signs or delimiters(blocks), strict=True):
            text = self.block(block, delimiter)
            if text.strip():
                written.append(text)
            written += list(self.pending())
        return "\n\n".join(written)

    def pending(self) -> Iterator[str]:
        """The notes of what was just written."""
        while self.notes:
            number, note = self.notes.pop(0)
            held, self.notes = self.notes, []
            text = self.blocks(note.blocks)
            self.notes = [*self.notes, *held]
            yield f"[^{number}]: {indented(text, 4)}"

    def block(self, block: Block, delimiter: str = ".") -> str:
        """``delimiter`` stands behind the numbers of a list."""
        if isinstance(block, Heading):
            return "#" * block.level + " " + self.inlines(without_breaks(block.content), line_start=False)
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Items):
            return self.items(block, delimiter)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Quote):
            held, self.notes = self.notes, []
            text = self.blocks(block.blocks)
            self.notes = held
            return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
        if isinstance(block, Definition):
            return self.blocks((Paragraph((Styled("strong", block.term),)), *block.blocks))
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text}\n{fence}"

    def paragraph(self, block: Paragraph) -> str:
        return self.inlines(block.content).strip(" ")

    def items(self, block: Items, delimiter: str) -> str:
        written = []
        for number, item in enumerate(block.items):
            sign = "- " if block.start is None else f"{block.start + number}{delimiter} "
            held, self.notes = self.notes, []
            # A list below a line needs no empty line between.
            text = ""
            above: Block | None = None
            for inner, own in zip(item, delimiters(item), strict=True):
                close = isinstance(inner, Items) and not isinstance(above, Items)
                text += ("\n" if close else "\n\n") * bool(text) + self.block(inner, own)
                above = inner
            self.notes = [*held, *self.notes]
            written.append(sign + indented(text, len(sign)))
        loose = any(
            len([inner for inner in item if not isinstance(inner, Items)]) > 1 for item in block.items
        )
        return ("\n\n" if loose else "\n").join(written)

    def table(self, block: Table) -> str:
        rows = [[self.cell(cell) for cell in row] for row in block.rows]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])

    def cell(self, cell: Sequence[Inline]) -> str:
        return self.inlines(without_breaks(cell), line_start=False).replace("|", "\\|").strip()

    def inlines(self, content: Sequence[Inline], *, line_start: bool = True) -> str:
        parts: list[str] = []
        items = list(merged(content))
        for number, item in enumerate(items):
            before = parts[-1][-1:] if parts and parts[-1] else ""
            after = plain(items[number + 1 : number + 2])[:1]
            parts.append(self.inline(item, before, after))
        text = re.sub(r" {2,}", " ", "".join(parts))
        if not line_start:
            return text
        lines = (escaped_start(line) for line in text.split("\\\n"))
        return "\\\n".join(lines)

    def inline(self, item: Inline, before: str, after: str) -> str:
        if isinstance(item, Text):
            text = re.sub(r"[\t\n\r\v\f]", " ", item.text)
            return SPECIAL.sub(lambda match: "\\" + match.group(), text)
        if isinstance(item, Styled):
            return self.styled(item, before, after)
        if isinstance(item, Link):
            text = self.inlines(item.content, line_start=False)
            if item.url.partition(":")[0] not in {*OUTSIDE, *PLACES} or not text.strip():
                return (
                    text if item.url.startswith("#") or not item.url else f"{text} ({self.address(item.url)})"
                )
            return f"[{text}](<{item.url}>)" if re.search(r"[\s()<>]", item.url) else f"[{text}]({item.url})"
        if isinstance(item, Picture):
            path = self.pictures.get(item.source)
            alternative = item.alt.strip() or self.alternative
            sign = "" if item.alt.strip() else self.mark(Mark("IMP-013", {}))
            words = SPECIAL.sub(lambda match: "\\" + match.group(), " ".join(alternative.split()))
            return f"{sign}![{words}]({path})" if path else f"{sign}{words}"
        if isinstance(item, Note):
            self.count += 1
            self.notes.append((self.count, item))
            return f"[^{self.count}]"
        if isinstance(item, Cited):
            return self.cited(item)
        if isinstance(item, Break):
            return "\\\n"
        return self.mark(item)

    def cited(self, item: Cited) -> str:
        keys = [f"@{self.keys.get(key, key)}" for key, _ in item.works]
        places = [place for _, place in item.works]
        if item.narrative:
            return keys[0] + (f" [{places[0]}]" if places[0] else "")
        prefixes = item.prefixes or ("",) * len(keys)
        works = [
            (f"{prefix} " if prefix else "") + "-" * item.bare + key + (f", {place}" if place else "")
            for prefix, key, place in zip(prefixes, keys, places, strict=True)
        ]
        return "[" + "; ".join(works) + "]"

    def styled(self, item: Styled, before: str, after: str) -> str:
        if item.style == "code":
            text = plain(item.content)
            fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
        sign = SIGNS[item.style]
        inner = self.inlines(item.content, line_start=False)
        core = inner.strip()
        if not core or "\\\n" in inner or not stands(core, before, after, item.style):
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        if item.style in ("sub", "super"):
            core = core.replace(" ", "\\ ")
        return f"{lead}{sign}{core}{sign}{trail}"

    def mark(self, item: Mark) -> str:
        self.marks.append(item)
        return f"\ufdd0{len(self.marks) - 1}\ufdd1"

    def address(self, url: str) -> str:
        return SPECIAL.sub(lambda match: "\\" + match.group(), url)


def delimiters(blocks: Iterable[Block]) -> Iterator[str]:
    """Of each block the sign behind its numbers: another one where a list does not go on with the list above it.

    CommonMark 0.31, 5.3: another delimiter begins another list.
    """
    sign, following = ".", None
    for block in blocks:
        start = block.start if isinstance(block, Items) else None
        if start is None or following is None:
            sign = "."
        elif start != following:
            sign = ")" if sign == "." else "."
        following = start + len(block.items) if start is not None and isinstance(block, Items) else None
        yield sign


def stands(core: str, before: str, after: str, style: str) -> bool:
    """Whether emphasis here is read as emphasis (CommonMark 0.31, 6.2: flanking delimiter runs)."""
    if style in ("sub", "super"):
        return True
    opens = core[0].isalnum() or not before or not (before.isalnum() or before in "*_")
    closes = core[-1].isalnum() or not after or not after.isalnum()
    return opens and closes and before not in ("*", "\\")


def without_breaks(content: Sequence[Inline]) -> tuple[Inline, ...]:
    return tuple(Text(" ") if isinstance(item, Break) else item for item in content)


def escaped_start(line: str) -> str:
    """A line of text that Markdown could take for a heading, a list or a quote, kept a text."""
    sign = SIGN.match(line)
    lead, rest = (line[: sign.end()], line[sign.end() :]) if sign else ("", line)
    rest = rest.lstrip(" ")
    match = re.match(r"\d{1,9}(?=[.)](\s|$))", rest)
    if match:
        return f"{lead}{rest[: match.end()]}\\{rest[match.end() :]}"
    return lead + ("\\" if re.match(r"[#>|]|[-+](\s|$)|-{2,}|={2,}|:{3}", rest) else "") + rest


def indented(text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(" " * width + line if line else "" for line in rest)])


def without_marks(text: str, marks: Sequence[Mark]) -> tuple[str, list[tuple[int, Mark]]]:
    """The text itself, and each mark with its offset in it."""
    found, parts, length, last = [], [], 0, 0
    for match in SIGN.finditer(text):
        parts.append(text[last : match.start()])
        length += match.start() - last
        found.append((length, marks[int(match[1])]))
        last = match.end()
    return "".join([*parts, text[last:]]), found
