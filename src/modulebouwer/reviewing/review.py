"""The way of a review: a module out as a document, and what reviewers did to it back at ``path:line:column``."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from markdown_it.token import Token
from pydantic import BaseModel

from modulebouwer.catalogue import PACKAGE, Words, read_words
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import WORDS_BEFORE, shortened
from modulebouwer.importing.markdown import SPECIAL, escaped_start
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.model.locale import Locale
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath, SourceMap, TextPlaces
from modulebouwer.render.citations import Bibliography, cited_works
from modulebouwer.reviewing.changes import BOOKMARK, Change, Returned
from modulebouwer.reviewing.document import bookmark, document
from modulebouwer.reviewing.passages import Passage, passages
from modulebouwer.reviewing.returned import read_returned
from modulebouwer.source.loader import load
from modulebouwer.source.look import read_look, read_templates
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.validation import validate
from modulebouwer.source.writing import save, write_module

Model = TypeVar("Model", bound=BaseModel)

# Two paragraphs whose words agree this much are the same one, changed.
ALIKE = 0.6
# A smaller part of its letters known, and a document is that of another module.
FEWEST_OF_IT = 0.2
# So many characters with several changes are told at once.
LONGEST_TOGETHER = 40
# What tells a change, and what tells that it was taken over.
DONE = {"REV-002": "REV-007", "REV-003": "REV-080", "REV-009": "REV-011", "REV-010": "REV-012"}
# What tells that it was not.
LEFT = {"REV-002": "REV-081", "REV-009": "REV-082", "REV-010": "REV-083"}


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
            return as_text(self.bibliography.in_sentence(works[0], token))
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
    return read_words(PACKAGE.joinpath("catalogue", "reviewing", f"{language}.yaml"))


def review_findings(reviewed: Reviewed, path: Path, shown: str) -> tuple[list[Finding], list[Edit]]:
    """What the document in ``path`` says about the module, and the changes that can be taken over.

    Raises ``Unreadable``.
    """
    known = reviewed.passages
    placed = place(known, read_returned(path, shown))
    own = own_words(reviewed)
    refuse_other(placed, own, shown)
    elsewhere = out_of_order(known, placed)
    found: list[Finding] = []
    edits: list[Edit] = []
    seen: set[int] = set()
    last = Location(shown)
    for index, (number, paragraph) in enumerate(placed):
        if number is None:
            found += unplaced(paragraph, last, own)
            continue
        seen.add(number)
        passage = known[number]
        last = passage.at(0)
        found += [
            Finding("REV-001", passage.at(start), {"author": c.author, "date": c.date, "text": c.text})
            for start, c in paragraph.comments
        ]
        if index in elsewhere:
            above = squeezed(placed[index - 1][1].after) if index else ""
            values = {"text": shortened(passage.text), "above": shortened(above)}
            found.append(Finding("REV-014", passage.at(0), values))
        told, possible = changes_in(number, passage, paragraph)
        found += told
        edits += possible
    for number, passage in enumerate(known):
        if number not in seen and passage.places is not None and passage.text.strip():
            found.append(Finding("REV-004", passage.at(0), {"text": shortened(passage.text)}))
    return found, edits


def refuse_other(placed: Sequence[tuple[int | None, Returned]], own: frozenset[str], shown: str) -> None:
    """Raises ``Unreadable`` when the document is that of another module: nearly nothing in it is of this one.

    Its letters are counted, for names of a few words stand in any text about the same.
    """
    told = [
        (number is not None, len(squeezed(paragraph.before)))
        for number, paragraph in placed
        if squeezed(paragraph.before) and squeezed(paragraph.before) not in own
    ]
    known = [length for of_it, length in told if of_it]
    if sum(known) < FEWEST_OF_IT * sum(length for _, length in told) or not told:
        raise Unreadable("REV-016", shown, count=len(told), known=len(known))


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
    return [(taken.get(index), paragraph) for index, paragraph in enumerate(found)]


def own_words(reviewed: Reviewed) -> frozenset[str]:
    """What the document says itself between the module's passages, in both languages."""
    both = [words_for(language) for language in ("nl", "en")]
    texts = [
        text
        for words in both
        for text in (words["intro"], words["references"], *words["labels"].values(), *words["kinds"].values())
    ]
    texts += [as_text(entry) for _, entry in reviewed.bibliography.entries()]
    return frozenset(map(squeezed, texts))


