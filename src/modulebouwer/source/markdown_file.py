"""Markdown text → tokens, each with its place in the file; component fences → components."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token
from pydantic import BaseModel

from modulebouwer.components.component import PlacedComponent, prose_ways
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.fields import is_prose
from modulebouwer.model.identifiers import IDENTIFIER_PATTERN, identifier_from
from modulebouwer.model.markdown import Citation, Markdown
from modulebouwer.model.source_map import KeyPath, TextPlaces
from modulebouwer.model.ways import model_inside
from modulebouwer.source.markdown_parser import CitedWork, citation_parts, parser
from modulebouwer.source.meant import identifier_like
from modulebouwer.source.samples import needed_keys
from modulebouwer.source.stray_keys import key_like
from modulebouwer.source.validation import as_wanted, on_other_lines, validate
from modulebouwer.source.yaml_file import KEY_LINE, in_quotes_if_needed, parse_yaml

FENCE = re.compile(r"\s*\{(?P<name>[^{}]*)\}\s*")
# More on the line than a name: ":::{reflection} id: x", ":::{reflection #x}", "::: reflection title".
FENCE_AND_MORE = re.compile(r"\s*\{?\s*(?P<name>[\w-]+)(?:\s*\}\s*|[\s,:#.]+)(?P<more>[^\s}].*?)[\s}]*")
# A field as MyST and Sphinx write it.
OPTION = re.compile(r"^[ \t]*:(\w[\w-]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
FILE_NAME = re.compile(r"[\w./-]+\.[A-Za-z0-9]{2,5}")
# The end of a component with too few colons, or with other signs.
SHORT_END = re.compile(
    r"[ \t]*(?::{1,2}|;{2,}|[:;]*;[:;]+|::: ?\{?(?:end|einde)\}?|:{3,}[/.}-]|\.{3,}|```)[ \t]*"
)
# An end with the text that belongs below it.
END_AND_TEXT = re.compile(r" {0,3}:::+[ \t]+(?P<first>[^\s{}:]+)[ \t]+\S.*")
# The kinds of a callout, as other tools begin a block by.
KINDS = {
    "tip": "tip", "note": "note", "info": "note", "notitie": "note", "seealso": "note", "important": "warning",
    "warning": "warning", "caution": "warning", "danger": "warning", "attention": "warning", "error": "warning",
    "waarschuwing": "warning", "let-op": "warning", "belangrijk": "warning", "opmerking": "note", "admonition": "note",
}  # fmt: skip
END = re.compile(r"[\s>]*:::+\s*")
# What goes on with a component's YAML: a key, an item with a key, or what is indented.
OWN_LINE = re.compile(r"(?:- +)?[a-z][\w-]*:(?: |$)| ")
FENCE_LINE = re.compile(r":::+\s*\{?\w")
# The name of a component where too few colons begin it.
SHORT_FENCE = re.compile(r"^[ \t]*:{1,2}[ \t]*\{(?P<name>[\w-]+)\}", re.MULTILINE)
# Identifiers of what cannot be read.
ID_LINE = re.compile(r"(?:(?:^\s*(?:- )?|:::.*\b)id\s*[:=]\s*[\"']?|:::.*#)(?P<id>[\w-]+)", re.MULTILINE)
# A component that four spaces or a fence of backticks make code of.
AS_CODE = re.compile(r"\s*:::+\s*\{(?P<name>[\w-]+)\}")
CODE_INFO = re.compile(r"\{?(?P<name>[\w-]+)\}?")


@dataclass(frozen=True)
class ParsedMarkdown:
    """``broken_ids`` are the identifiers of components that could not be read; "" is one that is not known.

    ``loose`` are the texts of those components, which can be read for themselves.
    """

    markdown: Markdown
    components: tuple[PlacedComponent, ...]
    problems: tuple[Finding, ...]
    broken_ids: frozenset[str] = frozenset()
    loose: tuple[Markdown, ...] = ()


def parse_markdown(places: TextPlaces) -> ParsedMarkdown:
    """Parse the text of ``places``; what is wrong with a component is told and the component left out."""
    tokens = parser().parse(places.text)
    lines = Lines(places)
    kept: list[Token] = []
    components: list[PlacedComponent] = []
    problems: list[Finding] = []
    broken: set[str] = set()
    loose: list[Markdown] = []
    here = places.at(0)
    before = 0
    for token in tokens:
        lines.locate(token)
        if token.type in ("paragraph_open", "inline") and token.map is None:
            # A note within the line has no line of its own: what stands in it is told at its mark.
            token.meta["location"] = here
            settle(token.children or (), here)
        here = note_of(token) or here
        broken |= ids_shown_as_text(token)
        if token.map is not None and is_open_code(token, lines):
            written = token.markup + token.info.strip()
            problems.append(
                Finding("SRC-180", lines.start(token.map[0]), {"written": written, "end": token.markup})
            )
            broken |= ids_in(token.content) | {""}
        if token.type != "colon_fence":
            kept.append(token)
            continue
        fence = read_fence(token, lines)
        if not token.info.strip():
            # What its beginning would have made a component of.
            broken |= ids_in("\n".join(lines.lines[before : (token.map or [0])[0]]))
            if follows_from(token, lines, before, problems):
                fence = Fence((), broken_ids=fence.broken_ids)
        before = token.map[1] if token.map else before
        problems += fence.problems
        broken |= fence.broken_ids
        loose += fence.loose
        for component in fence.components:
            components.append(component)
            kept.append(component_token(token, component))
    markdown = Markdown(places, tuple(kept))
    return ParsedMarkdown(markdown, tuple(components), tuple(problems), frozenset(broken), tuple(loose))


def parse_prose(places: TextPlaces) -> ParsedMarkdown:
    """Parse a Markdown field of a component or of module.yaml, where components have no place."""
    parsed = parse_markdown(places)
    nested = (
        [token for token in parser().parse(places.text) if token.type == "colon_fence"]
        if ":::" in places.text
        else []
    )
    if not nested:
        return parsed
    lines = Lines(places)
    problems = tuple(Finding("CMP-004", lines.start(token.map[0])) for token in nested if token.map)
    kept = tuple(token for token in parsed.markdown.tokens if token.type != "component")
    return ParsedMarkdown(Markdown(places, kept), (), problems)


def follows_from(token: Token, lines: Lines, before: int, problems: Sequence[Finding]) -> bool:
    """Whether an end without a beginning follows from a beginning with too few colons, or from one inside another."""
    first = (token.map or [0])[0]
    if SHORT_FENCE.search("\n".join(lines.lines[before:first])):
        return True
    return bool(problems) and problems[-1].code in ("CMP-003", "CMP-004")


def note_of(token: Token) -> Location | None:
    """The place of the last note's mark in a paragraph."""
    marks = [
        child for child in token.children or () if child.type == "footnote_ref" and "location" in child.meta
    ]
    return marks[-1].meta["location"] if marks else None


