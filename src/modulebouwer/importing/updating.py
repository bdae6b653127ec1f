"""A newer document against the module that an earlier one became, paragraph by paragraph.

Three sides are compared: what the document said at the last import (kept in ``.imported/`` of the module's folder),
what it says now, and what the module says. A paragraph that still stands as it was imported follows the document;
what the designer changed or added stays, and is told where the document says something else. Nothing is taken away.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import differing, shortened
from modulebouwer.importing.tree import Mark
from modulebouwer.model.definition import ModuleDefinition, Theme
from modulebouwer.model.module import LearningModule, Reference, Section
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.writing import write_definition, write_references, write_section
from modulebouwer.source.yaml_file import parse_yaml

# Two paragraphs whose words agree this much are the same one, changed.
ALIKE = 0.5
# So many longer words at least, and so large a part of them in both, make two texts one document.
FEWEST_WORDS = 40
IN_COMMON = 0.3
FILE = "module.yaml"
KEYS = ("title", "subtitle", "description", "guiding_questions", "themes")

# A piece's number in the older document and in the newer one.
Change = tuple[int | None, int | None]

NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<defined>: )?")
FENCE = re.compile(r"\s*(?P<sign>:{3,}|`{3,}|~{3,})")


@dataclass
class Piece:
    """Lines of a section between two empty ones, a fence whole; ``gap`` is what stands between it and the next.

    ``number`` is the section's; a section's title is a piece too. ``key``: what it says, notes by their words.
    """

    number: int
    text: str
    gap: str = "\n"
    title: bool = False
    key: str = ""
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Side:
    """A module as pieces in reading order. ``notes`` are those of each section: their words by their label."""

    module: LearningModule
    leads: list[str]
    pieces: list[Piece]
    notes: list[dict[str, str]]


@dataclass(frozen=True)
class Open:
    """Something that the document says otherwise and that was told: ``section`` and ``at`` say where in the module.

    ``at`` is the key of the piece, ``about`` that of the document's; in ``module.yaml`` a key, and the value that
    stands there with the one proposed. It is told again as long as both stand.
    """

    code: str
    section: str
    at: str
    about: str
    values: Mapping[str, str | int]


@dataclass(frozen=True)
class Updated:
    """``files`` are those that change, by their path; ``findings`` what was taken over and what was not.

    ``left``: what is still to be seen to.
    """

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    taken: int
    left: tuple[Open, ...]


def read_open(data: bytes | None) -> tuple[Open, ...]:
    """What ``written_open`` wrote; nothing when the file is not there or was damaged."""
    try:
        return tuple(Open(**entry) for entry in json.loads(data or b"[]"))
    except (ValueError, TypeError):
        return ()


def written_open(left: Sequence[Open]) -> bytes:
    return (json.dumps([asdict(one) for one in left], ensure_ascii=False, indent=1) + "\n").encode()


def updated(
    imported: LearningModule,
    now: LearningModule,
    mine: LearningModule,
    before: Mapping[str, bytes],
    left: Sequence[Open] = (),
) -> Updated:
    """The module ``mine``, whose files are ``before``, with what changed from ``imported`` to ``now``.

    ``left`` is what earlier updates told and nobody saw to.
    """
    merge = Merge(side(imported), side(now), side(mine))
    merge.run()
    merge.remind(left)
    definition, keys, disputed = merged_definition(imported.definition, now.definition, mine.definition, left)
    order = list(definition.sections)
    places: dict[str, str] = {}
    for section, after in merge.added:
        # Sections behind the same one follow each other.
        last = places.get(after, after)
        order.insert(order.index(last) + 1 if last in order else len(order), section.id)
        places[after] = section.id
    references = merged_references(imported.references, now.references, mine.references)
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    whole = definition.model_copy(update={"sections": tuple(order)})
    files["module.yaml"] = write_definition(whole, before["module.yaml"], inherited=mine.shared.inherited)
    source = parse_yaml(files["module.yaml"].decode(), f"{mine.folder}/module.yaml").source
    findings += [Finding(mark.code, source.at(key), mark.values) for key, mark in keys]
    for number, section in enumerate(mine.sections):
        path = f"sections/{section.id}.md"
        head = section.head.model_copy(update={"title": merge.titles.get(number, section.head.title)})
        text = write_section(replace(section, head=head), before[path]).decode()
        _, _, first_line = front_matter(text)
        body, marks = assembled(merge.mine, number, first_line)
        lines = text.split("\n")[: first_line - 1]
        files[path] = ("\n".join(lines) + "\n" + body).encode()
        place = f"{mine.folder}/{path}"
        title = section.source.at("title")
        findings += [
            Finding(mark.code, Location(place, line, 1) if line else title, mark.values)
            for line, mark in marks
        ]
    for section, _ in merge.added:
        path = f"sections/{section.id}.md"
        files[path] = write_section(section)
        mark = Mark("IMP-026", {"title": section.head.title})
        findings.append(Finding(mark.code, Location(f"{mine.folder}/{path}", 1, 1), mark.values))
    if references != list(mine.references):
        files["references.yaml"] = write_references(references, before.get("references.yaml"))
    files |= {media.path: media.data for media in now.media if media.path not in before}
    changed = {path: data for path, data in files.items() if before.get(path) != data}
    taken = sum(finding.code in ("IMP-020", "IMP-021", "IMP-026") for finding in findings)
    return Updated(changed, tuple(findings), taken, (*disputed, *merge.left))


def is_other(imported: LearningModule, now: LearningModule) -> bool:
    """Whether the newer document is another one: the two have hardly any longer words in common."""
    texts = (" ".join(section.body.text for section in module.sections).lower() for module in (imported, now))
    one, other = (Counter(re.findall(r"\w{7,}", text)) for text in texts)
    shorter = min(one.total(), other.total())
    return shorter >= FEWEST_WORDS and (one & other).total() < IN_COMMON * shorter


def side(module: LearningModule) -> Side:
    leads, pieces, notes = [], [], []
    for number, section in enumerate(module.sections):
        lead, own = pieces_of(section.body.text, number)
        known = {
            match["label"]: " ".join(piece.text[match.end() :].split())
            for piece in own
            if (match := NOTE.match(piece.text)) and match["defined"]
        }
        for piece in own:
            piece.key = said(piece.text, known)
        title = section.head.title
        pieces += [Piece(number, title, title=True, key=f"# {title}"), *own]
        leads.append(lead)
        notes.append(known)
    return Side(module, leads, pieces, notes)


def said(text: str, notes: Mapping[str, str]) -> str:
    """The text with notes by their words: their numbers change when one is put before them."""
    return NOTE.sub(lambda match: f"[^{notes.get(match['label'], match['label'])}]", text)


def pieces_of(body: str, number: int) -> tuple[str, list[Piece]]:
    """The white space before the first piece, and the pieces: joined they are ``body`` again."""
    lead, fence, blank = "", "", False
    found: list[Piece] = []
    for line in body.splitlines(keepends=True):
        if not line.strip() and not fence:
            if found:
                found[-1].gap += line
            else:
                lead += line
            blank = True
            continue
        if blank or not found:
            found.append(Piece(number, "", gap=""))
        found[-1].text += line
        blank = False
        sign = FENCE.match(line)
        if sign and not fence:
            fence = sign["sign"]
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    for piece in found:
        bare = piece.text.rstrip("\r\n")
        piece.gap = piece.text[len(bare) :] + piece.gap
        piece.text = bare
    return lead, found


@dataclass
class Merge:
    """Carries what changed between two documents into ``mine``.

    ``titles`` are the new ones of its sections; ``added`` are sections that it did not have, each with the identifier
    of the one that it comes after.
    """

    imported: Side
    now: Side
    mine: Side
    titles: dict[int, str] = field(default_factory=dict)
    added: list[tuple[Section, str]] = field(default_factory=list)
    left: list[Open] = field(default_factory=list)

    def leave(self, piece: Piece, code: str, about: str, values: Mapping[str, str | int]) -> None:
        """Tell at ``piece`` that the document says something else, and keep it for the next time."""
        section = self.mine.module.sections[piece.number].id
        self.left.append(Open(code, section, piece.key, about, values))
        piece.marks.append(Mark(code, values))

    def remind(self, left: Sequence[Open]) -> None:
        """Tell again what was told before and still stands so on both sides."""
        said = {piece.key for piece in self.now.pieces}
        stands = {piece.key for piece in self.mine.pieces}
        told = {(one.code, one.section, one.at, one.about) for one in self.left}
        places = {(self.mine.module.sections[p.number].id, p.key): p for p in self.mine.pieces}
        for one in left:
            piece = places.get((one.section, one.at))
            gone = one.code == "IMP-023"
            same = one.about not in said if gone else one.about in said
            taken = one.code in ("IMP-022", "IMP-025") and one.about in stands
            known = (one.code, one.section, one.at, one.about) in told
            if piece is not None and same and not taken and not known:
                self.leave(piece, one.code, one.about, one.values)

    def run(self) -> None:
        old, new = self.imported.pieces, self.now.pieces
        where = same_pieces(old, self.mine.pieces)
        taken = {id(piece) for piece in where.values()}
        free = [piece for piece in self.mine.pieces if id(piece) not in taken]
        changes = list(differences(old, new))
        dropped = {old[i].key for i, j in changes if i is not None and j is None}
        brought = {new[j].key for i, j in changes if i is None and j is not None}
        self.rename_notes(changes, where)
        last = self.mine.pieces[0]
        whole = self.new_sections(changes)
        for i, j in changes:
            place = None if i is None else where.get(i)
            if i is not None and j is None:
                if place:
                    code = "IMP-024" if old[i].key in brought else "IMP-023"
                    self.leave(place, code, old[i].key, {"text": shortened(old[i].text)})
            elif i is not None and j is not None:
                if old[i].key != new[j].key:
                    place = self.change(old[i], new[j], place, free, last)
                last = place or last
            elif j is not None and new[j].number in whole:
                if new[j].title:
                    section = self.now.module.sections[new[j].number]
                    self.added.append((self.named(section), self.mine.module.sections[last.number].id))
            elif j is not None and new[j].key not in dropped:
                last = self.insert(new[j], last)

    def rename_notes(self, changes: Sequence[Change], where: Mapping[int, Piece]) -> None:
        """A note that says something else keeps its label."""
        for i, j in changes:
            if i is None or j is None or i not in where:
                continue
            here, there = NOTE.match(where[i].text), NOTE.match(self.now.pieces[j].text)
            if here and there and here["defined"] and there["defined"]:
                words = self.now.notes[self.now.pieces[j].number][there["label"]]
                self.mine.notes[where[i].number][here["label"]] = words

    def new_sections(self, changes: Sequence[Change]) -> set[int]:
        """The sections of the newer document that hold nothing of the older one."""
        new = self.now.pieces
        known = {new[j].number for i, j in changes if i is not None and j is not None}
        return {new[j].number for _, j in changes if j is not None} - known

    def change(
        self, old: Piece, new: Piece, place: Piece | None, free: Sequence[Piece], last: Piece
    ) -> Piece | None:
        """Take the change over when the piece stands as it was imported; else tell it where it seems to be."""
        if place is None:
            place = max(free, key=lambda piece: agreement(piece.key, old.key), default=None)
            if place is not None and agreement(place.key, old.key) <= ALIKE:
                place = None
            if place is None or place.key != new.key:
                shown = differing(old.text, new.text)[1]
                self.leave(place or last, "IMP-022", new.key, {"new": shown})
            return place
        text = new.text if new.title else self.relabelled(new, place.number)
        if text != place.text:
            was, becomes = differing(place.text, text)
            place.marks.append(Mark("IMP-020", {"old": was, "new": becomes}))
        place.text = text
        if new.title:
            self.titles[place.number] = text
        return place

    def insert(self, new: Piece, last: Piece) -> Piece:
        """Put the piece behind ``last``, unless the module has it already; where it stands."""
        known = next((piece for piece in self.mine.pieces if piece.key == new.key), None)
        if known is not None:
            return known
        if new.title:
            self.leave(last, "IMP-025", new.key, {"title": new.text})
            return last
        position = next(n for n, piece in enumerate(self.mine.pieces) if piece is last) + 1
        ends = position == len(self.mine.pieces) or self.mine.pieces[position].title
        piece = Piece(last.number, self.relabelled(new, last.number), "\n" if ends else "\n\n", key=new.key)
        if ends and not last.title:
            piece.gap, last.gap = last.gap, "\n\n"
        piece.marks.append(Mark("IMP-021", {"text": shortened(piece.text)}))
        self.mine.pieces.insert(position, piece)
        return piece

    def relabelled(self, new: Piece, number: int) -> str:
        """The text with its notes under the labels that they have in the module's section."""
        words, labels = self.now.notes[new.number], self.mine.notes[number]

        def label(match: re.Match[str]) -> str:
            wanted = words.get(match["label"], "")
            found = next((label for label, known in labels.items() if known == wanted), None)
            if found is None:
                found = str(max((int(one) for one in labels if one.isdigit()), default=0) + 1)
                labels[found] = wanted
            return f"[^{found}]{match['defined'] or ''}"

        return NOTE.sub(label, new.text)

    def named(self, section: Section) -> Section:
        """The section under an identifier that the module does not have yet."""
        taken = {other.id for other in self.mine.module.sections} | {other.id for other, _ in self.added}
        name, count = section.id, 1
        while name in taken:
            count += 1
            name = f"{section.id[:56]}-{count}"
        return replace(section, id=name)


