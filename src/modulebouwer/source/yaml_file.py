"""YAML 1.2 text → plain data, with the place of every key and value.

Built on libyaml's events, not on PyYAML's constructor: nothing recurses, so deep nesting cannot exhaust the stack;
aliases are refused, so no text grows while it is read; and every value keeps its marks at the price of a plain load.
Values follow the core schema (YAML 1.2.2, 10.3.2): ``no`` is a text, a date is a text.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import yaml
from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.identifiers import INVISIBLE
from modulebouwer.model.source_map import KeyPath, Scalar, SourceMap
from modulebouwer.source.backslashes import unknown, unmeant
from modulebouwer.source.text_file import forbidden_character

# Deeper than any format of this project goes; a limit keeps the parser's own bookkeeping small.
DEEPEST = 20

# Line breaks in YAML 1.1, which libyaml reads, but characters of the text in YAML 1.2 (5.4): they would split values.
OTHER_BREAK = re.compile("[\x85\u2028\u2029]")
# A comment needs a space before it (YAML 1.2.2, 6.6); libyaml would take "|#text" for one, and the text would be gone.
GLUED_COMMENT = re.compile(r"[|>][-+0-9]*#")

# What is told by its own name, since it looks right to who typed it.
NO_BREAK_SPACE = re.compile(r"^(?:[ ]*(?:-[ ]+)*[\w-]+:)?[ ]*(?P<sign>\u00a0)", re.MULTILINE)
CURLY = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?P<sign>[“”„‘’])")
COMMENT_IN_VALUE = re.compile(r"[ \t]+(?P<comment>#[^\s#!].*)")
# "leerlijn # 3. Wie": a number of something, behind a sentence that has not ended.
NUMBER_IN_VALUE = re.compile(r"[ \t]+(?P<comment>#[ \t]+\d.*)")
UNENDED = re.compile(r"(?:\S+\s+){2,}\S*[^\s.!?]")
# What a chatbot puts around code, and a comma as JSON has it behind a value.
CODE_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*[\w-]*[ \t]*")
COMMA_BEHIND = re.compile(
    r"""\s*(?:- +)*[\w-]+:\s+(?P<quote>["'])(?:(?!(?P=quote)).)*(?P=quote)(?P<comma>,)\s*"""
)
KEY_WITHOUT_COLON = re.compile(r"(?P<indent>\s*)(?P<key>[a-z][\w-]*) +\S[^:]*")
KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[a-z][\w-]*):(?P<glued>[^\s:/].*)")
# What begins the items of a list elsewhere, or a hyphen without its space.
LIST_MARK = re.compile(r"\s*(?P<sign>-(?=[^\s-])|--+(?=\s)|[•*–—·](?=\s)|\d{1,2}[.)](?=\s))\s*(?P<rest>\S.*)")
# The name of a key between the marks of Markdown: "**prompt:** Wat", "`id`: doel".
MARKED_KEY = re.compile(r"\s*(?:- +)*(?P<mark>\*{1,3}|_{1,2}|`)(?P<key>[a-z][\w-]*):?(?P=mark):?(?=\s|$)")
# Another sign where the colon of a key belongs, and comments as other languages have them.
OTHER_COLON = re.compile(r"\s*(?:- +)*(?P<key>[a-z][\w-]*)\s*(?P<sign>:?=>?|：|->|→|;)\s*(?P<value>\S.*)")
OTHER_COMMENT = re.compile(r"\s*(?P<sign>//|<!--|/\*|%%?|--(?=\s)|;)")
# A space that no keyboard shows, where a key begins or ends.
UNSEEN = re.compile(rf"[{INVISIBLE}\u00a0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2061-\u2064\u3000]")
# A line below a plain text that looks like an item of a list.
ITEM_IN_TEXT = re.compile(r"\n *(?P<item>- +\S)")
KEY_LINE = re.compile(r"^(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]+):(?: |$)", re.MULTILINE)
# A key whose text follows on the lines below.
BLOCK_HEADER = re.compile(r"^ *(?:- +)*(?P<key>[\w-]+): *[|>][-+]? *$", re.MULTILINE)
ITEM_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)+)")
# A value between quotes with more behind its end.
QUOTE_INSIDE = re.compile(
    r"""\s*(?:- +)*(?:[\w-]+:\s+)?(?P<quote>["'])(?:(?!(?P=quote)|\\).|\\.|(?<=')'')*?(?P=quote)"""
    r"""(?=[^\s,:#}\]"']|\s+[^\s#])"""
)
# A text that begins with a word between quotes: YAML takes these for the quotes around the whole.
QUOTE_FIRST = re.compile(
    r"""\s*(?:- +)*(?:[\w-]+:\s+|(?<=- ))(?P<value>(?P<quote>["'])[^"'\n]*[^\s"'](?P=quote)"""
    r"""[,:;.!?)]?\s+[^\s#].*?)\s*"""
)
# Two keys on one line, as in a program: "id: naam, text: Wat". The names are those that stand first or second.
TWO_KEYS = re.compile(
    r"""\s*(?:- +)*(?P<first>[a-z_]+): +(?:(?P<quote>["']).*?(?P=quote)|[^\s,;|:"'{\[][^,;|:\n]*?)\s*[,;|]?"""
    r"\s+(?P<second>id|text|title|minutes|kind|src|alt|caption|captions|right|feedback|answer|prompt|hint|match|category|"
    r"term|definition|label|question|statement|name|url|year|version|draft|date|language|author|type|family|given|source|"
    r"max_length|required|transcript|explanation|study_load|identifier): "
)
# An item of a list to tick off, as Markdown has it.
TICKED_ITEM = re.compile(r"\s*- +(?P<tick>\[[ xXvV]?\]) +(?P<text>\S.*)")
LIST_BEHIND_KEY = re.compile(r"\s*(?:- +)*[\w-]+: +(?P<item>- +\S.*)")
# "'s Ochtends": an apostrophe of Dutch, and no quotation mark.
APOSTROPHE = re.compile(r"'(?:[sSnNtTkKmM]|em|ie|tis|til) ")
OPEN_KEY = re.compile(r"(?P<indent>\s*)(?:- +)*(?P<key>[a-z][\w-]*): *")
# What begins as a sentence does, and goes on behind a colon.
COLON_IN_TEXT = re.compile(r"(?P<indent> *)(?:[A-Z][^\n:]*|[^\s:#-][^\n:]* [^\n:]*)(?P<colon>:) +\S")
# More words than this are a sentence, not a key with its value.
FEW_WORDS = 4

