"""``translations/<language>/`` beside a module's source: read, held against the source, and put over its files.

A module in another language is the module itself: its files with other texts in them, read by the same reader. So
identifiers, components and order are the source's, and what is wrong with a translated text is found as in the source
and told where the translation stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown_it.token import Token

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import differing, shortened
from modulebouwer.model.brand import Brand
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.model.translation import Translation, Unit
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.languages import FOLDER, into_the_source, strangers, translation_path
from modulebouwer.source.loader import load
from modulebouwer.source.markdown_parser import citation_parts, parser
from modulebouwer.source.series import MODULE, TERMS
from modulebouwer.source.text_file import decode
from modulebouwer.source.translatable import SourceText, brand_texts, module_texts, term_texts
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import in_quotes_if_needed, parse_yaml
from modulebouwer.source.yaml_writing import quoted

# A piece of running text has no name of its own: this much alike, it is the same with another wording (0 to 1).
ALIKE = 0.5
STRESS = ("strong_open", "em_open", "s_open", "sub_open", "sup_open")
EXTERNAL = re.compile(r"https?:")
# A link, with its address between angle brackets or not, and words that are shown when it is pointed at.
LINK = re.compile(r"\]\(\s*<?(?P<address>[^<>()\n]*?)>?(?:\s+[\"'][^\n]*?)?\s*\)")
# A number as it is read, with points or commas in it; what stands in a link, a citation, a note or code is no part of
# the sentence.
NUMBER = re.compile(r"(?<![\w@^#/-])\d+(?:[.,:]\d+)*(?![\w/]*[@/]|-\d)")
UNREAD = re.compile(
    r"\]\([^)]*\)|<?https?://\S+|\[[^\]]*@[^\]]*\]|@[\w:./+-]+|\[\^[^\]]*\]|`[^`]*`|\$[^$\n]+\$"
)
# Where a number is said in another way: a clock, a class at school, a decade, a half hour, money, a telephone.
OTHERWISE = re.compile(
    r"\d ?(?:uur|uhr|h|heures?|am|pm|a\.m\.|p\.m\.|oere?)\b|o['’]clock|\bhal[fb]e?\b|\bjaren\b|\d{4}s|[€$£°]"
    r"|\b(?:groep|groepen|klas|leerjaar|grade|year|klasse|classe|bel|call|ring|phone|tel\w*|km|kilometer|miles?|euro)\b",
    re.IGNORECASE,
)
# The mark of a note whose text stands elsewhere.
NOTE = re.compile(r"\[\^[^\]\s]+\]")
# What at the beginning of a paragraph would make something else of it.
BLOCK = re.compile(
    r"(?P<mark>#{1,6}(?=\s|$)|>|[+*-](?=\s|$)|(?:[*_-][ \t]*){3,}$|~~~|```(?=[^`]*$)|:::)"
    r"|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)


@dataclass(frozen=True)
class PlacedUnit:
    """A unit, where each character of its translation stands, and the text of the source that it names."""

    unit: Unit
    places: TextPlaces
    source: Location


@dataclass(frozen=True)
class Pair:
    """A text of the source and its translation: None when there is none, ``stale`` when it is of another wording."""

    text: SourceText
    placed: PlacedUnit | None
    stale: bool = False

    @cached_property
    def other_marks(self) -> Counter[tuple[str, str]]:
        """What stands in the translation more often (or, below zero, less often) than in the source."""
        if self.placed is None or not self.text.markdown:
            return Counter()
        found = Counter(marks(self.placed.unit.text))
        found.subtract(Counter(marks(self.text.text)))
        return Counter({mark: count for mark, count in found.items() if count})

    @property
    def too_long(self) -> bool:
        longest = self.text.longest
        return (
            longest is not None and self.placed is not None and len(self.placed.unit.text.strip()) > longest
        )

    @property
    def fits(self) -> bool:
        """Whether the translation can stand in the text's place: all that links, cites or is shown is in it."""
        return self.placed is not None and all(kind == "emphasis" for kind, _ in self.other_marks)


