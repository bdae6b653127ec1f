"""A section's file: its head, in YAML between two lines of hyphens, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.module import Section
from modulebouwer.model.source_map import SourceMap, TextPlaces
from modulebouwer.source.markdown_file import YamlPart, fences, parse_markdown
from modulebouwer.source.references_file import references_document
from modulebouwer.source.validation import as_wanted, on_other_lines, validate
from modulebouwer.source.yaml_file import YamlDocument, parse_yaml

# Blank lines before the head, more than three hyphens and more than one line of them do no harm.
FRONT_MATTER = re.compile(
    r"(?P<before>(?:[ \t]*\n)*)(?:-{3,}[ \t]*\n)+(?P<yaml>(?:.*\n)*?) {0,3}(?:-{3,}|\.\.\.)[ \t]*(?:\n|\Z)"
)
# A head that begins and is not closed, with the keys that follow.
OPEN_FRONT_MATTER = re.compile(
    r"\s*-{3,}[ \t]*\n(?P<keys>(?:#.*\n)*(?:[a-z_]+:.*\n|[ \t](?! {0,2}-{3,}[ \t]*\n).*\n|- .*\n)++)"
    r"(?:(?:[ \t]*\n)+(?:##|(?![a-z_]+:|[ \t\n#-]|\.\.\.)\S)|[^\W\d_a-z]|(?:\S+ ){4})"
)
# A head between other signs than hyphens, or with these above it only.
OTHER_DASHES = re.compile(
    r"\s*(?P<written>(?:[—–−‐‑_=*+~-]|- )+|```\w*)[ \t]*\n"
    r"(?P<yaml>(?:#.*\n)*(?:title|titel|minutes|minuten|goals):(?:.*\n)*?)"
    r"[ \t]*(?:[—–−‐‑_=*+~-]{1,}|(?:- )+-?|```)[ \t]*(?:\n|\Z)"
)
# A head that does not come first: its dashes and its first key.
LATE_FRONT_MATTER = re.compile(r"^-{3,}[ \t]*\n(?:#.*\n)*(?:title|titel|minutes|minuten):", re.MULTILINE)

# Stands in for a head that could not be read, so that the rest is still checked; such a module is never built.
UNREAD_HEAD = SectionHead(title="?", minutes=1)


@dataclass(frozen=True)
class ReadSection:
    """A section's file, read: what there is and what is wrong with it follow from ``text`` alone."""

    text: str
    section: Section
    problems: tuple[Finding, ...]
    broken_ids: frozenset[str]


def read_section(identifier: str, path: str, text: str) -> ReadSection:
    """A section from its file's text; ``path`` is where its findings are told."""
    split = split_section(path, text)
    head, source = UNREAD_HEAD, SourceMap(path, {}, {})
    problems = list(split.problems)
    if split.head is not None:
        document = parse_yaml(split.head.text, path, first_line=split.head.first_line)
        problems += [
            as_wanted(one, SectionHead, split.head.text, split.head.first_line) for one in document.problems
        ]
        source = document.source
        if document.data is not None:
            read, found = validate(SectionHead, document.data, source)
            problems += on_other_lines(found, document.problems)
            head = read or head
    parsed = parse_markdown(split.body)
    section = Section(identifier, head, source, parsed.markdown, parsed.components, parsed.loose)
    return ReadSection(text, section, (*problems, *parsed.problems), parsed.broken_ids)


@dataclass(frozen=True)
class SplitSection:
    """A section's text in two: the YAML of its head, None when there is none, and the body."""

    head: YamlPart | None
    body: TextPlaces
    problems: tuple[Finding, ...] = ()


def split_section(path: str, text: str) -> SplitSection:
    """Where the head is not closed or comes late, what is meant is plain: the rest is read as if it were right."""
    front, yaml_line, first_line = front_matter(text)
    problems: list[Finding] = []
    unclosed, late = OPEN_FRONT_MATTER.match(text), LATE_FRONT_MATTER.search(text)
    if unclosed is not None:
        front, yaml_line = unclosed["keys"], text.count("\n", 0, unclosed.start("keys")) + 1
        first_line = text.count("\n", 0, unclosed.end("keys")) + 1
        problems.append(Finding("SEC-006", Location(path, first_line)))
    elif front is None and late is not None:
        above = text.count("\n", 0, late.start())
        front, yaml_line, first_line = front_matter(text[late.start() :])
        yaml_line, first_line = yaml_line + above, first_line + above
        fenced = re.fullmatch(r"\s*(?P<written>(?:`{3,}|~{3,})\w*)\s*", text[: late.start()])
        if fenced:
            problems.append(Finding("SEC-152", Location(path), {"written": fenced["written"]}))
            # Its end would be a block of code of its own.
            text = re.sub(r"(?<=\n)(?:`{3,}|~{3,})\s*\Z", "", text)
        elif re.fullmatch(r"\s*(?:#.*\s*)?", text[: late.start()]):
            problems.append(Finding("SEC-008", Location(path, above + 1)))
        else:
            words = text[: late.start()].lstrip()
            line = above + 1 - words.count("\n")
            problems.append(Finding("SEC-460", Location(path, line), {"text": shortened(words)}))
    elif front is None and (other := OTHER_DASHES.match(text)):
        above = text.count("\n", 0, other.start("written"))
        front, yaml_line = other["yaml"], text.count("\n", 0, other.start("yaml")) + 1
        first_line = text.count("\n", 0, other.end()) + 1
        problems.append(Finding("SEC-151", Location(path, above + 1), {"written": other["written"].strip()}))
    elif front is None:
        problems.append(Finding("SEC-003", Location(path)))
    body = text if front is None else text.split("\n", first_line - 1)[-1]
    head = None if front is None else YamlPart("section", front, yaml_line)
    return SplitSection(head, TextPlaces.of_lines(path, body, first_line), tuple(problems))


def yaml_parts(relative: str, text: str) -> list[YamlPart]:
    """All YAML in a module's file; ``relative`` is its path in the folder."""
    if relative in ("module.yaml", "references.yaml", "series.yaml"):
        return [YamlPart(relative.removesuffix(".yaml"), text)]
    if relative.startswith("translations/"):
        return [YamlPart("translation", text)]
    split = split_section(relative, text)
    return [*([split.head] if split.head else []), *fences(split.body)]


def parse_part(part: YamlPart, path: str) -> YamlDocument:
    if part.kind == "references":
        return references_document(part.text, path)
    return parse_yaml(part.text, path, first_line=part.first_line, indent=part.indent)


def front_matter(text: str) -> tuple[str | None, int, int]:
    """A section's YAML between two lines of ``---``, the line on which it begins and that of the body."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return None, 1, 1
    return match["yaml"], text.count("\n", 0, match.start("yaml")) + 1, text.count("\n", 0, match.end()) + 1