def ids_shown_as_text(token: Token) -> frozenset[str]:
    """The identifiers in what was meant as a component and is shown as it stands."""
    info = CODE_INFO.fullmatch(token.info.strip()) if token.type == "fence" else None
    meant = (
        (info is not None and info["name"] in COMPONENTS)
        or (token.type == "code_block" and AS_CODE.match(token.content))
        or (token.type == "inline" and SHORT_FENCE.search(token.content))
    )
    return ids_in(token.content) | {""} if meant else frozenset()


def is_open_code(token: Token, lines: Lines) -> bool:
    """Whether a fence of code runs on to the end of the text (CommonMark 4.5) for want of its last line."""
    if token.type != "fence" or token.map is None or not token.content.strip():
        return False
    info = CODE_INFO.fullmatch(token.info.strip())
    closed = re.fullmatch(rf"[\s>]*{token.markup}+\s*", lines.lines[token.map[1] - 1])
    return not closed and not (info and info["name"] in COMPONENTS)


def component_token(fence: Token, component: PlacedComponent) -> Token:
    meta = {"component": component, "location": component.location}
    return Token("component", "", 0, map=fence.map, level=fence.level, block=True, meta=meta)


@dataclass
class Lines:
    """The lines of a text, and where markdown-it's tokens stand in them."""

    places: TextPlaces

    def __post_init__(self) -> None:
        self.lines = self.places.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        # Table cells stand behind each other on one line.
        self.cursor = (-1, 0)

    def start(self, number: int) -> Location:
        """The place of the first character of a line (from 0) that is not a space."""
        line = self.lines[number]
        return self.places.at(self.starts[number] + len(line) - len(line.lstrip()))

    def locate(self, token: Token) -> None:
        if token.map is None:
            return
        location = self.start(token.map[0])
        token.meta["location"] = location
        if token.type != "inline" or not any("offset" in child.meta for child in token.children or ()):
            return
        runs = list(self.runs(token.content, token.map[0]))
        for child in token.children or ():
            if "offset" in child.meta:
                offset = child.meta.pop("offset")
                child.meta["location"] = self.at(runs, offset)
                if "address" in child.meta:
                    child.meta["address"] = self.at(runs, child.meta["address"])
                if child.type == "citation":
                    child.meta["citations"] = tuple(
                        cited(work, self.at(runs, offset + work.offset))
                        for work in citation_parts(child.content)
                    )
        for child in token.children or ():
            if child.type == "image":
                settle(child.children or (), child.meta["location"])

    def runs(self, content: str, first: int) -> Iterator[tuple[int, int]]:
        """Pairs (offset in ``content``, offset in the text): content is its lines without what stands around them."""
        offset = 0
        for number, line in enumerate(content.split("\n"), first):
            stripped = line.strip()
            indent = len(line) - len(line.lstrip())
            yield from self.line_runs(stripped, number, offset + indent)
            offset += len(line) + 1

    def line_runs(self, stripped: str, number: int, offset: int) -> Iterator[tuple[int, int]]:
        source = self.lines[number] if number < len(self.lines) else ""
        pieces = [stripped]
        column = self.column(source, stripped, number)
        if column < 0:
            # A table cell, where a bar is written with a backslash before it.
            pieces = stripped.split("|")
            column = max(0, self.column(source, "\\|".join(pieces), number))
        self.cursor = (number, column + len(stripped))
        start = self.starts[min(number, len(self.lines) - 1)] + column
        for count, piece in enumerate(pieces):
            # The backslash is not part of the content.
            yield offset, start + count
            offset += len(piece) + 1
            start += len(piece) + 1

    def column(self, source: str, written: str, number: int) -> int:
        """Where ``written`` stands in a source line (-1: nowhere): at its end, or in a table after the cell before."""
        whole = source.rstrip()
        if whole.endswith(written) and not source.lstrip().startswith("|"):
            return len(whole) - len(written)
        return source.find(written, self.cursor[1] if self.cursor[0] == number else 0)

    def at(self, runs: Sequence[tuple[int, int]], offset: int) -> Location:
        base, target = runs[max(0, bisect_right(runs, (offset, 1 << 62)) - 1)]
        return self.places.at(target + offset - base)


