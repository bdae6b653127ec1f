"""The way of an import: documents → ``Document`` → ``Proposal`` → a folder in its place, and what is left to do."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from modulebouwer.catalogue import PACKAGE, Words, read_words
from modulebouwer.findings import Finding, Location
from modulebouwer.importing.proposal import Choices, Proposal, propose
from modulebouwer.importing.shaping import shaped
from modulebouwer.importing.tree import Block, Document, Heading, Text, block_text, plain
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.updating import is_other, read_open, updated, written_open
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import TextPlaces
from modulebouwer.package.file_tree import FileTree
from modulebouwer.source.loader import load
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.writing import save, write_module
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.wrong_use import WrongUse

LARGEST_DOCUMENT = 200_000_000
# An archive that grows more than this while it is read is made to do so.
LARGEST_UNPACKED = 500_000_000
MOST_GROWTH = 200

# What the document said at the last import stands here in the module's folder; and, in it, the level of its sections.
IMPORTED = ".imported"
LEVEL = "import.yaml"
# What an update told and nobody saw to yet.
LEFT = "open.json"

Reader = Callable[[Path, str], Document]

# How the first bytes of an Office file before 2007, or of an encrypted one, look (MS-CFB 2.2).
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# So many frequent words at least are more than a chance.
FEWEST_WORDS = 8
# Frequent words of each language. What Frisian shares with Dutch stands in both, so that its own words tell it.
FREQUENT_WORDS = {
    "nl": "de en is dat in by net het een van niet met voor zijn wordt ook naar bij aan door",
    "en": "the and of is in that not with for are this be as on by from",
    "de": "der die das und ist in nicht mit für ein eine werden auch zu den dem",
    "fr": "le la les et est que ne pas avec pour une des du sont aux",
    "fy": "de en is dat in by net it fan mei foar syn wurdt ek nei dy hawwe oer",
}
FREQUENT = {language: frozenset(words.split()) for language, words in FREQUENT_WORDS.items()}


@dataclass(frozen=True)
class Imported:
    """``module`` is None when nothing was made; ``counts`` are those that a person wants to know."""

    findings: tuple[Finding, ...]
    module: LearningModule | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def import_to(
    documents: Mapping[str, Path],
    folder: Path,
    date: datetime.date,
    split_at: int | None,
    language: str,
    progress: Callable[[str], None],
) -> Imported:
    """Make a module of ``documents`` in ``folder``, which may not hold anything yet.

    ``documents``: the name that findings tell → the file. ``language`` (nl, en) is that of the schemas' descriptions.
    Raises ``WrongUse`` when ``folder`` cannot be written.
    """
    from modulebouwer import build

    refuse_full(folder)
    try:
        document = read_documents(documents, progress)
    except Unreadable as error:
        return Imported((error.finding,))
    names = (folder.resolve().name, document.title, Path(document.path).stem)
    identifier = next(filter(None, map(identifier_in, names)), "module")
    proposal, tree = proposed(document, Choices(identifier, date, "", split_at))
    place_new(folder, {**tree, **as_imported(tree, proposal)}, language)
    _, checked = build.read([folder.as_posix()], build.Options(), progress)
    found = told_once([*left_to_do(proposal, tree, document, folder.as_posix()), *checked])
    definition = proposal.module.definition
    counts = {
        "sections": len(definition.sections),
        "questions": len(definition.guiding_questions),
        "themes": len(definition.themes),
        "references": len(proposal.module.references),
        "works": len(proposal.cited),
    }
    return Imported(found, proposal.module, counts)


def identifier_in(name: str) -> str:
    """The identifier that ``name`` would be without figures before its first letter, "" for none."""
    return identifier_from(re.sub(r"^[\W\d_]+", "", name))


def import_again(
    documents: Mapping[str, Path], folder: Path, split_at: int | None, progress: Callable[[str], None]
) -> Imported:
    """Bring what changed in the documents since the last import into the module in ``folder``.

    ``split_at`` None is the level of that import. Raises ``WrongUse`` when ``folder`` was not made by an import or
    cannot be written.
    """
    from modulebouwer import build

    shown = folder.as_posix()
    before, _ = load(folder / IMPORTED, f"{shown}/{IMPORTED}")
    if before is None or not before.complete:
        raise WrongUse("not_imported", path=shown, kept=IMPORTED)
    mine, problems = load(folder, shown)
    if mine is None or not mine.complete:
        return Imported(tuple(problems))
    try:
        document = read_documents(documents, progress)
    except Unreadable as error:
        return Imported((error.finding,))
    definition = mine.definition
    titles = {section.head.title for section in before.sections}
    level = split_at or level_like(document.blocks, titles, level_in(folder / IMPORTED / LEVEL))
    media = {one.path: one.data for one in mine.media}
    choices = Choices(definition.identifier, definition.date, definition.language, level, media)
    proposal, tree = proposed(document, choices)
    if is_other(before, proposal.module):
        return Imported((Finding("IMP-110", Location(document.path)),))
    files = {path: data for path in paths_of(mine) if (data := bytes_of(folder / path)) is not None}
    left = folder / IMPORTED / LEFT
    change = updated(before, proposal.module, mine, files | media, read_open(bytes_of(left)))
    kept = {f"{IMPORTED}/{LEFT}": written_open(change.left)} if change.left or left.is_file() else {}
    save(folder, {**change.files, **as_imported(tree, proposal), **kept})
    _, checked = build.read([shown], build.Options(), progress)
    told = (Finding(mark.code, Location(document.path), mark.values) for mark in proposal.told)
    return Imported((*told, *change.findings, *checked), mine, {"taken": change.taken})


def paths_of(module: LearningModule) -> list[str]:
    return ["module.yaml", *(f"sections/{section.id}.md" for section in module.sections), "references.yaml"]


def bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def as_imported(tree: FileTree, proposal: Proposal) -> dict[str, bytes]:
    """What the document said, for the next import to compare with: the files without the pictures, and the level."""
    kept = {path: data for path, data in tree.items() if not path.startswith("media/")}
    comment = words_for(proposal.module.definition.language)["kept"]
    kept[LEVEL] = f"# {comment}\nsplit_at: {proposal.level}\n".encode()
    return {f"{IMPORTED}/{path}": data for path, data in kept.items()}


def level_in(path: Path) -> int | None:
    """The heading level that the last import chose, when its file still says so."""
    data = parse_yaml((bytes_of(path) or b"").decode(errors="replace"), "").data
    level = data.get("split_at") if isinstance(data, dict) else None
    return level if isinstance(level, int) and 1 <= level <= 6 else None


def level_like(blocks: Sequence[Block], titles: Collection[str], last: int | None) -> int | None:
    """The level of headings whose sections are those of the last import: another form may count them otherwise.

    ``last`` is that import's, and taken where no other fits better.
    """
    headings = [(block.level, plain(block.content).strip()) for block in blocks if isinstance(block, Heading)]

    def fit(level: int | None) -> int:
        begun = {title for depth, title in headings if depth <= (level or 0)}
        return 2 * len(begun.intersection(titles)) - len(begun)

    levels: list[int | None] = [last, *range(1, 7)]
    return max(levels, key=fit)


# What a check tells of a line, and the findings of an import that tell the same of it with more.
TOLD_TWICE = {
    "REF-011": ("IMP-002", "IMP-012"),
    "TXT-194": ("IMP-010", "IMP-013", "IMP-017"),
}


def told_once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without what a check tells on lines where the import tells the same with more."""
    lines = {(f.code, f.location.path, f.location.line) for f in found}
    return tuple(
        f
        for f in found
        if not any((code, f.location.path, f.location.line) in lines for code in TOLD_TWICE.get(f.code, ()))
    )


