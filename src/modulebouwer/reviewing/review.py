"""The way of a review: a module out as a document, and what reviewers did to it back at ``path:line:column``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from markdown_it.token import Token
from pydantic import BaseModel

from modulebouwer.catalogue import Words, read_words
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import differing, shortened
from modulebouwer.importing.markdown import SPECIAL, escaped_start
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.model.locale import Locale
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces
from modulebouwer.render.citations import Bibliography, cited_works
from modulebouwer.reviewing.document import bookmark, document
from modulebouwer.reviewing.passages import Passage, passages
from modulebouwer.reviewing.returned import BOOKMARK, Change, Returned, read_returned
from modulebouwer.source.loader import load
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.validation import validate
from modulebouwer.source.writing import save, write_module

Model = TypeVar("Model", bound=BaseModel)

# Two paragraphs whose words agree this much are the same one, changed.
ALIKE = 0.6
# What tells a change, and what tells that it was taken over.
DONE = {"REV-002": "REV-007", "REV-003": "REV-007", "REV-009": "REV-011", "REV-010": "REV-012"}


@dataclass(frozen=True)
class Edit:
    """``text`` in the place of the passage's characters from ``start`` to ``end``."""

    passage: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reviewed:
    """A module as reviewers read it."""

    module: LearningModule
    bibliography: Bibliography
    locale: Locale

    @cached_property
    def passages(self) -> Sequence[Passage]:
        return tuple(passages(self.module, self.cite))

    def cite(self, token: Token) -> str:
        """A citation as the page has it; as it was typed while a work of it is not among the references."""
        works = cited_works(token, self.locale)
        if not {work.key for work in works} <= {reference.id for reference in self.module.all_references}:
            return token.content
        if token.meta["narrative"]:
            return as_text(self.bibliography.narrative(works[0]))
        return f"({'; '.join(as_text(text) for _, text in self.bibliography.parenthetical(works))})"


def as_text(safe: str) -> str:
    """The words of safe HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", safe))


def review_document(reviewed: Reviewed) -> bytes:
    """The module as a Word document; its own words are Dutch in a Dutch module, else English."""
    definition = reviewed.module.definition
    words = words_for("nl" if definition.language.startswith("nl") else "en")
    entries = [as_text(entry) for _, entry in reviewed.bibliography.entries()]
    return document(reviewed.passages, definition.title, definition.language, entries, words)


def words_for(language: str) -> Words:
    return read_words(files("modulebouwer").joinpath("catalogue", "reviewing", f"{language}.yaml"))


def review_findings(known: Sequence[Passage], path: Path, shown: str) -> tuple[list[Finding], list[Edit]]:
    """What the document in ``path`` says about the passages ``known``, and the changes that can be taken over.

    Raises ``Unreadable``.
    """
    placed = place(known, read_returned(path, shown))
    found: list[Finding] = []
    edits: list[Edit] = []
    seen: set[int] = set()
    last = Location(shown)
    for number, paragraph in placed:
        if number is None:
            found += unplaced(paragraph, last)
            continue
        seen.add(number)
        passage = known[number]
        last = passage.at(0)
        found += [
            Finding("REV-001", passage.at(start), {"author": c.author, "date": c.date, "text": c.text})
            for start, c in paragraph.comments
        ]
        told, possible = changes_in(number, passage, paragraph)
        found += told
        edits += possible
    for number, passage in enumerate(known):
        if number not in seen and passage.places is not None and passage.text.strip():
            found.append(Finding("REV-004", passage.at(0), {"text": shortened(passage.text)}))
    return found, edits


def place(known: Sequence[Passage], found: Sequence[Returned]) -> list[tuple[int | None, Returned]]:
    """The number of each paragraph's passage: by its bookmark, else by its words; None for what is new."""
    editable = {number: passage for number, passage in enumerate(known) if passage.places is not None}
    names = {bookmark(number, passage): number for number, passage in editable.items()}
    by_hash = {name.partition("_")[2]: number for name, number in names.items()}
    taken: dict[int, int] = {}
    for index, paragraph in enumerate(found):
        for name in paragraph.names:
            match = BOOKMARK.fullmatch(name)
            number = names.get(name, by_hash.get(match["hash"]) if match else None)
            if number is not None and number not in taken.values() and paragraph.before.strip():
                taken[index] = number
                break
    free = {
        number: squeezed(passage.text) for number, passage in editable.items() if number not in taken.values()
    }
    for index, paragraph in enumerate(found):
        numbers = [int(match["number"]) for name in paragraph.names if (match := BOOKMARK.fullmatch(name))]
        said = [squeezed(text) for text in (paragraph.before, paragraph.after)]
        number = next((n for n in numbers if n in free and any(alike(free[n], text) for text in said)), None)
        if index not in taken and number is not None:
            taken[index] = number
            del free[number]
    for exact in (True, False):
        for index, paragraph in enumerate(found):
            before = squeezed(paragraph.before or paragraph.after)
            if index in taken or not before:
                continue
            best = closest_passage(before, free, exact)
            if best is not None:
                taken[index] = best
                del free[best]
    labels = {squeezed(passage.text) for passage in known}
    own = [words_for(language) for language in ("nl", "en")]
    shown = {
        squeezed(text)
        for words in own
        for text in (words["intro"], *words["labels"].values(), *words["kinds"].values())
    }
    return [
        (taken.get(index), paragraph)
        for index, paragraph in enumerate(found)
        if index in taken or (squeezed(paragraph.before) not in labels | shown)
    ]


def alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > ALIKE


def closest_passage(text: str, free: Mapping[int, str], exact: bool) -> int | None:
    if exact:
        return next((number for number, other in free.items() if other == text), None)
    if len(text) < 12:
        return None
    matcher = SequenceMatcher(None, "", text, autojunk=False)
    best: tuple[float, int] | None = None
    for number, other in free.items():
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
            ratio = matcher.ratio()
            if ratio > ALIKE and (best is None or ratio > best[0]):
                best = (ratio, number)
    return best[1] if best else None


def unplaced(paragraph: Returned, last: Location) -> Iterator[Finding]:
    """A paragraph that the module does not have: new where somebody added it."""
    for _, comment in paragraph.comments:
        values = {"author": comment.author, "date": comment.date, "text": comment.text}
        yield Finding("REV-001", last, values)
    added = [change for change in paragraph.changes if change.added.strip()]
    if added and not paragraph.before.strip():
        code = "REV-006" if added[0].moved else "REV-005"
        values = {"author": added[0].author, "date": added[0].date, "text": shortened(paragraph.after)}
        yield Finding(code, last, values)


def changes_in(number: int, passage: Passage, paragraph: Returned) -> tuple[list[Finding], list[Edit]]:
    """The changes of a paragraph that is still there."""
    moved = [change for change in paragraph.changes if change.moved]
    if paragraph.before.strip() and not paragraph.after.strip():
        first = paragraph.changes[0]
        code = "REV-006" if moved else "REV-008"
        values = {"author": first.author, "date": first.date, "text": shortened(passage.text)}
        return [Finding(code, passage.at(0), values)], []
    if squeezed(paragraph.before) != squeezed(passage.text):
        if squeezed(paragraph.after) == squeezed(passage.text):
            return [], []
        was, becomes = differing(passage.text, paragraph.after)
        values = {"old": was, "new": becomes}
        edits = differences(number, passage.text, paragraph.after)
        # The bookmark tells whether the module still says what the reviewer was sent.
        sent = bookmark(number, passage).partition("_")[2] in {
            name.partition("_")[2] for name in paragraph.names
        }
        found = [Finding("REV-003", passage.at(edits[0].start if edits else 0), values)]
        return found, edits if sent else []
    found = [told(change, passage) for change in paragraph.changes]
    return found, differences(number, passage.text, paragraph.after)


def told(change: Change, passage: Passage) -> Finding:
    values = {
        "author": change.author,
        "date": change.date,
        "old": shortened(change.removed),
        "new": shortened(change.added),
    }
    kind = "REV-002" if change.removed and change.added else "REV-009" if change.removed else "REV-010"
    return Finding(kind, passage.at(change.start), values)