PEOPLE = frozenset({"author", "editor", "translator", "authors"})

# What an anchor or a tag can stand before, beside an alias.
TAGGED = (ScalarEvent, SequenceStartEvent, MappingStartEvent)

INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True)
class YamlDocument:
    """``data`` is None when the document could not be read to its end or is not a mapping; ``problems`` say why."""

    data: dict[str, Any] | None
    source: SourceMap
    problems: tuple[Finding, ...]


def parse_yaml(text: str, path: str, *, first_line: int = 1, indent: int = 0) -> YamlDocument:
    """Read one document whose top level is a mapping.

    ``first_line`` and ``indent`` tell where ``text`` stands in the file: front matter begins on line 2, a fence
    inside a list item is indented.
    """
    reader = _Reader(text, path, first_line, indent)
    reader.read()
    data = reader.root if isinstance(reader.root, dict) and not reader.broken else None
    return YamlDocument(data, SourceMap(path, reader.keys, reader.scalars), tuple(reader.problems))


@dataclass
class _Frame:
    """A mapping or list being read. ``key`` is the mapping's key that waits for its value."""

    container: dict[str, Any] | list[Any]
    way: KeyPath
    key: str | None = None
    # A part of a list has begun in it without a dash: what follows repeats its keys.
    undashed: bool = False


