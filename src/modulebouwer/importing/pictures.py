"""Pictures of a document → files that learners' browsers show."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from modulebouwer.importing.tree import Mark
from modulebouwer.model.module import MediaFile
from modulebouwer.source.folder import media_name

SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
# Wider than any column is read on; larger files keep a reader on a phone waiting.
WIDEST = 2000
LARGEST = 3_000_000
MOST_PIXELS = 100_000_000


@dataclass(frozen=True)
class Pictures:
    """``paths``: the path below the module's folder by the name in the document, for those that can be shown."""

    paths: Mapping[str, str]
    files: tuple[MediaFile, ...]
    told: tuple[Mark, ...]


def pictures(files: Mapping[str, bytes]) -> Pictures:
    paths: dict[str, str] = {}
    media: dict[str, bytes] = {}
    told: list[Mark] = []
    for source, data in files.items():
        name = media_name(PurePosixPath(source).name)
        suffix = PurePosixPath(name).suffix
        shown: bytes | None = data
        if suffix not in SHOWN or (len(data) > LARGEST and suffix != ".svg"):
            suffix, shown = (".jpg" if suffix in (".jpg", ".jpeg") else ".png"), converted(data, suffix)
        if shown is None:
            told.append(Mark("IMP-008", {"name": source}))
            continue
        if shown is not data:
            told.append(Mark("IMP-014", {"name": source}))
        path = free(f"media/{PurePosixPath(name).stem}{suffix}", media)
        paths[source], media[path] = path, shown
    return Pictures(paths, tuple(MediaFile(path, data) for path, data in sorted(media.items())), tuple(told))


def converted(data: bytes, suffix: str) -> bytes | None:
    """The picture as PNG (a photograph as JPEG), at most ``WIDEST`` pixels wide; None when it cannot be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS or picture.format in ("WMF", "EMF"):
                return None
            picture.thumbnail((WIDEST, WIDEST * 4))
            target = io.BytesIO()
            if suffix in (".jpg", ".jpeg"):
                picture.convert("RGB").save(target, "JPEG", quality=85)
            else:
                known = picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
                (picture if known else picture.convert("RGB")).save(target, "PNG", optimize=True)
            return target.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def free(path: str, taken: Mapping[str, bytes]) -> str:
    """``path`` with a number before its extension when it is taken."""
    name, count = PurePosixPath(path), 1
    while str(name) in taken:
        count += 1
        name = PurePosixPath(path).with_stem(f"{PurePosixPath(path).stem}-{count}")
    return str(name)