def same_pieces(old: Sequence[Piece], mine: Sequence[Piece]) -> dict[int, Piece]:
    """Each old piece that still stands as it was, by its number: in its order, or else the only one that says it."""
    matcher = SequenceMatcher(None, [p.key for p in old], [p.key for p in mine], autojunk=False)
    found = {
        start + step: mine[other + step]
        for start, other, size in matcher.get_matching_blocks()
        for step in range(size)
    }
    taken = {id(piece) for piece in found.values()}
    for number, piece in enumerate(old):
        same = [other for other in mine if other.key == piece.key and id(other) not in taken]
        if number not in found and len(same) == 1:
            found[number] = same[0]
            taken.add(id(same[0]))
    return found


def differences(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Change]:
    """Each piece's number in both, None where it has none; in the order of ``new``.

    Titles that stayed are held fast first: a paragraph that moved to another section does not draw all around it along.
    """
    before = [number for number, piece in enumerate(old) if piece.title]
    after = [number for number, piece in enumerate(new) if piece.title]
    kept = SequenceMatcher(None, [old[n].key for n in before], [new[n].key for n in after], autojunk=False)
    a = c = 0
    for start, other, size in kept.get_matching_blocks():
        for step in range(size):
            b, d = before[start + step], after[other + step]
            yield from between(old, new, range(a, b), range(c, d))
            yield b, d
            a, c = b + 1, d + 1
    yield from between(old, new, range(a, len(old)), range(c, len(new)))