def read_documents(documents: Mapping[str, Path], progress: Callable[[str], None]) -> Document:
    """The documents as one, each shaped by its own habits. Raises ``Unreadable``."""
    read = []
    for name, path in documents.items():
        progress(name)
        read.append(shaped(read_document(path, name)))
    first = read[0]
    if len(read) == 1:
        return first
    blocks: list[Block] = []
    pictures: dict[str, bytes] = {}
    for number, document in enumerate(read):
        if document.title and number:
            blocks.append(Heading(1, (Text(document.title),)))
        blocks += document.blocks
        pictures |= document.files
    return replace(
        first,
        blocks=tuple(blocks),
        files=pictures,
        references=tuple(entry for document in read for entry in document.references),
        told=tuple(mark for document in read for mark in document.told),
        numbers=tuple(number for document in read for number in document.numbers),
    )


def look_at(path: Path, shown: str) -> str:
    """The document's suffix in lower case, once it is seen to be none that harms. Raises ``Unreadable``."""
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable("IMP-104", shown, suffix=suffix or "-", known="")
        with path.open("rb") as file:
            beginning = file.read(8)
    except OSError as error:
        raise Unreadable("IMP-109", shown) from error
    if size > LARGEST_DOCUMENT:
        raise Unreadable("IMP-105", shown, limit=f"{LARGEST_DOCUMENT // 1_000_000}")
    if beginning == COMPOUND:
        # An encrypted Office file is a compound file too (MS-OFFCRYPTO 2.3.4.4), with this stream in it.
        encrypted = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        raise Unreadable("IMP-101" if encrypted else "IMP-103", shown)
    if suffix in (".doc", ".dot"):
        raise Unreadable("IMP-103", shown)
    if suffix in (".docx", ".docm", ".odt", ".epub"):
        look_inside(path, shown)
    return suffix