def settle(tokens: Iterable[Token], location: Location) -> None:
    """A picture's alternative text is parsed apart: what stands in it is told at the picture."""
    for token in tokens:
        if token.meta.pop("offset", None) is not None:
            token.meta["location"] = location
            token.meta.pop("address", None)
        if token.type == "citation":
            token.meta["citations"] = tuple(cited(work, location) for work in citation_parts(token.content))
        settle(token.children or (), location)


def cited(work: CitedWork, location: Location) -> Citation:
    return Citation(work.key, work.locator, location, work.prefix, work.bare)


@dataclass(frozen=True)
class Fence:
    """As ``ParsedMarkdown``, of one fence."""

    problems: tuple[Finding, ...]
    components: tuple[PlacedComponent, ...] = ()
    broken_ids: frozenset[str] = frozenset()
    loose: tuple[Markdown, ...] = ()


def read_fence(token: Token, lines: Lines) -> Fence:
    """A fence's component, or why it is none."""
    first, last = token.map or [0, 0]
    location = lines.start(first)
    info, more = FENCE.fullmatch(token.info), FENCE_AND_MORE.fullmatch(token.info)
    if more and more["name"] in COMPONENTS:
        fields = below_the_fence(more["name"], more["more"], token.content)
        values = {"name": more["name"], "more": shortened(more["more"])}
        return lost(token, "CMP-025", location, **values, fields=", ".join(f"‘{one}’" for one in fields))
    if info is None:
        written = token.info.strip()
        if not written:
            return lost(token, "CMP-024", location)
        first_word = re.match(r"[\w-]+", written)
        if first_word and (kind := KINDS.get(first_word.group().lower(), "")):
            return lost(token, "CMP-155", location, written=written, kind=kind)
        name = (
            component_like(written.strip("{} "))
            or (first_word and component_like(first_word.group()))
            or "reflection"
        )
        return lost(token, "CMP-002", location, written=written, name=name)
    name = info["name"].strip()
    if name not in COMPONENTS and (kind := KINDS.get(name.lower(), "")):
        return lost(token, "CMP-155", location, written=f"{{{name}}}", kind=kind)
    for number, line in enumerate(token.content.split("\n"), first + 1):
        if SHORT_END.fullmatch(line):
            return lost(token, "CMP-156", lines.start(number), name=name, written=line.strip())
        behind = END_AND_TEXT.fullmatch(line)
        if behind and not component_like(behind["first"]) and behind["first"].lower() not in KINDS:
            return lost(token, "CMP-232", lines.start(number), name=name, written=shortened(line))
        if FENCE_LINE.match(line):
            break
    inside = next(
        (n for n, line in enumerate(token.content.split("\n"), first + 1) if FENCE_LINE.match(line)), 0
    )
    if inside and ends_twice(token, lines):
        return lost(token, "CMP-004", lines.start(inside))
    closed = token.content and END.fullmatch(lines.lines[last - 1])
    if inside or not closed:
        end = inside or last
        last_own = lines.start(last_of_yaml(lines.lines, first, end)).line
        before = lines.start(inside or last - 1).line
        return lost(token, "CMP-003", location, name=name, line=before, last=last_own)
    if name not in COMPONENTS:
        suggestion = component_like(name)
        return lost(token, "CMP-001", location, name=name, suggestion=suggestion, known=", ".join(COMPONENTS))
    return read_component(name, token, lines, location)