@dataclass
class _Reader:
    text: str
    path: str
    first_line: int
    indent: int
    root: Any = None
    broken: bool = False
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    scalars: dict[KeyPath, Scalar] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.keys[()] = self.place(0)
        self.clean = forbidden_character(self.text) is None

    def read(self) -> None:
        other_break = OTHER_BREAK.search(self.text)
        if other_break:
            self.fail("SRC-004", other_break.start(), {"character": f"U+{ord(other_break.group()):04X}"})
            return
        try:
            # Behind the last event the parser gives None.
            for event in iter(yaml.CSafeLoader(self.text).get_event, None):
                if not self.accept(event):
                    self.broken = True
                    return
        except MarkedYAMLError as error:
            self.fail(*(invisible_problem(self.text) or syntax_problem(self.text, error)))
        except (YAMLError, ValueError, OverflowError):
            # ValueError, OverflowError: an escape beyond Unicode, such as "\U00110000".
            self.fail("SRC-010", len(self.text), {})
        if not self.broken and not isinstance(self.root, dict):
            empty = self.root is None or self.root == []
            self.fail(*(invisible_problem(self.text) or ("SRC-026" if empty else "SRC-018", 0, {})))

    def place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, index) - 1
        return self.first_line + line, index - self.line_starts[line] + 1 + self.indent

    def report(self, code: str, index: int, values: dict[str, str | int] | None = None) -> None:
        self.problems.append(Finding(code, Location(self.path, *self.place(index)), values or {}))

    def fail(self, code: str, index: int, values: dict[str, str | int]) -> None:
        self.report(code, index, values)
        self.broken = True

    def accept(self, event: Event) -> bool:
        """Take one event in; False stops the reading."""
        assert event.start_mark is not None
        index = event.start_mark.index
        if isinstance(event, NodeEvent):
            return self.accept_node(event, index)
        if isinstance(event, CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, DocumentStartEvent) and self.root is not None:
            self.report("SRC-019", index)
            return False
        return True

    def accept_node(self, event: NodeEvent, index: int) -> bool:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self.fail("SRC-015", index, {})
        elif isinstance(event, TAGGED) and event.tag is not None:
            self.fail("SRC-016", index, {"tag": str(event.tag).replace("tag:yaml.org,2002:", "!!")})
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            return self.accept_key(event, frame, index)
        way = self.way(frame, index)
        if isinstance(event, ScalarEvent):
            self.add(frame, self.scalar(event, way, index))
            return True
        if isinstance(event, AliasEvent):
            self.add(frame, None)
            return True
        # What is left begins a list or a mapping.
        container: dict[str, Any] | list[Any] = [] if isinstance(event, SequenceStartEvent) else {}
        if len(self.stack) >= DEEPEST:
            self.report("SRC-017", index, {"limit": DEEPEST})
            return False
        self.add(frame, container)
        self.stack.append(_Frame(container, way))
        return True

    def accept_key(self, event: NodeEvent, frame: _Frame, index: int) -> bool:
        if not isinstance(event, ScalarEvent):
            self.fail(*(ticked_item(self.text, index) or ("SRC-021", index, {})))
            return False
        assert event.end_mark is not None
        # Between braces a comma parts, also one that belongs to a sentence: what is behind it is a key without a value.
        behind = self.text[event.end_mark.index : event.end_mark.index + 1]
        # Of a person in a list of works the keys that can be there are told: "{family: Rogers, C. R.}".
        person = len(frame.way) > 1 and frame.way[-2] in PEOPLE
        if not event.style and behind in (",", "}") and frame.container and not person:
            self.fail("SRC-371", index, {"text": shortened(event.value)})
            return False
        if unseen := UNSEEN.search(event.value):
            self.fail("SRC-025", index + unseen.start(), {})
        frame.key = event.value
        way = (*frame.way, event.value)
        if event.value in frame.container and not LIST_MARK.fullmatch(event.value):
            values: dict[str, str | int] = {"key": event.value, "line": self.keys[way][0]}
            # The first key of an item once more is the next item, without its dash.
            in_list = bool(frame.way) and isinstance(frame.way[-1], int)
            undashed = in_list and event.value == next(iter(frame.container))
            if not frame.undashed:
                self.report("SRC-341" if undashed else "SRC-014", index, values)
            frame.undashed = frame.undashed or undashed
        else:
            self.keys.setdefault(way, self.place(index))
        return True

    def way(self, frame: _Frame | None, index: int) -> KeyPath:
        if frame is None:
            return ()
        if isinstance(frame.container, dict):
            return (*frame.way, frame.key or "")
        way = (*frame.way, len(frame.container))
        self.keys[way] = self.place(index)
        return way

    def add(self, frame: _Frame | None, value: Any) -> None:
        if frame is None:
            # An empty document is told as a wrong top level, not as nothing read.
            self.root = [] if value is None else value
        elif isinstance(frame.container, list):
            frame.container.append(value)
        else:
            # Of a key that is there twice, the first time with nothing behind it, the second says what is meant.
            if frame.container.get(frame.key or "") in (None, ""):
                frame.container[frame.key or ""] = value
            frame.key = None

    def scalar(self, event: ScalarEvent, way: KeyPath, index: int) -> Any:
        style = event.style or ""
        assert event.end_mark is not None
        raw = self.text[index : event.end_mark.index]
        line, column = self.place(index)
        if way not in self.scalars:
            self.scalars[way] = Scalar(event.value, raw, style, line, column, self.indent)
        if style == '"' and "\\" in raw and (wrong := unmeant(raw)):
            code, offset, values = wrong
            self.report(code, index + offset, values)
            # With one of the surest the text is not what it says.
            self.broken = self.broken or code == "SRC-340"
            return event.value
        # Only an escape can write what the text does not have.
        character = forbidden_character(event.value) if style == '"' or not self.clean else None
        if character is not None:
            self.fail("SRC-004", index, {"character": character[1]})
        if style:
            if GLUED_COMMENT.match(raw):
                self.fail("SRC-022", index, {"character": style, "quotes": quotes_around(raw)})
            return event.value
        item = ITEM_IN_TEXT.search(raw) if "\n" in raw and way and isinstance(way[-1], int) else None
        if item is not None:
            # An item of the list that YAML takes for more of the text of the one above it.
            start = index + item.start("item")
            self.report(*(uneven_indent(self.text, start) or ("SRC-010", start, {})))
            return raw[: item.start()]
        if self.text[event.end_mark.index : event.end_mark.index + 1] in (" ", "\t"):
            self.comment_behind(event.value, event.end_mark.index)
        return plain_value(event.value)

    def comment_behind(self, value: str, end: int) -> None:
        """What YAML takes for a comment behind a ``value``, and looks like more of it."""
        comment = COMMENT_IN_VALUE.match(self.text, end)
        if comment is not None:
            values: dict[str, str | int] = {
                "comment": shortened(comment["comment"]),
                "quotes": quotes_around(value + comment[0]),
            }
            self.report("SRC-027", comment.start("comment"), values)
        number = NUMBER_IN_VALUE.match(self.text, end)
        if number is not None and UNENDED.fullmatch(value):
            values = {"comment": shortened(number["comment"]), "quotes": quotes_around(value + number[0])}
            self.report("SRC-201", number.start("comment"), values)