def between(old: Sequence[Piece], new: Sequence[Piece], was: range, now: range) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [old[n].key for n in was], [new[n].key for n in now], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(was[a:b], now[c:d], strict=True)
            continue
        left = now[c:d]
        for number in was[a:b]:
            fitting = [n for n in left if new[n].title == old[number].title]
            best = max(fitting, key=lambda n: agreement(old[number].key, new[n].key), default=None)
            if best is None or agreement(old[number].key, new[best].key) <= ALIKE:
                yield number, None
                continue
            skipped = best - left.start
            yield from ((None, n) for n in left[:skipped])
            yield number, best
            left = left[skipped + 1 :]
        yield from ((None, n) for n in left)


def agreement(one: str, other: str) -> float:
    """How much of their words two texts share, from 0 to 1."""
    words, others = Counter(one.lower().split()), Counter(other.lower().split())
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 1.0


def assembled(mine: Side, number: int, first_line: int) -> tuple[str, list[tuple[int, Mark]]]:
    """The body of a section, and the line of each mark; those of its title are on line 0."""
    text = mine.leads[number]
    marks: list[tuple[int, Mark]] = []
    for piece in mine.pieces:
        if piece.number != number:
            continue
        marks += [(0 if piece.title else first_line + text.count("\n"), mark) for mark in piece.marks]
        text += "" if piece.title else piece.text + piece.gap
    return text, marks