def differences(number: int, old: str, new: str) -> list[Edit]:
    """What differs, by words and what stands between them."""
    before, after = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (old, new))
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Edit(number, starts[a], starts[b], "".join(after[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def apply_edits(reviewed: Reviewed, edits: Sequence[Edit], folder: Path) -> list[tuple[Location, Location]]:
    """Write the edits that touch nothing but prose into the module's files; where the passages stood.

    A passage of which one change cannot be taken over stays whole as it was. Raises ``WrongUse``.
    """
    module, known = reviewed.module, reviewed.passages
    by_target: dict[tuple[str, KeyPath], list[tuple[int, int, str]]] = {}
    done: set[int] = set()
    for number in dict.fromkeys(edit.passage for edit in edits):
        passage = known[number]
        mine = [in_source(passage, edit) for edit in edits if edit.passage == number]
        if passage.target is not None and all(one is not None for one in mine):
            by_target.setdefault(passage.target, []).extend(one for one in mine if one is not None)
            done.add(number)
    changed = module
    refused: set[tuple[str, KeyPath]] = set()
    for target, pieces in by_target.items():
        now = with_change(changed, target, pieces)
        if now is None:
            refused.add(target)
        else:
            changed = now
    paths = ["module.yaml", *(f"sections/{section.id}.md" for section in module.sections), "references.yaml"]
    before = {path: (folder / path).read_bytes() for path in paths if (folder / path).exists()}
    before |= {media.path: media.data for media in module.media}
    save(folder, write_module(changed, before), before)
    changed_ones = [known[number] for number in sorted(done) if known[number].target not in refused]
    return [(passage.at(0), passage.at(len(passage.text))) for passage in changed_ones]


def in_source(passage: Passage, edit: Edit) -> tuple[int, int, str] | None:
    """The edit in the text that the passage comes from, when it lies within one run of plain prose."""
    for run in passage.runs:
        inside = run.start <= edit.start and edit.end <= run.start + len(run.text)
        if inside and run.source >= 0 and not run.fixed:
            text = edit.text
            if passage.markdown:
                text = SPECIAL.sub(lambda match: "\\" + match.group(), text)
                text = escaped_start(text) if edit.start == 0 else text
            return run.source + edit.start - run.start, run.source + edit.end - run.start, text
    return None


def edited(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def with_change(
    module: LearningModule, target: tuple[str, KeyPath], pieces: Sequence[tuple[int, int, str]]
) -> LearningModule | None:
    """The module with a text changed; None when it would not be valid any more."""
    path, way = target
    if path == "module.yaml":
        definition = with_value(module.definition, way, pieces)
        return None if definition is None else replace(module, definition=definition)
    number = next(n for n, section in enumerate(module.sections) if path == f"sections/{section.id}.md")
    section = module.sections[number]
    if not way:
        text = edited(section.body.text, pieces)
        parsed = parse_markdown(TextPlaces.of_lines(section.body.places.path, text, 1))
        if len(parsed.components) != len(section.components):
            return None
        models = [
            replace(new, model=old.model)
            for new, old in zip(parsed.components, section.components, strict=True)
        ]
        section = replace(section, body=parsed.markdown, components=tuple(models))
    elif way[0] == "head":
        head = with_value(section.head, way[1:], pieces)
        if head is None:
            return None
        section = replace(section, head=head)
    else:
        placed = section.components[int(way[0])]
        model = with_value(placed.model, way[1:], pieces)
        if model is None:
            return None
        components = list(section.components)
        components[int(way[0])] = replace(placed, model=model)
        section = replace(section, components=tuple(components))
    return replace(module, sections=(*module.sections[:number], section, *module.sections[number + 1 :]))


def with_value(model: Model, way: KeyPath, pieces: Sequence[tuple[int, int, str]]) -> Model | None:
    data = model.model_dump(mode="json")
    holder: Any = data
    for part in way[:-1]:
        holder = holder[part]
    holder[way[-1]] = edited(holder[way[-1]], pieces)
    return validate(type(model), data, SourceMap("", {}, {}))[0]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def read_reviewed(folder: str) -> tuple[Reviewed | None, list[Finding]]:
    """The module in ``folder``; None, with findings, when it cannot be read."""
    module, problems = load(Path(folder), Path(folder).as_posix())
    if module is None or not module.complete:
        return None, problems
    templates, _ = read_templates(Path(folder), module.folder, series=module.shared.folder)
    look, wrong = read_look(module.definition, module.source, templates)
    if look is None:
        return None, wrong
    listed = Bibliography([reference.csl for reference in module.all_references], look.locale)
    return Reviewed(module, listed, look.locale), []


def review_out(folder: str) -> tuple[bytes | None, list[Finding]]:
    """The module in ``folder`` as a Word document; None, with findings, when it cannot be read."""
    reviewed, problems = read_reviewed(folder)
    return (review_document(reviewed), []) if reviewed else (None, problems)


def review_back(folder: str, documents: Sequence[str], *, apply: bool) -> list[Finding]:
    """What the documents say about the module in ``folder``; with ``apply`` what can be taken over is.

    Raises ``WrongUse`` when the module cannot be written.
    """
    reviewed, problems = read_reviewed(folder)
    if reviewed is None:
        return problems
    found: list[Finding] = []
    edits: list[Edit] = []
    for name in documents:
        try:
            told, possible = review_findings(reviewed.passages, Path(name), name)
        except Unreadable as error:
            return [error.finding]
        found += told
        # Of two reviewers who change one passage, the second stays a finding.
        taken = {edit.passage for edit in edits}
        edits += [edit for edit in possible if edit.passage not in taken]
    if not apply:
        return found
    done = apply_edits(reviewed, edits, Path(folder))
    return [as_applied(finding, done) for finding in found]


def as_applied(finding: Finding, done: Sequence[tuple[Location, Location]]) -> Finding:
    """The finding as done, when it is about a change in a passage that was taken over."""
    code = DONE.get(finding.code)
    if code is None:
        return finding
    place = finding.location
    if any(start.path == place.path and start <= place <= end for start, end in done):
        return Finding(code, place, {key: finding.values[key] for key in ("old", "new")})
    return finding
