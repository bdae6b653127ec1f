"""What mends a finding: the word that was meant, or what its hint says to write, where that needs no judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lsprotocol.types import CreateFile, RenameFile, TextEdit

from modulebouwer.checks.references import PLACE
from modulebouwer.editing.cursor import key_at, part_at, scalar_at, source_of
from modulebouwer.editing.document import Document
from modulebouwer.editing.names import Kind, names
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import all_meant
from modulebouwer.source.csl import words
from modulebouwer.source.mending import mend_section, mend_yaml
from modulebouwer.source.writing import write_definition
from modulebouwer.source.yaml_file import in_quotes

FileChange = RenameFile | CreateFile
# The value of a finding in which stands what was written wrongly.
WRITTEN = ("id", "key", "name", "section", "path", "address", "scheme", "value", "category", "cue")
# Findings about a whole value, which the suggestion replaces with its quotation marks.
WHOLE_VALUES = words(
    "SER-007 SER-191 "
    "SRC-103 SRC-104 SRC-105 SRC-106 SRC-108 SRC-109 SRC-116 SRC-126 SRC-127 SRC-140 SRC-321 MED-001 MED-026 "
    "MOD-001 MOD-400 MOD-004 MOD-016 MOD-002 MOD-191 MOD-310 REF-001 REF-002 REF-004 REF-190 REF-193 REF-602 SKN-005 "
    "SRC-192"
)


@dataclass(frozen=True)
class Fix:
    """Edits by file, and changes to files themselves. ``key`` names its title in the catalogue."""

    key: str
    values: Mapping[str, str]
    edits: Mapping[Path, tuple[TextEdit, ...]]
    files: tuple[FileChange, ...] = ()


def fixes(workspace: Workspace, module: OpenModule, finding: Finding) -> Iterator[Fix]:
    path = workspace.path_of(finding.location.path)
    document = workspace.document(path)
    suggestion = str(finding.values.get("suggestion", ""))
    if finding.code == "TRN-008" and suggestion:
        yield renamed_file(workspace, module, path, module.folder / suggestion)
        return
    if finding.code in ("MED-002", "MED-017", "TRN-010") and suggestion:
        yield renamed_file(workspace, module, path, path.with_name(suggestion))
        return
    if finding.code == "SER-220" and suggestion:
        # A file of the series, which no module names.
        new = path.parent.parent / suggestion
        yield Fix("rename_file", {"text": new.name}, {}, (RenameFile(path.as_uri(), new.as_uri()),))
        return
    if document is None:
        return
    edits = [meant(document, finding, one) for one in all_meant(finding.values.get("suggestion"))]
    for edit in filter(None, edits if any(edits) else [as_hinted(document, finding)]):
        yield Fix("replace", {"text": shown(edit.new_text)}, {path: (edit,)})
    yield from mending(document, finding)
    yield from in_the_frame(workspace, module, finding)


def shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def meant(document: Document, finding: Finding, suggestion: str) -> TextEdit | None:
    """What was meant, in the place of what was written."""
    place = finding.location
    if finding.code == "SRC-101":
        found = key_at(document, place.line, place.column)
        if found is None:
            return None
        length = len(str(found[1][-1]))
        if ": " in suggestion:
            # The value that was meant as well.
            value = source_of(document, found[0]).scalars[found[1]]
            length = value.column + len(value.raw.rstrip()) - place.column
        return document.edit(place.line, place.column, length, suggestion)
    if finding.code in WHOLE_VALUES:
        whole = scalar_at(document, place.line, place.column)
        return (
            None
            if whole is None
            else value_edit(document, whole[2].line, whole[2].column, whole[2].raw, suggestion)
        )
    for name in WRITTEN:
        written = finding.values.get(name)
        if isinstance(written, str) and written and written != suggestion:
            found_at = document.find(written, place)
            if found_at:
                return document.edit(*found_at, len(written), suggestion)
    return None


def value_edit(document: Document, line: int, column: int, raw: str, text: str) -> TextEdit | None:
    kept = raw.rstrip()
    return None if "\n" in kept else document.edit(line, column, len(kept), text)


def as_hinted(document: Document, finding: Finding) -> TextEdit | None:
    """What the hint says to write, of the codes whose hint leaves nothing to choose."""
    rule = HINTED.get(finding.code)
    return rule(document, finding.location, finding.values) if rule else None


Values = Mapping[str, str | int | float]
Rule = Callable[[Document, Location, Values], TextEdit | None]


def replacing(pattern: str, new_text: str) -> Rule:
    """``pattern`` at the place, or where its line begins, replaced; the values go into ``new_text``."""

    def rule(document: Document, place: Location, values: Values) -> TextEdit | None:
        line = document.line(place.line)
        match = re.compile(pattern).match(line, place.column - 1) or re.compile(pattern).match(
            line, len(line) - len(line.lstrip())
        )
        if match is None:
            return None
        own = {f"g{n}": text or "" for n, text in enumerate(match.groups(), 1)}
        new = new_text.format(**own, **values)
        return document.edit(place.line, match.start() + 1, len(match.group()), new)

    return rule


def written_as(wanted: str) -> Rule:
    """What was ``written`` replaced by the value ``wanted``."""

    def rule(document: Document, place: Location, values: Values) -> TextEdit | None:
        written = str(values["written"])
        found = document.find(written, place)
        return document.edit(*found, len(written), wanted.format(**values)) if found else None

    return rule


def quoted_value(document: Document, place: Location, values: Values) -> TextEdit | None:
    """The whole value of a line between quotation marks (YAML 1.2.2, 7.3)."""
    match = re.match(r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<value>\S.*?)\s*$", document.line(place.line))
    if match is None:
        return None
    whole = values.get("known") or in_quotes(match["value"].strip("“”„\"'"))
    return document.edit(place.line, match.end("before") + 1, len(match["value"]), str(whole))


def missing_key(document: Document, place: Location, values: Values) -> TextEdit | None:
    """A line for a key that is missing, above the first of its mapping."""
    part = part_at(document, place.line)
    if part is None or document.line(place.line)[: place.column - 1].strip(" -"):
        return None
    line = document.line(place.line)
    if place.line > part.first_line and not line[: place.column - 1].strip():
        return key_below(document, place, str(values["key"]))
    if place.line == part.first_line and place.column <= part.indent + 1:
        margin = " " * part.indent
    else:
        margin = " " * (place.column - 1)
    start = len(line[: place.column - 1]) + 1 if line[: place.column - 1].strip() else 1
    key = str(values["key"])
    new = f"{key}: \n{margin}" if start > 1 else f"{margin}{key}: \n"
    return document.edit(place.line, start, 0, new)


def key_below(document: Document, place: Location, key: str) -> TextEdit | None:
    """A line for a ``key`` above the first of those that stand below the one at ``place``."""
    row = place.line + 1
    below = document.line(row) if row <= len(document.lines) else ""
    margin = below[: len(below) - len(below.lstrip())]
    return document.edit(row, 1, 0, f"{margin}{key}: \n") if len(margin) >= place.column else None


def closing_fence(document: Document, place: Location, values: Values) -> TextEdit | None:
    """A line of colons where the component ends: behind its last line with YAML."""
    opening = re.match(r"(?P<margin>[\s>]*)(?P<colons>:{3,})", document.line(place.line))
    if opening is None:
        return None
    row = int(values["last"]) + 1
    closing = f"{opening['margin']}{opening['colons']}"
    if row > len(document.lines):
        last = len(document.lines)
        return document.edit(last, len(document.line(last)) + 1, 0, f"\n{closing}\n")
    return document.edit(row, 1, 0, f"{closing}\n")


def real_fence(document: Document, place: Location, values: Values) -> TextEdit | None:
    """Three colons before the name and alone behind the last line, for what looks like a fence."""
    first = next(
        (n for n in range(place.line, len(document.lines) + 1) if str(values["written"]) in document.line(n)),
        0,
    )
    opening = re.match(r"(?P<margin>[ \t>]*)(?P<marks>:+|`+|~+)", document.line(first))
    if opening is None:
        return None
    closing = re.compile(rf"[ \t>]*{re.escape(opening['marks'])}[ \t]*")
    last = next(
        (n for n in range(first + 1, len(document.lines) + 1) if closing.fullmatch(document.line(n))), 0
    )
    inside = document.lines[first : last - 1] if last else []
    end = [f"{opening['margin']}:::"] if last else []
    new = [f"{opening['margin']}:::{{{values['name']}}}", *inside, *end]
    return TextEdit(document.whole_lines(first, last or first), "".join(f"{line}\n" for line in new))


ITEM = re.compile(r"[ \t]*(?:-|[0-9]+[.)])[ ]")
BULLETS = frozenset("•‣·")
# A key of which the text stands on the lines below it.
BLOCK_BEGINS = re.compile(r":\s*[|>][0-9+-]*\s*$")
LAST_OF_PUNCTUATION = 0x206F  # in Unicode; arrows, bullets of all forms and emoji come after it


def real_list(document: Document, place: Location, values: Values) -> TextEdit | None:
    """The lines of a paragraph that begin with a typed bullet as items of a list, set apart from what goes before."""
    last = place.line
    while document.line(last + 1).strip():
        last += 1
    # "a." stands for "b." too. An emoji may have a selector of its form behind it; that and a bullet need no space.
    sign = re.escape(str(values["sign"]))
    sign = sign if sign.isalnum() else re.sub("[A-Za-z]+", "[A-Za-z]+", re.sub("[0-9]+", "[0-9]+", sign))
    gap = "*" if ord(sign[-1]) > LAST_OF_PUNCTUATION or sign in BULLETS else "+"
    typed = re.compile(rf"(?P<margin>[ \t]*)(?P<sign>{sign})\ufe0f?[ \t\u00a0\u2007\u202f]{gap}(?P<text>.*)")
    new: list[str] = []
    for line in document.lines[place.line - 1 : last]:
        item = typed.fullmatch(line)
        before = new[-1] if new else document.line(place.line - 1) if place.line > 1 else ""
        if item and before.strip() and not ITEM.match(before) and not BLOCK_BEGINS.search(before):
            new.append("")
        number = item and re.fullmatch(r"[0-9]+[.)]", item["sign"])
        new.append(f"{item['margin']}{item['sign'] if number else '-'} {item['text']}" if item else line)
    return TextEdit(document.whole_lines(place.line, last), "".join(f"{line}\n" for line in new))


def new_head(document: Document, place: Location, values: Values) -> TextEdit | None:  # noqa: ARG001
    """A head; a heading at the beginning is the title that belongs in it."""
    heading = re.match(r"\s*#\s+(?P<title>[^\n]+)\n*", document.text)
    title = heading["title"].strip() if heading else document.path.stem
    head = f'---\ntitle: "{title}"\nminutes: 5\n---\n\n'.replace(
        '"', "" if re.fullmatch(r"[\w -]+", title) else '"'
    )
    height = heading.group().count("\n") if heading else 0
    if not height:
        return document.edit(1, 1, 0, head)
    return TextEdit(document.whole_lines(1, height), head)


HINTED: Mapping[str, Rule] = {
    "A11Y-002": lambda document, place, values: replacing(r"#+", "#" * int(values["expected"]))(
        document, place, {}
    ),
    "A11Y-003": replacing(r"#(?=\s)", "##"),
    "A11Y-010": replacing(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*$", "## {g1}"),
    "CMP-002": replacing(r"(:{3,})\s*\S+.*", "{g1}{{{name}}}"),
    "CMP-003": closing_fence,
    "CMP-023": real_fence,
    "CMP-024": replacing(r":::+[ \t]*$", ""),
    "LNK-004": replacing(r"(.*?)http://", "{g1}https://"),
    "LNK-012": written_as("{link}"),
    "LNK-013": written_as("{link}"),
    "REF-008": replacing(r"(@[^\s\]]+)\s+(?=[^\]]*\])", "{g1}, "),
    "REF-009": written_as("{citation}"),
    "REF-010": written_as("{citation}"),
    "REF-013": replacing(rf"(@[\w:./+-]*\w(?:{PLACE.pattern})?)", "{g1}]"),
    "SEC-003": new_head,
    "SEC-006": lambda document, place, _: document.edit(place.line, 1, 0, "---\n\n"),
    "SRC-011": replacing(r"\t+", "  "),
    "SRC-012": quoted_value,
    "SRC-022": quoted_value,
    "SRC-372": quoted_value,
    "SRC-440": quoted_value,
    "SRC-024": replacing(r"([a-z][\w-]*) +", "{g1}: "),
    "SRC-027": quoted_value,
    "SRC-232": replacing(r"(\S)", "- {g1}"),
    "SRC-102": missing_key,
    "MOD-012": lambda document, place, values: missing_key(document, place, {"key": "why", **values}),
    "TXT-003": real_list,
    "TXT-602": written_as("{meant}"),
    "TXT-640": written_as("{meant}"),
    "TXT-641": written_as("{meant}"),
    "TXT-642": written_as("{suggestion}"),
}


def mending(document: Document, finding: Finding) -> Iterator[Fix]:
    """What ``check --fix`` does, where it changes the finding's own line; and in the whole file."""
    mend = mend_section if document.relative.endswith(".md") else mend_yaml
    before, after = document.lines, mend(document.text).split("\n")
    if len(before) != len(after):
        return
    changed = [n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    if finding.location.line in changed:
        edits = tuple(line_edit(document, n, after[n - 1]) for n in changed)
        own = next(edit for edit, n in zip(edits, changed, strict=True) if n == finding.location.line)
        yield Fix("replace", {"text": shown(own.new_text)}, {document.path: (own,)})
        if len(edits) > 1:
            yield Fix("mend_all", {}, {document.path: edits})


def line_edit(document: Document, number: int, new: str) -> TextEdit:
    return document.edit(number, 1, len(document.line(number)), new)


def in_the_frame(workspace: Workspace, module: OpenModule, finding: Finding) -> Iterator[Fix]:
    """A section that is not listed, or listed and not there, or called by another form of its name."""
    values = finding.values
    found = module.module
    if found is None:
        return
    if finding.code == "SEC-002":
        name = str(values["name"]).removesuffix(".md")
        yield from listed(workspace, module, (*found.definition.sections, name))
    elif finding.code == "SEC-001":
        path = module.folder / "sections" / f"{values['section']}.md"
        document = Document(path, "", "", workspace.units)
        text = f"---\ntitle: {values['section']}\nminutes: 5\n---\n\n…\n"
        edits = {path: (document.edit(1, 1, 0, text),)}
        yield Fix("make_file", {"text": path.name}, edits, (CreateFile(path.as_uri()),))
    elif finding.code == "SEC-007":
        old, new = (module.folder / "sections" / str(values[key]) for key in ("name", "wanted"))
        new = new.with_name(f"{new.name}.md")
        change = RenameFile(old.as_uri(), new.as_uri())
        document_now = workspace.document(module.folder / "module.yaml")
        edit = None
        if document_now is not None:
            whole = scalar_at(document_now, finding.location.line, finding.location.column)
            edit = whole and value_edit(
                document_now, whole[2].line, whole[2].column, whole[2].raw, str(values["wanted"])
            )
        edits = {document_now.path: (edit,)} if document_now and edit else {}
        yield Fix("rename_file", {"text": new.name}, edits, (change,))


def listed(workspace: Workspace, module: OpenModule, sections: tuple[str, ...]) -> Iterator[Fix]:
    document = workspace.document(module.folder / "module.yaml")
    if document is None or module.module is None or len(set(sections)) < len(sections):
        return
    definition = module.module.definition.model_copy(update={"sections": sections})
    after = write_definition(definition, document.text.encode()).decode()
    yield Fix("list_section", {"text": sections[-1]}, {document.path: line_edits(document, after)})


def line_edits(document: Document, after: str) -> tuple[TextEdit, ...]:
    """The lines that differ, and no others."""
    new = after.split("\n")
    matcher = SequenceMatcher(None, document.lines, new, autojunk=False)
    edits = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        text = "".join(f"{line}\n" for line in new[first:last])
        if tag == "insert":
            edits.append(document.edit(start + 1, 1, 0, text))
        else:
            edits.append(TextEdit(document.whole_lines(start + 1, end), text))
    return tuple(edits)


def renamed_file(workspace: Workspace, module: OpenModule, old: Path, new: Path) -> Fix:
    """A file or folder under another name, and every place that names it."""
    was = old.relative_to(module.folder).as_posix()
    wanted = new.relative_to(module.folder).as_posix()
    edits: dict[Path, tuple[TextEdit, ...]] = {}
    for name in names(workspace, module):
        if name.kind is Kind.MEDIA and name.name == was and not name.defines:
            path = workspace.path_of(name.place.path)
            document = workspace.document(path)
            if document is not None:
                edit = document.edit(name.place.line, name.place.column, len(was), wanted)
                edits[path] = (*edits.get(path, ()), edit)
    return Fix("rename_file", {"text": new.name}, edits, (RenameFile(old.as_uri(), new.as_uri()),))