def merged_definition(
    imported: ModuleDefinition, now: ModuleDefinition, mine: ModuleDefinition, left: Sequence[Open]
) -> tuple[ModuleDefinition, list[tuple[str, Mark]], list[Open]]:
    """What the document proposes for ``module.yaml``, where the designer left it as it was imported."""
    changes: dict[str, object] = {}
    marks = []
    disputed = []
    before = {(one.at, one.about) for one in left if one.section == FILE}
    for key in KEYS:
        was, new, stands = (getattr(side, key) for side in (imported, now, mine))
        proposed, gone = with_kept(new, stands) if stands == was != new else (new, ())
        marks += [(key, Mark("IMP-023", {"text": shortened(in_words(item))})) for item in gone]
        about = f"{stands!r} {proposed!r}"
        if proposed == stands or (proposed == was and (key, about) not in before):
            continue
        was_said, is_said = differing(in_words(stands if proposed == was else was), in_words(proposed))
        if stands == was:
            changes[key] = proposed
            marks.append((key, Mark("IMP-020", {"old": was_said, "new": is_said})))
        else:
            disputed.append(Open("IMP-022", FILE, key, about, {"new": is_said}))
            marks.append((key, Mark("IMP-022", {"new": is_said})))
    return mine.model_copy(update=changes), marks, disputed