def ends_twice(token: Token, lines: Lines) -> bool:
    """Whether a component in which another begins has its own end behind that of the other: none lacks its end."""
    end = (token.map or [0, 0])[1]
    if len(token.markup) > 3 and END.fullmatch(lines.lines[end - 1]):
        return True
    marks = (line for line in lines.lines[end:] if FENCE_LINE.match(line) or END.fullmatch(line))
    return END.fullmatch(next(marks, "")) is not None


def last_of_yaml(lines: Sequence[str], first: int, end: int) -> int:
    """The last line (from 0) of a component without an end: behind an empty line running text is no longer its."""
    margin = len(lines[first]) - len(lines[first].lstrip(" >"))
    last = first
    for number in range(first + 1, end):
        line = lines[number][margin:]
        if line.strip():
            if number > last + 1 and not OWN_LINE.match(line):
                break
            last = number
    return last


def below_the_fence(name: str, more: str, content: str) -> list[str]:
    """The lines of a component that has ``more`` behind its name, and fields as other tools write them: ":alt: …"."""
    fields = COMPONENTS[name].model_fields
    key, _, value = (part.strip(' "') for part in more.partition("=" if "=" in more else ": "))
    options = OPTION.findall(content)
    rest = OPTION.sub("", content).strip().removesuffix(":::").strip()
    lines = [f"{one}: {in_quotes_if_needed(said)}" for one, said in options if one in fields]
    if value and key in fields:
        first = f"{key}: {value}"
    elif FILE_NAME.fullmatch(more):
        first = f"{next((one for one in ('src', 'picture') if one in fields), 'src')}: {more}"
    else:
        told = [one for one in ("title", "term", "question", "prompt", "statement") if one in fields]
        as_id = "id" in fields and (re.fullmatch(IDENTIFIER_PATTERN, more) or not told)
        first = (
            f"id: {identifier_from(more)}"
            if as_id
            else f"{(told or ['title'])[0]}: {in_quotes_if_needed(more)}"
        )
    if options and rest and "caption" in fields and not KEY_LINE.match(rest):
        lines.append(f"caption: {in_quotes_if_needed(' '.join(rest.split()))}")
    return [first, *lines]


def lost(token: Token, code: str, location: Location, **values: str | int) -> Fence:
    """A fence that is no component: why, and the identifiers in it."""
    return Fence((Finding(code, location, values),), broken_ids=ids_in(f":::{token.info}\n{token.content}"))


def component_like(word: str) -> str:
    """The component that ``word`` stands for: how authors and other tools call it, or the nearest name; or ``""``."""
    plain = re.sub(r"[\s_]+", "-", word.strip().lower())
    called = {other: name for name, model in COMPONENTS.items() for other in model.also_called}
    return called.get(plain) or closest(plain, COMPONENTS) or called.get(closest(plain, called), "")


def ids_in(content: str) -> frozenset[str]:
    """The identifiers in a component that cannot be read, so that a link to it is no mistake."""
    return frozenset(match["id"] for match in ID_LINE.finditer(content)) | meant_ids(content)


def meant_ids(content: str) -> frozenset[str]:
    """The identifiers that are meant by what stands behind id: in another form, such as "Eerste zin"."""
    written = re.findall(r"^\s*(?:- )?id:[ \t]*[\"'“”]?([^\n\"'“”]+)", content, re.MULTILINE)
    return frozenset(meant for one in written if (meant := identifier_like(one.strip())))


