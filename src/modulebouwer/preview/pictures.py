"""A picture that is pasted or dropped into a text: checked as by ``check``, kept in ``media/``, never over another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modulebouwer.checks.media import heavy_file
from modulebouwer.checks.media_content import HOLDS, PICTURES, content, form_of
from modulebouwer.findings import Finding, Location, report
from modulebouwer.model.fields import PICTURE
from modulebouwer.model.identifiers import file_stem, identifier_from
from modulebouwer.model.module import MediaFile
from modulebouwer.source.writing import save
from modulebouwer.wrong_use import WrongUse

# More than any picture that a page may have; the finding about a heavy one says so long before.
LARGEST = 30_000_000
# What a clipboard, a camera or a phone calls any picture.
NAMELESS = re.compile(
    r"(?:image|afbeelding|picture|screenshot|schermafbeelding|unnamed|download|img|dsc|pxl)[\W_\d]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kept:
    """``path``: in the module's folder, "" when it was not kept; ``findings`` say why, or what to look at."""

    path: str
    findings: tuple[Finding, ...] = ()


def keep(folder: Path, name: str, data: bytes, beside: str) -> Kept:
    """Writes a picture that its maker called ``name``, to be shown in the section ``beside``.

    Raises ``WrongUse`` when it cannot be written.
    """
    form = form_of(data)
    called = PurePosixPath(name.replace("\\", "/"))
    suffix = extension(called, form)
    wanted = stem(called, beside)
    file = MediaFile(f"media/{wanted}{suffix}", data)
    found = tuple(wrong(file, name))
    if report(found).failed:
        return Kept("", found)
    media = folder.resolve() / "media"
    if media.resolve() != media:
        raise WrongUse("cannot_write", path=media.as_posix(), why="symbolic link")
    same = next((one.name for one in pictures(media) if one.read_bytes() == data), None)
    if same is not None:
        return Kept(f"media/{same}", found)
    target = reserved(media, wanted, suffix)
    try:
        save(media, {target.name: data})
    except WrongUse:
        target.unlink(missing_ok=True)
        raise
    return Kept(f"media/{target.name}", found)


def wrong(file: MediaFile, name: str) -> Iterator[Finding]:
    place = Location(name or file.path)
    if PurePosixPath(file.path).suffix not in PICTURE.extensions:
        yield Finding("MED-006", place, {"path": name})
        return
    yield from content(file, place, place)
    yield from heavy_file(file, place)


def extension(called: PurePosixPath, form: str) -> str:
    """What its bytes say that it is; what it is called where they say nothing."""
    suffix = called.suffix.lower()
    if form in HOLDS.get(suffix.lstrip("."), set()) or form not in PICTURES:
        return suffix
    return f".{form}"


def stem(called: PurePosixPath, beside: str) -> str:
    """As it was called, where that says something; else as its section."""
    name = "" if NAMELESS.fullmatch(called.stem) else identifier_from(called.stem)
    return file_stem(name or identifier_from(beside)) or "picture"


def pictures(media: Path) -> Iterator[Path]:
    if media.is_dir():
        yield from (
            one for one in sorted(media.iterdir()) if one.is_file() and one.suffix in PICTURE.extensions
        )


def reserved(media: Path, wanted: str, suffix: str) -> Path:
    """A file of its own, empty: names that differ in case alone count as one (MED-007)."""
    try:
        media.mkdir(exist_ok=True)
        taken = {one.stem.lower() for one in media.iterdir()}
        number = 1
        name = wanted
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        target = media / f"{name}{suffix}"
        target.open("xb").close()
    except OSError as error:
        raise WrongUse("cannot_write", path=media.as_posix(), why=error.strerror or str(error)) from error
    return target
