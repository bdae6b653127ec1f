"""A reviewer's OpenDocument text → its paragraphs, as ``returned`` has them: LibreOffice offers to keep its own form.

Tracked changes and comments as ODF 1.3 part 3, 5.5 and 14.1 have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from modulebouwer.importing.open_document import CREATOR, OFFICE, TEXT, words
from modulebouwer.reviewing.changes import BOOKMARK, Comment, Returned, Tracked, add

DATE = CREATOR.replace("creator", "date")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SPACES = (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")
# What is in a paragraph and is no part of its words.
APART = (f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text", *PARAGRAPHS)


@dataclass(frozen=True)
class Region:
    """A tracked change; ``removed`` are the words that it took out, each paragraph's by itself."""

    tracked: Tracked
    removed: Sequence[str]


def paragraphs(root: etree._Element) -> Iterator[Returned]:
    """All paragraphs of the document's ``content.xml`` in reading order."""
    regions = {
        region.get(f"{TEXT}id", ""): region_of(region) for region in root.iter(f"{TEXT}changed-region")
    }
    reader = _Reader(regions)
    for element in root.iter(*PARAGRAPHS):
        if next(element.iterancestors(f"{TEXT}tracked-changes", f"{OFFICE}annotation"), None) is None:
            yield from reader.paragraph(element)


def region_of(region: etree._Element) -> Region:
    author = region.findtext(f".//{CREATOR}") or "?"
    date = (region.findtext(f".//{DATE}") or "")[:10]
    deletion = region.find(f"{TEXT}deletion")
    removed = [] if deletion is None else [words(line) for line in deletion.iter(*PARAGRAPHS)]
    return Region(Tracked(deletion is not None, author, date), removed)


def comment_of(element: etree._Element) -> Comment:
    lines = (words(line).strip() for line in element.iter(*PARAGRAPHS))
    date = (element.findtext(DATE) or "")[:10]
    return Comment(element.findtext(CREATOR) or "?", date, " ".join(filter(None, lines)))


class _Reader:
    """``added`` is the insertion that is open, also from one paragraph into the next."""

    def __init__(self, regions: dict[str, Region]) -> None:
        self.regions = regions
        self.added: Tracked | None = None
        self.last = Returned()

    def paragraph(self, element: etree._Element) -> Iterator[Returned]:
        """The paragraph, after those that were taken out before it or in it."""
        found = Returned()
        apart: etree._Element | None = None
        for event, node in etree.iterwalk(element, events=("start", "end")):
            if apart is not None:
                if event == "end" and node is apart:
                    apart = None
                    self.add(found, node.tail)
                continue
            if event == "end":
                self.add(found, node.tail if node is not element else "")
                continue
            if node.tag in APART and node is not element:
                apart = node
                if node.tag == f"{OFFICE}annotation":
                    found.comments.append((len(found.before), comment_of(node)))
                continue
            if node.tag in (f"{TEXT}bookmark-start", f"{TEXT}bookmark"):
                name = node.get(f"{TEXT}name", "")
                found.names += [name] if BOOKMARK.fullmatch(name) else []
            elif node.tag == f"{TEXT}change-start":
                region = self.regions.get(node.get(f"{TEXT}change-id", ""))
                self.added = region.tracked if region else None
            elif node.tag == f"{TEXT}change-end":
                self.added = None
            elif node.tag == f"{TEXT}change":
                yield from self.taken_out(found, node)
                found = self.last
            elif node.tag in SPACES:
                self.add(found, " ")
            self.add(found, node.text)
        yield found

    def add(self, found: Returned, text: str | None) -> None:
        add(found, re.sub(r"\s+", " ", text or ""), self.added)

    def taken_out(self, found: Returned, node: etree._Element) -> Iterator[Returned]:
        """The paragraphs that end in what was taken out; ``last`` is the one that goes on behind it."""
        region = self.regions.get(node.get(f"{TEXT}change-id", ""))
        # Where a whole paragraph went, what its element says is about the one behind it.
        whole = len(region.removed) > 1 and not (found.before or found.after) if region else False
        names, found.names = (found.names, []) if whole else ([], found.names)
        self.last = found
        for number, text in enumerate(region.removed if region else ()):
            if number:
                yield self.last
                self.last = Returned(names)
            add(self.last, text, region.tracked if region else None)
