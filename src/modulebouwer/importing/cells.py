"""Lists in the cells of a table, for which Markdown has no place, as sentences."""

from __future__ import annotations

from modulebouwer.importing.tree import Block, Inline, Mark, Paragraph, Table, Text, merged, plain
from modulebouwer.importing.typed_lists import SIGN, is_list, lines_of, parted, typed_item

# No points, but to be ticked.
BOXES = ("□", "☐", "☒", "☑")
ENDS = (".", ",", ":", ";", "!", "?", "…")


def with_sentences(block: Block) -> Block:
    """A table with the points of each list in a cell behind each other, told once; any other block as it is."""
    if not isinstance(block, Table):
        return block
    rows = [[sentence(cell) for cell in row] for row in block.rows]
    changed = next((row for row, old in zip(rows, block.rows, strict=True) if tuple(row) != old), None)
    if changed is None:
        return block
    place = next(n for n, cell in enumerate(changed) if cell)
    changed[place] = (Mark("IMP-089", {}), *changed[place])
    return Table(tuple(map(tuple, rows)))


def sentence(cell: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The cell with its points behind each other; as it is where no list is in it."""
    lines = lines_of(parted(cell))
    listed = is_list(lines) or any(SIGN.match(said(line)) for line in lines)
    if not listed or any(said(line).startswith(BOXES) for line in lines):
        return cell
    result: list[Inline] = []
    for number, line in enumerate(lines):
        point = typed_item(line)
        result += [Text(between(lines[number - 1], line))] if number else []
        result += line.content if point is None or point[0] is not None else point[1].content
    return merged(result)


def said(line: Paragraph) -> str:
    return plain(line.content).strip()


def between(above: Paragraph, below: Paragraph) -> str:
    """What parts two lines now that they are one; nothing but a space where a sentence ends or goes on."""
    listed = [typed_item(line) is not None for line in (above, below)]
    if (
        said(above).endswith(ENDS)
        or listed == [False, False]
        or (not listed[1] and said(below)[:1].islower())
    ):
        return " "
    return "; " if listed[0] else ": "