@dataclass(frozen=True)
class TranslatedFile:
    """``path``: of the translations, in the module's folder. ``unused``: units of texts that are there no more."""

    path: str
    pairs: tuple[Pair, ...]
    unused: tuple[PlacedUnit, ...] = ()
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Translated:
    """A module's files in another language. ``findings``: about the translation itself.

    ``by_file``: every file of the module with its texts and translations. ``made_by``: the machines whose drafts are
    in it. ``untitled``: the modules that themes lead to and that have no title in this language. ``media``: the files
    that have one of their own in this language → where that stands.
    """

    language: str
    files: Files
    findings: tuple[Finding, ...]
    by_file: Mapping[str, TranslatedFile]
    changed: Mapping[str, ChangedFile] = field(default_factory=dict)
    untitled: frozenset[str] = frozenset()
    media: Mapping[str, str] = field(default_factory=dict)

    @property
    def made_by(self) -> tuple[str, ...]:
        units = (pair.placed.unit for file in self.by_file.values() for pair in file.pairs if pair.placed)
        return tuple(dict.fromkeys(unit.made_by for unit in units if unit.made_by))

    def told(self, finding: Finding) -> Finding:
        """``finding`` where its author meets it: in the translation, or in the source."""
        others = tuple(self.place(other) for other in finding.others)
        return replace(finding, location=self.place(finding.location), others=others)

    def with_own(self, found: Iterable[Finding]) -> list[Finding]:
        """What is wrong with the translation, and what was ``found`` in the module that it makes."""
        # What is accepted in the source's language need not occur in another; what is not translated yet is in that of
        # the source; a text that is too long for its field is told as in the source, and so is what is left of an
        # example, or is in the series too; and a title that is not translated yet is no other title.
        ours = [one for one in self.findings if one.code != "TRN-163"]
        theirs = [
            one
            for one in found
            if one.code not in ("MOD-005", "MOD-191", "MOD-440", "SER-620", "SER-621")
            and not (one.code == "SER-007" and one.values.get("module") in self.untitled)
            # A text that stands as it was in the source is told as not translated.
            and not (
                one.code in ("TXT-312", "TXT-620") and self.place(one.location).path == one.location.path
            )
        ]
        return [*ours, *(self.told(one) for one in theirs)]

    def place(self, location: Location) -> Location:
        if location.path in self.media:
            return replace(location, path=self.media[location.path])
        file = self.changed.get(location.path)
        return file.place(location) if file else location


def translated(
    module: LearningModule, folder: Path, language: str, brands: Iterable[Brand] = (), files: Files = DISK
) -> Translated:
    """The files of ``module``, which was read from ``folder`` of ``files``, and of ``brands``, in ``language``."""
    place = Folder(folder, module.folder, files)
    shared = Folder(folder.resolve().parent, module.shared.folder, files)
    by_file, changed, own_media, open_files = {}, {}, {}, dict(files.open)

    def lay_over(where: Folder, path: str, texts: Iterable[SourceText], *, whole: bool = True) -> None:
        read = read_translation(where, translation_path(path, language), tuple(texts), whole=whole)
        file = changed_file(where, path, read, language if path == MODULE else "")
        by_file[where.path(path)], changed[where.path(path)] = read, file
        open_files[where.real / path] = file.text.encode()

    for path, texts in module_texts(module).items():
        lay_over(place, path, texts)
    if module.shared.terms:
        # Another module of the series uses the other terms.
        lay_over(shared, TERMS, term_texts(module.shared.terms), whole=False)
    for brand in brands:
        lay_over(shared, f"brands/{brand.name}.yaml", brand_texts(brand.definition, brand.source))
    titles = dict(titled(shared, module, language)) if module.shared.folder else {}
    open_files.update(titles)
    linked = {member.name for member in module.shared.linked.values()}
    untitled = {name for name in linked if (shared.root / name).resolve() / MODULE not in titles}
    for media in place.walk(f"{FOLDER}/{language}/media"):
        inside = media.removeprefix(f"{FOLDER}/{language}/")
        data = place.media_data(media) if place.has(inside) else None
        if data is not None:
            open_files[place.real / inside] = data
            own_media[place.path(inside)] = place.path(media)
    findings = [*strangers(place, language, module_texts(module)), *into_the_source(module, place)]
    # Of what stands there in another form it is not known that it is not translated.
    unread = {
        str(PurePosixPath(one.location.path).with_suffix(".yaml"))
        for one in findings
        if one.code in ("TRN-191", "TRN-400")
    }
    # Nor of what is in a file that still has the former name of its section.
    unread |= {place.path(str(one.values["suggestion"])) for one in findings if one.code == "TRN-008"}
    # What is said in the Netherlands is mostly said so in Belgium.
    alike = module.definition.language.partition("-")[0] == language.partition("-")[0]
    # Who makes the file anew, makes those of the other texts with it.
    anew = any(one.code == "TRN-320" for read in by_file.values() for one in read.problems)
    findings += [
        one
        for read in by_file.values()
        for one in translation_findings(read, language)
        if not (one.code == "TRN-001" and (anew or read.path in unread))
        and not (one.code == "TRN-370" and alike)
    ]
    findings += [*place.problems, *shared.problems]
    kept = Files(open_files, files.within)
    return Translated(language, kept, tuple(findings), by_file, changed, frozenset(untitled), own_media)


