"""Documents in the preview: one that is dropped becomes a new module, and a module goes out, to reviewers or an LMS."""

from __future__ import annotations

import asyncio
import datetime
import re
import tempfile
from collections.abc import AsyncIterable, Container
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modulebouwer import build as pipeline
from modulebouwer.catalogue import Words
from modulebouwer.cli.language import explain
from modulebouwer.cli.language import words as command_words
from modulebouwer.findings import Finding, Location, report
from modulebouwer.model.identifiers import file_stem, identifier_from
from modulebouwer.source.series import SeriesCache
from modulebouwer.wrong_use import WrongUse


@dataclass(frozen=True)
class Made:
    """What came of a document. ``folder`` is None when no module did; ``told`` says so in a sentence or two."""

    told: str
    findings: tuple[Finding, ...] = ()
    folder: Path | None = None


@dataclass(frozen=True)
class Sent:
    """A module as a Word document; None when ``told`` says why there is none."""

    document: bytes | None
    told: str = ""


@dataclass(frozen=True)
class Packed:
    """A package, and what its file is called; None when ``told`` says why there is none."""

    data: bytes | None
    told: str = ""
    name: str = ""


def place_of_new(path: str) -> Path:
    """Where modules go that the preview of ``path`` makes: among those in a folder, beside a single one."""
    place = Path(path).resolve()
    return place.parent if place.is_file() or (place / "module.yaml").exists() else place


async def take_in(
    data: AsyncIterable[bytes], name: str, path: str, taken: Container[str], language: str, words: Words
) -> Made:
    """A new module of the document ``data`` in the preview of ``path``, its folder named after ``name``.

    ``taken``: names that cannot be used. ``words`` are the preview's, in ``language``.
    """
    shown = PurePosixPath(name.replace("\\", "/")).name or "document"
    with tempfile.TemporaryDirectory() as held:
        # Of what a stranger called the file, only a plain extension is used as a name here.
        suffix = re.fullmatch(r"\.\w{1,8}", PurePosixPath(shown).suffix)
        document = Path(held) / ("document" + (suffix.group() if suffix else ""))
        try:
            refused = await received(data, document, shown)
            if refused:
                return Made(words["not_made"], (refused,))
            return await asyncio.to_thread(imported, document, shown, path, taken, language, words)
        except WrongUse as error:
            return Made(explain(error, command_words(language)))


async def received(data: AsyncIterable[bytes], target: Path, shown: str) -> Finding | None:
    """Writes ``data`` to ``target``; the finding when there is too much of it. Raises ``WrongUse``."""
    from modulebouwer.importing import require_extra

    require_extra()
    from modulebouwer.importing.importing import LARGEST_DOCUMENT

    size = 0
    with target.open("wb") as file:
        async for piece in data:
            size += len(piece)
            if size > LARGEST_DOCUMENT:
                return Finding("IMP-105", Location(shown), {"limit": f"{LARGEST_DOCUMENT // 1_000_000}"})
            file.write(piece)
    return None


def imported(
    document: Path, shown: str, path: str, taken: Container[str], language: str, words: Words
) -> Made:
    from modulebouwer.importing.importing import import_to

    folder = free_folder(place_of_new(path), shown, taken)
    # The preview is a command that lasts: the day is the one on which it is asked.
    today = datetime.date.today()
    found = import_to({shown: document}, folder, today, None, language, lambda _: None)
    if found.module is None:
        return Made(words["not_made"], found.findings)
    left = len(report(found.findings).findings)
    counted = words["imported"].format(**found.counts, left=left)
    return Made(f"{words['made'].format(path=folder)}\n{counted}", found.findings, folder)


def free_folder(place: Path, shown: str, taken: Container[str]) -> Path:
    """A folder in ``place`` that is not there yet, named after the document."""
    name = file_stem(identifier_from(PurePosixPath(shown).stem)) or "module"
    folder, count = place / name, 1
    while folder.exists() or folder.name in taken:
        count += 1
        folder = place / f"{name}-{count}"
    return folder


def send_out(folder: str, language: str, words: Words) -> Sent:
    """The module in ``folder`` for reviewers who use Word."""
    from modulebouwer.importing import require_extra

    try:
        require_extra()
    except WrongUse as error:
        return Sent(None, explain(error, command_words(language)))
    from modulebouwer.reviewing.review import review_out

    document, _ = review_out(folder)
    return Sent(document, "" if document else words["no_review"])


def pack(folder: str, standard: str, words: Words) -> Packed:
    """The zip of the module in ``folder`` for an LMS, as ``build`` makes it."""
    with tempfile.TemporaryDirectory() as held:
        # The preview is a command that lasts: the day is the one on which it is asked.
        options = pipeline.Options(standards=(standard,), today=datetime.date.today())
        built = pipeline.build_module(folder, Path(held), options, SeriesCache())
        if not built.packages:
            return Packed(None, words["no_package_made"])
        place = built.packages[0].path
        return Packed(place.read_bytes(), name=place.name)