def ids_of(name: str, content: str) -> frozenset[str]:
    """As ``ids_in``; of a component that should have an id and has none, "": it may be any that is named."""
    found = ids_in(content)
    return found or (frozenset({""}) if "id" in COMPONENTS[name].model_fields else found)


@dataclass(frozen=True)
class YamlPart:
    """YAML in a file, from ``first_line`` on, ``indent`` characters from the margin.

    ``kind``: the name in a fence; ``section`` for a section's head, ``module`` and ``references`` for whole files.
    """

    kind: str
    text: str
    first_line: int = 1
    indent: int = 0

    @property
    def last_line(self) -> int:
        return self.first_line + self.text.rstrip("\n").count("\n")


def fence_yaml(name: str, token: Token, lines: Lines) -> YamlPart:
    first = (token.map or [0])[0] + 1
    sample = next(((i, line) for i, line in enumerate(token.content.split("\n")) if line.strip()), (0, ""))
    if first + sample[0] >= len(lines.lines):
        return YamlPart(name, token.content, lines.start(first - 1).line + 1)
    indent = lines.places.at(lines.starts[first + sample[0]]).column - 1
    indent += len(lines.lines[first + sample[0]]) - len(sample[1])
    return YamlPart(name, token.content, lines.start(first).line, indent)


def fences(places: TextPlaces) -> Iterator[YamlPart]:
    """The YAML of every fence with a name, also of one that is not closed or holds no component."""
    lines = Lines(places)
    for token in parser().parse(places.text):
        info = FENCE.fullmatch(token.info) if token.type == "colon_fence" else None
        if info is not None and token.map is not None:
            yield fence_yaml(info["name"].strip(), token, lines)


def stray_text(finding: Finding, name: str, part: YamlPart) -> Finding:
    """Behind an empty line, what belongs to no field may be a text of the section that got inside."""
    lines = part.text.split("\n")
    before = finding.location.line - part.first_line - 1
    if finding.code == "SRC-031" and 0 <= before < len(lines) and not lines[before].strip():
        return Finding("CMP-157", finding.location, {"name": name})
    return finding


def read_component(name: str, token: Token, lines: Lines, location: Location) -> Fence:
    part = fence_yaml(name, token, lines)
    document = parse_yaml(part.text, lines.places.path, first_line=part.first_line, indent=part.indent)
    if document.data is None:
        told = document.problems
        if listed := re.match(r"\s*(?P<dash>- +[\w-]+:)", part.text):
            first = (token.map or [0])[0] + 1 + part.text.count("\n", 0, listed.start("dash"))
            told = (Finding("CMP-161", lines.start(first), {"name": name}),)
        elif any(one.code == "SRC-018" for one in told):
            known = ", ".join(f"{key}: …" for key in needed_keys(COMPONENTS[name]))
            told = (Finding("CMP-049", told[0].location, {"name": name, "known": known}),)
        told = tuple(
            as_wanted(stray_text(one, name, part), COMPONENTS[name], part.text, part.first_line)
            for one in told
        )
        return Fence(told, broken_ids=ids_of(name, token.content))
    model, problems = validate(COMPONENTS[name], document.data, document.source)
    problems = [*document.problems, *on_other_lines(problems, document.problems)]
    ways = prose_ways(model) if model else texts_in(COMPONENTS[name], document.data)
    prose = {}
    for way in ways:
        parsed = parse_prose(document.source.text_of(*way))
        prose[way] = parsed.markdown
        problems += parsed.problems
    if model is None:
        return Fence(tuple(problems), broken_ids=ids_of(name, token.content), loose=tuple(prose.values()))
    return Fence(tuple(problems), (PlacedComponent(model, location, document.source, prose),))


def texts_in(model: type[BaseModel], data: Mapping[str, Any], way: KeyPath = ()) -> Iterator[KeyPath]:
    """The way to each Markdown text in ``data`` of which no ``model`` can be made."""
    for key, value in data.items():
        field = model.model_fields.get(key) or model.model_fields.get(key_like(key, model.model_fields))
        if field is None:
            continue
        if isinstance(value, str) and is_prose(field):
            yield *way, key
        inner = model_inside(field.annotation)
        items = [((key, n), one) for n, one in enumerate(value)] if isinstance(value, list) else []
        for here, item in [((key,), value), *items]:
            if inner and isinstance(item, dict):
                yield from texts_in(inner, item, (*way, *here))
