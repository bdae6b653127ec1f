"""Does a package save only while its page is being left? Browsers retire ``unload``, and skip it in frames already.

A reading of the scripts' letters: named functions, who mentions whom, and where the API is asked to save. Whatever is
mentioned outside a handler of ``unload`` and ``beforeunload`` counts as called, so that the answer is "yes" only when
no other way to a save is to be seen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.markup_loads import parsed
from modulebouwer.package.script_loads import PASSAGE

PAGES = (".html", ".htm", ".xhtml")
# A larger program saves in more places than one can follow by its letters.
MOST_TEXT = 1 << 19

SAVES = re.compile(r"\b(?:LMSCommit|LMSFinish)\b|\.(?:Commit|Terminate)\s*\(")
MENTION = re.compile(r"[A-Za-z_$][\w$]*")
# A name is tried from its beginning alone: in a small program every letter could be one.
DEFINED = re.compile(
    r"(?<![\w$])(?:"
    r"function\s+(?P<declared>[\w$]+)\s*\("
    r"|(?P<given>[\w$]+)\s*[:=]\s*"
    r"(?:(?:async\s+)?function\b[^(){}]{0,60}\(|(?:async\s*)?\([^(){}]{0,200}\)\s*=>\s*(?=\{))"
    r")"
)
# A call by a name that is worked out, as an element's attribute gives it.
COMPUTED = re.compile(r"\w\s*\[\s*[A-Za-z_$][\w$.]*\s*\]\s*\(")
# A property that the browser calls.
HANDLER = re.compile(r"on[a-z]")
HANDLED = re.compile(
    r"(?=[.\[aob])(?:\.on(?:before)?unload\s*=\s*|\[\s*[\"']on(?:before)?unload[\"']\s*\]\s*=\s*"
    # jQuery takes several events at once, each with a name of one's own behind a dot.
    r"|\b(?:addEventListener|attachEvent|on|bind|one)\s*\(\s*"
    r"[\"'](?:on)?(?:before)?unload(?:\.[\w.-]+)?(?:\s+(?:before)?unload(?:\.[\w.-]+)?)*[\"']\s*,\s*"
    r"|\.unload\s*\(\s*)"
    r"(?P<handler>[\w$.]*)"
)


@dataclass
class Part:
    """A named function (all of one name), a handler, or what is in none: which names it mentions, whether it saves."""

    mentions: set[str] = field(default_factory=set)
    saves: bool = False


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    name: str


LEAVING, OUTSIDE = "<leaving>", "<outside>"


def saved_only_while_leaving(tree: FileTree, texts: Iterable[tuple[str, str, bytes]]) -> bool:
    """``texts``: those of ``page_scan.texts(tree)``."""
    parts: dict[str, Part] = defaultdict(Part)
    texts = [*texts]
    scripts = [script for path, suffix, data in texts if path in tree for script in scripts_in(suffix, data)]
    if not any("unload" in text or leaves for text, leaves in scripts):
        return False
    if sum(len(text) for text, _ in scripts) > MOST_TEXT:
        return False
    codes = [(blanked(text, comments_only=True), leaves) for text, leaves in scripts]
    # Most programs do nothing when they are left: who calls whom in them is not asked then.
    if not any(leaves or HANDLED.search(code) for code, leaves in codes):
        return False
    definitions = [[*DEFINED.finditer(code)] for code, _ in codes]
    defined = frozenset(name_of(found) for those in definitions for found in those)
    for (code, leaves), those in zip(codes, definitions, strict=True):
        read(code, those, parts, LEAVING if leaves else OUTSIDE, defined)
    if any(COMPUTED.search(code) for code, _ in codes):
        parts[OUTSIDE].mentions |= defined & stated_names(texts)
    return not saves(OUTSIDE, parts) and saves(LEAVING, parts)


def scripts_in(suffix: str, data: bytes) -> Iterator[tuple[str, bool]]:
    """The scripts of a file, and whether each is a handler of leaving that stands in the markup."""
    if suffix in (".js", ".mjs"):
        yield data.decode("utf-8", "replace"), False
    if suffix not in PAGES:
        return
    for element in elements_of(data):
        if element.tag == "script":
            yield element.text or "", False
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield value, name in ("onunload", "onbeforeunload")


def stated_names(texts: Iterable[tuple[str, str, bytes]]) -> set[str]:
    """The names in the attributes of pages, those aside that are handlers."""
    values = (
        value
        for _, suffix, data in texts
        if suffix in PAGES
        for element in elements_of(data)
        for name, value in element.attrib.items()
        if not name.startswith("on")
    )
    return {name for value in values for name in MENTION.findall(value)}


def elements_of(data: bytes) -> Iterator[etree._Element]:
    root = parsed(data)
    yield from root.iter(etree.Element) if root is not None else ()


def saves(start: str, parts: dict[str, Part]) -> bool:
    """Whether a save can be reached from ``start``."""
    seen, left = {start}, [start]
    while left:
        part = parts[left.pop()]
        if part.saves:
            return True
        fresh = {name for name in part.mentions if name in parts} - seen
        seen |= fresh
        left += fresh
    return False


def read(
    code: str, definitions: list[re.Match[str]], parts: dict[str, Part], outside: str, defined: frozenset[str]
) -> None:
    """Adds what a script (without comments) defines and mentions; ``outside``: the part of what stands in no function.

    ``definitions``: what ``DEFINED`` found in it; ``defined``: the names that all scripts together define.
    """
    ends = closing(blanked(code, comments_only=False))
    spans, registered = [], []
    for found in definitions:
        name = name_of(found)
        if HANDLER.match(name):
            continue
        registered.append(found.span(found.lastgroup or 0))
        spans += span(found.end() - 1, name, code, ends)
        parts[name] = parts[name]
    for found in HANDLED.finditer(code):
        handler = found["handler"].rpartition(".")[2]
        registered.append(found.span("handler"))
        if handler and handler not in ("function", "async"):
            parts[LEAVING].mentions.add(handler)
        else:
            spans += span(found.start("handler"), LEAVING, code, ends)
    owners = Owners(spans, outside)
    hidden = {start for start, _ in registered}
    for mention in MENTION.finditer(code):
        # What no script defines leads to no save.
        if mention[0] in defined and mention.start() not in hidden:
            parts[owners.of(mention.start())].mentions.add(mention[0])
    for save in SAVES.finditer(code):
        parts[owners.of(save.start())].saves = True


def name_of(found: re.Match[str]) -> str:
    return found["declared"] or found["given"]


def span(start: int, name: str, code: str, ends: dict[int, int]) -> list[Span]:
    """The body that opens after ``start``."""
    opens = code.find("{", start)
    return [Span(opens, ends[opens], name)] if opens in ends else []


class Owners:
    """Whose a place is: the innermost of the spans that hold it. Asked in the order of the text."""

    def __init__(self, spans: list[Span], outside: str) -> None:
        self._spans = sorted(spans, key=lambda each: (each.start, -each.end))
        self._outside = outside
        self._next = 0
        self._open: list[Span] = []
        self._at = 0

    def of(self, place: int) -> str:
        if place < self._at:
            self._next, self._open = 0, []
        self._at = place
        while self._next < len(self._spans) and self._spans[self._next].start <= place:
            self._open.append(self._spans[self._next])
            self._next += 1
        while self._open and self._open[-1].end < place:
            self._open.pop()
        return self._open[-1].name if self._open else self._outside


def blanked(text: str, *, comments_only: bool) -> str:
    """The text with comments, and strings as well when asked, as spaces: every other letter keeps its place."""

    def spaces(passage: re.Match[str]) -> str:
        return passage[0] if comments_only and not passage["comment"] else " " * len(passage[0])

    return PASSAGE.sub(spaces, text)


def closing(code: str) -> dict[int, int]:
    """Place of each opening brace → place of the one that closes it."""
    ends: dict[int, int] = {}
    left: list[int] = []
    for brace in re.finditer(r"[{}]", code):
        if brace[0] == "{":
            left.append(brace.start())
        elif left:
            ends[left.pop()] = brace.start()
    return ends