def out_of_order(known: Sequence[Passage], placed: Sequence[tuple[int | None, Returned]]) -> set[int]:
    """The paragraphs that stand elsewhere in the document: as few as explain the order of the others.

    A text that the module has twice may be either; its place says nothing.
    """
    times = Counter(squeezed(passage.text) for passage in known)
    sure = [
        (index, number)
        for index, (number, paragraph) in enumerate(placed)
        if number is not None and times[squeezed(known[number].text)] == 1 and paragraph.after.strip()
    ]
    # The longest row of passages in the module's order: behind each length the row that ends earliest in it.
    ends: list[int] = []
    rows: list[tuple[int, ...]] = []
    for index, number in sure:
        at = bisect_left(ends, number)
        row = (*(rows[at - 1] if at else ()), index)
        ends[at : at + 1], rows[at : at + 1] = [number], [row]
    return {index for index, _ in sure} - set(rows[-1] if rows else ())


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


def unplaced(paragraph: Returned, last: Location, own: frozenset[str]) -> Iterator[Finding]:
    """A paragraph that the module does not have. ``own``: what the document says itself."""
    for _, comment in paragraph.comments:
        values = {"author": comment.author, "date": comment.date, "text": comment.text}
        yield Finding("REV-001", last, values)
    before = squeezed(paragraph.before)
    if not before:
        added = [change for change in paragraph.changes if change.added.strip()]
        if added:
            code = "REV-006" if added[0].moved else "REV-005"
            values = {"author": added[0].author, "date": added[0].date, "text": shortened(paragraph.after)}
            yield Finding(code, last, values)
    elif before in own:
        yield from (told(change, last) for change in paragraph.changes)
    else:
        yield Finding("REV-013", last, {"text": shortened(paragraph.after or paragraph.before)})


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
        edits = differences(number, passage.text, paragraph.after)
        # The bookmark tells whether the module still says what the reviewer was sent.
        sent = bookmark(number, passage).partition("_")[2] in {
            name.partition("_")[2] for name in paragraph.names
        }
        return list(untracked(passage, edits)), edits if sent else []
    found = [told(change, passage.at(change.start)) for change in paragraph.changes]
    return found, differences(number, passage.text, paragraph.after)


def untracked(passage: Passage, edits: Sequence[Edit]) -> Iterator[Finding]:
    """Every difference with a few words before it; what lies close together is one."""
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1] if groups else None
        if last and len(passage.text[last[-1].end : edit.start].split()) <= WORDS_BEFORE:
            near = edit.end - last[0].start <= LONGEST_TOGETHER
        else:
            near = False
        if last and near:
            last.append(edit)
        else:
            groups.append([edit])
    for group in groups:
        start, end = group[0].start, group[-1].end
        new = edited(passage.text[:end], [(edit.start, edit.end, edit.text) for edit in group])[start:]
        lead = passage.text[:start]
        trail = re.match(r"\S*(?:\s+\S+)?", passage.text[end:])
        context = "".join(re.findall(r"\S+\s*", lead)[-WORDS_BEFORE:])
        context = f"... {context}" if len(context) < len(lead.lstrip()) else context
        behind = trail.group() if trail else ""
        old = passage.text[start:end]
        if squeezed(old) != squeezed(new):
            values = {"old": shortened(context + old + behind), "new": shortened(context + new + behind)}
            yield Finding("REV-003", passage.at(start), values)


def told(change: Change, place: Location) -> Finding:
    values = {
        "author": change.author,
        "date": change.date,
        "old": shortened(change.removed),
        "new": shortened(change.added),
    }
    kind = "REV-002" if change.removed and change.added else "REV-009" if change.removed else "REV-010"
    return Finding(kind, place, values)


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