def read_document(path: Path, shown: str) -> Document:
    """The document in ``path`` by the reader of its kind. Raises ``Unreadable``."""
    from modulebouwer.importing.pandoc import FORMATS, read_with_pandoc

    suffix = look_at(path, shown)
    readers: dict[str, Reader] = {**dict.fromkeys(FORMATS, read_with_pandoc), **own_readers()}
    reader = readers.get(suffix)
    if reader is None:
        raise Unreadable("IMP-104", shown, suffix=suffix or "-", known=", ".join(sorted(readers)))
    document = reader(path, shown)
    if not any(block_text(block).strip() for block in document.blocks):
        raise Unreadable("IMP-107", shown)
    language = language_of(document.blocks, document.language.split("-")[0].lower())
    return replace(document, language=language)


def own_readers() -> dict[str, Reader]:
    from modulebouwer.importing.pdf import read_pdf
    from modulebouwer.importing.plain import read_plain

    return {".pdf": read_pdf, ".txt": read_plain}


def look_inside(path: Path, shown: str) -> None:
    """Refuse an archive that is damaged, encrypted or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries) or 1
            if unpacked > LARGEST_UNPACKED or (unpacked > 50_000_000 and unpacked > packed * MOST_GROWTH):
                raise Unreadable("IMP-105", shown, limit=f"{LARGEST_UNPACKED // 1_000_000}")
            names = {entry.filename for entry in entries}
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            if b"encryption-data" in manifest or any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable("IMP-101", shown)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise Unreadable("IMP-102", shown) from error


def language_of(blocks: Sequence[Block], said: str) -> str:
    """The language of the text: the one that the document says, unless its most frequent words say otherwise.

    A program writes its own language into a document. Without anything to go by it is Dutch.
    """
    words = re.findall(r"\w+", " ".join(block_text(block) for block in blocks)[:50_000].lower())
    counts = {language: sum(word in known for word in words) for language, known in FREQUENT.items()}
    heard = max(counts, key=lambda language: counts[language])
    clear = counts[heard] >= FEWEST_WORDS and counts[heard] >= 1.5 * counts.get(said, 0)
    return heard if said not in FREQUENT or clear else said


def words_for(language: str) -> Words:
    """The words that an import itself writes, in Dutch or else English."""
    name = "nl" if language.startswith("nl") else "en"
    return read_words(PACKAGE.joinpath("catalogue", "importing", f"{name}.yaml"))


def proposed(document: Document, choices: Choices) -> tuple[Proposal, FileTree]:
    """The module, and its files."""
    words = words_for(choices.language or document.language)
    proposal = propose(document, choices, words)
    return proposal, write_module(proposal.module, None, proposal.comments)


def refuse_full(folder: Path) -> None:
    """Raises ``WrongUse`` when ``folder`` holds something."""
    try:
        if (folder / IMPORTED).is_dir():
            raise WrongUse("imported_before", path=folder.as_posix())
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WrongUse("not_empty", path=folder.as_posix())
    except OSError as error:
        raise WrongUse("cannot_write", path=folder.as_posix(), why=error.strerror or str(error)) from error


def place_new(folder: Path, tree: Mapping[str, bytes], language: str) -> None:
    """The files in ``folder``, which may not hold anything yet: all of them, or none.

    Raises ``WrongUse``.
    """
    from modulebouwer.new import SCHEMA_FOLDER, write_schemas

    refuse_full(folder)
    try:
        parent = folder.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=parent))
        try:
            save(part, tree)
            write_schemas(part / SCHEMA_FOLDER, language)
            part.chmod(0o755)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        finally:
            with suppress(OSError):
                shutil.rmtree(part)
    except OSError as error:
        raise WrongUse("cannot_write", path=folder.as_posix(), why=error.strerror or str(error)) from error


def left_to_do(
    proposal: Proposal, tree: Mapping[str, bytes], document: Document, shown: str
) -> Iterator[Finding]:
    """What the import found, at its place in the folder that is shown as ``shown``."""
    for mark in proposal.told:
        yield Finding(mark.code, Location(document.path), mark.values)
    for identifier, marks in proposal.marks.items():
        path = f"sections/{identifier}.md"
        file = tree[path].decode()
        _, _, first_line = front_matter(file)
        body = file.split("\n", first_line - 1)[-1]
        places = TextPlaces.of_lines(f"{shown}/{path}", body, first_line)
        for offset, mark in marks:
            yield Finding(mark.code, places.at(offset), mark.values)
    sources = {
        path: parse_yaml(tree[path].decode(), f"{shown}/{path}").source
        for path in ("module.yaml", "references.yaml")
        if path in tree
    }
    for path, way, mark in proposal.guessed:
        yield Finding(mark.code, sources[path].at(*way), mark.values)