def load_translated(
    module: LearningModule, folder: Path, language: str, brands: Iterable[Brand] = (), files: Files = DISK
) -> tuple[LearningModule, list[Finding], Translated]:
    """``module`` read anew with its translations in it, and what was wrong when reading; see ``translated``."""
    there = translated(module, folder, language, brands, files)
    again, problems = load(folder, module.folder, files=there.files)
    assert again is not None
    return replace(again, drafted_by=there.made_by), problems, there


def read_translation(
    folder: Folder, path: str, texts: Sequence[SourceText], *, whole: bool = True
) -> TranslatedFile:
    """The translations in the file ``path`` held against ``texts``; without ``whole`` there may be more."""
    text = folder.text(path) if folder.has(path) else None
    if text is None or not text.strip():
        return TranslatedFile(folder.path(path), paired(texts, ())[0])
    document = parse_yaml(text, folder.path(path))
    definition, problems = validate(Translation, document.data or {}, document.source)
    if document.data is None or definition is None:
        problems = [*document.problems, *(problems if document.data is not None else ())]
        if document.data and not document.data.keys() & Translation.model_fields.keys():
            problems = [
                Finding("TRN-320", Location(folder.path(path)), {"language": PurePosixPath(path).parts[1]})
            ]
        elif re.match(r"(?:#.*\n|---[ \t]*\n|\s)*- ", text):
            problems = [Finding("TRN-150", Location(folder.path(path)))]
        return TranslatedFile(folder.path(path), paired(texts, ())[0], problems=tuple(problems))
    units = [
        PlacedUnit(
            unit,
            document.source.text_of("units", number, "text"),
            document.source.value_at("units", number, "source"),
        )
        for number, unit in enumerate(definition.units)
    ]
    pairs, unused = paired(texts, units)
    return TranslatedFile(folder.path(path), pairs, unused if whole else (), document.problems)


def paired(
    texts: Sequence[SourceText], units: Sequence[PlacedUnit]
) -> tuple[tuple[Pair, ...], tuple[PlacedUnit, ...]]:
    """Each text with its unit, and the units that are left.

    A unit belongs to the text that it was made of, first where that has the same name; what is left over has another
    wording since, and is known by its name, or in running text by being most alike.
    """
    left = list(units)
    found: dict[int, Pair] = {}

    def take(number: int, unit: PlacedUnit, *, stale: bool = False) -> None:
        if unit in left:
            left.remove(unit)
        found[number] = Pair(texts[number], unit, stale)

    for same_name in (True, False):
        by_text: dict[tuple[str, str], list[PlacedUnit]] = {}
        for placed in left:
            name = placed.unit.at if same_name else ""
            by_text.setdefault((name, squeezed(placed.unit.source)), []).append(placed)
        for number, text in enumerate(texts):
            waiting = by_text.get((text.name if same_name else "", squeezed(text.text)))
            if number not in found and waiting:
                # One translation does for the same text under the same name.
                take(number, waiting.pop(0) if len(waiting) > 1 else waiting[0])
    by_name = {placed.unit.at: placed for placed in reversed(left) if placed.unit.at != "text"}
    for number, text in enumerate(texts):
        if number not in found and text.name in by_name:
            take(number, by_name.pop(text.name), stale=True)
    for number, text in enumerate(texts):
        pieces = [placed for placed in left if placed.unit.at == "text"]
        if number not in found and text.name == "text" and pieces:
            best = max(pieces, key=lambda placed: likeness(placed.unit.source, text.text))
            if likeness(best.unit.source, text.text) > ALIKE:
                take(number, best, stale=True)
    return tuple(found.get(number, Pair(text, None)) for number, text in enumerate(texts)), tuple(left)


