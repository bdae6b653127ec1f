"""What a script will probably load, by its letters: an address written out in a call or assignment that loads.

An address that a script puts together at run time stays unseen, and one in code that never runs is seen: hence
"probably". Comments are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

# Literals that are looked at in one script; a program has a few dozen.
MOST_LITERALS = 5_000
# Passages that are looked at in one module of a page.
MOST_PASSAGES = 20_000
# How far before a literal the call can begin.
REACH = 80

ADDRESS = r"((?:(?:https?|wss?):)?//[^\s\"'`<>\\(){}]{1,300})"
LITERAL = re.compile(rf"([\"'`])(?=(?:https?:|wss?:)?//){ADDRESS}", re.IGNORECASE)
LOADS = re.compile(
    r"(?:"
    r"\b(?:fetch|importScripts|import|sendBeacon|Worker|EventSource|WebSocket|Audio|Request)\s*\(\s*"
    r"|\b(?:from|import)\s*"
    r"|\.(?:src|srcset|poster)\s*=\s*"
    r"|\.setAttribute\s*\(\s*[\"'](?:src|srcset|poster|data)[\"']\s*,\s*"
    r"|\.open\s*\(\s*[\"'][A-Za-z]{3,7}[\"']\s*,\s*"
    r"|(?:\$|\bjQuery)\.(?:get|post|getJSON|getScript)\s*\(\s*"
    r"|(?:\$|\bjQuery)\.ajax\s*\(\s*(?:\{\s*url\s*:\s*)?"
    r"|\baxios(?:\.[a-z]+)?\s*\(\s*"
    r")$"
)
# An address for an element that loads only as a style sheet: a link made by the script.
LINK = re.compile(r"(?:\.href\s*=\s*|\.setAttribute\s*\(\s*[\"']href[\"']\s*,\s*)$")
STYLE_SHEET = re.compile(r"[\"']stylesheet[\"']")
# Markup that the script writes.
WRITTEN = re.compile(
    r"<(?:script|img|iframe|link|video|audio|source|embed|object)\b[^<>]{0,300}?\s(?:src|href|data|poster)\s{0,9}="
    r"\s{0,9}\\?[\"']?" + ADDRESS + r"[^<>]{0,300}",
    re.IGNORECASE,
)
# Style that a script writes, or gives to a typeface.
STYLE = re.compile(r"(?:[uU](?<=\b[uU])(?i:rl)\(\s{0,9}|@(?i:import)\s{1,9})\\?[\"']?(?i:" + ADDRESS + ")")
# The loader of typefaces that names its server by a word.
GOOGLE_FONTS = re.compile(
    r"WebFont(?<=\bWebFont)(?:\.load\s*\(|Config\s*=)[^;]{0,200}?\bgoogle\s*:", re.DOTALL
)
FONT_SERVER = "https://fonts.googleapis.com/"
LOADING_LINK = re.compile(r"stylesheet|icon|preload|prefetch|manifest", re.IGNORECASE)
# Comments, and what can hold a comment's sign without being one: strings, templates, regular expressions.
PASSAGE = re.compile(
    r"(?=[/\"'`])(?:(?P<comment>//[^\n]*|/\*(?:.*?\*/|.*))"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?"
    r"|(?<=[=(,:\[!&|?{};+\s])/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/)",
    re.DOTALL,
)


# A declaration that a module waits for before it runs (ECMAScript 16.2.2), up to the address.
DECLARES = re.compile(r"(?<![\w$.])(?:import|export)")
NAMES = re.compile(r"[\w$*{},\s]*\bfrom\s*|\s*")
STRING = re.compile(r"\"[^\"\\\n]*\"|'[^'\\\n]*'")


def imported(text: str) -> set[str]:
    """What the module ``text`` names in its import declarations: a browser that runs it loads that first."""
    found: set[str] = set()
    code = ""
    at = 0
    for passage in islice(PASSAGE.finditer(text), MOST_PASSAGES):
        code += text[at : passage.start()]
        at = passage.end()
        if passage["comment"]:
            code += " "
            continue
        if STRING.fullmatch(passage[0]) and declares(code):
            found.add(passage[0][1:-1])
        code = ""
    return found


def declares(code: str) -> bool:
    """Whether an address that follows ``code`` is that of an import declaration."""
    *_, last = [None, *DECLARES.finditer(code)]
    return last is not None and NAMES.fullmatch(code, last.end()) is not None


def comments(text: str) -> list[tuple[int, int]]:
    return [passage.span() for passage in PASSAGE.finditer(text) if passage["comment"]]


def script_loads(text: str) -> Iterator[tuple[str, int]]:
    """Address and its offset."""
    found = [*called(text), *written(text), *styled(text)]
    if found:
        passed = comments(text)
        yield from (load for load in sorted(found, key=itemgetter(1)) if not within(load[1], passed))


def called(text: str) -> Iterator[tuple[str, int]]:
    for literal in islice(LITERAL.finditer(text), MOST_LITERALS):
        start = literal.start()
        before = text[max(0, start - REACH) : start]
        around = text[max(0, start - 2 * REACH) : literal.end() + 2 * REACH]
        if LOADS.search(before) or (LINK.search(before) and STYLE_SHEET.search(around)):
            yield literal[2], literal.start(2)


def written(text: str) -> Iterator[tuple[str, int]]:
    for tag in islice(WRITTEN.finditer(text), MOST_LITERALS):
        if tag[0][:5].lower() != "<link" or LOADING_LINK.search(tag[0]):
            yield tag[1], tag.start(1)


def styled(text: str) -> Iterator[tuple[str, int]]:
    small = text.lower()
    styles = "url(" in small or "@import" in small
    for place in islice(STYLE.finditer(text), MOST_LITERALS) if styles else ():
        yield place[1], place.start(1)
    fonts = GOOGLE_FONTS.search(text)
    if fonts:
        yield FONT_SERVER, fonts.start()


# A name that is given an address, and the call that loads what begins with that name. Short names are those of a
# program that was made small, where one name stands for many things.
NAMED_ADDRESS = re.compile(
    r"(?:\b(?:var|let|const)\s+|\b(?:window|self|globalThis)\.)([A-Za-z_$][\w$]{2,60})\s*=\s*$"
)
BEGINS_WITH = re.compile(r"(?:`\$\{)?(?:\b(?:window|self|globalThis|parent|top)\.)?$")


class NamedAddress(NamedTuple):
    """``offset``: of the address in its text."""

    name: str
    address: str
    offset: int


def named_addresses(text: str) -> Iterator[NamedAddress]:
    """The addresses that a script keeps under a name."""
    for literal in islice(LITERAL.finditer(text), MOST_LITERALS):
        before = NAMED_ADDRESS.search(text[max(0, literal.start() - REACH) : literal.start()])
        if before and not within(literal.start(2), comments(text)):
            yield NamedAddress(before[1], literal[2], literal.start(2))


def loads_from(text: str, name: str) -> bool:
    """Whether a script loads an address that begins with what ``name`` stands for."""
    for found in islice(re.finditer(rf"(?<![\w$]){re.escape(name)}\s*[+}});,]", text), MOST_LITERALS):
        before = text[max(0, found.start() - REACH) : found.start()]
        begins = BEGINS_WITH.search(before)
        if begins and LOADS.search(before[: begins.start()]):
            return True
    return False


def within(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the ``spans``, which follow each other, covers ``offset``."""
    before = bisect_right(spans, (offset, offset))
    return before > 0 and offset < spans[before - 1][1]