def apply_edits(reviewed: Reviewed, edits: Sequence[Edit], folder: Path) -> set[int]:
    """Write the edits, all in plain prose, into the module's files; the numbers of the passages that changed.

    Raises ``WrongUse``.
    """
    module, known = reviewed.module, reviewed.passages
    by_target: dict[tuple[str, KeyPath], list[tuple[int, int, str]]] = {}
    # Two reviewers may want the same.
    for edit in dict.fromkeys(edits):
        passage = known[edit.passage]
        written = in_source(passage, edit)
        if passage.target is not None and written is not None:
            by_target.setdefault(passage.target, []).append(written)
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
    return {edit.passage for edit in edits if known[edit.passage].target not in refused}


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
    returned: list[tuple[list[Finding], list[Edit]]] = []
    for name in documents:
        try:
            returned.append(review_findings(reviewed, Path(name), name))
        except Unreadable as error:
            return [error.finding]
    if not apply:
        return [finding for found, _ in returned for finding in found]
    wishes = shared_out(reviewed.passages, [edits for _, edits in returned])
    done = apply_edits(reviewed, [edit for taken, _ in wishes for edit in taken], Path(folder))
    told: list[Finding] = []
    for name, (found, _), (taken, refused) in zip(documents, returned, wishes, strict=True):
        mine = [reviewed.passages[number] for number in sorted({edit.passage for edit in taken} & done)]
        written = [(passage.at(0), passage.at(len(passage.text))) for passage in mine]
        told += [as_applied(finding, written) for finding in found]
        told += [
            Finding("REV-015", reviewed.passages[edit.passage].at(edit.start), {"document": name})
            for edit in refused
            if edit.passage in done
        ]
    return wished_by_all(told)


def wished_by_all(told: Sequence[Finding]) -> list[Finding]:
    """The findings, what several reviewers wanted and got as one, with all their names."""
    result: list[Finding] = []
    for finding in told:
        same = next((n for n, other in enumerate(result) if is_same_wish(finding, other)), None)
        if same is None:
            result.append(finding)
            continue
        both = [result[same].values, finding.values]
        names = {key: ", ".join(dict.fromkeys(str(one[key]) for one in both)) for key in ("author", "date")}
        result[same] = Finding(finding.code, finding.location, {**finding.values, **names})
    return result


def is_same_wish(one: Finding, other: Finding) -> bool:
    """Whether two findings tell that the same words were taken over in one place."""
    wanted = [(f.code, f.location, f.values.get("old"), f.values.get("new")) for f in (one, other)]
    return one.code in DONE.values() and "author" in one.values and wanted[0] == wanted[1]


def shared_out(
    known: Sequence[Passage], documents: Sequence[Sequence[Edit]]
) -> list[tuple[list[Edit], list[Edit]]]:
    """Of each document the edits to take over, and those for which an earlier document wants something else.

    What a document wants of a passage is taken over as a whole, or not at all.
    """
    earlier: list[Edit] = []
    result = []
    for edits in documents:
        taken: list[Edit] = []
        refused: list[Edit] = []
        for number in dict.fromkeys(edit.passage for edit in edits):
            mine = [edit for edit in edits if edit.passage == number]
            against = [edit for edit in mine if any(conflicting(edit, other) for other in earlier)]
            if against:
                refused += against
            elif known[number].target is not None and all(in_source(known[number], edit) for edit in mine):
                taken += mine
        earlier += taken
        result.append((taken, refused))
    return result


def conflicting(one: Edit, other: Edit) -> bool:
    """Whether two reviewers want different words in one place."""
    if one.passage != other.passage or one == other:
        return False
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def as_applied(finding: Finding, done: Sequence[tuple[Location, Location]]) -> Finding:
    """A change as done, when it is in a passage that was taken over, else as left; another finding as it is."""
    place = finding.location
    taken = any(start.path == place.path and start <= place <= end for start, end in done)
    code = (DONE if taken else LEFT).get(finding.code, finding.code)
    return Finding(code, place, finding.values)