# Names are the same in every language; a text with so many words that are none is not.
ORDINARY = re.compile(r"(?<![\w/@.:-])[a-zà-ÿ]{2,}(?![\w/@:-])")
FEWEST_ORDINARY = 4


def squeezed(text: str) -> str:
    return " ".join(text.split())


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def marks(text: str) -> Iterator[tuple[str, str]]:
    """What in a Markdown text a translation must have too: (kind, what is meant), ``emphasis`` for a mere stress."""
    yield from marks_in(parser().parse(text))


def marks_in(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "citation":
            yield from (("citation", f"@{cited.key}") for cited in citation_parts(token.content))
        elif token.type == "link_open":
            # Another site may have the page in this language; what leads to a place in the module stays.
            href = unquote(str(token.attrs.get("href", "")))
            yield "link", "https://" if EXTERNAL.match(href) else href
        elif token.type == "image":
            yield "picture", str(token.attrs.get("src", ""))
        elif token.type == "footnote_ref":
            yield "note", f"[^{token.meta.get('label', '')}]"
        elif token.type == "text":
            yield from (("note", note) for note in NOTE.findall(token.content))
        elif token.type == "code_inline":
            yield "code", f"`{token.content}`"
        elif token.type in STRESS:
            yield "emphasis", token.markup
        yield from marks_in(token.children or ())


def translation_findings(file: TranslatedFile, language: str) -> Iterator[Finding]:
    """What is wrong with the translations of one file."""
    yield from file.problems
    unread = bool(file.problems) and not any(pair.placed for pair in file.pairs)
    instead = in_their_place(file)
    replaced = {id(pair) for pair in instead.values()}
    # What cannot be read may well hold every translation.
    for pair in () if unread else file.pairs:
        if id(pair) not in replaced:
            yield from pair_findings(pair, language, file.path)
    for placed in file.unused:
        if other := instead.get(placed.source):
            old, new = differing(placed.unit.source, other.text.text)
            yield Finding("TRN-440", placed.source, {"old": old, "new": new})
        else:
            yield Finding("TRN-007", placed.places.at(0), {"text": shortened(placed.unit.source)})


def in_their_place(file: TranslatedFile) -> dict[Location, Pair]:
    """Of each unit that is left, by its place: the text without one that stands between the same others."""
    numbers = {pair.placed.source: n for n, pair in enumerate(file.pairs) if pair.placed}
    left = {placed.source: placed for placed in file.unused}
    found: dict[Location, Pair] = {}
    waiting: list[Location] = []
    last = -1
    for place in [*sorted([*numbers, *left]), None] if numbers else ():
        if place in left:
            waiting.append(place)
            continue
        number = numbers[place] if place else len(file.pairs)
        lacking = [pair for pair in file.pairs[last + 1 : number] if pair.placed is None]
        if len(lacking) == len(waiting):
            found |= {
                one: pair
                for one, pair in zip(waiting, lacking, strict=True)
                if left[one].unit.at == pair.text.name
            }
        waiting, last = [], number
    return found


def renamed_links(marks: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Links that were translated with the text: what they should name, and what they name."""
    lost = [what for (kind, what), count in sorted(marks.items()) if kind == "link" and count == -1]
    added = [what for (kind, what), count in sorted(marks.items()) if kind == "link" and count == 1]
    schemes = [one.partition(":")[0] for one in lost]
    return [
        (one, other)
        for one in lost
        for other in added
        if one.partition(":")[0] == other.partition(":")[0] and schemes.count(one.partition(":")[0]) == 1
    ][:1]


def place_of_mark(placed: PlacedUnit, kind: str, what: str) -> Location:
    """Where a mark of the translation stands that is not in the source; its beginning where that is not found."""
    text = placed.places.text
    if kind != "link":
        return placed.places.at(max(0, text.find(what)))
    written = (one.start("address") for one in LINK.finditer(text) if is_address(one["address"], what))
    return placed.places.at(next(written, 0))


def is_address(written: str, meant: str) -> bool:
    """Whether what was ``written`` leads to what is ``meant``; all of the web is alike (``marks``)."""
    return unquote(written) == meant or (meant == "https://" and EXTERNAL.match(written) is not None)


def pair_findings(pair: Pair, language: str, path: str) -> Iterator[Finding]:
    placed = pair.placed
    if placed is None:
        values = {
            "text": shortened(pair.text.text),
            "language": language,
            "file": path,
            "at": pair.text.name,
            "source": in_quotes_if_needed(pair.text.text)
            if pair.text.text == shortened(pair.text.text)
            else "…",
        }
        yield Finding("TRN-001", pair.text.start, values)
        return
    place = placed.places.at(0)
    if pair.stale:
        old, new = shortened(placed.unit.source), shortened(pair.text.text)
        if old == new:
            old, new = differing(placed.unit.source, pair.text.text)
        values = {"old": old, "new": new}
        yield Finding("TRN-002", place, values)
    marks_left = dict(pair.other_marks)
    for wanted, found in () if pair.stale else renamed_links(marks_left):
        del marks_left["link", wanted], marks_left["link", found]
        at = place_of_mark(placed, "link", found)
        yield Finding("TRN-151", at, {"mark": found, "suggestion": wanted})
    for (kind, what), count in sorted(marks_left.items()):
        # Of a text with another wording the marks may be others too: it is translated anew.
        if kind == "emphasis":
            yield Finding("TRN-005", place, {"mark": what})
        elif not pair.stale:
            at = place if count < 0 else place_of_mark(placed, kind, what)
            yield Finding("TRN-003" if count < 0 else "TRN-004", at, {"mark": what})
    yield from () if pair.stale else other_number(pair, placed)
    same = squeezed(placed.unit.text) == squeezed(pair.text.text)
    # A quotation may stay in the words of who said it.
    said_so = pair.text.name.startswith("quote-")
    if same and not said_so and len(ORDINARY.findall(placed.unit.text)) >= FEWEST_ORDINARY:
        yield Finding("TRN-370", place, {"text": shortened(placed.unit.text), "language": language})
    if pair.too_long:
        length, limit = len(placed.unit.text.strip()), pair.text.longest or 0
        yield Finding("TRN-163", place, {"length": length, "limit": limit})
    if placed.unit.made_by:
        yield Finding("TRN-006", place, {"made_by": placed.unit.made_by})


def other_number(pair: Pair, placed: PlacedUnit) -> Iterator[Finding]:
    """TRN-620: the translation has as many numbers as its source, and one of them is another."""
    texts = [pair.text.text, placed.unit.text]
    source, ours = ([*NUMBER.finditer(UNREAD.sub(blank, text))] for text in texts)
    lost, added = (
        [one for one in these if plain_number(one) not in map(plain_number, those)]
        for these, those in ((source, ours), (ours, source))
    )
    if len(source) == len(ours) and len(lost) == len(added) == 1 and not any(map(OTHERWISE.search, texts)):
        values = {"number": lost[0].group(), "found": added[0].group()}
        yield Finding("TRN-620", placed.places.at(added[0].start()), values)


def blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def plain_number(found: re.Match[str]) -> str:
    """A number without the marks that languages write differently: 1.250, 1,250; 3,5 and 3.5."""
    return re.sub(r"[.,:]", "", found.group())


def titled(series: Folder, module: LearningModule, language: str) -> Iterator[tuple[Path, bytes]]:
    """``module.yaml`` of the modules that themes lead to, with the titles that they have in ``language``."""
    for member in module.shared.linked.values():
        folder = Folder(series.root / member.name, member.name, series.files)
        text, path = folder.text(MODULE), translation_path(MODULE, language)
        there = folder.text(path) if folder.has(path) else None
        if text is None or there is None:
            continue
        document = parse_yaml(there, path)
        definition, _ = validate(Translation, document.data or {}, document.source)
        units = definition.units if definition else ()
        title = next((one.text for one in units if (one.at, one.source) == ("title", member.title)), None)
        written = parse_yaml(text, MODULE).source.scalars.get(("title",))
        if title is not None and written is not None:
            start = offset_of(text, Location(MODULE, written.line, written.column))
            data = text[:start] + quoted(title) + text[start + len(written.raw.rstrip()) :]
            yield folder.real / MODULE, data.encode()


@dataclass(frozen=True)
class Edit:
    """``start`` to ``end`` of a file's text becomes ``new``, of which each character has its ``places``."""

    start: int
    end: int
    new: str
    places: tuple[Location, ...] = ()


@dataclass(frozen=True)
class ChangedFile:
    """A file's text with ``edits`` made (in order, apart from each other)."""

    path: str
    before: str
    edits: tuple[Edit, ...]

    @cached_property
    def text(self) -> str:
        parts, done = [], 0
        for edit in self.edits:
            parts += [self.before[done : edit.start], edit.new]
            done = edit.end
        return "".join([*parts, self.before[done:]])

    @cached_property
    def starts(self) -> list[int]:
        """Where each edit begins in the changed text."""
        starts, moved = [], 0
        for edit in self.edits:
            starts.append(edit.start + moved)
            moved += len(edit.new) - (edit.end - edit.start)
        return starts

    def place(self, location: Location) -> Location:
        """Where that which stands at ``location`` of the changed text was written."""
        offset = offset_of(self.text, location)
        number = bisect_right(self.starts, offset) - 1
        if number < 0:
            return location
        edit, within = self.edits[number], offset - self.starts[number]
        if within < len(edit.new):
            return edit.places[within] if edit.places else location_of(self.before, edit.start, self.path)
        return location_of(self.before, edit.end + within - len(edit.new), self.path)


def offset_of(text: str, location: Location) -> int:
    start = 0
    for _ in range(location.line - 1):
        start = text.find("\n", start) + 1 or len(text)
    return min(start + location.column - 1, len(text))


def location_of(text: str, offset: int, path: str) -> Location:
    start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - start + 1)


def changed_file(folder: Folder, path: str, file: TranslatedFile, language: str = "") -> ChangedFile:
    """A file of the source with the translations that fit in it; with a ``language``, also that."""
    text = decode(folder.files.read(folder.real / path), "")[0] or ""
    told = folder.path(path)
    edits = [
        edit_of(pair.text, pair.placed, text) for pair in file.pairs if pair.placed is not None and pair.fits
    ]
    if language:
        edits.append(in_language(text, language))
    return ChangedFile(told, text, tuple(sorted(edits, key=lambda edit: edit.start)))


def in_language(text: str, language: str) -> Edit:
    """The language in ``module.yaml``; a series may give it instead."""
    written = parse_yaml(text, "").source.scalars.get(("language",))
    if written is None:
        return Edit(len(text), len(text), f"\nlanguage: {language}\n")
    start = offset_of(text, Location("", written.line, written.column))
    return Edit(start, start + len(written.raw.rstrip()), language)


def edit_of(text: SourceText, placed: PlacedUnit, file: str) -> Edit:
    start, end = offset_of(file, text.start), offset_of(file, text.end)
    pieces = quoted_pieces(placed.unit.text) if text.kind == "value" else prose_pieces(placed.unit.text, text)
    new = "".join(piece for piece, _ in pieces)
    places = tuple(placed.places.at(offset) for piece, offset in pieces for _ in piece)
    return Edit(start, end, new, places)


# A piece of written text, and the offset of what it stands for in the text that is meant.
Piece = tuple[str, int]


def quoted_pieces(text: str) -> list[Piece]:
    """A text as a YAML value on one line."""
    first, last = bounds(text)
    return [
        ('"', first),
        *((quoted(text[offset])[1:-1], offset) for offset in range(first, last)),
        ('"', max(first, last - 1)),
    ]


def prose_pieces(text: str, source: SourceText) -> list[Piece]:
    """Running text as it stands in the place of ``source``: a heading or a cell is one line, a paragraph no list."""
    first, last = bounds(text)
    begun = BLOCK.match(text, first) if source.kind == "paragraph" else None
    escape = begun.start("mark") if begun and begun["mark"] else begun.start("dot") if begun else -1
    pieces = []
    for offset in range(first, last):
        sign = written = text[offset]
        if sign == "\n":
            broken = source.kind == "paragraph" and text[:offset].endswith(("\\", "  "))
            written = f"\n{source.before}" if broken else " "
        elif source.kind != "paragraph" and text.startswith("\\\n", offset):
            written = ""
        elif sign == "|" and source.kind == "cell":
            written = "\\|"
        elif offset == escape:
            written = "\\" + sign
        pieces.append((written, offset))
    return pieces


def bounds(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the white space around it."""
    return len(text) - len(text.lstrip()), len(text.rstrip())