def plain_value(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar (YAML 1.2.2, 10.3.2; octal and hexadecimal stay text)."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if text[0] not in "-+.0123456789":
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if len(text) < 40 and FLOAT.fullmatch(text):
        number = float(text)
        return number if isfinite(number) else text
    return text


# The sign of a text of more lines, with the text behind it that belongs below (YAML 1.2.2, 8.1.1).
BLOCK_SIGN = re.compile(r"[|>][+-]?[ \t]+[^\s#]")
# Code, index in the text, values.
Problem = tuple[str, int, dict[str, str | int]]


def invisible_problem(text: str) -> Problem | None:
    """A non-breaking space where YAML needs a space: it came along from a word processor, and nobody sees it."""
    found = NO_BREAK_SPACE.search(text)
    return ("SRC-025", found.start("sign"), {}) if found else None


def syntax_problem(text: str, error: MarkedYAMLError) -> Problem:
    """Code, index and values for the parser's complaint, by what authors most often did."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    # What is missed at the end is told at the last line that has anything on it.
    index = max(0, min(index, len(text.rstrip()) - 1))
    start = text.rfind("\n", 0, index) + 1
    line = text[start:].split("\n", 1)[0]
    if fence := code_fence(text, len(text) - len(text.lstrip())) or code_fence(text, start):
        return fence
    if outside := outside_its_block(text, start):
        return outside
    if problem.startswith(("found unknown escape", "expected escape sequence", "did not find expected hex")):
        begin = error.context_mark.index if error.context_mark else start
        return unknown(text, begin, text.rfind("\\", 0, index + 1))
    if comma := COMMA_BEHIND.fullmatch(line):
        return "SRC-203", start + comma.start("comma"), {}
    if two := TWO_KEYS.match(line):
        names: dict[str, str | int] = {"first": two["first"], "second": two["second"]}
        return "SRC-370", start + two.start("second"), names
    bold = MARKED_KEY.match(line)
    if bold:
        return "SRC-151", start + bold.start("mark"), {"key": bold["key"]}
    above = text.rfind("\n", 0, error.context_mark.index) + 1 if error.context_mark else start
    previous = text.rfind("\n", 0, max(0, start - 1)) + 1
    if other := other_signs(text, start) or other_signs(text, above) or other_comment(text, previous):
        return other
    marked = list_mark(text, start)
    before = text[:start].rstrip("\n").rpartition("\n")[2]
    if re.fullmatch(r" *[a-z]\w*", before) and line.lstrip().startswith("- "):
        if undashed := item_without_dash(text, text.rfind(before, 0, start)):
            return undashed
        return (
            "SRC-024",
            text.rfind(before, 0, start) + len(before) - len(before.lstrip()),
            {"key": before.strip()},
        )
    if "'\\t'" in problem or text[index : index + 1] == "\t":
        return "SRC-011", index, {}
    if marked is not None:
        return marked
    if "unexpected end of stream" in problem and error.context_mark is not None:
        if APOSTROPHE.match(text, error.context_mark.index):
            return "SRC-022", error.context_mark.index, {"character": "'", "quotes": "double"}
        return "SRC-013", error.context_mark.index, {}
    if problem.startswith("did not find expected ',' or"):
        return "SRC-029", index, {}
    if below := colon_below_a_key(text, index):
        return below
    if problem.startswith("could not find expected ':'") and error.context_mark is not None:
        return line_without_key(text, error.context_mark.index)
    if problem.startswith("did not find expected <document start>"):
        first = KEY_LINE.search(text)
        if first and first["indent"]:
            return "SRC-032", first.start("key"), {"found": len(first["indent"]), "wanted": 0}
    if problem.startswith(("did not find expected key", "did not find expected '-'")):
        uneven = uneven_indent(text, index) if not text[start:index].strip() else None
        if uneven is not None:
            return uneven
    if ticked := ticked_item(text, start):
        return ticked
    if hyphen := LIST_BEHIND_KEY.match(line):
        return "SRC-042", start + hyphen.start("item"), {"item": shortened(hyphen["item"])}
    if quoted := quote_first(line, start) or quote_inside(line, start):
        return quoted
    opening = re.match(r"\s*(?:- +)*(?:[\w-]+:\s+)?(?P<sign>[\[{@`%*&!>|\"'?-])", line)
    if opening and start + opening.start("sign") <= index:
        if BLOCK_SIGN.match(line, opening.start("sign")):
            return "SRC-441", start + opening.start("sign"), {"sign": opening["sign"]}
        signs: dict[str, str | int] = {"character": opening["sign"], "quotes": quotes_around(line)}
        return "SRC-022", start + opening.start("sign"), signs
    if problem.startswith("mapping values are not allowed"):
        curly = CURLY.match(line)
        if curly:
            return "SRC-023", start + curly.start("sign"), {}
        before = text[:start].rstrip("\n").rpartition("\n")[2]
        glued = KEY_WITHOUT_SPACE.fullmatch(before)
        if glued:
            values: dict[str, str | int] = {"key": glued["key"], "value": shortened(glued["glued"])}
            return "SRC-030", text.rfind(before, 0, start) + glued.start("glued"), values
        if below := list_below_a_value(line, before, start):
            return below
        key = KEY_WITHOUT_COLON.fullmatch(before)
        if key and len(key["indent"]) == len(line) - len(line.lstrip()):
            return "SRC-024", text.rfind(before, 0, start) + key.start("key"), {"key": key["key"]}
        return deeper_key(text, start) or ("SRC-012", index, {"quotes": quotes_around(line)})
    return "SRC-010", index, {}


def outside_its_block(text: str, start: int) -> Problem | None:
    """SRC-400: a line of text below "key: |" that is not indented, at or above the line that begins at ``start``."""
    line = text[start:].split("\n", 1)[0]
    header = next(reversed([*BLOCK_HEADER.finditer(text[:start])]), None)
    if header is None or not line.strip() or is_yaml(line):
        return None
    depth, at = header.start("key") - header.start(), header.end() + 1
    for one in text[at : start + len(line)].split("\n"):
        indent = len(one) - len(one.lstrip(" "))
        if one.strip() and indent <= depth:
            values: dict[str, str | int] = {"key": header["key"], "spaces": depth + 2}
            return None if is_yaml(one) else ("SRC-400", at + indent, values)
        at += len(one) + 1
    return None


def is_yaml(line: str) -> bool:
    """Whether a line reads as a key, or as an item of a list."""
    return bool(KEY_LINE.match(line) or re.match(r" *- ", line))


def code_fence(text: str, start: int) -> Problem | None:
    """What a chatbot puts around code, on the line that begins at ``start``."""
    line = text[start:].split("\n", 1)[0]
    return ("SRC-202", start, {"fence": line.strip()}) if CODE_FENCE.fullmatch(line) else None


def other_signs(text: str, start: int) -> Problem | None:
    """Another sign for the colon, or for a comment, on the line that begins at ``start``."""
    line = text[start:].split("\n", 1)[0]
    if colon := OTHER_COLON.fullmatch(line):
        values: dict[str, str | int] = {
            "key": colon["key"],
            "sign": colon["sign"],
            "value": shortened(colon["value"]),
        }
        return "SRC-158", start + colon.start("sign"), values
    return other_comment(text, start)


def other_comment(text: str, start: int) -> Problem | None:
    comment = OTHER_COMMENT.match(text[start:].split("\n", 1)[0])
    return ("SRC-159", start + comment.start("sign"), {"sign": comment["sign"]}) if comment else None


def quote_first(line: str, start: int) -> Problem | None:
    """A text that begins with words between quotes, and goes on behind them."""
    found = QUOTE_FIRST.fullmatch(line)
    if found is None:
        return None
    return "SRC-372", start + found.start("value"), {"known": in_quotes(found["value"])}


def in_quotes(text: str) -> str:
    """``text`` as a value between quotes that it does not have itself, or with a backslash before each of those."""
    return f"'{text}'" if quotes_around(text) == "single" else json.dumps(text, ensure_ascii=False)


def in_quotes_if_needed(text: str) -> str:
    return in_quotes(text) if re.search(r": |:$| #|^[^\w“‘(]", text) else text


def quotes_around(text: str) -> str:
    """Which quotes fit around ``text``: ``double``, ``single``, or ``escaped`` for double ones with backslashes."""
    return "double" if '"' not in text else "single" if "'" not in text else "escaped"


def quote_inside(line: str, start: int) -> Problem | None:
    """A text between quotes that has the same quotes inside: YAML takes the first of these for its end."""
    found = QUOTE_INSIDE.match(line)
    if found is None:
        return None
    # In single quotes a quotation mark is doubled (YAML 1.2.2, 7.3.2), in double ones it has a backslash (5.7).
    around, inside = ("'…'", r"\"") if found["quote"] == '"' else ('"…"', "''")
    return "SRC-038", start + found.end(), {"around": around, "inside": inside}


def colon_below_a_key(text: str, index: int) -> Problem | None:
    """A text on the lines below its key, whose first line has a colon in it: YAML takes that for a key."""
    lines = text[:index].split("\n")
    for number in range(len(lines) - 2, -1, -1):
        key = OPEN_KEY.fullmatch(lines[number])
        begin = sum(len(line) + 1 for line in lines[: number + 1])
        words = COLON_IN_TEXT.match(text, begin)
        if key and words and len(words["indent"]) > len(key["indent"]):
            return "SRC-039", words.start("colon"), {"key": key["key"]}
        if key or KEY_LINE.match(lines[number]):
            return None
    return None


def list_below_a_value(line: str, before: str, start: int) -> Problem | None:
    """A list whose key is missing: what stands above it has a value already."""
    item, key = ITEM_LINE.match(line), KEY_LINE.match(before)
    if not item or not key or key["dashes"] or not before[key.end() :].strip():
        return None
    return "SRC-037", start + len(item["indent"]), {"key": key["key"]}


def ticked_item(text: str, index: int) -> Problem | None:
    """An item of a list to tick off, as Markdown has it, on the line of ``index``."""
    start = text.rfind("\n", 0, index) + 1
    found = TICKED_ITEM.match(text, start)
    if found is None:
        return None
    known = f"- {json.dumps(found['text'], ensure_ascii=False)}"
    return "SRC-320", found.start("tick"), {"tick": found["tick"], "known": known}


def list_mark(text: str, start: int) -> Problem | None:
    """A list begun by another mark than a hyphen and a space, on the line at ``start`` or the one above it."""
    for first in (start, text.rfind("\n", 0, max(0, start - 1)) + 1):
        line = text[first:].split("\n", 1)[0]
        found = LIST_MARK.fullmatch(line)
        if found:
            values: dict[str, str | int] = {"sign": found["sign"], "rest": shortened(found["rest"])}
            return "SRC-033", first + found.start("sign"), values
    return None


def uneven_indent(text: str, index: int) -> Problem | None:
    """A line that begins where none of those above it that it can belong to begins."""
    start = text.rfind("\n", 0, index) + 1
    before = [line for line in text[:start].split("\n") if line.strip() and not line.lstrip().startswith("#")]
    line = text[start:].split("\n", 1)[0]
    found = len(line) - len(line.lstrip(" "))
    if not before or not re.match(r"\s*[\w\"'-]", line) or not any(KEY_LINE.match(one) for one in before):
        return None
    items, keys = open_columns(before)
    if not KEY_LINE.match(line) and not ITEM_LINE.match(line):
        # More of the text above.
        keys = [len(before[-1]) - len(before[-1].lstrip(" "))] if not KEY_LINE.match(before[-1]) else []
        items = []
    if line.lstrip().startswith("- "):
        wanted = items
    elif found in items:
        return "SRC-035", start + found, {"wanted": max(keys)}
    else:
        wanted = keys
    if not wanted or found in wanted:
        return None
    nearest = min(sorted(wanted, reverse=True), key=lambda column: abs(column - found))
    return "SRC-032", start + found, {"found": found, "wanted": nearest}


def open_columns(lines: list[str]) -> tuple[list[int], list[int]]:
    """Where the items and the keys begin that a next line can belong to, the deepest first."""
    items: list[int] = []
    keys: list[int] = []
    limit = 1 << 10
    for line in reversed(lines):
        item, key = ITEM_LINE.match(line), KEY_LINE.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if indent >= limit:
            continue
        if key:
            keys.append(key.start("key"))
        if item:
            items.append(indent)
        if key or item:
            limit = indent
    return items, keys


def deeper_key(text: str, start: int) -> Problem | None:
    """A key that is indented deeper than the one above it, which has a value of its own already."""
    line = text[start:].split("\n", 1)[0]
    before = text[:start].rstrip("\n").rpartition("\n")[2]
    key, above = KEY_LINE.match(line), KEY_LINE.match(before)
    if not key or not above or key["dashes"] or not before[above.end() :].strip():
        return None
    found, wanted = key.start("key"), above.start("key")
    return ("SRC-032", start + found, {"found": found, "wanted": wanted}) if found > wanted else None


def item_without_dash(text: str, start: int) -> Problem | None:
    """A line below an item of a list, in the column of that item's dash."""
    line = text[start:].split("\n", 1)[0]
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    indent = len(line) - len(line.lstrip(" "))
    if above[indent : indent + 2] != "- " or above[:indent].strip() or KEY_LINE.match(line):
        return None
    return "SRC-232", start + indent, {"item": shortened(line)}


def line_without_key(text: str, index: int) -> Problem:
    """A line where a key should be: its colon or space is missing, or it belongs to the text above."""
    start = text.rfind("\n", 0, index) + 1
    line = text[start:].split("\n", 1)[0]
    column = len(line) - len(line.lstrip(" "))
    items, _ = open_columns([one for one in text[:start].split("\n") if one.strip()])
    if items and column == items[0] and not line.lstrip().startswith("- "):
        return "SRC-035", start + column, {"wanted": column + 2}
    glued = KEY_WITHOUT_SPACE.fullmatch(line)
    if glued:
        values: dict[str, str | int] = {"key": glued["key"], "value": shortened(glued["glued"])}
        return "SRC-030", start + glued.start("glued"), values
    key = KEY_WITHOUT_COLON.fullmatch(line)
    if key and len(line.split()) <= FEW_WORDS:
        return "SRC-024", start + key.start("key"), {"key": key["key"]}
    return "SRC-031", start + len(line) - len(line.lstrip()), {}