def with_kept(new: Any, stands: Any) -> tuple[Any, tuple[Any, ...]]:
    """What the document proposes, each theme under the id that links name, with what it does not say any more; that."""
    if not isinstance(stands, tuple):
        return (new, ()) if new else (stands, (stands,) if stands else ())
    pairs = counterparts(stands, new)
    found = [
        item.model_copy(update={"id": stands[pairs[n]].id})
        if isinstance(item, Theme) and n in pairs
        else item
        for n, item in enumerate(new)
    ]
    kept = tuple(item for n, item in enumerate(stands) if n not in pairs.values())
    return (*found, *kept), kept


def counterparts(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """The number of each new item → that of the old one that says the same, or else nearly: each once."""
    pairs = {n: old.index(item) for n, item in enumerate(new) if item in old}
    for n, item in enumerate(new):
        free = [m for m in range(len(old)) if m not in pairs.values()]
        if n in pairs or not free:
            continue
        near = {m: agreement(getattr(item, "why", item), getattr(old[m], "why", old[m])) for m in free}
        best = max(free, key=lambda m: near[m])
        if near[best] > ALIKE:
            pairs[n] = best
    return pairs


def in_words(value: object) -> str:
    """A value of ``module.yaml`` for a finding."""
    items = value if isinstance(value, tuple) else (value,)
    return "; ".join(item.title if isinstance(item, Theme) else str(item or "") for item in items) or "–"


def merged_references(
    imported: Sequence[Reference], now: Sequence[Reference], mine: Sequence[Reference]
) -> list[Reference]:
    """The module's references; those that stand as they were imported follow the document, new ones come behind."""
    was, proposed = ({reference.id: reference for reference in side} for side in (imported, now))
    known = {reference.id for reference in mine}
    kept = [
        proposed[reference.id]
        if reference.id in proposed and reference.id in was and reference.csl == was[reference.id].csl
        else reference
        for reference in mine
    ]
    return [*kept, *(reference for id, reference in proposed.items() if id not in known | set(was))]
